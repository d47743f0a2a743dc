import { findObject } from 'starrocks-kit/schema'
import type { DescTableStatement, QualifiedName, Statement } from 'starrocks-kit/language'
import type { ObjectName } from 'starrocks-kit/schema'
import { analyzingError, CatalogError } from '../catalog/catalog-error.ts'
import { describeAllResult } from '../catalog/describe/describe-all.ts'
import { describeResult } from '../catalog/describe/describe.ts'
import { isMetadataDatabase } from '../catalog/information-schema/system-tables.ts'
import { showFrontendConfig } from '../catalog/show/frontend-config.ts'
import { showCreate } from '../catalog/show/show-create-statement.ts'
import { showReplicas } from '../catalog/show/storage.ts'
import { showJobs } from '../catalog/show/show-jobs.ts'
import { showDictionaries, showResourceGroups } from '../catalog/show/cluster-objects.ts'
import { show } from '../catalog/show/show.ts'
import type { ResultTable } from '../catalog/result/result-table.ts'
import type { OkResult, StatementResult } from '../wire/handler.ts'
import { ServerError } from '../wire/server-error.ts'
import { runCreateTableAsSelect } from './create-table-as-select.ts'
import { alterMaterializedViewStatus, refreshMaterializedView, startFirstRefresh } from './materialized-views.ts'
import { showAuthentication, showGrants, showRoles } from './accounts/show-grants.ts'
import { runAccount } from './accounts/run-account.ts'
import { requirePrivileges } from './accounts/require-privileges.ts'
import { addAutomaticPartitions } from './partitions/automatic-partitions.ts'
import { dropPartitions } from './partitions/drop-partitions.ts'
import { runDml, runQuery, truncateTable } from './rows.ts'
import { DONE, textResult } from './results.ts'
import type { SessionState } from './session-state.ts'
import type { SourceText } from './source-text.ts'
import { requireInternalCatalog } from './require-internal-catalog.ts'
import { executeAs } from './accounts/execute-as.ts'
import { runObject } from './objects/run-object.ts'
import { withHints } from './hints.ts'
import { runSet } from './set.ts'
import { runTemporary } from './run-temporary.ts'

