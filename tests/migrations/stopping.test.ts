import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { startServer } from 'starrocks-embedded'
import type { EmbeddedServer } from 'starrocks-embedded'
import { connect, InterruptedError, JobCancelledError, JobTimeoutError } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { configFile, withProject } from '../project.ts'
import type { Project } from '../project.ts'
import { createTable, revisionText, withPlace } from './support.ts'

const modify = `op.modifyColumn('t', { name: 'v', type: 'BIGINT' })`
const states = async (sql: Connection): Promise<unknown> =>
  (await sql.query('SELECT step, state FROM demo._starrocks_kit_ledger ORDER BY sequence, step')).rows

function withServer(
  jobDurationMs: number,
  work: (project: Project, sql: Connection, server: EmbeddedServer) => Promise<void>,
): Promise<void> {
  return withProject(async (project) => {
    const server = await startServer({ jobDurationMs })
    const sql = await connect(server.url)
    try {
      await sql.query('CREATE DATABASE demo')
      await project.write('starrocks.config.ts', configFile(`'${server.url}/demo'`))
      await work(project, sql, server)
    } finally {
      await sql.close()
      await server.close()
    }
  })
}

/** An upgrade in a process of its own that gets signals, each as soon as its output has what it waits for. */
async function signalled(
  { folder }: Project,
  args: readonly string[],
  signals: readonly (readonly [after: string, signal: NodeJS.Signals])[],
): Promise<{ readonly output: string; readonly exitCode: number | null }> {
  const bin = join(folder, 'node_modules', 'starrocks-kit', 'bin', 'starrocks-kit.js')
  const child = spawn(process.execPath, [bin, 'upgrade', ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const left = [...signals]
  let output = ''
  const read = (chunk: Buffer): void => {
    output += chunk.toString('utf8')
    const [next] = left
    if (next === undefined || !output.includes(next[0])) return
    left.shift()
    child.kill(next[1])
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  expect(left).toEqual([])
  return { output, exitCode }
}

test('Ctrl-C finishes the statement at work, gives the lock back and says how to go on', { timeout: 60_000 }, () =>
  withServer(0, async (project, sql) => {
    const wait = `op.run(async function slow(connection, { signal }) {
      await connection.query('INSERT INTO t VALUES (1, 1)')
      console.log('at work')
      while (!signal.aborted) await new Promise((resolve) => { setTimeout(resolve, 10) })
    })`
    await project.write('migrations/aa.mjs', revisionText('aa', null, [createTable('t'), wait, createTable('u')]))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const { output, exitCode } = await signalled(project, [], [['at work', signal]])
      expect(output).toContain('stopping after the statement at work')
      expect(output).toContain('Stopped as asked. Statements 1 to 2 of 3 of the upgrade of aa (aa message) are done')
      expect(output).toContain('it continues with statement 3')
      expect(exitCode).toBe(130)
      expect(await states(sql)).toEqual([
        ['0', 'running'],
        ['1', 'done'],
        ['2', 'done'],
        ['3', 'pending'],
      ])
      expect((await sql.query('SHOW TABLES FROM demo')).rows.flat()).not.toContainEqual(
        expect.stringContaining('_lock_'),
      )
      expect((await project.cli('plan')).output).toContain(
        'an earlier run has begun it: what is done is not sent again',
      )
      const again = await project.cli('upgrade')
      expect(again.output).toContain('(2 of 3 statements were done before)')
      expect(again.exitCode).toBe(0)
      expect((await project.cli('downgrade base --json')).exitCode).toBe(0)
      await sql.query('DROP TABLE demo.t FORCE')
      await sql.query('DROP TABLE demo.u FORCE')
      await sql.query('DROP TABLE demo._starrocks_kit_ledger FORCE')
    }
  }),
)

test('Ctrl-C while a job is awaited leaves it at work; a second one ends at once', { timeout: 60_000 }, () =>
  withServer(600, async (project, sql) => {
    await project.write('migrations/aa.mjs', revisionText('aa', null, [createTable('t'), modify, createTable('u')]))
    const first = await signalled(project, [], [['schema-change job', 'SIGINT']])
    expect(first.output).toMatch(/Stopped as asked\. .*The schema-change job \d+ of demo\.t is still/su)
    expect(first.output).toContain('It goes on without this tool')
    expect(first.exitCode).toBe(130)
    expect(await states(sql)).toEqual([
      ['0', 'running'],
      ['1', 'done'],
      ['2', 'submitted'],
      ['3', 'pending'],
    ])
    expect((await project.cli('upgrade')).exitCode).toBe(0)
    expect(await states(sql)).toEqual([
      ['0', 'done'],
      ['1', 'done'],
      ['2', 'done'],
      ['3', 'done'],
    ])

    const endless = `op.run(async function endless() { console.log('at work'); await new Promise((resolve) => { setTimeout(resolve, 60_000) }) }, { repeatable: true })`
    await project.write('migrations/bb.mjs', revisionText('bb', 'aa', [endless]))
    const second = await signalled(
      project,
      [],
      [
        ['at work', 'SIGINT'],
        ['stopping after', 'SIGINT'],
      ],
    )
    expect(second.exitCode).toBe(130)
    expect(second.output).not.toContain('Stopped as asked')
    // Its process is known to have ended, so its lock is in nobody's way.
    await project.write(
      'migrations/bb.mjs',
      revisionText('bb', 'aa', [`op.run(async function endless() {}, { repeatable: true })`]),
    )
    const again = await project.cli('upgrade --lock-timeout 1')
    expect(again.output).toContain('sent again, which does no harm')
    expect(again.exitCode).toBe(0)
  }),
)

test('a job that takes too long: it goes on, or is cancelled on request', { timeout: 60_000 }, () =>
  withPlace(
    async ({ connect: open, migrator, revision }) => {
      await revision('aa', null, [createTable('t')])
      await revision('bb', 'aa', [modify])
      const connection = await open()
      await migrator(connection).upgrade('aa')
      const column = async (): Promise<string | undefined> =>
        (await connection.query('SHOW COLUMNS FROM t')).rows.find(([name]) => name === 'v')?.[1]?.toLowerCase()

      const late = migrator(connection).upgrade('head', { jobs: { timeout: 60, interval: 20 } })
      await expect(late).rejects.toMatchObject({ cause: expect.any(JobTimeoutError) as unknown })
      await expect(late).rejects.toThrow(/It goes on without this tool; running the upgrade again waits for it/u)
      const told: string[] = []
      const controller = new AbortController()
      const cancelled = migrator(connection).upgrade('head', {
        jobs: { interval: 20, cancel: true },
        signal: controller.signal,
        onEvent: (event) => {
          if (event.kind !== 'job') return
          told.push(event.progress.state)
          controller.abort()
        },
      })
      await expect(cancelled).rejects.toThrow(InterruptedError)
      await expect(cancelled).rejects.toMatchObject({ cause: expect.any(JobCancelledError) as unknown })
      await expect(cancelled).rejects.toThrow(/was cancelled as the run was stopped/u)
      expect(told).toHaveLength(1)
      expect(await column()).toBe('int')
      const { rows } = await connection.query(
        "SELECT state FROM _starrocks_kit_ledger WHERE revision = 'bb' ORDER BY step",
      )
      expect(rows).toEqual([['failed'], ['failed']])

      const timedOut = migrator(connection).upgrade('head', { jobs: { timeout: 60, interval: 20, cancel: true } })
      await expect(timedOut).rejects.toThrow(/was cancelled as it took longer than the time-out/u)
      expect((await migrator(connection).upgrade()).heads).toEqual(['bb'])
      expect(await column()).toBe('bigint')
    },
    { jobDurationMs: 700 },
  ),
)

test('a signal between two revisions, and one while the lock is awaited', () =>
  withPlace(async ({ connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t')])
    await revision('bb', 'aa', [createTable('u')])
    const controller = new AbortController()
    const stopped = migrator(await open()).upgrade('head', {
      signal: controller.signal,
      onEvent: ({ kind }) => kind === 'statement' && controller.abort(),
    })
    await expect(stopped).rejects.toThrow('Nothing of the upgrade of bb (bb message) was done')
    expect((await migrator(await open()).current()).heads).toEqual(['aa'])

    const waiting = new AbortController()
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    let holds = (): void => undefined
    const held = new Promise<void>((resolve) => {
      holds = resolve
    })
    const holder = migrator(await open()).upgrade('head', {
      approve: () => {
        holds()
        return released
      },
    })
    const other = migrator(await open(), { lockOptions: { onWaiting: () => waiting.abort() } })
    await held
    await expect(other.upgrade('head', { signal: waiting.signal })).rejects.toThrow(
      'Stopped as asked. Another run held the lock; nothing was run.',
    )
    release()
    expect((await holder).heads).toEqual(['bb'])
  }))
