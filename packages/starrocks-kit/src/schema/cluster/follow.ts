import type { Statement } from '../../language/index.ts'
import { databaseNameFromAst, objectNameFromAst } from '../from-ast/names.ts'
import type { ApplyContext } from '../apply-statement/result.ts'
import { databaseKey, findDatabase, findObject } from '../state.ts'
import { CLUSTER_KINDS, clusterObjects, clusterOf, clusterRules } from './registry.ts'
import type { SchemaState } from '../types/schema-state.ts'
import type { ClusterMoves } from './rules.ts'

type StatementPlace = Pick<ApplyContext, 'currentDatabase' | 'currentCatalog'>

/** The schema that a statement about databases and tables has led to, with what becomes of the objects that lie in them or write to them. */
export function withFollowers(statement: Statement, place: StatementPlace, state: SchemaState): SchemaState {
  const { cluster } = state
  if (cluster === undefined) return state
  const moves = clusterMoves(statement, place, state)
  if (moves === undefined) return state
  const kinds = CLUSTER_KINDS.filter((kind) => cluster[kind] !== undefined)
  const objects = clusterObjects({ cluster }).flatMap((object) => {
    const { follow } = clusterRules(object.kind)
    return follow === undefined ? [object] : (follow(object, moves) ?? [])
  })
  return { ...state, cluster: clusterOf(objects, kinds) }
}

/** Whether names of databases and tables may go or change by such a statement. */
export function movesNames({ kind }: Statement): boolean {
  switch (kind) {
    case 'DropDatabaseStatement':
    case 'AlterDatabaseStatement':
    case 'DropTableStatement':
    case 'AlterTableStatement':
      return true
    default:
      return false
  }
}

const STAYS: ClusterMoves = { database: (name) => name, table: ({ name }) => name }

/** What becomes of names by a statement about databases and tables, of which `state` is the schema afterwards; undefined where all stay. */
export function clusterMoves(
  statement: Statement,
  place: StatementPlace,
  state: SchemaState,
): ClusterMoves | undefined {
  switch (statement.kind) {
    case 'DropDatabaseStatement': {
      const gone = databaseNameFromAst(statement.name, place)
      if (gone.catalog !== undefined || findDatabase(state, gone) !== undefined) return undefined
      const isGone = (database: string): boolean => databaseKey(database) === databaseKey(gone.database)
      return {
        database: (name) => (isGone(name) ? undefined : name),
        table: ({ database, name }) => (isGone(database) ? undefined : name),
      }
    }
    case 'AlterDatabaseStatement': {
      const { clause, name: from } = statement
      if (clause.kind !== 'DatabaseRenameClause') return undefined
      return { ...STAYS, database: (name) => (name === from ? clause.newName : name) }
    }
    case 'DropTableStatement':
    case 'AlterTableStatement': {
      const subject = objectNameFromAst(statement.name, place)
      if (subject === undefined || subject.catalog !== undefined) return undefined
      const renamed = new Map<string, string | undefined>()
      if (statement.kind === 'AlterTableStatement')
        for (const clause of statement.clauses) {
          if (clause.kind === 'TableRenameClause') renamed.set(subject.name, clause.newName)
          // What writes to a table goes with its rows.
          if (clause.kind === 'SwapTableClause') renamed.set(subject.name, clause.name).set(clause.name, subject.name)
        }
      else if (findObject(state, subject) === undefined) renamed.set(subject.name, undefined)
      if (renamed.size === 0) return undefined
      return {
        ...STAYS,
        table: ({ database, name }) => (database === subject.database && renamed.has(name) ? renamed.get(name) : name),
      }
    }
    default:
      return undefined
  }
}
