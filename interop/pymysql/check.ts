import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { python } from '../python.ts'
import { say } from '../playground.ts'
import type { Playground } from '../playground.ts'

/** PyMySQL: DB-API with parameters, types, errors, several statements and cursors that stream. */
export async function pymysql(playground: Playground): Promise<void> {
  const bin = await python(playground, ['pymysql'])
  const script = fileURLToPath(new URL('check.py', import.meta.url))
  say(await playground.run(join(bin, 'python'), [script, String(playground.port)]))
}
