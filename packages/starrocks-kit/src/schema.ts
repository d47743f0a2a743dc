/** `starrocks-kit/schema`: `SchemaState`, the plain data that every source of truth becomes, and the rules of StarRocks about it. */

// The state
export type * from './schema/types/schema-state.ts'
export type * from './schema/types/table.ts'
export type * from './schema/types/column.ts'
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
} from './schema/types/data-type.ts'
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
} from './schema/types/partitioning.ts'
export type {
  Distribution,
  HashDistribution,
  RandomDistribution,
  RangeDistribution,
} from './schema/types/distribution.ts'
export type * from './schema/types/properties.ts'
export type * from './schema/types/view.ts'
export type * from './schema/types/materialized-view.ts'
export type * from './schema/types/sql-text.ts'
export type * from './schema/types/cluster.ts'
export * from './schema/types/names.ts'
export {
  databaseKey,
  emptyDatabase,
  emptySchema,
  findDatabase,
  findMaterializedView,
  findObject,
  findTable,
  findView,
  ownEntry,
  sameObjectName,
  withDatabase,
  withObject,
  withoutDatabase,
  withoutEntry,
  withoutObject,
} from './schema/index.ts'
export type { SchemaObject } from './schema/index.ts'
export { normalizeSchema, printSchema, schemaStatements, validateSchema } from './schema/index.ts'
export type { PrintSchemaOptions } from './schema/index.ts'

// The server's rules about statements
export { applyStatement } from './schema/index.ts'
export type { ApplyContext, ApplyResult, StatementEffect, StatementJob, UnknownFunction } from './schema/index.ts'
export type * from './schema/types/cluster-facts.ts'
export type * from './schema/types/diagnostic.ts'

// Users and privileges
export { NATIVE_PASSWORD, quotedIdentity, userIdentity, userName } from './schema/index.ts'
export { objectGrants, PRIVILEGE_TYPES, privilegesOf } from './schema/index.ts'
export type { ObjectGrant, ObjectGrants } from './schema/index.ts'

// Versions and run modes
export { capabilitiesOf, isAtLeast, parseServerVersion } from './schema/index.ts'
export type { Capabilities } from './schema/index.ts'
export type * from './schema/types/capabilities.ts'

// Parts of statements and of the state, and how the server words them
export { dataTypeFromAst, dataTypeToAst, materializedViewFromStatement, propertiesFromAst } from './schema/index.ts'
export {
  messageDataType,
  missingColumnText,
  placeInText,
  parseDataTypeText,
  primitiveTypeName,
  showDataType,
  synchronousColumns,
} from './schema/index.ts'
export {
  clusterMoves,
  clusterOf,
  clusterRules,
  JOB_DEFAULTS,
  maskedPipeStatement,
  withBothTimes,
} from './schema/index.ts'
export type { ClusterMoves } from './schema/index.ts'
export { functionSignature } from './schema/index.ts'
export type { FunctionSignature } from './schema/index.ts'
export {
  automaticRange,
  expandPartitions,
  GENERATED_PARTITION_COLUMN_PREFIX,
  minimumBound,
  partitionsInRange,
  partitionTypes,
  rangeText,
} from './schema/index.ts'
export type { RangeExpression } from './schema/index.ts'
export { recursiveTable } from './schema/index.ts'
export type { RecursiveTable } from './schema/index.ts'
