import { isDeepStrictEqual } from 'node:util'
import type { Operation } from '../operations/index.ts'
import { findDatabase, ownEntry } from '../schema/state.ts'
import type { Index, ObjectName, Rollup, Table } from '../schema/index.ts'
import { compared, mergeFindings, withOperations } from './finding.ts'
import type { CompareContext, Comparator, Finding } from './finding.ts'

const INDEX_RULE =
  'columns, type, properties and comment; the server knows no change of an index, so it is dropped and added'

function canonicalIndex(index: Index): unknown {
  return {
    columns: index.columns.map((column) => column.toLowerCase()),
    type: index.type,
    properties: index.properties,
    comment: index.comment,
  }
}

/** Indexes of a table or a materialized view, matched by name. */
export function compareIndexes(
  from: Readonly<Record<string, Index>>,
  to: Readonly<Record<string, Index>>,
  context: CompareContext,
): Finding {
  return compareNamed(from, to, 'indexes', INDEX_RULE, canonicalIndex, context, {
    add: (table, index) => ({ kind: 'AddIndex', table, index }),
    drop: (table, index) => ({ kind: 'DropIndex', table, index: index.name, definition: index }),
  })
}

export const compareTableIndexes: Comparator<Table> = (from, to, context) =>
  compareIndexes(from.indexes, to.indexes, context)

/**
 * SHOW CREATE TABLE does not print rollups: a list has their columns, and neither key nor properties. Where it tells a name only, the name is what is
 * compared. Rollups that are not declared are left alone.
 */
export const compareRollups: Comparator<Table> = (from, to, context) => {
  const seenByName = findDatabase(context.fromState, context.name)?.unsupported ?? {}
  const known = (rollup: Rollup): boolean => ownEntry(seenByName, rollup.name) !== undefined
  const unseen = Object.fromEntries(Object.entries(to.rollups).filter(([, rollup]) => !known(rollup)))
  const byName = Object.values(to.rollups)
    .filter(known)
    .map((rollup) =>
      compared(context, `rollups.${rollup.name}`, rollup.name, rollup.name, true, 'the server shows only its name'),
    )
  const declared = new Set(Object.values(to.rollups).map((rollup) => rollup.name.toLowerCase()))
  const others = Object.entries(from.rollups).filter(([, rollup]) => !declared.has(rollup.name.toLowerCase()))
  const unmanaged = others.map(([, rollup]) =>
    compared(context, `rollups.${rollup.name}`, rollup, undefined, true, 'left out means whatever is there'),
  )
  const compares = Object.fromEntries(
    Object.entries(from.rollups).filter(([, rollup]) => declared.has(rollup.name.toLowerCase())),
  )
  return mergeFindings([
    ...byName,
    ...unmanaged,
    compareNamed(compares, unseen, 'rollups', 'columns', canonicalRollup, context, {
      add: (table, rollup) => ({ kind: 'AddRollup', table, rollup }),
      drop: (table, rollup) => ({ kind: 'DropRollup', table, rollup: rollup.name, definition: rollup }),
    }),
  ])
}

function canonicalRollup(rollup: Rollup): unknown {
  return rollup.columns.map((column) => column.toLowerCase())
}

function compareNamed<T extends { readonly name: string }>(
  from: Readonly<Record<string, T>>,
  to: Readonly<Record<string, T>>,
  attribute: string,
  rule: string,
  canonical: (item: T) => unknown,
  context: CompareContext,
  change: {
    readonly add: (table: ObjectName, item: T) => Operation
    readonly drop: (table: ObjectName, item: T) => Operation
  },
): Finding {
  // Names of indexes and rollups are the same in upper and lower case.
  const before = new Map(Object.values(from).map((item) => [item.name.toLowerCase(), item]))
  const after = new Map(Object.values(to).map((item) => [item.name.toLowerCase(), item]))
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return mergeFindings(
    names.map((name) => {
      const old = before.get(name)
      const item = after.get(name)
      const equal = old !== undefined && item !== undefined && isDeepStrictEqual(canonical(old), canonical(item))
      const finding = compared(context, `${attribute}.${name}`, old, item, equal, rule)
      if (equal) return finding
      return withOperations(finding, [
        ...(old !== undefined ? [change.drop(context.name, old)] : []),
        ...(item !== undefined ? [change.add(context.name, item)] : []),
      ])
    }),
  )
}
