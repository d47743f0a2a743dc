import type { SimpleTypeName } from 'starrocks-kit/schema'
import { quoteDuckIdentifier } from '../duck-text.ts'
import type { SqlType } from './sql-type.ts'

/**
 * Bitmaps are kept as sorted lists of distinct numbers, HLL sketches as lists of distinct hashes (so their counts are exact, never estimated),
 * percentile states as lists of samples; TIME is a count of seconds. Maps are lists of entries: the keys of DuckDB's own cannot be NULL.
 */
const SIMPLE_DUCK: Readonly<Record<SimpleTypeName, string>> = {
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  int: 'INTEGER',
  bigint: 'BIGINT',
  largeint: 'HUGEINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  time: 'BIGINT',
  json: 'JSON',
  variant: 'JSON',
  hll: 'UBIGINT[]',
  bitmap: 'UBIGINT[]',
  percentile: 'DOUBLE[]',
}

/** The DuckDB type that stores values of a StarRocks type. */
export function duckType(type: SqlType): string {
  switch (type.kind) {
    case 'null':
      return 'BOOLEAN'
    case 'simple':
      return SIMPLE_DUCK[type.name]
    case 'decimal': {
      if (type.precision > 38 && type.legacy !== true) return 'BIGNUM'
      const precision = Math.min(type.precision, 38)
      return `DECIMAL(${precision},${Math.min(type.scale, precision)})`
    }
    case 'char':
    case 'varchar':
      return 'VARCHAR'
    case 'varbinary':
      return 'BLOB'
    case 'array':
      return `${duckType(type.element)}[]`
    case 'map':
      return `STRUCT("key" ${duckType(type.key)}, "value" ${duckType(type.value)})[]`
    case 'struct':
      return `STRUCT(${type.fields.map((field) => `${quoteDuckIdentifier(field.name)} ${duckType(field.type)}`).join(', ')})`
    case 'aggregate-state': {
      // The rows that went into it.
      const fields = type.arguments.map((argument, index) => `a${index + 1} ${duckType(argument)}`)
      return `STRUCT(${fields.join(', ')})[]`
    }
  }
}
