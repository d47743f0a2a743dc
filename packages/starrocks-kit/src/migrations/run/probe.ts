import { diffSchemas } from '../../diff/index.ts'
import { operationObject } from '../../operations/index.ts'
import type { InsertRows, Operation, OperationKind, OperationOf } from '../../operations/index.ts'
import type { PlanStep } from '../../plan/index.ts'
import { findAsRead, findClusterObject, sameClusterObject } from '../../schema/index.ts'
import type { ClusterName, ClusterObject } from '../../schema/index.ts'
import { findDatabase, findTable, sameObjectName, schemaObjects } from '../../schema/state.ts'
import type { ObjectName, SchemaState, Target } from '../../schema/index.ts'

/** What became of a statement whose outcome nobody has seen. */
export type Outcome =
  /** The object is as it was before: it can be sent. */
  | 'notStarted'
  /** It leaves nothing that could be told from what was before, and a second time does no harm: it can be sent. */
  | 'repeatable'
  /** Its job is at work. */
  | 'running'
  /** The object is as the statement leaves it. */
  | 'done'
  /** Neither: somebody else has changed the object, or it cannot be told from the schema. */
  | 'foreign'

/** The schema that should be there before and after a statement, and the one that is. */
export interface Evidence {
  readonly before: SchemaState
  readonly after: SchemaState
  readonly live: SchemaState
  readonly target: Target
  readonly defaultDatabase: string
}

/** What of the schema tells whether an operation was carried out. */
type Trace =
  | {
      readonly kind: 'objects'
      readonly objects: readonly ObjectName[]
      /** Only differences of these columns, and of the whole object. */
      readonly columns?: readonly string[]
      /** Only differences of these kinds, and of the whole object. */
      readonly differences?: readonly OperationKind[]
      /** Carrying it out a second time does no harm: what leaves no trace may be repeated. */
      readonly repeatable?: true
    }
  /** All objects that the statement changes. */
  | { readonly kind: 'statement' }
  | { readonly kind: 'fact'; readonly objects: readonly ObjectName[]; readonly holds: (state: SchemaState) => boolean }
  /** It changes nothing, or nothing that a second time would change again. */
  | { readonly kind: 'repeatable' }
  /** It changes rows, which a schema does not tell; a second time does no harm when this holds. */
  | { readonly kind: 'rows'; readonly repeatableWhen: (state: SchemaState) => boolean }
  | { readonly kind: 'none' }
  /** An object beside databases. */
  | { readonly kind: 'cluster'; readonly object: ClusterName }

const whole = (...objects: readonly ObjectName[]): Trace => ({ kind: 'objects', objects })
const attribute = (object: ObjectName, ...kinds: readonly OperationKind[]): Trace => ({
  kind: 'objects',
  objects: [object],
  differences: kinds,
  repeatable: true,
})
const columns = (table: ObjectName, ...names: readonly string[]): Trace => ({
  kind: 'objects',
  objects: [table],
  columns: names,
  differences: ['AddColumn', 'DropColumn', 'ModifyColumn', 'RenameColumn'],
})
const hasDatabase =
  (name: { readonly database: string; readonly catalog?: string }) =>
  (state: SchemaState): boolean =>
    findDatabase(state, name) !== undefined
const hasPartition =
  (table: ObjectName, name: string) =>
  (state: SchemaState): boolean => {
    const partitioning = findTable(state, table)?.partitioning
    const partitions = partitioning !== undefined && 'partitions' in partitioning ? (partitioning.partitions ?? []) : []
    return partitions.some((partition) => 'name' in partition && partition.name === name)
  }

/** A comparison leaves rollups alone that are not declared, and the server tells of some the name only: whether there is one of the name decides. */
const rollupTrace = (table: ObjectName, name: string): Trace => ({
  kind: 'fact',
  objects: [table, { ...table, name }],
  holds: (state) => {
    const known = [findTable(state, table)?.rollups, findDatabase(state, table)?.unsupported]
    return known.some((found) => Object.keys(found ?? {}).some((key) => key.toLowerCase() === name.toLowerCase()))
  },
})

const hasUniqueRows =
  (table: ObjectName) =>
  (state: SchemaState): boolean => {
    const type = findTable(state, table)?.key?.type
    return type === 'PRIMARY' || type === 'UNIQUE'
  }

/** The same rows again take the place of the first ones when they bring their whole key, and no value that is another one each time. */
function replacesItself(
  state: SchemaState,
  table: ObjectName,
  given: readonly string[],
  rows: InsertRows['rows'],
): boolean {
  const key = findTable(state, table)?.key?.columns ?? []
  return (
    hasUniqueRows(table)(state) &&
    key.every((column) => given.includes(column)) &&
    rows.every((row) => row.every((value) => typeof value !== 'object' || value === null || isConstant(value.sql)))
  )
}

