import type { Capabilities, Column, DataType, KeyType, Table } from 'starrocks-kit/schema'
import type { OutputColumn } from '../data/object-entry.ts'
import { columnsWithHidden } from '../partitions/generated-columns.ts'
import { stateStorageType } from '../show-create/aggregate-state-storage.ts'
import { defaultExpression, isCollectionDefault, literalDefault } from '../show-create/default.ts'
import { describedType } from '../show-create/data-type.ts'
import type { StoredColumn } from './materialized-view-columns.ts'

/** A column as DESC, SHOW COLUMNS and information_schema.columns tell it. */
export interface DescribedColumn {
  readonly name: string
  readonly type: DataType | undefined
  readonly typeText: string
  readonly nullable: boolean
  readonly key: boolean
  readonly default: string | null
  /** A bitmap or HLL column: DESC shows an empty sketch for its default. */
  readonly sketch: boolean
  /** The default is a function. */
  readonly defaultGenerated: boolean
  /** The word of the aggregation, if the column has one of its own. */
  readonly aggregation: string | undefined
  /** The aggregation that the key model implies where the column names none. */
  readonly impliedAggregation: string | undefined
  readonly bloomFilter: boolean
  readonly comment: string
  readonly generated: string | undefined
}

const UNKNOWN_TYPE: DataType = { kind: 'varchar', length: 65_533 }

export function describeTableColumns(table: Table, capabilities: Capabilities): readonly DescribedColumn[] {
  const keys = new Set(table.key?.columns.map((name) => name.toLowerCase()))
  // Only tables with their own storage tell (DescribeStmt).
  const filtered = capabilities.runMode === 'shared_data' ? '' : table.properties['bloom_filter_columns']
  const bloom = new Set((filtered ?? '').split(',').map((name) => name.trim().toLowerCase()))
  return columnsWithHidden(table).map((column) => {
    const key = keys.has(column.name.toLowerCase())
    return {
      name: column.name,
      type: storedType(column, capabilities),
      typeText: describedType(storedType(column, capabilities)),
      nullable: column.nullable,
      key,
      default: defaultText(column, capabilities.numericBooleanDefaults),
      sketch: isSketch(column, capabilities),
      defaultGenerated: isGenerated(column),
      aggregation: key ? undefined : aggregationWord(column, table),
      impliedAggregation: key ? undefined : IMPLIED[table.key?.type ?? 'DUPLICATE'],
      bloomFilter: bloom.has(column.name.toLowerCase()),
      comment: column.comment ?? '',
      generated: column.generated?.text,
    }
  })
}

export function describeViewColumns(columns: readonly OutputColumn[]): readonly DescribedColumn[] {
  return columns.map((column) => describeOutput(column, false, undefined))
}

export function describeMaterializedViewColumns(columns: readonly StoredColumn[]): readonly DescribedColumn[] {
  return columns.map((column) =>
    describeOutput(column, column.key, column.key || column.hidden === true ? undefined : 'NONE'),
  )
}

function describeOutput(column: OutputColumn, key: boolean, aggregation: string | undefined): DescribedColumn {
  const type = column.type ?? UNKNOWN_TYPE
  return {
    name: column.name,
    type,
    typeText: describedType(type),
    nullable: column.nullable ?? true,
    key,
    default: null,
    sketch: false,
    defaultGenerated: false,
    aggregation,
    impliedAggregation: undefined,
    bloomFilter: false,
    comment: column.comment ?? '',
    generated: undefined,
  }
}

const IMPLIED: { readonly [K in KeyType]: string | undefined } = {
  DUPLICATE: 'NONE',
  AGGREGATE: undefined,
  UNIQUE: 'REPLACE',
  PRIMARY: 'REPLACE',
}

function aggregationWord(column: Column, table: Table): string | undefined {
  if (column.type.kind === 'aggregate-state') return 'AGG_STATE_UNION'
  return table.key?.type === 'AGGREGATE' ? column.aggregation : undefined
}

function storedType(column: Column, capabilities: Capabilities): DataType {
  return column.type.kind === 'aggregate-state' ? stateStorageType(column.type, capabilities) : column.type
}

function isSketch(column: Column, capabilities: Capabilities): boolean {
  const type = storedType(column, capabilities)
  return type.kind === 'simple' && (type.name === 'hll' || type.name === 'bitmap')
}

/** Whether the default is a function: collections count as constants. */
function isGenerated({ default: value }: Column): boolean {
  if (value?.kind === 'expression') return !isCollectionDefault(value.expression.text)
  return value !== undefined && value.kind !== 'literal'
}

/** The default as text, without quotes. */
function defaultText(column: Column, numericBooleans: boolean): string | null {
  const { default: value } = column
  switch (value?.kind) {
    case undefined:
      return null
    case 'literal':
      return literalDefault(column, value.value, numericBooleans)
    case 'current-timestamp':
      return value.precision === undefined ? 'CURRENT_TIMESTAMP' : `current_timestamp(${value.precision})`
    case 'expression':
      return defaultExpression(value.expression.text)
  }
}
