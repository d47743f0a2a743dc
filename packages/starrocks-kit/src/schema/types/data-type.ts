/** Types without parameters, by the name that StarRocks prints. `STRING` and `TEXT` are not here: they are `varchar(65533)`. */
export type SimpleTypeName =
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'largeint'
  | 'float'
  | 'double'
  | 'date'
  | 'datetime'
  | 'time'
  | 'json'
  | 'variant'
  | 'hll'
  | 'bitmap'
  | 'percentile'

export interface SimpleType {
  readonly kind: 'simple'
  readonly name: SimpleTypeName
}

/** `decimal(precision, scale)`; `legacy` marks DECIMALV2, which is a type of its own. */
export interface DecimalType {
  readonly kind: 'decimal'
  readonly precision: number
  readonly scale: number
  readonly legacy?: true
}

/** `char(n)` and `varchar(n)`: the length is in bytes and always known (an omitted one is 1), but -1 for a bare VARCHAR as the argument of an aggregate state. */
export interface CharacterType {
  readonly kind: 'char' | 'varchar'
  readonly length: number
}

/** `varbinary` or `varbinary(n)`; BINARY is the same type. */
export interface BinaryType {
  readonly kind: 'varbinary'
  readonly length?: number
}

export interface ArrayType {
  readonly kind: 'array'
  readonly element: DataType
}

export interface MapType {
  readonly kind: 'map'
  readonly key: DataType
  readonly value: DataType
}

export interface StructField {
  readonly name: string
  readonly type: DataType
  readonly comment?: string
}

export interface StructType {
  readonly kind: 'struct'
  readonly fields: readonly StructField[]
}

/** A generic aggregate state, written as `avg(bigint)` in place of a column type (AGGREGATE KEY tables, 3.4 and later). */
export interface AggregateStateType {
  readonly kind: 'aggregate-state'
  readonly function: string
  readonly arguments: readonly DataType[]
}

/** A column type with all aliases resolved: equal types are deep-equal. */
export type DataType =
  | SimpleType
  | DecimalType
  | CharacterType
  | BinaryType
  | ArrayType
  | MapType
  | StructType
  | AggregateStateType
