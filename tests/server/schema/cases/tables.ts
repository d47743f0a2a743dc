import {
  aggregateKey,
  aggState,
  array,
  bigint,
  bitmap,
  boolean,
  char,
  columnType,
  date,
  datetime,
  decimal,
  double,
  duplicateKey,
  float,
  hash,
  hll,
  index,
  int,
  json,
  largeint,
  map,
  percentile,
  primaryKey,
  random,
  smallint,
  sql,
  string,
  struct,
  table,
  tinyint,
  uniqueKey,
  varbinary,
  varchar,
} from 'starrocks-kit'
import type { TableProperties } from 'starrocks-kit'
import { ONE } from './case.ts'
import type { ObjectCase } from './case.ts'

/** Text that is easily lost on the way to a server and back. */
export const ODD_TEXTS: Readonly<Record<string, string>> = {
  'single quotes': "it's ''quoted''",
  'double quotes': 'say "yes"',
  backquotes: '`name`',
  'line breaks': 'two\nlines',
  tabs: 'a\tb',
  backslashes: 'C:\\temp\\new \\',
  unicode: 'Größe 日本語 😀',
  'what looks like SQL': '-- no; /* comment */ DROP TABLE t;',
  'template marks': '${x} %s {0}',
}

const keys: readonly ObjectCase[] = [
  {
    name: 'DUPLICATE KEY',
    models: [
      table(
        't',
        { id: bigint(), at: datetime(), what: string() },
        { key: duplicateKey('id', 'at'), distributedBy: hash('id').buckets(2), properties: ONE },
      ),
    ],
  },
  {
    name: 'no key clause',
    models: [table('t', { a: int(), b: varchar(10), c: double() }, { properties: ONE, distributedBy: hash('a') })],
  },
  {
    name: 'UNIQUE KEY',
    models: [
      table(
        't',
        { id: bigint(), day: date(), what: string() },
        { key: uniqueKey('id', 'day'), distributedBy: hash('id').buckets(2), properties: ONE },
      ),
    ],
  },
  {
    name: 'AGGREGATE KEY with every function',
    models: [
      table(
        't',
        {
          day: date().notNull(),
          site: varchar(20),
          sum: bigint().aggregate('SUM').default(0n),
          min: int().aggregate('MIN'),
          max: decimal(20, 4).aggregate('MAX'),
          last: string().aggregate('REPLACE'),
          known: varchar(30).aggregate('REPLACE_IF_NOT_NULL'),
          users: hll().aggregate('HLL_UNION').notNull(),
          ids: bitmap().aggregate('BITMAP_UNION').notNull(),
          times: percentile().aggregate('PERCENTILE_UNION').notNull(),
        },
        { key: aggregateKey('day', 'site'), distributedBy: hash('site').buckets(2), properties: ONE },
      ),
    ],
  },
  {
    name: 'AGGREGATE KEY with generic states',
    since: '3.4',
    models: [
      table(
        't',
        { day: date(), mean: aggState('avg', bigint()), top: aggState('max_by', string(), bigint()) },
        { key: aggregateKey('day'), distributedBy: hash('day').buckets(2), properties: ONE },
      ),
    ],
  },
  {
    name: 'PRIMARY KEY',
    models: [
      table(
        't',
        { id: bigint().primaryKey(), part: int().primaryKey(), what: string() },
        { distributedBy: hash('id').buckets(2), properties: ONE },
      ),
    ],
  },
  {
    name: 'PRIMARY KEY with a distribution that the server chooses',
    since: '3.3',
    models: [table('t', { id: bigint().primaryKey(), what: string() }, { properties: ONE })],
  },
]

const placement: readonly ObjectCase[] = [
  { name: 'hash of several columns', distributedBy: hash('a', 'b').buckets(3) },
  { name: 'hash without buckets', distributedBy: hash('a') },
  { name: 'random with buckets', distributedBy: random().buckets(3) },
  { name: 'random without buckets', distributedBy: random() },
].map(({ name, distributedBy }) => ({
  name,
  models: [table('t', { a: int(), b: varchar(10), c: int() }, { distributedBy, properties: ONE })],
}))

