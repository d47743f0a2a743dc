import type { MATERIALIZED_VIEW_PROPERTY_KINDS, PropertyKind, TABLE_PROPERTY_KINDS } from './property-kinds.ts'
import type { SqlFragment } from './sql.ts'
import type { Override } from './unmanaged.ts'

/** A value of a property: StarRocks keeps all of them as text. */
export type PropertyValue = string | number | boolean

/** What a property may be given as: its value, `raw('text')` for one that its type does not foresee, or an override. */
type Managed<Value> = Value | SqlFragment | Override

/** What a property of a kind is given as. */
type ValueOfKind<Kind> = Kind extends 'count'
  ? number | `${number}`
  : Kind extends 'flag'
    ? boolean | 'true' | 'false'
    : Kind extends readonly (infer Word extends string)[]
      ? Word | Lowercase<Word> | Uppercase<Word>
      : string

type KnownProperties<Kinds extends Readonly<Record<string, PropertyKind>>> = {
  readonly [Name in keyof Kinds]?: Managed<ValueOfKind<Kinds[Name]>>
}

interface OtherProperties {
  readonly [name: string]: Managed<PropertyValue>
}

/** The properties of a table by the names that StarRocks knows; any other name takes any value. */
export type TableProperties = KnownProperties<typeof TABLE_PROPERTY_KINDS> & OtherProperties

/** The properties of a materialized view by the names that StarRocks knows; any other name takes any value. */
export type MaterializedViewProperties = KnownProperties<typeof MATERIALIZED_VIEW_PROPERTY_KINDS> & OtherProperties
