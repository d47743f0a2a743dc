import { expect, test } from 'vitest'
import { createSyntaxReader } from '../../src/session/syntax/server-syntax.ts'

const reader = (major: number, minor: number) =>
  createSyntaxReader({ version: { major, minor, patch: 9, label: `${major}.${minor}` }, runMode: 'shared_nothing' })
const { error: read } = reader(3, 5)

/** Each text with the offset and the detail of the error that a frontend reports. */
const CASES: readonly (readonly [sql: string, offset: number, detail: string])[] = [
  ['MAKE TABLE x', 0, "Unexpected input 'MAKE', the most similar input is {"],
  ['CREATE TABLE c (id TIMESTAMP)', 28, "Unexpected input ')', the most similar input is {'('}"],
  ['CREATE TABLE c (id ARRAY, n INT)', 24, "Unexpected input ',', the most similar input is {'<'}"],
  ['CREATE TABLE c (id INT, from INT)', 24, "No viable statement for input ', from'"],
  ['CREATE TABLE c (id INT,)', 23, "No viable statement for input ',)'"],
  ['CREATE TABLE c (id STRUCT<>)', 25, "No viable statement for input 'STRUCT<>'"],
  ['CREATE TABLE c (id INT) DISTRIBUTED BY HASH()', 44, "No viable statement for input 'DISTRIBUTED BY HASH()'"],
  [
    'CREATE TABLE c (id INT) DISTRIBUTED BY HASH(id) BUCKETS x',
    56,
    "Unexpected input 'x', the most similar input is {INTEGER_VALUE}",
  ],
  [
    'CREATE TABLE c (id INT DEFAULT 7)',
    31,
    "Unexpected input '7', the most similar input is {'CURRENT_TIMESTAMP', 'NULL', SINGLE_QUOTED_TEXT, DOUBLE_QUOTED_TEXT, '('}",
  ],
  ['ALTER TABLE c RENAME TO d', 21, "No viable statement for input 'RENAME TO'"],
  [
    'ALTER TABLE c DROP COLUMN IF EXISTS n',
    26,
    "Unexpected input 'IF', the most similar input is {a legal identifier}",
  ],
  ['DROP TABLE', 10, "Unexpected input '<EOF>', the most similar input is {a legal identifier}"],
  ['DROP VIEW v FORCE', 12, "Unexpected input 'FORCE', the most similar input is {<EOF>, ';'}"],
  ['SHOW TOASTS', 5, "No viable statement for input 'SHOW TOASTS'"],
  [
    "ALTER TABLE c SET ('",
    20,
    "Unexpected input '<EOF>', the most similar input is {SINGLE_QUOTED_TEXT, DOUBLE_QUOTED_TEXT}",
  ],
]

test.each(CASES)('%s', (sql, offset, detail) => {
  const error = read(sql)
  expect(error?.offset).toBe(offset)
  expect(error?.detail.startsWith(detail)).toBe(true)
})

test('finds nothing in statements that are right', () => {
  for (const sql of [
    'CREATE TABLE c (id INT NOT NULL COMMENT "k", n ARRAY<STRUCT<a INT, b MAP<INT, STRING>>>) PRIMARY KEY (id) PARTITION BY date_trunc(\'day\', id), n PROPERTIES ("a" = "b");',
    'ALTER TABLE c ADD COLUMN n INT DEFAULT "1" AFTER id, DROP COLUMN o',
    'CREATE MATERIALIZED VIEW m REFRESH ASYNC EVERY (INTERVAL 1 DAY) AS SELECT 1',
    'CREATE VIEW v AS WITH a AS (SELECT t.*, s.x FROM t JOIN s USING (id)) SELECT max(x) OVER (PARTITION BY id) m FROM a QUALIFY row_number() OVER (ORDER BY m) = 1',
    'SELECT (SELECT 1), ((a)), array_map(x -> x + 1, b) FROM ((SELECT 1) UNION ALL (SELECT 2)) t WHERE (a, b) NOT IN (SELECT 1, 2) LIMIT 1, 2',
    'ALTER TABLE c ADD PARTITION p VALUES [("1"), ("2")), COMMENT = "x"; DROP VIEW v',
  ])
    expect(read(sql)).toBeUndefined()
})

test('knows the grammar of each version', () => {
  const column = 'CREATE TABLE c (id INT, n TIMESTAMP)'
  expect(reader(3, 2).error(column)?.detail).toBe(
    "Unexpected input 'TIMESTAMP', the most similar input is {'TIME', 'BITMAP', 'TEXT', 'TINYINT', 'DATETIME'}",
  )
  expect(reader(3, 3).error(column)?.detail).toBe("Unexpected input ')', the most similar input is {'('}")
  const versions = [
    'CREATE TABLE c (system INT)',
    'CREATE VIEW v AS SELECT * EXCLUDE (a) FROM t',
    'ALTER DATABASE d SET ("a" = "b")',
  ]
  for (const sql of versions) {
    expect(reader(3, 5).errorOfVersion(sql), sql).toBeDefined()
    expect(reader(4, 1).errorOfVersion(sql), sql).toBeUndefined()
  }
  // Wrong in every version: not a matter of this one.
  expect(reader(3, 5).errorOfVersion('CREATE TABLE c (from INT)')).toBeUndefined()
})

test('reads a long wrong text in bounded time', () => {
  const columns = Array.from({ length: 1500 }, (_, i) => `c${i} INT`).join(', ')
  const started = performance.now()
  expect(read(`CREATE TABLE c (${columns}, select INT)`)?.detail).toBe("No viable statement for input ', select'")
  expect(performance.now() - started).toBeLessThan(5000)
})

test('gives up a text that nests too deep', () => {
  const started = performance.now()
  read(`CREATE VIEW v AS SELECT ${'('.repeat(300)}1${')'.repeat(300)} FROM`)
  expect(performance.now() - started).toBeLessThan(5000)
})
