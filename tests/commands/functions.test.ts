import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'

const test = serverTest({ version: '3.5' })

const CONFIG = `import { defineConfig } from 'starrocks-kit'
export default defineConfig({
  connection: process.env['STARROCKS_URL'],
  models: './src/models.ts',
  target: { version: '3.5', runMode: 'shared_nothing' },
  ledger: { properties: { replication_num: '1' } },
  manage: { functions: true },
})
`
const models = (body: string): string => `import { userFunction, view } from 'starrocks-kit'

export const plus = userFunction('plus(DECIMAL(10, 2))', {
  returns: 'DECIMAL(12, 2)',
  properties: { symbol: 'plus', isolation: 'shared' },
  source: \`
    def plus(x):
      return ${body}
  \`,
})

export const sums = view('sums', { query: 'SELECT plus(1.50) AS more' })
`
const byHand = (name: string, returns: string, symbol: string): string =>
  `CREATE OR REPLACE FUNCTION ${name} RETURNS ${returns} PROPERTIES ('type' = 'Python', 'file' = 'inline', 'symbol' = '${symbol}') AS $$ by hand $$`

test(
  'what a server does not show of functions is as the revisions have made it, until somebody changes what it shows',
  { timeout: 120_000 },
  async ({ database: { connection, name, url } }) => {
    const shown = async (): Promise<readonly (readonly (string | null)[])[]> =>
      (await connection.query('SHOW FULL FUNCTIONS')).rows
    await withProject(
      async ({ folder, write, cli }) => {
        const newest = async (): Promise<string> => {
          const files = await readdir(join(folder, 'migrations'))
          return readFile(join(folder, 'migrations', files.toSorted().at(-1) ?? ''), 'utf8')
        }
        const clean = async (): Promise<void> =>
          expect(await cli('check')).toMatchObject({
            exitCode: 0,
            output: expect.not.stringContaining('plus') as string,
          })
        await write('starrocks.config.ts', CONFIG)
        await write('src/models.ts', models('x + 1'))
        await cli('revision --autogenerate -m first')
        expect(await newest()).toContain("op.createFunction('plus(DECIMAL(10, 2))', {")
        expect(await newest()).toContain("op.dropFunction('plus(DECIMAL(10, 2))')")
        // Source text says its language and its file by itself.
        expect(await newest()).not.toContain('inline')
        expect(await cli('upgrade')).toMatchObject({ exitCode: 0 })
        await clean()

        // Code that nobody is shown, against what the revision before has made.
        await write('src/models.ts', models('x + 2'))
        expect((await cli('check')).exitCode).toBe(1)
        await cli('revision --autogenerate -m second')
        expect(await newest()).toMatch(/op\.alterFunction\([^]*x \+ 2[^]*op\.alterFunction\([^]*x \+ 1/u)
        expect(await cli('upgrade')).toMatchObject({ exitCode: 0 })
        await clean()
        expect(await cli('downgrade -1')).toMatchObject({ exitCode: 0 })
        expect((await cli('check')).output).toContain('plus')
        expect(await cli('upgrade')).toMatchObject({ exitCode: 0 })

        // Models are written whole from the revisions, and not at all where these do not tell.
        await cli('pull --out pulled.ts')
        expect(await readFile(join(folder, 'pulled.ts'), 'utf8')).toMatch(
          /^export const plus[^]*x \+ 2[^]*isolation: 'shared'/mu,
        )
        await connection.query(byHand('somebody(INT)', 'INT', 'f'))
        const pulled = await cli('pull')
        expect(pulled.output).toContain('// export const somebody = userFunction(')
        expect(pulled.output).toContain('the server does not show its source, input, isolation')
        expect((await cli('check')).output).toContain(`function ${name}.somebody(INT) is in the database only`)
        await connection.query('DROP FUNCTION somebody(INT)')

        // By hand, with something that is shown.
        await connection.query(byHand('plus(DECIMAL(10, 2))', 'DECIMAL(30, 2)', 'plus'))
        const drifted = await cli('check')
        expect(drifted.exitCode).toBe(1)
        expect(drifted.output).toMatch(/changed beside the revisions, .*:\s+~ function \S+\.plus/u)
        await cli('revision --autogenerate -m third')
        expect(await cli('upgrade')).toMatchObject({ exitCode: 0 })
        await clean()

        // With another signature.
        await connection.query('DROP FUNCTION plus(DECIMAL(10, 2))')
        await connection.query(byHand('plus(BIGINT)', 'BIGINT', 'plus'))
        expect((await cli('check')).exitCode).toBe(1)
        await connection.query('DROP FUNCTION plus(BIGINT)')
        // Nobody can tell it from what the revisions have made.
        await connection.query(byHand('plus(DECIMAL(10, 2))', 'DECIMAL(12, 2)', 'plus'))
        await clean()
        expect(await cli('downgrade base')).toMatchObject({ exitCode: 0 })
        expect(await shown()).toEqual([])
      },
      { STARROCKS_URL: url },
    )
  },
)

test(
  'a function of which nobody knows the whole is left out of a baseline',
  { timeout: 60_000 },
  async ({ database: { connection, name, url } }) => {
    await connection.query(byHand('plus(DECIMAL(10, 2), ARRAY<INT>)', 'INT', 'plus'))
    await connection.query('CREATE VIEW sums AS SELECT plus(1.50, [1]) AS more')
    await withProject(
      async ({ folder, write, cli }) => {
        await write('starrocks.config.ts', CONFIG)
        const adopted = await cli('adopt')
        expect(adopted).toMatchObject({ exitCode: 0 })
        expect(adopted.output).toContain('the server does not show its arguments, source, input, isolation')
        const source = await readFile(join(folder, 'src/models.ts'), 'utf8')
        expect(source).toContain(`// export const plus = userFunction('${name}.plus(DECIMAL64, INVALID_TYPE)', {`)
        expect(source).toContain('export const sums = view(')
        const checked = await cli('check')
        expect(checked).toMatchObject({ exitCode: 0 })
        expect(checked.output).toContain(
          `function ${name}.plus(DECIMAL64, INVALID_TYPE) is not understood and left alone`,
        )
        // Models that agree with what is shown are no change.
        await write(
          'src/models.ts',
          `import { userFunction } from 'starrocks-kit'
${source}
export const plus = userFunction('plus(DECIMAL(10, 2), ARRAY<INT>)', {
  returns: 'INT',
  properties: { symbol: 'plus' },
  source: 'def plus(x, y):\\n  return 1',
})
`,
        )
        const agreed = await cli('check')
        expect(agreed).toMatchObject({ exitCode: 0 })
        expect(agreed.output).not.toContain('plus')
      },
      { STARROCKS_URL: url },
    )
  },
)
