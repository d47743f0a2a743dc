import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withProject } from '../project.ts'
import type { Project } from '../project.ts'
import { createTable, revisionText } from './support.ts'

const config = (settings: string): string => `import { defineConfig } from 'starrocks-kit'
export default defineConfig({
  connection: 'starrocks://root@127.0.0.1:9030/demo',
  models: './src/models.ts',
  target: { version: '3.5' },
  ${settings}
})
`

/** All files of a folder, with their sub-folders. */
async function filesIn({ folder }: Project, path: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, path), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

test('files are named by a template with sub-folders, a time zone and a slug length', { timeout: 60_000 }, () =>
  withProject(async (project) => {
    const { cli, write, folder } = project
    await write(
      'starrocks.config.ts',
      config(
        `revisionFiles: { fileName: '{year}/{month}-{hour}h-{revision}-{slug}', timeZone: 'Pacific/Kiritimati', slugLength: 12 },`,
      ),
    )
    expect((await cli('revision -m "Add the age of users" --rev-id aaa')).exitCode).toBe(0)
    expect((await cli('revision --rev-id bbb')).exitCode).toBe(0)
    const [first = '', second = ''] = (await filesIn(project, 'migrations'))
      .toSorted((a, b) => a.length - b.length)
      .toReversed()
    expect(first).toMatch(/^migrations\/\d{4}\/\d\d-\d\dh-aaa-add_the_age\.ts$/u)
    expect(second).toMatch(/^migrations\/\d{4}\/\d\d-\d\dh-bbb\.ts$/u)
    const text = await readFile(join(folder, first), 'utf8')
    const [, created = '', hour] = /Created: (\S+T(\d\d):\S+\+14:00)$/mu.exec(text) ?? []
    expect(first).toContain(`-${hour}h-`)
    // The moment is the same in every time zone.
    expect(Math.abs(Date.parse(created) - Date.now())).toBeLessThan(600_000)
    const history = await cli('history')
    expect(history.output).toBe('aaa -> bbb (head)\n<base> -> aaa, Add the age of users\n')

    await write('starrocks.config.ts', config(`revisionFiles: { fileName: '{rev}_{slug}' },`))
    expect((await cli('history')).output).toContain('there is no token {rev}; the tokens are {revision}, {slug}')
    await write('starrocks.config.ts', config(`revisionFiles: { timeZone: 'Mars/Olympus' },`))
    expect((await cli('history')).output).toContain('there is no time zone "Mars/Olympus"')
  }),
)

test(
  'several folders: a revision goes to that of what it follows, or to the one that is named',
  { timeout: 60_000 },
  () =>
    withProject(async (project) => {
      const { cli, write } = project
      await write(
        'starrocks.config.ts',
        config(`migrations: ['./migrations', './billing'], revisionFiles: { fileName: '{revision}' },`),
      )
      expect((await cli('revision -m one --rev-id aaa')).exitCode).toBe(0)
      expect(
        (await cli('revision -m two --rev-id bbb --head base --splice --branch-label billing --version-path billing'))
          .exitCode,
      ).toBe(0)
      expect((await cli('revision -m three --rev-id ccc --head billing@head')).exitCode).toBe(0)
      expect((await cli('revision -m four --rev-id ddd --head aaa')).exitCode).toBe(0)
      const wrong = await cli('revision -m five --head aaa --splice --version-path elsewhere')
      expect(wrong.output).toContain('elsewhere is none of the migrations folders of the config: migrations, billing')
      expect(wrong.exitCode).toBe(2)
      expect((await cli('merge heads --rev-id eee --version-path billing')).exitCode).toBe(0)
      expect((await filesIn(project, 'migrations')).toSorted()).toEqual(['migrations/aaa.ts', 'migrations/ddd.ts'])
      expect((await filesIn(project, 'billing')).toSorted()).toEqual([
        'billing/bbb.ts',
        'billing/ccc.ts',
        'billing/eee.ts',
      ])
      expect((await cli('history')).output.match(/->/gu)).toHaveLength(5)
      expect((await cli('show eee')).output).toContain('file     billing/eee.ts')
      expect((await cli('upgrade heads --sql')).output).toContain('-- Revision ccc (three)')
    }),
)

