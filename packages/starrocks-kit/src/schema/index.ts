/**
 * The schema stage: `SchemaState`, the plain data that every source of truth becomes, and the rules of StarRocks about it.
 */
export type { SqlText } from './types/sql-text.ts'
export { DEFAULT_CATALOG } from './types/names.ts'
export type { ObjectName } from './types/names.ts'
export type { AttributeOverride, AttributeTreatment } from './types/attribute-override.ts'
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

export type {
  ClusterKind,
  ClusterName,
  ClusterObject,
  ClusterObjectOf,
  ClusterState,
  ExternalCatalog,
  ResourceGroup,
  ResourceGroupClassifier,
  Role,
  SecretReference,
  Secrets,
  StorageVolume,
  Task,
} from './types/cluster.ts'

// Objects beside databases
export {
  BELOW_DATABASES,
  CLUSTER_KINDS,
  clusterLabel,
  clusterName,
  clusterObjects,
  clusterObjectsOf,
  clusterOf,
  clusterRules,
  findClusterObject,
  sameClusterObject,
  withClusterKinds,
} from './cluster/registry.ts'
export { clusterObjectFromInput } from './cluster/input.ts'
export type { ClusterInput } from './cluster/input.ts'
export { classifierFromSpecifiers } from './cluster/resource-group.ts'
export { grantTexts } from './cluster/grants.ts'
export { BUILT_IN_ROLES } from './cluster/role.ts'
export { isSecretProperty, namedSecrets, secretVariables, splitSecrets, withSecrets } from './cluster/secrets.ts'

// State
export {
  databaseKey,
  databaseWithObject,
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
export type { PlacedObject, SchemaObject } from './state.ts'

// Versions and run modes
export { capabilitiesOf, isAtLeast, OLDEST_CHECKED_VERSION, parseServerVersion } from './capabilities.ts'
export type { Capabilities } from './capabilities.ts'
export type { ClusterFacts } from './types/cluster-facts.ts'

// Clauses as text
export {
  canonicalExpression,
  canonicalQuery,
  columnFromText,
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
  partitionItemToText,
  partitioningFromText,
  partitioningToText,
  printDataTypeText,
  refreshFromText,
  refreshToText,
  sortKeyFromText,
  sortKeyToText,
} from './clauses.ts'
export { expressionOf, queryOf } from './sql-text.ts'

// Types of columns
export { messageDataType, primitiveTypeName, showDataType } from './data-type/print.ts'
export { isTypeChangeAllowed, sameDataType } from './data-type/change.ts'

// Syntax trees -> state
export { ColumnTypeMissingError, columnFromDefinition, defaultFromDesc } from './from-ast/column.ts'
export { dataTypeFromAst, STRING_LENGTH } from './from-ast/data-type.ts'
export { distributionFromDesc } from './from-ast/distribution.ts'
export { keyFromDesc, sortKeyFromDesc } from './from-ast/key.ts'
export { materializedViewFromStatement, refreshFromDesc } from './from-ast/materialized-view.ts'
export { databaseNameFromAst, objectNameFromAst, objectNameFromParts } from './from-ast/names.ts'
export type { NameContext } from './from-ast/names.ts'
export {
  partitionFromAst,
  partitioningFromDesc,
  partitionItemFromAst,
  referencedColumns,
} from './from-ast/partitioning.ts'
export { propertiesFromAst } from './from-ast/properties.ts'
export { GENERATED_PARTITION_COLUMN_PREFIX, tableFromStatement } from './from-ast/table.ts'
export { indexFromDesc, rollupFromDesc } from './from-ast/table-index.ts'
export { viewFromStatement } from './from-ast/view.ts'
export type { TextOrigin } from './from-ast/sql-text.ts'

// State -> syntax trees
export { columnDefinition, defaultDesc } from './to-statements/column.ts'
export { dataTypeToAst } from './to-statements/data-type.ts'
export { createDatabaseStatement } from './to-statements/database.ts'
export { distributionDesc } from './to-statements/distribution.ts'
export { keyDesc, orderByDesc } from './to-statements/key.ts'
export { createMaterializedViewStatement, refreshSchemeDesc } from './to-statements/materialized-view.ts'
export { nameParts, qualifiedName } from './to-statements/names.ts'
export type { QualifiedNameParts } from './to-statements/names.ts'
export { expandPartitions, partitionTypes } from './partitions/expand.ts'
export { minimumBound, rangeText } from './partitions/range.ts'
export { partitionsInRange } from './apply-statement/alter-table/partitions.ts'
export { automaticRange } from './partitions/range-expression.ts'
export type { RangeExpression } from './partitions/range-expression.ts'
export { partitionDesc, partitionItem, partitionToAst } from './to-statements/partitioning.ts'
export { propertiesToAst } from './to-statements/properties.ts'
export { dependencyOrder, printSchema, schemaStatements } from './to-statements/schema.ts'
export type { PrintSchemaOptions } from './to-statements/schema.ts'
export { createTableStatement } from './to-statements/table.ts'
export type { CreateOptions } from './to-statements/table.ts'
export { indexDesc, rollupDesc } from './to-statements/table-index.ts'
export { alterViewStatement, createViewStatement } from './to-statements/view.ts'
export type { CreateViewOptions } from './to-statements/view.ts'

// Normal form
export { normalizeSchema, normalizeView } from './normalize/schema.ts'
export { normalizeColumn, normalizeIndex, normalizeTable } from './normalize/table.ts'
export { normalizeMaterializedView } from './normalize/materialized-view.ts'
export { derivedKey } from './normalize/key.ts'
export { OMISSION_RULES } from './normalize/omission.ts'
export type { OmissionRule } from './normalize/omission.ts'
export { defaultProperty, propertyOmission } from './normalize/properties.ts'
export { TABLE_PROPERTIES } from './properties/table-properties.ts'
export type { TablePropertyRule } from './properties/table-properties.ts'
export { MATERIALIZED_VIEW_PROPERTIES } from './properties/materialized-view-properties.ts'

// Queries
export { queryDependencies } from './resolve-query/dependencies.ts'
export type { QueryContext } from './resolve-query/dependencies.ts'
export { missingColumnText } from './resolve-query/canonical-expression.ts'
export { queryLineage } from './resolve-query/lineage.ts'
export type { ColumnLineage, SourceColumn } from './resolve-query/lineage.ts'
export { compareQueries } from './resolve-query/compare.ts'
export type { CompareQueriesContext, QueryComparison } from './resolve-query/compare.ts'
export { resolveQuery } from './resolve-query/resolve.ts'
export type { ResolvedQuery } from './resolve-query/resolve.ts'

// The rules of the server
export { applyStatement } from './apply-statement/apply-statement.ts'
export { canCombine } from './apply-statement/alter-table/conflicts.ts'
export { isAlterableProperty } from './properties/table-properties.ts'
export { StatementRefusedError } from './apply-statement/refusal.ts'
export type {
  ApplyContext,
  ApplyResult,
  StatementEffect,
  StatementJob,
  UnknownFunction,
} from './apply-statement/result.ts'
export { validateSchema } from './validate/schema.ts'
