import { partitionBound, partitionBy } from './partition.ts'
import { oneOf } from './random.ts'
import type { Random } from './random.ts'
import { AGGREGATES, DEFAULTS, FUNCTIONS, KEY_TYPES, PROPERTIES, TYPES } from './words.ts'
import type { PropertyChoice } from './words.ts'

/** Columns of a generated table: what later statements of its session may name. */
interface Sketch {
  readonly name: string
  columns: string[]
  keys: number
}

/** A session of statements on a few tables, views and materialized views: plausible, and wrong here and there as people are. */
export function randomSession(random: Random, length: number): readonly string[] {
  const tables: Sketch[] = []
  const views: string[] = []
  const materialized: string[] = []
  const statements: string[] = []
  const table = (): Sketch | undefined => tables[random.below(tables.length)]
  const column = (sketch: Sketch): string =>
    random.once(40) ? 'nope' : (sketch.columns[random.below(sketch.columns.length)] ?? 'c0')

  const type = (): string => random.pick(TYPES)
  const valueDefault = (): string =>
    random.pick([
      `DEFAULT '${random.pick(DEFAULTS)}'`,
      'DEFAULT NULL',
      'DEFAULT CURRENT_TIMESTAMP',
      'DEFAULT (uuid())',
      'DEFAULT (uuid_numeric())',
      'DEFAULT CURRENT_TIMESTAMP(3)',
      `DEFAULT "${random.pick(DEFAULTS)}"`,
    ])
  const definition = (name: string, options: { key?: boolean; aggregate?: boolean; keyWord?: boolean } = {}): string =>
    [
      name,
      options.key && !random.once(20) ? random.pick(KEY_TYPES) : type(),
      options.keyWord ? 'KEY' : '',
      options.aggregate ? random.pick(AGGREGATES) : '',
      random.pick(['', '', 'NULL', 'NOT NULL']),
      random.once(5) ? valueDefault() : random.once(25) ? 'AUTO_INCREMENT' : '',
      random.once(6) ? `COMMENT '${random.pick(['a comment', "it''s", '"q"', ''])}'` : '',
    ]
      .filter((word) => word !== '')
      .join(' ')

  const generated = (sketch: { readonly columns: readonly string[] }): string => {
    const a = sketch.columns[random.below(sketch.columns.length)] ?? 'c0'
    const b = sketch.columns[random.below(sketch.columns.length)] ?? 'c0'
    return random.pick([
      `${a} + ${b}`,
      `concat(${a}, 'x')`,
      `${a} * 2`,
      `date_trunc('day', ${a})`,
      `${a} / ${b}`,
      `cast(${a} AS STRING)`,
      `if(${a} > 1, 1, 0)`,
      `length(${a})`,
      `sum(${a})`,
      `${a} % 3`,
      `array_length(${a})`,
      `abs(${a})`,
      `coalesce(${a}, ${b})`,
      `year(${a})`,
      `rand()`,
    ])
  }

  const property = ([name, ...values]: PropertyChoice, prefix = ''): string =>
    `"${prefix}${name}" = "${values[random.below(values.length)] ?? ''}"`
  const properties = (n: number): string => {
    const chosen = [...random.some(PROPERTIES, n)]
    const words = chosen.map((choice) => property(choice))
    if (!chosen.some(([name]) => name === 'replication_num') && !random.once(30)) words.push('"replication_num" = "1"')
    return words.length === 0 ? '' : ` PROPERTIES (${words.join(', ')})`
  }

  const createTable = (): string => {
    const sketch: Sketch = { name: `t${tables.length}`, columns: [], keys: 1 + random.below(3) }
    const model = random.pick(['', 'DUPLICATE', 'DUPLICATE', 'AGGREGATE', 'UNIQUE', 'PRIMARY', 'PRIMARY'])
    const values = 1 + random.below(5)
    const definitions: string[] = []
    for (let i = 0; i < sketch.keys + values; i++) {
      const name = `c${i}`
      const key = i < sketch.keys
      definitions.push(
        definition(name, { key, aggregate: (!key && model === 'AGGREGATE' && !random.once(25)) || random.once(150) }),
      )
      sketch.columns.push(name)
    }
    if (random.once(10)) {
      definitions.push(`g ${type()} AS ${generated(sketch)}`)
      sketch.columns.push('g')
    }
    const indexes = random
      .some([0, 1], 8)
      .map(
        (i) =>
          `INDEX i${i} (${column(sketch)}) ${random.pick(['USING BITMAP', 'USING BITMAP', '', 'USING GIN', "USING NGRAMBF('gram_num' = '4')", 'USING NGRAMBF'])}${random.once(4) ? " COMMENT 'i'" : ''}`,
      )
    const keyColumns = sketch.columns.slice(0, sketch.keys)
    const keyText = (random.once(30) ? keyColumns.toReversed() : keyColumns).join(', ')
    const distribution = oneOf(
      random,
      () => ` DISTRIBUTED BY HASH(${keyText}) BUCKETS ${random.pick(['1', '2', '3', '0'])}`,
      () => ` DISTRIBUTED BY HASH(${keyColumns[0] ?? 'c0'})`,
      () => ` DISTRIBUTED BY HASH(${column(sketch)}) BUCKETS 2`,
      () => ' DISTRIBUTED BY RANDOM',
      () => ' DISTRIBUTED BY RANDOM BUCKETS 3',
      () => '',
    )
    if (random.once(15)) indexes.push(`INDEX i0 (${column(sketch)})`)
    tables.push(sketch)
    return (
      `CREATE TABLE ${random.once(20) ? 'IF NOT EXISTS ' : ''}${sketch.name} (${[...definitions, ...indexes].join(', ')})` +
      (random.once(40) ? ` ENGINE = ${random.pick(['OLAP', 'MYSQL', 'olap', 'X'])}` : '') +
      (model === '' ? '' : ` ${model} KEY(${keyText})`) +
      (random.once(8) ? ` COMMENT '${random.pick(['a table', 'say "so"', "it''s"])}'` : '') +
      (random.once(2) ? partitionBy(random, random.once(3) ? sketch.columns : keyColumns) : '') +
      distribution +
      (random.once(5) ? ` ORDER BY (${random.once(3) ? keyText : [column(sketch), column(sketch)].join(', ')})` : '') +
      (random.once(15) ? ` ROLLUP (r1 (${keyColumns[0] ?? 'c0'}, ${column(sketch)}))` : '') +
      properties(25)
    )
  }

  const clause = (sketch: Sketch): string => {
    const c = (): string => column(sketch)
    const fresh = `n${sketch.columns.length}`
    const place = random.pick(['', '', ' FIRST', ` AFTER ${c()}`])
    const added = (): string => {
      sketch.columns = [...sketch.columns, fresh]
      return fresh
    }
    const word = { keyWord: random.once(6), aggregate: random.once(8) }
    return oneOf(
      random,
      () => `ADD COLUMN ${definition(added(), word)}${place}`,
      () => `ADD COLUMN ${definition(added(), word)}${place}`,
      () => `ADD COLUMN (${definition(`${fresh}a`)}, ${definition(`${fresh}b`)})`,
      () => `ADD COLUMN ${added()} ${type()} AS ${generated(sketch)}`,
      () => `DROP COLUMN ${c()}`,
      () => `DROP COLUMN ${c()}`,
      () => `MODIFY COLUMN ${definition(c(), word)}${place}`,
      () => `MODIFY COLUMN ${definition(c(), word)}${place}`,
      () =>
        `MODIFY COLUMN ${c()} ${random.pick(['BIGINT', 'VARCHAR(100)', 'LARGEINT', 'DOUBLE', 'STRING', 'DATETIME', 'DECIMAL(38, 2)'])}`,
      () => `MODIFY COLUMN ${c()} COMMENT 'changed'`,
      () => `RENAME COLUMN ${c()} TO ${random.pick([fresh, 'c1', 'r'])}`,
      () => `ORDER BY (${random.once(2) ? sketch.columns.join(', ') : `${c()}, ${c()}`})`,
      () => `COMMENT = '${random.pick(['new', ''])}'`,
      () => `SET (${property(random.pick(PROPERTIES), random.once(16) ? 'default.' : '')})`,
      () => `SET (${property(random.pick(PROPERTIES))})`,
      () =>
        `ADD PARTITION ${random.once(4) ? 'IF NOT EXISTS ' : ''}${random.pick(['p9', 'p1'])} VALUES ${random.pick([`LESS THAN (${partitionBound(random, 9)})`, `[(${partitionBound(random, 7)}), (${partitionBound(random, 8)}))`, "IN ('z')", "IN ('9')", 'LESS THAN (MAXVALUE)'])}${random.once(6) ? ' ("replication_num" = "1")' : ''}`,
      () =>
        `ADD PARTITIONS START ('2025-01-01') END ('2025-03-01') EVERY (INTERVAL 1 ${random.pick(['MONTH', 'DAY'])})`,
      () =>
        `DROP PARTITION ${random.once(3) ? 'IF EXISTS ' : ''}${random.pick(['p1', 'p2', 'nope', sketch.name])}${random.once(3) ? ' FORCE' : ''}`,
      () => `RENAME PARTITION ${random.pick(['p1', 'nope'])} ${random.pick(['q1', 'p2'])}`,
      () =>
        `MODIFY PARTITION ${random.pick(['p1', '(*)', '(p1, p2)', 'nope'])} SET ("${random.pick(['replication_num', 'storage_medium', 'in_memory', 'x'])}" = "${random.pick(['1', 'SSD', 'true', '3'])}")`,
      () => `TRUNCATE PARTITION p1`,
      () =>
        `ADD INDEX i${random.below(3)} (${c()}) ${random.pick(['USING BITMAP', 'USING BITMAP', 'USING GIN', 'USING NGRAMBF', ''])}`,
      () => `DROP INDEX i${random.below(3)}`,
      () => `ADD ROLLUP ${random.pick(['r1', 'r2', sketch.name])} (${c()}, ${c()})`,
      () => `DROP ROLLUP ${random.pick(['r1', 'r2'])}`,
      () => `RENAME ROLLUP r1 r3`,
      () => `RENAME ${random.pick([`${sketch.name}x`, 't0', 't1'])}`,
      () =>
        `DISTRIBUTED BY ${random.pick([`HASH(${c()}) BUCKETS 4`, `HASH(${c()})`, 'RANDOM', 'RANDOM BUCKETS 2', 'BUCKETS 5'])}`,
      () => `SWAP WITH ${random.pick(['t0', 't1', 'nope'])}`,
      () => `ADD TEMPORARY PARTITION tp1 VALUES LESS THAN (${partitionBound(random, 3)})`,
      () => 'REPLACE PARTITION (p1) WITH TEMPORARY PARTITION (tp1)',
    )
  }

  const query = (): string => {
    const sketch = table()
    if (sketch === undefined) return 'SELECT 1 AS one'
    const other = table() ?? sketch
    const [a, b, d] = [column(sketch), column(sketch), column(other)]
    return oneOf(
      random,
      () => `SELECT ${a}, ${b} FROM ${sketch.name}`,
      () => `SELECT * FROM ${sketch.name}`,
      () => `SELECT ${a}, ${random.pick(FUNCTIONS)}(${b}) AS s FROM ${sketch.name} GROUP BY ${a}`,
      () => `SELECT ${a}, ${random.pick(FUNCTIONS)}(${b}) FROM ${sketch.name} GROUP BY ${a}`,
      () => `SELECT x.${a}, y.${d} AS d FROM ${sketch.name} x JOIN ${other.name} y ON x.${a} = y.${d}`,
      () =>
        `SELECT ${a} FROM ${sketch.name} WHERE ${b} > ${random.pick(['1', "'a'", "'2024-01-01'"])} AND ${a} IS NOT NULL`,
      () => `SELECT ${generated(sketch)} AS e, ${a} FROM ${sketch.name}`,
      () => `SELECT ${generated(sketch)} FROM ${sketch.name}`,
      () => `SELECT date_trunc('day', ${a}) AS d, count(*) AS n FROM ${sketch.name} GROUP BY 1`,
      () => `WITH q AS (SELECT ${a} FROM ${sketch.name}) SELECT * FROM q ORDER BY 1 LIMIT 5`,
      () => `SELECT ${a} FROM ${sketch.name} UNION ALL SELECT ${d} FROM ${other.name}`,
      () => `SELECT CASE WHEN ${a} = 1 THEN 'one' ELSE 'many' END AS w, ${b} IN (1, 2) AS i FROM ${sketch.name}`,
      () => `SELECT ${a}, row_number() OVER (PARTITION BY ${a} ORDER BY ${b}) AS r FROM ${sketch.name}`,
      () => `SELECT DISTINCT ${a} FROM ${sketch.name}`,
      () => `SELECT ${a} FROM ${random.pick(['v0', 'm0', 'v1'])}`,
    )
  }

  const name = (names: readonly string[], otherwise: string): string => names[random.below(names.length)] ?? otherwise
  const other = (): string =>
    oneOf(
      random,
      () => {
        views.push(`v${views.length}`)
        return `CREATE VIEW ${views.at(-1)} ${random.once(5) ? `(a COMMENT 'first', b) ` : ''}${random.once(6) ? `COMMENT 'a view' ` : ''}AS ${query()}`
      },
      () => {
        views.push(`v${views.length}`)
        return `CREATE ${random.once(3) ? 'OR REPLACE ' : ''}VIEW ${views.at(-1)} AS ${query()}`
      },
      () => `CREATE OR REPLACE VIEW ${name(views, 'v0')} AS ${query()}`,
      () => `ALTER VIEW ${name(views, 'v0')} AS ${query()}`,
      () =>
        `DROP ${random.pick(['VIEW', 'TABLE', 'MATERIALIZED VIEW', 'VIEW IF EXISTS'])} ${random.pick([
          name(views, 'v0'),
          name(
            tables.map((t) => t.name),
            't0',
          ),
          name(materialized, 'm0'),
          'nope',
        ])}`,
      createMaterialized,
      createMaterialized,
      () =>
        `ALTER MATERIALIZED VIEW ${name(materialized, 'm0')} ${random.pick(['RENAME m9', 'REFRESH MANUAL', 'REFRESH ASYNC', 'REFRESH ASYNC EVERY (INTERVAL 1 DAY)', 'ACTIVE', 'INACTIVE', 'SET ("mv_rewrite_staleness_second" = "60")', 'SET ("session.query_timeout" = "100")', 'SET ("replication_num" = "1")', 'SET ("x" = "1")', 'SWAP WITH m1', 'SET ("partition_ttl" = "1 day")', 'SET ("storage_medium" = "HDD")', 'SET ("partition_refresh_number" = "2")', 'SET ("excluded_trigger_tables" = "t0")', 'SET ("enable_query_rewrite" = "false")'])}`,
      () => {
        const sketch = table()
        if (sketch === undefined) return createTable()
        tables.push({ ...sketch, name: `t${tables.length}` })
        return `CREATE TABLE ${tables.at(-1)?.name} LIKE ${sketch.name}`
      },
      () => {
        const q = query()
        tables.push({ name: `t${tables.length}`, columns: ['c0', 'c1', 's'], keys: 1 })
        return `CREATE TABLE ${tables.at(-1)?.name} ${random.pick(['', 'PRIMARY KEY(c0) ', 'DUPLICATE KEY(c0) '])}${random.pick(['', 'DISTRIBUTED BY HASH(c0) BUCKETS 2 ', 'DISTRIBUTED BY RANDOM '])}PROPERTIES ("replication_num" = "1") AS ${q}`
      },
      () => `CREATE INDEX i${random.below(3)} ON ${table()?.name ?? 't0'} (c1) USING BITMAP`,
      () => `DROP INDEX i${random.below(3)} ON ${table()?.name ?? 't0'}`,
      () =>
        `TRUNCATE TABLE ${random.pick([table()?.name ?? 't0', name(views, 'v0'), 'nope'])}${random.once(3) ? ' PARTITION (p1)' : ''}`,
      () => `REFRESH MATERIALIZED VIEW ${name(materialized, 'm0')}`,
      () => `SHOW INDEX FROM ${table()?.name ?? 't0'}`,
    )
  function createMaterialized(): string {
    materialized.push(`m${materialized.length}`)
    const refresh = random.pick([
      'REFRESH ASYNC',
      'REFRESH MANUAL',
      'REFRESH DEFERRED MANUAL',
      'REFRESH ASYNC EVERY (INTERVAL 1 HOUR)',
      "REFRESH ASYNC START ('2030-01-01 00:00:00') EVERY (INTERVAL 1 DAY)",
      'REFRESH INCREMENTAL',
      'REFRESH IMMEDIATE ASYNC',
      '',
    ])
    const sketch = table()
    return (
      `CREATE MATERIALIZED VIEW ${random.once(20) ? 'IF NOT EXISTS ' : ''}${materialized.at(-1)}${random.once(6) ? " COMMENT 'an mv'" : ''}` +
      (random.once(5)
        ? ` PARTITION BY ${random.pick(['c0', 'd', "date_trunc('month', c0)", "date_trunc('day', d)", '(c0, c1)'])}`
        : '') +
      (random.once(3)
        ? ` DISTRIBUTED BY ${random.pick(['HASH(c0) BUCKETS 2', 'RANDOM', `HASH(${sketch === undefined ? 'c0' : column(sketch)})`])}`
        : '') +
      (random.once(8) ? ' ORDER BY (c0)' : '') +
      ` ${refresh}` +
      (random.once(2)
        ? ` PROPERTIES (${random.pick(['"replication_num" = "1"', '"replication_num" = "1", "partition_refresh_number" = "1"', '"x" = "1"', '"replication_num" = "1", "session.enable_spill" = "true"', '"replication_num" = "1", "mv_rewrite_staleness_second" = "10"', '"replication_num" = "1", "colocate_with" = "g"'])})`
        : ' PROPERTIES ("replication_num" = "1")') +
      ` AS ${query()}`
    )
  }

  statements.push(createTable())
  while (statements.length < length) {
    const sketch = table()
    const next = random.below(10)
    if (sketch === undefined || next === 0) statements.push(createTable())
    else if (next < 6)
      statements.push(`ALTER TABLE ${sketch.name} ${clause(sketch)}${random.once(8) ? `, ${clause(sketch)}` : ''}`)
    else statements.push(other())
  }
  return statements
}
