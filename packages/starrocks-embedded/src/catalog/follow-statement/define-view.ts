import { DEFAULT_CATALOG } from 'starrocks-kit/schema'
import type { Query, ViewColumn as ViewColumnNode } from 'starrocks-kit/language'
import type { Capabilities, ObjectName } from 'starrocks-kit/schema'
import { analyzeQuery, AnalyzeError } from '../analyzed/analyze-query.ts'
import type { NamedRelation } from '../analyzed/analyze-query.ts'
import type { OutputColumn, ViewDefinition } from '../data/object-entry.ts'
import type { FunctionFinder } from '../../sql/scope.ts'
import { hasNoKey } from '../describe/materialized-view-columns.ts'
import { storedText } from '../describe/text-length.ts'

/** A relation that a query may name, in the scope of the session that names it. */
type RelationResolver = (parts: readonly string[]) => NamedRelation | undefined

export interface DefineViewInput {
  readonly query: Query
  /** The text of the query in the statement. */
  readonly source: string
  readonly columns?: readonly Pick<ViewColumnNode, 'name' | 'comment'>[]
  readonly database: string
  readonly kind: 'view' | 'materialized-view'
  readonly resolve: RelationResolver
  readonly capabilities: Capabilities
  /** Functions of users. */
  readonly functions: FunctionFinder
}

/** What the server stores of a view's or materialized view's query. Throws `AnalyzeError` when its names mean nothing. */
export function defineView(input: DefineViewInput): ViewDefinition {
  const dependencies = new Map<string, ObjectName>()
  const resolve: RelationResolver = (parts) => {
    const found = input.resolve(parts)
    if (found !== undefined) {
      dependencies.set(`${found.catalog}.${found.database}.${found.name}`, {
        ...(found.catalog === DEFAULT_CATALOG ? {} : { catalog: found.catalog }),
        database: found.database,
        name: found.name,
      })
    }
    return found
  }
  const { capabilities, functions } = input
  const twice = input.kind === 'view' && capabilities.viewTextWordedTwice ? { wordedTwice: true as const } : {}
  const full = analyzeQuery(input.query, { resolve, shortNames: false, capabilities, functions, ...twice })
  if (input.kind === 'materialized-view' && hasNoKey(full.columns)) {
    throw new AnalyzeError('All columns of materialized view cannot be used for keys')
  }
  const oneDatabase =
    new Set([...dependencies.values()].map((name) => `${name.catalog ?? ''}.${name.database}`)).size === 1
  const simple =
    input.kind === 'materialized-view' && oneDatabase
      ? analyzeQuery(input.query, { resolve, shortNames: true, capabilities, functions }).text
      : full.text
  const asWritten =
    input.kind === 'view' ? input.capabilities.viewTextAsWritten : input.capabilities.materializedViewTextAsWritten
  return {
    text: asWritten ? input.source : simple,
    inlineText: asWritten ? input.source : full.text,
    ...(asWritten && input.kind === 'materialized-view' ? { analyzedText: full.text } : {}),
    query: input.source,
    database: input.database,
    columns: namedColumns(
      full.columns.map(({ originNullable = true, untyped: _, ...column }) =>
        input.kind === 'view' ? { ...column, nullable: originNullable } : storedColumn(column, capabilities),
      ),
      input.columns,
    ),
    dependencies: [...dependencies.values()],
  }
}

/** A column of a materialized view's own table. */
function storedColumn(column: OutputColumn, capabilities: Capabilities): OutputColumn {
  return column.type === undefined ? column : { ...column, type: storedText(column.type, capabilities) }
}

function namedColumns(
  columns: readonly OutputColumn[],
  names: readonly Pick<ViewColumnNode, 'name' | 'comment'>[] | undefined,
): readonly OutputColumn[] {
  if (names === undefined) return columns
  return names.map((given, i) => {
    const { comment: _, ...column } = columns[i] ?? { name: given.name }
    return { ...column, name: given.name, ...(given.comment === undefined ? {} : { comment: given.comment }) }
  })
}
