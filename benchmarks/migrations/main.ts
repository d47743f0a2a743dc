/**
 * Measures the start of the command line, and `history` and `upgrade --sql` of 500 revisions with nothing connected: the processor's time on average, and the
 * least time on the clock. Beside it Alembic with the same revisions, when a `python3` on the PATH, or `PYTHON`, has it.
 *
 * `npm run bench:migrations [revisions]` builds first.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProject } from '../../scripts/tutorial/play.ts'
import { createAlembicProject, findAlembic } from './alembic.ts'
import { benchRevisions, createProjectFiles } from './revisions.ts'

const RUNS = 10
const count = Number(process.argv[2] ?? 500)
const revisions = benchRevisions(count)
const alembic = findAlembic()
const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-bench-'))

interface Times {
  /** Milliseconds of the processor, on average: one run may be shorter than what the system can tell. */
  readonly processor: number
  /** Milliseconds on the clock, of the run that took least. */
  readonly clock: number
}

/** The shell's `times` tells what its children have used: the same on every system that has a shell. */
function measure(command: readonly string[]): Times {
  let [processor, clock] = [0, Infinity]
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    const { stdout, status, stderr } = spawnSync('sh', ['-c', '"$@" > /dev/null || exit 1; times', 'sh', ...command], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${stderr}`)
    clock = Math.min(clock, performance.now() - started)
    const spent = [...(stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/gu)]
    processor += spent.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0)
  }
  return { processor: processor / RUNS, clock }
}

function row(name: string, { processor, clock }: Times): void {
  console.log(`${name.padEnd(36)}${processor.toFixed(0).padStart(12)} ms${clock.toFixed(0).padStart(12)} ms`)
}

try {
  console.log(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`)
  console.log(`Alembic: ${alembic === undefined ? 'not installed' : alembic.description}\n`)
  console.log(`${''.padEnd(36)}${'processor'.padStart(15)}${'clock'.padStart(15)}`)
  await createProject(folder)
  await createProjectFiles(folder, revisions)
  const kit = [process.execPath, join(folder, 'node_modules/starrocks-kit/bin/starrocks-kit.js')]
  const tools: readonly (readonly [string, readonly string[]])[] =
    alembic === undefined
      ? [['', kit]]
      : [
          ['', kit],
          ['Alembic: ', [alembic.path, '-m', 'alembic']],
        ]
  if (alembic !== undefined) await createAlembicProject(folder, revisions)
  row('node -e 0', measure([process.execPath, '-e', '0']))
  for (const [name, tool] of tools) row(`${name}--version`, measure([...tool, '--version']))
  for (const [name, tool] of tools) row(`${name}history, ${count} revisions`, measure([...tool, 'history']))
  for (const [name, tool] of tools)
    row(`${name}upgrade --sql, ${count} revisions`, measure([...tool, 'upgrade', 'head', '--sql']))
} finally {
  await rm(folder, { recursive: true, force: true })
}
