import { describe, expect, it } from 'vitest'
import { capabilitiesOf, parseServerVersion } from 'starrocks-kit/schema'
import type { RangePartition, RunMode, Table } from 'starrocks-kit/schema'
import type { PrintContext } from '../../src/catalog/show-create/print-context.ts'
import { hashMapOrder } from '../../src/catalog/show-create/hash-map-order.ts'
import { showCreateMaterializedView } from '../../src/catalog/show-create/materialized-view.ts'
import { showCreateTable } from '../../src/catalog/show-create/table.ts'
import { showCreateView } from '../../src/catalog/show-create/view.ts'

function context(version = '3.5.0', runMode: RunMode = 'shared_nothing'): PrintContext {
  const parsed = parseServerVersion(version)
  if (parsed === undefined) throw new Error(version)
  const target = { version: parsed, runMode }
  return { target, capabilities: capabilitiesOf(target), catalog: 'default_catalog', database: 'db' }
}

const table: Table = {
  kind: 'Table',
  name: 't',
  columns: [
    { name: 'k', type: { kind: 'simple', name: 'int' }, nullable: false },
    { name: 'dt', type: { kind: 'simple', name: 'date' }, nullable: false },
    { name: 'v', type: { kind: 'decimal', precision: 10, scale: 2 }, nullable: true, comment: 'a "b" \\' },
    {
      name: 'a',
      type: { kind: 'array', element: { kind: 'decimal', precision: 10, scale: 2 } },
      nullable: true,
    },
    {
      name: 's',
      type: { kind: 'varchar', length: 65_533 },
      nullable: true,
      default: { kind: 'literal', value: 'x\n"y"' },
    },
  ],
  key: { type: 'PRIMARY', columns: ['k', 'dt'] },
  comment: 'line one\nline two',
  partitioning: {
    kind: 'range',
    columns: ['dt'],
    partitions: [
      { kind: 'less-than', name: 'p1', upper: [{ kind: 'value', value: '2024-1-1' }] },
      { kind: 'batch', start: '2024-01-01', end: '2024-03-01', every: { count: 1, unit: 'MONTH' } },
      { kind: 'less-than', name: 'pmax', upper: [{ kind: 'maxvalue' }] },
    ],
  },
  distribution: { kind: 'hash', columns: ['k'], buckets: 10 },
  sortKey: [{ column: 'dt' }, { column: 'k' }],
  indexes: { i: { name: 'i', columns: ['v'], type: 'BITMAP', properties: {}, comment: "it's" } },
  rollups: {},
  properties: { replication_num: '1', storage_format: 'DEFAULT' },
}

