import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ChangedRevisionError,
  MigrationFailedError,
  NO_LOCK,
  Migrator,
  migrationScript,
  printScript,
  RevisionPlanError,
  revisionFolder,
  UnfinishedRevisionError,
  UnknownAppliedRevisionError,
} from '../../src/migrations/index.ts'
import type { MigrationEvent } from '../../src/migrations/index.ts'
import { TestServer } from './server.ts'

const target = { version: { major: 3, minor: 5, patch: 0, label: '3.5' }, runMode: 'shared_nothing' as const }
const table = (name: string): string =>
  `op.createTable('${name}', { columns: [{ name: 'id', type: 'INT', nullable: false }, { name: 'v', type: 'INT' }], key: 'PRIMARY KEY (id)', distributedBy: 'HASH(id) BUCKETS 2', properties: { replication_num: '1' } })`

let cwd = ''
let server = new TestServer()
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'starrocks-kit-migrator-'))
  server = new TestServer()
})
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true })
})

async function revision(
  id: string,
  down: string | null,
  upgrade: readonly string[],
  downgrade: readonly string[] = [],
): Promise<void> {
  await writeFile(
    join(cwd, `${id}.mjs`),
    `// ${id} message\nexport const revision = '${id}'\nexport const downRevision = ${down === null ? 'null' : `'${down}'`}\n` +
      `export function upgrade(op) {\n${upgrade.join('\n')}\n}\nexport function downgrade(op) {\n${downgrade.join('\n')}\n}\n`,
  )
}

/** A new tool each time, as a new process would be. Files may have changed, which the import cache must not hide. */
let process = 0
function context(): ConstructorParameters<typeof Migrator>[0] {
  process++
  const query = `?${String(process)}-${cwd}`
  return {
    connection: server.connect(),
    folder: revisionFolder([cwd], {
      cwd,
      importModule: (path) => import(/* @vite-ignore */ `${path}${query}`) as Promise<unknown>,
    }),
    target,
    defaultDatabase: 'shop',
    lock: NO_LOCK,
  }
}
const migrator = (): Migrator => new Migrator(context())
const short = (sql: string): string =>
  /^\w+ (?:MATERIALIZED )?\w+ (?:IF NOT EXISTS )?`?\w+`?(?: \w+ \w+)?/u.exec(sql.replaceAll('\n', ' '))?.[0] ?? sql

async function threeRevisions(): Promise<void> {
  await revision('aa', null, [table('t'), table('u')], [`op.dropTable('u')`, `op.dropTable('t')`])
  await revision('bb', 'aa', [`op.addColumn('t', { name: 'w', type: 'INT' })`], [`op.dropColumn('t', 'w')`])
  await revision('cc', 'bb', [], [])
}

