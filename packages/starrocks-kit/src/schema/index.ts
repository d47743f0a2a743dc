/**
 * The schema stage: `SchemaState`, the plain data that every source of truth becomes, and the rules of StarRocks about it.
 */
export type { SqlText } from './types/sql-text.ts'
export { DEFAULT_CATALOG } from './types/names.ts'
export type { ObjectName } from './types/names.ts'
export type { AttributeOverride } from './types/attribute-override.ts'
export type { DataType, SimpleTypeName, StructType } from './types/data-type.ts'
export type { Column, ColumnDefault } from './types/column.ts'
export type { Partition, PartitionBound, PartitionItem, Partitioning, RangePartition } from './types/partitioning.ts'
export type { Distribution } from './types/distribution.ts'
export type { Properties } from './types/properties.ts'
export type { Index, Rollup, SortItem, Table, TableKey } from './types/table.ts'
export type { View, ViewColumn } from './types/view.ts'
export type { MaterializedView, RefreshScheme } from './types/materialized-view.ts'
export type { Database, SchemaState, UnsupportedObject } from './types/schema-state.ts'
export type { RunMode, ServerVersion, Target } from './types/capabilities.ts'
export type { Diagnostic, Refusal } from './types/diagnostic.ts'

export type {
  ClusterKind,
  ClusterName,
  ClusterObject,
  ClusterObjectOf,
  ClusterState,
  ExternalCatalog,
  Pipe,
  ResourceGroup,
  ResourceGroupClassifier,
  Role,
  RoutineLoad,
  StorageVolume,
  Task,
  User,
  UserFunction,
} from './types/cluster.ts'

// Objects beside databases
export {
  CLUSTER_KINDS,
  clusterLabel,
  clusterName,
  clusterObjects,
  clusterObjectsOf,
  clusterOf,
  clusterPlacement,
  clusterRules,
  findClusterObject,
  isBuiltIn,
  withClusterKinds,
} from './cluster/registry.ts'
export { inCreationOrder } from './cluster/order.ts'
export {
  clusterDifferences,
  findAsRead,
  isIncomplete,
  isNameUnseen,
  isUnseen,
  sameClusterObject,
  shownClusterName,
  unseenOf,
  withUnseen,
} from './cluster/compare.ts'
export {
  checkClusterName,
  clusterNameFromText,
  clusterNameText,
  clusterObjectFromInput,
  inDefaultDatabase,
  shortClusterName,
} from './cluster/input.ts'
export type { ClusterInput } from './cluster/input.ts'
export { classifierFromSpecifiers } from './cluster/resource-group.ts'
export { clusterMoves } from './cluster/follow.ts'
export type { ClusterMoves } from './cluster/rules.ts'
export { JOB_DEFAULTS, withBothTimes } from './cluster/routine-load-properties.ts'
export { maskedPipeStatement, pipeFromStatement } from './cluster/pipe.ts'
export { statementWithoutSecrets } from './cluster/task.ts'
export { comparableRoutineLoad, isPauseOfPausedLoad, splitSourceProperties } from './cluster/routine-load.ts'
export { columnsFromText } from './cluster/routine-load-clauses.ts'
export { functionSignature, parseFunctionSignature } from './cluster/function-signature.ts'
export type { FunctionSignature } from './cluster/function-signature.ts'
export { functionAsShown } from './cluster/shown-function.ts'
export type { ClusterDifference } from './cluster/compare.ts'
export { authStringOf, NATIVE_PASSWORD } from './cluster/user-auth.ts'
export { withoutUserDefaults } from './cluster/user-properties.ts'
export { quotedIdentity, userIdentity, userName } from './cluster/user-identity.ts'
export { objectGrants } from './cluster/grants.ts'
export type { ObjectGrant, ObjectGrants } from './cluster/grants.ts'
export { PRIVILEGE_TYPES, privilegesOf } from './cluster/privileges.ts'
export { namedSecrets, secretVariables, splitSecrets, withSecrets } from './cluster/secrets.ts'

