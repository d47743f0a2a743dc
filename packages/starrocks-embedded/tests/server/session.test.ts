import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import type { EmbeddedServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let server: EmbeddedServer
let client: Client
beforeAll(async () => {
  server = await startServer()
  client = await connect(server.url)
  await client.ask('CREATE DATABASE demo')
  await client.ask('USE demo')
})
afterAll(async () => {
  await client.close()
  await server.close()
})

describe('constants', () => {
  it('answers what drivers ask at the start, without rows', async () => {
    expect(await client.ask('SELECT 1')).toEqual([['1']])
    expect(await client.ask('SELECT @@version_comment, VERSION(), DATABASE(), @@autocommit')).toEqual([
      ['3.5.0-embedded', '8.0.33', 'demo', '1'],
    ])
    expect(await client.ask('SELECT CURRENT_USER(), CONNECTION_ID() > 0')).toEqual([["'root'@'%'", '1']])
    expect(await client.ask("SHOW VARIABLES LIKE 'sql_mode'")).toEqual([['sql_mode', 'ONLY_FULL_GROUP_BY']])
    expect(await client.ask('SHOW WARNINGS')).toEqual([])
  })

  it('names columns by their text', async () => {
    const [, fields] = await client.raw.query('SELECT 1+1, database(), version(), @@sql_mode AS mode')
    expect(fields.map((field) => field.name)).toEqual(['1 + 1', 'DATABASE()', 'version()', 'mode'])
  })
})

describe('materialized views', () => {
  it('show rows that are not refreshed yet where they are transparent', async () => {
    for (const sql of [
      "CREATE TABLE source (k INT, v INT) DUPLICATE KEY (k) PROPERTIES ('replication_num' = '1')",
      'CREATE MATERIALIZED VIEW sums REFRESH DEFERRED MANUAL AS SELECT k, sum(v) AS v FROM source GROUP BY k',
      'INSERT INTO source VALUES (1, 2)',
    ])
      await client.ask(sql)
    expect(await client.ask('SELECT * FROM sums')).toEqual([])
    expect(
      await client.ask(
        "SELECT object_name, object_type, ref_object_name, ref_object_type FROM sys.object_dependencies WHERE object_database = 'demo'",
      ),
    ).toEqual([['sums', 'MATERIALIZED_VIEW', 'source', 'OLAP']])
    await client.ask('ALTER MATERIALIZED VIEW sums SET ("transparent_mv_rewrite_mode" = "true")')
    expect(await client.ask('SELECT * FROM sums')).toEqual([['1', '2']])
    await client.ask('DROP MATERIALIZED VIEW sums')
    await client.ask('DROP TABLE source')
  })
})

describe('variables', () => {
  it('decide whether an UPDATE may do without WHERE', async () => {
    for (const sql of [
      "CREATE TABLE few (k INT, a INT, b INT, c INT) PRIMARY KEY (k) PROPERTIES ('replication_num' = '1')",
      'INSERT INTO few VALUES (1, 1, 1, 1), (2, 2, 2, 2)',
      'UPDATE few SET a = 5',
    ])
      await client.ask(sql)
    const message = 'must specify where clause to prevent full table update'
    expect(await client.refusal('UPDATE few SET a = 6, b = 6')).toContain(message)
    await client.ask("SET partial_update_mode = 'column'")
    await client.ask('UPDATE few SET a = a + 1, b = 6')
    expect(await client.ask('SELECT * FROM few ORDER BY k')).toEqual([
      ['1', '6', '6', '1'],
      ['2', '6', '6', '2'],
    ])
    await client.ask("SET partial_update_mode = 'row'")
    expect(await client.refusal('UPDATE few SET a = 5')).toContain(message)
    await client.ask("SET partial_update_mode = 'auto'")
    await client.ask('DROP TABLE few')
  })

  it('are set by hints for one statement', async () => {
    expect(
      await client.ask(
        "SELECT /*+ SET_VAR(sql_mode = 'GROUP_CONCAT_LEGACY') */ group_concat(x) FROM (SELECT 1 x UNION ALL SELECT 2) t",
      ),
    ).toEqual([['1, 2']])
    expect(
      await client.ask('SELECT /*+ SET_USER_VARIABLE(@hint = (SELECT 5), @list = [1, 2]) */ @hint + 1, @list[2]'),
    ).toEqual([['6', '2']])
    expect(await client.ask('SELECT @@sql_mode, @hint')).toEqual([['ONLY_FULL_GROUP_BY', null]])
  })

  it('keeps session, global and user variables apart', async () => {
    await client.ask("SET query_timeout = 17, @who = CONCAT('a', 'b')")
    expect(await client.ask('SELECT @@query_timeout, @@global.query_timeout, @who, @nobody')).toEqual([
      ['17', '300', 'ab', null],
    ])
    await client.ask('SET GLOBAL query_timeout = 42')
    const other = await connect(server.url)
    expect(await other.ask('SELECT @@query_timeout')).toEqual([['42']])
    await other.close()
    await client.ask('SET GLOBAL query_timeout = DEFAULT')
    expect(await client.refusal('SET no_such_variable = 1')).toMatch(/^1193 Unknown system variable/)
  })
})

describe('statements', () => {
  it('runs several in one query, and stops at the first that fails', async () => {
    const many = await connect(server.url, { database: 'demo' })
    expect(
      await many.refusal('CREATE VIEW one AS SELECT 1 AS x; SELECT * FROM nowhere; CREATE VIEW two AS SELECT 2 AS y'),
    ).toBe("5502 Getting analyzing error. Detail message: Unknown table 'demo.nowhere'.")
    expect(await many.ask('SHOW TABLES')).toEqual([['one']])
    await many.ask('DROP VIEW one')
    await many.close()
  })

  it('says what it cannot read, and where', async () => {
    expect(await client.refusal('SELEC 1')).toMatch(/^1064 Getting syntax error at line 1, column 0\. Detail message: /)
    expect(await client.refusal('/* nothing */')).toMatch(/column 13\. Detail message: Unexpected input '<EOF>'/)
  })

  it('refuses unknown databases, tables and catalogs with their codes', async () => {
    expect(await client.refusal('USE nodb')).toMatch(/^5501 /)
    expect(await client.refusal('SHOW TABLES FROM nodb')).toMatch(/^5501 /)
    expect(await client.refusal('DESC nope')).toBe(
      "5502 Getting analyzing error. Detail message: Unknown table 'nope'.",
    )
    expect(await client.refusal('SHOW CREATE TABLE nope')).toBe(
      '1064 Getting analyzing error. Detail message: Table nope is not found.',
    )
    expect(await client.refusal('SELECT * FROM hive.db.t')).toMatch(/^5078 .*Unknown catalog 'hive'/)
    expect(await client.refusal('INSERT INTO nope VALUES (1)')).toMatch(/^1064 .*Table nope is not found/)
    for (const [sql, sqlState] of [
      ['USE nodb', '3F000'],
      ['SELECT * FROM nope', '42602'],
      ['DESC nope', '42602'],
      ['SELEC', 'HY000'],
    ] as const)
      await expect(client.ask(sql)).rejects.toMatchObject({ sqlState })
    expect(await client.refusal('ADMIN CHECK TABLET (1) PROPERTIES ("type" = "consistency")')).toMatch(
      /is not supported by the embedded server/,
    )
  })

  it('prepares SELECT and binds its parameters', async () => {
    const [rows] = await client.raw.execute('SELECT ? AS a, ? AS b', [7, 'x'])
    expect(rows).toEqual([['7', 'x']])
    await expect(client.raw.prepare('CREATE DATABASE x')).rejects.toMatchObject({ errno: 1295 })
  })
})

describe('users', () => {
  it('asks for the password that a user has', async () => {
    await client.ask("CREATE USER 'ann'@'%' IDENTIFIED BY 'secret'")
    const ann = await connect(server.url, { user: 'ann', password: 'secret' })
    expect(await ann.ask('SELECT CURRENT_USER()')).toEqual([["'ann'@'%'"]])
    await ann.ask("SET PASSWORD = PASSWORD('other')")
    await ann.close()
    await expect(connect(server.url, { user: 'ann', password: 'secret' })).rejects.toMatchObject({ errno: 1045 })
    await (await connect(server.url, { user: 'ann', password: 'other' })).close()
    await client.ask("DROP USER 'ann'@'%'")
    await expect(connect(server.url, { user: 'ann', password: 'other' })).rejects.toMatchObject({ errno: 1045 })
  })
})

describe('sessions', () => {
  it('lists them and kills one', async () => {
    const other = await connect(server.url, { database: 'demo' })
    const [[id = ''] = []] = await other.ask('SELECT CONNECTION_ID()')
    const gone = new Promise((resolve) => other.raw.on('error', resolve))
    const list = await client.ask('SHOW PROCESSLIST')
    expect(list.find((row) => row[1] === id)?.slice(2, 6)).toEqual([
      'root',
      expect.stringMatching(/^127\.0\.0\.1:/),
      'demo',
      'Sleep',
    ])
    await client.ask(`KILL ${id}`)
    await gone
    expect(await client.refusal('KILL 999999')).toBe('1094 Unknown thread id: 999999')
  })
})
