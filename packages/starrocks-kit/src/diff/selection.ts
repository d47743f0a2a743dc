import { isDeepStrictEqual } from 'node:util'
import { findObject, ownEntry, schemaObjects, withObject, withoutObject } from '../schema/index.ts'
import type { Column, ObjectName, SchemaObject, SchemaState, Table } from '../schema/index.ts'
import type {
  AttributeSwitch,
  AttributeSwitches,
  FilteredObject,
  FilteredObjects,
  ObjectFilter,
  Selection,
  SelectionPlace,
} from './selection-types.ts'

type ManagedObject = Exclude<SchemaObject, { readonly kind: 'UnsupportedObject' }>

const TYPES = { Table: 'table', View: 'view', MaterializedView: 'materializedView' } as const

/**
 * The desired schema in which everything that takes no part in the comparison is as the server has it: so it is neither created, changed nor dropped, and
 * whatever refers to it finds it.
 *
 * @param normalized `declared` with what the server derives: what filters and switches see.
 */
export function applySelection(
  from: SchemaState,
  declared: SchemaState,
  normalized: SchemaState,
  selection: Selection,
): SchemaState {
  const names = new Map<string, ObjectName>()
  for (const state of [from, normalized])
    for (const { name } of schemaObjects(state))
      names.set(JSON.stringify([name.catalog, name.database, name.name]), name)
  return [...names.values()].reduce((state, name) => {
    const old = findObject(from, name)
    const wanted = findObject(normalized, name)
    const written = findObject(declared, name)
    if (!includesObject(selection, name, old, wanted)) return withLive(state, name, old)
    if (!isManaged(old) || !isManaged(wanted) || !isManaged(written) || old.kind !== wanted.kind) return state
    const object = withAttributes(withMembers(written, old, wanted, name, selection), old, wanted, name, selection)
    return object === written ? state : withObject(state, name, object)
  }, declared)
}

function isManaged(object: SchemaObject | undefined): object is ManagedObject {
  return object !== undefined && object.kind !== 'UnsupportedObject'
}

/** Whether both names and the object itself take part. */
function includesObject(
  { includeName, includeObject }: Selection,
  name: ObjectName,
  old: SchemaObject | undefined,
  wanted: SchemaObject | undefined,
): boolean {
  const { catalog, database } = name
  const parents = catalog === undefined ? {} : { catalog }
  if (includeName?.(database, 'database', parents) === false) return false
  if (includeName?.(name.name, 'object', { ...parents, database }) === false) return false
  if (includeObject === undefined) return true
  const object = wanted ?? old
  if (!isManaged(object)) return true
  const compareTo = wanted !== undefined && isManaged(old) && old.kind === wanted.kind ? old : undefined
  return ask(includeObject, TYPES[object.kind], object, {
    reflected: wanted === undefined,
    compareTo,
    place: name,
  })
}

interface Question {
  readonly reflected: boolean
  readonly compareTo: FilteredObject | undefined
  readonly place: SelectionPlace
}

function ask(
  filter: ObjectFilter,
  type: keyof FilteredObjects,
  object: FilteredObject,
  { reflected, compareTo, place }: Question,
): boolean {
  return filter(object, object.name, type, reflected, compareTo, place)
}

function withLive(state: SchemaState, name: ObjectName, live: SchemaObject | undefined): SchemaState {
  const without = withoutObject(state, name)
  return live === undefined ? without : withObject(without, name, live)
}

/** Columns, indexes and rollups of a table, indexes of a materialized view. */
function withMembers<T extends ManagedObject>(
  written: T,
  old: ManagedObject,
  wanted: ManagedObject,
  place: ObjectName,
  { includeObject }: Selection,
): T {
  if (includeObject === undefined) return written
  const keep = <Type extends 'index' | 'rollup'>(
    type: Type,
    key: 'indexes' | 'rollups',
    sides: readonly [object, object, object],
  ): object => {
    const [declared, live, desired] = sides.map(
      (side) => (ownEntry<unknown>({ ...side }, key) ?? {}) as Readonly<Record<string, FilteredObjects[Type]>>,
    )
    const names = [...new Set([live, desired].flatMap((members) => Object.keys(members ?? {})))]
    const left = names.filter((name) => {
      const [mine, theirs] = [ownEntry(desired ?? {}, name), ownEntry(live ?? {}, name)]
      const member = mine ?? theirs
      const question = { reflected: mine === undefined, compareTo: mine === undefined ? undefined : theirs, place }
      return member !== undefined && !ask(includeObject, type, member, question)
    })
    if (left.length === 0) return {}
    const entries = Object.entries(declared ?? {}).filter(([name]) => !left.includes(name))
    const lives = left.flatMap((name) => {
      const member = ownEntry(live ?? {}, name)
      return member === undefined ? [] : [[name, member] as const]
    })
    return { [key]: Object.fromEntries([...entries, ...lives]) }
  }
  const sides = [written, old, wanted] as const
  if (written.kind === 'View') return written
  if (written.kind === 'MaterializedView') return changed(written, keep('index', 'indexes', sides))
  const columns =
    old.kind === 'Table' && wanted.kind === 'Table' ? keptColumns(written, old, wanted, place, includeObject) : {}
  return changed(written, { ...columns, ...keep('index', 'indexes', sides), ...keep('rollup', 'rollups', sides) })
}

