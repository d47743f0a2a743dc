import type {
  AlterMaterializedViewStatement,
  AlterTableClause,
  AlterViewStatement,
  ColumnDefinition,
  CreateTableStatement,
  NodeBase,
  Statement,
} from '../language/index.ts'
import {
  columnFromDefinition,
  databaseNameFromAst,
  distributionFromDesc,
  findTable,
  findView,
  indexFromDesc,
  materializedViewFromStatement,
  objectNameFromAst,
  partitionFromAst,
  propertiesFromAst,
  refreshFromDesc,
  rollupFromDesc,
  sortKeyFromDesc,
  tableFromStatement,
  viewFromStatement,
} from '../schema/index.ts'
import type { ObjectName, SchemaState, Table } from '../schema/index.ts'
import { viewColumns } from '../schema/from-ast/view.ts'
import { sqlTextFromQuery } from '../schema/from-ast/sql-text.ts'
import type { Operation } from './operation.ts'
import type { ColumnPosition } from './types/column.ts'

/** Where a statement would run. */
export interface StatementPlace {
  readonly currentDatabase: string
  /** The schema before it, as far as it is known. */
  readonly state: SchemaState
}

/**
 * The operations that say what a statement says; undefined for what the vocabulary does not know, or knows with less than the statement says (IF NOT EXISTS,
 * FORCE, TEMPORARY ...): such a statement has to run as it is written.
 */
export function operationsFromStatement(statement: Statement, place: StatementPlace): readonly Operation[] | undefined {
  switch (statement.kind) {
    case 'CreateDatabaseStatement':
      return hasOnly(statement, ['name', 'properties'])
        ? [
            {
              kind: 'CreateDatabase',
              ...databaseNameFromAst(statement.name, {}),
              properties: propertiesFromAst(statement.properties),
            },
          ]
        : undefined
    case 'DropDatabaseStatement':
      return hasOnly(statement, ['name'])
        ? [{ kind: 'DropDatabase', ...databaseNameFromAst(statement.name, {}), properties: {} }]
        : undefined
    case 'CreateTableStatement':
      return about(statement, place, CREATE_TABLE, (table) => createTable(table, statement))
    case 'DropTableStatement':
      return about(statement, place, ['name'], (table) => [{ kind: 'DropTable', table }])
    case 'AlterTableStatement':
      return about(statement, place, ['name', 'clauses'], (name) =>
        all(statement.clauses.map((clause) => alterTable(name, clause, findTable(place.state, name)))),
      )
    case 'CreateIndexStatement': {
      const table = objectNameFromAst(statement.table, place)
      return table === undefined ? undefined : [{ kind: 'AddIndex', table, index: indexFromDesc(statement.index) }]
    }
    case 'DropIndexStatement': {
      const table = objectNameFromAst(statement.table, place)
      return table === undefined ? undefined : [{ kind: 'DropIndex', table, index: statement.name }]
    }
    case 'CreateViewStatement':
      return about(statement, place, ['orReplace', 'name', 'columns', 'comment', 'security', 'query'], (view) => [
        {
          kind: 'CreateView',
          view,
          definition: viewFromStatement(statement),
          ...(statement.orReplace === true ? { orReplace: true } : {}),
        },
      ])
    case 'AlterViewStatement':
      return about(statement, place, ['name', 'clause'], (view) => alterView(view, statement, place))
    case 'DropViewStatement':
      return about(statement, place, ['name'], (view) => [{ kind: 'DropView', view }])
    case 'CreateMaterializedViewStatement':
      return about(statement, place, CREATE_MATERIALIZED_VIEW, (view) => [
        { kind: 'CreateMaterializedView', view, definition: materializedViewFromStatement(statement) },
      ])
    case 'AlterMaterializedViewStatement':
      return about(statement, place, ['name', 'clause'], (view) => alterMaterializedView(view, statement))
    case 'DropMaterializedViewStatement':
      return about(statement, place, ['name'], (view) => [{ kind: 'DropMaterializedView', view }])
    case 'RefreshMaterializedViewStatement':
      return about(statement, place, ['name', 'force', 'mode'], (view) => [
        {
          kind: 'RefreshMaterializedView',
          view,
          ...(statement.force === true ? { force: true } : {}),
          ...(statement.mode === 'SYNC' ? { sync: true } : {}),
        },
      ])
    default:
      return undefined
  }
}

type Written<T> = Exclude<keyof T, keyof NodeBase | 'kind'> & string

