import type { CreateMaterializedViewStatement, RefreshSchemeDesc } from '../../language/index.ts'
import { queryOf } from '../sql-text.ts'
import type { MaterializedView, RefreshScheme } from '../types/materialized-view.ts'
import { distributionPart } from './distribution.ts'
import { orderByDesc } from './key.ts'
import { qualifiedName } from './names.ts'
import type { QualifiedNameParts } from './names.ts'
import { timeUnit } from '../time-unit.ts'
import { partitionItem } from './partitioning.ts'
import { propertiesPart } from './properties.ts'
import { indexesPart } from './table-index.ts'
import type { CreateOptions } from './table.ts'
import { viewColumnsPart } from './view.ts'

/** CREATE MATERIALIZED VIEW for the materialized view under the given name. */
export function createMaterializedViewStatement(
  view: MaterializedView,
  name: QualifiedNameParts,
  options: CreateOptions = {},
): CreateMaterializedViewStatement {
  return {
    kind: 'CreateMaterializedViewStatement',
    ...(options.ifNotExists ? { ifNotExists: true } : {}),
    name: qualifiedName(name),
    ...viewColumnsPart(view.columns),
    ...indexesPart(view.indexes),
    ...(view.comment !== undefined ? { comment: view.comment } : {}),
    ...(view.partitioning !== undefined ? { partitionBy: view.partitioning.map(partitionItem) } : {}),
    ...distributionPart(view.distribution),
    ...(view.sortKey !== undefined ? { orderBy: orderByDesc(view.sortKey) } : {}),
    ...(view.refresh !== undefined ? { refresh: refreshSchemeDesc(view.refresh) } : {}),
    ...propertiesPart(view.properties),
    query: queryOf(view.query),
  }
}

export function refreshSchemeDesc(refresh: RefreshScheme): RefreshSchemeDesc {
  return {
    kind: 'RefreshSchemeDesc',
    ...(refresh.moment !== undefined ? { moment: refresh.moment } : {}),
    type: refresh.mode,
    ...(refresh.start !== undefined ? { start: refresh.start } : {}),
    ...(refresh.every !== undefined
      ? {
          every: {
            kind: 'IntervalExpression',
            value: { kind: 'NumberLiteral', text: String(refresh.every.count) },
            unit: timeUnit(refresh.every.unit),
          },
        }
      : {}),
  }
}
