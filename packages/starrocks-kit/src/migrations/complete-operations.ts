import { partitionReplication } from '../schema/partitions/replication.ts'
import { capabilitiesOf } from '../schema/capabilities.ts'
import { applyOperation } from '../operations/index.ts'
import type { Operation, OperationKind, OperationOf, StatementContext } from '../operations/index.ts'
import { defaultProperty } from '../schema/normalize/properties.ts'
import { findClusterObject } from '../schema/index.ts'
import { effectiveSortKey } from '../schema/sort-key.ts'
import { findMaterializedView, findTable, findView, ownEntry } from '../schema/state.ts'
import type { SchemaState } from '../schema/types/schema-state.ts'
import type { Column } from '../schema/types/column.ts'
import type { ColumnPosition } from '../operations/types/column.ts'
import type { MaterializedView } from '../schema/types/materialized-view.ts'
import type { ObjectName } from '../schema/types/names.ts'
import type { Properties } from '../schema/types/properties.ts'
import type { Table } from '../schema/types/table.ts'
import { compact } from '../util/compact.ts'

type Completer<K extends OperationKind> = (
  operation: OperationOf<K>,
  state: SchemaState,
  context: StatementContext,
) => OperationOf<K>

/**
 * Operations of a revision file say what is wanted, not what was there before. What was there decides how a change is made (a column's comment
 * alone needs no job), how dangerous it is and how it is undone: it is taken from the schema that the revisions before have made.
 */
export function completeOperations(
  operations: readonly Operation[],
  from: SchemaState,
  context: StatementContext,
): readonly Operation[] {
  let state = from
  return operations.map((operation) => {
    const completed = completeOperation(operation, state, context)
    const result = applyOperation(state, completed, context)
    // What is refused here, the plan reports.
    if (result.kind === 'applied') ({ state } = result)
    return completed
  })
}

/** What an operation does not say itself, from the state before it; what the state does not know stays open. */
function completeOperation(operation: Operation, state: SchemaState, context: StatementContext): Operation {
  // The record has a completer for exactly this kind; the compiler cannot follow that through the index.
  const complete = COMPLETERS[operation.kind] as Completer<OperationKind>
  return complete(operation, state, context)
}

const asItIs = <T>(operation: T): T => operation

