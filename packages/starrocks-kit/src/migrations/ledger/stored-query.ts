import type { Connection } from '../../connection/index.ts'
import { parseStatement, quoteIdentifier } from '../../language/index.ts'
import type { PlanStep } from '../../plan/index.ts'
import { materializedViewFromStatement } from '../../schema/from-ast/materialized-view.ts'
import { viewFromStatement } from '../../schema/from-ast/view.ts'
import type { ObjectName, SqlText } from '../../schema/index.ts'
import { hashSql } from './ledger.ts'

/**
 * What the server made of the query of a view that the step has just defined, as a hash; undefined for other steps, and where it cannot be read. It goes into the
 * ledger beside what was sent: while both stay as they are, the view is what was asked for, however the server words it.
 */
export async function storedQueryHash(
  connection: Connection,
  { operations, object }: PlanStep,
): Promise<string | undefined> {
  const word = operations.map(wordOf).find((kind) => kind !== undefined)
  if (object === undefined || word === undefined) return undefined
  try {
    const { rows } = await connection.query(`SHOW CREATE ${word} ${quoted(object)}`)
    const query = definedQuery(rows[0]?.[1] ?? '')
    return query === undefined ? undefined : queryHash(query)
  } catch {
    // Nothing depends on it but the comfort of a later comparison: the statement itself is done.
    return undefined
  }
}

/** The hash by which queries of one server are told apart. */
export function queryHash(query: SqlText): string {
  return hashSql(query.text)
}

/** The query that a CREATE or ALTER of a view says; undefined for other statements. */
function definedQuery(sql: string): SqlText | undefined {
  const statement = parseStatement(sql)
  switch (statement.kind) {
    case 'CreateViewStatement':
      return viewFromStatement(statement).query
    case 'CreateMaterializedViewStatement':
      return materializedViewFromStatement(statement).query
    default:
      return undefined
  }
}

function wordOf({ kind }: PlanStep['operations'][number]): 'VIEW' | 'MATERIALIZED VIEW' | undefined {
  switch (kind) {
    case 'CreateView':
    case 'AlterView':
    case 'ReplaceView':
      return 'VIEW'
    case 'CreateMaterializedView':
      return 'MATERIALIZED VIEW'
    default:
      return undefined
  }
}

function quoted({ catalog, database, name }: ObjectName): string {
  return [catalog, database, name].flatMap((part) => (part === undefined ? [] : [quoteIdentifier(part)])).join('.')
}
