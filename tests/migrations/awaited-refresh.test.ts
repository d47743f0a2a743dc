import { JobCancelledError, JobTimeoutError } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { createTable, withPlace } from './support.ts'

/** A session in which refreshes last: the embedded server's are over at once, and it cannot cancel them. */
function slowRefreshes(connection: Connection, seen: string[]): Connection {
  let state = 'RUNNING'
  return {
    description: connection.description,
    database: 'demo',
    stream: (sql) => connection.stream(sql),
    fork: () => connection.fork(),
    close: () => connection.close(),
    query: async (sql) => {
      if (/^(?:CREATE MATERIALIZED|CANCEL)/u.test(sql)) seen.push(sql.split('\n')[0] ?? '')
      if (sql.startsWith('CANCEL')) {
        // It is killed some time after the statement has returned.
        setTimeout(() => (state = 'FAILED'), 50)
        return { columns: [], rows: [], affectedRows: 0 }
      }
      const result = await connection.query(sql)
      if (!sql.includes('LAST_REFRESH_STATE')) return result
      return { ...result, rows: result.rows.map(([, ...rest]) => [state, ...rest]) }
    },
  }
}

test(
  'a refresh that takes too long, or is cancelled: the view is there, and is not created again',
  { timeout: 60_000 },
  () =>
    withPlace(async ({ connect: open, migrator, revision }) => {
      const view = (name: string): string =>
        `op.createMaterializedView('${name}', { refresh: 'ASYNC', query: 'SELECT v, COUNT(*) AS n FROM t GROUP BY v' })`
      await revision('aa', null, [createTable('t')])
      await revision('bb', 'aa', [view('m')])
      await revision('cc', 'bb', [view('n')])
      const connection = await open()
      await migrator(connection).upgrade('aa')
      const jobs = { timeout: 20, interval: 20 }
      const seen: string[] = []

      const late = migrator(slowRefreshes(connection, seen)).upgrade('bb', { waitRefresh: true, jobs })
      await expect(late).rejects.toMatchObject({ cause: expect.any(JobTimeoutError) as unknown })
      await expect(late).rejects.toThrow(/The refresh job m of demo\.m is still RUNNING/u)
      expect((await migrator(connection).upgrade('bb', { waitRefresh: true })).heads).toEqual(['bb'])

      const cancelling = { waitRefresh: true, jobs: { ...jobs, cancel: true } }
      const cancelled = migrator(slowRefreshes(connection, seen)).upgrade('cc', cancelling)
      await expect(cancelled).rejects.toMatchObject({ cause: expect.any(JobCancelledError) as unknown })
      await expect(cancelled).rejects.toThrow(/The materialized view is there, with the rows that it had/u)
      expect((await migrator(connection).upgrade()).heads).toEqual(['cc'])
      expect(seen).toEqual([
        'CREATE MATERIALIZED VIEW m',
        'CREATE MATERIALIZED VIEW n',
        'CANCEL REFRESH MATERIALIZED VIEW demo.n',
      ])
    }),
)