const CREATE_TABLE: readonly Written<CreateTableStatement>[] = [
  'name',
  'columns',
  'indexes',
  'engine',
  'key',
  'comment',
  'partition',
  'distribution',
  'orderBy',
  'rollups',
  'properties',
]
const CREATE_MATERIALIZED_VIEW = [
  'name',
  'columns',
  'indexes',
  'comment',
  'partitionBy',
  'distribution',
  'orderBy',
  'refresh',
  'properties',
  'query',
] as const

/** Whether nothing else is written in a node. */
function hasOnly<T extends NodeBase>(node: T, keys: readonly Written<T>[]): boolean {
  const known: ReadonlySet<string> = new Set(['kind', 'span', ...keys])
  return Object.entries(node).every(([key, value]) => known.has(key) || value === undefined)
}

function about<T extends NodeBase & { readonly name: Parameters<typeof objectNameFromAst>[0] }>(
  statement: T,
  { currentDatabase }: StatementPlace,
  keys: readonly Written<T>[],
  operations: (name: ObjectName) => readonly Operation[] | undefined,
): readonly Operation[] | undefined {
  const name = objectNameFromAst(statement.name, { currentDatabase })
  return name === undefined || !hasOnly(statement, keys) ? undefined : operations(name)
}

/** Half of a statement is no statement. */
function all(parts: readonly (readonly Operation[] | undefined)[]): readonly Operation[] | undefined {
  const known = parts.filter((part) => part !== undefined)
  return known.length === parts.length ? known.flat() : undefined
}

function createTable(table: ObjectName, statement: CreateTableStatement): readonly Operation[] | undefined {
  const definition = tableFromStatement(statement)
  const isPlain = definition.engine === undefined && statement.columns.every(isKnownColumn)
  return isPlain ? [{ kind: 'CreateTable', table, definition }] : undefined
}

/** A character set has no place in a column of a model, and MODIFY COLUMN may leave out the type. */
function isKnownColumn({ charset, type }: ColumnDefinition): boolean {
  return charset === undefined && type !== undefined
}

function positionOf(position: Extract<AlterTableClause, { kind: 'AddColumnClause' }>['position']): {
  readonly position?: ColumnPosition
} {
  if (position === undefined) return {}
  if (position.first === true) return { position: { first: true } }
  return position.after === undefined ? {} : { position: { after: position.after } }
}

const keyFlag = ({ key }: ColumnDefinition): { readonly key?: true } => (key === true ? { key } : {})

function alterTable(
  table: ObjectName,
  clause: AlterTableClause,
  known: Table | undefined,
): readonly Operation[] | undefined {
  switch (clause.kind) {
    case 'AddColumnClause': {
      const { column, position } = clause
      if (!hasOnly(clause, ['column', 'position']) || !isKnownColumn(column)) return undefined
      const placed = { ...keyFlag(column), ...positionOf(position) }
      return [{ kind: 'AddColumn', table, column: columnFromDefinition(column), ...placed }]
    }
    case 'AddColumnsClause':
      if (!hasOnly(clause, ['columns']) || !clause.columns.every(isKnownColumn)) return undefined
      return clause.columns.map((column) => ({
        kind: 'AddColumn',
        table,
        column: columnFromDefinition(column),
        ...keyFlag(column),
      }))
    case 'DropColumnClause':
      return hasOnly(clause, ['name']) ? [{ kind: 'DropColumn', table, column: clause.name }] : undefined
    case 'ModifyColumnClause': {
      const { column, position } = clause
      if (!hasOnly(clause, ['column', 'position']) || !isKnownColumn(column)) return undefined
      const placed = { ...keyFlag(column), ...positionOf(position) }
      return [{ kind: 'ModifyColumn', table, to: columnFromDefinition(column), ...placed }]
    }
    case 'ModifyColumnCommentClause': {
      const column = known?.columns.find(({ name }) => name.toLowerCase() === clause.name.toLowerCase())
      if (column === undefined) return undefined
      const { comment: _, ...rest } = column
      const to = clause.comment === '' ? rest : { ...rest, comment: clause.comment }
      const isKey = known?.key !== undefined && known.key.type !== 'PRIMARY' && known.key.columns.includes(column.name)
      return [{ kind: 'ModifyColumn', table, from: column, to, ...(isKey ? { key: true } : {}) }]
    }
    case 'ColumnRenameClause':
      return [{ kind: 'RenameColumn', table, from: clause.name, to: clause.newName }]
    case 'ReorderColumnsClause':
      return hasOnly(clause, ['orderBy']) ? orderBy(table, clause, known) : undefined
    case 'CreateIndexClause':
      return [{ kind: 'AddIndex', table, index: indexFromDesc(clause.index) }]
    case 'DropIndexClause':
      return [{ kind: 'DropIndex', table, index: clause.name }]
    case 'TableRenameClause':
      return [{ kind: 'RenameTable', table, to: clause.newName }]
    case 'SwapTableClause':
      return [{ kind: 'SwapTable', table, with: clause.name }]
    case 'ModifyPropertiesClause':
      return [{ kind: 'ModifyTableProperties', table, from: {}, to: propertiesFromAst(clause.properties) }]
    case 'ModifyCommentClause':
      return [{ kind: 'ModifyTableComment', table, ...(clause.comment === '' ? {} : { to: clause.comment }) }]
    case 'OptimizeClause':
      if (clause.distribution === undefined || !hasOnly(clause, ['distribution'])) return undefined
      return [{ kind: 'ModifyDistribution', table, to: distributionFromDesc(clause.distribution) }]
    case 'AddRollupClause':
      return clause.rollups.map((rollup) => ({ kind: 'AddRollup', table, rollup: rollupFromDesc(rollup) }))
    case 'DropRollupClause':
      return clause.names.map((rollup) => ({ kind: 'DropRollup', table, rollup }))
    case 'AddPartitionClause':
      if (!hasOnly(clause, ['partition'])) return undefined
      return [{ kind: 'AddPartition', table, partition: partitionFromAst(clause.partition, partitionWidth(known)) }]
    case 'DropPartitionClause':
      if (clause.names === undefined || !hasOnly(clause, ['names'])) return undefined
      return clause.names.map((partition) => ({ kind: 'DropPartition', table, partition }))
    default:
      return undefined
  }
}

