import { parseColumnDefinition } from '../../packages/starrocks-kit/src/language/index.ts'
import {
  columnFromDefinition,
  defaultFromText,
  partitioningFromText,
} from '../../packages/starrocks-kit/src/schema/index.ts'
import type {
  Column,
  Distribution,
  Index,
  Partitioning,
  Properties,
  Table,
} from '../../packages/starrocks-kit/src/schema/index.ts'
import type { KeyType } from '../../packages/starrocks-kit/src/schema/types/table.ts'
import type { Random } from '../compare-servers/random.ts'

const KEY_TYPES = [
  'INT',
  'BIGINT',
  'SMALLINT',
  'DATE',
  'DATETIME',
  'VARCHAR(20)',
  'STRING',
  'CHAR(8)',
  'LARGEINT',
  'BOOLEAN',
] as const
const VALUE_TYPES = [
  ...KEY_TYPES,
  'TINYINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL(10,2)',
  'DECIMAL(27,9)',
  'DECIMAL(38,10)',
  'VARCHAR(200)',
  'VARCHAR(65533)',
  'CHAR(255)',
  'JSON',
  'VARBINARY',
  'VARBINARY(20)',
  'ARRAY<INT>',
  'ARRAY<ARRAY<VARCHAR(10)>>',
  'MAP<INT,STRING>',
  'MAP<VARCHAR(5),ARRAY<DATE>>',
  'STRUCT<a INT,b VARCHAR(5)>',
  'STRUCT<a INT,b VARCHAR(5),c DATE>',
  'STRUCT<a STRUCT<x DATETIME>,b ARRAY<INT>>',
  'ARRAY<STRUCT<a INT,b STRING>>',
] as const
const COMMENTS = ['plain', "it's", 'say "so"', 'back\\slash', 'two\nlines', 'ümläut 表', '`'] as const
const DEFAULTS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  TINYINT: ["'0'", "'-5'"],
  SMALLINT: ["'0'", "'7'"],
  INT: ["'0'", "'7'", "'-1'"],
  BIGINT: ["'0'", "'9000000000'", '(uuid_numeric())'],
  LARGEINT: ["'1'", '(uuid_numeric())'],
  BOOLEAN: ["'true'", "'0'", "'1'", "'false'"],
  FLOAT: ["'1.5'"],
  DOUBLE: ["'1.5'", "'0'"],
  'DECIMAL(10,2)': ["'1.5'", "'0'", "'1.50'"],
  'DECIMAL(27,9)': ["'0'"],
  DATE: ["'2024-01-01'", 'CURRENT_TIMESTAMP'],
  DATETIME: ["'2024-01-01 00:00:00'", "'2024-01-01'", 'CURRENT_TIMESTAMP', 'CURRENT_TIMESTAMP(3)'],
  'VARCHAR(20)': ["''", "'x'", "'it\\'s'"],
  'VARCHAR(200)': ["''", "'x'", '(uuid())'],
  'VARCHAR(65533)': ['\'say "so"\'', '(uuid())'],
  STRING: ["'x'", "'a\\\\b'"],
  'CHAR(8)': ["'x'"],
}
/** What a column of an AGGREGATE KEY table may do with its values, by type. */
const AGGREGATIONS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  BITMAP: ['BITMAP_UNION'],
  HLL: ['HLL_UNION'],
  PERCENTILE: ['PERCENTILE_UNION'],
}
const NUMERIC = /^(?:TINY|SMALL|BIG|LARGE)?INT$|^DOUBLE|^FLOAT|^DECIMAL/
const COMPARABLE = /^(?:DATE|CHAR|VARCHAR|STRING|BOOLEAN)/

export const columnFromText = (text: string): Column => columnFromDefinition(parseColumnDefinition(text))

/** What a column is made of, as text. */
interface Sketch {
  readonly name: string
  readonly type: string
}

function comment(random: Random): string | undefined {
  return random.once(4) ? random.pick(COMMENTS) : undefined
}

function keyColumn(random: Random, name: string, type: string = random.pick(KEY_TYPES)): Column {
  const text = comment(random)
  return {
    ...columnFromText(`${name} ${type} ${random.once(3) ? 'NULL' : 'NOT NULL'}`),
    ...(text === undefined ? {} : { comment: text }),
  }
}

