import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { check, downgrade, offlineSql, revision, UnknownObjectError, upgrade } from 'starrocks-kit'
import type { Environment, RevisionResult } from 'starrocks-kit'
import { describe, expect } from 'vitest'
import { serverTest } from '../server/support/database.ts'
import type { TestDatabase } from '../server/support/database.ts'
import { withWorkspace } from './workspace.ts'

const test = serverTest()

const IMPORT = `import { bigint, date, int, materializedView, range, sql, table, varchar } from 'starrocks-kit'\n`
const orders = (columns: string, options: string): string => `${IMPORT}
export const orders = table('orders', { ${columns} }, {
  ${options}, distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: 1 },
})
`
const COLUMNS = 'id: int().notNull(), day: date().notNull(), amount: int()'
const DUPLICATES = orders(COLUMNS, `key: 'DUPLICATE KEY(id, day)'`)
const PRIMARY = orders(COLUMNS, `key: 'PRIMARY KEY(id, day)'`)
const BY_RANGE = (column: string): string =>
  orders(
    column,
    `key: 'DUPLICATE KEY(id, day)', partitionBy: \`RANGE (day) (
      PARTITION p1 VALUES LESS THAN ('2026-01-01'), PARTITION p2 VALUES LESS THAN ('2027-01-01'))\``,
  )
const BY_MONTH = orders(
  COLUMNS,
  `key: 'DUPLICATE KEY(id, day)', partitionBy: "date_trunc('month', day)", rebuild: true`,
)
const VIEW = `
export const totals = materializedView('totals', {
  refresh: 'MANUAL', properties: { replication_num: 1 },
  query: sql\`SELECT day, sum(amount) AS amount FROM \${orders} GROUP BY day\`,
})
`
const ROWS = "INSERT INTO orders VALUES (1, '2025-05-05', 10), (2, '2026-06-06', 20)"

async function apply(environment: Environment, rebuild?: boolean | readonly string[]): Promise<RevisionResult> {
  const written = await revision(environment, {
    message: 'change',
    autogenerate: true,
    ...(rebuild === undefined ? {} : { rebuild }),
  })
  expect(written.errors.map(({ message }) => message)).toEqual([])
  await upgrade(environment, { revision: 'head' })
  return written
}

const rowsOf = async ({ connection }: TestDatabase, name = 'orders'): Promise<unknown> =>
  (await connection.query(`SELECT id, amount FROM ${name} ORDER BY id`)).rows

describe('without leave to rebuild', () => {
  test('a table keeps its error, with the way around, and others get their revision', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      await apply(await environment(DUPLICATES))
      const other = `export const other = table('other', { id: int() }, { distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: 1 } })`
      const written = await revision(await environment(`${PRIMARY}${other}`), { message: 'x', autogenerate: true })
      expect(written.errors).toMatchObject([
        { code: 'TABLE_NEEDS_REBUILD', remedy: expect.stringContaining('--rebuild orders') as string },
      ])
      expect(written.operations.map(({ kind }) => kind)).toEqual(['CreateTable'])
    })
  })
  test('a table to rebuild that no model has is refused', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      const options = { message: 'x', autogenerate: true, rebuild: ['oders'] }
      await expect(revision(await environment(DUPLICATES), options)).rejects.toThrow(UnknownObjectError)
      await expect(revision(await environment(DUPLICATES), options)).rejects.toThrow('Did you mean orders?')
    })
  })
})

test('another key model keeps the rows, the old table, and the materialized view active', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment, folder }) => {
    await apply(await environment(`${DUPLICATES}${VIEW}`))
    await database.connection.query(ROWS)
    const models = await environment(`${PRIMARY}${VIEW}`)
    const { file = '', steps } = await revision(models, { message: 'key', autogenerate: true, rebuild: ['orders'] })
    expect(steps.map(({ check: looks, job }) => looks ?? job).slice(0, 3)).toEqual(['metadata', 'copy', 'row-counts'])
    expect(steps.flatMap(({ hazards }) => hazards.map(({ code }) => code))).toEqual(['FULL_REWRITE', 'INACTIVATES'])
    const source = await readFile(join(process.cwd(), file), 'utf8').catch(() => readFile(join(folder, file), 'utf8'))
    expect(source).toContain("op.checkRowCounts('orders', 'orders__next')")
    const { sql: script } = await offlineSql(models, 'upgrade', 'head')
    expect(script).toContain('INSERT INTO orders__next (id, day, amount) SELECT id, day, amount FROM orders')
    expect(script).toMatch(/^-- SELECT 'orders' AS name/mu)
    expect(script).not.toMatch(/^SELECT 'orders'/mu)

    await upgrade(models, { revision: 'head' })
    expect(await check(models)).toMatchObject({ operations: [], kept: [{ name: 'orders__old' }] })
    expect(await rowsOf(database)).toEqual([
      ['1', '10'],
      ['2', '20'],
    ])
    expect(await rowsOf(database, 'orders__old')).toEqual(await rowsOf(database))
    const active = await database.connection.query(
      `SELECT IS_ACTIVE FROM information_schema.materialized_views WHERE TABLE_SCHEMA = '${database.name}'`,
    )
    expect(active.rows).toEqual([['true']])
    expect((await revision(models, { message: 'nothing', autogenerate: true })).files).toEqual([])

    await downgrade(models, { revision: '-1' })
    expect((await check(await environment(`${DUPLICATES}${VIEW}`))).operations).toEqual([])
    expect(await rowsOf(database)).toHaveLength(2)
    await upgrade(models, { revision: 'head' })
    expect(await rowsOf(database)).toHaveLength(2)
  })
})

