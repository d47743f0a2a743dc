import type { Capabilities } from '../capabilities.ts'
import type { AggregationFunction } from '../types/column.ts'
import type { DataType, SimpleTypeName } from '../types/data-type.ts'

/** Whether the type is one of the simple types named. */
export function isSimple(type: DataType, ...names: readonly SimpleTypeName[]): boolean {
  return type.kind === 'simple' && names.includes(type.name)
}

export function isComplex(type: DataType): boolean {
  return type.kind === 'array' || type.kind === 'map' || type.kind === 'struct'
}

export function isFloatingPoint(type: DataType): boolean {
  return isSimple(type, 'float', 'double')
}

/** TINYINT to BIGINT; LARGEINT is asked for apart, as StarRocks does. */
export function isInteger(type: DataType): boolean {
  return isSimple(type, 'tinyint', 'smallint', 'int', 'bigint')
}

export function isString(type: DataType): boolean {
  return type.kind === 'char' || type.kind === 'varchar'
}

/** HLL, BITMAP and PERCENTILE: values of these types can only be aggregated. */
export function isMetric(type: DataType): boolean {
  return isSimple(type, 'hll', 'bitmap', 'percentile')
}

/** Types that may be a key column (DUPLICATE, AGGREGATE, UNIQUE KEY) or a HASH distribution column. */
export function canBeKey(type: DataType, capabilities?: Pick<Capabilities, 'binaryKeys'>): boolean {
  if (type.kind === 'varbinary' && capabilities?.binaryKeys) return true
  if (isComplex(type) || isFloatingPoint(type) || isMetric(type)) return false
  return type.kind !== 'varbinary' && type.kind !== 'aggregate-state' && !isSimple(type, 'json', 'variant')
}

/** Types that may be a key or sort column of a PRIMARY KEY table. */
export function canBePrimaryKey(type: DataType): boolean {
  return isInteger(type) || isSimple(type, 'boolean', 'largeint', 'date', 'datetime') || type.kind === 'varchar'
}

/** Types of a RANGE partition column (strings only under expressions such as str2date). */
export function canBeRangePartition(type: DataType): boolean {
  return isInteger(type) || isSimple(type, 'largeint', 'date', 'datetime')
}

/** Types that a bloom filter can index. */
export function supportsBloomFilter(type: DataType): boolean {
  if (type.kind === 'simple') return ['smallint', 'int', 'bigint', 'largeint', 'date', 'datetime'].includes(type.name)
  return isString(type) || (type.kind === 'decimal' && type.legacy === true)
}

/** Types that each aggregation function of an AGGREGATE KEY table takes. */
export function aggregationAccepts(aggregation: AggregationFunction, type: DataType): boolean {
  switch (aggregation) {
    case 'SUM':
      return isSimple(type, 'int', 'bigint', 'largeint', 'float', 'double') || type.kind === 'decimal'
    case 'MIN':
    case 'MAX':
      return (
        isInteger(type) ||
        isSimple(type, 'largeint', 'float', 'double', 'date', 'datetime') ||
        type.kind === 'decimal' ||
        isString(type)
      )
    case 'REPLACE':
      return type.kind !== 'aggregate-state'
    case 'REPLACE_IF_NOT_NULL':
      return type.kind !== 'aggregate-state' && !isSimple(type, 'hll', 'percentile')
    case 'HLL_UNION':
      return isSimple(type, 'hll')
    case 'BITMAP_UNION':
      return isSimple(type, 'bitmap')
    case 'PERCENTILE_UNION':
      return isSimple(type, 'percentile')
  }
}

/** Bytes that a column takes in the short-key index; decides how many columns a derived key has. A CHAR takes its length. */
export function shortKeySize(type: DataType): number {
  switch (type.kind) {
    case 'simple':
      switch (type.name) {
        case 'boolean':
        case 'tinyint':
          return 1
        case 'smallint':
          return 2
        case 'int':
        case 'float':
          return 4
        case 'date':
          return 3
        case 'bigint':
        case 'double':
        case 'datetime':
        case 'time':
          return 8
        case 'largeint':
          return 16
        default:
          return 16
      }
    case 'decimal':
      if (type.legacy) return 12
      if (type.precision <= 9) return 4
      if (type.precision <= 18) return 8
      return type.precision <= 38 ? 16 : 32
    case 'char':
      return type.length
    case 'varchar':
      return 20
    default:
      return 16
  }
}

/** TIME is a type of expressions only, also inside of other types. */
export function holdsTime(type: DataType): boolean {
  switch (type.kind) {
    case 'array':
      return holdsTime(type.element)
    case 'map':
      return holdsTime(type.key) || holdsTime(type.value)
    case 'struct':
      return type.fields.some((field) => holdsTime(field.type))
    default:
      return isSimple(type, 'time')
  }
}
