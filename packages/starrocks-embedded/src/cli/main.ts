import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { RunMode } from 'starrocks-kit/schema'
import type { JobDurations } from '../catalog/catalog.ts'
import { createServer } from '../server.ts'
import { errorText } from '../error-text.ts'

const USAGE = `Usage: starrocks-embedded [options]

An embedded StarRocks-compatible server for development and tests.

Options:
  --port <number>         Port to listen on (default 9030; 0 takes a free one)
  --host <address>        Address to listen on (default 127.0.0.1)
  --data <directory>      Keep catalog and rows there; without it they live in memory
  --version <version>     StarRocks version to be: 3.2, 3.3, 3.5 (default), 4.0, 4.1, main-2025-06
  --run-mode <mode>       shared_nothing (default) or shared_data
  --job-duration <ms>     How long jobs of ALTER take, all or by type; 0: they end within the ALTER
                          (default OPTIMIZE=2000,ROLLUP=2000: as on a cluster, those that move rows take a moment)
  --http-port <number>    Port for Stream Load over HTTP (0 takes a free one; without it there is no HTTP)
  --tls-cert <file>       Certificate, in PEM: clients of the MySQL protocol may use TLS
  --tls-key <file>        Its key, in PEM
  --help                  Show this text
`

/** A client that goes on at once sees the table as it was, and is refused the next change of it: as on a cluster. */
const DEFAULT_JOB_DURATION = 'OPTIMIZE=2000,ROLLUP=2000'

/** Runs the command line and resolves with the exit code when the server was stopped by a signal. */
export async function main(args: readonly string[]): Promise<number> {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '9030' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        version: { type: 'string' },
        'run-mode': { type: 'string', default: 'shared_nothing' },
        'job-duration': { type: 'string', default: DEFAULT_JOB_DURATION },
        'http-port': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    return usageError(errorText(error))
  }
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const port = portOf(values.port)
  const httpPort = values['http-port'] === undefined ? undefined : portOf(values['http-port'])
  const jobDurationMs = jobDurations(values['job-duration'])
  if (port === undefined) return usageError(`--port ${values.port} is not a port`)
  if (values['http-port'] !== undefined && httpPort === undefined)
    return usageError(`--http-port ${values['http-port']} is not a port`)
  if ((values['tls-cert'] === undefined) !== (values['tls-key'] === undefined))
    return usageError('--tls-cert and --tls-key belong together')
  if (jobDurationMs === undefined)
    return usageError(`--job-duration ${values['job-duration']} is not a number of milliseconds`)
  if (!isRunMode(values['run-mode']))
    return usageError(`--run-mode ${values['run-mode']} is neither shared_nothing nor shared_data`)
  try {
    const server = createServer({
      port,
      host: values.host,
      runMode: values['run-mode'],
      jobDurationMs,
      ...(values.data === undefined ? {} : { dataDirectory: values.data }),
      ...(values.version === undefined ? {} : { version: values.version }),
      ...(httpPort === undefined ? {} : { httpPort }),
      ...(values['tls-cert'] === undefined || values['tls-key'] === undefined
        ? {}
        : { tls: { cert: await readFile(values['tls-cert']), key: await readFile(values['tls-key']) } }),
    })
    await server.listen()
    const http = server.httpUrl === '' ? '' : `, Stream Load at ${server.httpUrl}`
    process.stdout.write(`starrocks-embedded listens at ${server.url}${http}\n`)
    await signal()
    await server.close()
    return 0
  } catch (error) {
    process.stderr.write(`${errorText(error)}\n`)
    return 2
  }
}

function portOf(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}

function jobDurations(text: string): JobDurations | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const parts = text.split(',').map((part) => /^(COLUMN|OPTIMIZE|ROLLUP)=(\d+)$/.exec(part))
  if (parts.includes(null)) return undefined
  return Object.fromEntries(parts.map((part) => [part?.[1], Number(part?.[2])]))
}

function usageError(message: string): number {
  process.stderr.write(`${message}\n\n${USAGE}`)
  return 2
}

function isRunMode(text: string): text is RunMode {
  return text === 'shared_nothing' || text === 'shared_data'
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve())
  })
}
