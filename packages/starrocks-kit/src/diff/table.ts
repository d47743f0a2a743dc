import { applyOperation } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { emptyDatabase, emptySchema, findDatabase, findTable, withDatabase, withObject } from '../schema/state.ts'
import type { Refusal, Table } from '../schema/index.ts'
import { normalizeSchema } from '../schema/normalize/schema.ts'
import { compareColumns, movesInsteadOfReorder } from './column.ts'
import { compareTableComment } from './comment.ts'
import { compareTableDistribution } from './distribution.ts'
import { compareAll, compared, NOTHING, withReason } from './finding.ts'
import type { CompareContext, Comparators, Finding } from './finding.ts'
import { compareKey } from './key.ts'
import { comparePartitioning } from './partitioning.ts'
import { compareTableProperties } from './properties.ts'
import { compareTableSortKey } from './sort-key.ts'
import { compareRollups, compareTableIndexes } from './table-index.ts'

/** One comparator for each attribute of a table: a new attribute breaks the build here. */
const tableComparators: Comparators<Table> = {
  // Objects of one kind and name are compared, so these two are equal before anything begins.
  kind: () => NOTHING,
  name: () => NOTHING,
  engine: (from, to, context) => {
    const equal = from.engine === to.engine
    const finding = compared(context, 'engine', from.engine, to.engine, equal, 'left out means OLAP')
    return equal ? finding : withReason(finding, 'the engine of a table cannot be altered')
  },
  columns: compareColumns,
  key: compareKey,
  comment: compareTableComment,
  partitioning: comparePartitioning,
  distribution: compareTableDistribution,
  sortKey: compareTableSortKey,
  indexes: compareTableIndexes,
  rollups: compareRollups,
  properties: compareTableProperties,
}

/**
 * What it takes to turn one table into the other: alterations, if the server would run each of them and they lead there, else one replacement with all
 * reasons. That is tried out on the catalog model, so no rule of the server is repeated here.
 */
export function diffTable(from: Table, to: Table, declared: Table, context: CompareContext): Finding {
  const finding = compareAll(tableComparators, from, to, context)
  if (finding.reasons.length > 0) return replace(finding, from, declared, context, finding.reasons)
  if (finding.operations.length === 0) return finding
  let reasons: readonly string[] = []
  for (const operations of candidates(finding.operations, from, to)) {
    reasons = whyNot(operations, from, to, context)
    if (reasons.length === 0) return { ...finding, operations }
  }
  return replace(finding, from, declared, context, reasons)
}

function replace(
  finding: Finding,
  from: Table,
  to: Table,
  context: CompareContext,
  reasons: readonly string[],
): Finding {
  return { ...finding, operations: [{ kind: 'ReplaceTable', table: context.name, from, to, reasons }], reasons: [] }
}

/** The ways to try, the cheapest first. */
function candidates(operations: readonly Operation[], from: Table, to: Table): readonly (readonly Operation[])[] {
  const inOrder = arrange(operations, from)
  if (!inOrder.some(({ kind }) => kind === 'ReorderColumns')) return [inOrder]
  const moved = inOrder.flatMap((operation) =>
    operation.kind === 'ReorderColumns' ? movesInsteadOfReorder(operation, to) : [operation],
  )
  return [inOrder, moved]
}

/**
 * The order within one table. Old indexes go before the columns that they are on, new ones come after. Columns are dropped and added together, unless the
 * table's sort key, distribution or properties have to let go of a dropped column first: those changes may need the new columns, so they stand between.
 */
function arrange(operations: readonly Operation[], from: Table): readonly Operation[] {
  const of = (...kinds: readonly Operation['kind'][]): readonly Operation[] =>
    operations.filter(({ kind }) => kinds.includes(kind))
  const drops = of('DropColumn')
  const arrangement = of('ModifyDistribution', 'ModifySortKey', 'ModifyTableProperties', 'ModifyPartitionProperties')
  const between = arrangement.length > 0 && drops.some((drop) => drop.kind === 'DropColumn' && holds(from, drop.column))
  return [
    ...of('DropIndex', 'DropRollup', 'DropPartition'),
    ...(between ? [] : drops),
    ...of('AddColumn', 'ModifyColumn'),
    ...arrangement,
    ...(between ? drops : []),
    ...of('ReorderColumns'),
    ...of('AddIndex', 'AddRollup', 'AddPartition'),
    ...of('ModifyTableComment'),
  ]
}

/** Whether the table's arrangement of rows mentions the column. */
function holds(table: Table, column: string): boolean {
  const name = column.toLowerCase()
  const mentioned = [
    ...(table.sortKey ?? []).map((item) => item.column),
    ...(table.distribution?.kind === 'hash' ? table.distribution.columns : []),
    ...(table.properties['bloom_filter_columns'] ?? '').split(',').map((text) => text.trim()),
  ]
  return mentioned.some((other) => other.toLowerCase() === name)
}

/** Why the operations do not lead from one to the other, if they do not: what the server refuses, or what would still differ. */
function whyNot(operations: readonly Operation[], from: Table, to: Table, context: CompareContext): readonly string[] {
  const { database, catalog } = context.name
  // What is around the table is the plan's concern: it replays everything on the whole schema.
  const alone = withObject(withDatabase(emptySchema(), emptyDatabase(database, catalog)), context.name, from)
  let state = alone
  for (const operation of operations) {
    const result = applyOperation(state, operation, context)
    if (result.kind === 'refused') return [reasonOf(operation, result.refusal)]
    state = result.state
  }
  const applied = findTable(normalizeSchema(state, context.target), context.name)
  if (applied === undefined) return ['the alterations lose the table']
  const unsupported = findDatabase(context.fromState, context.name)?.unsupported ?? {}
  const around = {
    ...context,
    fromState: withDatabase(emptySchema(), { ...emptyDatabase(database, catalog), unsupported }),
  }
  const rest = compareAll(tableComparators, applied, to, around)
  return rest.comparisons
    .filter(({ equal }) => !equal)
    .map(({ attribute }) => `no ALTER TABLE leads to the ${attribute} that is wanted`)
}

/** The server's words, with the column that they are about where they do not name it themselves. */
function reasonOf(operation: Operation, { message }: Refusal): string {
  if (operation.kind !== 'ModifyColumn' || message.split(/[^\p{L}\p{N}_$]+/u).includes(operation.to.name))
    return message
  return `column ${operation.to.name}: ${message}`
}
