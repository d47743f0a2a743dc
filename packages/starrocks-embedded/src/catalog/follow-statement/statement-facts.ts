import { databaseKey, materializedViewFromStatement } from 'starrocks-kit/schema'
import type { CreateMaterializedViewStatement, QualifiedName, Statement } from 'starrocks-kit/language'
import type { ObjectName } from 'starrocks-kit/schema'
import type { ColumnRename } from '../../engine/table-shape.ts'
import type { EntryMove } from '../data/entries.ts'
import type { Place } from '../statement-source.ts'

/** The full name that a statement's name stands for; undefined without a database. */
export function fullName(name: QualifiedName, place: Place): ObjectName | undefined {
  const [object, database, catalog] = name.parts.toReversed()
  const owner = database ?? place.database
  if (object === undefined || owner === undefined) return undefined
  const realm = catalog ?? place.catalog
  return { ...(realm === undefined ? {} : { catalog: realm }), database: owner, name: object }
}

/** The table that an ALTER (or an index statement) changes, or that gets a synchronous materialized view. */
export function alteredTable(statement: Statement, place: Place): ObjectName | undefined {
  switch (statement.kind) {
    case 'AlterTableStatement':
      return fullName(statement.name, place)
    case 'CreateIndexStatement':
    case 'DropIndexStatement':
      return fullName(statement.table, place)
    case 'CreateMaterializedViewStatement':
      return rolledUpTable(statement, place)
    default:
      return undefined
  }
}

/** The table that a synchronous materialized view is an index of. */
function rolledUpTable(statement: CreateMaterializedViewStatement, place: Place): ObjectName | undefined {
  if (materializedViewFromStatement(statement).refresh !== undefined) return undefined
  let { body } = statement.query
  while (body.kind === 'Query') ({ body } = body)
  const [relation] = body.kind === 'Select' ? (body.from ?? []) : []
  return relation?.kind === 'TableReference' ? fullName(relation.name, place) : undefined
}

/** The name of the index that a statement builds, where it is not the table's own. */
export function rollupName(statement: Statement): string | undefined {
  if (statement.kind === 'CreateMaterializedViewStatement') return statement.name.parts.at(-1)
  if (statement.kind !== 'AlterTableStatement') return undefined
  const [name] = statement.clauses.flatMap((clause) =>
    clause.kind === 'AddRollupClause' ? clause.rollups.map((rollup) => rollup.name) : [],
  )
  return name
}

/** Which objects change their names: the entries follow them. */
export function movesOf(statement: Statement, place: Place): readonly EntryMove[] {
  switch (statement.kind) {
    case 'AlterTableStatement': {
      const name = fullName(statement.name, place)
      if (name === undefined) return []
      return statement.clauses.flatMap((clause) => moves(name, clause))
    }
    case 'AlterMaterializedViewStatement': {
      const name = fullName(statement.name, place)
      return name === undefined ? [] : moves(name, statement.clause)
    }
    default:
      return []
  }
}

function moves(
  name: ObjectName,
  clause: { readonly kind: string; readonly newName?: string; readonly name?: unknown },
): readonly EntryMove[] {
  const database = databaseKey(name.database, name.catalog)
  if (clause.kind === 'TableRenameClause' && clause.newName !== undefined) {
    return [{ database, from: name.name, to: clause.newName }]
  }
  if (clause.kind === 'SwapTableClause' && typeof clause.name === 'string') {
    return [
      { database, from: name.name, to: clause.name },
      { database, from: clause.name, to: name.name },
    ]
  }
  return []
}

export function columnRenames(statement: Statement): readonly ColumnRename[] {
  if (statement.kind !== 'AlterTableStatement') return []
  return statement.clauses.flatMap((clause) =>
    clause.kind === 'ColumnRenameClause' ? [{ from: clause.name, to: clause.newName }] : [],
  )
}