describe('SHOW CREATE TABLE', () => {
  it("prints every clause in the server's layout, trailing spaces included", () => {
    expect(showCreateTable(table, context())).toBe(
      [
        'CREATE TABLE `t` (',
        '  `k` int(11) NOT NULL COMMENT "",',
        '  `dt` date NOT NULL COMMENT "",',
        '  `v` decimal(10, 2) NULL COMMENT "a "b" \\",',
        '  `a` array<DECIMAL64(10,2)> NULL COMMENT "",',
        '  `s` varchar(65533) NULL DEFAULT "x\\n\\"y\\"" COMMENT "",',
        "  INDEX i (`v`) USING BITMAP COMMENT 'it's'",
        ') ENGINE=OLAP ',
        'PRIMARY KEY(`k`, `dt`)',
        'COMMENT "line one',
        'line two"',
        'PARTITION BY RANGE(`dt`)',
        '(PARTITION p1 VALUES [("0000-01-01"), ("2024-01-01")),',
        'PARTITION p202401 VALUES [("2024-01-01"), ("2024-02-01")),',
        'PARTITION p202402 VALUES [("2024-02-01"), ("2024-03-01")),',
        'PARTITION pmax VALUES [("2024-03-01"), (MAXVALUE)))',
        'DISTRIBUTED BY HASH(`k`) BUCKETS 10 ',
        'ORDER BY(`dt`, `k`)',
        'PROPERTIES (',
        '"compression" = "LZ4",',
        '"enable_persistent_index" = "true",',
        '"fast_schema_evolution" = "true",',
        '"replicated_storage" = "true",',
        '"replication_num" = "1"',
        ');',
      ].join('\n'),
    )
  })

  it('prints the properties of shared-data mode, and a comment where there is none', () => {
    const { comment: _, partitioning: __, ...plain } = table
    const text = showCreateTable({ ...plain, distribution: { kind: 'random' } }, context('3.5.0', 'shared_data'))
    expect(text).toContain('\nCOMMENT "OLAP"\nDISTRIBUTED BY RANDOM\n')
    expect(text.slice(text.indexOf('PROPERTIES'))).toBe(
      [
        'PROPERTIES (',
        '"bucket_size" = "4294967296",',
        '"compression" = "LZ4",',
        '"datacache.enable" = "true",',
        '"enable_async_write_back" = "false",',
        '"enable_persistent_index" = "true",',
        '"persistent_index_type" = "CLOUD_NATIVE",',
        '"replication_num" = "1",',
        '"storage_volume" = "builtin_storage_volume"',
        ');',
      ].join('\n'),
    )
  })

  it('orders ranges of an expression by its type', () => {
    const range = (name: string, lower: string, upper: string): RangePartition => ({
      kind: 'range',
      name,
      lower: [{ kind: 'value', value: lower }],
      upper: [{ kind: 'value', value: upper }],
    })
    const partitioned: Table = {
      ...table,
      columns: [{ name: 'k', type: { kind: 'varchar', length: 20 }, nullable: false }],
      key: { type: 'DUPLICATE', columns: ['k'] },
      partitioning: {
        kind: 'range',
        columns: ['k'],
        expression: { text: 'CAST(`k` AS BIGINT)', origin: 'user' },
        partitions: [range('b', '10', '100'), range('a', '9', '10')],
      },
      distribution: { kind: 'hash', columns: ['k'] },
    }
    const text = showCreateTable(partitioned, context())
    expect(text.indexOf('PARTITION a')).toBeGreaterThan(0)
    expect(text.indexOf('PARTITION a')).toBeLessThan(text.indexOf('PARTITION b'))
  })

  it('gives hidden columns to partition functions that are no ranges', () => {
    const text = showCreateTable(
      {
        ...table,
        partitioning: {
          kind: 'expression',
          items: [
            { kind: 'expression', expression: { text: "date_trunc('month', dt)", origin: 'user' } },
            { kind: 'column', column: 'k' },
          ],
          partitions: [],
        },
      },
      context(),
    )
    expect(text).toContain('  `__generated_partition_column_0` date NULL AS date_trunc(\'month\', dt) COMMENT ""')
    expect(text).toContain('PARTITION BY (`__generated_partition_column_0`,`k`)\n')
  })
})

describe('SHOW CREATE VIEW', () => {
  const view = { kind: 'View', name: 'v', comment: 'c', query: { text: 'SELECT 1', origin: 'user' } } as const
  it('prints SECURITY from 3.4.1 on', () => {
    const columns = [{ name: 'a', comment: 'x' }, { name: 'b' }]
    expect(showCreateView(view, columns, 'SELECT 1', context('3.5.0'))).toBe(
      'CREATE VIEW `v` (`a` COMMENT "x", `b`)\nCOMMENT "c" SECURITY NONE AS SELECT 1;',
    )
    expect(showCreateView(view, columns, 'SELECT 1', context('3.3.5'))).toBe(
      'CREATE VIEW `v` (`a` COMMENT "x", `b`)\nCOMMENT "c" AS SELECT 1;',
    )
  })
})

describe('SHOW CREATE MATERIALIZED VIEW', () => {
  it('prints the distribution and the properties that the server adds', () => {
    const text = showCreateMaterializedView(
      {
        kind: 'MaterializedView',
        name: 'mv',
        refresh: { mode: 'ASYNC', moment: 'DEFERRED', every: { count: 1, unit: 'day' } },
        sortKey: [{ column: 'a' }, { column: 'b' }],
        indexes: {},
        properties: { replication_num: '1', partition_refresh_number: '2' },
        query: { text: 'SELECT a, b FROM t', origin: 'user' },
      },
      [{ name: 'a' }, { name: 'b' }],
      'SELECT `t`.`a`, `t`.`b`\nFROM `db`.`t`',
      context(),
    )
    expect(text).toBe(
      [
        'CREATE MATERIALIZED VIEW `mv` (`a`, `b`)',
        'DISTRIBUTED BY RANDOM',
        'ORDER BY (a,b)',
        'REFRESH DEFERRED ASYNC EVERY(INTERVAL 1 DAY)',
        'PROPERTIES (',
        '"replicated_storage" = "true",',
        '"partition_refresh_number" = "2",',
        '"replication_num" = "1",',
        '"storage_medium" = "HDD"',
        ')',
        'AS SELECT `t`.`a`, `t`.`b`',
        'FROM `db`.`t`;',
      ].join('\n'),
    )
  })

  it('orders properties as a Java hash map does', () => {
    expect(hashMapOrder(['replication_num', 'session.query_timeout', 'replicated_storage'])).toEqual([
      'replicated_storage',
      'replication_num',
      'session.query_timeout',
    ])
  })
})
