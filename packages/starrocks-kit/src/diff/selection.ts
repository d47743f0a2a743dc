import { isDeepStrictEqual } from 'node:util'
import { findObject, ownEntry, schemaObjects, withObjects } from '../schema/index.ts'
import type { Column, ObjectName, SchemaObject, SchemaState, Table } from '../schema/index.ts'
import type {
  AttributeSwitch,
  AttributeSwitches,
  FilteredObjects,
  ObjectFilter,
  Selection,
  SelectionPlace,
} from './selection-types.ts'

type ManagedObject = Exclude<SchemaObject, { readonly kind: 'UnsupportedObject' }>

const TYPES = { Table: 'table', View: 'view', MaterializedView: 'materializedView' } as const

/** The two sides of a comparison. Filters and switches see both with what the server derives. */
export interface Sides<T> {
  readonly database: T
  readonly models: T
}

/**
 * The models in which everything that takes no part in the comparison is as the database has it: so it is neither created, changed nor dropped, and
 * whatever refers to it finds it.
 *
 * @param declared The models without what the server derives.
 */
export function modelsOfSelection(sides: Sides<SchemaState>, declared: SchemaState, selection: Selection): SchemaState {
  return withStandIns(sides, declared, sides.database, selection)
}

/**
 * The database in which everything that takes no part in the comparison is as the models have it, or missing: so models that are made from it leave that as it is.
 *
 * @param read The database without what is derived, as it was read.
 * @param declared The models without what the server derives.
 */
export function databaseOfSelection(
  sides: Sides<SchemaState>,
  { read, declared }: { readonly read: SchemaState; readonly declared: SchemaState },
  selection: Selection,
): SchemaState {
  return withStandIns(sides, read, declared, selection)
}

/** `base`, in which `other` stands in for what takes no part. */
function withStandIns(
  { database, models }: Sides<SchemaState>,
  base: SchemaState,
  other: SchemaState,
  selection: Selection,
): SchemaState {
  const names = new Map<string, ObjectName>()
  for (const state of [database, models])
    for (const { name } of schemaObjects(state))
      names.set(JSON.stringify([name.catalog, name.database, name.name]), name)
  const changes = [...names.values()].flatMap((name) => {
    const sides = { database: findObject(database, name), models: findObject(models, name) }
    const [written, standIn] = [findObject(base, name), findObject(other, name)]
    if (!includesObject(selection, name, sides)) return [{ name, object: standIn }]
    if (!isManaged(written) || !isManaged(sides.database)) return []
    const object =
      sides.models === undefined
        ? membersOfNew(written, sides.database, name, selection)
        : withCommonParts(written, { database: sides.database, models: sides.models }, standIn, name, selection)
    return object === written ? [] : [{ name, object }]
  })
  return withObjects(base, changes)
}

/** An object of the database that the models are to get: whatever is in it, only the database has. */
function membersOfNew(
  written: ManagedObject,
  database: ManagedObject,
  place: ObjectName,
  selection: Selection,
): ManagedObject {
  const standIn: ManagedObject =
    written.kind === 'Table'
      ? { ...written, columns: [], indexes: {}, rollups: {} }
      : written.kind === 'MaterializedView'
        ? { ...written, indexes: {} }
        : written
  return withMembers(written, { sides: { database, models: standIn }, standIn, place, selection })
}

function withCommonParts(
  written: ManagedObject,
  { database, models }: { readonly database: ManagedObject; readonly models: SchemaObject },
  standIn: SchemaObject | undefined,
  place: ObjectName,
  selection: Selection,
): ManagedObject {
  if (!isManaged(models) || !isManaged(standIn) || written.kind !== standIn.kind) return written
  const changing = { sides: { database, models }, standIn, place, selection }
  return withAttributes(withMembers(written, changing), changing)
}

/** An object that both sides have, of one kind. */
interface Changing {
  readonly sides: Sides<ManagedObject>
  /** What the other side has of it. */
  readonly standIn: ManagedObject
  readonly place: ObjectName
  readonly selection: Selection
}

