import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import { check, connect, revision, upgrade } from 'starrocks-kit'
import type { Connection, ConnectionProvider, Environment } from 'starrocks-kit'
import { expect } from 'vitest'
import { compareModels } from '../../packages/starrocks-kit/src/commands/compare.ts'
import { splitStatements } from '../../packages/starrocks-kit/src/language/index.ts'
import { withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'
import { recorder, withWorkspace } from './workspace.ts'

const test = serverTest()

/** Each command is a process of its own: on a busy machine that takes a while. */
const TIMEOUT = 120_000

const CONFIG = `import { defineConfig } from 'starrocks-kit'
export default defineConfig({
  connection: process.env['STARROCKS_URL'],
  models: './src/models.ts',
  migrations: './migrations',
  target: { version: '3.5', runMode: 'shared_nothing' },
  ledger: { properties: { replication_num: '1' } },
})
`
const MODELS = (
  columns: string,
  comment: string,
): string => `import { int, materializedView, sql, table, varchar, view } from 'starrocks-kit'
export const users = table('users', { id: int().primaryKey(), ${columns} }, {
  comment: ${JSON.stringify(comment)},
  distributedBy: 'HASH(id) BUCKETS 1',
  properties: { replication_num: 1 },
})
export const named = view('a_named', { comment: 'semi;colon', query: sql\`SELECT id, name FROM \${users}\` })
export const counts = materializedView('b_counts', {
  refresh: 'ASYNC',
  properties: { replication_num: 1 },
  query: sql\`SELECT name, count(*) AS n FROM \${users} GROUP BY name\`,
})
`
const FIRST = MODELS('name: varchar(50)', 'people; all of them')
const SECOND = MODELS("name: varchar(60), age: int().comment('years')", "it's --changed")

/** The statements of a script but those that keep the ledger. */
function ddl(script: string): readonly string[] {
  return splitStatements(script)
    .map(({ text }) => text)
    .filter((text) => !text.includes('_starrocks_kit_ledger'))
}

test(
  '--sql prints what upgrade and downgrade run, and exit codes tell the outcome',
  { timeout: TIMEOUT },
  async ({ database }) => {
    const ran = async (direction: string): Promise<readonly (string | null | undefined)[]> =>
      (
        await database.connection.query(
          `SELECT statement FROM _starrocks_kit_ledger WHERE step > 0 AND direction = '${direction}' ORDER BY sequence, step`,
        )
      ).rows.map(([statement]) => statement)

    await withProject(
      async ({ cli, write }) => {
        const exits = async (command: string, expected: number): Promise<string> => {
          const { output, exitCode } = await cli(command)
          expect(exitCode, `${command}\n${output}`).toBe(expected)
          return output
        }
        await write('starrocks.config.ts', CONFIG)
        await write('src/models.ts', FIRST)
        await exits('check', 1)
        await exits('revision --autogenerate -m first', 0)
        // Refused: the revision has to be applied first.
        await exits('revision --autogenerate -m again', 3)

        const planned = ddl(await exits('upgrade head --sql', 0))
        expect(planned).toHaveLength(3)
        await exits('upgrade head', 0)
        expect(await ran('upgrade')).toEqual(planned)
        await exits('check', 0)

        await write('src/models.ts', SECOND)
        await exits('check', 1)
        await exits('revision --autogenerate -m second', 0)
        const all = ddl(await exits('upgrade head --sql', 0))
        expect(all.slice(0, 3)).toEqual(planned)
        expect(all.length).toBeGreaterThan(4)
        await exits('upgrade head', 0)
        expect(await ran('upgrade')).toEqual(all)

        const down = ddl(await exits('downgrade base --sql', 0))
        expect(down.length).toBeGreaterThan(4)
        await exits('downgrade base', 0)
        expect(await ran('downgrade')).toEqual(down)

        await exits('upgrade nowhere', 2)
        await exits('upgrade head --no-such-option', 2)
        await exits('init', 3)
        for (const command of ['current', 'history', 'heads', 'pull', '--help', '--version']) await exits(command, 0)
      },
      { STARROCKS_URL: database.url },
    )
  },
)

test('--sql, history and heads need no server', { timeout: TIMEOUT }, async ({ database }) => {
  await withProject(
    async ({ folder, cli, write }) => {
      await write('starrocks.config.ts', CONFIG)
      await write('src/models.ts', FIRST)
      await cli('revision --autogenerate -m first')
      await write(
        'unreachable.config.ts',
        CONFIG.replace("process.env['STARROCKS_URL']", `'${await closedUrl(database.name)}'`),
      )
      for (const command of ['upgrade head --sql', 'downgrade base --sql', 'history', 'heads']) {
        const online = await cli(command)
        expect(online.exitCode, online.output).toBe(0)
        expect(await cli(`${command} --config unreachable.config.ts`)).toEqual(online)
      }
      const refused = await cli('upgrade head --config unreachable.config.ts')
      expect(refused.output).toContain('nothing listens on this port')
      expect(refused.exitCode).toBe(2)
      expect(await readdir(join(folder, 'migrations'))).toHaveLength(1)
    },
    { STARROCKS_URL: database.url },
  )
})

/** A URL that leads to a port where nothing listens. */
function closedUrl(database: string): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(`starrocks://root@127.0.0.1:${port}/${database}`))
    })
  })
}

