import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { python } from '../python.ts'
import { say } from '../workplace.ts'
import type { Workplace } from '../workplace.ts'

/** PyMySQL: DB-API with parameters, types, errors, several statements and cursors that stream. */
export async function pymysql(workplace: Workplace): Promise<void> {
  const bin = await python(workplace, ['pymysql'])
  const script = fileURLToPath(new URL('check.py', import.meta.url))
  say(await workplace.run(join(bin, 'python'), [script, String(workplace.port)]))
}