describe('upgrade and downgrade', () => {
  test('up, nothing left, down, up again', async () => {
    await threeRevisions()
    expect((await migrator().current()).heads).toEqual([])
    expect((await migrator().pending()).map(({ id }) => id)).toEqual(['aa', 'bb', 'cc'])
    const events: MigrationEvent[] = []
    const result = await migrator().upgrade('head', { onEvent: (event) => events.push(event) })
    expect(result.heads).toEqual(['cc'])
    expect(result.revisions.map(({ id }) => id)).toEqual(['aa', 'bb', 'cc'])
    expect(server.executed.map(short)).toEqual(['CREATE TABLE t', 'CREATE TABLE u', 'ALTER TABLE t ADD COLUMN'])
    expect(events.map((event) => `${event.kind} ${event.revision.id}`)).toEqual([
      'revision aa',
      'statement aa',
      'statement aa',
      'done aa',
      'revision bb',
      'statement bb',
      'verified bb',
      'done bb',
      'revision cc',
      'done cc',
    ])

    expect(await migrator().upgrade()).toEqual({ revisions: [], heads: ['cc'] })
    expect(await migrator().pending()).toEqual([])

    expect((await migrator().downgrade('-1')).heads).toEqual(['bb'])
    expect((await migrator().downgrade('base')).heads).toEqual([])
    expect(server.executed.slice(3).map(short)).toEqual(['ALTER TABLE t DROP COLUMN', 'DROP TABLE u', 'DROP TABLE t'])
    expect((await migrator().upgrade('bb')).heads).toEqual(['bb'])
    expect((await migrator().current()).heads).toEqual(['bb'])
  })

  test('the ledger tells each statement', async () => {
    await threeRevisions()
    await migrator().upgrade('bb')
    expect(
      server.ledgerRows.map(({ sequence, revision: id, step, direction, state, steps }) => [
        sequence,
        id,
        step,
        direction,
        state,
        steps,
      ]),
    ).toEqual([
      ['1', 'aa', '0', 'upgrade', 'done', '2'],
      ['1', 'aa', '1', 'upgrade', 'done', '2'],
      ['1', 'aa', '2', 'upgrade', 'done', '2'],
      ['2', 'bb', '0', 'upgrade', 'done', '1'],
      ['2', 'bb', '1', 'upgrade', 'done', '1'],
    ])
    const [marker, first] = server.ledgerRows
    expect(marker).toMatchObject({ heads_removed: null, heads_added: 'aa', statement: null, error: null })
    expect(first?.['statement']).toMatch(/^CREATE TABLE t/u)
    expect(first?.['hash']).toMatch(/^[0-9a-f]{64}$/u)
    expect(first?.['started_at']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u)
    expect(first?.['finished_at']).not.toBeNull()
    expect(server.ledgerRows[3]).toMatchObject({ heads_removed: 'aa', heads_added: 'bb' })
  })

  test('secrets do not reach the ledger', async () => {
    await revision('aa', null, [`op.execute("CREATE USER u IDENTIFIED BY 'sesame'")`])
    await migrator().upgrade()
    expect(server.executed).toEqual([`CREATE USER u IDENTIFIED BY 'sesame'`])
    expect(JSON.stringify(server.ledgerRows)).not.toContain('sesame')
  })

  test('nothing runs when a later revision would be refused', async () => {
    await revision('aa', null, [table('t')])
    await revision('bb', 'aa', [`op.dropColumn('t', 'nope')`])
    const failure = migrator().upgrade()
    await expect(failure).rejects.toThrow(RevisionPlanError)
    await expect(failure).rejects.toThrow(
      /StarRocks would refuse the upgrade of bb \(bb message\), so nothing was run/u,
    )
    expect(server.executed).toEqual([])
    expect(server.ledgerRows).toEqual([])
  })

  test('the database is at a revision that no file has', async () => {
    await threeRevisions()
    await migrator().upgrade('bb')
    await rm(join(cwd, 'bb.mjs'))
    await rm(join(cwd, 'cc.mjs'))
    await expect(migrator().upgrade()).rejects.toThrow(UnknownAppliedRevisionError)
    expect((await migrator().stamp('aa', { purge: true })).heads).toEqual(['aa'])
    expect((await migrator().current()).heads).toEqual(['aa'])
  })
})