/** A value column of any type, with a default where the type takes one. */
export function valueColumn(random: Random, name: string, keyType: KeyType | undefined): Column {
  const aggregate = keyType === 'AGGREGATE'
  const type: string =
    aggregate && random.once(5) ? random.pick(['BITMAP', 'HLL', 'PERCENTILE']) : random.pick(VALUE_TYPES)
  const text = comment(random)
  const aggregation = aggregate ? aggregationOf(random, type) : ''
  const column = columnFromText(`${name} ${type} ${aggregation} ${random.once(3) ? 'NOT NULL' : 'NULL'}`)
  return {
    ...column,
    ...(random.once(3) ? defaultOf(random, type) : {}),
    ...(text === undefined ? {} : { comment: text }),
  }
}

function aggregationOf(random: Random, type: string): string {
  const fixed = AGGREGATIONS[type]
  if (fixed !== undefined) return random.pick(fixed)
  if (NUMERIC.test(type)) return random.pick(['SUM', 'MIN', 'MAX', 'REPLACE', 'REPLACE_IF_NOT_NULL'])
  if (COMPARABLE.test(type)) return random.pick(['MIN', 'MAX', 'REPLACE', 'REPLACE_IF_NOT_NULL'])
  return random.pick(['REPLACE', 'REPLACE_IF_NOT_NULL'])
}

export function defaultOf(random: Random, type: string): Pick<Column, 'default'> {
  const texts = DEFAULTS[type]
  const value = texts === undefined ? undefined : defaultFromText(random.pick(texts))
  return value === undefined ? {} : { default: value }
}

function generatedColumn(random: Random, columns: readonly Sketch[]): Column | undefined {
  const column = columns[random.below(columns.length)]
  if (column === undefined) return undefined
  const { name, type } = column
  if (type.endsWith('INT'))
    return columnFromText(
      random.pick([`g BIGINT AS ${name} + 1`, `g BIGINT AS (${name} * 2)`, `g BOOLEAN AS ${name} > 3`]),
    )
  if (type.startsWith('DATE'))
    return columnFromText(random.pick([`g ${type} AS date_trunc('month', ${name})`, `g SMALLINT AS year(${name})`]))
  if (/^(?:VARCHAR|CHAR|STRING)/.test(type))
    return columnFromText(
      random.pick([`g STRING AS concat(${name}, '-')`, `g STRING AS upper(${name})`, `g INT AS length(${name})`]),
    )
  return undefined
}

/** Partitioning over a key column that can bear it. */
function partitioningOf(random: Random, columns: readonly Sketch[]): Partitioning | undefined {
  const column = columns[random.below(columns.length)]
  if (column === undefined) return undefined
  const { name, type } = column
  const texts = partitioningTexts(name, type, columns.find((other) => other.name !== name)?.name)
  return texts.length === 0 ? undefined : partitioningFromText(texts[random.below(texts.length)] ?? '')
}

function partitioningTexts(name: string, type: string, other: string | undefined): readonly string[] {
  const automatic = [name, ...(other === undefined ? [] : [`(${name}, ${other})`])]
  switch (type) {
    case 'DATE':
    case 'DATETIME':
      return [
        `RANGE(${name}) (PARTITION p1 VALUES LESS THAN ('2024-02-01'), PARTITION p2 VALUES LESS THAN ('2024-03-01'))`,
        `RANGE(${name}) (PARTITION p1 VALUES LESS THAN ('2024-02-01'), PARTITION rest VALUES LESS THAN (MAXVALUE))`,
        `RANGE(${name}) (PARTITION p1 VALUES [('2024-01-01'), ('2024-02-01')), PARTITION p2 VALUES [('2024-03-01'), ('2024-04-01')))`,
        `RANGE(${name}) (START ('2024-01-01') END ('2024-04-01') EVERY (INTERVAL 1 MONTH))`,
        `RANGE(${name}) (START ('2024-01-01') END ('2024-01-22') EVERY (INTERVAL 1 WEEK))`,
        `RANGE(${name}) ()`,
        `LIST(${name}) (PARTITION p1 VALUES IN ('2024-01-01', '2024-01-02'), PARTITION p2 VALUES IN ('2024-02-01'))`,
        `date_trunc('day', ${name})`,
        `date_trunc('month', ${name})`,
        `date_trunc('year', ${name})`,
        `time_slice(${name}, INTERVAL 7 DAY)`,
        `date_trunc('month', ${name}) (START ('2024-01-01') END ('2024-03-01') EVERY (INTERVAL 1 MONTH))`,
        ...(other === undefined ? [] : [`date_trunc('month', ${name}), ${other}`]),
        ...automatic,
      ]
    case 'BIGINT':
      return [
        `RANGE(from_unixtime(${name})) (PARTITION p1 VALUES LESS THAN ('2024-01-01'))`,
        ...numbers(name),
        ...automatic,
      ]
    case 'INT':
    case 'SMALLINT':
    case 'LARGEINT':
      return [...numbers(name), ...automatic]
    case 'STRING':
    case 'VARCHAR(20)':
      return [
        `LIST(${name}) (PARTITION eu VALUES IN ('Berlin', 'Paris'), PARTITION asia VALUES IN ('東京', 'say "so"'))`,
        `RANGE(str2date(${name}, '%Y-%m-%d')) (PARTITION p1 VALUES LESS THAN ('2024-01-01'), PARTITION p2 VALUES LESS THAN ('2024-02-01'))`,
        ...(other === undefined ? [] : [`LIST(${name}, ${other}) (PARTITION p1 VALUES IN (('a', '1'), ('b', '2')))`]),
        ...automatic,
      ]
    default:
      return automatic
  }
}

