import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from '../playground.ts'
import type { Playground } from '../playground.ts'

const PACKAGES = ['starrocks-kit', 'starrocks-embedded'] as const

/** The oldest Node that the packages name, and the current one. */
const NODES = ['22.18.0', '24'] as const

/** One that is too old, and has to be told so. */
const OLD_NODE = '20'

const MODELS = `import { bigint, hash, sql, table, varchar, view } from 'starrocks-kit'

export const users = table('users', { id: bigint().primaryKey(), name: varchar(100) }, (t) => ({
  distributedBy: hash(t.id).buckets(1),
}))
export const named = view('named', { query: sql\`SELECT id, name FROM \${users} WHERE name IS NOT NULL\` })
`

/** What a registry would deliver: packed, looked at by attw, installed in an empty project and used there, with each Node. */
export async function packages(playground: Playground): Promise<void> {
  const { folder, run } = playground
  for (const name of PACKAGES)
    await run('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: fileURLToPath(new URL(`../../packages/${name}`, import.meta.url)),
    })
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz')).map((name) => join(folder, name))
  for (const tarball of tarballs) {
    // ES modules only: what CommonJS would see is left aside.
    await run('npx', ['--yes', '@arethetypeswrong/cli@0.18.5', tarball, '--profile', 'esm-only'])
    say(`attw finds nothing wrong with ${tarball.slice(folder.length + 1)}`)
  }
  for (const version of NODES) await useWith(version, tarballs, playground)
  await refuseOldNode(tarballs, playground)
}

async function refuseOldNode(tarballs: readonly string[], { folder, run }: Playground): Promise<void> {
  const project = join(folder, 'old-node')
  await mkdir(project)
  await writeFile(join(project, 'package.json'), '{ "name": "project", "private": true }')
  await run('npm', ['install', '--silent', '--no-audit', '--no-fund', ...tarballs, `node@${OLD_NODE}`], {
    cwd: project,
  })
  for (const name of PACKAGES)
    await assert.rejects(
      run(join(project, 'node_modules', 'node', 'bin', 'node'), [`node_modules/${name}/bin/${name}.js`, '--help'], {
        cwd: project,
      }),
      new RegExp(`${name} needs Node\\.js 22\\.18 or newer, and this is ${OLD_NODE}\\.`),
    )
  say(`Node ${OLD_NODE} is told that it is too old`)
}

async function useWith(version: string, tarballs: readonly string[], { folder, run }: Playground): Promise<void> {
  const project = join(folder, `node-${version}`)
  await mkdir(project)
  await writeFile(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }')
  const others = [`node@${version}`, 'typescript@7', '@types/node@22', 'kysely']
  await run('npm', ['install', '--silent', '--no-audit', '--no-fund', ...tarballs, ...others], { cwd: project })
  const node = async (args: readonly string[]): Promise<string> =>
    run(join(project, 'node_modules', 'node', 'bin', 'node'), args, { cwd: project })
  say(`Node ${(await node(['--version'])).trim()}`)

  const cli = async (...args: readonly string[]): Promise<string> =>
    node(['node_modules/starrocks-kit/bin/starrocks-kit.js', ...args])
  await cli('init')
  await writeFile(join(project, 'src', 'models.ts'), MODELS)
  await cli('revision', '--autogenerate', '-m', 'users')
  await cli('upgrade')
  await cli('check')
  await cli('pull', '--out', 'src/pulled.ts')
  const pulled = await readFile(join(project, 'src', 'pulled.ts'), 'utf8')
  if (!pulled.includes("table(\n  'users'") && !pulled.includes("table('users'"))
    throw new Error(`pull has written no table users:\n${pulled}`)
  say('init, revision, upgrade, check and pull work')

  await writeFile(join(project, 'consumer.ts'), await consumer(project))
  const compiler = ['--noEmit', '--strict', '--target', 'es2023', '--types', 'node']
  for (const resolution of [
    ['--module', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ])
    await node(['node_modules/typescript/bin/tsc', ...compiler, ...resolution, 'consumer.ts', 'src/models.ts'])
  say(await node(['consumer.ts']))
}

/** A program that imports everything that the packages export. */
async function consumer(project: string): Promise<string> {
  const lines: string[] = []
  for (const name of PACKAGES) {
    const manifest = JSON.parse(await readFile(join(project, 'node_modules', name, 'package.json'), 'utf8')) as {
      readonly exports: Readonly<Record<string, unknown>>
    }
    for (const path of Object.keys(manifest.exports).filter((key) => !key.endsWith('.json'))) {
      const specifier = join(name, path)
      lines.push(
        `import * as m${lines.length} from '${specifier}'`,
        `console.log('${specifier}: ' + Object.keys(m${lines.length}).length + ' exports')`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}
