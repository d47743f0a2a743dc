import type { DataType } from 'starrocks-kit/language'

/** A string in single quotes, backslash and quote escaped. */
export function printString(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** A number as the analyzer spells it. */
export function printNumber(text: string): string {
  if (/^\d+$/.test(text)) return text.replace(/^0+(?=\d)/, '')
  if (/^\.\d/.test(text)) return `0${text}`
  return text
}

/** The upper-case type of a CAST. */
export function printTypeName(type: DataType): string {
  switch (type.kind) {
    case 'ScalarType': {
      const name = TYPE_NAMES[type.name] ?? type.name.toUpperCase()
      if (/^DECIMAL$/.test(name) && type.params !== undefined) {
        const [precision = 10, scale = 0] = type.params
        const bits = precision <= 18 ? 64 : precision <= 38 ? 128 : 256
        return `DECIMAL${bits}(${precision},${scale})`
      }
      if (type.params === undefined) return type.name === 'string' || type.name === 'text' ? 'VARCHAR(65533)' : name
      return name.endsWith('INT') ? name : `${name}(${type.params.join(',')})`
    }
    case 'ArrayType':
      return `ARRAY<${printTypeName(type.element)}>`
    case 'MapType':
      return `MAP<${printTypeName(type.key)},${printTypeName(type.value)}>`
    case 'StructType':
      return `struct<${type.fields.map((field) => `${field.name} ${printTypeName(field.type).toLowerCase()}`).join(', ')}>`
    case 'AggStateType':
      return type.function
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  integer: 'INT',
  signed: 'INT',
  'signed int': 'INT',
  'signed integer': 'INT',
  unsigned: 'INT',
  'unsigned int': 'INT',
  'unsigned integer': 'INT',
  numeric: 'DECIMAL',
  number: 'DECIMAL',
  binary: 'VARBINARY',
}