/** The same environment, noting each statement that is really sent. */
function watched(environment: Environment, sent: string[]): Environment {
  const watch = (connection: Connection): Connection => ({
    ...connection,
    description: connection.description,
    ...(connection.database === undefined ? {} : { database: connection.database }),
    query: (sql) => {
      sent.push(sql.trim())
      return connection.query(sql)
    },
    fork: async () => watch(await connection.fork()),
    close: () => connection.close(),
  })
  const inner = environment.config.connection
  const connection: ConnectionProvider = {
    description: inner.description,
    ...(inner.database === undefined ? {} : { database: inner.database }),
    connect: async (options) => watch(await inner.connect(options)),
  }
  return { ...environment, config: { ...environment.config, connection } }
}

test(
  'every statement that is sent is logged, and every attribute that is compared, with its rule',
  { timeout: TIMEOUT },
  async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      await database.connection.query(`DROP DATABASE ${database.name}`)
      const logger = recorder()
      const sent: string[] = []
      const first = watched(await environment(FIRST, { logger }), sent)
      await revision(first, { message: 'first', autogenerate: true, createDatabase: true })
      await upgrade(first, { revision: 'head', waitRefresh: true })
      const second = watched(await environment(SECOND, { logger }), sent)
      await check(second)

      const logged = logger.messages.flatMap((message) => /^\[\d+ ms\] (?:failed: )?([^]*)$/u.exec(message)?.[1] ?? [])
      expect(logged.toSorted()).toEqual(sent.toSorted())
      expect(sent.some((sql) => sql.startsWith('CREATE DATABASE'))).toBe(true)
      expect(sent.some((sql) => sql.startsWith('INSERT INTO'))).toBe(true)

      const compared = logger.messages.filter((message) => /^[=≠] /u.test(message))
      logger.messages.length = 0
      await check(second)
      const again = logger.messages.filter((message) => /^[=≠] /u.test(message))
      const connection = await connect(database.url)
      const { diff } = await compareModels(connection, await second.loadModels(), {
        target: database.target,
        defaultDatabase: database.name,
      })
      await connection.close()
      expect(again).toHaveLength(diff.comparisons.length)
      expect(compared.slice(-again.length)).toEqual(again)
      for (const line of again) expect(line).toMatch(/^[=≠] \w+\.\w+ [^:]+: .+ \(.+\)$/su)
      const of = (attribute: string): string | undefined => again.find((line) => line.includes(`users ${attribute}: `))
      expect(of('columns.name.type')).toMatch(/^≠ .*50.* -> .*60.* \(type for type/u)
      expect(of('columns.id.nullable')).toMatch(/^= /u)
      expect(of('comment')).toBe(
        `≠ ${database.name}.users comment: "people; all of them" -> "it's --changed" (text for text; left out means no comment)`,
      )
    })
  },
)

