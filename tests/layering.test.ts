import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../packages', import.meta.url))

/**
 * ARCHITECTURE.md, "What may import what": a folder imports from itself and from lower rows only.
 * A list in place of a row names all that the folder may import.
 */
const KIT: Readonly<Record<string, number | readonly string[]>> = {
  cli: 9,
  commands: 8,
  config: 7,
  migrations: 6,
  kysely: ['models', 'connection', 'schema', 'language', 'errors', 'util'],
  plan: 5,
  introspection: 5,
  diff: 4,
  codegen: 4,
  connection: ['errors', 'util'],
  operations: 3,
  models: 3,
  schema: 2,
  language: 1,
  util: 0,
  errors: 0,
}
/** `connection` stands on row 4 for those that import it. */
const ROWS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(KIT).map(([folder, row]) => [folder, typeof row === 'number' ? row : 4]),
)

const EMBEDDED: Readonly<Record<string, readonly string[]>> = {
  wire: [],
  sql: [],
  engine: ['sql'],
  catalog: ['engine', 'sql'],
  session: ['catalog', 'engine', 'sql', 'wire'],
  'stream-load': ['catalog', 'engine', 'session', 'sql', 'wire'],
  http: ['catalog', 'session', 'stream-load', 'wire'],
  cli: ['catalog'],
}
/** What of starrocks-kit the embedded server may use: public subpaths only. */
const EMBEDDED_MAY_USE = ['starrocks-kit/language', 'starrocks-kit/schema', 'starrocks-kit/connection']
/** The only places that touch disk, sockets or the terminal. */
const OUTSIDE_WORLD = /^node:(fs|net|tls|http|https|child_process|readline)|^mysql2|^jiti/
const MAY_TOUCH_IT = [
  'connection/',
  'config/',
  'cli/',
  'migrations/revisions/files.ts',
  'migrations/lock/process-identity.ts',
  'commands/init.ts',
  'commands/files.ts',
  'commands/post-write.ts',
]

interface Import {
  readonly file: string
  readonly from: string
  readonly specifier: string
}

async function importsOf(packageName: string): Promise<readonly Import[]> {
  const source = join(ROOT, packageName, 'src')
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts'))
  const found: Import[] = []
  for (const file of files) {
    const text = await readFile(join(source, file), 'utf8')
    for (const match of text.matchAll(
      /^(?:import|export)\b[^'"`;]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    )) {
      const specifier = match[1] ?? match[2] ?? match[3] ?? ''
      const target = specifier.startsWith('.') ? relative(source, resolve(source, dirname(file), specifier)) : specifier
      found.push({ file, from: folderOf(file), specifier: target })
    }
  }
  return found
}

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '')

test('starrocks-kit: no folder imports from its own row or above', async () => {
  const imports = await importsOf('starrocks-kit')
  const wrong = imports.filter(({ from, specifier }) => {
    const to = folderOf(specifier)
    if (from === '' || from === to || !(to in ROWS) || !/^[a-z-]+\//.test(specifier) || specifier.startsWith('node:'))
      return false
    const may = KIT[from]
    if (may === undefined) return true
    return typeof may === 'number' ? (ROWS[to] ?? 99) >= may : !may.includes(to)
  })
  expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  expect(imports.length).toBeGreaterThan(100)
})

test('starrocks-kit: every folder has its row', async () => {
  const folders = (await readdir(join(ROOT, 'starrocks-kit/src'), { withFileTypes: true })).filter((e) =>
    e.isDirectory(),
  )
  expect(folders.map((entry) => entry.name).filter((name) => !(name in KIT))).toEqual([])
})

test('starrocks-kit never imports starrocks-embedded', async () => {
  const imports = await importsOf('starrocks-kit')
  expect(imports.filter(({ specifier }) => specifier.startsWith('starrocks-embedded'))).toEqual([])
})

test('starrocks-kit: only named places touch disk, sockets and terminal', async () => {
  const imports = await importsOf('starrocks-kit')
  const wrong = imports.filter(
    ({ file, specifier }) => OUTSIDE_WORLD.test(specifier) && !MAY_TOUCH_IT.some((place) => file.startsWith(place)),
  )
  expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
})

test('starrocks-embedded: folders keep apart, DuckDB stays in engine, starrocks-kit is used by its subpaths', async () => {
  const imports = await importsOf('starrocks-embedded')
  const wrong = imports.filter(({ from, specifier }) => {
    if (specifier.startsWith('@duckdb/')) return from !== 'engine'
    if (specifier.startsWith('starrocks-kit')) return !EMBEDDED_MAY_USE.includes(specifier)
    const to = folderOf(specifier)
    if (from === '' || from === to || !(to in EMBEDDED)) return false
    return !(EMBEDDED[from] ?? []).includes(to)
  })
  expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
})
