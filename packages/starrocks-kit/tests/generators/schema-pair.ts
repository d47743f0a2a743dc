import * as fc from 'fast-check'
import type { Column, SchemaState, Table } from '../../src/schema/index.ts'
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
  // No index.
  fc.constant((table) => ({ ...table, indexes: {} })),
]

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
)
