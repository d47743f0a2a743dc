import { BufferWriter } from './buffer-writer.ts'
import { MYSQL_TYPE, mysqlTypeOf } from './column-type.ts'
import type { MysqlType } from './column-type.ts'
import type { Column, Field } from './column.ts'

const FIXED_FIELDS_LENGTH = 0x0c

/** ColumnDefinition41. StarRocks names neither database nor table of a result's column. */
export const encodeColumn = (column: Column): Buffer =>
  definition('', '', column.name, mysqlTypeOf(column.type)).finish()

/** A placeholder of a prepared statement: its type is not known before a value comes. */
export const encodeParameter = (): Buffer => encodeColumn({ name: '?', type: { kind: 'varchar', length: -1 } })

/** ColumnDefinition41 with the default value, as COM_FIELD_LIST has it. Nested types are plain strings there. */
export const encodeField = (field: Field): Buffer => {
  const nested = field.type.kind === 'array' || field.type.kind === 'map' || field.type.kind === 'struct'
  const type = mysqlTypeOf(field.type)
  return definition(field.database, field.table, field.name, nested ? { ...type, name: 'string' } : type)
    .lenencText(field.defaultValue ?? '')
    .finish()
}

const definition = (database: string, table: string, name: string, type: MysqlType): BufferWriter =>
  new BufferWriter()
    .lenencText('def')
    .lenencText(database)
    .lenencText(table)
    .lenencText(table)
    .lenencText(name)
    .lenencText(name)
    .lenenc(FIXED_FIELDS_LENGTH)
    .uint(type.charset, 2)
    .uint(type.length, 4)
    .uint(MYSQL_TYPE[type.name], 1)
    .uint(0, 2)
    .uint(type.decimals, 1)
    .uint(0, 2)
