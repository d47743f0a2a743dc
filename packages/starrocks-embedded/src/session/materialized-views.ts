import { declaredFunctions } from '../catalog/analyzed/declared-functions.ts'
import { DEFAULT_CATALOG, findMaterializedView } from 'starrocks-kit/schema'
import type { MaterializedView, ObjectName } from 'starrocks-kit/schema'
import { parseQuery } from 'starrocks-kit/language'
import type {
  AlterMaterializedViewStatement,
  CreateMaterializedViewStatement,
  RefreshMaterializedViewStatement,
} from 'starrocks-kit/language'
import { AnalyzeError } from '../catalog/analyzed/analyze-query.ts'
import { analyzingError, CatalogError } from '../catalog/catalog-error.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { withEntry } from '../catalog/data/entries.ts'
import type { ObjectEntry } from '../catalog/data/object-entry.ts'
import { defineView } from '../catalog/follow-statement/define-view.ts'
import { relationResolver } from '../catalog/analyzed/relation-resolver.ts'
import { showCreateMaterializedView } from '../catalog/show-create/materialized-view.ts'
import type { OkResult, StatementResult } from '../wire/handler.ts'
import { DONE, textResult } from './results.ts'
import type { SourceText } from './source-text.ts'
import type { SessionState } from './session-state.ts'

/** Creating a view starts its first refresh, unless it is DEFERRED; the statement does not wait for it. */
export async function startFirstRefresh(
  statement: CreateMaterializedViewStatement,
  session: SessionState,
): Promise<void> {
  const name = session.place.resolve(statement.name)
  const view = findMaterializedView(session.server.catalog.schema, name)
  if (view?.refresh === undefined || view.refresh.moment === 'DEFERRED') return
  const known = session.server.refresher.runs.some((run) => run.viewId === session.server.catalog.entry(name)?.id)
  if (!known) session.server.refresher.start(name)
}

/** REFRESH MATERIALIZED VIEW: returns the id of the task run, at once or (WITH SYNC MODE) when it has ended. */
export async function refreshMaterializedView(
  statement: RefreshMaterializedViewStatement,
  source: SourceText,
  session: SessionState,
): Promise<StatementResult> {
  await session.server.catalog.apply(statement, { ...source, ...session.place.source })
  const name = session.place.resolve(statement.name)
  const entry = session.server.catalog.entry(name)
  const started = session.server.refresher.start(name, statement.force === true)
  if (started === undefined || entry === undefined) throw analyzingError(`Can not find materialized view:${name.name}`)
  if (entry.inactiveReason !== undefined) {
    throw analyzingError(
      `Refresh materialized view failed because [${name.name}] is not active. You can try to active it with ALTER MATERIALIZED VIEW ${name.name} ACTIVE; `,
    )
  }
  if (statement.mode === 'SYNC') {
    const run = await started.done
    if (run.state === 'FAILED') throw new CatalogError(run.errorMessage ?? 'Refresh failed')
  }
  return textResult({ columns: ['QUERY_ID'], rows: [[started.queryId]] })
}

/** ALTER MATERIALIZED VIEW ... ACTIVE | INACTIVE: activating reads the query anew and fails when its names mean nothing. */
export async function alterMaterializedViewStatus(
  statement: AlterMaterializedViewStatement,
  status: 'ACTIVE' | 'INACTIVE',
  source: SourceText,
  session: SessionState,
): Promise<OkResult> {
  const { catalog } = session.server
  const full = session.place.resolve(statement.name)
  const view = findMaterializedView(catalog.schema, full)
  const entry = catalog.entry(full)
  if (view === undefined || entry === undefined) {
    await catalog.apply(statement, { ...source, ...session.place.source })
    return DONE
  }
  if (status === 'INACTIVE') {
    const inactiveReason = 'user use alter materialized view set status to inactive'
    await catalog.update((data) => withEntry(data, full, (known) => ({ ...known, inactiveReason })))
    return DONE
  }
  if (entry.inactiveReason === undefined) return DONE
  checkDefinition(view, entry, full, catalog)
  await catalog.update((data) => withEntry(data, full, ({ inactiveReason: _, ...active }) => active))
  return DONE
}

/** The stored query is analyzed again: it has full names (AlterJobMgr.alterMaterializedViewStatus). */
function checkDefinition(view: MaterializedView, entry: ObjectEntry, name: ObjectName, catalog: Catalog): void {
  const { definition } = entry
  if (definition === undefined) return
  const { capabilities, target } = catalog
  const text = definition.analyzedText ?? definition.inlineText
  try {
    defineView({
      query: parseQuery(text),
      source: text,
      database: definition.database,
      kind: 'materialized-view',
      resolve: requiredResolver(relationResolver(catalog.data, { database: definition.database }, target)),
      capabilities,
      functions: declaredFunctions(catalog.data, definition.database),
    })
  } catch (error) {
    if (!(error instanceof AnalyzeError)) throw error
    const context = { target, capabilities, catalog: DEFAULT_CATALOG, database: name.database }
    const sql = showCreateMaterializedView(view, definition.columns, text, context, entry.addedProperties)
    const older = capabilities.wording === '3.2' || capabilities.wording === '3.3'
    const cause = older ? error.message : analyzingError(error.message).message
    throw analyzingError(
      `Can not active materialized view [${name.name}] because analyze materialized view define sql: \n\n${sql}\n\nCause an error: ${cause}`,
    )
  }
}

/** A name that stands for nothing is an error here: the view's base table is gone. */
function requiredResolver(resolve: ReturnType<typeof relationResolver>): ReturnType<typeof relationResolver> {
  return (parts) => {
    const found = resolve(parts)
    if (found === undefined) throw new AnalyzeError(`Unknown table '${parts.join('.')}'`)
    return found
  }
}