describe('resuming', () => {
  test('a failed statement is told, and the next run goes on with it', async () => {
    await threeRevisions()
    server.faults.set('CREATE TABLE u', { errno: 1064, message: 'no space' })
    const failure = migrator().upgrade()
    await expect(failure).rejects.toThrow(MigrationFailedError)
    await expect(failure).rejects.toThrow(/^The upgrade of aa \(aa message\) stopped at statement 2 of 2: no space/u)
    expect(server.ledgerRows.map(({ step, state, error }) => [step, state, error === null])).toEqual([
      ['0', 'failed', false],
      ['1', 'done', true],
      ['2', 'failed', false],
    ])
    expect(await migrator().current()).toMatchObject({
      heads: [],
      unfinished: { revision: 'aa', direction: 'upgrade' },
    })
    await expect(migrator().downgrade('base')).rejects.toThrow(UnfinishedRevisionError)

    server.faults.clear()
    expect((await migrator().upgrade()).heads).toEqual(['cc'])
    expect(server.executed.map(short)).toEqual(['CREATE TABLE t', 'CREATE TABLE u', 'ALTER TABLE t ADD COLUMN'])
    expect(server.ledgerRows.every(({ state, error }) => state === 'done' && error === null)).toBe(true)
  })

  test.each([
    ['disconnect before' as const, 1],
    ['disconnect after' as const, 2],
  ])('a connection that breaks (%s)', async (fault, times) => {
    await threeRevisions()
    server.faults.set('CREATE TABLE u', fault)
    await expect(migrator().upgrade()).rejects.toThrow(
      /It is not known whether the server has carried out: CREATE TABLE u/u,
    )
    expect(server.ledgerRows.map(({ state }) => state)).toEqual(['running', 'done', 'running'])
    server.faults.clear()
    expect((await migrator().upgrade()).heads).toEqual(['cc'])
    expect(server.executed.filter((sql) => sql.startsWith('CREATE TABLE u'))).toHaveLength(times)
  })

  test('a statement that was interrupted and then fails says that it may be done already', async () => {
    await threeRevisions()
    server.faults.set('CREATE TABLE u', 'disconnect after')
    await expect(migrator().upgrade()).rejects.toThrow()
    server.faults.set('CREATE TABLE u', { errno: 1050, message: `Table 'u' already exists` })
    await expect(migrator().upgrade()).rejects.toThrow(/An earlier run was interrupted in this very statement/u)
  })

  test('what failed may be changed, what is done may not', async () => {
    await threeRevisions()
    server.faults.set('CREATE TABLE u', { errno: 1064, message: 'no' })
    await expect(migrator().upgrade()).rejects.toThrow()
    await revision('aa', null, [table('t'), table('x'), table('y')])
    expect((await migrator().upgrade('aa')).heads).toEqual(['aa'])
    expect(server.executed.map(short)).toEqual(['CREATE TABLE t', 'CREATE TABLE x', 'CREATE TABLE y'])

    server.faults.set('ADD COLUMN', { errno: 1064, message: 'no' })
    await revision('bb', 'aa', [table('z'), `op.addColumn('z', { name: 'w', type: 'INT' })`])
    await expect(migrator().upgrade()).rejects.toThrow(MigrationFailedError)
    await revision('bb', 'aa', [table('other'), `op.addColumn('other', { name: 'w', type: 'INT' })`])
    await expect(migrator().upgrade()).rejects.toThrow(ChangedRevisionError)
  })

  test('a job that an earlier run has started is waited for, not started again', async () => {
    await revision('aa', null, [table('t')])
    await revision('bb', 'aa', [`op.modifyColumn('t', { name: 'v', type: 'BIGINT' })`])
    await migrator().upgrade('aa')
    server.jobs.set('t', () => (server.executed.length > 1 ? [['7', 't', 'RUNNING', '1/2', '']] : []))
    await expect(migrator().upgrade('bb', { jobs: { timeout: 20, interval: 5 } })).rejects.toThrow(/is still RUNNING/u)
    expect(server.ledgerRows.at(-1)).toMatchObject({ state: 'submitted', job_id: '7' })
    server.jobs.set('t', () => [['7', 't', 'FINISHED', '', '']])
    expect((await migrator().upgrade()).heads).toEqual(['bb'])
    expect(server.executed.map(short)).toEqual(['CREATE TABLE t', 'ALTER TABLE t MODIFY COLUMN'])
    expect(server.ledgerRows.at(-1)).toMatchObject({ state: 'done', job_id: '7' })
  })

  test('a cancelled job is a failed statement', async () => {
    await revision('aa', null, [table('t')])
    await revision('bb', 'aa', [`op.modifyColumn('t', { name: 'v', type: 'BIGINT' })`])
    await migrator().upgrade('aa')
    server.jobs.set('t', () => (server.executed.length > 1 ? [['7', 't', 'CANCELLED', '', 'a tablet is missing']] : []))
    await expect(migrator().upgrade()).rejects.toThrow(/ended as CANCELLED: a tablet is missing/u)
    expect(server.ledgerRows.at(-1)).toMatchObject({ state: 'failed' })
  })

  test('a table that somebody else keeps busy is waited for', async () => {
    await threeRevisions()
    await migrator().upgrade('aa')
    server.faults.set('ADD COLUMN', {
      errno: 1064,
      message: 'A schema change operation is in progress on the table t. Please wait until it completes.',
    })
    let waits = 0
    const result = await migrator().upgrade('head', {
      jobs: { interval: 5 },
      onEvent: (event) => {
        if (event.kind === 'job' && event.progress.state === 'BUSY' && ++waits === 2) server.faults.clear()
      },
    })
    expect([result.heads, waits]).toEqual([['cc'], 2])
  })
})

