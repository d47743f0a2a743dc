import * as fc from 'fast-check'
import type { Column, RefreshScheme, SchemaState, Table, View } from '../../src/schema/index.ts'
import { databaseWithObject, withDatabase } from '../../src/schema/state.ts'
import { DATABASE } from '../support/target.ts'
import { schemaArbitrary } from './schema.ts'

/** One small change of a table; what does not fit the table leaves it as it is. */
type Mutation = (table: Table) => Table

const mutable = (table: Table): readonly Column[] =>
  table.columns.filter(({ name }) => table.key?.columns.includes(name) !== true)

function referenced(table: Table, column: string): boolean {
  return (
    table.sortKey?.some((item) => item.column === column) === true ||
    Object.values(table.indexes).some((index) => index.columns.includes(column))
  )
}

function withoutKey<T extends object, K extends keyof T>(record: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = record
  return rest
}

function withComment<T extends { readonly comment?: string }>(item: T, comment: string | undefined): T {
  return comment === undefined ? (withoutKey(item, 'comment') as T) : { ...item, comment }
}

const mutations: readonly fc.Arbitrary<Mutation>[] = [
  // A new column, anywhere among the values.
  fc.record({ at: fc.nat(5), name: fc.constantFrom('x', 'y', 'z') }).map(({ at, name }) => (table) => {
    if (table.columns.some((column) => column.name === name)) return table
    const first = table.key?.columns.length ?? 0
    const place = Math.min(first + at, table.columns.length)
    const column: Column = {
      name,
      type: { kind: 'simple', name: 'int' },
      nullable: true,
      ...(table.key?.type === 'AGGREGATE' ? { aggregation: 'REPLACE' as const } : {}),
    }
    return { ...table, columns: table.columns.toSpliced(place, 0, column) }
  }),
  // A value column goes away, unless it is the last one.
  fc.nat(5).map((at) => (table) => {
    const values = mutable(table).filter(({ name }) => !referenced(table, name))
    const column = values[at % Math.max(values.length, 1)]
    return column === undefined || mutable(table).length < 2
      ? table
      : { ...table, columns: table.columns.filter((other) => other !== column) }
  }),
  // Another comment of a column or of the table.
  fc
    .record({ at: fc.nat(5), comment: fc.constantFrom(undefined, 'new', "isn't") })
    .map(({ at, comment }) => (table) => ({
      ...table,
      columns: table.columns.map((column, index) =>
        index === at % table.columns.length ? withComment(column, comment) : column,
      ),
    })),
  fc.constantFrom(undefined, 'other').map((comment) => (table) => withComment(table, comment)),
  // Another type of a value column.
  fc
    .record({
      at: fc.nat(5),
      type: fc.constantFrom<Column['type']>(
        { kind: 'simple', name: 'bigint' },
        { kind: 'varchar', length: 300 },
        {
          kind: 'struct',
          fields: [
            { name: 'a', type: { kind: 'simple', name: 'int' } },
            { name: 'c', type: { kind: 'simple', name: 'date' } },
          ],
        },
      ),
    })
    .map(({ at, type }) => (table) => {
      const values = mutable(table).filter(({ name }) => !referenced(table, name))
      const column = values[at % Math.max(values.length, 1)]
      if (column === undefined) return table
      const changed = { ...withoutKey(column, 'default'), type } as Column
      return { ...table, columns: table.columns.map((other) => (other === column ? changed : other)) }
    }),
  // NULL and NOT NULL.
  fc.nat(5).map((at) => (table) => {
    const values = mutable(table)
    const column = values[at % Math.max(values.length, 1)]
    return {
      ...table,
      columns: table.columns.map((other) => (other === column ? { ...other, nullable: !other.nullable } : other)),
    }
  }),
  // The value columns in another order.
  fc.constant((table) => {
    const first = table.key?.columns.length ?? 0
    return { ...table, columns: [...table.columns.slice(0, first), ...table.columns.slice(first).toReversed()] }
  }),
  // Another number of buckets.
  fc
    .integer({ min: 1, max: 4 })
    .map(
      (buckets) => (table) =>
        table.distribution?.kind === 'hash' ? { ...table, distribution: { ...table.distribution, buckets } } : table,
    ),
  // Another property.
  fc.constantFrom('ONE', 'ALL').map((write_quorum) => (table) => ({
    ...table,
    properties: { ...table.properties, write_quorum },
  })),
  fc.constant((table) => ({
    ...table,
    properties: withoutKey(table.properties, 'write_quorum') as Table['properties'],
  })),
  // No index, or one on some value column.
  fc.constant((table) => ({ ...table, indexes: {} })),
  fc.nat(5).map((at) => (table) => {
    const column = indexable(table)[at % Math.max(indexable(table).length, 1)]
    return column === undefined
      ? table
      : { ...table, indexes: { i: { name: 'i', columns: [column.name], type: 'BITMAP', properties: {} } } }
  }),
  // Another sort key.
  fc.nat(5).map((at) => (table) => {
    const columns = sortable(table)
    const column = columns[at % Math.max(columns.length, 1)]
    return column === undefined ? table : { ...table, sortKey: [{ column: column.name }] }
  }),
  // Another bloom filter.
  fc.constant((table) => ({
    ...table,
    properties: { ...table.properties, bloom_filter_columns: table.key?.columns.at(-1) ?? 'k1' },
  })),
]