const numbers = (name: string): readonly string[] => [
  `RANGE(${name}) (PARTITION p1 VALUES LESS THAN ('10'), PARTITION p2 VALUES LESS THAN ('20'))`,
  `RANGE(${name}) (PARTITION p1 VALUES [('-10'), ('10')), PARTITION p2 VALUES [('10'), ('30')))`,
  `RANGE(${name}) (START ('0') END ('40') EVERY (10))`,
  `LIST(${name}) (PARTITION p1 VALUES IN ('1', '2'), PARTITION p2 VALUES IN ('3'))`,
]

function distributionOf(
  random: Random,
  keys: readonly string[],
  keyType: KeyType | undefined,
): Distribution | undefined {
  const hash = {
    kind: 'hash' as const,
    columns: random.once(2) ? keys : keys.slice(0, 1),
    ...(random.once(3) ? {} : { buckets: 1 + random.below(3) }),
  }
  if (keyType !== 'DUPLICATE' && keyType !== undefined) return random.once(8) ? undefined : hash
  return random.pick([hash, hash, hash, { kind: 'random' }, { kind: 'random', buckets: 2 }, undefined])
}

const INDEXABLE = /^(?:TINY|SMALL|BIG|LARGE)?INT$|^DATE|^BOOLEAN|^(?:VAR)?CHAR|^STRING|^DECIMAL/
const TEXTS = /^(?:VAR)?CHAR|^STRING/

export function indexesOf(random: Random, columns: readonly Sketch[]): Readonly<Record<string, Index>> {
  const chosen = random.some(columns, 5).filter(({ type }) => INDEXABLE.test(type))
  return Object.fromEntries(
    chosen.slice(0, 2).map(({ name, type }, i) => {
      const bloom = TEXTS.test(type) && random.once(3)
      const text = comment(random)
      const index: Index = {
        name: `i${i}`,
        columns: [name],
        type: bloom ? 'NGRAMBF' : 'BITMAP',
        properties: bloom
          ? random.pick<Properties>([{}, { gram_num: '4' }, { bloom_filter_fpp: '0.01', case_sensitive: 'false' }])
          : {},
        ...(text === undefined ? {} : { comment: text }),
      }
      return [index.name, index]
    }),
  )
}

/** Properties that fit the table, some with their default written out. */
export function propertiesOf(random: Random, table: Pick<Table, 'key' | 'columns' | 'partitioning'>): Properties {
  const properties: Record<string, string> = { replication_num: '1' }
  const add = (n: number, name: string, ...values: readonly [string, ...string[]]): void => {
    if (random.once(n)) properties[name] = random.pick(values)
  }
  add(6, 'compression', 'LZ4', 'ZSTD', 'zstd(3)', 'SNAPPY')
  add(5, 'write_quorum', 'MAJORITY', 'ONE', 'ALL')
  add(8, 'replicated_storage', 'true', 'false')
  add(8, 'fast_schema_evolution', 'true', 'false')
  add(12, 'storage_medium', 'HDD')
  add(12, 'mutable_bucket_num', '7', '0')
  add(12, 'enable_load_profile', 'true', 'false')
  add(15, 'base_compaction_forbidden_time_ranges', '* 8-20 * * *', '')
  add(15, 'storage_type', 'column')
  if (table.key?.type === 'PRIMARY') {
    add(6, 'enable_persistent_index', 'true', 'false')
    add(10, 'primary_index_cache_expire_sec', '3600', '0')
  }
  const key = table.key?.columns[0]
  if (key !== undefined) add(6, 'bloom_filter_columns', key)
  const { partitioning } = table
  if (partitioning?.kind === 'range' && partitioning.columns.length === 1 && partitioning.partitions.length === 0) {
    properties['dynamic_partition.enable'] = random.pick(['true', 'true', 'false'])
    properties['dynamic_partition.time_unit'] = random.pick(['DAY', 'WEEK', 'MONTH', 'YEAR'])
    properties['dynamic_partition.end'] = random.pick(['1', '3'])
    properties['dynamic_partition.prefix'] = random.pick(['p', 'q'])
    add(2, 'dynamic_partition.start', '-3', '-1')
    add(2, 'dynamic_partition.buckets', '1', '2')
    add(4, 'dynamic_partition.history_partition_num', '0', '2')
  }
  if (partitioning?.kind === 'range') add(6, 'partition_live_number', '3')
  if (partitioning?.kind === 'expression') {
    add(4, 'partition_live_number', '3', '-1')
    add(6, 'partition_ttl', '3 day', '2 MONTH')
  }
  return properties
}

