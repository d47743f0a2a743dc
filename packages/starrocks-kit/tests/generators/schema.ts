import * as fc from 'fast-check'
import type {
  Column,
  ColumnDefault,
  DataType,
  Index,
  MaterializedView,
  SchemaState,
  Table,
  TableKey,
  View,
} from '../../src/schema/index.ts'
import { DATABASE } from '../support/target.ts'
import { databaseWithObject, emptyDatabase, emptySchema, withDatabase } from '../../src/schema/state.ts'
import type { SchemaObject } from '../../src/schema/state.ts'

/** Some schemas have a second database. */
const OTHER_DATABASE = 'archive'

const int: DataType = { kind: 'simple', name: 'int' }
const keyTypes: readonly DataType[] = [
  int,
  { kind: 'simple', name: 'bigint' },
  { kind: 'simple', name: 'date' },
  { kind: 'varchar', length: 20 },
]
const valueTypes: readonly DataType[] = [
  { kind: 'simple', name: 'tinyint' },
  int,
  { kind: 'simple', name: 'bigint' },
  { kind: 'simple', name: 'double' },
  { kind: 'simple', name: 'datetime' },
  { kind: 'simple', name: 'json' },
  { kind: 'decimal', precision: 10, scale: 2 },
  { kind: 'decimal', precision: 20, scale: 4 },
  { kind: 'varchar', length: 10 },
  { kind: 'varchar', length: 200 },
  { kind: 'array', element: int },
  { kind: 'struct', fields: [{ name: 'a', type: int }] },
  {
    kind: 'struct',
    fields: [
      { name: 'a', type: int },
      { name: 'b', type: { kind: 'varchar', length: 5 } },
    ],
  },
]

/** Comments with what printers like to stumble over. */
const commentArbitrary = fc.option(
  fc.constantFrom('plain', "it's", 'two "words"', 'back\\slash', 'line\nbreak', 'ümläut 表'),
  {
    nil: undefined,
  },
)

function literal(...values: string[]): fc.Arbitrary<ColumnDefault | undefined> {
  return fc.option(
    fc.constantFrom(...values).map((value) => ({ kind: 'literal', value }) as const),
    { nil: undefined },
  )
}

function defaultOf(type: DataType): fc.Arbitrary<ColumnDefault | undefined> {
  if (type.kind === 'varchar') return literal('x', "o'clock")
  if (type.kind === 'decimal') return literal('1.5')
  if (type.kind !== 'simple') return fc.constant(undefined)
  switch (type.name) {
    case 'tinyint':
    case 'int':
    case 'bigint':
      return literal('0', '7')
    case 'datetime':
      return fc.option(fc.constant({ kind: 'current-timestamp' } as const), { nil: undefined })
    default:
      return fc.constant(undefined)
  }
}

/** A record without the keys that have no value: absent means that the key is missing. */
function present<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never
}

const keyColumn = (name: string): fc.Arbitrary<Column> =>
  fc
    .record({ type: fc.constantFrom(...keyTypes), comment: commentArbitrary })
    .map(({ type, comment }) => present({ name, type, nullable: false, comment }) as Column)

const valueColumn = (name: string, aggregate: boolean): fc.Arbitrary<Column> =>
  fc.constantFrom(...valueTypes).chain((type) =>
    fc.record({ nullable: fc.boolean(), default: defaultOf(type), comment: commentArbitrary }).map(
      (rest) =>
        present({
          name,
          type,
          ...rest,
          aggregation: aggregate ? ('REPLACE' as const) : undefined,
        }) as Column,
    ),
  )

const bitmapTypes = new Set(['tinyint', 'int', 'bigint', 'datetime', 'date'])

function canHaveIndex(column: Column): boolean {
  return column.type.kind === 'varchar' || (column.type.kind === 'simple' && bitmapTypes.has(column.type.name))
}

/** A table as a server of 3.5 would answer it: nothing is left out that has a rule of its own. */
const tableArbitrary = (name: string): fc.Arbitrary<Table> =>
  fc
    .record({
      keyType: fc.constantFrom<TableKey['type']>('DUPLICATE', 'PRIMARY', 'UNIQUE', 'AGGREGATE'),
      keyCount: fc.integer({ min: 1, max: 2 }),
      values: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 4 }),
    })
    .chain(({ keyType, keyCount, values }) => {
      const keys = ['k1', 'k2'].slice(0, keyCount)
      return fc
        .record({
          keyColumns: fc.tuple(...keys.map(keyColumn)),
          valueColumns: fc.tuple(...values.map((value) => valueColumn(value, keyType === 'AGGREGATE'))),
          comment: commentArbitrary,
          buckets: fc.integer({ min: 1, max: 3 }),
          distributeBoth: fc.boolean(),
          sorted: fc.boolean(),
          indexed: fc.boolean(),
          writeQuorum: fc.constantFrom('MAJORITY', 'ONE', 'ALL'),
          bloom: fc.boolean(),
        })
        .map((parts): Table => {
          const columns: Column[] = [...parts.keyColumns, ...parts.valueColumns]
          const last = columns.at(-1)
          const index: Index | undefined =
            parts.indexed &&
            last !== undefined &&
            canHaveIndex(last) &&
            (keyType === 'DUPLICATE' || keyType === 'PRIMARY')
              ? { name: 'idx', columns: [last.name], type: 'BITMAP', properties: {} }
              : undefined
          const sortable = parts.sorted && (keyType === 'DUPLICATE' || keyType === 'PRIMARY')
          const sortColumn = parts.valueColumns.find(
            (column) => column.type.kind === 'simple' && ['int', 'bigint'].includes(column.type.name),
          )
          return present({
            kind: 'Table' as const,
            name,
            columns,
            key: { type: keyType, columns: keys },
            comment: parts.comment,
            distribution: {
              kind: 'hash' as const,
              columns: parts.distributeBoth ? keys : keys.slice(0, 1),
              buckets: parts.buckets,
            },
            sortKey: sortable && sortColumn !== undefined ? [{ column: sortColumn.name }] : undefined,
            indexes: index === undefined ? {} : { [index.name]: index },
            rollups: {},
            properties: {
              replication_num: '1',
              ...(parts.writeQuorum === 'MAJORITY' ? {} : { write_quorum: parts.writeQuorum }),
              ...(parts.bloom && parts.keyColumns.some(({ type }) => type.kind !== 'simple' || type.name !== 'date')
                ? { bloom_filter_columns: 'k1' }
                : {}),
            },
          }) as Table
        })
    })

