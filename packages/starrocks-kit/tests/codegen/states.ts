import * as fc from 'fast-check'
import { canonicalExpression, canonicalQuery } from '../../src/schema/clauses.ts'
import type {
  Column,
  DataType,
  Index,
  MaterializedView,
  Partition,
  PartitionBound,
  Partitioning,
  SchemaState,
  Table,
  TableKey,
  View,
} from '../../src/schema/index.ts'
import { schemaOf } from '../../src/schema/state.ts'

// Schemas at random, as generated models have to describe them: any names, any text.

const text = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }),
  fc.constantFrom("it's", '`', '${x}', '\\', 'a\nb', '*/', '日本語', 'é😀'),
)

/** A name cannot hold a backquote; names of columns differ in more than letter case. */
const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
  fc.constantFrom(
    'odd name',
    '2024',
    '007',
    'constructor',
    '__proto__',
    'class',
    'order',
    'Größe',
    'a-b',
    't',
    "it's",
    'a\\b',
  ),
)

const simple = fc.constantFrom(
  'boolean',
  'int',
  'bigint',
  'largeint',
  'double',
  'date',
  'datetime',
  'json',
  'bitmap',
  'time',
)

const { type: dataType } = fc.letrec<{ type: DataType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    simple.map((kind): DataType => ({ kind: 'simple', name: kind })),
    fc.record({
      kind: fc.constantFrom('char' as const, 'varchar' as const),
      length: fc.constantFrom(1, 50, 65533),
    }),
    fc.tuple(fc.integer({ min: 1, max: 38 }), fc.nat(1)).map(([precision, scale]): DataType => ({
      kind: 'decimal',
      precision,
      scale,
    })),
    fc.constantFrom<DataType>({ kind: 'varbinary' }, { kind: 'varbinary', length: 8 }),
    tie('type').map((element): DataType => ({ kind: 'array', element })),
    fc.tuple(tie('type'), tie('type')).map(([key, value]): DataType => ({ kind: 'map', key, value })),
    fc
      .uniqueArray(fc.tuple(name, tie('type'), fc.option(text)), {
        minLength: 1,
        maxLength: 4,
        selector: ([field]) => field.toLowerCase(),
      })
      .map((fields): DataType => ({
        kind: 'struct',
        fields: fields.map(([field, type, comment]) => ({
          name: field,
          type,
          ...(comment === null ? {} : { comment }),
        })),
      })),
  ),
}))

/** A state of an aggregate is the type of a whole column, never inside another type. */
const columnType = fc.oneof(
  { weight: 9, arbitrary: dataType },
  {
    weight: 1,
    arbitrary: fc.constant<DataType>({
      kind: 'aggregate-state',
      function: 'avg',
      arguments: [{ kind: 'simple', name: 'bigint' }],
    }),
  },
)

const columnDefault = fc.oneof(
  fc
    .oneof(text, fc.constantFrom('0', '-1', '1.50', '1e3', 'true', 'false', ''))
    .map((value) => ({ kind: 'literal' as const, value })),
  fc.constantFrom({ kind: 'current-timestamp' as const }, { kind: 'current-timestamp' as const, precision: 3 }),
  fc.constant(null).map(() => ({ kind: 'expression' as const, expression: canonicalExpression('uuid()') })),
)

const column = fc
  .record({
    name,
    type: columnType,
    nullable: fc.boolean(),
    aggregation: fc.option(fc.constantFrom('SUM' as const, 'REPLACE_IF_NOT_NULL' as const)),
    default: fc.option(columnDefault),
    comment: fc.option(text),
  })
  .map(({ aggregation, default: value, comment, ...rest }): Column => ({
    ...rest,
    ...(aggregation === null ? {} : { aggregation }),
    ...(value === null ? {} : { default: value }),
    ...(comment === null ? {} : { comment }),
  }))

const properties = fc.dictionary(
  fc.constantFrom('replication_num', 'dynamic_partition.enable', 'storage_volume', 'odd "name"', 'bucket_size'),
  fc.oneof(fc.constantFrom('1', '01', 'true', '1e21', '-5'), text),
)

const bound = fc.oneof(
  text.map((value): PartitionBound => ({ kind: 'value', value })),
  fc.constant<PartitionBound>({ kind: 'maxvalue' }),
)

