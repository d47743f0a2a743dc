import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** Runs on a fresh server, then on a second one with the same directory. */
async function twice(
  first: (client: Client) => Promise<void>,
  second: (client: Client) => Promise<void>,
): Promise<void> {
  for (const work of [first, second]) {
    const server = await startServer({ dataDirectory: directory })
    const client = await connect(server.url)
    try {
      await work(client)
    } finally {
      await client.close()
      await server.close()
    }
  }
}

const TABLE =
  "CREATE TABLE t (k INT, v STRING) PRIMARY KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ('replication_num' = '1')"

it('keeps dictionaries with their copied rows, and brings dropped tables back', async () => {
  await twice(
    async ({ ask, refusal }) => {
      for (const sql of ['CREATE DATABASE d', 'USE d', TABLE, "INSERT INTO t VALUES (1, 'a'), (2, 'b')"]) await ask(sql)
      await ask('CREATE DICTIONARY names USING t (k KEY, v VALUE)')
      expect(await refusal('CREATE DICTIONARY names USING t (k KEY, v VALUE)')).toBe(
        '1064 Getting analyzing error. Detail message: dictionary: names is exist.',
      )
      await ask('DROP TABLE t')
      expect(await ask("SELECT dictionary_get('names', 2), dictionary_get('names', 3, true)")).toEqual([
        ['{"v":"b"}', null],
      ])
      expect(await refusal("SELECT dictionary_get('names', 3)")).toContain('key not found in dictionary cache')
    },
    async ({ ask, refusal }) => {
      await ask('USE d')
      expect(await ask("SELECT dictionary_get('names', 1)[1]")).toEqual([['a']])
      await ask('RECOVER TABLE t')
      expect(await ask('SELECT * FROM t ORDER BY k')).toEqual([
        ['1', 'a'],
        ['2', 'b'],
      ])
      expect(await refusal('RECOVER TABLE t')).toBe("1050 Table 't' already exists")
      await ask('DROP TABLE t FORCE')
      expect(await refusal('RECOVER TABLE t')).toBe("5502 Unknown table 't'")
      await ask('DROP DICTIONARY names')
      expect(await ask('SHOW DICTIONARY')).toEqual([])
    },
  )
})

it('brings dropped databases back, with all that was in them', async () => {
  await twice(
    async ({ ask }) => {
      for (const sql of ['CREATE DATABASE d', 'USE d', TABLE, "INSERT INTO t VALUES (1, 'a')"]) await ask(sql)
      await ask("CREATE MATERIALIZED VIEW m REFRESH MANUAL PROPERTIES ('replication_num' = '1') AS SELECT k FROM t")
      await ask('REFRESH MATERIALIZED VIEW m WITH SYNC MODE')
      await ask('DROP DATABASE d')
    },
    async ({ ask, refusal }) => {
      await ask('CREATE DATABASE d')
      expect(await refusal('RECOVER DATABASE d')).toBe('1064 Database[d] already exist.')
      await ask('DROP DATABASE d FORCE')
      await ask('RECOVER DATABASE d')
      expect(await ask('SELECT t.v, m.k FROM d.t, d.m')).toEqual([['a', '1']])
      await ask('DROP DATABASE d FORCE')
      expect(await refusal('RECOVER DATABASE d')).toBe("5501 Unknown database 'd'")
    },
  )
})

it('keeps functions, resource groups and security integrations', async () => {
  await twice(
    async ({ ask, refusal }) => {
      await ask('CREATE DATABASE d')
      await ask('USE d')
      const body = "PROPERTIES ('symbol' = 'f', 'type' = 'Python', 'file' = 'inline') AS $$\ndef f(x):\n  return x\n$$"
      await ask(`CREATE FUNCTION twice(INT, STRING) RETURNS INT ${body}`)
      expect(await refusal(`CREATE FUNCTION twice(INT, STRING) RETURNS INT ${body}`)).toBe(
        '1064 function already exists',
      )
      await ask("CREATE RESOURCE GROUP g TO (user = 'app') WITH ('cpu_weight' = '1', 'mem_limit' = '20%')")
      expect(
        await refusal("CREATE RESOURCE GROUP h TO (user = 'app') WITH ('cpu_weight' = '1', 'mem_limit' = '2')"),
      ).toBe(
        '1064 Getting analyzing error. Detail message: mem_limit should range from 0.00(exclude) to 1.00(include).',
      )
      await ask(
        "CREATE SECURITY INTEGRATION s PROPERTIES ('type' = 'authentication_jwt', 'jwks_url' = 'u', 'principal_field' = 'sub')",
      )
    },
    async ({ ask, refusal }) => {
      expect(await ask('SHOW FULL FUNCTIONS FROM d')).toEqual([
        [expect.stringMatching(/^twice\(INT,VARCHAR\)$/), 'INT', 'Scalar', 'NULL', expect.stringContaining('PYTHON')],
      ])
      await ask('DROP FUNCTION d.twice(INT, STRING)')
      await ask("ALTER RESOURCE GROUP g WITH ('mem_limit' = '0.5')")
      const [group] = await ask('SHOW RESOURCE GROUP g')
      expect(group?.slice(2, 5)).toEqual(['1', '0', '50.0%'])
      expect(group?.at(-1)).toMatch(/^\(id=\d+, weight=1\.0, user=app\)$/)
      expect(await ask('SHOW CREATE SECURITY INTEGRATION s')).toEqual([
        [
          's',
          'CREATE SECURITY INTEGRATION `s` PROPERTIES (\n"type" = "authentication_jwt",\n"principal_field" = "sub",\n"jwks_url" = "u"\n)',
        ],
      ])
      await ask('CREATE USER reader')
      await ask('GRANT IMPERSONATE ON USER reader TO root')
      await ask('EXECUTE AS reader WITH NO REVERT')
      expect(await refusal('DROP SECURITY INTEGRATION s')).toMatch(/^5203 .*SECURITY privilege/)
    },
  )
})

