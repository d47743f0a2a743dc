import type { View } from '../schema/types/view.ts'
import { deepFreeze } from '../util/deep-freeze.ts'
import { MODEL } from './brand.ts'
import { isOverride } from './clause-text.ts'
import { evaluateQuery, evaluateViewColumns, queryText } from './evaluate-query.ts'
import { overrideOf } from './evaluate-properties.ts'
import { modelLabel } from './model-reference.ts'
import type { ViewDefinition, ViewModel } from './model.ts'
import { checkOptionNames, placeOf } from './object-options.ts'
import type { QueryOptions } from './table-options.ts'
import type { Override } from './unmanaged.ts'

/** Everything of a view. */
export interface ViewOptions extends QueryOptions {
  /** `INVOKER` checks the reader's rights on the tables too (3.4 and later). Absent: NONE. */
  readonly security?: 'NONE' | 'INVOKER' | Override
}

const OPTION_NAMES: { readonly [Name in keyof Required<ViewOptions>]: true } = {
  database: true,
  catalog: true,
  renamedFrom: true,
  query: true,
  columns: true,
  comment: true,
  security: true,
}

/**
 * Declares a view.
 *
 * Throws a `ModelError` when the query is not valid StarRocks text or has open parameters.
 *
 * @example
 * export const activeUsers = view('active_users', {
 *   comment: 'Active users',
 *   columns: { id: 'ID', name: 'Name' },
 *   query: sql`SELECT id, name FROM ${users} WHERE name IS NOT NULL`,
 * })
 * // CREATE VIEW active_users (id COMMENT 'ID', name COMMENT 'Name') COMMENT 'Active users' AS SELECT id, name FROM users WHERE name IS NOT NULL
 */
export function view(name: string, options: ViewOptions): ViewModel {
  const place = placeOf(name, options)
  const label = modelLabel({ kind: 'View', ...place })
  checkOptionNames(label, options, Object.keys(OPTION_NAMES))
  const { comment, security } = options
  const shape: Omit<View, 'query'> = {
    kind: 'View',
    name,
    ...evaluateViewColumns(label, options.columns),
    ...(isOverride(comment) || comment === undefined || comment === '' ? {} : { comment }),
    ...(isOverride(security) || security === undefined || security === 'NONE' ? {} : { security }),
  }
  const definition: ViewDefinition = deepFreeze({
    kind: 'View',
    ...place,
    view: shape,
    query: evaluateQuery(label, options.query),
    overrides: [
      ...(isOverride(comment) ? [overrideOf('comment', comment)] : []),
      ...(isOverride(security) ? [overrideOf('security', security)] : []),
    ],
  })
  queryText(definition, CHECK_DATABASE)
  return Object.freeze({ [MODEL]: definition })
}

/** Stands for the default database while a query is only checked: the real one is not known when a model is evaluated. */
export const CHECK_DATABASE = 'default_database'