/** Value columns that may have an index, in the key models where any column may. */
function indexable(table: Table): readonly Column[] {
  if (table.key?.type !== 'DUPLICATE' && table.key?.type !== 'PRIMARY') return []
  return mutable(table).filter(
    ({ type }) => type.kind === 'varchar' || (type.kind === 'simple' && ['int', 'bigint'].includes(type.name)),
  )
}

function sortable(table: Table): readonly Column[] {
  return indexable(table).filter(({ type }) => type.kind === 'simple')
}

const otherRefresh = fc.constantFrom<RefreshScheme>(
  { mode: 'MANUAL' },
  { mode: 'ASYNC' },
  { mode: 'ASYNC', every: { count: 3, unit: 'HOUR' } },
)

/** Small changes of the views and materialized views of the database. */
const mutateViews = (state: SchemaState): fc.Arbitrary<SchemaState> =>
  fc
    .record({ comment: fc.constantFrom(undefined, 'seen'), refresh: otherRefresh, secure: fc.boolean() })
    .map(({ comment, refresh, secure }) => {
      const database = state.databases[DATABASE]
      if (database === undefined) return state
      const views = Object.values(database.views).map((view): View => {
        const { security: _, ...rest } = withComment(view, comment)
        return secure ? { ...rest, security: 'INVOKER' } : rest
      })
      const materializedViews = Object.values(database.materializedViews).map((view) => ({ ...view, refresh }))
      return withDatabase(
        state,
        [...views, ...materializedViews].reduce((sum, object) => databaseWithObject(sum, object), database),
      )
    })

const mutateTables = (state: SchemaState): fc.Arbitrary<SchemaState> => {
  const database = state.databases[DATABASE]
  const tables = Object.values(database?.tables ?? {})
  if (database === undefined || tables.length === 0) return fc.constant(state)
  const changes = tables.map((table) =>
    fc
      .array(fc.oneof(...mutations), { maxLength: 3 })
      .map((list) => list.reduce((changed, mutation) => mutation(changed), table)),
  )
  return fc.tuple(...changes).map((changed) =>
    withDatabase(
      state,
      changed.reduce((sum, table) => databaseWithObject(sum, table), database),
    ),
  )
}

/** Two schemas to go from one to the other: sometimes unrelated, more often a schema and small changes of it. */
export const schemaPairArbitrary: fc.Arbitrary<readonly [SchemaState, SchemaState]> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(schemaArbitrary, schemaArbitrary) },
  { weight: 3, arbitrary: schemaArbitrary.chain((from) => fc.tuple(fc.constant(from), mutateTables(from))) },
  { weight: 1, arbitrary: schemaArbitrary.chain((from) => fc.tuple(fc.constant(from), mutateViews(from))) },
)
