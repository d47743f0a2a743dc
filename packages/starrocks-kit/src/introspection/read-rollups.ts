import type { PlacedObject } from '../schema/state.ts'
import type { Rollup, Table } from '../schema/index.ts'
import type { DatabaseListing } from './list-objects.ts'

/** How SHOW MATERIALIZED VIEWS words a rollup (ShowMaterializedViewStatus.buildCreateMVSql): names without quotes, key columns first, then `SUM(v)` or `NONE(v)`. */
const ROLLUP = /^create materialized view (\S+) as select (.+) from (\S+) group by \S+$/

/**
 * Rollups as parts of their tables, and those that are none: synchronous materialized views, and what names without quotes do not tell.
 */
export function readRollups(
  objects: readonly PlacedObject[],
  listings: readonly DatabaseListing[],
): { readonly objects: readonly PlacedObject[]; readonly others: readonly DatabaseListing['rollups'][number][][] } {
  const found = new Map<Table, Rollup[]>()
  const others = listings.map((listing) =>
    listing.rollups.filter(({ name, text }) => {
      const [, ownName, list = '', tableName] = ROLLUP.exec(text) ?? []
      const table = objects.find(
        ({ database, catalog, object }) =>
          database === listing.database &&
          catalog === listing.catalog &&
          object.kind === 'Table' &&
          object.name === tableName,
      )?.object
      if (ownName !== name || table?.kind !== 'Table') return true
      const columns = list.split(',').map((item) => /^\w+\((.*)\)$/.exec(item)?.[1] ?? item)
      const known = new Set(table.columns.map((column) => column.name))
      if (!columns.every((column) => known.has(column))) return true
      found.set(table, [...(found.get(table) ?? []), { name, columns, properties: {} }])
      return false
    }),
  )
  return {
    objects: objects.map((placed) => {
      const rollups = placed.object.kind === 'Table' ? found.get(placed.object) : undefined
      if (placed.object.kind !== 'Table' || rollups === undefined) return placed
      return {
        ...placed,
        object: { ...placed.object, rollups: Object.fromEntries(rollups.map((rollup) => [rollup.name, rollup])) },
      }
    }),
    others,
  }
}
