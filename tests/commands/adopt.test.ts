import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { serverConfigFile, withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'

const test = serverTest()

const CONFIG = serverConfigFile()
const TABLE = `CREATE TABLE orders (id BIGINT NOT NULL, amount DECIMAL(12, 2)) PRIMARY KEY(id)
DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")`
const VIEW = 'CREATE VIEW big AS SELECT id FROM orders WHERE amount > 100'
const ALEMBIC = `CREATE TABLE alembic_version (id INT NOT NULL, version_num VARCHAR(32)) PRIMARY KEY(id)
DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")`

test(
  'a database of another tool gets models, a baseline and a ledger, and nothing else happens to it',
  {
    timeout: 120_000,
  },
  async ({ database }) => {
    const run = (sql: string) => database.connection.query(sql)
    for (const sql of [TABLE, VIEW, ALEMBIC, "INSERT INTO alembic_version VALUES (1, 'ae1027a6acf')"]) await run(sql)
    await run("INSERT INTO orders VALUES (1, '5')")
    await withProject(
      async ({ folder, write, cli }) => {
        await write('starrocks.config.ts', CONFIG)
        await write('db/V1__orders.sql', `${TABLE};\n`)
        await write('db/V2__view.sql', `${VIEW.replace('100', '200')};\n`)

        // It has to be what the files of the other tool make, if that is asked for.
        const different = await cli('adopt --like db')
        expect(different.exitCode).toBe(3)
        expect(different.output).toContain('starrocks-kit diff db database')
        await write('db/V2__view.sql', `${VIEW};\n`)

        const result = await cli('adopt --like db')
        expect(result.output).toContain('wrote src/models.ts')
        expect(result.output).toContain('alembic_version is what Alembic has left (version ae1027a6acf)')
        expect(result.output).toContain('2 objects, at revision')
        expect(result.exitCode).toBe(0)
        expect(await readFile(join(folder, 'src/models.ts'), 'utf8')).not.toContain('alembic_version')
        const [file = ''] = await readdir(join(folder, 'migrations'))
        expect(file).toContain('baseline_after_alembic_ae1027a6acf')

        const { rows } = await run('SELECT count(*) FROM orders')
        expect(rows).toEqual([['1']])
        for (const clean of ['check', 'current --check-heads', 'verify'])
          expect(await cli(clean)).toMatchObject({ exitCode: 0 })
        expect((await cli('check')).output).toContain('alembic_version is in the database only')
        expect((await cli('revision --autogenerate -m none')).output).toContain('no changes')
        expect((await cli('adopt')).exitCode).toBe(3)

        // What was there before is not dropped unasked.
        const down = await cli('downgrade base')
        expect(down.exitCode).toBe(3)
        expect(down.output).toContain('it was stamped, so what they would have made was there before')
        expect(down.output).toContain('DROP TABLE orders')
        expect((await run('SELECT count(*) FROM orders')).rows).toEqual([['1']])

        // The baseline makes the same elsewhere.
        const other = await database.another()
        const url = database.url.replace(database.name, other)
        expect(await cli(`diff head ${url}`)).toMatchObject({ exitCode: 1 })
        await write('starrocks.config.ts', CONFIG.replace("process.env['STARROCKS_URL']", JSON.stringify(url)))
        expect(await cli('upgrade')).toMatchObject({ exitCode: 0 })
        expect(await cli('check')).toMatchObject({ exitCode: 0 })
      },
      { STARROCKS_URL: database.url },
    )
  },
)

test(
  'what lies beside databases is part of the baseline where it is managed',
  { timeout: 60_000 },
  async ({ database }) => {
    const run = (sql: string) => database.connection.query(sql)
    await run(TABLE)
    await run('CREATE ROLE kit_adopted')
    try {
      await withProject(
        async ({ write, cli }) => {
          await write('starrocks.config.ts', CONFIG.replace('  ledger:', '  manage: { roles: true },\n  ledger:'))
          const result = await cli('adopt')
          expect(result).toMatchObject({ exitCode: 0 })
          for (const clean of ['check', 'verify']) expect(await cli(clean)).toMatchObject({ exitCode: 0 })
          expect((await cli('show head')).exitCode).toBe(0)
        },
        { STARROCKS_URL: database.url },
      )
    } finally {
      await run('DROP ROLE kit_adopted')
    }
  },
)