function isManaged(object: SchemaObject | undefined): object is ManagedObject {
  return object !== undefined && object.kind !== 'UnsupportedObject'
}

/** Whether both names and the object itself take part. */
function includesObject(
  { includeName, includeObject }: Selection,
  name: ObjectName,
  { database: old, models: wanted }: Sides<SchemaObject | undefined>,
): boolean {
  const { catalog, database } = name
  const parents = catalog === undefined ? {} : { catalog }
  if (includeName?.(database, 'database', parents) === false) return false
  if (includeName?.(name.name, 'object', { ...parents, database }) === false) return false
  if (includeObject === undefined) return true
  const object = wanted ?? old
  if (!isManaged(object)) return true
  const sameKind = isManaged(old) && old.kind === object.kind ? old : undefined
  return ask(includeObject, TYPES[object.kind], { database: sameKind, models: wanted && object }, name)
}

/** Asks about what at least one side has. */
function ask<Type extends keyof FilteredObjects>(
  filter: ObjectFilter,
  type: Type,
  { database, models }: Sides<FilteredObjects[Type] | undefined>,
  place: SelectionPlace,
): boolean {
  const object = models ?? database
  if (object === undefined) return true
  return filter(object, object.name, type, models === undefined, models === undefined ? undefined : database, place)
}