test('rows that fall together stop the upgrade before the swap; corrected, it goes on', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(DUPLICATES))
    await database.connection.query(`${ROWS}, (2, '2026-06-06', 21)`)
    const models = await environment(PRIMARY)
    await revision(models, { message: 'key', autogenerate: true, rebuild: true })
    await expect(upgrade(models, { revision: 'head' })).rejects.toThrow(/orders has 3, orders__next has 2/u)
    expect(await rowsOf(database)).toHaveLength(3)
    await database.connection.query('DELETE FROM orders WHERE id = 2')
    await database.connection.query("DELETE FROM orders__next WHERE id = 2 AND day = '2026-06-06'")
    await upgrade(models, { revision: 'head' })
    expect(await rowsOf(database)).toEqual([['1', '10']])
  })
})

test('the way back stops when it would lose rows', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(DUPLICATES))
    await database.connection.query(ROWS)
    const models = await environment(PRIMARY)
    await apply(models, true)
    await database.connection.query("INSERT INTO orders VALUES (3, '2026-07-07', 30)")
    await expect(downgrade(models, { revision: '-1' })).rejects.toThrow(/orders has 3, orders__old has 2/u)
    expect(await rowsOf(database)).toHaveLength(3)
  })
})

test('another partition scheme: copied partition by partition, new columns with their default', async ({
  database,
}) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(BY_RANGE(COLUMNS)))
    await database.connection.query(ROWS)
    const { steps } = await apply(await environment(BY_MONTH))
    expect(steps.filter(({ job }) => job === 'copy').map(({ sql }) => /PARTITION \((\w+)\)/u.exec(sql)?.[1])).toEqual([
      'p1',
      'p2',
    ])
    expect(await rowsOf(database)).toEqual([
      ['1', '10'],
      ['2', '20'],
    ])
    expect((await check(await environment(BY_MONTH))).operations).toEqual([])
  })
})

test('what is left of a rebuild is in the way of the next, and goes by an explicit drop', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment, write, folder }) => {
    await apply(await environment(DUPLICATES))
    await apply(await environment(PRIMARY), true)
    const again = await revision(await environment(DUPLICATES), { message: 'again', autogenerate: true, rebuild: true })
    expect(again.errors).toMatchObject([{ message: expect.stringContaining('orders__old') as string }])
    expect(again.files).toEqual([])

    const models = await environment(PRIMARY)
    const { file = '' } = await revision(models, { message: 'drop the old rows' })
    const path = join('migrations', file.split('/').at(-1) ?? '')
    const source = await readFile(join(folder, path), 'utf8')
    await write(
      path,
      source
        .replace('export function', 'export const allowDestructive = true\n\nexport function')
        .replace('upgrade(_op: Op): void {', "upgrade(op: Op): void {\n  op.dropTable('orders__old')\n"),
    )
    await upgrade(models, { revision: 'head' })
    expect(await check(models)).toMatchObject({ operations: [], kept: [] })
  })
})

describe('two heavy changes of one table', () => {
  const WIDER = orders(
    'id: int().notNull(), day: date().notNull(), amount: varchar(20)',
    `key: 'DUPLICATE KEY(id, day)', orderBy: ['day']`,
  )
  test('are one revision with a hazard that names them', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      await apply(await environment(DUPLICATES))
      const { files, steps } = await revision(await environment(WIDER), { message: 'both', autogenerate: true })
      expect(files).toHaveLength(1)
      expect(steps.flatMap(({ hazards }) => hazards.map(({ code }) => code))).toContain('SECOND_REWRITE')
    })
  })
  test('are two with --split heavy, each of them with its way back', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      await apply(await environment(DUPLICATES))
      await database.connection.query(ROWS)
      const models = await environment(WIDER)
      const { files, steps } = await revision(models, { message: 'both', autogenerate: true, split: 'heavy' })
      expect(files).toHaveLength(2)
      expect(steps.flatMap(({ hazards }) => hazards.map(({ code }) => code))).not.toContain('SECOND_REWRITE')
      const { revisions } = await upgrade(models, { revision: 'head' })
      expect(revisions.map(({ message }) => message)).toEqual(['both (1 of 2)', 'both (2 of 2)'])
      expect((await check(models)).operations).toEqual([])
      await downgrade(models, { revision: '-1' })
    })
  })
})
