import type { AttributeTreatment } from '../schema/types/attribute-override.ts'
import { referencedColumns } from '../schema/from-ast/partitioning.ts'
import { expressionOf } from '../schema/sql-text.ts'
import type { Table, TableKey } from '../schema/types/table.ts'
import { deepFreeze } from '../util/deep-freeze.ts'
import { isOverride } from './clause-text.ts'
import type { ColumnMap } from './column.ts'
import { tableScope } from './column-scope.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import {
  evaluateDistribution,
  evaluateIndexes,
  evaluateKey,
  evaluateRollups,
  evaluateSortKey,
} from './evaluate-clauses.ts'
import { evaluateColumns } from './evaluate-columns.ts'
import { evaluatePartitioning } from './evaluate-partitioning.ts'
import { evaluateProperties, overrideOf } from './evaluate-properties.ts'
import { modelLabel } from './model-reference.ts'
import type { TableDefinition } from './model.ts'
import { checkOptionNames, placeOf } from './object-options.ts'
import type { TableOptions } from './table-options.ts'
import type { Override } from './unmanaged.ts'

const OPTION_NAMES: { readonly [Name in keyof Required<TableOptions>]: true } = {
  database: true,
  catalog: true,
  renamedFrom: true,
  comment: true,
  key: true,
  partitionBy: true,
  distributedBy: true,
  orderBy: true,
  indexes: true,
  rollups: true,
  properties: true,
  engine: true,
  rebuild: true,
}

/** Turns a declared table into its definition: every clause resolved, checked against the columns, and frozen. */
export function evaluateTable<Name extends string, Columns extends ColumnMap>(
  name: Name,
  declared: Columns,
  options: TableOptions,
): TableDefinition<Name, Columns> {
  const place = placeOf(name, options)
  const label = modelLabel({ kind: 'Table', ...place })
  checkOptionNames(label, options, Object.keys(OPTION_NAMES))
  const { columns, primaryKey, renames, names } = evaluateColumns(label, declared)
  const scope = tableScope(label, names)
  for (const { name: column, generated } of columns) {
    if (generated === undefined) continue
    for (const read of referencedColumns(expressionOf(generated))) scope.resolveName(`AS of column ${column}`, read)
  }
  const overrides: AttributeTreatment[] = []
  /** The value of an attribute unless it is left out or overridden, which is noted. */
  const managed = <T>(attribute: keyof Table, value: T | Override | undefined): T | undefined => {
    if (!isOverride(value)) return value
    overrides.push(overrideOf(attribute, value))
    return undefined
  }

  const key = tableKey(label, primaryKey, options.key === undefined ? undefined : evaluateKey(scope, options.key))
  const comment = managed('comment', options.comment)
  const partitionBy = managed('partitioning', options.partitionBy)
  const distributedBy = managed('distribution', options.distributedBy)
  const orderBy = managed('sortKey', options.orderBy)
  const indexes = managed('indexes', options.indexes)
  const rollups = managed('rollups', options.rollups)
  const properties = evaluateProperties(label, options.properties)
  const engine = options.engine?.toLowerCase()
  const inPrimaryKey = new Set(key?.type === 'PRIMARY' ? key.columns : [])

  const table: Table = {
    kind: 'Table',
    name,
    ...(engine === undefined || engine === 'olap' ? {} : { engine }),
    // Columns of a PRIMARY KEY are NOT NULL, said or not.
    columns: columns.map((column) => (inPrimaryKey.has(column.name) ? { ...column, nullable: false } : column)),
    ...(key === undefined ? {} : { key }),
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...(partitionBy === undefined ? {} : { partitioning: evaluatePartitioning(scope, partitionBy) }),
    ...(distributedBy === undefined ? {} : { distribution: evaluateDistribution(scope, distributedBy) }),
    ...(orderBy === undefined ? {} : { sortKey: evaluateSortKey(scope, orderBy) }),
    indexes: evaluateIndexes(scope, indexes ?? []),
    rollups: evaluateRollups(scope, rollups ?? []),
    properties: properties.properties,
  }
  return deepFreeze({
    kind: 'Table',
    ...place,
    name,
    table,
    columnRenames: renames,
    ...(options.rebuild === true ? { rebuild: true as const } : {}),
    overrides: [...overrides, ...properties.overrides],
  })
}

/** The key as the columns and the clause say it: either may be silent, both must agree. */
function tableKey(label: string, columns: readonly string[], clause: TableKey | undefined): TableKey | undefined {
  if (columns.length === 0) return clause
  if (clause === undefined) return { type: 'PRIMARY', columns }
  const agree =
    clause.type === 'PRIMARY' &&
    clause.columns.length === columns.length &&
    columns.every((column) => clause.columns.includes(column))
  if (agree) return clause
  throw new InvalidModelError(
    `columns ${columns.join(', ')} say primaryKey(), but the key is ${clause.type} KEY (${clause.columns.join(', ')})`,
    { model: label, remedy: 'say the key once: on the columns or as an option' },
  )
}
