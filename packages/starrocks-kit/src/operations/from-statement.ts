import type {
  AlterMaterializedViewStatement,
  AlterViewStatement,
  CreateTableStatement,
  NodeBase,
  Statement,
} from '../language/index.ts'
import {
  databaseNameFromAst,
  findTable,
  findView,
  indexFromDesc,
  materializedViewFromStatement,
  objectNameFromAst,
  propertiesFromAst,
  refreshFromDesc,
  tableFromStatement,
  viewFromStatement,
} from '../schema/index.ts'
import type { ObjectName, SchemaState } from '../schema/index.ts'
import { viewColumns } from '../schema/from-ast/view.ts'
import { sqlTextFromQuery } from '../schema/from-ast/sql-text.ts'
import type { Operation } from './operation.ts'
import { alterTable, isKnownColumn } from './from-alter-table.ts'
import { hasOnly } from './has-only.ts'
import type { Written } from './has-only.ts'

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