test('a template makes the file; what it leaves out of the header is refused', { timeout: 60_000 }, () =>
  withProject(async (project) => {
    const { cli, write, folder } = project
    const settings = (template: string): string =>
      config(`revisionFiles: { template: ${template}, fileName: '{revision}' },`)
    await write(
      'revision.template',
      '// Reviewed by nobody yet.\n{{comment}}\n{{imports}}\n{{header}}\n\n{{upgrade}}\n\n{{ downgrade }}\n// {{revision}}: {{message}}, $& {{created}}\n',
    )
    await write('starrocks.config.ts', settings(`'./revision.template'`))
    expect((await cli('revision -m "one $& two" --rev-id aaa')).exitCode).toBe(0)
    const text = await readFile(join(folder, 'migrations/aaa.ts'), 'utf8')
    expect(text).toMatch(/^\/\/ Reviewed by nobody yet\.\n\/\*\*\n \* one \$& two\n/u)
    expect(text).toMatch(/\/\/ aaa: one \$& two, \$& \S+Z\n$/u)
    expect(text).toContain('export function downgrade(_op: Op): void {}')

    await write(
      'starrocks.config.ts',
      settings(
        `({ header, upgrade, downgrade }) => [header, upgrade.replace(': Op', ''), downgrade.replace(': Op', '')].join('\\n')`,
      ),
    )
    expect((await cli('revision -m two --rev-id bbb')).exitCode).toBe(0)
    expect((await cli('upgrade --sql')).output).toContain('-- Revision bbb')

    await write('starrocks.config.ts', settings(`({ upgrade, downgrade }) => upgrade + downgrade`))
    const headless = await cli('revision -m three --rev-id ccc')
    expect(headless.output).toContain('makes a file that cannot be read as a revision')
    expect(headless.exitCode).toBe(2)
    await write('starrocks.config.ts', settings(`({ header }) => header.replace('ccc', 'ddd')`))
    expect((await cli('revision -m three --rev-id ccc')).output).toContain('does not write revision as it is')
    await write('revision.template', '{{headers}}')
    await write('starrocks.config.ts', settings(`'./revision.template'`))
    expect((await cli('revision -m three --rev-id ccc')).output).toContain(
      '{{headers}}, which stands for nothing: there are {{comment}}',
    )
    expect((await filesIn(project, 'migrations')).toSorted()).toEqual(['migrations/aaa.ts', 'migrations/bbb.ts'])
  }),
)

test('commands run on written files, without a shell, and say what went wrong', { timeout: 60_000 }, () =>
  withProject(async ({ cli, write, folder }) => {
    const settings = (commands: string): string =>
      config(`revisionFiles: { fileName: '{revision}', postWrite: ${commands} },`)
    await write(
      'tools/stamp.cjs',
      `const [, , file, word] = process.argv\nrequire('node:fs').appendFileSync(file, '// ' + word + '\\n')\n`,
    )
    await write(
      'starrocks.config.ts',
      settings(`[['node', 'tools/stamp.cjs', '{file}', '$HOME; rm -rf *'], ['node', '--check']]`),
    )
    const done = await cli('revision -m one --rev-id aaa')
    // Node of old versions cannot check TypeScript, and says so: the file is there either way.
    expect(await readFile(join(folder, 'migrations/aaa.ts'), 'utf8')).toContain('// $HOME; rm -rf *\n')
    expect(done.output).toMatch(/aaa\.ts/u)

    await write('tools/fail.cjs', `console.error('line 3 is too long'); process.exit(7)\n`)
    await write(
      'starrocks.config.ts',
      settings(`[['node', 'tools/fail.cjs'], ['node', 'tools/stamp.cjs', '{file}', 'never']]`),
    )
    const failed = await cli('revision -m two --rev-id bbb --head base --splice')
    expect(failed.output).toContain(
      'migrations/bbb.ts is written, but "node tools/fail.cjs" (revisionFiles.postWrite of the config) failed with exit code 7:\n  line 3 is too long',
    )
    expect(failed.exitCode).toBe(2)
    expect(await readFile(join(folder, 'migrations/bbb.ts'), 'utf8')).not.toContain('never')
    await write('starrocks.config.ts', settings(`[['no-such-formatter', '{file}']]`))
    expect((await cli('revision -m three --rev-id ccc --head aaa')).output).toContain(
      'cannot be started: there is no such command',
    )
    await write('starrocks.config.ts', settings(`['prettier --write']`))
    expect((await cli('history')).output).toContain('revisionFiles.postWrite: give lists of words')
  }),
)

test('sub-folders are read only where the config says so', { timeout: 60_000 }, () =>
  withProject(async ({ cli, write }) => {
    await write('migrations/aa.mjs', revisionText('aa', null, []))
    await write('migrations/2026/bb.mjs', revisionText('bb', 'aa', []))
    await write('migrations/_drafts/cc.mjs', revisionText('cc', 'aa', []))
    await write('starrocks.config.ts', config(''))
    expect((await cli('heads')).output).toContain('aa (head)')
    await write('starrocks.config.ts', config('revisionFiles: { recursive: true },'))
    expect((await cli('heads')).output).toBe('bb (head), bb message\n')
  }),
)

test('a baseline may have the name of the file that it stands for', { timeout: 60_000 }, () =>
  withProject(async (project) => {
    const { cli, write, folder } = project
    await write(
      'starrocks.config.ts',
      config(`migrations: ['./first', './migrations'], revisionFiles: { fileName: '{revision}' },`),
    )
    await write('migrations/aa.ts', revisionText('aa', null, [createTable('t')]).replaceAll('(op)', '(op: any)'))
    await write('migrations/bb.ts', revisionText('bb', 'aa', [createTable('u')]).replaceAll('(op)', '(op: any)'))
    const squashed = await cli('squash bb')
    expect(squashed.exitCode, squashed.output).toBe(0)
    expect(await filesIn(project, 'migrations')).toEqual(['migrations/bb.ts'])
    const text = await readFile(join(folder, 'migrations/bb.ts'), 'utf8')
    expect(text).toContain(
      `export const downRevision = null\n/** What this baseline stands for. */\nexport const squashes = ['aa', 'bb']`,
    )
    expect((await cli('upgrade --sql')).output.match(/CREATE TABLE [tu] /gu)).toHaveLength(2)
  }),
)
