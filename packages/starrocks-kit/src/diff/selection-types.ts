import type { Column, Index, MaterializedView, ObjectName, Rollup, Table, View } from '../schema/index.ts'

/** What object filters are asked about, by type. */
export interface FilteredObjects {
  readonly table: Table
  readonly view: View
  readonly materializedView: MaterializedView
  readonly column: Column
  readonly index: Index
  readonly rollup: Rollup
}

/** Where a filtered object or a compared attribute is: for a column, index or rollup `name` is its table. */
export type SelectionPlace = ObjectName

/** One of them. */
export type FilteredObject = FilteredObjects[keyof FilteredObjects]

/**
 * Whether an object takes part in comparisons. `reflected` says that only the database has it: it would be dropped; otherwise `object` is the models'
 * and `compareTo` what the database has of that name. What is left out is neither created, changed nor dropped.
 */
export type ObjectFilter = (
  object: FilteredObject,
  name: string,
  type: keyof FilteredObjects,
  reflected: boolean,
  compareTo: FilteredObject | undefined,
  place: SelectionPlace,
) => boolean

/**
 * Whether names take part in comparisons: asked before anything is read. `parents` has the catalog outside the default one, and for an `object` (a table, view or
 * materialized view) its database.
 */
export type NameFilter = (
  name: string,
  type: 'database' | 'object',
  parents: { readonly catalog?: string; readonly database?: string },
) => boolean

/**
 * `false`: differences of the attribute do not count. A function is asked where two values differ, with the database's value first: `true` says that they count
 * as the same, anything else leaves it to the rule of the attribute.
 */
export type AttributeSwitch<T> = boolean | ((from: T | undefined, to: T | undefined, place: SelectionPlace) => unknown)

type Switches<T, Excluded extends keyof T> = {
  readonly [K in Exclude<keyof T, Excluded>]?: AttributeSwitch<NonNullable<T[K]>>
}

/** Which attributes count. Default: all of them. */
export interface AttributeSwitches {
  readonly table?: Switches<Table, 'kind' | 'name' | 'columns' | 'properties'>
  readonly column?: Switches<Column, 'name'>
  /** The order of columns that both sides have. */
  readonly columnOrder?: boolean
  readonly view?: Switches<View, 'kind' | 'name'>
  readonly materializedView?: Switches<MaterializedView, 'kind' | 'name' | 'properties'>
  /** By name, of tables and materialized views. */
  readonly properties?: Readonly<Record<string, AttributeSwitch<string>>>
}

/** What takes part in a comparison. */
export interface Selection {
  readonly includeName?: NameFilter
  readonly includeObject?: ObjectFilter
  readonly attributes?: AttributeSwitches
}