/** Every kind has its place here, so that a new one is not forgotten. What the operation says itself comes last, and so counts. */
const COMPLETERS: { readonly [K in OperationKind]: Completer<K> } = {
  CreateDatabase: asItIs,
  DropDatabase: asItIs,
  CreateTable: asItIs,
  DropTable: (operation, state) => ({ ...compact({ definition: findTable(state, operation.table) }), ...operation }),
  RenameTable: asItIs,
  SwapTable: asItIs,
  ReplaceTable: asItIs,
  ModifyTableComment: (operation, state) => ({
    ...compact({ from: findTable(state, operation.table)?.comment }),
    ...operation,
  }),
  ModifyTableProperties: (operation, state, context) => ({
    ...operation,
    from: { ...valuesOf(findTable(state, operation.table), operation.to, context), ...operation.from },
  }),
  ModifyDistribution: (operation, state) => ({
    ...compact({ from: findTable(state, operation.table)?.distribution }),
    ...operation,
  }),
  ModifySortKey: (operation, state) => {
    const table = findTable(state, operation.table)
    return { ...compact({ from: table === undefined ? undefined : effectiveSortKey(table) }), ...operation }
  },
  AddColumn: asItIs,
  DropColumn: (operation, state) => ({ ...columnBefore(state, operation.table, operation.column), ...operation }),
  ModifyColumn: (operation, state) => {
    const before = columnBefore(state, operation.table, operation.to.name)
    const { definition: from, position, key } = before
    return {
      ...compact({ from, fromPosition: operation.position === undefined ? undefined : position, key }),
      ...operation,
    }
  },
  RenameColumn: asItIs,
  ReorderColumns: (operation, state) => ({
    ...compact({ from: findTable(state, operation.table)?.columns.map(({ name }) => name) }),
    ...operation,
  }),
  AddIndex: asItIs,
  DropIndex: (operation, state) => ({
    ...compact({ definition: entryOf(findTable(state, operation.table)?.indexes, operation.index) }),
    ...operation,
  }),
  AddRollup: asItIs,
  DropRollup: (operation, state) => ({
    ...compact({ definition: entryOf(findTable(state, operation.table)?.rollups, operation.rollup) }),
    ...operation,
  }),
  AddPartition: asItIs,
  DropPartition: (operation, state) => ({
    ...compact({ definition: partitionBefore(findTable(state, operation.table), operation.partition) }),
    ...operation,
  }),
  ModifyPartitionProperties: (operation, state, { target }) => {
    const table = findTable(state, operation.table)
    const partition = partitionBefore(table, operation.partition)
    if (table === undefined || partition === undefined || partition.kind === 'batch') return operation
    const before = {
      ...partition.properties,
      replication_num: partitionReplication(partition, table, capabilitiesOf(target)),
    }
    const known = Object.entries(before).filter(([name]) => Object.hasOwn(operation.to, name))
    return { ...operation, from: { ...Object.fromEntries(known), ...operation.from } }
  },
  InsertRows: asItIs,
  CopyRows: asItIs,
  CheckRowCounts: asItIs,
  CreateView: asItIs,
  AlterView: (operation, state) => ({ ...compact({ from: findView(state, operation.view) }), ...operation }),
  ReplaceView: asItIs,
  DropView: (operation, state) => ({ ...compact({ definition: findView(state, operation.view) }), ...operation }),
  CreateMaterializedView: asItIs,
  DropMaterializedView: (operation, state) => ({
    ...compact({ definition: findMaterializedView(state, operation.view) }),
    ...operation,
  }),
  RenameMaterializedView: asItIs,
  SwapMaterializedView: asItIs,
  ModifyRefreshScheme: (operation, state) => ({
    ...compact({ from: findMaterializedView(state, operation.view)?.refresh }),
    ...operation,
  }),
  ModifyMaterializedViewProperties: (operation, state, context) => ({
    ...operation,
    from: { ...valuesOf(findMaterializedView(state, operation.view), operation.to, context), ...operation.from },
  }),
  SetMaterializedViewState: asItIs,
  RefreshMaterializedView: asItIs,
  ReplaceMaterializedView: asItIs,
  CreateClusterObject: asItIs,
  AlterClusterObject: (operation, state) => ({
    ...compact({ from: findClusterObject(state, operation.to) }),
    ...operation,
  }),
  ReplaceClusterObject: asItIs,
  DropClusterObject: (operation, state) => ({
    ...compact({ definition: findClusterObject(state, operation.object) }),
    ...operation,
  }),
  ExecuteSql: asItIs,
  RunDataStep: asItIs,
}

function entryOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record === undefined ? undefined : ownEntry(record, name)
}

/** The present values of the properties that are to change: those that are not set have their defaults, where these are known. */
function valuesOf(
  object: Table | MaterializedView | undefined,
  changed: Properties,
  { target }: StatementContext,
): Properties {
  if (object === undefined) return {}
  return Object.fromEntries(
    Object.keys(changed).flatMap((name) => {
      const value = ownEntry(object.properties, name) ?? defaultProperty(name, object, target)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function partitionBefore(
  table: Table | undefined,
  name: string,
): NonNullable<Table['partitioning']>['partitions'][number] | undefined {
  return table?.partitioning?.partitions.find((partition) => partition.kind !== 'batch' && partition.name === name)
}

interface ColumnBefore {
  readonly definition?: Column
  readonly key?: true
  readonly position?: ColumnPosition
}

/** Names of columns are the same in any case of letters. */
function columnBefore(state: SchemaState, name: ObjectName, column: string): ColumnBefore {
  const table = findTable(state, name)
  if (table === undefined) return {}
  const isColumn = (other: string): boolean => other.toLowerCase() === column.toLowerCase()
  const index = table.columns.findIndex((candidate) => isColumn(candidate.name))
  if (index === -1) return {}
  const previous = table.columns[index - 1]
  return compact({
    definition: table.columns[index],
    key: table.key?.columns.some(isColumn) === true ? (true as const) : undefined,
    position: previous === undefined ? { first: true as const } : { after: previous.name },
  })
}
