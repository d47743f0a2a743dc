import type { DataType as AstDataType, ScalarType } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import { BIGINT, BOOLEAN, decimal, INT, simple, VARCHAR } from './sql-type.ts'

/** The type that a CAST names. Text without a length is unbounded here, where a column definition would give it length 1. */
export function dataTypeOf(type: AstDataType): DataType {
  switch (type.kind) {
    case 'ScalarType':
      return scalarOf(type)
    case 'ArrayType':
      return { kind: 'array', element: dataTypeOf(type.element) }
    case 'MapType':
      return { kind: 'map', key: dataTypeOf(type.key), value: dataTypeOf(type.value) }
    case 'StructType':
      return {
        kind: 'struct',
        fields: type.fields.map((field) => ({ name: field.name, type: dataTypeOf(field.type) })),
      }
    case 'AggStateType':
      return {
        kind: 'aggregate-state',
        function: type.function,
        arguments: type.arguments.map((argument) => dataTypeOf(argument.type)),
      }
  }
}

function scalarOf({ name, params = [] }: ScalarType): DataType {
  const [first, second] = params
  switch (name) {
    case 'boolean':
      return BOOLEAN
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'largeint':
    case 'float':
    case 'double':
    case 'date':
    case 'datetime':
    case 'time':
    case 'json':
    case 'variant':
    case 'bitmap':
    case 'hll':
    case 'percentile':
      return simple(name)
    case 'integer':
    case 'signed int':
    case 'signed integer':
    case 'unsigned int':
    case 'unsigned integer':
      return INT
    case 'signed':
    case 'unsigned':
      return name === 'signed' ? INT : BIGINT
    case 'decimal':
    case 'numeric':
    case 'number':
      return decimal(first ?? 10, second ?? 0)
    case 'decimal32':
      return decimal(first ?? 9, second ?? 0)
    case 'decimal64':
      return decimal(first ?? 18, second ?? 0)
    case 'decimal128':
      return decimal(first ?? 38, second ?? 0)
    case 'decimal256':
      return decimal(first ?? 76, second ?? 0)
    case 'decimalv2':
      return { kind: 'decimal', precision: first ?? 9, scale: second ?? 0, legacy: true }
    case 'char':
    case 'varchar':
      return first === undefined ? VARCHAR : { kind: name, length: first }
    case 'string':
    case 'text':
      return { kind: 'varchar', length: 65533 }
    case 'binary':
    case 'varbinary':
      return first === undefined ? { kind: 'varbinary' } : { kind: 'varbinary', length: first }
  }
}
