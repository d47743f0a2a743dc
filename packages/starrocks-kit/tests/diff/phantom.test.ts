import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import { readCreateStatement } from '../../src/introspection/index.ts'
import { parseStatement } from '../../src/language/index.ts'
import {
  emptyDatabase,
  emptySchema,
  materializedViewFromStatement,
  tableFromStatement,
  viewFromStatement,
  withDatabase,
  withObject,
} from '../../src/schema/index.ts'
import type { SchemaState, Target } from '../../src/schema/index.ts'
import { V32, V35, V41 } from '../schema/targets.ts'

const EMPTY = withDatabase(emptySchema(), emptyDatabase('shop'))
const SHARED_DATA: Target = { ...V35, runMode: 'shared_data' }

/** What somebody writes by hand: nothing is filled in that a server would. */
function model(sql: string, around: SchemaState = EMPTY): SchemaState {
  const statement = parseStatement(sql)
  switch (statement.kind) {
    case 'CreateTableStatement':
      return withObject(around, { database: 'shop' }, tableFromStatement(statement))
    case 'CreateViewStatement':
      return withObject(around, { database: 'shop' }, viewFromStatement(statement))
    case 'CreateMaterializedViewStatement':
      return withObject(around, { database: 'shop' }, materializedViewFromStatement(statement))
    default:
      throw new Error(`nothing is created by ${sql}`)
  }
}

function differences(written: string, text: string, target: Target, name = 't', around = EMPTY): readonly string[] {
  const object = readCreateStatement(name, text, target)
  if (object.kind === 'UnsupportedObject') throw new Error(object.reason)
  const live = withObject(around, { database: 'shop' }, object)
  const { comparisons, operations } = diffSchemas(live, model(written, around), { target, defaultDatabase: 'shop' })
  const unequal = comparisons.filter(({ equal }) => !equal).map(({ attribute }) => attribute)
  return [...unequal, ...operations.map(({ kind }) => kind)]
}

/** One answer of SHOW CREATE TABLE, as servers since 3.3 print it. */
function shown(columns: string, key: string, after: string, properties: Readonly<Record<string, string>> = {}): string {
  const all = { compression: 'LZ4', fast_schema_evolution: 'true', replicated_storage: 'true', ...properties }
  const lines = Object.entries({ ...all, replication_num: properties['replication_num'] ?? '3' })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `"${name}" = "${value}"`)
  return `CREATE TABLE \`t\` (\n${columns}\n) ENGINE=OLAP \n${key}\n${after}\nPROPERTIES (\n${lines.join(',\n')}\n);`
}

const A = '  `a` int(11) NULL COMMENT ""'

