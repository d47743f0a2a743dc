import type { Operation } from '../operations/index.ts'
import { databaseKey, objectNameText } from '../schema/state.ts'
import type { ObjectName } from '../schema/index.ts'
import { footprintOf } from './footprint.ts'
import type { Footprint, FootprintContext } from './footprint.ts'

/** Operations in an order that runs, and those for which there is none. */
export interface OrderedOperations {
  readonly operations: readonly Operation[]
  /** Groups that wait for each other in a circle. They are not among `operations`. */
  readonly cycles: readonly (readonly Operation[])[]
}

export interface OrderContext extends FootprintContext {
  /** New definitions that fit only what a swap brings: they wait for the swaps that stand behind them. */
  readonly afterSwaps?: ReadonlySet<Operation>
}

/**
 * Sorts operations so that what a query reads is there before it, and what it no longer reads goes away after it, across databases. The given order stays
 * wherever it can: operations on one object keep theirs, nothing passes a statement or code written by hand, and a swap stays behind the definitions that
 * stand before it.
 */
export function orderOperations(operations: readonly Operation[], context: OrderContext): OrderedOperations {
  const ordered: Operation[] = []
  const cycles: (readonly Operation[])[] = []
  let segment: Operation[] = []
  const close = (): void => {
    const result = orderSegment(segment, context)
    ordered.push(...result.operations)
    cycles.push(...result.cycles)
    segment = []
  }
  for (const operation of operations) {
    if (operation.kind === 'ExecuteSql' || operation.kind === 'RunDataStep') {
      close()
      ordered.push(operation)
    } else {
      segment.push(operation)
    }
  }
  close()
  return { operations: ordered, cycles }
}

function orderSegment(operations: readonly Operation[], context: OrderContext): OrderedOperations {
  const afterSwaps = new Set(operations.flatMap((operation, at) => (context.afterSwaps?.has(operation) ? [at] : [])))
  const footprints = operations.map((operation) => footprintOf(operation, context))
  const after = waitsFor(footprints, afterSwaps)
  const ordered: Operation[] = []
  const pending = new Set(operations.keys())
  while (pending.size > 0) {
    let progress = false
    for (const index of pending) {
      if ([...(after[index] ?? [])].some((other) => pending.has(other))) continue
      pending.delete(index)
      const operation = operations[index]
      if (operation !== undefined) ordered.push(operation)
      progress = true
      // Begin again from the first: the given order stays wherever it can.
      break
    }
    if (!progress) break
  }
  if (pending.size === 0) return { operations: ordered, cycles: [] }
  return withoutCycles(operations, ordered, pending, after)
}

/** What remains waits, directly or not, for a circle: the circles are told apart from what only stands behind them. */
function withoutCycles(
  operations: readonly Operation[],
  ordered: readonly Operation[],
  pending: ReadonlySet<number>,
  after: readonly ReadonlySet<number>[],
): OrderedOperations {
  const reach = (start: number): Set<number> => {
    const seen = new Set<number>()
    const stack = [...(after[start] ?? [])]
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (seen.has(next) || !pending.has(next)) continue
      seen.add(next)
      stack.push(...(after[next] ?? []))
    }
    return seen
  }
  const reached = new Map([...pending].map((index) => [index, reach(index)]))
  const cycles: Operation[][] = []
  const placed = new Set<number>()
  const at = (index: number): Operation[] => {
    const operation = operations[index]
    return operation === undefined ? [] : [operation]
  }
  for (const index of pending) {
    if (placed.has(index) || reached.get(index)?.has(index) !== true) continue
    const members = [...pending].filter(
      (other) => reached.get(index)?.has(other) === true && reached.get(other)?.has(index) === true,
    )
    for (const member of members) placed.add(member)
    cycles.push(members.flatMap(at))
  }
  const behind = [...pending].filter((index) => !placed.has(index))
  return { operations: [...ordered, ...behind.flatMap(at)], cycles }
}

/** For each operation, those that have to come before it. */
function waitsFor(footprints: readonly Footprint[], afterSwaps: ReadonlySet<number>): readonly ReadonlySet<number>[] {
  const after = footprints.map(() => new Set<number>())
  const before = (first: number, second: number): void => {
    if (first !== second) after[second]?.add(first)
  }
  const index = (pick: (footprint: Footprint) => readonly ObjectName[]): Map<string, number[]> => {
    const byName = new Map<string, number[]>()
    for (const [position, footprint] of footprints.entries()) {
      for (const name of pick(footprint)) {
        const key = objectNameText(name)
        byName.set(key, [...(byName.get(key) ?? []), position])
      }
    }
    return byName
  }
  const touchers = index(({ touches }) => touches)
  const providers = index(({ provides }) => provides)
  const removers = index(({ removes }) => removes)
  for (const positions of touchers.values()) {
    for (const [place, position] of positions.entries()) {
      const previous = positions[place - 1]
      if (previous !== undefined) before(previous, position)
    }
  }
  for (const [position, footprint] of footprints.entries()) {
    const own = new Set(footprint.touches.map(objectNameText))
    const read = new Set(footprint.reads.map(objectNameText))
    for (const name of read) {
      if (own.has(name)) continue
      // A new definition is checked when it is made, against what is there then; an old one need not stay valid meanwhile. So all changes of what
      // is read come first, whether they add to it or take from it: the new definition fits what it reads in the end.
      // Only not beyond a swap: what comes behind it is made of another table.
      const all = touchers.get(name) ?? []
      const swap = afterSwaps.has(position)
        ? undefined
        : all.find((other) => other > position && footprints[other]?.swaps)
      if (swap !== undefined) before(position, swap)
      for (const toucher of all) {
        if (swap !== undefined && toucher >= swap) break
        const removes = removers.get(name)?.includes(toucher) === true
        if (!removes || providers.get(name)?.includes(toucher) === true) before(toucher, position)
      }
    }
    for (const name of new Set(footprint.releases.map(objectNameText))) {
      if (own.has(name) || read.has(name)) continue
      for (const remover of removers.get(name) ?? []) before(position, remover)
    }
  }
  orderDatabases(footprints, touchers, before)
  return after
}

/** A database is created before all that happens in it, and dropped after. */
function orderDatabases(
  footprints: readonly Footprint[],
  touchers: ReadonlyMap<string, readonly number[]>,
  before: (first: number, second: number) => void,
): void {
  const inDatabase = new Map<string, number[]>()
  const all = [...touchers.values()].flat()
  for (const position of new Set(all)) {
    const footprint = footprints[position]
    for (const name of [...(footprint?.touches ?? []), ...(footprint?.releases ?? [])]) {
      const key = databaseKey(name.database, name.catalog)
      inDatabase.set(key, [...(inDatabase.get(key) ?? []), position])
    }
  }
  for (const [position, { createsDatabase, dropsDatabase }] of footprints.entries()) {
    if (createsDatabase !== undefined) {
      for (const other of inDatabase.get(createsDatabase) ?? []) before(position, other)
    }
    if (dropsDatabase !== undefined) {
      for (const other of inDatabase.get(dropsDatabase) ?? []) before(other, position)
    }
  }
}
