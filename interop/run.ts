import { alembic } from './alembic/check.ts'
import { commandLine } from './command-line/check.ts'
import { kysely } from './kysely/check.ts'
import { mysql2 } from './mysql2/check.ts'
import { packages } from './packages/check.ts'
import { page } from './page/check.ts'
import { pymysql } from './pymysql/check.ts'
import { say, withPlayground } from './playground.ts'
import type { Playground } from './playground.ts'

/** Plays real clients against the embedded server, a browser with the exported page, and the packages in an empty project: all, or those that are named. */
const CHECKS: Readonly<Record<string, (playground: Playground) => Promise<void>>> = {
  'command-line': commandLine,
  mysql2,
  pymysql,
  alembic,
  kysely,
  page,
  packages,
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS)
const unknown = wanted.filter((name) => !Object.hasOwn(CHECKS, name))
if (unknown.length > 0) {
  process.stderr.write(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(CHECKS).join(', ')}\n`)
  process.exit(2)
}
let failed = 0
for (const name of wanted) {
  say(`\n== ${name}`)
  try {
    await withPlayground(async (playground) => await CHECKS[name]?.(playground))
    say(`== ${name}: passed`)
  } catch (error) {
    failed += 1
    say(`== ${name}: FAILED\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}
process.exitCode = failed === 0 ? 0 : 1