// State
export {
  databaseKey,
  emptyDatabase,
  emptySchema,
  findDatabase,
  findMaterializedView,
  findObject,
  findTable,
  findView,
  objectNameText,
  shortObjectName,
  ownEntry,
  sameObjectName,
  schemaObjects,
  schemaOf,
  withDatabase,
  withObject,
  withObjects,
  withoutDatabase,
  withoutEntry,
  withoutObject,
} from './state.ts'
export type { SchemaObject } from './state.ts'

// Versions and run modes
export { capabilitiesOf, isAtLeast, parseServerVersion } from './capabilities.ts'
export type { Capabilities } from './capabilities.ts'
export type { ClusterFacts } from './types/cluster-facts.ts'

// Clauses as text
export {
  canonicalQuery,
  columnToText,
  defaultFromText,
  defaultToText,
  distributionFromText,
  distributionToText,
  keyFromText,
  keyToText,
  materializedViewPartitioningFromText,
  materializedViewPartitioningToText,
  parseDataTypeText,
  partitioningFromText,
  partitioningToText,
  printDataTypeText,
  refreshFromText,
  refreshToText,
  sortKeyFromText,
  sortKeyToText,
} from './clauses.ts'

// Types of columns
export { messageDataType, primitiveTypeName, showDataType } from './data-type/print.ts'

// Syntax trees -> state
export { columnFromDefinition } from './from-ast/column.ts'
export { dataTypeFromAst } from './from-ast/data-type.ts'
export { distributionFromDesc } from './from-ast/distribution.ts'
export { sortKeyFromDesc } from './from-ast/key.ts'
export { materializedViewFromStatement, refreshFromDesc } from './from-ast/materialized-view.ts'
export { databaseNameFromAst, objectNameFromAst } from './from-ast/names.ts'
export { partitionFromAst } from './from-ast/partitioning.ts'
export { propertiesFromAst } from './from-ast/properties.ts'
export { GENERATED_PARTITION_COLUMN_PREFIX, tableFromStatement } from './from-ast/table.ts'
export { indexFromDesc, rollupFromDesc } from './from-ast/table-index.ts'
export { viewFromStatement } from './from-ast/view.ts'

// State -> syntax trees
export { dataTypeToAst } from './to-statements/data-type.ts'
export { createMaterializedViewStatement } from './to-statements/materialized-view.ts'
export { expandPartitions, partitionTypes } from './partitions/expand.ts'
export { minimumBound, rangeText } from './partitions/range.ts'
export { partitionsInRange } from './apply-statement/alter-table/partitions.ts'
export { automaticRange } from './partitions/range-expression.ts'
export type { RangeExpression } from './partitions/range-expression.ts'
export { printSchema, schemaStatements } from './to-statements/schema.ts'
export type { PrintSchemaOptions } from './to-statements/schema.ts'
export { createTableStatement } from './to-statements/table.ts'
export { createViewStatement } from './to-statements/view.ts'

// Normal form
export { normalizeSchema, normalizeView } from './normalize/schema.ts'
export { normalizeTable } from './normalize/table.ts'
export { normalizeMaterializedView } from './normalize/materialized-view.ts'
export { OMISSION_RULES } from './normalize/omission.ts'
export { defaultProperty } from './normalize/properties.ts'
export type { TablePropertyRule } from './properties/table-properties.ts'

// Queries
export { queryDependencies } from './resolve-query/dependencies.ts'
export { missingColumnText } from './resolve-query/canonical-expression.ts'
export { queryLineage } from './resolve-query/lineage.ts'
export { recursiveTable } from './resolve-query/recursive-table.ts'
export type { RecursiveTable } from './resolve-query/recursive-table.ts'
export type { ColumnLineage } from './resolve-query/lineage.ts'
export { compareQueries } from './resolve-query/compare.ts'

// The rules of the server
export { applyStatement } from './apply-statement/apply-statement.ts'
export { synchronousColumns } from './apply-statement/materialized-view/synchronous-view.ts'
export { placeInText } from './apply-statement/place-in-text.ts'
export { StatementFold } from './apply-statement/statement-fold.ts'
export type {
  ApplyContext,
  ApplyResult,
  StatementEffect,
  StatementJob,
  UnknownFunction,
} from './apply-statement/result.ts'
export { validateSchema } from './validate/schema.ts'
