import type { CreateMaterializedViewStatement, RefreshSchemeDesc } from '../../language/index.ts'
import type { MaterializedView, RefreshScheme } from '../types/materialized-view.ts'
import { distributionFromDesc } from './distribution.ts'
import { sortKeyFromDesc } from './key.ts'
import { numberOf, partitionItemFromAst } from './partitioning.ts'
import { propertiesFromAst } from './properties.ts'
import { sqlTextFromQuery } from './sql-text.ts'
import type { TextOrigin } from './sql-text.ts'
import { indexesFromDescs } from './table-index.ts'
import { viewColumns } from './view.ts'

/**
 * The materialized view that the statement describes. With DISTRIBUTED BY and no REFRESH it is an asynchronous one with REFRESH MANUAL;
 * with neither it is synchronous and has no `refresh`.
 */
export function materializedViewFromStatement(
  statement: CreateMaterializedViewStatement,
  options: TextOrigin = {},
): MaterializedView {
  const refresh: RefreshScheme | undefined =
    statement.refresh !== undefined
      ? refreshFromDesc(statement.refresh)
      : statement.distribution !== undefined
        ? { mode: 'MANUAL' }
        : undefined
  return {
    kind: 'MaterializedView',
    name: statement.name.parts.at(-1) ?? '',
    ...viewColumns(statement.columns),
    ...(statement.comment !== undefined && statement.comment !== '' ? { comment: statement.comment } : {}),
    ...(statement.partitionBy !== undefined
      ? { partitioning: statement.partitionBy.map((expression) => partitionItemFromAst(expression, options)) }
      : {}),
    ...(statement.distribution !== undefined ? { distribution: distributionFromDesc(statement.distribution) } : {}),
    ...(statement.orderBy !== undefined ? { sortKey: sortKeyFromDesc(statement.orderBy) } : {}),
    ...(refresh !== undefined ? { refresh } : {}),
    indexes: indexesFromDescs(statement.indexes),
    properties: propertiesFromAst(statement.properties),
    query: sqlTextFromQuery(statement.query, options),
  }
}

/** REFRESH IMMEDIATE is the default and left out. */
export function refreshFromDesc(desc: RefreshSchemeDesc): RefreshScheme {
  return {
    mode: desc.type,
    ...(desc.moment === 'DEFERRED' ? { moment: 'DEFERRED' } : {}),
    ...(desc.start !== undefined ? { start: desc.start } : {}),
    ...(desc.every !== undefined ? { every: { count: numberOf(desc.every.value), unit: desc.every.unit } } : {}),
  }
}
