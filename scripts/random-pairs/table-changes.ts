import {
  parseDataTypeText,
  partitioningFromText,
  partitioningToText,
} from '../../packages/starrocks-kit/src/schema/index.ts'
import type { Column, Distribution, Table } from '../../packages/starrocks-kit/src/schema/index.ts'
import type { Random } from '../compare-servers/random.ts'
import { columnFromText, defaultOf, indexesOf, propertiesOf, sketchOf, valueColumn } from './tables.ts'

type Change = (table: Table, random: Random) => Table

const TYPES = [
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'LARGEINT',
  'DOUBLE',
  'DECIMAL(38,10)',
  'VARCHAR(10)',
  'VARCHAR(300)',
  'STRING',
  'CHAR(20)',
  'DATE',
  'DATETIME',
  'JSON',
] as const

const isKey = (table: Table, { name }: Column): boolean => table.key?.columns.includes(name) === true
const values = (table: Table): readonly Column[] => table.columns.filter((column) => !isKey(table, column))

function without<T extends object, K extends keyof T>(record: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = record
  return rest
}

/** The table with another definition of one column, of any or of the values. */
function withColumn(table: Table, random: Random, change: (column: Column) => Column, among = values(table)): Table {
  const column = among[random.below(among.length)]
  if (column === undefined) return table
  return { ...table, columns: table.columns.map((other) => (other === column ? change(column) : other)) }
}

function retyped(column: Column, type: Column['type']): Column {
  return { ...without(column, 'default'), type }
}

function structChange({ type }: Column): Column['type'] {
  if (type.kind !== 'struct') return type
  const last = type.fields.at(-1)
  return last?.name === 'z'
    ? { ...type, fields: type.fields.slice(0, -1) }
    : { ...type, fields: [...type.fields, { name: 'z', type: { kind: 'simple', name: 'int' } }] }
}

const CHANGES: readonly [Change, ...Change[]] = [
  (table, random) => {
    const name = ['x', 'y', 'z'].find((one) => table.columns.every((column) => column.name !== one))
    if (name === undefined) return table
    const first = table.key?.columns.length ?? 1
    const at = first + random.below(table.columns.length - first + 1)
    return { ...table, columns: table.columns.toSpliced(at, 0, valueColumn(random, name, table.key?.type)) }
  },
  (table, random) => {
    const column = values(table)[random.below(values(table).length)]
    return column === undefined || values(table).length < 2
      ? table
      : { ...table, columns: table.columns.filter((other) => other !== column) }
  },
  (table, random) =>
    withColumn(
      table,
      random,
      (column) => ({
        ...without(column, 'comment'),
        ...random.pick<{ readonly comment?: string }>([{}, { comment: 'new' }, { comment: "isn't" }]),
      }),
      table.columns,
    ),
  (table, random) => withColumn(table, random, (column) => retyped(column, parseDataTypeText(random.pick(TYPES)))),
  (table, random) =>
    withColumn(table, random, (column) => retyped(column, parseDataTypeText(random.pick(TYPES))), table.columns),
  (table, random) =>
    withColumn(
      table,
      random,
      (column) => retyped(column, structChange(column)),
      table.columns.filter(({ type }) => type.kind === 'struct'),
    ),
  (table, random) => withColumn(table, random, (column) => ({ ...column, nullable: !column.nullable }), table.columns),
  (table, random) =>
    withColumn(table, random, (column) => ({
      ...without(column, 'default'),
      ...(random.once(2) ? {} : defaultOf(random, sketchOf(column).type)),
    })),
  (table) => {
    const first = table.columns.length - values(table).length
    return { ...table, columns: [...table.columns.slice(0, first), ...table.columns.slice(first).toReversed()] }
  },
  (table, random) => ({
    ...without(table, 'comment'),
    ...random.pick<{ readonly comment?: string }>([{}, { comment: 'other' }, { comment: 'say "so"' }]),
  }),
  (table, random) => ({ ...table, properties: propertiesOf(random, table) }),
  (table, random) => ({ ...table, properties: propertiesOf(random, table) }),
  (table, random) => ({ ...table, indexes: indexesOf(random, table.columns.map(sketchOf)) }),
  (table) => ({ ...table, indexes: {} }),
  (table, random) => {
    const { distribution } = table
    if (distribution === undefined || distribution.kind === 'range') return table
    return { ...table, distribution: { ...distribution, buckets: 1 + random.below(4) } }
  },
  (table, random) => ({
    ...table,
    distribution: random.pick<Distribution>([
      { kind: 'random' },
      { kind: 'hash', columns: ['k1'] },
      { kind: 'hash', columns: ['k1'], buckets: 2 },
    ]),
  }),
  (table, random) => {
    const column = table.columns[random.below(table.columns.length)]
    return column === undefined ? table : { ...table, sortKey: [{ column: column.name }] }
  },
  // A generated column comes, goes, or says something else.
  (table, random) =>
    table.columns.some(({ name }) => name === 'g')
      ? { ...table, columns: table.columns.filter(({ name }) => name !== 'g') }
      : {
          ...table,
          columns: [
            ...table.columns,
            columnFromText(
              random.pick(['g INT AS length(`k1`)', "g STRING AS concat(`k1`, 'x')", 'g BIGINT AS `k1` + 1']),
            ),
          ],
        },
  // Partitions come and go.
  (table, random) => {
    const { partitioning } = table
    if (partitioning === undefined || partitioning.partitions.length === 0) return table
    if (random.once(2))
      return { ...table, partitioning: { ...partitioning, partitions: partitioning.partitions.slice(0, -1) } }
    const text = partitioningToText(partitioning)
    const more =
      /'2024-/.test(text) && partitioning.kind === 'range'
        ? "PARTITION later VALUES [('2025-01-01'), ('2025-02-01'))"
        : /\('\d+'\)/.test(text) && partitioning.kind === 'range'
          ? "PARTITION later VALUES [('100'), ('200'))"
          : undefined
    if (more === undefined) return table
    const added = partitioningFromText(`RANGE(k1) (${more})`).partitions
    return {
      ...table,
      partitioning: { ...partitioning, partitions: [...partitioning.partitions, ...added] } as typeof partitioning,
    }
  },
  (table, random) => withKeyColumn(table, random),
]

/** One more key column behind the others. */
function withKeyColumn(table: Table, random: Random): Table {
  const { key } = table
  if (key === undefined || key.type === 'PRIMARY' || table.columns.some(({ name }) => name === 'k9')) return table
  const column = columnFromText(
    `k9 ${random.pick(['INT', 'VARCHAR(20)'])} ${random.once(2) ? 'NULL' : "NOT NULL DEFAULT '1'"}`,
  )
  return {
    ...table,
    key: { ...key, columns: [...key.columns, 'k9'] },
    columns: table.columns.toSpliced(key.columns.length, 0, column),
  }
}

/** The table after one to three small changes. */
export function changedTable(random: Random, table: Table): Table {
  let changed = table
  for (let i = random.below(3); i >= 0; i--) changed = random.pick(CHANGES)(changed, random)
  return changed
}
