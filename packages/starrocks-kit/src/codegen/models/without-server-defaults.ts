import { queryOf } from '../../schema/sql-text.ts'
import { defaultProperty } from '../../schema/normalize/properties.ts'
import { openRange, partitionTypes } from '../../schema/partitions/expand.ts'
import { withoutEntry } from '../../schema/state.ts'
import type { Target } from '../../schema/types/capabilities.ts'
import type { MaterializedView } from '../../schema/types/materialized-view.ts'
import type { RangePartitioning } from '../../schema/types/partitioning.ts'
import type { Properties } from '../../schema/types/properties.ts'
import type { Database, SchemaState } from '../../schema/types/schema-state.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import type { Table } from '../../schema/types/table.ts'
import type { View, ViewColumn } from '../../schema/types/view.ts'
import { mapValues } from '../../util/map-values.ts'

/**
 * A schema without what the server adds by itself to what it was told: properties with their defaults, the storage volume of the database, the lowest bound
 * of a range, column lists that only repeat the query, the random distribution of materialized views. A model without them means the same.
 */
export function withoutServerDefaults(state: SchemaState, target: Target): SchemaState {
  return { ...state, databases: mapValues(state.databases, (database) => bareDatabase(database, target)) }
}

function bareDatabase(database: Database, target: Target): Database {
  const { storage_volume: volume } = database.properties
  const bare = <D extends Table | MaterializedView>(object: D): D =>
    withoutVolume(bareDefinition(object, target), volume)
  return {
    ...database,
    tables: mapValues(database.tables, bare),
    views: mapValues(database.views, (view) => bareDefinition(view, target)),
    materializedViews: mapValues(database.materializedViews, bare),
  }
}

/** What names no storage volume is kept in that of its database. */
function withoutVolume<D extends Table | MaterializedView>(object: D, volume: string | undefined): D {
  if (object.properties['storage_volume'] !== volume) return object
  return { ...object, properties: withoutEntry(object.properties, 'storage_volume') }
}

type Definition = Table | View | MaterializedView

/** One object without what the server adds by itself. */
export function bareDefinition<D extends Definition>(object: D, target: Target): D
export function bareDefinition(object: Definition, target: Target): Definition {
  switch (object.kind) {
    case 'Table':
      return bareTable(object, target)
    case 'View':
      return bareView(object)
    case 'MaterializedView':
      return bareMaterializedView(object, target)
  }
}

function bareTable(table: Table, target: Target): Table {
  const { partitioning } = table
  return {
    ...table,
    ...(partitioning?.kind === 'range' ? { partitioning: bareRanges(partitioning, table) } : {}),
    properties: bareProperties(table, target),
  }
}

/** SHOW CREATE gives both bounds of what was declared as LESS THAN: the lower one is the smallest value that there is. */
function bareRanges(partitioning: RangePartitioning, { columns }: Table): RangePartitioning {
  return {
    ...partitioning,
    partitions: openRange(partitioning.partitions, partitionTypes(partitioning, columns)),
  }
}

function bareView({ columns, ...view }: View): View {
  return { ...view, ...bareColumns(columns, view.query) }
}

function bareMaterializedView(view: MaterializedView, target: Target): MaterializedView {
  const { columns, distribution, ...rest } = view
  // Without REFRESH the distribution is what makes the view an asynchronous one.
  const chosenByServer =
    distribution?.kind === 'random' && distribution.buckets === undefined && view.refresh !== undefined
  return {
    ...rest,
    ...bareColumns(columns, view.query),
    ...(distribution === undefined || chosenByServer ? {} : { distribution }),
    properties: bareProperties(view, target),
  }
}

function bareProperties(object: Table | MaterializedView, target: Target): Properties {
  return Object.fromEntries(
    Object.entries(object.properties).filter(([name, value]) => value !== defaultProperty(name, object, target)),
  )
}

/** SHOW CREATE lists the columns of every view; a list without comments that gives the names of the query says nothing. */
function bareColumns(
  columns: readonly ViewColumn[] | undefined,
  query: SqlText,
): { readonly columns?: readonly ViewColumn[] } {
  if (columns === undefined) return {}
  const names = outputNames(query)
  const repeats =
    names?.length === columns.length &&
    columns.every((column, i) => column.comment === undefined && column.name === names[i])
  return repeats ? {} : { columns }
}

/** The output names of a query that names all of them itself; absent when it has a star or an expression without a name. */
function outputNames(query: SqlText): readonly string[] | undefined {
  const { body } = queryOf(query)
  if (body.kind !== 'Select') return undefined
  const names = body.items.map((item) => {
    if (item.kind !== 'SelectExpression') return undefined
    return item.alias ?? (item.expression.kind === 'ColumnReference' ? item.expression.parts.at(-1) : undefined)
  })
  const known = names.filter((name) => name !== undefined)
  return known.length === names.length ? known : undefined
}