const isConstant = (sql: string): boolean => /^-?\d+$/u.test(sql)

/** A new kind of operation breaks the build here until it says what it leaves behind. */
const TRACES: { readonly [K in OperationKind]: (operation: OperationOf<K>) => Trace } = {
  CreateDatabase: (operation) => ({ kind: 'fact', objects: [], holds: hasDatabase(operation) }),
  DropDatabase: (operation) => ({ kind: 'fact', objects: [], holds: hasDatabase(operation) }),
  CreateTable: ({ table }) => whole(table),
  DropTable: ({ table }) => whole(table),
  RenameTable: ({ table, to }) => whole(table, { ...table, name: to }),
  SwapTable: (operation) => whole(operation.table, { ...operation.table, name: operation.with }),
  ReplaceTable: () => ({ kind: 'statement' }),
  ModifyTableComment: ({ table }) => attribute(table, 'ModifyTableComment'),
  ModifyTableProperties: ({ table }) => attribute(table, 'ModifyTableProperties'),
  ModifyDistribution: ({ table }) => attribute(table, 'ModifyDistribution'),
  ModifySortKey: ({ table }) => attribute(table, 'ModifySortKey'),
  AddColumn: ({ table, column }) => columns(table, column.name),
  DropColumn: ({ table, column }) => columns(table, column),
  ModifyColumn: ({ table, to }) => ({ ...columns(table, to.name), repeatable: true }),
  RenameColumn: ({ table, from, to }) => columns(table, from, to),
  ReorderColumns: ({ table }) => attribute(table, 'ReorderColumns'),
  AddIndex: ({ table }) => ({ kind: 'objects', objects: [table], differences: ['AddIndex', 'DropIndex'] }),
  DropIndex: ({ table }) => ({ kind: 'objects', objects: [table], differences: ['AddIndex', 'DropIndex'] }),
  AddRollup: ({ table, rollup }) => rollupTrace(table, rollup.name),
  DropRollup: ({ table, rollup }) => rollupTrace(table, rollup),
  AddPartition: ({ table, partition }) =>
    'name' in partition
      ? { kind: 'fact', objects: [table], holds: hasPartition(table, partition.name) }
      : { kind: 'none' },
  DropPartition: ({ table, partition }) => ({ kind: 'fact', objects: [table], holds: hasPartition(table, partition) }),
  // The same values again change nothing.
  ModifyPartitionProperties: () => ({ kind: 'repeatable' }),
  InsertRows: ({ table, columns: given, rows }) => ({
    kind: 'rows',
    repeatableWhen: (state) => replacesItself(state, table, given, rows),
  }),
  // The same row again takes the place of the first one.
  CopyRows: ({ table }) => ({ kind: 'rows', repeatableWhen: hasUniqueRows(table) }),
  CheckRowCounts: () => ({ kind: 'repeatable' }),
  CreateView: ({ view }) => ({ ...whole(view), repeatable: true }),
  AlterView: ({ view }) => ({ ...whole(view), repeatable: true }),
  ReplaceView: () => ({ kind: 'statement' }),
  DropView: ({ view }) => whole(view),
  CreateMaterializedView: ({ view }) => whole(view),
  DropMaterializedView: ({ view }) => whole(view),
  RenameMaterializedView: ({ view, to }) => whole(view, { ...view, name: to }),
  SwapMaterializedView: (operation) => whole(operation.view, { ...operation.view, name: operation.with }),
  ModifyRefreshScheme: ({ view }) => attribute(view, 'ModifyRefreshScheme'),
  ModifyMaterializedViewProperties: ({ view }) => attribute(view, 'ModifyMaterializedViewProperties'),
  SetMaterializedViewState: () => ({ kind: 'repeatable' }),
  RefreshMaterializedView: () => ({ kind: 'repeatable' }),
  ReplaceMaterializedView: () => ({ kind: 'statement' }),
  CreateClusterObject: ({ object }) => ({ kind: 'cluster', object }),
  AlterClusterObject: ({ to }) => ({ kind: 'cluster', object: to }),
  ReplaceClusterObject: ({ to }) => ({ kind: 'cluster', object: to }),
  DropClusterObject: ({ object }) => ({ kind: 'cluster', object }),
  ExecuteSql: () => ({ kind: 'statement' }),
  // Only its author knows how far it came: also where its effect on the schema is there, rows may be missing.
  RunDataStep: ({ repeatable }) => (repeatable === true ? { kind: 'repeatable' } : { kind: 'none' }),
}

/** Looks at a schema for what one statement leaves behind. Its jobs are no part of a schema: whoever calls looks at them first. */
export function probe(step: Pick<PlanStep, 'operations'>, evidence: Evidence): Exclude<Outcome, 'running'> {
  const toBefore = differences(evidence, evidence.before)
  const toAfter = differences(evidence, evidence.after)
  const verdicts = step.operations.map((operation) => verdictOf(operation, evidence, toBefore, toAfter))
  if (verdicts.includes('foreign')) return 'foreign'
  const told = new Set(verdicts.filter((verdict) => verdict !== 'repeatable'))
  if (told.size === 0) return 'repeatable'
  // The server takes the clauses of one statement together or not at all.
  if (told.size > 1) return 'foreign'
  return told.has('done') ? 'done' : 'notStarted'
}