/** Runs one statement: metadata by the catalog, constants by the session, rows by the engine. */
export async function runStatement(
  statement: Statement,
  source: SourceText,
  session: SessionState,
): Promise<StatementResult> {
  const { server, place } = session
  requireInternalCatalog(statement)
  session.transaction.requireAllowed(statement)
  session.transaction.requireUnchanged(statement, session)
  requirePrivileges(statement, session)
  const account = await runAccount(statement, session)
  if (account !== undefined) return account
  const object = await runObject(statement, source, session)
  if (object !== undefined) return object
  const temporary = await runTemporary(statement, session)
  if (temporary !== undefined) return temporary
  switch (statement.kind) {
    case 'ShowGrantsStatement':
      return textResult(showGrants(statement.grantee, session))
    case 'ShowStatement':
      if (statement.subject === 'ROLES') return textResult(showRoles(server.catalog))
      return textResult(await show(statement, session.show()))
    case 'ShowCreateStatement':
      return textResult(showCreate(statement, session.show()))
    case 'DescTableStatement':
      return textResult(await describe(statement, session))
    case 'ShowLoadJobsStatement':
      return textResult(showJobs(statement, session.show()))
    case 'ShowResourceGroupStatement':
      return textResult(showResourceGroups(server.catalog.data, statement, session.user.name))
    case 'ShowDictionaryStatement':
      return textResult(showDictionaries(server.catalog.data, statement.name?.parts.join('.'), server.address().host))
    case 'AdminShowConfigStatement':
      return textResult(showFrontendConfig(statement.like, server.target, Object.fromEntries(server.frontendConfig)))
    case 'AdminShowReplicaStatement':
      return textResult(showReplicas(statement, session.show()))
    case 'ShowAuthenticationStatement':
      return textResult(showAuthentication(statement, session))
    case 'AdminSetConfigStatement':
      server.frontendConfig.set(statement.property.key, statement.property.value)
      return DONE
    case 'UseDatabaseStatement':
      place.use(statement.name.parts)
      return DONE
    case 'UseCatalogStatement':
      place.useCatalog(statement.text.replace(/^catalog\s+/i, '').replaceAll('`', ''))
      return DONE
    case 'SetCatalogStatement':
      place.useCatalog(statement.name)
      return DONE
    case 'SetStatement':
      return await runSet(statement, session)
    case 'QueryStatement':
      return await withHints(statement, session, () => runQuery(statement, session))
    case 'PrepareStatement':
      session.prepared.prepare(statement)
      return DONE
    case 'ExecuteStatement':
      return await runQuery(session.prepared.bind(statement, session.variables), session)
    case 'DeallocateStatement':
      session.prepared.deallocate(statement)
      return DONE
    case 'ExecuteAsStatement':
      executeAs(statement, session)
      return DONE
    case 'RecoverDatabaseStatement':
      await server.catalog.recoverDatabase(statement.name)
      return DONE
    case 'RecoverTableStatement':
      await server.catalog.recover(place.resolve(statement.name))
      return DONE
    case 'InsertStatement':
    case 'UpdateStatement':
    case 'DeleteStatement':
      return await withHints(statement, session, () => runDml(statement, session))
    case 'TruncateTableStatement':
      return await truncateTable(statement, source, session)
    case 'CreateTableAsSelectStatement':
      return await runCreateTableAsSelect(statement, source, session)
    case 'CreateMaterializedViewStatement':
      await applyDdl(statement, source, session)
      await startFirstRefresh(statement, session)
      return DONE
    case 'AlterMaterializedViewStatement':
      return statement.clause.kind === 'StatusDesc'
        ? await alterMaterializedViewStatus(statement, statement.clause.status, source, session)
        : await applyDdl(statement, source, session)
    case 'RefreshMaterializedViewStatement':
      return await refreshMaterializedView(statement, source, session)
    case 'CancelRefreshMaterializedViewStatement':
      // A refresh runs in one go: one that could be cancelled has ended by now.
      return await applyDdl(statement, source, session)
    case 'DropDatabaseStatement': {
      if (statement.force !== true) requireNoTemporaryTables(statement.name, session)
      const result = await applyDdl(statement, source, session)
      if (statement.name.parts.at(-1) === place.database) place.database = undefined
      return result
    }
    case 'AlterTableStatement':
      if (await dropPartitions(statement, source, session)) return DONE
      await applyDdl(statement, source, session)
      await addAutomaticPartitions(statement, session)
      return DONE
    case 'CreateTableStatement':
    case 'CreateTableLikeStatement':
    case 'DropTableStatement':
    case 'CreateIndexStatement':
    case 'DropIndexStatement':
    case 'CreateViewStatement':
    case 'DropViewStatement':
    case 'AlterViewStatement':
    case 'DropMaterializedViewStatement':
    case 'CreateDatabaseStatement':
    case 'AlterDatabaseStatement':
      return await applyDdl(statement, source, session)
    case 'CancelAlterTableStatement': {
      const name = place.resolve(statement.name)
      await server.catalog.cancelJobs(name, statement.type ?? 'COLUMN', 'user cancelled', statement.jobs?.map(Number))
      return DONE
    }
    case 'CancelAlterMaterializedViewStatement':
      await server.catalog.cancelJobs(place.resolve(statement.name), 'ROLLUP', 'user cancelled')
      return DONE
    case 'BeginStatement':
      return session.transaction.begin(session)
    case 'CommitStatement':
      return await session.transaction.commit(session)
    case 'RollbackStatement':
      return await session.transaction.rollback(session)
    case 'SyncStatement':
      return DONE
    case 'AnalyzeTableStatement':
    case 'AnalyzeHistogramStatement':
      return textResult(analyzed(statement, session))
    case 'DropStatsStatement':
    case 'DropHistogramStatement':
      // Queries are planned without statistics here: there is nothing to forget.
      requireTable(statement.table, session)
      return DONE
    case 'KillStatement':
      return kill(statement, session)
    case 'RawStatement':
      if (/^\s*alter\s+system\s+create\s+image\s*$/i.test(statement.text)) {
        await server.catalog.compact()
        return DONE
      }
      return runRaw(statement.command)
    default: {
      // What is left is about the cluster around tables and queries: known by its words.
      const other: { readonly kind: string } = statement
      return runRaw(words(other.kind))
    }
  }
}

