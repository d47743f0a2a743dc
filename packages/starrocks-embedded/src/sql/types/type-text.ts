import type { SimpleTypeName } from 'starrocks-kit/schema'
import type { SqlType } from './sql-type.ts'

const SIMPLE_TEXT: Readonly<Record<SimpleTypeName, string>> = {
  boolean: 'boolean',
  tinyint: 'tinyint(4)',
  smallint: 'smallint(6)',
  int: 'int(11)',
  bigint: 'bigint(20)',
  largeint: 'largeint(40)',
  float: 'float',
  double: 'double',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  json: 'json',
  variant: 'variant',
  hll: 'hll',
  bitmap: 'bitmap',
  percentile: 'percentile',
}

/** A type as the server writes it in messages about expressions: `int(11)`, `DECIMAL64(10,2)`, `array<varchar(65533)>`. */
export function typeText(type: SqlType): string {
  switch (type.kind) {
    case 'null':
      return 'NULL_TYPE'
    case 'simple':
      return SIMPLE_TEXT[type.name]
    case 'decimal':
      if (type.legacy === true) return `decimal(${type.precision}, ${type.scale})`
      return `${decimalStorage(type.precision)}(${type.precision},${type.scale})`
    case 'char':
    case 'varchar':
      return type.length < 0 ? type.kind : `${type.kind}(${type.length})`
    case 'varbinary':
      return type.length === undefined ? 'varbinary' : `varbinary(${type.length})`
    case 'array':
      return `array<${typeText(type.element)}>`
    case 'map':
      return `map<${typeText(type.key)},${typeText(type.value)}>`
    case 'struct':
      return `struct<${type.fields.map((field) => `${field.name} ${typeText(field.type)}`).join(', ')}>`
    case 'aggregate-state':
      return `${type.function}(${type.arguments.map(typeText).join(', ')})`
  }
}

/** The physical decimal that holds a precision. */
function decimalStorage(precision: number): 'DECIMAL32' | 'DECIMAL64' | 'DECIMAL128' | 'DECIMAL256' {
  if (precision <= 9) return 'DECIMAL32'
  if (precision <= 18) return 'DECIMAL64'
  return precision <= 38 ? 'DECIMAL128' : 'DECIMAL256'
}
