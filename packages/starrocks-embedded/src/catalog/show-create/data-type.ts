import { messageDataType, showDataType } from 'starrocks-kit/schema'
import type { DataType } from 'starrocks-kit/schema'

/** A type as DESC and SHOW COLUMNS print it: `int`, `decimal(10,2)`, `array<decimal64(10,2)>`. */
export function describedType(type: DataType): string {
  return type.kind === 'decimal' ? `decimal(${type.precision},${type.scale})` : messageDataType(type).toLowerCase()
}

/** `DATA_TYPE` of information_schema.columns. */
export function informationSchemaDataType(type: DataType): string {
  switch (type.kind) {
    case 'simple':
      return type.name === 'boolean' ? 'tinyint' : type.name === 'largeint' ? 'bigint unsigned' : type.name
    case 'aggregate-state':
      return 'varbinary'
    case 'decimal':
    case 'char':
    case 'varchar':
    case 'varbinary':
    case 'array':
    case 'map':
    case 'struct':
      return type.kind
  }
}

/** `COLUMN_TYPE` of information_schema.columns: MySQL has no boolean and no 128-bit integer. */
export function informationSchemaColumnType(type: DataType): string {
  if (type.kind === 'simple' && type.name === 'boolean') return 'tinyint(1)'
  if (type.kind === 'simple' && type.name === 'largeint') return 'bigint(20) unsigned'
  return showDataType(type)
}