/** What is left out or spelled otherwise, where that is known from, what is written, and what the server shows of it. */
const TABLES: readonly (readonly [rule: string, source: string, written: string, text: string, target?: Target])[] = [
  [
    'key, distribution, buckets and properties left out',
    'recorded: a table with nothing but columns',
    'CREATE TABLE t (a INT)',
    shown(A, 'DUPLICATE KEY(`a`)', 'DISTRIBUTED BY RANDOM', { bucket_size: '4294967296' }),
  ],
  [
    'buckets left out, chosen by the server',
    'recorded: 4.0 and later print the number that they chose',
    'CREATE TABLE t (a INT) DUPLICATE KEY (a) DISTRIBUTED BY HASH (a)',
    shown(A, 'DUPLICATE KEY(`a`)', 'DISTRIBUTED BY HASH(`a`) BUCKETS 16 '),
  ],
  [
    'sort key left out: the key columns',
    'CreateTableAnalyzer: without ORDER BY the key is the sort key',
    'CREATE TABLE t (a INT, b INT) PRIMARY KEY (a)',
    shown(
      '  `a` int(11) NOT NULL COMMENT "",\n  `b` int(11) NULL COMMENT ""',
      'PRIMARY KEY(`a`)',
      'DISTRIBUTED BY HASH(`a`) \nORDER BY(`a`)',
      { enable_persistent_index: 'true' },
    ),
  ],
  [
    'NOT NULL of primary keys',
    'recorded: PRIMARY KEY columns become NOT NULL',
    'CREATE TABLE t (a INT NULL) PRIMARY KEY (a)',
    shown('  `a` int(11) NOT NULL COMMENT ""', 'PRIMARY KEY(`a`)', 'DISTRIBUTED BY HASH(`a`) ', {
      enable_persistent_index: 'true',
    }),
  ],
  [
    'aliases of types',
    'recorded: each spelling of a type and its print',
    `CREATE TABLE t (a INTEGER, b STRING, c TEXT, d DECIMAL, e NUMERIC(12,3), f BOOLEAN, g VARBINARY, h JSON,
       i ARRAY<INTEGER>, j MAP<STRING, DECIMAL>, k STRUCT<x INTEGER>)`,
    shown(
      `${A},
  \`b\` varchar(65533) NULL COMMENT "",
  \`c\` varchar(65533) NULL COMMENT "",
  \`d\` decimal(10, 0) NULL COMMENT "",
  \`e\` decimal(12, 3) NULL COMMENT "",
  \`f\` boolean NULL COMMENT "",
  \`g\` varbinary NULL COMMENT "",
  \`h\` json NULL COMMENT "",
  \`i\` array<int(11)> NULL COMMENT "",
  \`j\` map<varchar(65533),decimal(10, 0)> NULL COMMENT "",
  \`k\` struct<x int(11)> NULL COMMENT ""`,
      'DUPLICATE KEY(`a`, `b`)',
      'DISTRIBUTED BY RANDOM',
    ),
  ],
  [
    'defaults: quotes, NULL, functions in any case',
    'recorded: default/*',
    `CREATE TABLE t (a INT, b INT DEFAULT "7", c INT DEFAULT NULL, d DATETIME DEFAULT current_timestamp, e VARCHAR(40) DEFAULT (UUID()))`,
    shown(
      `${A},
  \`b\` int(11) NULL DEFAULT "7" COMMENT "",
  \`c\` int(11) NULL COMMENT "",
  \`d\` datetime NULL DEFAULT CURRENT_TIMESTAMP COMMENT "",
  \`e\` varchar(40) NULL DEFAULT (uuid()) COMMENT ""`,
      'DUPLICATE KEY(`a`, `b`, `c`)',
      'DISTRIBUTED BY RANDOM',
    ),
  ],
  [
    'BOOLEAN defaults: true is 1 from 4.1 on',
    'recorded: default/BOOLEAN',
    `CREATE TABLE t (a INT, b BOOLEAN DEFAULT 'true')`,
    shown(`${A},\n  \`b\` boolean NULL DEFAULT "1" COMMENT ""`, 'DUPLICATE KEY(`a`, `b`)', 'DISTRIBUTED BY RANDOM'),
    V41,
  ],
  [
    'comments: escaped quotes, empty comments',
    'recorded: comment/*',
    `CREATE TABLE t (a INT COMMENT 'it''s "a"', b INT COMMENT '') DUPLICATE KEY (a) COMMENT ''`,
    shown(
      '  `a` int(11) NULL COMMENT "it\'s \\"a\\"",\n  `b` int(11) NULL COMMENT ""',
      'DUPLICATE KEY(`a`)',
      'DISTRIBUTED BY RANDOM',
    ),
  ],
  [
    'case and order: names of columns, functions and properties',
    'recorded: properties are printed by name, identifiers as they were declared',
    `CREATE TABLE t (Id INT, At DATETIME NOT NULL) DUPLICATE KEY (ID) PARTITION BY DATE_TRUNC('DAY', at) DISTRIBUTED BY HASH (id)
     PROPERTIES ("replication_num" = "3", "compression" = "lz4")`,
    shown(
      '  `Id` int(11) NULL COMMENT "",\n  `At` datetime NOT NULL COMMENT ""',
      'DUPLICATE KEY(`Id`)',
      "PARTITION BY date_trunc('day', At)\nDISTRIBUTED BY HASH(`Id`)",
    ),
  ],
  [
    'partitions: LESS THAN, and those that came later',
    'recorded: LESS THAN comes back as a fixed range',
    'CREATE TABLE t (a INT, d DATE) DUPLICATE KEY (a) PARTITION BY RANGE (d) (PARTITION p1 VALUES LESS THAN ("2024-01-01"))',
    shown(
      `${A},\n  \`d\` date NULL COMMENT ""`,
      'DUPLICATE KEY(`a`)',
      `PARTITION BY RANGE(\`d\`)
(PARTITION p1 VALUES [("0000-01-01"), ("2024-01-01")),
PARTITION p2 VALUES [("2024-01-01"), ("2024-02-01")))
DISTRIBUTED BY RANDOM`,
    ),
  ],
  [
    'aggregation: REPLACE is implied, SUM of decimals is widened',
    'recorded: aggregate/*',
    'CREATE TABLE t (a INT, s DECIMAL(10,2) SUM) AGGREGATE KEY (a) DISTRIBUTED BY HASH (a)',
    shown(
      `${A},\n  \`s\` decimal(38, 2) SUM NULL COMMENT ""`,
      'AGGREGATE KEY(`a`)',
      'DISTRIBUTED BY HASH(`a`) BUCKETS 8 ',
    ),
  ],
  [
    'parameters of indexes',
    'recorded: index create/*',
    'CREATE TABLE t (a INT, s STRING, INDEX i (s) USING NGRAMBF) DUPLICATE KEY (a)',
    shown(
      `${A},\n  \`s\` varchar(65533) NULL COMMENT "",\n  INDEX i (\`s\`) USING NGRAMBF("gram_num" = "2", "bloom_filter_fpp" = "0.05", "case_sensitive" = "true") COMMENT ''`,
      'DUPLICATE KEY(`a`)',
      'DISTRIBUTED BY RANDOM',
    ),
  ],
  [
    'generated columns: function names and parentheses',
    'recorded: generated/*',
    'CREATE TABLE t (a INT, g BIGINT AS (a * 3)) DUPLICATE KEY (a)',
    shown(`${A},\n  \`g\` bigint(20) NULL AS a * 3 COMMENT ""`, 'DUPLICATE KEY(`a`)', 'DISTRIBUTED BY RANDOM'),
  ],
  [
    'properties that shared-nothing mode takes and does not keep',
    'recorded: property create/*',
    `CREATE TABLE t (a INT) DUPLICATE KEY (a) PROPERTIES ("storage_volume" = "local", "in_memory" = "true", "light_schema_change" = "true")`,
    shown(A, 'DUPLICATE KEY(`a`)', 'DISTRIBUTED BY RANDOM'),
  ],
  [
    'properties that 3.2 adds to every table',
    'recorded: 3.2 prints them in an order of its own',
    'CREATE TABLE t (a INT) DUPLICATE KEY (a) DISTRIBUTED BY HASH (a)',
    'CREATE TABLE `t` (\n  `a` int(11) NULL COMMENT ""\n) ENGINE=OLAP \nDUPLICATE KEY(`a`)\nDISTRIBUTED BY HASH(`a`) BUCKETS 2 \nPROPERTIES (\n"replication_num" = "3",\n"in_memory" = "false",\n"enable_persistent_index" = "false",\n"replicated_storage" = "true",\n"compression" = "LZ4"\n);',
    V32,
  ],
  [
    'properties that shared-data mode adds',
    'recorded: shared-data/property create',
    'CREATE TABLE t (a INT) PRIMARY KEY (a)',
    shown('  `a` int(11) NOT NULL COMMENT ""', 'PRIMARY KEY(`a`)', 'DISTRIBUTED BY HASH(`a`) ', {
      'datacache.enable': 'true',
      enable_async_write_back: 'false',
      enable_persistent_index: 'true',
      persistent_index_type: 'CLOUD_NATIVE',
      storage_volume: 'builtin_storage_volume',
      replication_num: '1',
    }),
    SHARED_DATA,
  ],
]

