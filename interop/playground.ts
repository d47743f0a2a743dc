import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SERVER = fileURLToPath(new URL('../packages/starrocks-embedded/bin/starrocks-embedded.js', import.meta.url))

/** A server of its own and an empty folder, for one check. */
export interface Playground {
  readonly port: number
  readonly folder: string
  /** Runs a command in the folder, or in `cwd`; returns what it printed. Throws when it fails. */
  run(
    command: string,
    args: readonly string[],
    options?: { readonly input?: string; readonly cwd?: string; readonly mayFail?: boolean },
  ): Promise<string>
}

/** Starts the server on a free loopback port, works, and leaves nothing behind. */
export async function withPlayground(work: (playground: Playground) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'interop-'))
  const server = spawn(process.execPath, [SERVER, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer]
    const port = Number(/:(\d+)\s*$/.exec(line.toString())?.[1])
    await work({ port, folder, run: (command, args, options) => run(command, args, { cwd: folder, ...options }) })
  } finally {
    server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Prints a line of progress. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly input?: string; readonly mayFail?: boolean },
): Promise<string> {
  const child = spawn(command, args, { cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'] })
  const printed: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk))
  // A command may end before it has read its input.
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  const text = Buffer.concat(printed).toString()
  if (code !== 0 && options.mayFail !== true)
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${text}`)
  return text
}
