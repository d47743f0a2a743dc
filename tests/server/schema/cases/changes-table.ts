import {
  aggregateKey,
  array,
  batch,
  bigint,
  date,
  datetime,
  decimal,
  duplicateKey,
  hash,
  index,
  int,
  partition,
  primaryKey,
  random,
  range,
  rollup,
  sql,
  string,
  struct,
  table,
  tinyint,
  uniqueKey,
  varchar,
} from 'starrocks-kit'
import type { ColumnMap, Model, TableModel, TableOptions, TypedColumn } from 'starrocks-kit'
import { ONE } from './case.ts'
import type { ChangeCase } from './case.ts'

const COLUMNS = { id: bigint().notNull(), name: varchar(50), age: int() }

/** The table `t`: by default of the DUPLICATE KEY model. */
function t(columns: ColumnMap = COLUMNS, options: TableOptions = {}): TableModel {
  return table('t', columns, {
    key: duplicateKey('id'),
    distributedBy: hash('id').buckets(2),
    ...options,
    properties: { ...ONE, ...options.properties },
  })
}

const change = (name: string, from: Model, to: Model, ...operations: readonly string[]): ChangeCase => ({
  name,
  from: [from],
  to: [to],
  operations,
})

/** The key models, with a value column that allows to be changed. */
const MODELS: readonly (readonly [string, TableOptions, Partial<ColumnMap>])[] = [
  ['DUPLICATE KEY', { key: duplicateKey('id') }, {}],
  ['UNIQUE KEY', { key: uniqueKey('id') }, {}],
  ['PRIMARY KEY', { key: primaryKey('id') }, {}],
  [
    'AGGREGATE KEY',
    { key: aggregateKey('id') },
    { name: varchar(50).aggregate('REPLACE'), age: int().aggregate('SUM') },
  ],
]

const perModel: readonly ChangeCase[] = MODELS.flatMap(([name, options, own]) => {
  const columns = { ...COLUMNS, ...own } as ColumnMap
  const added = own.age === undefined ? int() : int().aggregate('MAX')
  const { age: _, ...withoutAge } = columns
  const commented = Object.fromEntries(
    Object.entries(columns).map(([column, builder]) => [column, builder.comment(`the ${column}'s`)]),
  )
  return [
    change(`${name}: add a column`, t(columns, options), t({ ...columns, size: added }, options), 'AddColumn t.size'),
    change(`${name}: drop a column`, t(columns, options), t(withoutAge, options), 'DropColumn t.age'),
    change(
      `${name}: widen a column`,
      t(columns, options),
      t({ ...columns, name: own.name === undefined ? varchar(80) : varchar(80).aggregate('REPLACE') }, options),
      'ModifyColumn t.name',
    ),
    {
      // Before, only the whole definition can be given, which key columns refuse.
      ...change(
        `${name}: comments of columns, keys too`,
        t(columns, options),
        t(commented, options),
        'ModifyColumn t.id',
        'ModifyColumn t.name',
        'ModifyColumn t.age',
      ),
      since: '3.5',
    },
    change(
      `${name}: comment of the table`,
      t(columns, { ...options, comment: 'before' }),
      t(columns, { ...options, comment: "after 'it'" }),
      'ModifyTableComment t',
    ),
  ]
})

