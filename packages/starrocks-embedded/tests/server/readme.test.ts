import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
/** The command is curl's: a machine without it cannot run it. */
const hasCurl = spawnSync('curl', ['--version']).status === 0

it.skipIf(!hasCurl)('the command of the README loads a file', async () => {
  const text = /```sh\n(curl [\s\S]*?)```/.exec(README)?.[1] ?? ''
  expect(text).toContain('http://127.0.0.1:8030/')
  const server = await startServer({ httpPort: 0 })
  const client = await connect(server.url)
  const folder = mkdtempSync(join(tmpdir(), 'readme-'))
  try {
    await client.ask('CREATE DATABASE demo')
    await client.ask("CREATE TABLE demo.orders (id INT, day DATE, year INT) PROPERTIES ('replication_num' = '1')")
    writeFileSync(join(folder, 'orders.csv'), '1,2024-02-29\n2,2025-01-01\n')
    const command = text.replace('http://127.0.0.1:8030', server.httpUrl)
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: folder })
    expect(JSON.parse(stdout)).toMatchObject({ Status: 'Success', NumberLoadedRows: 2 })
    expect(await client.ask('SELECT * FROM demo.orders ORDER BY id')).toEqual([
      ['1', '2024-02-29', '2024'],
      ['2', '2025-01-01', '2025'],
    ])
  } finally {
    rmSync(folder, { recursive: true })
    await client.close()
    await server.close()
  }
})
