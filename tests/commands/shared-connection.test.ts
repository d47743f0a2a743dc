import { startServer } from 'starrocks-embedded'
import { check, connect, defineConfig, loadEnvironment, MissingDatabaseError, revision, upgrade } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { withProject } from '../project.ts'
import { revisionText } from '../migrations/support.ts'

const QUIET = { debug: () => undefined, info: () => undefined, warn: () => undefined }

test('commands use the session of the caller, and leave it open and where it was', { timeout: 60_000 }, async () => {
  const server = await startServer({})
  const opener = await connect(server.url)
  try {
    for (const name of ['mine', 'shop']) await opener.query(`CREATE DATABASE ${name}`)
    await withProject(async ({ folder, write }) => {
      await write(
        'src/models.ts',
        `import { int, table } from 'starrocks-kit'\nexport const t = table('t', { id: int().primaryKey() }, { distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: 1 } })\n`,
      )
      let opened = 0
      let closed = 0
      const url = `${server.url}/mine`
      const own = await connect(url)
      const session: Connection = {
        ...own,
        query: (sql) => own.query(sql),
        stream: (sql) => own.stream(sql),
        fork: () => own.fork(),
        close: async () => void closed++,
      }
      const config = defineConfig({
        connection: {
          description: 'shop',
          database: 'shop',
          connect: () => {
            opened++
            return connect(url)
          },
        },
        models: './src/models.ts',
        target: { version: '3.5' },
        ledger: { properties: { replication_num: '1' } },
      })
      const environment = await loadEnvironment({ cwd: folder, config, logger: QUIET, connection: session })
      await own.query('SET query_timeout = 77')
      await revision(environment, { message: 'one', autogenerate: true })
      // A data step has a session of its own, in the same database.
      await write(
        'migrations/zz.mjs',
        revisionText('zz', (await idOf(environment)) ?? null, [
          `op.run(async (connection) => { await connection.query('INSERT INTO t VALUES (7)') }, { effect: 'none' })`,
        ]),
      )
      expect((await upgrade(environment, { revision: 'head' })).revisions).toHaveLength(2)
      expect((await check(environment)).operations).toEqual([])
      expect((await own.query('SELECT DATABASE()')).rows).toEqual([['mine']])
      expect((await own.query('SELECT @@query_timeout')).rows).toEqual([['77']])
      expect((await own.query('SELECT id FROM shop.t')).rows).toEqual([['7']])
      expect([opened, closed]).toEqual([0, 0])

      const missing = defineConfig({
        connection: `${server.url}/nowhere`,
        models: './src/models.ts',
        target: { version: '3.5' },
      })
      const nowhere = await loadEnvironment({ cwd: folder, config: missing, logger: QUIET, connection: session })
      await expect(check(nowhere)).rejects.toThrow(MissingDatabaseError)
      expect((await own.query('SELECT DATABASE()')).rows).toEqual([['mine']])
      await own.close()
    })
  } finally {
    await opener.close()
    await server.close()
  }
})

async function idOf(environment: Awaited<ReturnType<typeof loadEnvironment>>): Promise<string | undefined> {
  return (await environment.folder.list())[0]?.id
}