const columnChanges: readonly ChangeCase[] = [
  change(
    'several changes of columns in one',
    t({ ...COLUMNS, old: string() }),
    t({ id: bigint().notNull(), name: varchar(60), size: decimal(10, 2).default('1.00'), age: bigint() }),
    'DropColumn t.old',
    'AddColumn t.size',
    'ModifyColumn t.name',
    'ModifyColumn t.age',
  ),
  change(
    'a column between others, one at the beginning of the values',
    t(),
    t({ id: bigint().notNull(), first: int(), name: varchar(50), second: datetime(), age: int() }),
    'AddColumn t.first',
    'AddColumn t.second',
  ),
  change(
    'a column with everything',
    t(),
    t({ ...COLUMNS, state: varchar(20).notNull().default('new').comment("the 'state'") }),
    'AddColumn t.state',
  ),
  change(
    'a generated column',
    t(COLUMNS, { key: primaryKey('id') }),
    t({ ...COLUMNS, twice: bigint().generatedAs(sql`age * 2`) }, { key: primaryKey('id') }),
    'AddColumn t.twice',
  ),
  change(
    'types that grow',
    t({ ...COLUMNS, a: tinyint(), b: int() }),
    t({ ...COLUMNS, a: int(), b: bigint() }),
    'ModifyColumn t.a',
    'ModifyColumn t.b',
  ),
  change(
    'a column that allows NULL',
    t({ ...COLUMNS, a: int().notNull() }),
    t({ ...COLUMNS, a: int() }),
    'ModifyColumn t.a',
  ),
  change(
    'the comment of a column with a default',
    t({ ...COLUMNS, a: int().notNull().default(3) }),
    t({ ...COLUMNS, a: int().notNull().default(3).comment('three') }),
    'ModifyColumn t.a',
  ),
  change(
    'the comment of a column goes',
    t({ ...COLUMNS, a: int().comment('three') }),
    t({ ...COLUMNS, a: int() }),
    'ModifyColumn t.a',
  ),
  change('the order of columns', t(), t({ id: bigint().notNull(), age: int(), name: varchar(50) }), 'ReorderColumns t'),
  {
    ...change(
      'a column is renamed',
      t(),
      t({ id: bigint().notNull(), full_name: varchar(50).renamedFrom('name'), age: int() }),
      'RenameColumn t',
    ),
    since: '3.3.2',
  },
  {
    ...change(
      'a column is renamed and changed',
      t(),
      t({ id: bigint().notNull(), full_name: varchar(90).renamedFrom('name'), age: int() }),
      'RenameColumn t',
      'ModifyColumn t.full_name',
    ),
    since: '3.3.2',
  },
  change(
    'a key column is added',
    t(),
    t({ id: bigint().notNull(), part: int(), name: varchar(50), age: int() }, { key: duplicateKey('id', 'part') }),
    'AddColumn t.part',
  ),
]

const tableChanges: readonly ChangeCase[] = [
  change('a table comment goes', t(COLUMNS, { comment: 'x' }), t(), 'ModifyTableComment t'),
  change('a table comment comes', t(), t(COLUMNS, { comment: 'two\nlines' }), 'ModifyTableComment t'),
  {
    name: 'a table is renamed',
    from: [t()],
    to: [
      table('u', COLUMNS, {
        key: duplicateKey('id'),
        distributedBy: hash('id').buckets(2),
        renamedFrom: 't',
        properties: ONE,
      }),
    ],
    operations: ['RenameTable t'],
  },
  {
    name: 'a table and a column of it are renamed',
    since: '3.3.2',
    from: [t()],
    to: [
      table(
        'u',
        { id: bigint().notNull(), name: varchar(50), years: int().renamedFrom('age') },
        {
          key: duplicateKey('id'),
          distributedBy: hash('id').buckets(2),
          renamedFrom: 't',
          properties: ONE,
        },
      ),
    ],
    operations: ['RenameTable t', 'RenameColumn u'],
  },
  {
    ...change(
      'a property is set',
      t(COLUMNS, { key: primaryKey('id') }),
      t(COLUMNS, { key: primaryKey('id'), properties: { enable_load_profile: true } }),
      'ModifyTableProperties t',
    ),
    since: '3.5',
  },
  change(
    'a property goes back to its default',
    t(COLUMNS, { properties: { bloom_filter_columns: 'id' } }),
    t(),
    'ModifyTableProperties t',
  ),
  change(
    'several properties, each with a statement of its own',
    t(),
    t(COLUMNS, { properties: { write_quorum: 'ONE', bloom_filter_columns: 'id', replicated_storage: false } }),
    'ModifyTableProperties t',
  ),
  change('the number of buckets', t(), t(COLUMNS, { distributedBy: hash('id').buckets(4) }), 'ModifyDistribution t'),
  change(
    'the columns of the hash',
    t(),
    t(COLUMNS, { distributedBy: hash('id', 'name').buckets(2) }),
    'ModifyDistribution t',
  ),
  change('hash to random', t(), t(COLUMNS, { distributedBy: random().buckets(2) }), 'ModifyDistribution t'),
  change('a sort key', t(COLUMNS, { orderBy: ['id'] }), t(COLUMNS, { orderBy: ['name', 'id'] }), 'ModifySortKey t'),
  change(
    'a sort key of a PRIMARY KEY table',
    t(COLUMNS, { key: primaryKey('id') }),
    t(COLUMNS, { key: primaryKey('id'), orderBy: ['age', 'name'] }),
    'ModifySortKey t',
  ),
  change('an index comes', t(), t(COLUMNS, { indexes: [index('i').on('name')] }), 'AddIndex t'),
  change('an index goes', t(COLUMNS, { indexes: [index('i').on('name')] }), t(), 'DropIndex t'),
  change(
    'an index of another kind',
    t(COLUMNS, { indexes: [index('i').on('name')] }),
    t(COLUMNS, { indexes: [index('i').on('name').using('NGRAMBF', { gram_num: 4 })] }),
    'DropIndex t',
    'AddIndex t',
  ),
]