describe('stamp', () => {
  test('writes down where the database is, and runs nothing', async () => {
    await threeRevisions()
    expect((await migrator().stamp('head')).heads).toEqual(['cc'])
    expect((await migrator().stamp('aa')).heads).toEqual(['aa'])
    expect((await migrator().stamp('base')).heads).toEqual([])
    expect(server.executed).toEqual([])
    expect(server.ledgerRows.map(({ revision: id, direction, state }) => [id, direction, state])).toEqual([
      ['cc', 'stamp', 'done'],
      ['aa', 'stamp', 'done'],
      ['base', 'stamp', 'done'],
    ])
  })

  test('ends a revision that was completed by hand', async () => {
    await threeRevisions()
    server.faults.set('CREATE TABLE u', { errno: 1064, message: 'no' })
    await expect(migrator().upgrade()).rejects.toThrow()
    await migrator().stamp('aa')
    server.faults.clear()
    expect((await migrator().upgrade()).revisions.map(({ id }) => id)).toEqual(['bb', 'cc'])
  })
})

describe('offline', () => {
  test('the script holds the same statements, and the ledger', async () => {
    await threeRevisions()
    const { connection: _, lock: __, ...offline } = context()
    const lines = await migrationScript(offline, 'upgrade', 'head')
    await migrator().upgrade()
    expect(lines.filter(({ kind }) => kind === 'statement').map(({ text }) => text)).toEqual(server.executed)
    const text = printScript(lines)
    expect(text).toMatch(
      /^-- starrocks-kit \S+: upgrade base -> head\n-- for database shop on StarRocks 3\.5 \(shared_nothing\)\nCREATE TABLE IF NOT EXISTS/u,
    )
    expect(text).toContain('-- Revision aa (aa message)\nCREATE TABLE t (')
    expect(text).toMatch(
      /INSERT INTO \S+ \(.*\)\nSELECT COALESCE\(MAX\(sequence\), 0\) \+ 1, 'cc', 0, 'upgrade', 'done', 0, 'bb', 'cc'/u,
    )
  })

  test('databases that are there already, and those that are not', async () => {
    await revision('aa', null, [table('other.t')])
    const { connection: _, lock: __, ...offline } = context()
    await expect(migrationScript(offline, 'upgrade', 'head')).rejects.toThrow(RevisionPlanError)
    const lines = await migrationScript({ ...offline, databases: ['other'] }, 'upgrade', 'head')
    expect(lines.some(({ text }) => text.startsWith('CREATE TABLE other.t '))).toBe(true)
  })

  test('ranges, and the way down', async () => {
    await threeRevisions()
    const { connection: _, lock: __, ...offline } = context()
    const statements = async (direction: 'upgrade' | 'downgrade', name: string): Promise<readonly string[]> =>
      (await migrationScript(offline, direction, name))
        .filter(({ kind }) => kind === 'statement')
        .map(({ text }) => short(text))
    expect(await statements('upgrade', 'aa:head')).toEqual(['ALTER TABLE t ADD COLUMN'])
    expect(await statements('downgrade', 'bb:base')).toEqual([
      'ALTER TABLE t DROP COLUMN',
      'DROP TABLE u',
      'DROP TABLE t',
    ])
    expect(await statements('downgrade', '-1')).toEqual([])
    expect(await statements('upgrade', 'head:head')).toEqual([])
  })
})
