import type { DataType, SimpleTypeName } from 'starrocks-kit/schema'

/** The type of an expression: a column type, the type of a bare NULL, or a lambda's. */
export type SqlType = DataType | { readonly kind: 'null' }

export const NULL_TYPE: SqlType = { kind: 'null' }
export const BOOLEAN = simple('boolean')
export const TINYINT = simple('tinyint')
export const SMALLINT = simple('smallint')
export const INT = simple('int')
export const BIGINT = simple('bigint')
export const LARGEINT = simple('largeint')
export const FLOAT = simple('float')
export const DOUBLE = simple('double')
export const DATE = simple('date')
export const DATETIME = simple('datetime')
export const TIME = simple('time')
export const JSON_TYPE = simple('json')
export const BITMAP = simple('bitmap')
export const HLL = simple('hll')
export const PERCENTILE = simple('percentile')
/** Text of no declared length: of literals and of most functions. */
export const VARCHAR: DataType = { kind: 'varchar', length: -1 }
export const VARBINARY: DataType = { kind: 'varbinary' }

export function simple(name: SimpleTypeName): DataType {
  return { kind: 'simple', name }
}

export function decimal(precision: number, scale: number): DataType {
  return { kind: 'decimal', precision, scale }
}

export function arrayOf(element: DataType): DataType {
  return { kind: 'array', element }
}

export function mapOf(key: DataType, value: DataType): DataType {
  return { kind: 'map', key, value }
}

export function isSimple(type: SqlType, ...names: readonly SimpleTypeName[]): boolean {
  return type.kind === 'simple' && names.includes(type.name)
}

export function isNull(type: SqlType): type is { readonly kind: 'null' } {
  return type.kind === 'null'
}

export function isBoolean(type: SqlType): boolean {
  return isSimple(type, 'boolean')
}

export function isInteger(type: SqlType): boolean {
  return isSimple(type, 'tinyint', 'smallint', 'int', 'bigint', 'largeint')
}

export function isFloating(type: SqlType): boolean {
  return isSimple(type, 'float', 'double')
}

export function isDecimal(type: SqlType): type is Extract<DataType, { kind: 'decimal' }> {
  return type.kind === 'decimal'
}

export function isNumeric(type: SqlType): boolean {
  return isInteger(type) || isFloating(type) || isDecimal(type)
}

export function isString(type: SqlType): boolean {
  return type.kind === 'varchar' || type.kind === 'char'
}

export function isDateLike(type: SqlType): boolean {
  return isSimple(type, 'date', 'datetime')
}

export function isJson(type: SqlType): boolean {
  return isSimple(type, 'json')
}

export function isComplex(type: SqlType): boolean {
  return type.kind === 'array' || type.kind === 'map' || type.kind === 'struct'
}

/** Types whose values cannot be compared, sorted or printed. */
export function isOpaque(type: SqlType): boolean {
  return isSimple(type, 'bitmap', 'hll', 'percentile')
}

/** The type of an expression as an element of a nested type: a bare NULL becomes BOOLEAN, as on the server. */
export function toDataType(type: SqlType): DataType {
  return type.kind === 'null' ? BOOLEAN : type
}

/** The column type that holds an expression's values: text without a declared length gets the widest one. */
export function toColumnType(type: SqlType): DataType {
  switch (type.kind) {
    case 'null':
      return BOOLEAN
    case 'varchar':
      return type.length < 0 ? { kind: 'varchar', length: 65533 } : type
    case 'array':
      return arrayOf(toColumnType(type.element))
    case 'map':
      return mapOf(toColumnType(type.key), toColumnType(type.value))
    case 'struct':
      return { kind: 'struct', fields: type.fields.map((field) => ({ ...field, type: toColumnType(field.type) })) }
    case 'simple':
    case 'decimal':
    case 'char':
    case 'varbinary':
    case 'aggregate-state':
      return type
  }
}

/** Structural equality; the lengths of text types do not matter to expressions. */
export function sameType(left: SqlType, right: SqlType): boolean {
  if (isString(left) && isString(right)) return true
  if (left.kind !== right.kind) return false
  switch (left.kind) {
    case 'null':
    case 'varbinary':
      return true
    case 'simple':
      return right.kind === 'simple' && left.name === right.name
    case 'decimal':
      return right.kind === 'decimal' && left.precision === right.precision && left.scale === right.scale
    case 'char':
    case 'varchar':
      return true
    case 'array':
      return right.kind === 'array' && sameType(left.element, right.element)
    case 'map':
      return right.kind === 'map' && sameType(left.key, right.key) && sameType(left.value, right.value)
    case 'struct':
      return (
        right.kind === 'struct' &&
        left.fields.length === right.fields.length &&
        left.fields.every((field, index) => {
          const other = right.fields[index]
          return other !== undefined && field.name === other.name && sameType(field.type, other.type)
        })
      )
    case 'aggregate-state':
      return (
        right.kind === 'aggregate-state' &&
        left.function.toLowerCase() === right.function.toLowerCase() &&
        left.arguments.length === right.arguments.length &&
        left.arguments.every((argument, index) => sameType(argument, right.arguments[index] ?? NULL_TYPE))
      )
  }
}

/** INT or BIGINT, whichever holds integers of all the types; undefined when one is no integer. */
export function integerTypeOf(types: readonly SqlType[]): DataType | undefined {
  if (!types.every(isInteger)) return undefined
  if (types.some((type) => isSimple(type, 'largeint'))) return LARGEINT
  return types.some((type) => isSimple(type, 'bigint')) ? BIGINT : INT
}