/** The same object where nothing has changed. */
function changed<T extends ManagedObject>(object: T, entries: object): T {
  return Object.keys(entries).length === 0 ? object : { ...object, ...entries }
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const columnOf = (table: Pick<Table, 'columns'>, name: string): Column | undefined =>
  table.columns.find((column) => sameName(column.name, name))

function keptColumns(
  written: Table,
  old: Table,
  wanted: Table,
  place: ObjectName,
  filter: ObjectFilter,
): { readonly columns?: readonly Column[] } {
  const left = (column: Column, reflected: boolean): boolean =>
    !ask(filter, 'column', column, {
      reflected,
      compareTo: reflected ? undefined : columnOf(old, column.name),
      place,
    })
  const leftOfModels = new Set(
    wanted.columns.filter((column) => left(column, false)).map(({ name }) => name.toLowerCase()),
  )
  const onlyLive = old.columns.filter((column) => columnOf(wanted, column.name) === undefined)
  const leftOfDatabase = onlyLive.filter((column) => left(column, true))
  if (leftOfModels.size === 0 && leftOfDatabase.length === 0) return {}
  const columns = written.columns.flatMap((column) =>
    leftOfModels.has(column.name.toLowerCase()) ? (columnOf(old, column.name) ?? []) : [column],
  )
  // A column of the database stays behind the one that it stands behind there.
  for (const column of leftOfDatabase) {
    const before = old.columns.slice(0, old.columns.indexOf(column)).toReversed()
    const previous = before.find(({ name }) => columnOf({ columns }, name) !== undefined)
    const index = previous === undefined ? 0 : columns.findIndex(({ name }) => sameName(name, previous.name)) + 1
    columns.splice(index, 0, column)
  }
  return { columns }
}

function withAttributes<T extends ManagedObject>(
  written: T,
  old: ManagedObject,
  wanted: ManagedObject,
  place: ObjectName,
  { attributes = {} }: Selection,
): T {
  const type = TYPES[written.kind]
  const object = switched(written, old, wanted, attributes[type] ?? {}, place)
  const properties = switchedProperties(object, old, wanted, attributes, place)
  const withProperties = properties === undefined ? object : { ...object, properties }
  if (withProperties.kind !== 'Table' || old.kind !== 'Table' || wanted.kind !== 'Table') return withProperties
  const columns = switchedColumns(withProperties, old, wanted, attributes, place)
  return columns === undefined ? withProperties : { ...withProperties, columns }
}

/** The switches of one type, whatever the attributes' types are: each function is called with values of its own attribute. */
type AnySwitches = Readonly<Record<string, AttributeSwitch<never> | undefined>>

/** The object with the server's value for each attribute that is switched off where it differs. */
function switched<T extends object>(
  written: T,
  old: object,
  wanted: object,
  switches: AnySwitches,
  place: ObjectName,
): T {
  return Object.entries(switches).reduce((object, [attribute, how]) => {
    const [from, to] = [old, wanted].map((side) => ownEntry<unknown>({ ...side }, attribute))
    if (!ignores(how, from, to, place)) return object
    const entries = Object.entries(object).filter(([key]) => key !== attribute)
    return Object.fromEntries<unknown>(from === undefined ? entries : [...entries, [attribute, from]]) as T
  }, written)
}

function ignores(how: AttributeSwitch<never> | undefined, from: unknown, to: unknown, place: ObjectName): boolean {
  if (how === undefined || how === true || isDeepStrictEqual(from, to)) return false
  return how === false || how(from as never, to as never, place) === true
}

function switchedProperties(
  written: ManagedObject,
  old: ManagedObject,
  wanted: ManagedObject,
  { properties: switches = {} }: AttributeSwitches,
  place: ObjectName,
): Readonly<Record<string, string>> | undefined {
  if (!('properties' in written) || !('properties' in old) || !('properties' in wanted)) return undefined
  const properties = switched(written.properties, old.properties, wanted.properties, switches, place)
  return properties === written.properties ? undefined : properties
}

function switchedColumns(
  written: Table,
  old: Table,
  wanted: Table,
  { column: switches = {}, columnOrder = true }: AttributeSwitches,
  place: ObjectName,
): readonly Column[] | undefined {
  const columns = written.columns.map((column) => {
    const [from, to] = [columnOf(old, column.name), columnOf(wanted, column.name)]
    return from === undefined || to === undefined ? column : switched(column, from, to, switches, place)
  })
  const ordered = columnOrder ? columns : inOrderOf(old, columns)
  return ordered.every((column, index) => column === written.columns[index]) ? undefined : ordered
}

/** Columns that both sides have change places until they stand as in the database. */
function inOrderOf(old: Table, columns: readonly Column[]): readonly Column[] {
  const common = columns.filter(({ name }) => columnOf(old, name) !== undefined)
  const sorted = old.columns.flatMap(({ name }) => columnOf({ columns: common }, name) ?? [])
  return columns.map((column) => (common.includes(column) ? (sorted.shift() ?? column) : column))
}

/** Whether a database, by its key (`name` or `catalog.name`), takes part. */
export function includesDatabase({ includeName }: Selection, key: string): boolean {
  const [first = '', ...rest] = key.split('.')
  const database = rest.join('.')
  return database === ''
    ? includeName?.(key, 'database', {}) !== false
    : includeName?.(database, 'database', { catalog: first }) !== false
}

/** Whether the name of an object takes part: those that do not are not even read. */
export function includesName({ includeName }: Selection, name: ObjectName): boolean {
  const { catalog, database } = name
  return includeName?.(name.name, 'object', { ...(catalog === undefined ? {} : { catalog }), database }) !== false
}
