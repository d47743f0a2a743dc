import type { Connection } from '../../connection/index.ts'
import type { QueryDecider } from '../../diff/index.ts'
import { parseStatement } from '../../language/index.ts'
import type { QualifiedName, Statement } from '../../language/index.ts'
import { sqlTextFromQuery } from '../../schema/from-ast/sql-text.ts'
import { objectNameText } from '../../schema/state.ts'
import { DEFAULT_CATALOG } from '../../schema/types/names.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import { hashSql } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import type { LedgerRow } from './ledger-row.ts'
import { queryHash } from './stored-query.ts'

/** The last query that a revision has sent for a view, and the hash of what the server made of it. */
export interface SentQuery {
  readonly revision: string
  readonly query: SqlText
  readonly stored: string
}

/**
 * Decides whether two queries are the same by what the ledger knows, for those whose texts cannot decide: the revision that defined the view last has sent exactly
 * the query that the models have now, and the server still prints what it printed right after. Both have to hold: the first says that nobody has changed his mind, the
 * second that nobody has changed the view behind the ledger's back.
 */
export async function ledgerDecider(
  connection: Connection,
  ledger: Ledger,
  defaultDatabase: string,
): Promise<QueryDecider> {
  const sent = sentQueries(await ledger.readDone(connection), defaultDatabase)
  return (object, from, to) => {
    const last = sent.get(objectNameText(object))
    if (last === undefined || last.query.text !== to.text || last.stored !== queryHash(from)) return undefined
    return {
      verdict: 'same',
      method: `ledger hash: revision ${last.revision} sent exactly this query, and the server prints what it printed then`,
    }
  }
}

/** Follows the statements of the ledger: definitions, renames, exchanges and drops of views and materialized views. */
export function sentQueries(rows: readonly LedgerRow[], defaultDatabase: string): ReadonlyMap<string, SentQuery> {
  const sent = new Map<string, SentQuery>()
  for (const row of rows) {
    const statement = statementOf(row)
    if (statement !== undefined) follow(statement, row, sent, defaultDatabase)
  }
  return sent
}

/** The statement of a row; undefined where it is not about a view, not understood, or not kept whole (long, or with secrets taken out). */
function statementOf({ statement, hash }: LedgerRow): Statement | undefined {
  if (statement === undefined || !/\bVIEW\b/iu.test(statement)) return undefined
  if (hashSql(statement) !== hash) return undefined
  try {
    return parseStatement(statement)
  } catch {
    return undefined
  }
}

function follow(statement: Statement, row: LedgerRow, sent: Map<string, SentQuery>, database: string): void {
  switch (statement.kind) {
    case 'CreateViewStatement':
    case 'CreateMaterializedViewStatement':
      define(keyOf(statement.name, database), sqlTextFromQuery(statement.query), row, sent)
      return
    case 'AlterViewStatement':
      if (statement.clause.kind === 'AlterViewQueryClause')
        define(keyOf(statement.name, database), sqlTextFromQuery(statement.clause.query), row, sent)
      return
    case 'AlterMaterializedViewStatement': {
      const name = nameOf(statement.name, database)
      const { clause } = statement
      if (clause.kind === 'TableRenameClause') exchange(name, clause.newName, sent)
      if (clause.kind === 'SwapTableClause') exchange(name, clause.name, sent)
      return
    }
    case 'DropViewStatement':
    case 'DropMaterializedViewStatement':
      sent.delete(keyOf(statement.name, database))
      return
    default:
  }
}

function define(key: string, query: SqlText, row: LedgerRow, sent: Map<string, SentQuery>): void {
  if (row.storedQuery === undefined) sent.delete(key)
  else sent.set(key, { revision: row.revision, query, stored: row.storedQuery })
}

function exchange(name: ObjectName, other: string, sent: Map<string, SentQuery>): void {
  const keys = [objectNameText(name), objectNameText({ ...name, name: other })] as const
  const [first, second] = [sent.get(keys[0]), sent.get(keys[1])]
  for (const key of keys) sent.delete(key)
  if (first !== undefined) sent.set(keys[1], first)
  if (second !== undefined) sent.set(keys[0], second)
}

function nameOf({ parts }: QualifiedName, defaultDatabase: string): ObjectName {
  const [name = '', database = defaultDatabase, catalog = DEFAULT_CATALOG] = parts.toReversed()
  return { database, name, ...(catalog === DEFAULT_CATALOG ? {} : { catalog }) }
}

const keyOf = (name: QualifiedName, database: string): string => objectNameText(nameOf(name, database))
