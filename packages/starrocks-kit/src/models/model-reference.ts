import type { ObjectName } from '../schema/types/names.ts'
import { MODEL } from './brand.ts'

/** What is said of an object's place, whatever else declares it. */
export interface ModelPlace {
  readonly kind: 'Table' | 'View' | 'MaterializedView'
  readonly name: string
  /** Absent for the default database. */
  readonly database?: string
  /** Absent for the default catalog. */
  readonly catalog?: string
}

/** A model as `sql` templates and other models name it. */
export interface ModelReference {
  readonly [MODEL]: ModelPlace
}

/** Whether a value is a model, of whichever copy of the library. */
export function isModelReference(value: unknown): value is ModelReference {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && MODEL in value
}

const KIND_WORDS: { readonly [Kind in ModelPlace['kind']]: string } = {
  Table: 'table',
  View: 'view',
  MaterializedView: 'materialized view',
}

/** A model as messages name it: `table my_table`, `view orders.totals`. */
export function modelLabel(place: ModelPlace): string {
  const parts = [place.catalog, place.database, place.name].filter((part) => part !== undefined)
  return `${KIND_WORDS[place.kind]} ${parts.join('.')}`
}

/** Where the object of a definition lives, given the database for those that name none. */
export function objectNameOf(place: ModelPlace, defaultDatabase: string): ObjectName {
  return {
    ...(place.catalog === undefined ? {} : { catalog: place.catalog }),
    database: place.database ?? defaultDatabase,
    name: place.name,
  }
}
