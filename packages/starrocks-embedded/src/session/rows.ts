import { randomUUID } from 'node:crypto'
import { findTable } from 'starrocks-kit/schema'
import type {
  DeleteStatement,
  InsertStatement,
  Query,
  QueryStatement,
  Statement,
  TruncateTableStatement,
  UpdateStatement,
} from 'starrocks-kit/language'
import type { ObjectName } from 'starrocks-kit/schema'
import { analyzingError, CatalogError, missingTable } from '../catalog/catalog-error.ts'
import { rowsOf } from '../catalog/data/entries.ts'
import { isMetadataDatabase } from '../catalog/information-schema/system-tables.ts'
import type { LoadEntry } from '../catalog/loads/load-entry.ts'
import { printValue } from '../catalog/result/evaluate-expression.ts'
import { selectRows } from '../catalog/result/select-rows.ts'
import type { OkResult, RowsResult, StatementResult } from '../wire/handler.ts'
import { resolveRelation } from './catalog-scope.ts'
import { recordPartitions } from './partitions/automatic-partitions.ts'
import { constantSelect } from './constant-select.ts'
import { DONE } from './results.ts'
import type { SourceText } from './source-text.ts'
import type { SessionState } from './session-state.ts'
import { errorText } from '../error-text.ts'

/** Answers a SELECT: constants and plain queries of metadata without the engine, all else with it. */
export async function runQuery(statement: QueryStatement, session: SessionState): Promise<StatementResult> {
  if (statement.explain !== undefined || statement.trace !== undefined)
    throw new CatalogError('EXPLAIN is not supported by the embedded server')
  if (statement.outfile !== undefined) throw new CatalogError('INTO OUTFILE is not supported by the embedded server')
  const { query } = statement
  const quick = constantSelect(query, session.evaluation()) ?? metadataSelect(query, session)
  if (quick !== undefined) return quick
  const result = await session.server.engine.query(query, session.scope())
  return { kind: 'rows', columns: result.columns, rows: result.rows }
}

/** A plain SELECT from one table of information_schema; undefined for other queries. */
function metadataSelect(query: Query, session: SessionState): RowsResult | undefined {
  const select = query.body
  if (select.kind !== 'Select' || select.from?.length !== 1) return undefined
  const [relation] = select.from
  if (relation?.kind !== 'TableReference') return undefined
  const [name = '', database = session.place.database] = relation.name.parts.toReversed()
  if (database === undefined || !isMetadataDatabase(database)) return undefined
  const source = resolveRelation({ database, name }, session.place.source, session.server.catalog, () =>
    session.information(),
  )
  if (source?.kind !== 'rows') throw analyzingError(`Unknown table '${database}.${name}'`, 5502)
  const result = selectRows(query, source, session.evaluation())
  return result && { kind: 'rows', columns: result.columns, rows: result.rows.map((row) => row.map(printValue)) }
}

/** INSERT, UPDATE and DELETE; materialized views that follow the table are refreshed afterwards. */
export async function runDml(
  statement: InsertStatement | UpdateStatement | DeleteStatement,
  session: SessionState,
): Promise<OkResult> {
  const target = targetOf(statement, session)
  if (target !== undefined && session.temporary.find(target) === undefined && !session.place.exists(target)) {
    if (!session.server.catalog.hasDatabase(target.database))
      throw analyzingError(`Unknown database '${target.database}'`, 5501)
    throw analyzingError(`Table ${target.name} is not found`)
  }
  if (statement.kind === 'InsertStatement' && target !== undefined && session.transaction.isOpen)
    return await session.transaction.insert(statement, target, session)
  if (statement.kind === 'InsertStatement' && statement.target.kind === 'InsertBlackhole')
    return await insertNowhere(statement, session)
  const label = statement.kind === 'InsertStatement' ? statement.label : undefined
  if (label !== undefined && target !== undefined) return await insertOnce(statement, { label, target }, session)
  const { affectedRows } = await session.server.engine.execute(statement, session.scope())
  if (target !== undefined) {
    if (statement.kind === 'InsertStatement') await recordPartitions(target, session)
    session.server.refresher.tableChanged(target)
  }
  const word = statement.kind.replace('Statement', '').toLowerCase()
  return written(affectedRows, `${word}_${randomUUID()}`, session.server.catalog.now())
}

/** INSERT INTO BLACKHOLE(): the query runs, and its rows are gone. */
async function insertNowhere({ source }: InsertStatement, session: SessionState): Promise<OkResult> {
  if (source.kind !== 'Query') throw analyzingError('Invalid syntax for INSERT INTO BLACKHOLE(): a query is needed')
  const { rows } = await session.server.engine.query(source, session.scope())
  return written([...rows].length, `insert_${randomUUID()}`, session.server.catalog.now())
}

/** INSERT WITH LABEL: a load like those from outside. What was inserted under a label is not inserted again. */
async function insertOnce(
  statement: Statement,
  { label, target }: { readonly label: string; readonly target: ObjectName },
  session: SessionState,
): Promise<OkResult> {
  const { loads, engine, catalog, refresher } = session.server
  const place = { label, database: target.database, table: target.name }
  const timeoutSeconds = Number(session.variables.get('insert_timeout') ?? 0)
  const load = await loads.begin({ ...place, type: 'INSERT', user: session.user.name, timeoutSeconds })
  const finish = (end: Partial<LoadEntry>): Promise<void> =>
    loads.change({ ...load, ...end, finishedAt: catalog.now() })
  let affectedRows
  try {
    ;({ affectedRows } = await engine.execute(statement, session.scope(), { id: load.id, open: loads.open }))
  } catch (error) {
    await finish({ state: 'CANCELLED', errorMessage: errorText(error) })
    throw error
  }
  await finish({ state: 'FINISHED', loadedRows: affectedRows })
  await recordPartitions(target, session)
  refresher.tableChanged(target)
  return written(affectedRows, label, load.txnId)
}

function written(affectedRows: number, label: string, txnId: number): OkResult {
  return { kind: 'ok', affectedRows, info: `{'label':'${label}', 'status':'VISIBLE', 'txnId':'${txnId}'}` }
}

function targetOf(
  statement: InsertStatement | UpdateStatement | DeleteStatement,
  session: SessionState,
): ObjectName | undefined {
  if (statement.kind !== 'InsertStatement') return session.place.resolve(statement.table)
  return statement.target.kind === 'InsertTable' ? session.place.resolve(statement.target.name) : undefined
}

/** TRUNCATE TABLE: checked by the catalog, carried out by the engine. */
export async function truncateTable(
  statement: TruncateTableStatement,
  source: SourceText,
  session: SessionState,
): Promise<OkResult> {
  const { catalog, engine, refresher } = session.server
  await catalog.apply(statement, { ...source, ...session.place.source })
  const name = session.place.resolve(statement.name)
  const table = findTable(catalog.schema, name)
  const entry = catalog.entry(name)
  if (table === undefined || entry === undefined) throw missingTable(name.name, catalog.capabilities, 'TRUNCATE')
  if (statement.partitions?.kind === 'PartitionNames')
    await engine.truncate(rowsOf(entry), { table, names: statement.partitions.names })
  else await engine.truncate(rowsOf(entry))
  refresher.tableChanged(name)
  return DONE
}