function traceOf(operation: Operation, before: SchemaState, after: SchemaState): Trace {
  // The kind picks the function of just this operation, which the type checker cannot follow through a union.
  const given = (TRACES[operation.kind] as (operation: Operation) => Trace)(operation)
  return given.kind === 'statement' ? whole(...changedObjects(before, after)) : given
}

/** The objects that have to be looked at to tell what became of a statement: nothing else of the live schema counts. */
export function tracedObjects(
  step: Pick<PlanStep, 'operations'>,
  { before, after }: Pick<Evidence, 'before' | 'after'>,
): readonly ObjectName[] {
  return step.operations.flatMap((operation) => {
    const trace = traceOf(operation, before, after)
    return trace.kind === 'objects' || trace.kind === 'fact' ? trace.objects : []
  })
}

function verdictOf(
  operation: Operation,
  evidence: Evidence,
  toBefore: readonly Operation[],
  toAfter: readonly Operation[],
): Exclude<Outcome, 'running'> {
  const { before, after, live } = evidence
  const trace = traceOf(operation, before, after)
  switch (trace.kind) {
    case 'repeatable':
      return 'repeatable'
    case 'rows':
      return trace.repeatableWhen(after) ? 'repeatable' : 'foreign'
    case 'none':
    case 'statement':
      return 'foreign'
    case 'cluster': {
      const [old, fresh] = [before, after].map((state) => findClusterObject(state, trace.object))
      const object = old ?? fresh
      const found = object === undefined ? undefined : findAsRead(live, object, [before, after])
      if (found === 'unclear') return 'foreign'
      const [reached, untouched] = [isSame(found, fresh), isSame(found, old)]
      if (reached && untouched) return 'repeatable'
      return reached ? 'done' : untouched ? 'notStarted' : 'foreign'
    }
    case 'fact':
      if (trace.holds(before) === trace.holds(after)) return 'foreign'
      return trace.holds(live) === trace.holds(after) ? 'done' : 'notStarted'
    case 'objects': {
      const reached = !toAfter.some((difference) => concerns(trace, difference))
      const untouched = !toBefore.some((difference) => concerns(trace, difference))
      if (reached && untouched) return trace.repeatable === true ? 'repeatable' : 'foreign'
      return reached ? 'done' : untouched ? 'notStarted' : 'foreign'
    }
  }
}

function isSame(a: ClusterObject | undefined, b: ClusterObject | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameClusterObject(a, b)
}

const EXISTENCE: ReadonlySet<OperationKind> = new Set([
  'CreateTable',
  'DropTable',
  'ReplaceTable',
  'CreateView',
  'DropView',
  'ReplaceView',
  'CreateMaterializedView',
  'DropMaterializedView',
  'ReplaceMaterializedView',
])

function concerns(trace: Extract<Trace, { readonly kind: 'objects' }>, difference: Operation): boolean {
  const object = operationObject(difference)
  if (object === undefined || !trace.objects.some((name) => sameObjectName(name, object))) return false
  if (EXISTENCE.has(difference.kind)) return true
  if (trace.differences !== undefined && !trace.differences.includes(difference.kind)) return false
  return trace.columns === undefined || columnsOf(difference).some((name) => trace.columns?.includes(name) === true)
}

function columnsOf(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'AddColumn':
      return [operation.column.name]
    case 'DropColumn':
      return [operation.column]
    case 'ModifyColumn':
      return [operation.to.name]
    case 'RenameColumn':
      return [operation.from, operation.to]
    default:
      return []
  }
}

function differences({ live, target, defaultDatabase }: Evidence, to: SchemaState): readonly Operation[] {
  const databases = [...new Set([live, to].flatMap((state) => Object.values(state.databases).map(({ name }) => name)))]
  return diffSchemas(live, to, { target, defaultDatabase, databases }).operations
}

/** The objects that are not the same in two states of the catalog model. */
function changedObjects(before: SchemaState, after: SchemaState): readonly ObjectName[] {
  const texts = (state: SchemaState): Map<string, { readonly name: ObjectName; readonly text: string }> =>
    new Map(
      [...schemaObjects(state)].map(({ name, object }) => [
        JSON.stringify(name),
        { name, text: JSON.stringify(object) },
      ]),
    )
  const [old, fresh] = [texts(before), texts(after)]
  return [...new Map([...old, ...fresh])]
    .filter(([key]) => old.get(key)?.text !== fresh.get(key)?.text)
    .map(([, { name }]) => name)
}
