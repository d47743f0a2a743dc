import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createConnection } from 'mysql2/promise'

// Measures the built server in a process of its own: start to first answered query, first answered DDL, memory while idle, and 200 clients.

const ROUNDS = 5
const CLIENTS = 200
const BIN = new URL('../bin/starrocks-embedded.js', import.meta.url).pathname

/** Milliseconds, or megabytes for memory. */
const LIMITS = { 'start to first query': 300, 'first DDL': 150, 'idle memory': 90 } as const

const measured: Record<string, number[]> = {}
const note = (what: string, value: number): void => {
  measured[what] = [...(measured[what] ?? []), value]
}

for (let round = 0; round < ROUNDS; round++) {
  const begun = performance.now()
  const child = spawn(process.execPath, [BIN, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(/:(\d+)\s*$/.exec(chunk.toString())?.[1])
  const connect = () => createConnection({ host: '127.0.0.1', port, user: 'root' })
  const client = await connect()
  await client.query('SELECT 1')
  note('start to first query', performance.now() - begun)
  const ddl = performance.now()
  await client.query('CREATE DATABASE d')
  await client.query("CREATE TABLE d.t (k INT) DUPLICATE KEY(k) PROPERTIES ('replication_num' = '1')")
  note('first DDL', performance.now() - ddl)
  note('idle memory', await residentMegabytes(child.pid ?? 0))
  const many = performance.now()
  const clients = await Promise.all(Array.from({ length: CLIENTS }, connect))
  await Promise.all(clients.map((one) => one.query('SHOW CREATE TABLE d.t')))
  note(`${CLIENTS} clients`, performance.now() - many)
  await Promise.all([client, ...clients].map((one) => one.end()))
  child.kill()
  await once(child, 'exit')
}

for (const [what, values] of Object.entries(measured)) {
  const median = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const limit = what in LIMITS ? LIMITS[what as keyof typeof LIMITS] : undefined
  const verdict = limit === undefined ? '' : median < limit ? ` (below ${limit})` : ` (ABOVE ${limit})`
  process.stdout.write(`${what}: ${median.toFixed(0)} ${what === 'idle memory' ? 'MB' : 'ms'}${verdict}\n`)
}

/** Linux only; elsewhere NaN. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}