it('runs submitted tasks, and prepared statements by name', async () => {
  const server = await startServer()
  const client = await connect(server.url)
  const { ask, refusal } = client
  try {
    for (const sql of ['CREATE DATABASE d', 'USE d', TABLE]) await ask(sql)
    expect(await ask("SUBMIT TASK fill AS INSERT INTO t VALUES (1, 'a'), (2, 'b')")).toEqual([['fill', 'SUBMITTED']])
    await expect
      .poll(() => ask("SELECT state FROM information_schema.task_runs WHERE task_name = 'fill'"))
      .toEqual([['SUCCESS']])
    expect(await refusal('SUBMIT TASK fill AS INSERT INTO t SELECT * FROM t')).toBe('1064 Task [fill] already exists')
    await ask("PREPARE one FROM 'SELECT v FROM t WHERE k = ?'")
    await ask('SET @wanted = 2')
    expect(await ask('EXECUTE one USING @wanted')).toEqual([['b']])
    await ask('DROP PREPARE one')
    expect(await refusal('EXECUTE one USING @wanted')).toBe('1064 Could not execute, since `one` not exist')
    await ask('DROP TASK fill')
    expect(await ask('SELECT task_name FROM information_schema.tasks')).toEqual([])
    expect(await ask("SHOW PROC '/transactions/d'")).toEqual([
      ['running', '0'],
      ['finished', '0'],
    ])
  } finally {
    await client.close()
    await server.close()
  }
})

it('keeps external catalogs and storage volumes, and nothing of their secrets', async () => {
  await twice(
    async ({ ask, refusal }) => {
      await ask(
        'CREATE EXTERNAL CATALOG lake COMMENT "The lake" PROPERTIES ("type" = "hive", "aws.s3.secret_key" = "hush-hush")',
      )
      expect(await refusal('CREATE EXTERNAL CATALOG lake PROPERTIES ("type" = "hive")')).toBe(
        "1064 Catalog 'lake' already exists",
      )
      await ask('ALTER CATALOG lake SET ("hive.metastore.uris" = "thrift://a:9083")')
      await ask(
        'CREATE STORAGE VOLUME cold TYPE = S3 LOCATIONS = ("s3://a", "s3://b") PROPERTIES ("aws.s3.access_key" = "hush-hush", "aws.s3.secret_key" = "hush-hush")',
      )
      expect(await refusal('CREATE STORAGE VOLUME open TYPE = S3 LOCATIONS = ("s3://c")')).toBe(
        '1064 Storage params is not valid {}',
      )
      await ask('ALTER STORAGE VOLUME cold COMMENT = "Cold", SET ("enabled" = "false")')
      expect(await refusal('ALTER STORAGE VOLUME warm COMMENT = "x"')).toBe("1064 Storage volume 'warm' does not exist")
    },
    async ({ ask, refusal }) => {
      expect(await ask('SHOW CATALOGS')).toContainEqual(['lake', 'Hive', 'The lake'])
      const [[, text] = []] = await ask('SHOW CREATE CATALOG lake')
      expect(text).toContain('"hive.metastore.uris"  =  "thrift://a:9083"')
      expect(text).toContain('"aws.s3.secret_key"  =  "******"')
      expect(await ask('SHOW STORAGE VOLUMES')).toEqual([['cold']])
      expect(await ask('DESC STORAGE VOLUME cold')).toEqual([
        [
          'cold',
          'S3',
          'false',
          's3://a, s3://b',
          '{"aws.s3.access_key":"******","aws.s3.secret_key":"******"}',
          'false',
          'Cold',
        ],
      ])
      await ask('DROP CATALOG lake')
      await ask('DROP STORAGE VOLUME cold')
      expect(await refusal('DROP CATALOG lake')).toBe("1064 Catalog 'lake' doesn't exist")
      await ask('DROP CATALOG IF EXISTS lake')
    },
  )
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('hush-hush')
})
