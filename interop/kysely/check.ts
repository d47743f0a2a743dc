import { writeFile, cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from '../workplace.ts'
import type { Workplace } from '../workplace.ts'

/** Kysely with its MySQL dialect: introspection, queries with parameters, inserts, transactions, its own migrator. */
export async function kysely(workplace: Workplace): Promise<void> {
  await writeFile(join(workplace.folder, 'package.json'), '{ "type": "module", "private": true }')
  await workplace.run('npm', ['install', '--silent', '--no-audit', '--no-fund', 'kysely', 'mysql2'])
  await cp(fileURLToPath(new URL('script.js', import.meta.url)), join(workplace.folder, 'script.js'))
  say(await workplace.run(process.execPath, ['script.js', String(workplace.port)]))
}