export const sketchOf = ({ name, type }: Column): Sketch => ({ name, type: typeText(type) })

/** The words of `VALUE_TYPES` for a type, as far as choices depend on it. */
function typeText(type: Column['type']): string {
  switch (type.kind) {
    case 'simple':
      return type.name.toUpperCase()
    case 'char':
    case 'varchar':
      return type.length === 65533 ? 'STRING' : `${type.kind.toUpperCase()}(${type.length})`
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`
    default:
      return type.kind.toUpperCase()
  }
}

/** A table of any key model, as its author may have written it. */
export function randomTable(random: Random, name: string): Table {
  const keyType = random.pick<KeyType | undefined>([
    'DUPLICATE',
    'DUPLICATE',
    'PRIMARY',
    'PRIMARY',
    'UNIQUE',
    'AGGREGATE',
    undefined,
  ])
  const partitioned = random.once(2)
  const keyNames = ['k1', 'k2', 'k3'].slice(0, 1 + random.below(3))
  const keys = keyNames.map((key, i) =>
    keyColumn(
      random,
      key,
      partitioned && i === 0 ? random.pick(['DATE', 'DATETIME', 'INT', 'BIGINT', 'VARCHAR(20)', 'STRING']) : undefined,
    ),
  )
  const values = ['a', 'b', 'c', 'd', 'e', 'f']
    .slice(0, 1 + random.below(6))
    .map((value) => valueColumn(random, value, keyType))
  if (keyType === 'PRIMARY' || keyType === 'DUPLICATE') {
    const number = values.find(
      ({ type, default: value }) => type.kind === 'simple' && type.name === 'bigint' && value === undefined,
    )
    if (number !== undefined && random.once(3)) {
      values[values.indexOf(number)] = { ...number, autoIncrement: true, nullable: false }
    }
  }
  const generated =
    keyType !== 'AGGREGATE' && random.once(5) ? generatedColumn(random, [...keys, ...values].map(sketchOf)) : undefined
  const columns = [...keys, ...values, ...(generated === undefined ? [] : [generated])]
  const key = keyType === undefined ? undefined : { type: keyType, columns: keyNames }
  const text = comment(random)
  const partitioning = partitioned ? partitioningOf(random, keys.map(sketchOf)) : undefined
  const distribution = distributionOf(random, keyNames, keyType)
  const sorted = values.filter(
    ({ type }) => type.kind === 'simple' && ['int', 'bigint', 'date', 'datetime'].includes(type.name),
  )
  const sortKey =
    random.once(4) && (keyType === 'PRIMARY' || keyType === 'DUPLICATE') && sorted[0] !== undefined
      ? [{ column: sorted[0].name }, ...(random.once(2) ? [{ column: 'k1' }] : [])]
      : undefined
  const anyIndex = keyType === 'DUPLICATE' || keyType === 'PRIMARY' || keyType === undefined
  return {
    kind: 'Table',
    name,
    columns,
    ...(key === undefined ? {} : { key }),
    ...(text === undefined ? {} : { comment: text }),
    ...(partitioning === undefined ? {} : { partitioning }),
    ...(distribution === undefined ? {} : { distribution }),
    ...(sortKey === undefined ? {} : { sortKey }),
    indexes: indexesOf(random, (anyIndex ? columns : keys).map(sketchOf)),
    rollups: {},
    properties: propertiesOf(random, {
      columns,
      ...(key === undefined ? {} : { key }),
      ...(partitioning === undefined ? {} : { partitioning }),
    }),
  }
}