describe('a hand-written table does not differ from what the server made of it', () => {
  test.for(TABLES)('%s (%s)', ([, , written, text, target = V35]) => {
    expect(differences(written, text, target)).toEqual([])
  })
})

const BASE = model('CREATE TABLE orders (id INT, note STRING, amount DECIMAL(10,2)) DUPLICATE KEY (id)')

describe('a hand-written view does not differ from what the server made of it', () => {
  test('columns, security and an empty comment left out; the text qualified', () => {
    const text =
      'CREATE VIEW `v` (`id`, `total`) COMMENT "" SECURITY NONE AS SELECT `shop`.`orders`.`id`, sum(`shop`.`orders`.`amount`) AS `total`\nFROM `shop`.`orders`\nWHERE `shop`.`orders`.`note` != \'x\'\nGROUP BY `shop`.`orders`.`id`;'
    const written = "CREATE VIEW v AS SELECT id, SUM(amount) total FROM orders WHERE NOT note = 'x' GROUP BY id"
    expect(differences(written, text, V35, 'v', BASE)).toEqual([])
  })

  test('a star is the columns that the table has', () => {
    const text =
      'CREATE VIEW `v` (`id`, `note`, `amount`) SECURITY NONE AS SELECT `shop`.`orders`.`id`, `shop`.`orders`.`note`, `shop`.`orders`.`amount`\nFROM `shop`.`orders`;'
    expect(differences('CREATE VIEW v AS SELECT * FROM orders', text, V35, 'v', BASE)).toEqual([])
  })

  test('a materialized view: distribution, sort key and properties that the server chose, START without a time', () => {
    const text =
      'CREATE MATERIALIZED VIEW `m` (`id`, `n`)\nDISTRIBUTED BY RANDOM\nREFRESH ASYNC START("2122-12-31 00:00:00") EVERY(INTERVAL 1 HOUR)\nPROPERTIES (\n"replicated_storage" = "true",\n"replication_num" = "3",\n"storage_medium" = "HDD"\n)\nAS SELECT `orders`.`id`, count(*) AS `n`\nFROM `shop`.`orders`\nGROUP BY `orders`.`id`;'
    const written =
      "CREATE MATERIALIZED VIEW m REFRESH ASYNC START('2122-12-31') EVERY(INTERVAL 1 hour) AS SELECT id, count(*) n FROM orders GROUP BY id"
    expect(differences(written, text, V35, 'm', BASE)).toEqual([])
  })
})
