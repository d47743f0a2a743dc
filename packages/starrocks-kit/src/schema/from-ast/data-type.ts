import type { DataType as AstDataType, ScalarType, ScalarTypeName } from '../../language/index.ts'
import type { DataType, SimpleTypeName } from '../types/data-type.ts'

/** Bytes of STRING and TEXT, which are VARCHAR of this length. */
export const STRING_LENGTH = 65533

/** The type with all aliases resolved (facts: STRING is varchar(65533), INTEGER is int, NUMERIC is decimal, a display width is dropped). */
export function dataTypeFromAst(type: AstDataType): DataType {
  switch (type.kind) {
    case 'ScalarType':
      return SCALARS[type.name](type)
    case 'ArrayType':
      return { kind: 'array', element: dataTypeFromAst(type.element) }
    case 'MapType':
      return { kind: 'map', key: dataTypeFromAst(type.key), value: dataTypeFromAst(type.value) }
    case 'StructType':
      return {
        kind: 'struct',
        fields: type.fields.map((field) => ({
          name: field.name,
          type: dataTypeFromAst(field.type),
          ...(field.comment !== undefined && field.comment !== '' ? { comment: field.comment } : {}),
        })),
      }
    case 'AggStateType':
      return {
        kind: 'aggregate-state',
        function: type.function.toLowerCase(),
        arguments: type.arguments.map((argument) => argumentType(argument.type)),
      }
  }
}

/** A bare VARCHAR as an argument has no length, where a column's would be 1. */
function argumentType(type: AstDataType): DataType {
  const bare = type.kind === 'ScalarType' && type.name === 'varchar' && type.params === undefined
  return bare ? { kind: 'varchar', length: -1 } : dataTypeFromAst(type)
}

const simple = (name: SimpleTypeName) => (): DataType => ({ kind: 'simple', name })

const decimal =
  (precision: number) =>
  ({ params }: ScalarType): DataType => ({
    kind: 'decimal',
    precision: params?.[0] ?? precision,
    scale: params?.[1] ?? 0,
  })

const binary = ({ params }: ScalarType): DataType => {
  const length = params?.[0]
  return { kind: 'varbinary', ...(length !== undefined ? { length } : {}) }
}

const string = (): DataType => ({ kind: 'varchar', length: STRING_LENGTH })

const SCALARS: Readonly<Record<ScalarTypeName, (type: ScalarType) => DataType>> = {
  boolean: simple('boolean'),
  tinyint: simple('tinyint'),
  smallint: simple('smallint'),
  int: simple('int'),
  integer: simple('int'),
  signed: simple('int'),
  'signed int': simple('int'),
  'signed integer': simple('int'),
  unsigned: simple('int'),
  'unsigned int': simple('int'),
  'unsigned integer': simple('int'),
  bigint: simple('bigint'),
  largeint: simple('largeint'),
  float: simple('float'),
  double: simple('double'),
  decimal: decimal(10),
  numeric: decimal(10),
  number: decimal(10),
  decimal32: decimal(9),
  decimal64: decimal(18),
  decimal128: decimal(38),
  decimal256: decimal(76),
  decimalv2: ({ params }) => ({
    kind: 'decimal',
    precision: params?.[0] ?? 9,
    scale: params?.[1] ?? 0,
    legacy: true,
  }),
  date: simple('date'),
  datetime: simple('datetime'),
  time: simple('time'),
  json: simple('json'),
  variant: simple('variant'),
  bitmap: simple('bitmap'),
  hll: simple('hll'),
  percentile: simple('percentile'),
  // A length of 0 is the same as none: both are 1 (recorded).
  char: ({ params }) => ({ kind: 'char', length: params?.[0] || 1 }),
  varchar: ({ params }) => ({ kind: 'varchar', length: params?.[0] || 1 }),
  string,
  text: string,
  binary,
  varbinary: binary,
}
