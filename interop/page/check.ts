import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from '../playground.ts'
import type { Playground } from '../playground.ts'

const CLI = fileURLToPath(new URL('../../packages/starrocks-kit/bin/starrocks-kit.js', import.meta.url))
const TABLES = 1500
const VIEWS = 500

/** The exported page of 2,000 objects in a headless browser: lists, searches, shows lineage, in light and dark. */
export async function page({ folder, run }: Playground): Promise<void> {
  await writeFile(join(folder, 'schema.sql'), schema())
  say(
    `   ${await run(process.execPath, [CLI, 'export', 'schema.sql', '--format', 'html', '-o', 'schema.html'])}`.trimEnd(),
  )
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await run('npm', ['install', '--silent', '--no-audit', '--no-fund', 'playwright-core'])
  await copyFile(new URL('script.js', import.meta.url), join(folder, 'script.js'))
  const browser = await chromium(run)
  for (const line of (await run(process.execPath, ['script.js', browser])).trimEnd().split('\n')) say(`   ${line}`)
}

/** Views stand in a chain of three over their tables. */
function schema(): string {
  const tables = Array.from(
    { length: TABLES },
    (_, i) =>
      `CREATE TABLE table_${i} (id INT NOT NULL, amount DECIMAL(10, 2) COMMENT 'amount of ${i}', at DATETIME) PRIMARY KEY (id) DISTRIBUTED BY HASH(id);`,
  )
  const views = Array.from({ length: VIEWS }, (_, i) => {
    const [source, amount] = i % 3 === 0 ? [`table_${i}`, 'amount'] : [`view_${i - 1}`, 'total']
    return `CREATE VIEW view_${i} AS SELECT id, ${amount} * 2 AS total FROM ${source};`
  })
  return [...tables, ...views].join('\n')
}

/** The browser that is there, or Debian's. */
async function chromium(run: Playground['run']): Promise<string> {
  const which = 'command -v chromium || command -v chromium-browser || command -v google-chrome'
  const found = (await run('sh', ['-c', which], { mayFail: true })).trim()
  if (found !== '') return found
  await run('sh', ['-c', 'apt-get update -q && apt-get install -qy chromium'])
  return (await run('sh', ['-c', which])).trim()
}
