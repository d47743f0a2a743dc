import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import { describe, expect, test } from 'vitest'
import { configFile, revisionFile, withProject } from '../project.ts'

const MODELS = `import { int, table } from 'starrocks-kit'
export const users = table('users', { id: int().primaryKey() })
`

describe('what a newcomer meets', () => {
  test('no config', () =>
    withProject(async ({ cli, folder }) => {
      const { output, exitCode } = await cli('check')
      expect(output).toContain(
        `error: there is no starrocks.config.ts in ${folder} or above it. Run "starrocks-kit init"`,
      )
      expect(exitCode).toBe(2)
    }))

  test('nobody who reads on', () =>
    withProject(async ({ cli }) => {
      // The reader is gone before anything is written.
      expect(await cli('--help 2>told.txt | true; cat told.txt')).toEqual({ output: '', exitCode: 0 })
    }))

  test.each(['{ "private": true }', '{ "private": true, "type": "commonjs" }'])('a package that says %s', (manifest) =>
    withProject(async ({ cli, write }) => {
      await write('package.json', manifest)
      await write('starrocks.config.ts', configFile(`embedded({ database: 'demo' })`))
      await write('src/models.ts', MODELS)
      const { output, exitCode } = await cli('verify')
      expect(output).not.toMatch(/warning/iu)
      expect(exitCode).toBe(1)
    }),
  )

  test('init leaves an existing config alone', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile())
      const { output, exitCode } = await cli('init')
      expect(output).toContain('error: starrocks.config.ts exists already and is left alone')
      expect(exitCode).toBe(3)
    }))

  test('init asks the server what it is, and does without an answer', () =>
    withProject(async ({ cli, folder }) => {
      const server = await startServer({ version: '3.3', runMode: 'shared_data' })
      const url = `${server.url}/shop`
      // The database need not be there yet.
      const asked = await cli(`init --url ${url}`)
      await server.close()
      expect(asked.output).toContain('npx starrocks-kit adopt')
      expect(asked.exitCode).toBe(0)
      const config = (): Promise<string> => readFile(join(folder, 'starrocks.config.ts'), 'utf8')
      expect(await config()).toContain(`target: { version: '3.3.0', runMode: 'shared_data' },`)

      for (const file of ['starrocks.config.ts', 'src/models.ts']) await rm(join(folder, file))
      const silent = await cli(`init --url ${url}`)
      expect(silent.output).toContain('note: target in starrocks.config.ts is a guess (3.5, shared_nothing)')
      expect(silent.output).toContain('StarRocks is not reachable')
      expect(silent.exitCode).toBe(0)
      expect(await config()).toContain(`target: { version: '3.5', runMode: 'shared_nothing' },`)

      for (const file of ['starrocks.config.ts', 'src/models.ts']) await rm(join(folder, file))
      const wrong = await cli('init --url mysql://root@fe1:9030/shop')
      expect(wrong.output).toContain('its scheme is mysql, not starrocks')
      expect(wrong.exitCode).toBe(2)
      await expect(config()).rejects.toThrow('ENOENT')
    }))

  test('a config with a setting that does not exist', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', `export default { connnection: 'x' }\n`)
      const { output, exitCode } = await cli('check')
      expect(output).toContain(
        'error: starrocks.config.ts: there is no setting "connnection"; the settings are connection, models',
      )
      expect(exitCode).toBe(2)
    }))

  test('models that do not compile: the file and the line are named', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile(`embedded({ database: 'demo' })`))
      await write('src/models.ts', `import { table } from 'starrocks-kit'\n\nexport const users = table('users', {\n`)
      const { output, exitCode } = await cli('check')
      expect(output).toMatch(/error: src\/models\.ts does not load: /)
      expect(output).toMatch(/models\.ts:\d/)
      expect(exitCode).toBe(2)
    }))

  test('models that throw are run once, and the place is named', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile(`embedded({ database: 'demo' })`))
      await write('src/models.ts', `console.error('evaluated')\nthrow new Error('no such thing')\n`)
      const { output, exitCode } = await cli('check')
      expect(output).toContain('src/models.ts does not load: no such thing\n  at src/models.ts:2')
      expect(output.match(/evaluated/g)).toHaveLength(1)
      expect(exitCode).toBe(2)
    }))

  test('a column named in a key that does not exist', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile(`embedded({ database: 'demo' })`))
      await write(
        'src/models.ts',
        `import { int, table } from 'starrocks-kit'\nexport const users = table('users', { user_id: int() }, { key: 'PRIMARY KEY(user_idd)' })\n`,
      )
      const { output, exitCode } = await cli('check')
      expect(output).toContain('table users')
      expect(output).toContain('user_idd')
      expect(output).toMatch(/did you mean [`"']?user_id\b/)
      expect(exitCode).toBe(2)
    }))

  test('a clause that is not StarRocks: the caret shows where', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile(`embedded({ database: 'demo' })`))
      await write(
        'src/models.ts',
        `import { int, table } from 'starrocks-kit'\nexport const users = table('users', { id: int() }, { distributedBy: 'HSH(id) BUCKETS 10' })\n`,
      )
      const { output, exitCode } = await cli('check')
      expect(output).toContain('table users')
      expect(output).toContain('HSH(id) BUCKETS 10')
      expect(output).toMatch(/^\s*\^/m)
      expect(exitCode).toBe(2)
    }))

  test('wrong password: user and host are named, the password never', async () => {
    const server = await startServer({ users: { anna: 'right-one' } })
    try {
      await withProject(async ({ cli, write }) => {
        await write('starrocks.config.ts', configFile(`'${server.url.replace('root@', 'anna:wrong-one@')}/demo'`))
        await write('src/models.ts', MODELS)
        const { output, exitCode } = await cli('check --verbose')
        expect(output).toMatch(/anna/)
        expect(output).toContain(new URL(server.url).host)
        expect(output).toMatch(/password/)
        expect(output).not.toContain('wrong-one')
        expect(exitCode).toBe(2)
      })
    } finally {
      await server.close()
    }
  })

  test('server not reachable', async () => {
    const port = await freePort()
    await withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile(`'starrocks://root:secret-one@127.0.0.1:${port}/demo'`))
      await write('src/models.ts', MODELS)
      const { output, exitCode } = await cli('check')
      expect(output).toContain(`127.0.0.1:${port}: nothing listens on this port`)
      expect(output).toContain('query_port')
      expect(output).not.toContain('secret-one')
      expect(exitCode).toBe(2)
    })
  })

  test('unknown database: the way to create it is told, and works', async () => {
    const server = await startServer({})
    try {
      await withProject(async ({ cli, write }) => {
        await write('starrocks.config.ts', configFile(`'${server.url}/nowhere'`))
        await write('src/models.ts', MODELS)
        const refused = await cli('revision --autogenerate -m first')
        expect(refused.output).toContain('there is no database nowhere on the server')
        expect(refused.output).toContain('--create-database')
        expect(refused.exitCode).toBe(2)
        const created = await cli('revision --autogenerate -m first --create-database')
        expect(created.output).toContain('+ table users')
        expect(created.exitCode).toBe(0)
      })
    } finally {
      await server.close()
    }
  })

  test('a revision file with a broken down revision', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile())
      await write('src/models.ts', MODELS)
      await write('migrations/20260101_000000_aaaaaaaaaaaa_one.ts', revisionFile('aaaaaaaaaaaa', 'bbbbbbbbbbbb'))
      const { output, exitCode } = await cli('history')
      expect(output).toContain('20260101_000000_aaaaaaaaaaaa_one.ts')
      expect(output).toContain('bbbbbbbbbbbb')
      expect(exitCode).toBe(2)
    }))

  test('two heads', () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile())
      await write('src/models.ts', MODELS)
      await write('migrations/20260101_000000_aaaaaaaaaaaa_one.ts', revisionFile('aaaaaaaaaaaa', null))
      await write('migrations/20260102_000000_bbbbbbbbbbbb_two.ts', revisionFile('bbbbbbbbbbbb', 'aaaaaaaaaaaa'))
      await write('migrations/20260103_000000_cccccccccccc_three.ts', revisionFile('cccccccccccc', 'aaaaaaaaaaaa'))
      const { output, exitCode } = await cli('upgrade head --sql')
      expect(output).toMatch(/bbbbbbbbbbbb[\s\S]*cccccccccccc/)
      expect(output).toMatch(/merge/)
      expect(exitCode).toBe(2)
      const both = await cli('heads')
      expect(both.output).toContain('bbbbbbbbbbbb (head)')
      expect(both.output).toContain('cccccccccccc (head)')
    }))

  test('an option that does not exist', () =>
    withProject(async ({ cli }) => {
      const { output, exitCode } = await cli('upgrade --sqll')
      expect(output).toContain("unknown option '--sqll'")
      expect(exitCode).toBe(2)
    }))
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
