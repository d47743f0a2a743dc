import type { AddColumn, ColumnPosition, DropColumn, ModifyColumn, Operation } from '../operations/index.ts'
import type { Column, Table } from '../schema/index.ts'
import { columnComparators } from './column-attributes.ts'
import { compared, mergeFindings, withOperations } from './finding.ts'
import type { Comparator, Finding } from './finding.ts'

const key = (name: string): string => name.toLowerCase()

/**
 * Columns are matched by name. What only one side has is added or dropped, what both have is modified where it differs, and when the columns of both
 * stand in another order, they are reordered.
 *
 * Positions are chosen so that each operation can be undone in the reverse order: dropped columns are listed last first, so that on the way back each
 * finds the column that it stood behind.
 */
export const compareColumns: Comparator<Table> = (from, to, context) => {
  const before = new Map(from.columns.map((column) => [key(column.name), column]))
  const after = new Map(to.columns.map((column) => [key(column.name), column]))
  const findings: Finding[] = []

  const dropped = from.columns.filter((column) => !after.has(key(column.name)))
  for (const column of dropped.toReversed()) {
    findings.push(
      withOperations(presence(column, undefined), [
        {
          kind: 'DropColumn',
          table: context.name,
          column: column.name,
          definition: column,
          ...keyFlag(from, column.name),
          ...position(from, column, after),
        } satisfies DropColumn,
      ]),
    )
  }
  for (const column of to.columns) {
    if (before.has(key(column.name))) continue
    findings.push(
      withOperations(presence(undefined, column), [
        {
          kind: 'AddColumn',
          table: context.name,
          column,
          ...keyFlag(to, column.name),
          ...position(to, column, before),
        } satisfies AddColumn,
      ]),
    )
  }
  for (const column of to.columns) {
    const old = before.get(key(column.name))
    if (old !== undefined) findings.push(compareColumn(old, column))
  }
  findings.push(compareOrder())
  return mergeFindings(findings)

  function presence(old: Column | undefined, column: Column | undefined): Finding {
    const name = (old ?? column)?.name ?? ''
    const rule = 'columns are matched by name'
    return compared(context, `columns.${name}`, old, column, false, rule)
  }

  function compareColumn(old: Column, column: Column): Finding {
    const attributes = Object.entries(columnComparators).map(([attribute, comparator]) => {
      const { equal, rule } = comparator(old, column)
      const name = attribute as keyof Column
      return compared(context, `columns.${column.name}.${attribute}`, old[name], column[name], equal, rule)
    })
    const finding = mergeFindings(attributes)
    if (finding.comparisons.every(({ equal }) => equal)) return finding
    // The column keeps the spelling of its name: StarRocks refuses a rename that changes nothing but upper and lower case.
    const goal: Column = { ...column, name: old.name }
    return withOperations(finding, [
      {
        kind: 'ModifyColumn',
        table: context.name,
        from: old,
        to: goal,
        ...keyFlag(from, old.name),
      } satisfies ModifyColumn,
    ])
  }

  function compareOrder(): Finding {
    const commonBefore = from.columns.filter((column) => after.has(key(column.name))).map((column) => key(column.name))
    const commonAfter = to.columns.filter((column) => before.has(key(column.name))).map((column) => key(column.name))
    const equal = commonBefore.every((name, index) => name === commonAfter[index])
    const finding = compared(
      context,
      'columns (order)',
      commonBefore,
      commonAfter,
      equal,
      'the order of the columns that both sides have',
    )
    if (equal) return finding
    const names = to.columns.map((column) => before.get(key(column.name))?.name ?? column.name)
    return withOperations(finding, [
      { kind: 'ReorderColumns', table: context.name, from: orderAfterAdding(from, to), to: names },
    ])
  }
}

/** KEY is written for key columns, except those of PRIMARY KEY tables, where the server refuses the word. */
function keyFlag(table: Table, column: string): { key?: true } {
  if (table.key === undefined || table.key.type === 'PRIMARY') return {}
  return table.key.columns.some((name) => key(name) === key(column)) ? { key: true } : {}
}