test('--verbose shows what the log has, on standard error', { timeout: TIMEOUT }, async ({ database }) => {
  await withProject(
    async ({ cli, write }) => {
      await write('starrocks.config.ts', CONFIG)
      await write('src/models.ts', FIRST)
      const quiet = await cli('check')
      const verbose = await cli('check --verbose')
      expect(quiet.output).not.toMatch(/SHOW/)
      expect(verbose.output).toMatch(/^\[\d+ ms\] SHOW FULL TABLES FROM /mu)
      expect(verbose.output).toMatch(
        /^≠ \w+\.users object: nothing -> "Table" \(objects are matched by kind and name\)$/mu,
      )
      expect((await cli('check --verbose 2>/dev/null')).output).toBe(quiet.output)
      expect(verbose.exitCode).toBe(1)
    },
    { STARROCKS_URL: database.url },
  )
})

test('a password appears in no output, no row of the ledger and no file', { timeout: TIMEOUT }, async () => {
  const password = 'Tr0ub4dor&3/é'
  const secrets = [password, encodeURIComponent(password)]
  await using server = await startServer({ users: { anna: password } })
  const root = await connect(server.url)
  await root.query("GRANT db_admin TO USER 'anna'")
  await root.query("GRANT user_admin TO USER 'anna'")
  await root.query("SET DEFAULT ROLE ALL TO 'anna'")
  await root.close()
  const url = (database: string, given = password): string =>
    `${server.url.replace('root@', `anna:${encodeURIComponent(given)}@`)}/${database}`
  const outputs: string[] = []
  await withProject(
    async ({ cli, write, folder }) => {
      await write('starrocks.config.ts', CONFIG)
      await write('src/models.ts', FIRST)
      const play = async (command: string): Promise<number> => {
        const { output, exitCode } = await cli(`${command} --verbose`)
        outputs.push(output)
        return exitCode
      }
      expect(await play('check')).toBe(2)
      expect(await play('revision --autogenerate -m first --create-database')).toBe(0)
      expect(await play('upgrade head --sql')).toBe(0)
      expect(await play('upgrade head')).toBe(0)
      expect(await play('current')).toBe(0)
      expect(await play('check')).toBe(0)
      expect(await play('pull --out src/pulled.ts')).toBe(0)

      // What a person writes by hand may hold one too.
      await play('revision -m account')
      const [account = ''] = (await readdir(join(folder, 'migrations'))).filter((file) => file.endsWith('_account.ts'))
      const source = await readFile(join(folder, 'migrations', account), 'utf8')
      await write(
        `migrations/${account}`,
        source.replace(
          /upgrade\((_?op): Op\): void \{[^}]*\}/u,
          `upgrade(op: Op): void {
  op.execute("SET PASSWORD FOR 'root' = PASSWORD('hunter-22')")
  op.execute("ALTER TABLE not_there SET ('aws.s3.secret_key' = 'hunter-22')")
}`,
        ),
      )
      expect(await play('upgrade head')).toBe(2)
      expect(outputs.at(-1)).toContain('[2/2] ALTER TABLE not_there')
      expect(outputs.join('\n')).not.toContain('hunter-22')
      expect(await play('current')).toBe(0)

      const connection = await connect(url('shop'))
      const { rows } = await connection.query('SELECT * FROM _starrocks_kit_ledger')
      await connection.close()
      expect(rows.length).toBeGreaterThan(5)
      const kept = JSON.stringify(rows)
      expect(kept).toContain('SET PASSWORD FOR')
      expect(kept).not.toContain('hunter-22')

      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
        (entry) => entry.isFile() && !entry.parentPath.includes('node_modules'),
      )
      expect(files.length).toBeGreaterThan(4)
      const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
      for (const text of [...outputs, kept, ...texts]) for (const secret of secrets) expect(text).not.toContain(secret)
    },
    { STARROCKS_URL: url('shop') },
  )
  // A URL that is wrong, or leads nowhere, holds the password too.
  for (const wrong of [
    url('shop', `${password}!`),
    url('shop').replace('starrocks:', 'mysql:'),
    url('a/b'),
    url('shop').replace(/:\d+\//u, ':1/'),
  ]) {
    await withProject(
      async ({ cli, write }) => {
        await write('starrocks.config.ts', CONFIG)
        await write('src/models.ts', FIRST)
        const { output, exitCode } = await cli('check --verbose')
        expect(exitCode).toBe(2)
        for (const secret of secrets) expect(output).not.toContain(secret)
      },
      { STARROCKS_URL: wrong },
    )
  }
})
