import type { AlterTableClause, AlterTableStatement, Statement } from '../language/index.ts'
import type { Operation } from '../operations/index.ts'
import { canCombine } from '../schema/apply-statement/alter-table/conflicts.ts'

/** A statement and the operations that it carries out. */
export interface PlannedStatement {
  readonly statement: Statement
  readonly operations: readonly Operation[]
  /** What the statement does, where it is one of several of a replacement. */
  readonly part?: Operation
}

/** The clauses that one ALTER TABLE takes beside others of the same group: it makes one job of them. */
type Group = 'columns' | 'add-index' | 'drop-index'

/**
 * Which group a clause belongs to; undefined when it has to stand alone.
 *
 * Recorded from servers of 3.2 to 4.1: ADD, DROP and MODIFY COLUMN combine. A comment-only MODIFY and an ORDER BY with fewer columns than the table has are accepted
 * beside others, but the others are then silently not done, so both stand alone. An index cannot be on a column that the same statement adds, nor take the
 * name of one that it drops. What conflicts by kind (RENAME, COMMENT, SET ...) is for `canCombine` to say.
 */
function groupOf(clause: AlterTableClause): Group | undefined {
  switch (clause.kind) {
    case 'AddColumnClause':
      // Generated columns may not be added beside ordinary ones, and numbering rows takes a job of its own.
      return clause.column.generated === undefined && clause.column.autoIncrement === undefined ? 'columns' : undefined
    case 'DropColumnClause':
      return 'columns'
    case 'ModifyColumnClause':
      // Each clause is checked against the columns before the statement: a new place is safe only alone.
      return clause.position === undefined && clause.column.generated === undefined ? 'columns' : undefined
    case 'CreateIndexClause':
      return 'add-index'
    case 'DropIndexClause':
      return 'drop-index'
    default:
      return undefined
  }
}

function columnsOf(clause: AlterTableClause): readonly string[] {
  switch (clause.kind) {
    case 'AddColumnClause':
    case 'ModifyColumnClause':
      return [clause.column.name.toLowerCase()]
    case 'DropColumnClause':
      return [clause.name.toLowerCase()]
    default:
      return []
  }
}

function sameTable(a: AlterTableStatement, b: AlterTableStatement): boolean {
  return (
    a.name.parts.length === b.name.parts.length && a.name.parts.every((part, index) => part === b.name.parts[index])
  )
}

/** Whether the clause of `next` may stand in the statement `open`. */
function joins(open: AlterTableStatement, next: AlterTableStatement): boolean {
  const [clause] = next.clauses
  const [first] = open.clauses
  if (clause === undefined || first === undefined || next.clauses.length !== 1 || !sameTable(open, next)) return false
  if (!canCombine(first.kind, clause.kind)) return false
  const group = groupOf(clause)
  if (group === undefined || group !== groupOf(first)) return false
  const taken = new Set(open.clauses.flatMap(columnsOf))
  if (columnsOf(clause).some((column) => taken.has(column))) return false
  if (clause.kind !== 'AddColumnClause') return true
  const neighbour = clause.position?.after?.toLowerCase()
  // Behind a column that the statement adds is fine; behind one that it drops or modifies is not known to be.
  return (
    neighbour === undefined ||
    open.clauses.every((other) => other.kind === 'AddColumnClause' || !columnsOf(other).includes(neighbour))
  )
}

/** Puts neighbouring clauses of one table into one ALTER where the server takes them together. */
export function mergeStatements(statements: readonly PlannedStatement[]): readonly PlannedStatement[] {
  const merged: PlannedStatement[] = []
  for (const next of statements) {
    const open = merged.at(-1)
    if (
      open?.statement.kind === 'AlterTableStatement' &&
      next.statement.kind === 'AlterTableStatement' &&
      joins(open.statement, next.statement)
    ) {
      merged[merged.length - 1] = {
        statement: { ...open.statement, clauses: [...open.statement.clauses, ...next.statement.clauses] },
        operations: [...open.operations, ...next.operations],
      }
    } else {
      merged.push(next)
    }
  }
  return merged
}
