import type { AdministrationNode } from './administration.ts'
import type {
  AddColumnClause,
  AddColumnsClause,
  AddFieldClause,
  AddPartitionClause,
  AddRollupClause,
  AlterTableStatement,
  ColumnPosition,
  ColumnRenameClause,
  CompactionClause,
  CreateIndexClause,
  CreateReferenceClause,
  DropColumnClause,
  DropFieldClause,
  DropIndexClause,
  DropPartitionClause,
  DropPersistentIndexClause,
  DropReferenceClause,
  DropRollupClause,
  ModifyAutoIncrementClause,
  ModifyColumnClause,
  ModifyColumnCommentClause,
  ModifyCommentClause,
  ModifyPartitionClause,
  ModifyPartitionDistributionClause,
  ModifyPropertiesClause,
  OptimizeClause,
  OptimizeRange,
  PartitionRenameClause,
  ReorderColumnsClause,
  ReplacePartitionClause,
  Retention,
  RollupRenameClause,
  PartitionColumnsClause,
  SplitTabletClause,
  SwapTableClause,
  TableOperationClause,
  TableRenameClause,
  TruncatePartitionClause,
} from './alter-table.ts'
import type {
  BracketHint,
  KeyPartition,
  KeyPartitions,
  PartitionNames,
  Property,
  QualifiedName,
  SkewHint,
} from './common.ts'
import type {
  AggStateArgument,
  AggStateType,
  ArrayType,
  MapType,
  ScalarType,
  StructField,
  StructType,
} from './data-type.ts'
import type {
  AlterDatabaseStatement,
  CreateDatabaseStatement,
  DatabaseQuotaClause,
  DatabaseRenameClause,
  DatabaseSetClause,
  DropDatabaseStatement,
  SetCatalogStatement,
  UseCatalogStatement,
  UseDatabaseStatement,
} from './database.ts'
import type {
  Assignment,
  DeleteStatement,
  ExplainDesc,
  InsertBlackhole,
  InsertFiles,
  InsertStatement,
  InsertTable,
  InsertValues,
  OptimizerTrace,
  Outfile,
  QueryStatement,
  UpdateStatement,
} from './dml.ts'
import type {
  ArithmeticExpression,
  ArrayExpression,
  BetweenExpression,
  BinaryLiteral,
  BinaryPrefixExpression,
  BooleanLiteral,
  CaseExpression,
  CastExpression,
  CollateExpression,
  ColumnReference,
  ComparisonExpression,
  DateLiteral,
  ExistsExpression,
  ExtractExpression,
  FieldAccess,
  FrameBound,
  FunctionCall,
  InListExpression,
  InSubqueryExpression,
  IntervalExpression,
  IsNullExpression,
  JsonArrowExpression,
  LambdaExpression,
  LikeExpression,
  LogicalExpression,
  MapEntry,
  MapExpression,
  MatchExpression,
  NotExpression,
  NullLiteral,
  NumberLiteral,
  Parameter,
  SliceExpression,
  SortItem,
  StringLiteral,
  SubqueryExpression,
  SubscriptExpression,
  SystemVariable,
  TimestampArithmetic,
  UnaryExpression,
  UnitBoundary,
  UserVariable,
  WhenClause,
  WindowFrame,
  WindowSpecification,
} from './expression.ts'
import type {
  CommonTableExpression,
  DefaultValue,
  FileTableFunction,
  GroupingExpressions,
  GroupingSet,
  GroupingSets,
  Join,
  JoinRelation,
  LimitElement,
  NamedArgument,
  PivotAggregation,
  PivotClause,
  PivotValue,
  QualifyClause,
  Query,
  QueryPeriod,
  RelationGroup,
  SampleClause,
  Select,
  SelectExpression,
  SelectStar,
  SetOperation,
  SubqueryRelation,
  TableFunction,
  TableReference,
  ValuesRelation,
  ValuesRow,
} from './query.ts'
import type {
  SetKeyword,
  SetNames,
  SetPassword,
  SetStatement,
  SetSystemVariable,
  SetTransaction,
  SetUserVariable,
  UserIdentity,
} from './set.ts'
import type { DescFilesStatement, DescTableStatement, ShowCreateStatement, ShowStatement } from './show.ts'
import type {
  ColumnDefinition,
  CreateIndexStatement,
  CreateTableAsSelectStatement,
  CreateTableLikeStatement,
  CreateTableStatement,
  DefaultCurrentTimestamp,
  DefaultExpression,
  DefaultLiteral,
  DefaultNull,
  DropIndexStatement,
  DropTableStatement,
  ExpressionPartitionDesc,
  FixedRangePartition,
  HashDistributionDesc,
  IndexDesc,
  KeyDesc,
  LessThanPartition,
  ListPartition,
  ListPartitionDesc,
  MaxValue,
  MultiRangePartition,
  OrderByDesc,
  PartitionValue,
  RandomDistributionDesc,
  RangePartitionDesc,
  RollupDesc,
  SortKeyItem,
} from './table.ts'
import type {
  AdminSetConfigStatement,
  AdminShowConfigStatement,
  AdminShowReplicaStatement,
  BeginStatement,
  CancelAlterMaterializedViewStatement,
  CancelAlterTableStatement,
  CommitStatement,
  KillStatement,
  RawStatement,
  RecoverDatabaseStatement,
  RecoverPartitionStatement,
  RecoverTableStatement,
  RefreshTableStatement,
  RollbackStatement,
  SyncStatement,
  TruncateTableStatement,
} from './utility.ts'
import type {
  AlterMaterializedViewStatement,
  AlterViewDialectClause,
  AlterViewQueryClause,
  AlterViewSecurityClause,
  AlterViewStatement,
  CancelRefreshMaterializedViewStatement,
  CreateMaterializedViewStatement,
  CreateViewStatement,
  DropMaterializedViewStatement,
  DropViewStatement,
  RefreshMaterializedViewStatement,
  RefreshRange,
  RefreshSchemeDesc,
  StatusDesc,
  ViewColumn,
} from './view.ts'

