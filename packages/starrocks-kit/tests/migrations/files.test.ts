import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  MigrationScriptError,
  MigrationsFolderError,
  RevisionFileError,
  revisionFolder,
} from '../../src/migrations/index.ts'

let cwd = ''
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'starrocks-kit-files-'))
})
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true })
})

const source = (id: string, down: string | null, body = ''): string =>
  `export const revision = '${id}'\nexport const downRevision = ${down === null ? 'null' : `'${down}'`}\n` +
  `export function upgrade(op) { ${body} }\nexport function downgrade(op) {}\n`

test('a folder that does not exist has no revisions', async () => {
  expect(await revisionFolder([join(cwd, 'migrations')], { cwd }).list()).toEqual([])
})

test('headers are read without running anything, other files are left alone', async () => {
  await writeFile(join(cwd, '2_b.js'), `throw new Error('it ran')\n${source('b', 'a')}`)
  await writeFile(join(cwd, '1_a.ts'), source('a', null))
  for (const name of ['_helper.ts', '.hidden.ts', 'types.d.ts', 'a.test.ts', 'README.md'])
    await writeFile(join(cwd, name), 'x')
  await mkdir(join(cwd, 'nested.ts'))
  const revisions = await revisionFolder([cwd], { cwd }).list()
  expect(revisions.map(({ id, file }) => [id, file])).toEqual([
    ['a', '1_a.ts'],
    ['b', '2_b.js'],
  ])
})

test('a module that is no revision is told, with its name', async () => {
  await writeFile(join(cwd, 'helpers.ts'), 'export const x = 1')
  await expect(revisionFolder([cwd], { cwd }).list()).rejects.toThrow(RevisionFileError)
  await expect(revisionFolder([cwd], { cwd }).list()).rejects.toThrow(/^helpers\.ts: it is no revision/u)
})

test('a file is imported to run it', async () => {
  await writeFile(join(cwd, 'a.mjs'), source('a', null, `op.dropTable('t')`))
  const folder = revisionFolder([cwd], { cwd })
  const [revision] = await folder.list()
  if (revision === undefined) throw new Error('no revision')
  const script = await folder.load(revision)
  expect(script.revision).toBe(revision)
})

test.each([
  ['export const upgrade = 1', /there is no `export function upgrade/u],
  ['export function upgrade() {}', /there is no `export function downgrade/u],
])('%s is no script', async (text, message) => {
  const file = `a${String(text.length)}.mjs`
  await writeFile(join(cwd, file), `export const revision = 'a'\nexport const downRevision = null\n${text}`)
  const folder = revisionFolder([cwd], { cwd })
  const [revision] = await folder.list()
  if (revision === undefined) throw new Error('no revision')
  await expect(folder.load(revision)).rejects.toThrow(MigrationScriptError)
  await expect(folder.load(revision)).rejects.toThrow(message)
})

test('a file is written whole, and never over another one', async () => {
  const folder = revisionFolder([join(cwd, 'deep/migrations')], { cwd })
  const path = await folder.write('a.ts', 'first')
  expect(path).toBe(join(cwd, 'deep/migrations/a.ts'))
  await expect(folder.write('a.ts', 'second')).rejects.toThrow(
    'deep/migrations/a.ts: the file exists already; it was left as it is',
  )
  expect(await readFile(path, 'utf8')).toBe('first')
  expect(await readdir(join(cwd, 'deep/migrations'))).toEqual(['a.ts'])
})

test('when writing fails nothing is left behind', async () => {
  await writeFile(join(cwd, 'blocked'), '')
  const folder = revisionFolder([join(cwd, 'blocked')], { cwd })
  await expect(folder.write('a.ts', 'text')).rejects.toThrow(MigrationsFolderError)
  await expect(folder.write('a.ts', 'text')).rejects.toThrow(/could not be written/u)
})

test.skipIf(process.getuid?.() === 0)('a read-only folder is told', async () => {
  await chmod(cwd, 0o500)
  await expect(revisionFolder([cwd], { cwd }).write('a.ts', 'text')).rejects.toThrow(
    /permission denied\); nothing was left behind/u,
  )
  await chmod(cwd, 0o700)
})
