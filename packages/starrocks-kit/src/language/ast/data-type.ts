import type { NodeBase } from './node.ts'

/**
 * A type without inner types. `name` is the spelling in lower case (`int`, `integer`, `string`, `unsigned int`): aliases are told
 * apart here and resolved by `schema`. `params` are the numbers in parentheses: length, display width, precision and scale.
 */
export interface ScalarType extends NodeBase {
  readonly kind: 'ScalarType'
  readonly name: ScalarTypeName
  readonly params?: readonly number[]
}

export type ScalarTypeName =
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'int'
  | 'integer'
  | 'bigint'
  | 'largeint'
  | 'signed'
  | 'signed int'
  | 'signed integer'
  | 'unsigned'
  | 'unsigned int'
  | 'unsigned integer'
  | 'float'
  | 'double'
  | 'decimal'
  | 'decimalv2'
  | 'decimal32'
  | 'decimal64'
  | 'decimal128'
  | 'decimal256'
  | 'numeric'
  | 'number'
  | 'date'
  | 'datetime'
  | 'time'
  | 'char'
  | 'varchar'
  | 'string'
  | 'text'
  | 'binary'
  | 'varbinary'
  | 'json'
  | 'variant'
  | 'bitmap'
  | 'hll'
  | 'percentile'

export interface ArrayType extends NodeBase {
  readonly kind: 'ArrayType'
  readonly element: DataType
}

export interface MapType extends NodeBase {
  readonly kind: 'MapType'
  readonly key: DataType
  readonly value: DataType
}

export interface StructType extends NodeBase {
  readonly kind: 'StructType'
  readonly fields: readonly StructField[]
}

export interface StructField extends NodeBase {
  readonly kind: 'StructField'
  readonly name: string
  readonly type: DataType
  readonly comment?: string
}

/** The state of an aggregate function, written as a call in place of a column's type: `avg(bigint)`. */
export interface AggStateType extends NodeBase {
  readonly kind: 'AggStateType'
  readonly function: string
  readonly arguments: readonly AggStateArgument[]
}

export interface AggStateArgument extends NodeBase {
  readonly kind: 'AggStateArgument'
  readonly type: DataType
  readonly nullable?: boolean
}

export type DataType = ScalarType | ArrayType | MapType | StructType | AggStateType

export type DataTypeNode = DataType | StructField | AggStateArgument
