/** The declarative API: models of tables, views and materialized views, and the schema that they make. All of it is public. */

// Objects
export { table } from './table.ts'
export { view } from './view.ts'
export type { ViewOptions } from './view.ts'
export {
  externalCatalog,
  pipe,
  resourceGroup,
  role,
  routineLoad,
  storageVolume,
  task,
  user,
  userFunction,
} from './cluster.ts'
export { materializedView } from './materialized-view.ts'
export type { MaterializedViewOptions } from './materialized-view.ts'
export type {
  ClauseText,
  CompiledQuery,
  ObjectOptions,
  QueryOptions,
  TableOptions,
  ViewColumnsInput,
} from './table-options.ts'

// Column types
export {
  bigint,
  bitmap,
  boolean,
  char,
  columnType,
  date,
  datetime,
  decimal,
  decimalV2,
  double,
  float,
  hll,
  int,
  json,
  largeint,
  percentile,
  smallint,
  string,
  tinyint,
  varbinary,
  varchar,
  variant,
} from './column-types.ts'
export type { TypedColumn } from './column-types.ts'
export { aggState, array, map, struct } from './nested-types.ts'
export type { StructFields, StructValue } from './nested-types.ts'
export type { ColumnBuilder, ColumnMap, ColumnTrait, DefaultValue } from './column.ts'

// Clauses
export { aggregateKey, duplicateKey, primaryKey, uniqueKey } from './key.ts'
export type { KeyClause } from './key.ts'
export { hash, random } from './distribution.ts'
export type { HashClause, RandomClause } from './distribution.ts'
export { automatic, batch, dateTrunc, list, MAXVALUE, partition, range, timeSlice } from './partitioning.ts'
export type {
  Bound,
  DateUnit,
  ListValue,
  MaxValue,
  PartitionClause,
  PartitionColumn,
  PartitionExpressionClause,
  PartitionForms,
  PartitioningClause,
  PartitionProperties,
} from './partitioning.ts'
export { desc } from './sort-key.ts'
export type { DescendingClause, SortColumn } from './sort-key.ts'
export { index } from './secondary-index.ts'
export type { IndexClause } from './secondary-index.ts'
export { rollup } from './rollup.ts'
export type { RollupClause, RollupOptions } from './rollup.ts'
export { refresh } from './refresh.ts'
export type { AsyncRefreshOptions, ManualRefreshOptions, RefreshClause } from './refresh.ts'
export type { MaterializedViewProperties, PropertyValue, TableProperties } from './properties.ts'

// SQL with references
export { raw, sql } from './sql.ts'
export type { SqlFragment, SqlValue } from './sql.ts'
export type { ColumnLike, ColumnRef } from './column-ref.ts'
export { unmanaged } from './unmanaged.ts'
export type { Override, Unmanaged } from './unmanaged.ts'

// Models and what is made of them
export type { AnyModel, ClusterModel } from './model.ts'
export { isClusterModel, isModel } from './model.ts'
export type { ColumnRefs, InferInsert, InferRow, MaterializedViewModel, Model, TableModel, ViewModel } from './model.ts'
export { modelsFromExports } from './models-from-exports.ts'
export { schemaFromModels } from './schema-from-models.ts'
export type { ModelRename, ModelSchema } from './schema-from-models.ts'

// Errors
export { ClauseSyntaxError } from './errors/clause-syntax-error.ts'
export { DuplicateModelError } from './errors/duplicate-model-error.ts'
export { InvalidModelError } from './errors/invalid-model-error.ts'
export { ModelError } from './errors/model-error.ts'
export { UnknownColumnError } from './errors/unknown-column-error.ts'
