import type { DataType, DecimalType, StructField } from '../types/data-type.ts'

/** Beyond this depth the server prints dots instead of the type. */
const MAX_NESTING_DEPTH = 15

/** The storage type of a decimal: 64 bits also where 32 would do (ScalarType.createUnifiedDecimalType). */
function physicalDecimalName(type: DecimalType): string {
  if (type.legacy) return 'DECIMAL'
  if (type.precision <= 18) return 'DECIMAL64'
  return type.precision <= 38 ? 'DECIMAL128' : 'DECIMAL256'
}

/**
 * The type as SHOW CREATE TABLE prints it: `int(11)`, `decimal(10, 2)`, `array<DECIMAL64(10,2)>`, `struct<a int(11)>`.
 * A decimal inside an array shows its storage type, everywhere else it does not (recorded).
 */
export function showDataType(type: DataType, depth = 0): string {
  switch (type.kind) {
    case 'simple':
      switch (type.name) {
        case 'tinyint':
          return 'tinyint(4)'
        case 'smallint':
          return 'smallint(6)'
        case 'int':
          return 'int(11)'
        case 'bigint':
          return 'bigint(20)'
        case 'largeint':
          return 'largeint(40)'
        case 'time':
          return 'TIME'
        default:
          return type.name
      }
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`
    case 'char':
    case 'varchar':
      return type.length < 0 ? type.kind : `${type.kind}(${type.length})`
    case 'varbinary':
      return type.length === undefined ? 'varbinary' : `varbinary(${type.length})`
    case 'array':
      if (depth >= MAX_NESTING_DEPTH) return 'array<...>'
      return `array<${type.element.kind === 'decimal' ? messageDataType(type.element) : showDataType(type.element, depth + 1)}>`
    case 'map':
      if (depth >= MAX_NESTING_DEPTH) return 'map<...>'
      return `map<${showDataType(type.key, depth + 1)},${showDataType(type.value, depth + 1)}>`
    case 'struct':
      if (depth >= MAX_NESTING_DEPTH) return 'struct<...>'
      return `struct<${type.fields.map((field) => showField(field, depth + 1)).join(', ')}>`
    case 'aggregate-state':
      return `${type.function}(${type.arguments.map((argument) => showDataType(argument, depth)).join(', ')})`
  }
}

function showField(field: StructField, depth: number): string {
  const comment = field.comment === undefined ? '' : ` COMMENT '${field.comment}'`
  return `${field.name} ${depth < MAX_NESTING_DEPTH ? showDataType(field.type, depth) : '...'}${comment}`
}

/** The type as StarRocks writes it in its messages: `INT`, `DECIMAL64(10,2)`, `ARRAY<INT>`, `struct<a int(11)>`. */
export function messageDataType(type: DataType): string {
  switch (type.kind) {
    case 'simple':
      return type.name.toUpperCase()
    case 'decimal':
      return `${physicalDecimalName(type)}(${type.precision},${type.scale})`
    case 'char':
    case 'varchar':
      return type.length < 0 ? type.kind.toUpperCase() : `${type.kind.toUpperCase()}(${type.length})`
    case 'varbinary':
      return type.length === undefined ? 'VARBINARY' : `VARBINARY(${type.length})`
    case 'array':
      return `ARRAY<${messageDataType(type.element)}>`
    case 'map':
      return `MAP<${messageDataType(type.key)},${messageDataType(type.value)}>`
    case 'struct':
      return showDataType(type)
    case 'aggregate-state':
      return showDataType(type)
  }
}

/** The bare name of the type without its parameters, as some messages want it: `VARCHAR`, `DECIMAL64`, `ARRAY`. */
export function primitiveTypeName(type: DataType): string {
  switch (type.kind) {
    case 'simple':
      return type.name.toUpperCase()
    case 'decimal':
      return type.legacy ? 'DECIMALV2' : physicalDecimalName(type)
    case 'char':
    case 'varchar':
    case 'varbinary':
      return type.kind.toUpperCase()
    default:
      return 'INVALID_TYPE'
  }
}