/** A database that sessions keep temporary tables in is dropped with FORCE only (LocalMetastore.dropDb). */
function requireNoTemporaryTables(written: QualifiedName, session: SessionState): void {
  const database = written.parts.at(-1) ?? ''
  if (!session.server.sessions.list().some((one) => one.hasTemporaryTables(database))) return
  throw new CatalogError(
    `The database [${database}] cannot be dropped because there are still some temporary tables in it. If you want to forcibly drop, please use "DROP DATABASE <database> FORCE."`,
  )
}

/** Runs a statement that changes the schema. */
async function applyDdl(statement: Statement, source: SourceText, session: SessionState): Promise<OkResult> {
  await session.server.catalog.apply(statement, { ...source, ...session.place.source })
  return DONE
}

async function describe(statement: DescTableStatement, session: SessionState) {
  const name = session.place.resolve(statement.name)
  if (!session.server.catalog.hasDatabase(name.database) && !isMetadataDatabase(name.database)) {
    throw analyzingError(`Unknown database '${name.database}'`, 5501)
  }
  const columns = await session.describe(name)
  const object = findObject(session.server.catalog.schema, name)
  if (statement.all === true && object?.kind === 'Table') return describeAllResult(object, columns)
  const showsAggregation = object?.kind === 'MaterializedView' || session.server.target.runMode === 'shared_data'
  return describeResult(columns, { showsAggregation })
}

function requireTable(written: QualifiedName, session: SessionState): ObjectName {
  const name = session.place.resolve(written)
  if (session.temporary.find(name) === undefined && !session.place.exists(name))
    throw analyzingError(`Table ${name.name} is not found`)
  return name
}

/** ANALYZE answers with a row; queries are planned without statistics here, and none are kept. */
function analyzed(
  statement: Extract<Statement, { kind: 'AnalyzeTableStatement' | 'AnalyzeHistogramStatement' }>,
  session: SessionState,
): ResultTable {
  const { database, name } = requireTable(statement.table, session)
  const operation = statement.kind === 'AnalyzeTableStatement' ? 'analyze' : 'histogram'
  return {
    columns: ['Table', 'Op', 'Msg_type', 'Msg_text'],
    rows: [[`${database}.${name}`, operation, 'status', 'OK']],
  }
}

function kill(statement: Extract<Statement, { kind: 'KillStatement' }>, session: SessionState): OkResult {
  if (statement.connectionId === undefined) throw new ServerError(`Unknown query id: ${statement.queryId ?? ''}`, 1365)
  const target = session.server.sessions.get(Number(statement.connectionId))
  if (target === undefined) throw new ServerError(`Unknown thread id: ${statement.connectionId}`, 1094)
  target.kill(statement.query === true)
  return DONE
}

/** Accepted and without effect, as in StarRocks. */
const IGNORED_COMMANDS: readonly string[] = [
  'LOCK TABLES',
  'UNLOCK TABLES',
  'LOCK',
  'UNLOCK',
  'ANALYZE',
  'ADMIN REPAIR',
  'ADMIN CANCEL',
  'TRUNCATE PLAN ADVISOR',
]

function runRaw(command: string): OkResult {
  if (IGNORED_COMMANDS.some((word) => command === word || command.startsWith(`${word} `))) return DONE
  throw new CatalogError(`${command} is not supported by the embedded server`)
}

/** `RecoverTableStatement` as words: `RECOVER TABLE`. */
function words(kind: string): string {
  return kind
    .replace(/Statement$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase()
}
