import { expect, test } from 'vitest'
import { withServerProject } from '../server-project.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { createTable, revisionText, withPlace } from './support.ts'

const FILL = `op.run(async function fill(connection) {
  const { rows } = await connection.query('SELECT id FROM t ORDER BY id');
  for (const [id] of rows) await connection.query('INSERT INTO u VALUES (' + id + ', ' + id * 10 + ')')
}, OPTIONS)`
const fill = (options: object): string => FILL.replace('OPTIONS', JSON.stringify(options))
const seed = `op.insert('t', [{ id: 1, v: 10 }, { id: 2, v: null }])`

test('rows and code are steps of the ledger, in their turn', () =>
  withPlace(async ({ connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t'), createTable('u'), seed, fill({}), `op.dropTable('t')`])
    const connection = await open()
    expect((await migrator(connection).upgrade()).heads).toEqual(['aa'])
    expect((await connection.query('SELECT * FROM u ORDER BY id')).rows).toEqual([
      ['1', '10'],
      ['2', '20'],
    ])
    const { rows } = await connection.query(
      'SELECT step, state, job, statement FROM _starrocks_kit_ledger ORDER BY step',
    )
    expect(rows.slice(3, 5)).toEqual([
      ['3', 'done', 'copy', 'INSERT INTO t (id, v) VALUES (1, 10), (2, NULL)'],
      ['4', 'done', 'opaque', expect.stringMatching(/^-- op\.run: fill \(code [0-9a-f]{8}\)$/u)],
    ])
    // Code that was changed after it has run is an edit, and layout is none.
    expect(await migrator(connection).edited()).toEqual([])
    await revision('aa', null, [
      createTable('t'),
      createTable('u'),
      seed,
      fill({}).replaceAll('\n', ' '),
      `op.dropTable('t')`,
    ])
    expect(await migrator(connection).edited()).toEqual([])
    await revision('aa', null, [
      createTable('t'),
      createTable('u'),
      seed,
      fill({}).replace('* 10', '* 20'),
      `op.dropTable('t')`,
    ])
    expect(await migrator(connection).edited()).toMatchObject([{ revision: 'aa' }])
  }))

test('code that failed or was cut off: only what may run again does so by itself', { timeout: 60_000 }, () =>
  withPlace(async ({ server, connect: open, migrator, revision }) => {
    const direct = await open()
    const { hostname, port } = new URL(server.url.replace('starrocks:', 'http:'))
    const proxy = await startFaultProxy({ host: hostname, port: Number(port) })
    try {
      const through = await open(`starrocks://root@127.0.0.1:${proxy.port}/demo`)
      await revision('aa', null, [createTable('t'), createTable('u'), seed, fill({ repeatable: true })])
      proxy.armAt((sql) => sql.startsWith('INSERT INTO u VALUES (2'), 'before')
      await expect(migrator(through).upgrade()).rejects.toThrow('stopped at statement 4 of 4')
      expect((await direct.query('SELECT * FROM u')).rows).toHaveLength(1)
      expect((await migrator(direct).upgrade()).heads).toEqual(['aa'])
      expect((await direct.query('SELECT * FROM u')).rows).toHaveLength(2)

      await revision('bb', 'aa', [
        `op.run(async function half(connection) {
        await connection.query('INSERT INTO u VALUES (7, 7)')
        throw new Error('no more')
      })`,
      ])
      const failed = migrator(direct).upgrade()
      await expect(failed).rejects.toThrow(/stopped at statement 1 of 1: no more/u)
      await expect(failed).rejects.toThrow(/resolve --retry/u)
      await expect(migrator(direct).upgrade()).rejects.toThrow(/interrupted at statement 1 of bb/u)
      await revision('bb', 'aa', [`op.run(async function half() {})`])
      await migrator(direct).resolve('retry')
      expect((await migrator(direct).upgrade()).heads).toEqual(['bb'])
    } finally {
      await proxy.close()
    }
  }),
)

test('--sql marks a data step and exits with 3; verify and squash name it', { timeout: 120_000 }, async () => {
  await withServerProject(async ({ cli, write }) => {
    const model = (columns: string): string =>
      `import { int, table } from 'starrocks-kit'\nexport const t = table('t', { id: int(), v: int()${columns} }, { key: 'PRIMARY KEY(id)', distributedBy: 'HASH(id) BUCKETS 2', properties: { replication_num: 1 } })\n`
    await write('src/models.ts', model(''))
    const code = `async function widen(connection) { await connection.query('ALTER TABLE t ADD COLUMN w INT') }`
    const back = `op.dropTable('t')`
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t'), seed], [back]))
    const seeded = await cli('verify')
    expect(seeded.output).toContain('proved')

    await write('migrations/bb.mjs', revisionText('bb', 'aa', [`op.run(${code})`]))
    const script = await cli('upgrade --sql')
    expect(script.output).toContain('-- !! op.run: widen. This script cannot hold code: carry it out here')
    expect(script.output).toContain('INSERT INTO t (id, v) VALUES (1, 10), (2, NULL);')
    expect(script.output).toContain('error: the script is not all of it: it cannot hold the code of op.run (widen)')
    expect(script.exitCode).toBe(3)
    const partial = await cli('verify')
    expect(partial.output).toMatch(/opaque bb, upgrade, statement 1: -- op\.run: widen/u)
    expect(partial.output).toContain('partial:')

    const effect = `{ effect: 'ALTER TABLE t ADD COLUMN w INT' }`
    await write(
      'migrations/bb.mjs',
      revisionText('bb', 'aa', [`op.run(${code}, ${effect})`], [`op.dropColumn('t', 'w')`]),
    )
    await write('src/models.ts', model(', w: int()'))
    expect((await cli('verify')).output).toContain('proved: 2 revisions')
    const squashed = await cli('squash bb')
    expect(squashed.output).toContain('aa, statement 2: INSERT INTO t')
    expect(squashed.output).toContain('bb, statement 1: -- op.run: widen')
    expect(squashed.exitCode).toBe(3)

    expect((await cli('plan')).output).toMatch(/\[1\/1\] -- op\.run: widen/u)
    expect((await cli('upgrade')).exitCode).toBe(0)
    const check = await cli('check')
    expect(check.output).toContain('the same')
    expect(check.output).not.toContain('!')
  })
})
