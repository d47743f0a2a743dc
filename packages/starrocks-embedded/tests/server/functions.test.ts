import { expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

const TABLE =
  "CREATE TABLE t (a INT, b STRING, d DECIMAL(10, 2)) DUPLICATE KEY(a) DISTRIBUTED BY HASH(a) PROPERTIES ('replication_num' = '1')"

async function onServer(version: string, work: (client: Client) => Promise<void>): Promise<void> {
  const server = await startServer({ version })
  const client = await connect(server.url)
  try {
    for (const sql of ['CREATE DATABASE d', 'USE d', TABLE]) await client.ask(sql)
    await work(client)
  } finally {
    await client.close()
    await server.close()
  }
}

it('runs functions that are expressions wherever they are called', async () => {
  await onServer('4.1', async ({ ask, refusal }) => {
    await ask("INSERT INTO t VALUES (1, 'x', 1.5), (2, NULL, 2.25)")
    await ask('CREATE FUNCTION plus(x INT, y INT) RETURNS x + y * 2')
    await ask('CREATE FUNCTION plus(x STRING, y INT) RETURNS concat(x, y)')
    await ask('CREATE FUNCTION d.twice(a INT) RETURNS plus(a, a)')
    await ask("CREATE GLOBAL FUNCTION label(t DOUBLE) RETURNS CASE WHEN t >= 2 THEN 'warm' ELSE 'cold' END")
    expect(await ask('SHOW FULL FUNCTIONS')).toEqual([
      ['plus(INT,INT)', 'BIGINT', 'SQL', 'NULL', '`x` + (`y` * 2)'],
      ['plus(VARCHAR,INT)', 'VARCHAR', 'SQL', 'NULL', 'concat(`x`, `y`)'],
      ['twice(INT)', 'BIGINT', 'SQL', 'NULL', 'plus(`a`, `a`)'],
    ])
    expect(await ask("SELECT plus(3, 4), plus('n', 4), d.twice(5), label(1), twice('5')")).toEqual([
      ['11', 'n4', '15', 'cold', '15'],
    ])
    expect(await ask('SELECT label(d), sum(twice(a)), twice(sum(a)) FROM t GROUP BY label(d) ORDER BY 1')).toEqual([
      ['cold', '3', '3'],
      ['warm', '6', '6'],
    ])
    await ask('CREATE VIEW v AS SELECT a, plus(a, 1) AS p FROM t')
    expect((await ask('DESC v')).map(([name, type]) => [name, type])).toEqual([
      ['a', 'int'],
      ['p', 'bigint'],
    ])
    await ask(
      "CREATE MATERIALIZED VIEW m REFRESH MANUAL PROPERTIES ('replication_num' = '1') AS SELECT a, twice(a) w FROM t",
    )
    await ask('REFRESH MATERIALIZED VIEW m WITH SYNC MODE')
    expect(await ask('SELECT w FROM m ORDER BY a')).toEqual([['3'], ['6']])

    // A view takes the function as it is when the view is read.
    await ask('CREATE OR REPLACE FUNCTION plus(x INT, y INT) RETURNS x - y')
    expect(await ask('SELECT p FROM v ORDER BY a')).toEqual([['0'], ['1']])
    await ask('DROP FUNCTION plus(INT, INT)')
    await ask('DROP FUNCTION plus(STRING, INT)')
    expect(await refusal('SELECT p FROM v')).toMatch(
      /No matching function with signature: plus\(int\(11\), tinyint\(4\)\)/u,
    )

    await ask('CREATE DATABASE e')
    await ask('USE e')
    expect(await ask('SELECT label(5)')).toEqual([['warm']])
    expect(await refusal('SELECT twice(5)')).toContain('No matching function with signature: twice(tinyint(4))')
    await ask('DROP DATABASE d')
    await ask('RECOVER DATABASE d')
    expect(await ask('SHOW FUNCTIONS FROM d')).toEqual([['twice']])
    await ask('DROP DATABASE d FORCE')
    await ask('CREATE DATABASE d')
    expect(await ask('SHOW FUNCTIONS FROM d')).toEqual([])
  })
})

it('refuses expressions that call what there is not, and calls that never end', async () => {
  await onServer('4.1', async ({ ask, refusal }) => {
    expect(await refusal('CREATE FUNCTION f(a INT) RETURNS g(a)')).toBe(
      '1064 Getting analyzing error. Detail message: No matching function with signature: g(int(11)).',
    )
    expect(await refusal('CREATE FUNCTION f(a INT) RETURNS a + b')).toContain('Cannot find argument b in function args')
    await ask('CREATE FUNCTION f(a INT) RETURNS a')
    await ask('CREATE FUNCTION g(a INT) RETURNS f(a)')
    await ask('CREATE OR REPLACE FUNCTION f(a INT) RETURNS g(a)')
    expect(await refusal('SELECT f(1)')).toContain('Failed to parse view definition')
  })
})

it('keeps code, shows it as a frontend does, types its results, and says that it is not run', async () => {
  await onServer('3.5', async ({ ask, refusal }) => {
    const python = "PROPERTIES ('type' = 'Python', 'symbol' = 'f', 'file' = 'inline') AS $$ code $$"
    const java = "PROPERTIES ('type' = 'StarrocksJar', 'symbol' = 'a.B$C', 'file' = 'http://h/f.jar')"
    await ask(`CREATE FUNCTION py(DECIMAL(10, 2), ARRAY<INT>) RETURNS VARCHAR(20) ${python}`)
    await ask(`CREATE FUNCTION py(DECIMAL(10, 2), MAP<INT, INT>) RETURNS VARCHAR(20) ${python}`)
    await ask(`CREATE AGGREGATE FUNCTION agg(INT) RETURNS BIGINT ${java}`)
    await ask(`CREATE TABLE FUNCTION many(STRING, ...) RETURNS STRING ${java}`)
    const properties = (file: string, symbol: string, type: string): unknown =>
      expect.stringMatching(
        new RegExp(`^\\{"fid":"-\\d+","symbol":"${symbol}","file":"${file}","type":"${type}","md5":""\\}$`, 'u'),
      )
    expect(await ask('SHOW FULL FUNCTIONS')).toEqual([
      ['agg(INT)', 'BIGINT', 'Aggregate', 'VARCHAR', properties('http://h/f.jar', 'a.B.C', 'SRJAR')],
      ['many(VARCHAR, ...)', 'INVALID_TYPE', 'Table', 'NULL', properties('http://h/f.jar', 'a.B.C', 'SRJAR')],
      // Signatures that look alike are shown once.
      ['py(DECIMAL64,INVALID_TYPE)', 'VARCHAR', 'Scalar', 'NULL', properties('inline', 'f', 'PYTHON')],
    ])
    expect(await ask("SHOW FULL FUNCTIONS LIKE 'agg'")).toHaveLength(1)
    await ask(`CREATE AGGREGATE FUNCTION never(INT) RETURNS INT ${python}`)
    expect((await ask("SHOW FULL FUNCTIONS LIKE 'NEVER'"))[0]?.[2]).toBe('Scalar')
    await ask('CREATE VIEW v AS SELECT py(d, [a]) AS p FROM t')
    expect(await refusal('CREATE VIEW w AS SELECT d.nowhere(a) AS p FROM t')).toContain(
      'No matching function with signature: nowhere(int(11))',
    )
    expect((await ask('DESC v')).map(([name, type]) => [name, type])).toEqual([['p', 'varchar(20)']])
    for (const sql of ['SELECT py(1.5, [1])', 'SELECT p FROM v', 'SELECT agg(a) FROM t', 'SELECT * FROM t, many(b)'])
      expect(await refusal(sql), sql).toMatch(
        /^1064 The embedded server keeps functions in (?:Python|Java), and does not run them: d\.\w+\(/u,
      )
    expect(await refusal('SELECT py(1)')).toContain('No matching function with signature: py(tinyint(4))')
    expect(await refusal('CREATE FUNCTION f(a INT) RETURNS a')).toMatch(/^1064 Getting syntax error/u)
  })
})
