import type { DataType as AstDataType, ScalarTypeName } from '../../language/index.ts'
import { STRING_LENGTH } from '../from-ast/data-type.ts'
import type { DataType } from '../types/data-type.ts'

/** The type as people write it: STRING in place of VARCHAR(65533). */
export function dataTypeToAst(type: DataType): AstDataType {
  switch (type.kind) {
    case 'simple':
      return scalar(type.name)
    case 'decimal':
      return scalar(type.legacy ? 'decimalv2' : 'decimal', type.precision, type.scale)
    case 'varchar':
      if (type.length < 0) return scalar('varchar')
      return type.length === STRING_LENGTH ? scalar('string') : scalar('varchar', type.length)
    case 'char':
      return scalar('char', type.length)
    case 'varbinary':
      return type.length === undefined ? scalar('varbinary') : scalar('varbinary', type.length)
    case 'array':
      return { kind: 'ArrayType', element: dataTypeToAst(type.element) }
    case 'map':
      return { kind: 'MapType', key: dataTypeToAst(type.key), value: dataTypeToAst(type.value) }
    case 'struct':
      return {
        kind: 'StructType',
        fields: type.fields.map((field) => ({
          kind: 'StructField',
          name: field.name,
          type: dataTypeToAst(field.type),
          ...(field.comment !== undefined ? { comment: field.comment } : {}),
        })),
      }
    case 'aggregate-state':
      return {
        kind: 'AggStateType',
        function: type.function,
        arguments: type.arguments.map((argument) => ({ kind: 'AggStateArgument', type: dataTypeToAst(argument) })),
      }
  }
}

function scalar(name: ScalarTypeName, ...params: readonly number[]): AstDataType {
  return { kind: 'ScalarType', name, ...(params.length > 0 ? { params } : {}) }
}