/**
 * Where a column of the table stands that the other side lacks. Absent at the end, which is where the server puts a column anyway:
 * value columns before generated ones.
 */
function position(table: Table, column: Column, other: ReadonlyMap<string, Column>): { position?: ColumnPosition } {
  const index = table.columns.indexOf(column)
  const last = table.columns
    .slice(index + 1)
    .every((next) => !other.has(key(next.name)) || (next.generated !== undefined && column.generated === undefined))
  const isKey = table.key?.columns.some((name) => key(name) === key(column.name)) === true
  if (last && !isKey) return {}
  const previous = table.columns[index - 1]
  return { position: previous === undefined ? { first: true } : { after: previous.name } }
}

/** The order in which the columns stand once columns were dropped and added, and before they are reordered. */
function orderAfterAdding(from: Table, to: Table): readonly string[] {
  const after = new Set(to.columns.map((column) => key(column.name)))
  const order = from.columns.filter((column) => after.has(key(column.name))).map((column) => column.name)
  const before = new Set(order.map(key))
  const other = new Map(from.columns.map((column) => [key(column.name), column]))
  for (const column of to.columns) {
    if (before.has(key(column.name))) continue
    const where = position(to, column, other).position
    if (where === undefined) {
      const generated = order.findIndex(
        (name) => to.columns.find((candidate) => key(candidate.name) === key(name))?.generated !== undefined,
      )
      order.splice(generated < 0 || column.generated !== undefined ? order.length : generated, 0, column.name)
    } else {
      const previous = 'first' in where ? -1 : order.findIndex((name) => key(name) === key(where.after))
      order.splice(previous + 1, 0, column.name)
    }
  }
  return order
}

/**
 * The same order by moving one column at a time with its whole definition: the way that PRIMARY KEY tables have, where ORDER BY means the sort key.
 * The fewest columns move, and structs only past each other: one that was given a field by ALTER cannot be defined again (recorded).
 */
export function movesInsteadOfReorder(
  operation: Extract<Operation, { kind: 'ReorderColumns' }>,
  to: Table,
): Operation[] {
  const columns = new Map(to.columns.map((column) => [key(column.name), column]))
  const order = [...(operation.from ?? [])]
  const placeOf = (name: string): number => order.findIndex((other) => key(other) === key(name))
  const weight = (name: string): number => (columns.get(key(name))?.type.kind === 'struct' ? order.length : 1)
  const staying = heaviestIncreasing(operation.to.map((name) => ({ name, place: placeOf(name), weight: weight(name) })))
  const moves: Operation[] = []
  for (const [index, name] of operation.to.entries()) {
    const current = placeOf(name)
    const definition = columns.get(key(name))
    if (current < 0 || definition === undefined || staying.has(name)) continue
    const column = { ...definition, name }
    const behind = (previous: string | undefined): ColumnPosition =>
      previous === undefined ? { first: true } : { after: previous }
    const fromPosition = behind(order[current - 1])
    const previous = operation.to[index - 1]
    order.splice(current, 1)
    order.splice(previous === undefined ? 0 : placeOf(previous) + 1, 0, name)
    moves.push({
      kind: 'ModifyColumn',
      table: operation.table,
      from: column,
      to: column,
      ...keyFlag(to, name),
      position: behind(previous),
      fromPosition,
    })
  }
  return moves
}

interface PlacedName {
  readonly name: string
  readonly place: number
  readonly weight: number
}

/** The names that can stay where they are: those of a subsequence with rising places that weighs most. */
function heaviestIncreasing(items: readonly PlacedName[]): ReadonlySet<string> {
  let best: { readonly names: readonly string[]; readonly sum: number } = { names: [], sum: 0 }
  const ending: { readonly place: number; readonly names: readonly string[]; readonly sum: number }[] = []
  for (const { name, place, weight } of items) {
    if (place < 0) continue
    const before = ending.filter((other) => other.place < place).toSorted((a, b) => b.sum - a.sum)[0]
    const found = { place, names: [...(before?.names ?? []), name], sum: (before?.sum ?? 0) + weight }
    ending.push(found)
    if (found.sum >= best.sum) best = found
  }
  return new Set(best.names)
}