/** Every kind of node of the syntax tree. */
export type AstNode =
  | QualifiedName
  | Property
  | PartitionNames
  | KeyPartitions
  | KeyPartition
  | BracketHint
  | SkewHint
  | ScalarType
  | ArrayType
  | MapType
  | StructType
  | StructField
  | AggStateType
  | AggStateArgument
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | DateLiteral
  | BinaryLiteral
  | UnitBoundary
  | Parameter
  | IntervalExpression
  | ColumnReference
  | UserVariable
  | SystemVariable
  | LogicalExpression
  | NotExpression
  | ArithmeticExpression
  | UnaryExpression
  | BinaryPrefixExpression
  | ComparisonExpression
  | IsNullExpression
  | InListExpression
  | InSubqueryExpression
  | BetweenExpression
  | LikeExpression
  | MatchExpression
  | ExistsExpression
  | SubqueryExpression
  | CastExpression
  | CaseExpression
  | WhenClause
  | ArrayExpression
  | MapExpression
  | MapEntry
  | SubscriptExpression
  | SliceExpression
  | FieldAccess
  | JsonArrowExpression
  | CollateExpression
  | LambdaExpression
  | FunctionCall
  | ExtractExpression
  | TimestampArithmetic
  | WindowSpecification
  | WindowFrame
  | FrameBound
  | SortItem
  | Query
  | CommonTableExpression
  | SetOperation
  | Select
  | SelectExpression
  | SelectStar
  | GroupingExpressions
  | GroupingSets
  | GroupingSet
  | QualifyClause
  | LimitElement
  | TableReference
  | QueryPeriod
  | SampleClause
  | SubqueryRelation
  | ValuesRelation
  | ValuesRow
  | DefaultValue
  | TableFunction
  | NamedArgument
  | FileTableFunction
  | JoinRelation
  | Join
  | RelationGroup
  | PivotClause
  | PivotAggregation
  | PivotValue
  | CreateTableStatement
  | CreateTableAsSelectStatement
  | CreateTableLikeStatement
  | ColumnDefinition
  | DefaultLiteral
  | DefaultNull
  | DefaultCurrentTimestamp
  | DefaultExpression
  | KeyDesc
  | OrderByDesc
  | SortKeyItem
  | IndexDesc
  | RollupDesc
  | HashDistributionDesc
  | RandomDistributionDesc
  | RangePartitionDesc
  | ListPartitionDesc
  | ExpressionPartitionDesc
  | PartitionValue
  | MaxValue
  | LessThanPartition
  | FixedRangePartition
  | MultiRangePartition
  | ListPartition
  | DropTableStatement
  | CreateIndexStatement
  | DropIndexStatement
  | AlterTableStatement
  | ColumnPosition
  | AddColumnClause
  | AddColumnsClause
  | DropColumnClause
  | ModifyColumnClause
  | ModifyColumnCommentClause
  | ColumnRenameClause
  | ReorderColumnsClause
  | AddFieldClause
  | DropFieldClause
  | CreateIndexClause
  | DropIndexClause
  | TableRenameClause
  | SwapTableClause
  | ModifyPropertiesClause
  | ModifyCommentClause
  | ModifyAutoIncrementClause
  | OptimizeClause
  | OptimizeRange
  | AddRollupClause
  | DropRollupClause
  | RollupRenameClause
  | CompactionClause
  | AddPartitionClause
  | DropPartitionClause
  | TruncatePartitionClause
  | ModifyPartitionClause
  | ModifyPartitionDistributionClause
  | ReplacePartitionClause
  | PartitionRenameClause
  | DropPersistentIndexClause
  | SplitTabletClause
  | PartitionColumnsClause
  | CreateReferenceClause
  | Retention
  | DropReferenceClause
  | TableOperationClause
  | ViewColumn
  | CreateViewStatement
  | DropViewStatement
  | AlterViewStatement
  | AlterViewQueryClause
  | AlterViewSecurityClause
  | AlterViewDialectClause
  | CreateMaterializedViewStatement
  | RefreshSchemeDesc
  | DropMaterializedViewStatement
  | AlterMaterializedViewStatement
  | StatusDesc
  | RefreshRange
  | RefreshMaterializedViewStatement
  | CancelRefreshMaterializedViewStatement
  | CreateDatabaseStatement
  | DropDatabaseStatement
  | AlterDatabaseStatement
  | DatabaseRenameClause
  | DatabaseQuotaClause
  | DatabaseSetClause
  | UseDatabaseStatement
  | UseCatalogStatement
  | SetCatalogStatement
  | ExplainDesc
  | OptimizerTrace
  | QueryStatement
  | Outfile
  | InsertStatement
  | InsertTable
  | InsertFiles
  | InsertBlackhole
  | InsertValues
  | UpdateStatement
  | Assignment
  | DeleteStatement
  | ShowStatement
  | ShowCreateStatement
  | DescTableStatement
  | DescFilesStatement
  | SetStatement
  | SetNames
  | SetPassword
  | UserIdentity
  | SetUserVariable
  | SetSystemVariable
  | SetKeyword
  | SetTransaction
  | RecoverDatabaseStatement
  | RecoverTableStatement
  | RecoverPartitionStatement
  | TruncateTableStatement
  | CancelAlterTableStatement
  | CancelAlterMaterializedViewStatement
  | RefreshTableStatement
  | BeginStatement
  | CommitStatement
  | RollbackStatement
  | KillStatement
  | SyncStatement
  | AdminSetConfigStatement
  | AdminShowConfigStatement
  | AdminShowReplicaStatement
  | RawStatement
  | AdministrationNode

export type AstKind = AstNode['kind']

/** The interface of a kind: `NodeOfKind<'KeyDesc'>` is `KeyDesc`. */
export type NodeOfKind<K extends AstKind> = Extract<AstNode, { readonly kind: K }>
