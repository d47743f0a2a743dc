import { JobWithoutEffectError } from 'starrocks-kit'
import type { Connection, MigrationEvent } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { createTable, withPlace } from './support.ts'

const duplicate = (name: string): string =>
  createTable(name)
    .replace('PRIMARY KEY (id)', 'DUPLICATE KEY (id)')
    .replace(`{ name: 'v'`, `{ name: 'w', type: 'INT' }, { name: 'v'`)

/** Each starts a job of its table, or may do so on some version. */
const CHANGES = [
  `op.addColumn('t', { name: 'a', type: 'INT', default: "'7'" })`,
  `op.addColumn('t', { name: 'b', type: 'VARCHAR(10)', comment: 'text' }, { after: 'v' })`,
  `op.modifyColumn('t', { name: 'v', type: 'BIGINT', comment: 'wider' })`,
  `op.dropColumn('t', 'a')`,
  `op.addIndex('t', { name: 'by_v', columns: ['v'] })`,
  `op.addIndex('t', { name: 'bloom', columns: ['b'], type: 'NGRAMBF', properties: { gram_num: 4 } })`,
  `op.dropIndex('t', 'by_v')`,
  `op.addRollup('d', { name: 'r', columns: ['v', 'id'] })`,
  `op.dropRollup('d', 'r')`,
  `op.modifyDistribution('d', 'HASH(id, w) BUCKETS 3')`,
  `op.modifySortKey('t', '(v)')`,
  `op.reorderColumns('d', ['id', 'v', 'w'])`,
  `op.modifyTableProperties('t', { bloom_filter_columns: 'v' })`,
] as const

test('after each job the table is looked at, and is what the change leaves', { timeout: 60_000 }, () =>
  withPlace(
    async ({ connect: open, migrator, revision }) => {
      await revision('aa', null, [createTable('t'), duplicate('d')])
      let [last, jobs] = ['aa', 0]
      const connection = await open()
      await migrator(connection).upgrade()
      for (const [index, change] of CHANGES.entries()) {
        const id = `bb${index}`
        await revision(id, last, [change])
        last = id
        const events: MigrationEvent[] = []
        await migrator(connection).upgrade('head', { jobs: { interval: 20 }, onEvent: (event) => events.push(event) })
        const verified = events.filter((event) => event.kind === 'verified')
        jobs += verified.length
        for (const { outcome } of verified) expect(`${change}: ${outcome}`).toBe(`${change}: done`)
      }
      expect(jobs).toBeGreaterThanOrEqual(9)
    },
    { jobDurationMs: 5 },
  ),
)

test(
  'a job that is finished, and a table that is as it was before: told, and not taken for done',
  { timeout: 60_000 },
  () =>
    withPlace(async ({ connect: open, migrator, revision }) => {
      await revision('aa', null, [createTable('t')])
      await revision('bb', 'aa', [`op.addColumn('t', { name: 'a', type: 'INT' })`])
      const connection = await open()
      await migrator(connection).upgrade('aa')
      // Somebody takes the column away as soon as it is there.
      const other = await open()
      const disturbed: Connection = {
        description: connection.description,
        database: 'demo',
        stream: (sql) => connection.stream(sql),
        fork: () => connection.fork(),
        close: () => connection.close(),
        query: async (sql) => {
          const result = await connection.query(sql)
          if (sql.startsWith('ALTER TABLE t ADD COLUMN a')) await other.query('ALTER TABLE t DROP COLUMN a')
          return result
        },
      }
      const run = migrator(disturbed).upgrade()
      await expect(run).rejects.toMatchObject({ cause: expect.any(JobWithoutEffectError) as unknown })
      await expect(run).rejects.toThrow(/but demo\.t is as it was before/u)
      expect((await migrator(connection).upgrade()).heads).toEqual(['bb'])
    }),
)
