/** One change of one attribute, as the CREATE statements before and after it. */
export interface Specimen {
  readonly object: 'Table' | 'Column' | 'Index' | 'View' | 'MaterializedView'
  readonly attribute: string
  readonly change: string
  readonly before: string
  readonly after: string
}

const table = (
  attribute: string,
  change: string,
  before: string,
  after: string,
  object: Specimen['object'] = 'Table',
): Specimen => ({ object, attribute, change, before: `CREATE TABLE t ${before}`, after: `CREATE TABLE t ${after}` })

const DUP = 'DUPLICATE KEY (k) DISTRIBUTED BY HASH (k) BUCKETS 4'
const PRI = 'PRIMARY KEY (k) DISTRIBUTED BY HASH (k) BUCKETS 4'
const AGG = 'AGGREGATE KEY (k) DISTRIBUTED BY HASH (k) BUCKETS 4'

/** A column `v` before and after, in a table of one model. */
const column = (attribute: string, change: string, before: string, after: string, rest = DUP): Specimen =>
  table(attribute, change, `(k INT NOT NULL, ${before}) ${rest}`, `(k INT NOT NULL, ${after}) ${rest}`, 'Column')

const whole = (attribute: string, change: string, before: string, after: string): Specimen =>
  table(
    attribute,
    change,
    `(k INT NOT NULL, v INT, d DATE NOT NULL) ${before}`,
    `(k INT NOT NULL, v INT, d DATE NOT NULL) ${after}`,
  )

/** The same, of an attribute of the table. */
const indexed = (attribute: string, change: string, before: string, after: string): Specimen => ({
  ...column(attribute, change, before, after),
  object: 'Table',
})

const RANGE = (partitions: string): string =>
  `DUPLICATE KEY (k) PARTITION BY RANGE (d) (${partitions}) DISTRIBUTED BY HASH (k) BUCKETS 4`
const P1 = 'PARTITION p1 VALUES LESS THAN ("2024-01-01")'
const P2 = 'PARTITION p2 VALUES LESS THAN ("2024-02-01")'

const view = (attribute: string, change: string, before: string, after: string): Specimen => ({
  object: 'View',
  attribute,
  change,
  before: `CREATE VIEW v ${before}`,
  after: `CREATE VIEW v ${after}`,
})

const materialized = (attribute: string, change: string, before: string, after: string): Specimen => ({
  object: 'MaterializedView',
  attribute,
  change,
  before: `CREATE MATERIALIZED VIEW v ${before}`,
  after: `CREATE MATERIALIZED VIEW v ${after}`,
})

const QUERY = 'AS SELECT k, d, sum(v) AS s FROM base GROUP BY k, d'

/** What views and materialized views of the specimens read. */
export const AROUND = `CREATE TABLE base (k INT NOT NULL, d DATE NOT NULL, v INT) DUPLICATE KEY (k)
  PARTITION BY RANGE (d) (PARTITION p1 VALUES LESS THAN ("2024-01-01")) DISTRIBUTED BY HASH (k) BUCKETS 4`

