import { writeFile, cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from '../playground.ts'
import type { Playground } from '../playground.ts'

/** Kysely with its MySQL dialect: introspection, queries with parameters, inserts, transactions, its own migrator. */
export async function kysely(playground: Playground): Promise<void> {
  await writeFile(join(playground.folder, 'package.json'), '{ "type": "module", "private": true }')
  await playground.run('npm', ['install', '--silent', '--no-audit', '--no-fund', 'kysely', 'mysql2'])
  await cp(fileURLToPath(new URL('script.js', import.meta.url)), join(playground.folder, 'script.js'))
  say(await playground.run(process.execPath, ['script.js', String(playground.port)]))
}
