import { KEYWORDS } from '../../src/language/index.ts'

/** Statements of every family, to be broken. */
export const SEEDS: readonly string[] = [
  "CREATE TABLE t (id INT NOT NULL DEFAULT '1', a ARRAY<MAP<INT, STRUCT<x INT>>>) PRIMARY KEY (id) PARTITION BY RANGE(id) (PARTITION p VALUES [('1'), ('2'))) DISTRIBUTED BY HASH(id) BUCKETS 3 PROPERTIES ('a' = 'b')",
  'CREATE EXTERNAL TABLE IF NOT EXISTS `a`.b (c DECIMAL(10, 2) SUM NULL COMMENT "x", INDEX i (c) USING BITMAP) ENGINE = mysql AGGREGATE KEY (c) ORDER BY (c) ROLLUP (r (c)) BROKER PROPERTIES ("a" = "b")',
  'CREATE TABLE t PARTITION BY date_trunc("day", dt) AS SELECT /*+ SET_VAR(a = 1) */ * FROM FILES("path" = "x")',
  "WITH c AS (SELECT * FROM t) SELECT a, count(DISTINCT b) OVER (PARTITION BY c ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM c LEFT JOIN (VALUES (1)) AS v(x) ON c.a = v.x WHERE (a, b) IN (SELECT 1, 2) GROUP BY GROUPING SETS ((a), ()) HAVING x -> '$.y' LIKE 'z%' ORDER BY 1 NULLS LAST LIMIT 1, 2",
  "SELECT CASE a WHEN 1 THEN 'x' ELSE @v END, CAST(b AS ARRAY<INT>)[1], x.y.z, -1 + 2 * 3 DIV 4 % 5 || c, DATE '2024-01-01' + INTERVAL 1 DAY, map{1: [2][1:2]}, f(a => 1), (x, y) -> x + y FROM t PIVOT (sum(a) FOR b IN (1 AS c, 2)) QUALIFY row_number() OVER (ORDER BY a) = 1",
  'SELECT 1 UNION ALL (SELECT 2 INTERSECT SELECT 3) EXCEPT SELECT 4 FROM a CROSS JOIN LATERAL unnest(b) AS u(c) TABLET (1) SAMPLE ("x" = "y")',
  'ALTER TABLE t ADD COLUMN a INT AFTER b, DROP PARTITION IF EXISTS p FORCE, ORDER BY (a, b), SWAP WITH u, COMMENT = "x", SET ("a" = "b")',
  'INSERT OVERWRITE t PARTITION (p) (a, b) VALUES (1, DEFAULT), (CASE WHEN a THEN b END, x -> (x, map{1: [2][1:2]}))',
  "UPDATE t SET a = 1, b = DEFAULT FROM u WHERE t.a = u.a; DELETE FROM t USING u WHERE a BETWEEN 1 AND 2 OR NOT b REGEXP 'x'",
  'CREATE MATERIALIZED VIEW mv PARTITION BY date_trunc("day", dt) DISTRIBUTED BY RANDOM REFRESH ASYNC START ("2024-01-01") EVERY (INTERVAL 1 DAY) PROPERTIES ("a" = "b") AS SELECT 1',
  'CREATE OR REPLACE VIEW v (a COMMENT "x", b) COMMENT "y" SECURITY INVOKER AS SELECT 1, 2; ALTER VIEW v AS SELECT 1',
  "SHOW FULL TABLES FROM d LIKE 'x%'; SHOW PARTITIONS FROM t WHERE a = 1 ORDER BY b LIMIT 1; DESC t ALL; EXPLAIN COSTS SELECT 1; SET GLOBAL a = 1, @b = 2; USE c.d",
  "CREATE USER 'a'@'%' IDENTIFIED BY 'x' DEFAULT ROLE r; GRANT SELECT, INSERT ON ALL TABLES IN DATABASE d TO ROLE r WITH GRANT OPTION; SET ROLE ALL EXCEPT r",
  "CREATE RESOURCE GROUP g TO (user = 'a', query_type IN ('select')) WITH (\"cpu_weight\" = \"1\"); CREATE STORAGE VOLUME v TYPE = S3 LOCATIONS = ('s3://a')",
  'CREATE ROUTINE LOAD d.j ON t COLUMNS TERMINATED BY \',\', COLUMNS (a, b = a + 1), WHERE a > 1 PROPERTIES ("a" = "b") FROM KAFKA ("c" = "d"); SUBMIT TASK t SCHEDULE EVERY(INTERVAL 1 DAY) AS INSERT INTO t SELECT 1',
  'CREATE AGGREGATE FUNCTION f(INT, ...) RETURNS INT PROPERTIES ("a" = "b") AS $$ x; y $$; ANALYZE FULL TABLE t (a, b) WITH SYNC MODE; BACKUP SNAPSHOT d.s TO r ON (TABLE t PARTITION (p) AS u); PREPARE s FROM SELECT ?',
]

const MARKS =
  '( ) [ ] { } , . ; : ? @ @@ = != < <= <=> > >= => -> + - * / % || && ! & | ^ ~ ... [*] \' " ` /* */ -- /*+ \\ \n $$ \ud800 \0'

/** What is put in: keywords, marks, quotes without a partner, numbers, odd characters. */
const PIECES: readonly string[] = [
  ...KEYWORDS,
  ...MARKS.split(' '),
  '1',
  '1.',
  '.5',
  '1e9',
  '99999999999999999999',
  'x',
  '1a',
  "x'AB'",
  '`a``b`',
  "''''",
  '""',
  'é',
  '\u3000',
  '#',
]

/** Random numbers that a seed determines (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The input with this number: the same for the same seeds, whatever came before. */
export function mutatedInput(seeds: readonly string[], seed: number, index: number): string {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  const below = (limit: number): number => Math.floor(random() * limit)
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? ''
  let sql = pick(seeds)
  for (let changes = 1 + below(5); changes > 0; changes--) sql = mutate(sql, below, pick, seeds)
  return sql
}

function mutate(
  sql: string,
  below: (limit: number) => number,
  pick: (list: readonly string[]) => string,
  seeds: readonly string[],
): string {
  const at = below(sql.length + 1)
  const until = Math.min(sql.length, at + below(20))
  const before = sql.slice(0, at)
  const after = sql.slice(until)
  const cut = sql.slice(at, until)
  switch (below(9)) {
    case 0:
      return `${before} ${pick(PIECES)} ${sql.slice(at)}`
    case 1:
      return `${before} ${pick(PIECES)} ${after}`
    case 2:
      return before + after
    case 3:
      return before + cut + cut + after
    case 4:
      return before + [...cut].toReversed().join('') + after
    case 5:
      return below(4) === 0 ? before : before + String.fromCharCode(below(below(2) === 0 ? 128 : 65_536)) + after
    case 6: {
      const other = pick(seeds)
      return before + other.slice(below(other.length)) + after
    }
    case 7:
      return `${before} ${`${pick(PIECES)} `.repeat(1 + below(30))}${after}`
    default: {
      const words = sql.split(' ')
      const first = below(words.length)
      const second = below(words.length)
      const word = words[first] ?? ''
      words[first] = words[second] ?? ''
      words[second] = word
      return words.join(' ')
    }
  }
}