/** With all columns it is their order, otherwise the sort key; PRIMARY KEY tables know the sort key only. */
function orderBy(
  table: ObjectName,
  clause: Extract<AlterTableClause, { kind: 'ReorderColumnsClause' }>,
  known: Table | undefined,
): readonly Operation[] | undefined {
  const { items } = clause.orderBy
  if (known === undefined) return undefined
  if (known.key?.type !== 'PRIMARY' && items.length === known.columns.length)
    return [{ kind: 'ReorderColumns', table, to: items.map(({ column }) => column) }]
  return [{ kind: 'ModifySortKey', table, to: sortKeyFromDesc(clause.orderBy) }]
}

function partitionWidth(table: Table | undefined): number {
  return table?.partitioning !== undefined && 'columns' in table.partitioning ? table.partitioning.columns.length : 1
}

function alterView(
  view: ObjectName,
  { clause }: AlterViewStatement,
  { state }: StatementPlace,
): readonly Operation[] | undefined {
  const known = findView(state, view)
  if (clause.kind === 'AlterViewQueryClause') {
    const query = sqlTextFromQuery(clause.query)
    const security = known?.security === undefined ? {} : { security: known.security }
    return [
      {
        kind: 'AlterView',
        view,
        ...(known === undefined ? {} : { from: known }),
        to: { kind: 'View', name: view.name, ...viewColumns(clause.columns), ...security, query },
      },
    ]
  }
  if (clause.kind !== 'AlterViewSecurityClause' || known === undefined) return undefined
  const { security: _, ...rest } = known
  return [
    { kind: 'AlterView', view, from: known, to: clause.security === 'NONE' ? rest : { ...rest, security: 'INVOKER' } },
  ]
}

function alterMaterializedView(
  view: ObjectName,
  { clause }: AlterMaterializedViewStatement,
): readonly Operation[] | undefined {
  switch (clause.kind) {
    case 'RefreshSchemeDesc':
      return [{ kind: 'ModifyRefreshScheme', view, to: refreshFromDesc(clause) }]
    case 'TableRenameClause':
      return [{ kind: 'RenameMaterializedView', view, to: clause.newName }]
    case 'SwapTableClause':
      return [{ kind: 'SwapMaterializedView', view, with: clause.name }]
    case 'ModifyPropertiesClause':
      return [{ kind: 'ModifyMaterializedViewProperties', view, from: {}, to: propertiesFromAst(clause.properties) }]
    case 'StatusDesc':
      return [{ kind: 'SetMaterializedViewState', view, state: clause.status }]
  }
}
