import { declaredFunctions } from '../analyzed/declared-functions.ts'
import { capabilitiesOf, findObject } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import type { Capabilities, Target } from 'starrocks-kit/schema'
import type { CatalogData } from '../data/catalog-data.ts'
import type { ViewDefinition } from '../data/object-entry.ts'
import { defineView } from './define-view.ts'
import { entryNamed, withEntry } from '../data/entries.ts'
import { relationResolver } from '../analyzed/relation-resolver.ts'
import { fullName } from './statement-facts.ts'
import type { StatementSource } from '../statement-source.ts'

/** Stores the definition of the view or materialized view that the statement creates or redefines. */
export function defineChangedViews(
  before: CatalogData,
  after: CatalogData,
  statement: Statement,
  source: StatementSource,
  target: Target,
): CatalogData {
  const capabilities = capabilitiesOf(target)
  if (after.schema === before.schema) return after
  const subject = subjectOf(statement)
  if (subject === undefined) return after
  const name = fullName(subject.name, source)
  if (name === undefined) return after
  const object = findObject(after.schema, name)
  if (object === undefined || object.kind === 'Table' || object.kind === 'UnsupportedObject') return after
  const definition = defineView({
    query: subject.query,
    source: sourceText(subject.query.span, source.sql) ?? object.query.text,
    ...(subject.columns === undefined ? {} : { columns: subject.columns }),
    database: source.database ?? name.database,
    kind: object.kind === 'View' ? 'view' : 'materialized-view',
    resolve: relationResolver(before, source, target),
    capabilities,
    functions: declaredFunctions(before, source.database),
  })
  const added =
    object.kind === 'MaterializedView'
      ? { replication_num: replicationOf(definition, before, capabilities) }
      : undefined
  return withEntry(after, name, (entry) => ({
    ...entry,
    definition,
    ...(added === undefined ? {} : { addedProperties: added }),
  }))
}

function subjectOf(statement: Statement) {
  switch (statement.kind) {
    case 'CreateViewStatement':
    case 'CreateMaterializedViewStatement':
      return statement
    case 'AlterViewStatement':
      return statement.clause.kind === 'AlterViewQueryClause'
        ? { name: statement.name, ...statement.clause }
        : undefined
    default:
      return undefined
  }
}

function sourceText(
  span: { readonly start: number; readonly end: number } | undefined,
  sql: string,
): string | undefined {
  return span === undefined ? undefined : sql.slice(span.start, span.end).trim()
}

/** A materialized view gets the largest replication of the tables that it reads. */
function replicationOf(definition: ViewDefinition, data: CatalogData, capabilities: Capabilities): string {
  const numbers = definition.dependencies.map((dependency): number => {
    const view = entryNamed(data, dependency)?.definition
    const object = findObject(data.schema, dependency)
    if (object?.kind === 'View' && view !== undefined) return Number(replicationOf(view, data, capabilities))
    if (object?.kind !== 'Table' && object?.kind !== 'MaterializedView')
      return Number(capabilities.defaultReplicationNum)
    const added = entryNamed(data, dependency)?.addedProperties
    return Number(
      object.properties['replication_num'] ?? added?.['replication_num'] ?? capabilities.defaultReplicationNum,
    )
  })
  return numbers.length === 0 ? capabilities.defaultReplicationNum : String(Math.max(...numbers))
}