/** Columns, indexes and rollups of a table, indexes of a materialized view. */
function withMembers<T extends ManagedObject>(written: T, changing: Changing): T {
  const { sides, standIn, place, selection } = changing
  const { includeObject } = selection
  if (includeObject === undefined || written.kind === 'View') return written
  const keep = <Type extends 'index' | 'rollup'>(type: Type, key: 'indexes' | 'rollups'): object => {
    const [base, other, database, models] = [written, standIn, sides.database, sides.models].map(
      (side) => (ownEntry<unknown>({ ...side }, key) ?? {}) as Readonly<Record<string, FilteredObjects[Type]>>,
    )
    const names = [...new Set([database, models].flatMap((members) => Object.keys(members ?? {})))]
    const left = names.filter((name) => {
      const members = { database: ownEntry(database ?? {}, name), models: ownEntry(models ?? {}, name) }
      return !ask(includeObject, type, members, place)
    })
    if (left.length === 0) return {}
    const entries = Object.entries(base ?? {}).filter(([name]) => !left.includes(name))
    const standIns = Object.entries(other ?? {}).filter(([name]) => left.includes(name))
    return { [key]: Object.fromEntries([...entries, ...standIns]) }
  }
  const entries =
    written.kind === 'Table'
      ? { ...keptColumns(written, changing, includeObject), ...keep('index', 'indexes'), ...keep('rollup', 'rollups') }
      : keep('index', 'indexes')
  return Object.keys(entries).length === 0 ? written : { ...written, ...entries }
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const columnOf = (table: Pick<Table, 'columns'>, name: string): Column | undefined =>
  table.columns.find((column) => sameName(column.name, name))

function keptColumns(
  written: Table,
  { sides: { database, models }, standIn, place }: Changing,
  filter: ObjectFilter,
): { readonly columns?: readonly Column[] } {
  if (database.kind !== 'Table' || models.kind !== 'Table' || standIn.kind !== 'Table') return {}
  const onlyDatabase = database.columns.filter((column) => columnOf(models, column.name) === undefined)
  const left = new Set(
    [...models.columns, ...onlyDatabase]
      .map(({ name }) => name)
      .filter((name) => {
        const columns = { database: columnOf(database, name), models: columnOf(models, name) }
        return !ask(filter, 'column', columns, place)
      })
      .map((name) => name.toLowerCase()),
  )
  if (left.size === 0) return {}
  const isLeft = ({ name }: Column): boolean => left.has(name.toLowerCase())
  const columns = written.columns.flatMap((column) =>
    isLeft(column) ? (columnOf(standIn, column.name) ?? []) : [column],
  )
  // A column of the other side stays behind the one that it stands behind there.
  for (const column of standIn.columns.filter((one) => isLeft(one) && columnOf(written, one.name) === undefined)) {
    const before = standIn.columns.slice(0, standIn.columns.indexOf(column)).toReversed()
    const previous = before.find(({ name }) => columnOf({ columns }, name) !== undefined)
    const index = previous === undefined ? 0 : columns.findIndex(({ name }) => sameName(name, previous.name)) + 1
    columns.splice(index, 0, column)
  }
  return { columns }
}

function withAttributes<T extends ManagedObject>(written: T, changing: Changing): T {
  const { attributes = {} } = changing.selection
  const object = switched(
    written,
    changing.standIn,
    changing.sides,
    attributes[TYPES[written.kind]] ?? {},
    changing.place,
  )
  const properties = switchedProperties(object, changing, attributes)
  const withProperties = properties === undefined ? object : { ...object, properties }
  if (withProperties.kind !== 'Table') return withProperties
  const columns = switchedColumns(withProperties, changing, attributes)
  return columns === undefined ? withProperties : { ...withProperties, columns }
}

/** The switches of one type, whatever the attributes' types are: each function is called with values of its own attribute. */
type AnySwitches = Readonly<Record<string, AttributeSwitch<never> | undefined>>

/** The object with the other side's value for each attribute that is switched off where it differs. */
function switched<T extends object>(
  written: T,
  standIn: object,
  sides: Sides<object>,
  switches: AnySwitches,
  place: ObjectName,
): T {
  return Object.entries(switches).reduce((object, [attribute, how]) => {
    const [value, from, to] = [standIn, sides.database, sides.models].map((side) =>
      ownEntry<unknown>({ ...side }, attribute),
    )
    if (!ignores(how, from, to, place)) return object
    const entries = Object.entries(object).filter(([key]) => key !== attribute)
    return Object.fromEntries<unknown>(value === undefined ? entries : [...entries, [attribute, value]]) as T
  }, written)
}

function ignores(how: AttributeSwitch<never> | undefined, from: unknown, to: unknown, place: ObjectName): boolean {
  if (how === undefined || how === true || isDeepStrictEqual(from, to)) return false
  return how === false || how(from as never, to as never, place) === true
}

function switchedProperties(
  written: ManagedObject,
  { sides: { database, models }, standIn, place }: Changing,
  { properties: switches = {} }: AttributeSwitches,
): Readonly<Record<string, string>> | undefined {
  if (!('properties' in written) || !('properties' in standIn)) return undefined
  if (!('properties' in database) || !('properties' in models)) return undefined
  const sides = { database: database.properties, models: models.properties }
  const properties = switched(written.properties, standIn.properties, sides, switches, place)
  return properties === written.properties ? undefined : properties
}

function switchedColumns(
  written: Table,
  { sides, standIn, place }: Changing,
  { column: switches = {}, columnOrder = true }: AttributeSwitches,
): readonly Column[] | undefined {
  if (sides.database.kind !== 'Table' || sides.models.kind !== 'Table' || standIn.kind !== 'Table') return undefined
  const tables = [standIn, sides.database, sides.models] as const
  const columns = written.columns.map((column) => {
    const [other, database, models] = tables.map((table) => columnOf(table, column.name))
    return other === undefined || database === undefined || models === undefined
      ? column
      : switched(column, other, { database, models }, switches, place)
  })
  const ordered = columnOrder ? columns : inOrderOf(standIn, columns)
  return ordered.every((column, index) => column === written.columns[index]) ? undefined : ordered
}

/** Columns that both sides have change places until they stand as in the other one. */
function inOrderOf(other: Pick<Table, 'columns'>, columns: readonly Column[]): readonly Column[] {
  const common = columns.filter(({ name }) => columnOf(other, name) !== undefined)
  const sorted = other.columns.flatMap(({ name }) => columnOf({ columns: common }, name) ?? [])
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
