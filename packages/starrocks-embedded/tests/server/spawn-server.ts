import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).href

/** The command line in a process of its own, from the sources. */
function spawnCli(args: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--conditions=starrocks-kit-source',
      '--input-type=module',
      '-e',
      `const { main } = await import(${JSON.stringify(MAIN)}); process.exitCode = await main(process.argv.slice(1))`,
      '--',
      ...args,
    ],
    { cwd: new URL('../..', import.meta.url).pathname, stdio: ['ignore', 'pipe', 'pipe'] },
  )
}

/** How a command line ends, and all that it printed. */
export async function runCli(
  args: readonly string[],
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = spawnCli(args)
  const [out, err] = [collect(child.stdout), collect(child.stderr)]
  const [code] = (await once(child, 'close')) as [number]
  return { code, out: out(), err: err() }
}

export interface SpawnedServer {
  readonly url: string
  /** Empty without `--http-port`. */
  readonly httpUrl: string
  /** Ends the process as nothing could be foreseen. */
  kill(): Promise<void>
  /** Asks it to stop; returns its exit code. */
  stop(): Promise<number>
}

/** A server in a process of its own, once it listens on a free port. */
export async function spawnServer(args: readonly string[]): Promise<SpawnedServer> {
  const child = spawnCli(['--port', '0', ...args])
  const err = collect(child.stderr)
  const [chunk] = (await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')])) as [Buffer | number]
  const line = String(chunk)
  const url = /starrocks:[^\s,]+/.exec(line)?.[0]
  if (url === undefined) throw new Error(`the server did not start: ${line} ${err()}`)
  const end = async (signal: NodeJS.Signals): Promise<number> => {
    child.kill(signal)
    const [code] = (await once(child, 'exit')) as [number]
    return code
  }
  return {
    url,
    httpUrl: /http:\S+/.exec(line)?.[0] ?? '',
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = []
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}
