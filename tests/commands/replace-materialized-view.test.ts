import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { check, downgrade, revision, upgrade } from 'starrocks-kit'
import { expect } from 'vitest'
import { serverTest } from '../server/support/database.ts'
import { withWorkspace } from './workspace.ts'

const test = serverTest()

const models = (comment: string): string => `import { int, materializedView, sql, table } from 'starrocks-kit'
export const orders = table('orders', { id: int().primaryKey(), amount: int() }, {
  distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: 1 },
})
export const totals = materializedView('totals', {
  comment: '${comment}', refresh: 'MANUAL', properties: { replication_num: 1 },
  query: sql\`SELECT id, sum(amount) AS amount FROM \${orders} GROUP BY id\`,
})
`

test('a replacement is built beside, filled, exchanged and dropped, and so is the way back', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment, folder }) => {
    const first = await environment(models('before'))
    await revision(first, { message: 'first', autogenerate: true })
    await upgrade(first, { revision: 'head' })
    await database.connection.query('INSERT INTO orders VALUES (1, 10), (2, 20)')

    const second = await environment(models('after'))
    const { file = '', steps } = await revision(second, { message: 'comment', autogenerate: true })
    expect(steps.map(({ job }) => job)).toEqual(['metadata', 'refresh', 'metadata', 'metadata'])
    const source = await readFile(join(folder, 'migrations', file.split('/').at(-1) ?? ''), 'utf8')
    expect([...source.matchAll(/^ {2}op\.(\w+)\('(\w+)'/gmu)].map(([, call, name]) => `${call} ${name}`)).toEqual([
      'createMaterializedView totals__next',
      'refreshMaterializedView totals__next',
      'swapMaterializedView totals',
      'dropMaterializedView totals__next',
      'createMaterializedView totals__next',
      'refreshMaterializedView totals__next',
      'swapMaterializedView totals',
      'dropMaterializedView totals__next',
    ])

    await upgrade(second, { revision: 'head' })
    expect((await check(second)).operations).toEqual([])
    const rows = async (): Promise<unknown> =>
      (await database.connection.query('SELECT id, amount FROM totals ORDER BY id')).rows
    expect(await rows()).toEqual([
      ['1', '10'],
      ['2', '20'],
    ])
    await downgrade(second, { revision: '-1' })
    expect((await check(first)).operations).toEqual([])
    expect(await rows()).toHaveLength(2)
  })
})