const sortKeys: readonly ObjectCase[] = [
  {
    name: 'sort key of a DUPLICATE KEY table',
    since: '3.3',
    models: [
      table(
        't',
        { a: int(), b: varchar(10), c: int() },
        { key: duplicateKey('a'), orderBy: ['b', 'a'], distributedBy: hash('a').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'sort key of a PRIMARY KEY table',
    models: [
      table(
        't',
        { a: int(), b: varchar(10), c: int() },
        { key: primaryKey('a'), orderBy: ['c', 'b'], distributedBy: hash('a').buckets(1), properties: ONE },
      ),
    ],
  },
]

const columns: readonly ObjectCase[] = [
  {
    name: 'defaults',
    models: [
      table(
        't',
        {
          id: int(),
          number: int().default(0),
          negative: bigint().default(-7n),
          fraction: decimal(10, 2).default('1.50'),
          ratio: double().default(0.5),
          flag: boolean().default(true),
          empty: varchar(10).default(''),
          text: varchar(50).default("it's so"),
          null_word: varchar(10).default('NULL'),
          day: date().default('2024-02-29'),
          at: datetime().default('2024-02-29 12:00:00'),
          now: datetime().defaultNow(),
          required: int().notNull().default(5),
          key: varchar(36).defaultExpression('uuid()'),
          numeric_key: largeint().defaultExpression('uuid_numeric()'),
        },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    // Older servers print such a default without escaping it.
    name: 'defaults with double quotes and backslashes',
    since: '3.5',
    models: [
      table(
        't',
        { id: int(), text: varchar(50).default('say "so"'), path: varchar(50).default('a\\b') },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'current_timestamp with a precision',
    since: '3.5',
    models: [
      table(
        't',
        { id: int(), at: datetime().defaultNow(3), micros: datetime().notNull().defaultNow(6) },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'simple types',
    models: [
      table(
        't',
        {
          id: bigint().notNull(),
          a: boolean(),
          b: tinyint(),
          c: smallint(),
          d: int(),
          e: largeint(),
          f: float(),
          g: double(),
          h: decimal(38, 10),
          i: decimal(),
          j: char(1),
          k: char(255),
          l: varchar(1),
          m: varchar(1048576),
          n: string(),
          o: varbinary(),
          p: varbinary(16),
          q: date(),
          r: datetime(),
          s: json(),
          t: columnType('DECIMAL(9, 9)'),
        },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'nested types',
    models: [
      table(
        't',
        {
          id: int(),
          list: array(int()),
          matrix: array(array(decimal(10, 2))),
          names: array(varchar(20)).notNull(),
          counts: map(string(), bigint()),
          deep: map(int(), array(struct({ a: int(), b: map(varchar(5), array(date())) }))),
          address: struct({ street: string(), zip: int(), at: struct({ lat: double(), lon: double() }) }),
        },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'generated columns',
    models: [
      table(
        't',
        {
          id: int().primaryKey(),
          price: decimal(10, 2),
          count: int(),
          data: json(),
          total: double().generatedAs(sql`cast(price AS double) * count`),
          city: string().generatedAs(sql`get_json_string(data, '$.city')`),
          label: varchar(100)
            .generatedAs(sql`concat('no. ', cast(id AS string))`)
            .comment('for people'),
        },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'AUTO_INCREMENT as the key',
    models: [
      table(
        't',
        { id: bigint().autoIncrement().primaryKey(), what: string() },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'AUTO_INCREMENT beside the key',
    models: [
      table(
        't',
        { name: varchar(50).primaryKey(), id: bigint().autoIncrement() },
        { distributedBy: hash('name').buckets(1), properties: ONE },
      ),
    ],
  },
  {
    name: 'names that need quotes',
    models: [
      table(
        'Odd-Table',
        { select: int().notNull(), 'two words': int(), Größe: int(), UPPER: int(), plan: int().named('2024') },
        { key: duplicateKey('select', 'two words'), distributedBy: hash('two words').buckets(1), properties: ONE },
      ),
    ],
  },
]

const comments: readonly ObjectCase[] = Object.entries(ODD_TEXTS).map(([name, text]) => ({
  name: `comments with ${name}`,
  models: [
    table(
      't',
      { id: int().comment(text), other: string().default('x').comment(text) },
      { comment: text, distributedBy: hash('id').buckets(1), properties: ONE },
    ),
    table(
      'p',
      { id: int().primaryKey().comment(text), other: string().default('x').comment(text) },
      { distributedBy: hash('id').buckets(1), indexes: [index('i').on('other').comment(text)], properties: ONE },
    ),
  ],
}))

const indexes: readonly ObjectCase[] = [
  {
    name: 'indexes',
    since: '3.3',
    models: [
      table(
        't',
        { id: int().primaryKey(), city: varchar(50), text: string() },
        {
          distributedBy: hash('id').buckets(1),
          indexes: [
            index('by_city').on('city').comment('by "city"'),
            index('by_text').on('text').using('NGRAMBF', { gram_num: 4, bloom_filter_fpp: 0.05 }),
          ],
          properties: ONE,
        },
      ),
    ],
  },
]

const PROPERTIES: readonly { readonly name: string; readonly properties: TableProperties }[] = [
  { name: 'compression', properties: { compression: 'ZSTD' } },
  { name: 'bloom filters', properties: { bloom_filter_columns: 'id, name', bloom_filter_fpp: 0.01 } },
  { name: 'write quorum and replication', properties: { write_quorum: 'ONE', replicated_storage: true } },
  { name: 'persistent index', properties: { enable_persistent_index: true } },
  { name: 'medium', properties: { storage_medium: 'HDD' } },
]
const properties = PROPERTIES.map(({ name, properties: given }): ObjectCase => ({
  name: `properties: ${name}`,
  models: [
    table(
      't',
      { id: int().primaryKey(), name: varchar(20) },
      { distributedBy: hash('id').buckets(1), properties: { ...ONE, ...given } },
    ),
  ],
}))

export const TABLES: readonly ObjectCase[] = [
  ...keys,
  ...placement,
  ...sortKeys,
  ...columns,
  ...comments,
  ...indexes,
  ...properties,
]
