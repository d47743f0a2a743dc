import { quoteIdentifier } from '../language/index.ts'
import { canonicalQuery } from '../schema/clauses.ts'
import { DEFAULT_CATALOG } from '../schema/types/names.ts'
import type { SqlText } from '../schema/types/sql-text.ts'
import type { ViewColumn } from '../schema/types/view.ts'
import { MODEL } from './brand.ts'
import { ClauseSyntaxError } from './errors/clause-syntax-error.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import { modelLabel, objectNameOf } from './model-reference.ts'
import type { ModelPlace, ModelReference } from './model-reference.ts'
import { isSqlFragment, renderSql } from './sql.ts'
import type { SqlFragment } from './sql.ts'
import type { QueryOptions, ViewColumnsInput } from './table-options.ts'

/** The query of a view as its definition keeps it: compiled queries become text, which must have no placeholders. */
export function evaluateQuery(model: string, query: QueryOptions['query'] | undefined): string | SqlFragment {
  if (typeof query === 'string' || isSqlFragment(query)) return query
  if (
    typeof query !== 'object' ||
    query === null ||
    typeof query.sql !== 'string' ||
    !Array.isArray(query.parameters)
  ) {
    throw new InvalidModelError('has no query', {
      model,
      remedy: 'give one: text, a sql template, or a compiled query { sql, parameters }',
    })
  }
  if (query.parameters.length > 0) {
    const { length } = query.parameters
    throw new InvalidModelError(`its compiled query has ${length} open parameter${length === 1 ? '' : 's'}`, {
      model,
      remedy:
        'a stored query has none: write the values as literals (sql.lit in Kysely), or compile with the dialect of starrocks-kit/kysely',
    })
  }
  return query.sql
}

/**
 * The text of a definition's query. Names of models are qualified unless both objects live in the default database: only there does the
 * session's current database say the same as the place of the view.
 */
export function queryText(
  definition: ModelPlace & { readonly query: string | SqlFragment },
  defaultDatabase: string,
): SqlText {
  const label = modelLabel(definition)
  const own = objectNameOf(definition, defaultDatabase)
  const nameOf = (model: ModelReference): string => {
    const { catalog = DEFAULT_CATALOG, database, name } = objectNameOf(model[MODEL], defaultDatabase)
    const foreign = catalog !== DEFAULT_CATALOG
    const away = foreign || database !== defaultDatabase || own.database !== defaultDatabase
    return [...(foreign ? [catalog] : []), ...(away ? [database] : []), name].map(quoteIdentifier).join('.')
  }
  const text = renderSql(definition.query, nameOf, (problem) => {
    throw new InvalidModelError(problem, { model: label })
  })
  try {
    return canonicalQuery(text)
  } catch (error) {
    throw new ClauseSyntaxError(label, 'the query', text, error)
  }
}

/** Output columns in their one form; absent when the query decides. */
export function evaluateViewColumns(
  model: string,
  declared: ViewColumnsInput | undefined,
): { readonly columns?: readonly ViewColumn[] } {
  if (declared === undefined) return {}
  const columns: ViewColumn[] = isList(declared)
    ? declared.map((column) =>
        typeof column === 'string' ? { name: column } : viewColumn(column.name, column.comment),
      )
    : Object.entries(declared).map(([name, comment]) => viewColumn(name, comment))
  const seen = new Set<string>()
  for (const { name } of columns) {
    if (seen.has(name.toLowerCase())) throw new InvalidModelError('is listed twice', { model, column: name })
    seen.add(name.toLowerCase())
  }
  return columns.length === 0 ? {} : { columns }
}

function viewColumn(name: string, comment: string | undefined): ViewColumn {
  return comment === undefined || comment === '' ? { name } : { name, comment }
}

function isList(declared: ViewColumnsInput): declared is Exclude<ViewColumnsInput, Readonly<Record<string, string>>> {
  return Array.isArray(declared)
}
