import { check, pull, revision, upgrade } from 'starrocks-kit'
import { expect } from 'vitest'
import { serverTest } from '../server/support/database.ts'
import { summary } from '../server/support/law.ts'
import { withWorkspace } from './workspace.ts'

const test = serverTest()

const IMPORT = `import { bigint, date, int, MAXVALUE, partition, range, table } from 'starrocks-kit'\n`
const ranges = (more: string): string => `${IMPORT}
export const events = table('events', { day: date().notNull(), shop: int().notNull(), n: bigint() }, (t) => ({
  partitionBy: range([t.day, t.shop], [partition('p1').lessThan('2026-01-01', 10), partition('p2').lessThan('2026-01-01', 20)${more}]),
  distributedBy: 'HASH(day) BUCKETS 1',
  properties: { replication_num: 1 },
}))
`

test('MAXVALUE over several columns goes to a server and comes back', { timeout: 60_000 }, async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    const first = await environment(ranges(''))
    await revision(first, { message: 'create', autogenerate: true })
    await upgrade(first, { revision: 'head' })
    const rest = await environment(ranges(`, partition('rest').lessThan(MAXVALUE)`))
    expect(summary((await check(rest)).operations)).toEqual(['AddPartition events'])
    await revision(rest, { message: 'rest', autogenerate: true })
    await upgrade(rest, { revision: 'head' })
    const { rows } = await database.connection.query('SHOW CREATE TABLE events')
    expect(rows[0]?.[1]).toContain('(MAXVALUEMAXVALUE)')
    expect(await check(rest)).toMatchObject({ operations: [], undecided: [], unsupported: [], drift: [] })
    const { content } = await pull(rest)
    expect(content).toContain(`partition('rest').lessThan(MAXVALUE`)
    expect(await check(await environment(content))).toMatchObject({ operations: [], unsupported: [] })
  })
})

test('NULL in list partitions goes to a server and comes back', { timeout: 60_000 }, async ({ database }) => {
  await database.connection.query(
    `CREATE TABLE named (id INT, name VARCHAR(9)) PARTITION BY LIST(id, name) (PARTITION a VALUES IN (('1', 'x'), ('2', NULL)), PARTITION b VALUES IN ((NULL, 'y')))
     DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")`,
  )
  await withWorkspace(database.url, async ({ environment }) => {
    const { content } = await pull(await environment(IMPORT))
    expect(content).toContain(`partition('a').in(['1', 'x'], ['2', null])`)
    expect(await check(await environment(content))).toMatchObject({ operations: [], unsupported: [] })
  })
})
