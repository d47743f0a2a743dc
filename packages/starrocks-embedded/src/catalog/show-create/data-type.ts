import type { DataType, DecimalType } from 'starrocks-kit/schema'

/** Widths that MySQL clients expect behind the integer types. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  tinyint: 'tinyint(4)',
  smallint: 'smallint(6)',
  int: 'int(11)',
  bigint: 'bigint(20)',
  largeint: 'largeint(40)',
}

/**
 * A type as SHOW CREATE TABLE prints it: `int(11)`, `decimal(10, 2)`, `array<DECIMAL64(10,2)>`.
 *
 * Only the element of an array shows the physical name of a decimal; a struct field's comment is printed without escaping.
 */
export function showCreateType(type: DataType): string {
  switch (type.kind) {
    case 'simple':
      return DISPLAY_NAMES[type.name] ?? type.name
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`
    case 'char':
    case 'varchar':
      return type.length < 0 ? type.kind : `${type.kind}(${type.length})`
    case 'varbinary':
      return type.length === undefined ? 'varbinary' : `varbinary(${type.length})`
    case 'array':
      return `array<${type.element.kind === 'decimal' ? physicalDecimal(type.element) : showCreateType(type.element)}>`
    case 'map':
      return `map<${showCreateType(type.key)},${showCreateType(type.value)}>`
    case 'struct':
      return `struct<${type.fields
        .map(
          (field) =>
            `${field.name} ${showCreateType(field.type)}${field.comment === undefined ? '' : ` COMMENT '${field.comment}'`}`,
        )
        .join(', ')}>`
    case 'aggregate-state':
      return `${type.function}(${type.arguments.map(showCreateType).join(', ')})`
  }
}

/** A type as DESC and SHOW COLUMNS print it: `int`, `decimal(10,2)`, `array<decimal64(10,2)>`. */
export function describedType(type: DataType): string {
  return type.kind === 'decimal' ? `decimal(${type.precision},${type.scale})` : upperCaseType(type).toLowerCase()
}

function upperCaseType(type: DataType): string {
  switch (type.kind) {
    case 'simple':
      return type.name.toUpperCase()
    case 'decimal':
      return physicalDecimal(type)
    case 'char':
    case 'varchar':
      return type.length < 0 ? type.kind.toUpperCase() : `${type.kind.toUpperCase()}(${type.length})`
    case 'varbinary':
      return type.length === undefined ? 'VARBINARY' : `VARBINARY(${type.length})`
    case 'array':
      return `ARRAY<${upperCaseType(type.element)}>`
    case 'map':
      return `MAP<${upperCaseType(type.key)},${upperCaseType(type.value)}>`
    case 'struct':
    case 'aggregate-state':
      return showCreateType(type)
  }
}

/** The physical decimal type of DECIMAL(p, s): the narrowest of 64, 128 and 256 bits that holds the precision. */
function physicalDecimal(type: DecimalType): string {
  const digits = `(${type.precision},${type.scale})`
  if (type.legacy) return `DECIMAL${digits}`
  const bits = type.precision <= 18 ? 64 : type.precision <= 38 ? 128 : 256
  return `DECIMAL${bits}${digits}`
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
  return showCreateType(type)
}