export const SPECIMENS: readonly Specimen[] = [
  whole(
    'engine',
    'another engine',
    `ENGINE = OLAP ${DUP}`,
    'ENGINE = MYSQL PROPERTIES ("host" = "h", "port" = "3306", "user" = "u", "database" = "d", "table" = "t")',
  ),
  column('columns', 'a value column more', 'v INT', 'v INT, w INT'),
  column(
    'columns',
    'a column with DEFAULT CURRENT_TIMESTAMP more',
    'v INT',
    'v INT, w DATETIME DEFAULT CURRENT_TIMESTAMP',
  ),
  table(
    'columns',
    'a key column more',
    `(k INT, v INT) ${DUP}`,
    '(k INT, l INT, v INT) DUPLICATE KEY (k, l) DISTRIBUTED BY HASH (k) BUCKETS 4',
    'Column',
  ),
  table(
    'columns',
    'a key column more, PRIMARY KEY',
    `(k INT, v INT) ${PRI}`,
    '(k INT, l INT, v INT) PRIMARY KEY (k, l) DISTRIBUTED BY HASH (k) BUCKETS 4',
    'Column',
  ),
  column('columns', 'a column less', 'v INT, w INT', 'v INT'),
  column('columns', 'another order', 'v INT, w INT', 'w INT, v INT'),
  column('columns', 'another order, PRIMARY KEY', 'v INT, w INT', 'w INT, v INT', PRI),
  column('type', 'wider (INT to BIGINT)', 'v INT', 'v BIGINT'),
  column('type', 'longer VARCHAR', 'v VARCHAR(10)', 'v VARCHAR(20)'),
  column('type', 'shorter VARCHAR', 'v VARCHAR(20)', 'v VARCHAR(10)'),
  column('type', 'narrower (BIGINT to INT)', 'v BIGINT', 'v INT'),
  column('type', 'wider DECIMAL', 'v DECIMAL(10, 2)', 'v DECIMAL(18, 4)'),
  column('type', 'a field of a STRUCT more', 'v STRUCT<a INT>', 'v STRUCT<a INT, b INT>'),
  column('type', 'another element of an ARRAY', 'v ARRAY<INT>', 'v ARRAY<BIGINT>'),
  table(
    'type',
    'of a key column',
    '(k INT, l INT, v INT) DUPLICATE KEY (k, l) DISTRIBUTED BY HASH (k) BUCKETS 4',
    '(k INT, l BIGINT, v INT) DUPLICATE KEY (k, l) DISTRIBUTED BY HASH (k) BUCKETS 4',
    'Column',
  ),
  table('type', 'of a HASH column', `(k INT, v INT) ${DUP}`, `(k BIGINT, v INT) ${DUP}`, 'Column'),
  table('type', 'of a PRIMARY KEY column', `(k INT, v INT) ${PRI}`, `(k BIGINT, v INT) ${PRI}`, 'Column'),
  column('nullable', 'NOT NULL to NULL', 'v INT NOT NULL', 'v INT'),
  column('nullable', 'NULL to NOT NULL', 'v INT', 'v INT NOT NULL'),
  column('aggregation', 'another function', 'v INT SUM', 'v INT MAX', AGG),
  column('default', 'given', 'v INT', `v INT DEFAULT '1'`),
  column('default', 'another', `v INT DEFAULT '1'`, `v INT DEFAULT '2'`),
  column('default', 'removed', `v INT DEFAULT '1'`, 'v INT'),
  column('autoIncrement', 'given', 'v BIGINT NOT NULL', 'v BIGINT NOT NULL AUTO_INCREMENT'),
  column('generated', 'another expression', 'v BIGINT AS (k + 1)', 'v BIGINT AS (k + 2)'),
  column('generated', 'a generated column more', 'v INT', 'v INT, w BIGINT AS (k + 1)'),
  column('generated', 'no longer generated', 'v BIGINT AS (k + 1)', 'v BIGINT'),
  column('comment', 'another', `v INT COMMENT 'a'`, `v INT COMMENT 'b'`),
  column('comment', 'removed', `v INT COMMENT 'a'`, 'v INT'),
  table(
    'comment',
    'of a key column',
    `(k INT COMMENT 'a', v INT) ${DUP}`,
    `(k INT COMMENT 'b', v INT) ${DUP}`,
    'Column',
  ),
  whole('key', 'another model', DUP, PRI),
  whole('key', 'other columns', DUP, 'DUPLICATE KEY (k, v) DISTRIBUTED BY HASH (k) BUCKETS 4'),
  whole(
    'comment',
    'another',
    `DUPLICATE KEY (k) COMMENT 'a' DISTRIBUTED BY HASH (k) BUCKETS 4`,
    `DUPLICATE KEY (k) COMMENT 'b' DISTRIBUTED BY HASH (k) BUCKETS 4`,
  ),
  whole('comment', 'removed', `DUPLICATE KEY (k) COMMENT 'a' DISTRIBUTED BY HASH (k) BUCKETS 4`, DUP),
  whole('partitioning', 'given', DUP, RANGE(P1)),
  whole(
    'partitioning',
    'another expression',
    `DUPLICATE KEY (k) PARTITION BY date_trunc('day', d) DISTRIBUTED BY HASH (k) BUCKETS 4`,
    `DUPLICATE KEY (k) PARTITION BY date_trunc('month', d) DISTRIBUTED BY HASH (k) BUCKETS 4`,
  ),
  whole('partitions', 'one more', RANGE(P1), RANGE(`${P1}, ${P2}`)),
  whole('partitions', 'one less', RANGE(`${P1}, ${P2}`), RANGE(P1)),
  whole('partitions', '`replication_num` of one', RANGE(P1), RANGE(`${P1} ("replication_num" = "2")`)),
  whole('partitions', '`storage_medium` of one', RANGE(P1), RANGE(`${P1} ("storage_medium" = "SSD")`)),
  whole('distribution', 'other columns', DUP, 'DUPLICATE KEY (k) DISTRIBUTED BY HASH (v) BUCKETS 4'),
  table(
    'distribution',
    'other columns, PRIMARY KEY',
    '(k INT, l INT) PRIMARY KEY (k, l) DISTRIBUTED BY HASH (k) BUCKETS 4',
    '(k INT, l INT) PRIMARY KEY (k, l) DISTRIBUTED BY HASH (l) BUCKETS 4',
  ),
  whole('distribution', 'HASH to RANDOM', DUP, 'DUPLICATE KEY (k) DISTRIBUTED BY RANDOM BUCKETS 4'),
  whole('distribution', 'RANDOM to HASH', 'DUPLICATE KEY (k) DISTRIBUTED BY RANDOM BUCKETS 4', DUP),
  whole('buckets', 'another number', DUP, 'DUPLICATE KEY (k) DISTRIBUTED BY HASH (k) BUCKETS 8'),
  whole('sortKey', 'another, DUPLICATE KEY', `${DUP} ORDER BY (k)`, `${DUP} ORDER BY (v)`),
  whole('sortKey', 'another, PRIMARY KEY', `${PRI} ORDER BY (k)`, `${PRI} ORDER BY (v)`),
  table(
    'sortKey',
    'another, AGGREGATE KEY',
    '(k INT, l INT, v INT SUM) AGGREGATE KEY (k, l) DISTRIBUTED BY HASH (k) BUCKETS 4 ORDER BY (k, l)',
    '(k INT, l INT, v INT SUM) AGGREGATE KEY (k, l) DISTRIBUTED BY HASH (k) BUCKETS 4 ORDER BY (l, k)',
  ),
  indexed('indexes', 'a BITMAP index more', 'v STRING', 'v STRING, INDEX i (v) USING BITMAP'),
  indexed(
    'indexes',
    'an n-gram bloom filter more',
    'v STRING',
    'v STRING, INDEX i (v) USING NGRAMBF ("gram_num" = "4")',
  ),
  indexed('indexes', 'one less', 'v STRING, INDEX i (v) USING BITMAP', 'v STRING'),
  {
    ...column(
      'properties',
      'another parameter',
      'v STRING, INDEX i (v) USING NGRAMBF ("gram_num" = "4")',
      'v STRING, INDEX i (v) USING NGRAMBF ("gram_num" = "3")',
    ),
    object: 'Index',
  },
  {
    ...column(
      'comment',
      'another',
      `v STRING, INDEX i (v) USING BITMAP COMMENT 'a'`,
      `v STRING, INDEX i (v) USING BITMAP COMMENT 'b'`,
    ),
    object: 'Index',
  },
  whole('rollups', 'one more', DUP, `${DUP} ROLLUP (r (v))`),
  whole('properties', '`bloom_filter_columns`', DUP, `${DUP} PROPERTIES ("bloom_filter_columns" = "v")`),
  whole(
    'properties',
    '`replication_num`',
    `${DUP} PROPERTIES ("replication_num" = "3")`,
    `${DUP} PROPERTIES ("replication_num" = "1")`,
  ),
  whole(
    'properties',
    '`compression`',
    `${DUP} PROPERTIES ("compression" = "LZ4")`,
    `${DUP} PROPERTIES ("compression" = "ZSTD")`,
  ),
  view('query', 'another', 'AS SELECT k FROM base', 'AS SELECT v FROM base'),
  view('columns', 'another name', '(a) AS SELECT k FROM base', '(b) AS SELECT k FROM base'),
  view('comment', 'another', `COMMENT 'a' AS SELECT k FROM base`, `COMMENT 'b' AS SELECT k FROM base`),
  view('security', 'INVOKER', 'SECURITY NONE AS SELECT k FROM base', 'SECURITY INVOKER AS SELECT k FROM base'),
  materialized(
    'query',
    'another',
    `REFRESH MANUAL ${QUERY}`,
    'REFRESH MANUAL AS SELECT k, d, max(v) AS s FROM base GROUP BY k, d',
  ),
  materialized(
    'columns',
    'another name',
    '(a, b) REFRESH MANUAL AS SELECT k, d FROM base',
    '(a, c) REFRESH MANUAL AS SELECT k, d FROM base',
  ),
  materialized('comment', 'another', `COMMENT 'a' REFRESH MANUAL ${QUERY}`, `COMMENT 'b' REFRESH MANUAL ${QUERY}`),
  materialized('partitioning', 'given', `REFRESH MANUAL ${QUERY}`, `PARTITION BY d REFRESH MANUAL ${QUERY}`),
  materialized(
    'distribution',
    'other columns',
    `DISTRIBUTED BY HASH (k) REFRESH MANUAL ${QUERY}`,
    `DISTRIBUTED BY HASH (d) REFRESH MANUAL ${QUERY}`,
  ),
  materialized('sortKey', 'another', `REFRESH MANUAL ORDER BY (k) ${QUERY}`, `REFRESH MANUAL ORDER BY (d) ${QUERY}`),
  materialized(
    'refresh',
    'another scheme',
    `REFRESH MANUAL ${QUERY}`,
    `REFRESH ASYNC EVERY (INTERVAL 1 HOUR) ${QUERY}`,
  ),
  materialized(
    'indexes',
    'one more',
    `(k, d, s) REFRESH MANUAL ${QUERY}`,
    `(k, d, s, INDEX i (k) USING BITMAP) REFRESH MANUAL ${QUERY}`,
  ),
  materialized(
    'properties',
    '`mv_rewrite_staleness_second`',
    `REFRESH MANUAL ${QUERY}`,
    `REFRESH MANUAL PROPERTIES ("mv_rewrite_staleness_second" = "60") ${QUERY}`,
  ),
]
