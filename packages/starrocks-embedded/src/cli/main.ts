import { parseArgs } from 'node:util'
import type { RunMode } from 'starrocks-kit/schema'
import type { JobDurations } from '../catalog/catalog.ts'
import { createServer } from '../server.ts'

const USAGE = `Usage: starrocks-embedded [options]

An embedded StarRocks-compatible server for development and tests.

Options:
  --port <number>         Port to listen on (default 9030; 0 takes a free one)
  --host <address>        Address to listen on (default 127.0.0.1)
  --data <directory>      Keep catalog and rows there; without it they live in memory
  --version <version>     StarRocks version to be: 3.2, 3.3, 3.5 (default), 4.0, 4.1, main-2025-06
  --run-mode <mode>       shared_nothing (default) or shared_data
  --job-duration <ms>     How long jobs of ALTER take (default 0: they end within the ALTER), or by type:
                          COLUMN=500,OPTIMIZE=5000,ROLLUP=1000
  --help                  Show this text
`

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
        'job-duration': { type: 'string', default: '0' },
        help: { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    return usageError(error instanceof Error ? error.message : String(error))
  }
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const port = Number(values.port)
  const jobDurationMs = jobDurations(values['job-duration'])
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return usageError(`--port ${values.port} is not a port`)
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
    })
    await server.listen()
    process.stdout.write(`starrocks-embedded listens at ${server.url}\n`)
    await signal()
    await server.close()
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
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
