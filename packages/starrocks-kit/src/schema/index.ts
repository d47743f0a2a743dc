/**
 * The schema stage: `SchemaState`, the plain data that every source of truth becomes, and the rules of StarRocks about it.
 */
export type { SqlText } from './types/sql-text.ts'
export { DEFAULT_CATALOG } from './types/names.ts'
export type { ObjectName } from './types/names.ts'
export type {
  AggregateStateType,
  ArrayType,
  BinaryType,
  CharacterType,
  DataType,
  DecimalType,
  MapType,
  SimpleType,
  SimpleTypeName,
  StructField,
  StructType,
} from './types/data-type.ts'
export type { AggregationFunction, Column, ColumnDefault } from './types/column.ts'
export type {
  BatchPartition,
  ExpressionPartitioning,
  LessThanPartition,
  ListPartition,
  ListPartitioning,
  Partition,
  PartitionBound,
  PartitionItem,
  Partitioning,
  PartitionListValue,
  RangePartition,
  RangePartitioning,
} from './types/partitioning.ts'
export type { Distribution, HashDistribution, RandomDistribution, RangeDistribution } from './types/distribution.ts'
export type { Properties } from './types/properties.ts'
export type { Index, IndexType, KeyType, Rollup, SortItem, Table, TableKey } from './types/table.ts'
export type { View, ViewColumn } from './types/view.ts'
export type { MaterializedView, RefreshScheme } from './types/materialized-view.ts'
export type { Database, SchemaState, UnsupportedObject } from './types/schema-state.ts'
export type { RunMode, ServerVersion, Target } from './types/capabilities.ts'
export type { Diagnostic, Refusal } from './types/diagnostic.ts'
