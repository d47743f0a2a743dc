import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { createProject, run } from '../../scripts/tutorial/play.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const execute = promisify(execFile)

interface Example {
  readonly file: string
  /** As the page names it; absent for a block that is no file. */
  readonly path?: string
  readonly code: string
}

/** Every TypeScript block of a page; a block with `file=` or `show=` is that file of the page's project. */
function examplesOf(page: string, markdown: string): readonly Example[] {
  const folder = page.replace(/[^a-z]+/gi, '-')
  return [...markdown.matchAll(/^```ts ?(.*)\n([\s\S]*?)^```$/gm)].map(([, attributes = '', code = ''], index) => {
    const path = /(?:file|show)=(\S+)/.exec(attributes)?.[1]
    const file = join(`${folder}-${index}`, path ?? `example-${index}.ts`)
    return path === undefined ? { file, code } : { file, path, code }
  })
}

async function pages(): Promise<readonly string[]> {
  const docs = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'))
  return [
    'README.md',
    'packages/starrocks-kit/README.md',
    'packages/starrocks-embedded/README.md',
    ...docs.map((name) => join('docs', name)),
  ]
}

test('every TypeScript example in the docs compiles against the published types', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-docs-'))
  try {
    await createProject(folder)
    await symlink(join(ROOT, 'node_modules', '@types'), join(folder, 'node_modules', '@types'), 'dir')
    await symlink(join(ROOT, 'node_modules', 'kysely'), join(folder, 'node_modules', 'kysely'), 'dir')
    let models = ''
    let count = 0
    for (const page of await pages()) {
      // What a page has written before is there, as when it is played.
      const earlier: Record<string, string> = {}
      for (const { file, path, code } of examplesOf(page, await readFile(join(ROOT, page), 'utf8'))) {
        count++
        await mkdir(dirname(join(folder, file)), { recursive: true })
        // Files of the tutorial refer to each other; a block shows one of them at a time.
        if (file.endsWith('src/models.ts')) models = code
        const needed = file.endsWith('from-code.ts') ? { 'starrocks.config.ts': CONFIG, 'src/models.ts': models } : {}
        for (const [name, content] of Object.entries({ ...earlier, ...needed }))
          await writeIn(join(folder, file.split('/')[0] ?? ''), name, content)
        await writeFile(join(folder, file), code)
        if (path !== undefined) earlier[path] = code
      }
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG))
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
    const result = await execute(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => error)
    expect(result.stdout).toBe('')
    expect(count).toBeGreaterThan(5)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

async function writeIn(folder: string, name: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
}

test('the models of the README become the schema that they say', { timeout: 60_000 }, async () => {
  const [first] = examplesOf('README.md', await readFile(join(ROOT, 'README.md'), 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-readme-'))
  try {
    await createProject(folder)
    await mkdir(join(folder, 'src'))
    await writeFile(join(folder, 'src', 'models.ts'), first?.code ?? '')
    await writeFile(join(folder, 'starrocks.config.ts'), CONFIG)
    const env = { STARROCKS_URL: undefined }
    const revision = await run('starrocks-kit revision --autogenerate -m "orders and revenue"', folder, env)
    expect(revision.output).toContain('+ table orders')
    expect(revision.output).toContain('+ materialized view revenue')
    const upgrade = await run('starrocks-kit upgrade head', folder, env)
    expect(upgrade.exitCode, upgrade.output).toBe(0)
    const check = await run('starrocks-kit check', folder, env)
    expect(check.output).toContain('the same')
    expect(check.exitCode).toBe(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('the embedded server of docs/embedded.md answers what the page says', { timeout: 60_000 }, async () => {
  const markdown = await readFile(join(ROOT, 'docs/embedded.md'), 'utf8')
  const code =
    examplesOf('docs/embedded.md', markdown).find((example) => example.code.includes('startServer'))?.code ?? ''
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-embedded-'))
  try {
    await createProject(folder)
    await writeFile(join(folder, 'example.ts'), code)
    const { output, exitCode } = await run('node example.ts', folder)
    expect(exitCode, output).toBe(0)
    expect(output.trim()).toBe(/console\.log\(.*\) \/\/ (.*)/.exec(code)?.[1])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('the first queries of docs/kysely.md run', { timeout: 60_000 }, async () => {
  const [example] = examplesOf('docs/kysely.md', await readFile(join(ROOT, 'docs/kysely.md'), 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-kysely-'))
  const server = await startServer()
  try {
    const connection = await connect(server.url)
    await connection.query('CREATE DATABASE shop')
    await connection.query(
      'CREATE TABLE shop.orders (id BIGINT NOT NULL, customer VARCHAR(50) NOT NULL, amount DECIMAL(12, 2) NOT NULL, ' +
        "placed_at DATETIME, paid BOOLEAN NOT NULL DEFAULT '0') PRIMARY KEY(id) DISTRIBUTED BY HASH(id)",
    )
    await createProject(folder)
    await symlink(join(ROOT, 'node_modules', 'kysely'), join(folder, 'node_modules', 'kysely'), 'dir')
    await writeFile(join(folder, 'example.ts'), example?.code ?? '')
    const { output, exitCode } = await run('node example.ts', folder, { STARROCKS_URL: `${server.url}/shop` })
    expect(exitCode, output).toBe(0)
    expect(output).toContain("[ '1 null' ]")
    // INSERT OVERWRITE of the paid orders, of which there are none.
    expect((await connection.query('SELECT count(*) FROM shop.orders')).rows).toEqual([['0']])
    await connection.close()
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
})

const CONFIG = `import { embedded } from 'starrocks-embedded'
import { defineConfig } from 'starrocks-kit'

export default defineConfig({
  connection: embedded({ dataDirectory: '.starrocks' }),
  models: './src/models.ts',
  target: { version: '3.5', runMode: 'shared_nothing' },
})
`

const TSCONFIG = {
  compilerOptions: {
    noEmit: true,
    strict: true,
    target: 'es2023',
    module: 'nodenext',
    types: ['node'],
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  },
  include: ['**/*.ts'],
}
