import type { DataType as AstDataType, ScalarTypeName } from '../../language/index.ts'

const ALIASES: Readonly<Partial<Record<ScalarTypeName, ScalarTypeName>>> = {
  integer: 'int',
  signed: 'int',
  'signed int': 'int',
  'signed integer': 'int',
  unsigned: 'int',
  'unsigned int': 'int',
  'unsigned integer': 'int',
  numeric: 'decimal',
  number: 'decimal',
  decimal32: 'decimal',
  decimal64: 'decimal',
  decimal128: 'decimal',
  decimal256: 'decimal',
  binary: 'varbinary',
}

/** A type of CAST in one spelling: the analyzer writes VARCHAR(65533) for STRING and DECIMAL64(10,2) for DECIMAL(10,2). */
export function canonicalType(type: AstDataType): AstDataType {
  switch (type.kind) {
    case 'ScalarType': {
      if (type.name === 'string' || type.name === 'text') {
        return { kind: 'ScalarType', name: 'varchar', params: [65533] }
      }
      const name = ALIASES[type.name] ?? type.name
      if (name === 'decimal') {
        const [precision = 10, scale = 0] = type.params ?? []
        return { kind: 'ScalarType', name, params: [precision, scale] }
      }
      const sized = name === 'char' || name === 'varchar' || name === 'varbinary' || name === 'decimalv2'
      return {
        kind: 'ScalarType',
        name,
        ...(sized && type.params !== undefined ? { params: type.params } : {}),
      }
    }
    case 'ArrayType':
      return { kind: 'ArrayType', element: canonicalType(type.element) }
    case 'MapType':
      return { kind: 'MapType', key: canonicalType(type.key), value: canonicalType(type.value) }
    case 'StructType':
      return {
        kind: 'StructType',
        fields: type.fields.map((field) => ({
          kind: 'StructField',
          name: field.name.toLowerCase(),
          type: canonicalType(field.type),
        })),
      }
    case 'AggStateType':
      return type
  }
}