/** Range and automatic partitioning have ranges and batches, list partitioning has lists. */
function partitionOf(kind: Partitioning['kind'], width: number): fc.Arbitrary<Partition> {
  const bounds = fc.array(bound, { minLength: width, maxLength: width })
  const values = fc.array(fc.array(fc.option(text), { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 3,
  })
  if (kind === 'list') return fc.record({ kind: fc.constant('list' as const), name, values })
  return fc.oneof(
    fc.record({ kind: fc.constant('less-than' as const), name, upper: bounds }),
    fc.record({ kind: fc.constant('range' as const), name, lower: bounds, upper: bounds }),
    fc.record({
      kind: fc.constant('batch' as const),
      start: text,
      end: text,
      every: fc.constantFrom({ count: 10 }, { count: 1, unit: 'DAY' }),
    }),
  )
}

function partitioningOf(columns: readonly Column[]): fc.Arbitrary<Partitioning> {
  const some = fc.subarray(
    columns.map((one) => one.name),
    { minLength: 1, maxLength: Math.min(2, columns.length) },
  )
  const first = columns[0]?.name ?? ''
  const quoted = `\`${first}\``
  const expression = fc.constantFrom(
    `date_trunc('day', ${quoted})`,
    `date_trunc('DAY', ${quoted})`,
    `time_slice(${quoted}, INTERVAL 7 DAY)`,
    `upper(concat(${quoted}, '\\\\', "\`"))`,
  )
  const item = fc.oneof(
    fc.constantFrom(...columns.map((one) => ({ kind: 'column' as const, column: one.name }))),
    expression.map((sql) => ({ kind: 'expression' as const, expression: canonicalExpression(sql) })),
  )
  return fc.oneof(
    fc.tuple(fc.constantFrom('range' as const, 'list' as const), some).chain(([kind, names]) =>
      fc.record({
        kind: fc.constant(kind),
        columns: fc.constant(names),
        partitions: fc.array(partitionOf(kind, names.length), { maxLength: 3 }),
      }),
    ),
    expression.chain((sql) =>
      fc.record({
        kind: fc.constant('range' as const),
        columns: fc.constant([first]),
        expression: fc.constant(canonicalExpression(sql)),
        partitions: fc.array(partitionOf('range', 1), { maxLength: 2 }),
      }),
    ),
    // Partitions in advance need one expression alone.
    fc.oneof(
      fc
        .array(item, { minLength: 1, maxLength: 3 })
        .map((items) => ({ kind: 'expression' as const, items, partitions: [] })),
      fc.record({
        kind: fc.constant('expression' as const),
        items: expression.map((sql) => [{ kind: 'expression' as const, expression: canonicalExpression(sql) }]),
        partitions: fc.array(partitionOf('expression', 1), { maxLength: 2 }),
      }),
    ),
  )
}

const table = fc
  .tuple(name, fc.uniqueArray(column, { minLength: 1, maxLength: 8, selector: (one) => one.name.toLowerCase() }))
  .chain(([tableName, columns]) => {
    const names = columns.map((one) => one.name)
    const some = fc.subarray(names, { minLength: 1 })
    const key = fc.oneof(
      fc.record({ type: fc.constantFrom('PRIMARY' as const, 'DUPLICATE' as const, 'UNIQUE' as const), columns: some }),
      fc
        .shuffledSubarray(names, { minLength: 1 })
        .map((shuffled): TableKey => ({ type: 'PRIMARY', columns: shuffled })),
    )
    const index = fc
      .record({
        name,
        columns: some,
        type: fc.constantFrom('BITMAP' as const, 'NGRAMBF' as const),
        properties,
        comment: fc.option(text),
      })
      .map(({ comment, ...rest }): Index => ({ ...rest, ...(comment === null ? {} : { comment }) }))
    return fc
      .record({
        key: fc.option(key),
        comment: fc.option(text),
        partitioning: fc.option(partitioningOf(columns)),
        distribution: fc.option(
          fc.oneof(
            some.map((list) => ({ kind: 'hash' as const, columns: list })),
            some.map((list) => ({ kind: 'hash' as const, columns: list, buckets: 10 })),
            fc.constantFrom({ kind: 'random' as const }, { kind: 'random' as const, buckets: 3 }),
          ),
        ),
        sortKey: fc.option(
          some.map((list) =>
            list.map((one, i) => (i === 1 ? { column: one, descending: true as const } : { column: one })),
          ),
        ),
        indexes: fc.array(index, { maxLength: 2 }),
        rollups: fc.array(fc.record({ name, columns: some, properties }), { maxLength: 2 }),
        properties,
      })
      .map(({ key: tableKey, comment, partitioning, distribution, sortKey, indexes, rollups, ...rest }): Table => {
        const inKey = new Set(tableKey?.type === 'PRIMARY' ? tableKey.columns : [])
        return {
          kind: 'Table',
          name: tableName,
          columns: columns.map((one) => (inKey.has(one.name) ? { ...one, nullable: false } : one)),
          ...(tableKey === null ? {} : { key: tableKey }),
          ...(comment === null ? {} : { comment }),
          ...(partitioning === null ? {} : { partitioning }),
          ...(distribution === null ? {} : { distribution }),
          ...(sortKey === null ? {} : { sortKey }),
          indexes: Object.fromEntries(indexes.map((one) => [one.name, one])),
          rollups: Object.fromEntries(rollups.map((one) => [one.name, one])),
          ...rest,
        }
      })
  })

const viewColumns = fc.option(
  fc
    .uniqueArray(fc.tuple(name, fc.option(text)), {
      minLength: 1,
      maxLength: 3,
      selector: ([one]) => one.toLowerCase(),
    })
    .map((columns) => columns.map(([one, comment]) => (comment === null ? { name: one } : { name: one, comment }))),
)

/** Queries over the tables of the schema, short and long, with what templates have trouble with. */
function queryOf(tables: readonly string[]): fc.Arbitrary<string> {
  const from = fc.constantFrom(...tables).map((one) => `\`${one}\``)
  return fc
    .tuple(from, from, fc.constantFrom("'\\\\d+`${x}'", "'plain'", "'it\\'s'"))
    .chain(([a, b, literal]) =>
      fc.constantFrom(
        `SELECT id FROM ${a}`,
        `SELECT id AS \`two\nlines\`, regexp_extract(name, ${literal}, 1) AS part FROM ${a} WHERE name IS NOT NULL AND id > 100`,
        `SELECT regexp_extract(name, ${literal}, 1) AS part FROM ${a} WHERE name IS NOT NULL`,
        `WITH recent AS (SELECT * FROM ${a} WHERE placed > '2024-01-01') SELECT r.id, count(*) AS cnt, sum(o.total) AS total ` +
          `FROM recent AS r LEFT JOIN ${b} AS o ON r.id = o.id AND o.kind = ${literal} WHERE r.total BETWEEN 1 AND 2 AND o.total > 3 ` +
          `OR r.id IN (SELECT id FROM ${b} WHERE placed > '2024-01-01' AND name LIKE '%a%' GROUP BY id HAVING count(*) > 1) ` +
          `GROUP BY r.id HAVING count(*) > 1 ORDER BY cnt DESC LIMIT 10`,
        `SELECT id, row_number() OVER (PARTITION BY name ORDER BY placed DESC) AS rn, CASE WHEN total > 1 AND total < 2 THEN 1 ELSE 2 END ` +
          `AS c, left(name, 3) AS l FROM ${a} UNION ALL SELECT id, 1, 2, name FROM ${b}`,
      ),
    )
}

const view = (tables: readonly string[]): fc.Arbitrary<View> =>
  fc
    .record({ name, columns: viewColumns, comment: fc.option(text), invoker: fc.boolean(), query: queryOf(tables) })
    .map(({ columns, comment, invoker, query, ...rest }) => ({
      kind: 'View',
      ...rest,
      ...(columns === null ? {} : { columns }),
      ...(comment === null ? {} : { comment }),
      ...(invoker ? { security: 'INVOKER' as const } : {}),
      query: canonicalQuery(query),
    }))

const materializedView = (tables: readonly string[]): fc.Arbitrary<MaterializedView> =>
  fc
    .record({
      name,
      comment: fc.option(text),
      partitioning: fc.constantFrom(
        null,
        [{ kind: 'column' as const, column: 'id' }],
        [{ kind: 'expression' as const, expression: canonicalExpression("date_trunc('month', placed)") }],
        [
          { kind: 'column' as const, column: 'id' },
          { kind: 'expression' as const, expression: canonicalExpression('upper(name)') },
        ],
      ),
      distribution: fc.option(
        fc.constantFrom({ kind: 'hash' as const, columns: ['id'], buckets: 3 }, { kind: 'random' as const }),
      ),
      sortKey: fc.option(fc.constant([{ column: 'id' }])),
      refresh: fc.constantFrom(
        { mode: 'ASYNC' as const },
        { mode: 'MANUAL' as const, moment: 'DEFERRED' as const },
        { mode: 'ASYNC' as const, start: '2024-01-01 00:00:00', every: { count: 2, unit: 'HOUR' } },
      ),
      properties,
      query: queryOf(tables),
    })
    .map(({ comment, partitioning, distribution, sortKey, query, ...rest }) => ({
      kind: 'MaterializedView',
      ...rest,
      ...(comment === null ? {} : { comment }),
      ...(partitioning === null ? {} : { partitioning }),
      ...(distribution === null ? {} : { distribution }),
      ...(sortKey === null ? {} : { sortKey }),
      indexes: {},
      query: canonicalQuery(query),
    }))

/** A schema of two databases, `app` and `other`. */
export const schemas: fc.Arbitrary<SchemaState> = fc
  .uniqueArray(table, { minLength: 1, maxLength: 8, selector: (one) => one.name })
  .chain((tables) => {
    const names = tables.map((one) => one.name)
    const objects = fc.uniqueArray(fc.oneof(view(names), materializedView(names)), {
      maxLength: 5,
      selector: (one) => one.name,
    })
    return objects.map((views) => {
      const free = views.filter((one) => !names.includes(one.name))
      return schemaOf([
        ...tables.map((object, i) => ({ database: i % 3 === 2 ? 'other' : 'app', object })),
        ...free.map((object) => ({ database: 'app', object })),
      ])
    })
  })
