import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseStatement } from 'starrocks-kit/language'
import { Catalog } from '../../src/catalog/catalog.ts'
import { shownState } from '../../src/catalog/jobs/job-state.ts'
import { targetOf } from '../../src/server.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'catalog-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

async function run(catalog: Catalog, ...statements: readonly string[]): Promise<void> {
  for (const sql of statements) {
    await catalog.apply(parseStatement(sql, { positions: true }), { sql, text: sql, database: 'd' })
  }
}

const table = (name: string): string =>
  `CREATE TABLE ${name} (k INT, v INT) DUPLICATE KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ("replication_num" = "1")`

describe('Catalog', () => {
  it('reads back from its log exactly what it knew', async () => {
    const catalog = await Catalog.open({ target: targetOf(), directory })
    await run(catalog, 'CREATE DATABASE d', table('t'), table('`constructor`'), 'ALTER TABLE t RENAME u')
    await run(catalog, 'CREATE VIEW v AS SELECT * FROM u', 'ALTER TABLE u ADD COLUMN w INT', table('x'), 'DROP TABLE x')
    await run(catalog, 'CREATE DATABASE gone', 'DROP DATABASE gone')
    await catalog.update((data) => ({ ...data, variables: { query_timeout: '5' } }))
    const { data } = catalog
    await catalog.close()
    const again = await Catalog.open({ target: targetOf(), directory })
    expect(again.data).toEqual(data)
    await again.close()
  })

  it('refuses views over functions that do not exist', async () => {
    const catalog = await Catalog.open({ target: targetOf() })
    await run(catalog, 'CREATE DATABASE d', table('t'))
    const view = 'CREATE VIEW w AS SELECT k FROM t WHERE nothing(k, v) > 1'
    await expect(run(catalog, view)).rejects.toThrow(
      'Getting analyzing error from line 1, column 39 to line 1, column 51. Detail message: No matching function with signature: nothing(int(11), int(11)).',
    )
    await expect(run(catalog, 'CREATE VIEW x AS SELECT abs(nothing()) FROM t')).rejects.toThrow('nothing()')
    await expect(run(catalog, 'CREATE VIEW x AS SELECT other.nothing(k) FROM t')).rejects.toThrow('nothing(int(11))')
    await run(catalog, 'CREATE VIEW x AS SELECT abs(k), sum(v) OVER (PARTITION BY k) FROM t')
    await catalog.close()
  })

  it('gives an object one id for its life, and follows it through renames and swaps', async () => {
    const catalog = await Catalog.open({ target: targetOf() })
    await run(catalog, 'CREATE DATABASE d', table('a'), table('b'))
    const id = (name: string) => catalog.entry({ database: 'd', name })?.id
    const [a, b] = [id('a'), id('b')]
    await run(catalog, 'ALTER TABLE a SWAP WITH b')
    expect([id('a'), id('b')]).toEqual([b, a])
    await run(catalog, 'ALTER TABLE a RENAME c')
    expect([id('a'), id('c')]).toEqual([undefined, b])
    await run(catalog, 'DROP TABLE c', table('c'))
    expect([a, b, undefined]).not.toContain(id('c'))
    await catalog.close()
  })

  it('lets only one of many sessions create a name', async () => {
    const catalog = await Catalog.open({ target: targetOf(), directory })
    await run(catalog, 'CREATE DATABASE d')
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => run(catalog, `CREATE VIEW lock_1 AS SELECT ${i} AS owner`)),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ errno: 1050 })
    }
    await catalog.close()
  })

  it('lets a job wait, run and end over the time that it takes', async () => {
    let now = 1_000_000
    const catalog = await Catalog.open({ target: targetOf(), jobDurationMs: 30_000, clock: () => now })
    await run(catalog, 'CREATE DATABASE d', table('t'), 'ALTER TABLE t MODIFY COLUMN v BIGINT')
    const states = [0, 9000, 1000, 10_000, 9000].map((passed) => {
      now += passed
      const [job] = Object.values(catalog.data.jobs)
      return job && shownState(job, catalog.now(), catalog.jobDuration(job.type))
    })
    expect(states).toEqual(['PENDING', 'PENDING', 'WAITING_TXN', 'RUNNING', 'RUNNING'])
    await catalog.close()
  })

  it('goes on with jobs that were running when it was closed', async () => {
    let now = 1_000
    const open = () => Catalog.open({ target: targetOf(), directory, jobDurationMs: 50, clock: () => now })
    const first = await open()
    await run(first, 'CREATE DATABASE d', table('t'), 'ALTER TABLE t MODIFY COLUMN v BIGINT')
    expect(first.schema.databases['d']?.tables['t']?.columns[1]?.type).toEqual({ kind: 'simple', name: 'int' })
    await first.close()
    now = 2_000
    const second = await open()
    await expect
      .poll(() => second.schema.databases['d']?.tables['t']?.columns[1]?.type)
      .toEqual({ kind: 'simple', name: 'bigint' })
    await second.close()
  })
})
