import { replacementName, retiredName, shadowName, sibling } from '../operations/index.ts'
import type { Operation, OperationKind, OperationOf } from '../operations/index.ts'
import { databaseKey, findMaterializedView, findView } from '../schema/state.ts'
import { queryDependencies } from '../schema/resolve-query/dependencies.ts'
import { clusterRules, findClusterObject } from '../schema/index.ts'
import type { ClusterObject, ObjectName, SchemaState, SqlText } from '../schema/index.ts'

/** What an operation has to do with objects, as far as that decides its place among others. */
export interface Footprint {
  /** Objects that it changes, under any name that they have before or after: operations that share one keep their order. */
  readonly touches: readonly ObjectName[]
  /** Objects that exist, or mean something new, from here on. */
  readonly provides: readonly ObjectName[]
  /** Objects that have to be there. */
  readonly reads: readonly ObjectName[]
  /** Objects that it no longer reads. */
  readonly releases: readonly ObjectName[]
  /** Objects that are gone. */
  readonly removes: readonly ObjectName[]
  /** Two objects exchange names: what a query that reads one of them finds is another table from here on. */
  readonly swaps?: true
  /** Keys of databases that are created or dropped. */
  readonly createsDatabase?: string
  readonly dropsDatabase?: string
}

export interface FootprintContext {
  readonly from: SchemaState
  readonly defaultDatabase: string
}

const NONE: Footprint = { touches: [], provides: [], reads: [], releases: [], removes: [] }

/**
 * What a query reads. A name without a database is looked up where the statement runs, and also in the view's own database: a server that keeps the text as
 * it was written does not say which of the two it was. One candidate too many does no harm to the order.
 */
function readBy(view: ObjectName, query: SqlText | undefined, context: FootprintContext): readonly ObjectName[] {
  if (query === undefined) return []
  const places = [...new Set([context.defaultDatabase, view.database])]
  return places.flatMap((currentDatabase) => queryDependencies(query, { currentDatabase }))
}

/** Tables that an object beside databases writes to. */
function tablesOf(object: ClusterObject | undefined): readonly ObjectName[] {
  return object === undefined ? [] : (clusterRules(object.kind).tables?.(object) ?? [])
}

function change(table: ObjectName): Footprint {
  return { ...NONE, touches: [table] }
}

function rename(from: ObjectName, to: string): Footprint {
  const renamed = sibling(from, to)
  return { ...NONE, touches: [from, renamed], provides: [renamed] }
}

function swap(name: ObjectName, other: string): Footprint {
  const names = [name, sibling(name, other)]
  return { ...NONE, touches: names, provides: names, swaps: true }
}

function defineView(
  view: ObjectName,
  before: SqlText | undefined,
  after: SqlText,
  context: FootprintContext,
): Footprint {
  return {
    ...NONE,
    touches: [view],
    provides: [view],
    reads: readBy(view, after, context),
    releases: readBy(view, before, context),
  }
}

function dropView(view: ObjectName, before: SqlText | undefined, context: FootprintContext): Footprint {
  return { ...NONE, touches: [view], releases: readBy(view, before, context), removes: [view] }
}

const footprints: {
  readonly [K in OperationKind]: (operation: OperationOf<K>, context: FootprintContext) => Footprint
} = {
  CreateDatabase: ({ database, catalog }) => ({ ...NONE, createsDatabase: databaseKey(database, catalog) }),
  DropDatabase: ({ database, catalog }) => ({ ...NONE, dropsDatabase: databaseKey(database, catalog) }),
  CreateTable: ({ table }) => ({ ...change(table), provides: [table] }),
  DropTable: ({ table }) => ({ ...change(table), removes: [table] }),
  RenameTable: ({ table, to }) => rename(table, to),
  SwapTable: (operation) => swap(operation.table, operation.with),
  ReplaceTable: ({ table }) => ({ ...change(table), touches: [table, shadowName(table), retiredName(table)] }),
  ModifyTableComment: ({ table }) => change(table),
  ModifyTableProperties: ({ table }) => change(table),
  ModifyDistribution: ({ table }) => change(table),
  ModifySortKey: ({ table }) => change(table),
  AddColumn: ({ table }) => change(table),
  DropColumn: ({ table }) => change(table),
  ModifyColumn: ({ table }) => change(table),
  RenameColumn: ({ table }) => change(table),
  ReorderColumns: ({ table }) => change(table),
  AddIndex: ({ table }) => change(table),
  DropIndex: ({ table }) => change(table),
  AddRollup: ({ table }) => change(table),
  DropRollup: ({ table }) => change(table),
  AddPartition: ({ table }) => change(table),
  DropPartition: ({ table }) => change(table),
  ModifyPartitionProperties: ({ table }) => change(table),
  InsertRows: ({ table }) => change(table),
  CopyRows: ({ table, from }) => ({ ...NONE, touches: [table, sibling(table, from)] }),
  CheckRowCounts: (operation) => ({ ...NONE, touches: [operation.table, sibling(operation.table, operation.with)] }),
  CreateView: ({ view, definition }, context) => defineView(view, undefined, definition.query, context),
  AlterView: ({ view, from, to }, context) =>
    defineView(view, (from ?? findView(context.from, view))?.query, to.query, context),
  ReplaceView: ({ view, from, to }, context) => defineView(view, from.query, to.query, context),
  DropView: ({ view, definition }, context) =>
    dropView(view, (definition ?? findView(context.from, view))?.query, context),
  CreateMaterializedView: ({ view, definition }, context) => defineView(view, undefined, definition.query, context),
  DropMaterializedView: ({ view, definition }, context) =>
    dropView(view, (definition ?? findMaterializedView(context.from, view))?.query, context),
  RenameMaterializedView: ({ view, to }) => rename(view, to),
  SwapMaterializedView: (operation) => swap(operation.view, operation.with),
  ModifyRefreshScheme: ({ view }) => change(view),
  ModifyMaterializedViewProperties: ({ view }) => change(view),
  SetMaterializedViewState: ({ view }) => change(view),
  RefreshMaterializedView: ({ view }) => change(view),
  ReplaceMaterializedView: ({ view, from, to }, context) => {
    const footprint = defineView(view, from.query, to.query, context)
    return { ...footprint, touches: [view, replacementName(view)] }
  },
  // Nobody knows what it touches: the order cuts the list here.
  CreateClusterObject: ({ object }) => ({ ...NONE, reads: tablesOf(object) }),
  AlterClusterObject: ({ to }) => ({ ...NONE, reads: tablesOf(to) }),
  ReplaceClusterObject: () => NONE,
  DropClusterObject: ({ object, definition }, { from }) => ({
    ...NONE,
    releases: tablesOf(definition ?? findClusterObject(from, object)),
  }),
  ExecuteSql: () => NONE,
  RunDataStep: () => NONE,
}

export function footprintOf(operation: Operation, context: FootprintContext): Footprint {
  // The kind picks the function of just this operation, which the type checker cannot follow through a union.
  const footprint = footprints[operation.kind] as (operation: Operation, context: FootprintContext) => Footprint
  return footprint(operation, context)
}