const qualified = (database: string, name: string): string => (database === DATABASE ? name : `${database}.${name}`)

/** A view on some of the columns of a table or of another view. */
const viewArbitrary = (name: string, source: string, columns: readonly string[]): fc.Arbitrary<View> =>
  fc
    .record({
      picked: fc.shuffledSubarray([...columns], { minLength: 1 }),
      filtered: fc.boolean(),
      comment: commentArbitrary,
      security: fc.option(fc.constant('INVOKER' as const), { nil: undefined }),
      columnComment: commentArbitrary,
    })
    .map(
      ({ picked, filtered, comment, security, columnComment }) =>
        present({
          kind: 'View' as const,
          name,
          columns: picked.map((column, index) =>
            present({ name: column, comment: index === 0 ? columnComment : undefined }),
          ),
          comment,
          security,
          query: {
            text: `SELECT ${picked.join(', ')} FROM ${source}${filtered ? ` WHERE ${picked[0]} IS NOT NULL` : ''}`,
            origin: 'user' as const,
          },
        }) as View,
    )

const materializedViewArbitrary = (name: string, source: string, column: string): fc.Arbitrary<MaterializedView> =>
  fc
    .record({
      counted: fc.constantFrom('count(*)', `count(${column})`),
      comment: commentArbitrary,
      mode: fc.constantFrom('ASYNC' as const, 'MANUAL' as const),
      every: fc.option(fc.record({ count: fc.integer({ min: 1, max: 5 }), unit: fc.constant('DAY') }), {
        nil: undefined,
      }),
    })
    .map(
      ({ counted, comment, mode, every }) =>
        present({
          kind: 'MaterializedView' as const,
          name,
          columns: [{ name: column }, { name: 'n' }],
          comment,
          distribution: { kind: 'hash' as const, columns: [column], buckets: 2 },
          refresh: present({ mode, every: mode === 'ASYNC' ? every : undefined }),
          indexes: {},
          properties: { replication_num: '1' },
          query: {
            text: `SELECT ${column}, ${counted} AS n FROM ${source} GROUP BY ${column}`,
            origin: 'user' as const,
          },
        }) as MaterializedView,
    )

interface Placed {
  readonly database: string
  readonly object: SchemaObject
}

/** Up to three tables, and views and materialized views on them, some in another database. */
export const schemaArbitrary: fc.Arbitrary<SchemaState> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('t1', 't2', 't3'), { maxLength: 3 }),
    fc.constantFrom(DATABASE, DATABASE, OTHER_DATABASE),
  )
  .chain(([names, place]) => fc.tuple(fc.tuple(...names.map(tableArbitrary)), fc.constant(place)))
  .chain(([tables, place]) => {
    const first = tables[0]
    const objects: fc.Arbitrary<Placed | undefined>[] = tables.map((object) =>
      fc.constant({ database: DATABASE, object }),
    )
    if (first !== undefined) {
      const columns = first.columns.map((column) => column.name)
      // Named so that a view may stand before, or after, what it reads in the order of names.
      objects.push(
        fc.option(
          viewArbitrary('v2', first.name, columns).map((object) => ({ database: DATABASE, object })),
          { nil: undefined },
        ),
        fc.option(
          materializedViewArbitrary('m1', first.name, 'k1').map((object) => ({ database: DATABASE, object })),
          { nil: undefined },
        ),
        fc.option(
          viewArbitrary('v0', qualified(DATABASE, first.name), columns).map((object) => ({
            database: place,
            object: {
              ...object,
              query: {
                ...object.query,
                text: object.query.text.replace(`FROM ${first.name}`, `FROM ${DATABASE}.${first.name}`),
              },
            },
          })),
          { nil: undefined },
        ),
      )
    }
    return fc.tuple(...objects)
  })
  .chain((placed) => {
    const view = placed.find((item) => item?.object.kind === 'View' && item.object.name === 'v2')
    const columns = view?.object.kind === 'View' ? (view.object.columns ?? []).map((column) => column.name) : []
    const onView =
      columns.length === 0
        ? fc.constant(undefined)
        : fc.option(
            viewArbitrary('v1', 'v2', columns).map((object): Placed => ({ database: DATABASE, object })),
            { nil: undefined },
          )
    return onView.map((item) => schemaFrom([...placed, item]))
  })

function schemaFrom(objects: readonly (Placed | undefined)[]): SchemaState {
  let state = withDatabase(emptySchema(), emptyDatabase(DATABASE))
  for (const item of objects) {
    if (item === undefined) continue
    const database = state.databases[item.database] ?? emptyDatabase(item.database)
    state = withDatabase(state, databaseWithObject(database, item.object))
  }
  return state
}
