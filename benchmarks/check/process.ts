import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** What one run of a program took. */
export interface Run {
  readonly milliseconds: number
  /** Megabytes of resident memory at its highest; not a number where /proc does not tell. */
  readonly peakMemory: number
  readonly exitCode: number
  readonly output: string
}

/** Milliseconds between two looks at the memory: the kernel keeps the maximum, so that a look misses only what comes after the last one. */
const LOOK = 10

/** Runs a program to its end. */
export async function runProcess(command: string, args: readonly string[], cwd: string): Promise<Run> {
  const start = performance.now()
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  let peakMemory = Number.NaN
  const look = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN)
        if (!Number.isNaN(kilobytes)) peakMemory = kilobytes / 1024
      },
      () => undefined,
    )
  }, LOOK)
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve(code ?? 1))
    })
    return { milliseconds: performance.now() - start, peakMemory, exitCode, output }
  } finally {
    clearInterval(look)
  }
}