const nested = (s: TypedColumn<unknown>): Model => t({ id: bigint().notNull(), s })
const A = { a: int() }
const AB = { a: int(), b: varchar(10) }

/** Fields of structs come and go by ALTER; all else inside of a nested type needs another column (recorded). */
const structChanges: readonly ChangeCase[] = [
  change('a field comes', nested(struct(A)), nested(struct(AB)), 'ModifyColumn t.s'),
  change('a field goes', nested(struct(AB)), nested(struct(A)), 'ModifyColumn t.s'),
  change('one field for another', nested(struct(A)), nested(struct({ b: varchar(10) })), 'ModifyColumn t.s'),
  change('a field inside of an array', nested(array(struct(A))), nested(array(struct(AB))), 'ModifyColumn t.s'),
  change(
    'fields called like reserved words',
    nested(struct({ key: int() })),
    nested(struct({ key: int(), from: struct({ order: date() }) })),
    'ModifyColumn t.s',
  ),
  {
    ...change(
      'a field of an inner struct, and a comment',
      nested(struct({ part: struct(A) }).comment('one')),
      nested(struct({ part: struct(AB) }).comment('two')),
      'ModifyColumn t.s',
    ),
    // Before, a struct could not be defined again, not even for its comment.
    since: '3.5',
  },
].map((one) => ({ since: '3.3.2', ...one, name: `structs: ${one.name}` }))

const rolled = (value?: 'name' | 'age'): Model =>
  t(COLUMNS, value === undefined ? {} : { rollups: [rollup('r', ['id', value])] })

const rollupChanges: readonly ChangeCase[] = [
  change('a rollup comes', rolled(), rolled('name'), 'AddRollup t'),
  change('a rollup stays as it is', rolled('age'), rolled('age')),
  change('a rollup with other columns', rolled('name'), rolled('age'), 'DropRollup t', 'AddRollup t'),
  change('a rollup that is not declared stays', rolled('name'), rolled()),
]

const ranged = (days: readonly string[]): Model =>
  table(
    't',
    { day: date().notNull(), id: int() },
    {
      key: duplicateKey('day'),
      partitionBy: range(
        'day',
        days.map((day) => partition(`p${day.replaceAll('-', '')}`).lessThan(day)),
      ),
      distributedBy: hash('id').buckets(1),
      properties: ONE,
    },
  )

const partitionChanges: readonly ChangeCase[] = [
  change('partitions that the model does not list stay', ranged(['2024-01-01', '2025-01-01']), ranged(['2024-01-01'])),
  change(
    'a batch that became partitions',
    table(
      't',
      { day: date().notNull(), id: int() },
      {
        key: duplicateKey('day'),
        partitionBy: range('day', [batch({ start: '2024-01-01', end: '2024-01-04', every: 'INTERVAL 1 DAY' })]),
        distributedBy: hash('id').buckets(1),
        properties: ONE,
      },
    ),
    table(
      't',
      { day: date().notNull(), id: int(), more: int() },
      {
        key: duplicateKey('day'),
        partitionBy: range('day', [batch({ start: '2024-01-01', end: '2024-01-04', every: 'INTERVAL 1 DAY' })]),
        distributedBy: hash('id').buckets(1),
        properties: ONE,
      },
    ),
    'AddColumn t.more',
  ),
]

export const TABLE_CHANGES: readonly ChangeCase[] = [
  ...perModel,
  ...columnChanges,
  ...tableChanges,
  ...structChanges,
  ...rollupChanges,
  ...partitionChanges,
  { name: 'nothing changes', from: [t()], to: [t()], operations: [] },
  {
    name: 'another table comes',
    from: [t()],
    to: [t(), table('other', COLUMNS, { distributedBy: hash('id').buckets(1), properties: ONE })],
    operations: ['CreateTable other'],
  },
  { name: 'everything is dropped', from: [t()], to: [], operations: ['DropTable t'] },
]
