import { check, InvalidRenameError, revision, upgrade } from 'starrocks-kit'
import type { Environment } from 'starrocks-kit'
import { expect } from 'vitest'
import { serverTest } from '../server/support/database.ts'
import type { TestDatabase } from '../server/support/database.ts'
import { summary } from '../server/support/law.ts'
import { withWorkspace } from './workspace.ts'

const test = serverTest()
const oldTest = serverTest({ version: '3.2' })

const IMPORT = `import { int, materializedView, sql, table, varchar } from 'starrocks-kit'\n`
const tableOf = (name: string, columns: string, options = ''): string => `
export const users = table('${name}', { id: int().primaryKey(), ${columns} }, {
  distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: 1 }, ${options}
})
`
const views = (name: string): string => `
export const counts = materializedView('${name}', {
  refresh: 'MANUAL', properties: { replication_num: 1 }, query: sql\`SELECT city, count(*) AS n FROM \${users} GROUP BY city\`,
})
`
const OLD = `${IMPORT}${tableOf('users', 'name: varchar(50), city: varchar(20)')}`
const NEW = `${IMPORT}${tableOf('people', 'full_name: varchar(50), city: varchar(20)')}`

async function apply(environment: Environment): Promise<void> {
  await revision(environment, { message: 'before', autogenerate: true })
  await upgrade(environment, { revision: 'head' })
}

const rowsOf = async ({ connection }: TestDatabase, name: string): Promise<unknown> =>
  (await connection.query(`SELECT * FROM ${name} ORDER BY id`)).rows

test('a table and its column are renamed by options, with their rows', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(OLD))
    await database.connection.query("INSERT INTO users VALUES (1, 'Ada', 'London')")
    const renames = ['users:people', 'people.name:full_name']
    const models = await environment(NEW)
    expect(summary((await check(models, { renames })).operations)).toEqual(['RenameTable users', 'RenameColumn people'])

    const written = await revision(models, { message: 'people', autogenerate: true, renames })
    expect(written.errors).toEqual([])
    await upgrade(models, { revision: 'head' })
    expect((await check(models)).operations).toEqual([])
    expect(await rowsOf(database, 'people')).toEqual([['1', 'Ada', 'London']])
  })
})

test('columns are named by the old name of their table too, with a database, and in backquotes', async ({
  database,
}) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(OLD))
    const models = await environment(NEW)
    for (const renames of [
      ['users:people', 'users.name:full_name'],
      ['users:people', `${database.name}.users.name:full_name`],
      [`${database.name}.users:people`, '`people`.`name`:`full_name`'],
    ]) {
      const { operations } = await check(models, { renames })
      expect(summary(operations)).toEqual(['RenameTable users', 'RenameColumn people'])
    }
  })
})

test('a name that is not there, or no rename at all, is refused', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    const models = await environment(OLD)
    for (const text of ['nobody:people', 'users.nobody:x', 'people', 'a:b.c', ':x'])
      await expect(check(models, { renames: [text] })).rejects.toThrow(InvalidRenameError)
  })
})

test('what looks like a rename is never guessed: without an answer there is a hint', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(`${OLD}${views('by_city')}`))
    const same = await environment(
      `${IMPORT}${tableOf('people', 'name: varchar(50), city: varchar(20)')}${views('by_city')}`,
    )
    const { operations, renameHints } = await check(same)
    expect(summary(operations)).toContain('DropTable users')
    expect(renameHints).toMatchObject([{ kind: 'table', from: { name: 'users' }, to: 'people' }])

    const column = await environment(
      `${IMPORT}${tableOf('users', 'full_name: varchar(50), city: varchar(20)')}${views('cities')}`,
    )
    expect((await check(column)).renameHints).toMatchObject([
      { kind: 'materialized-view', from: { name: 'by_city' }, to: 'cities' },
      { kind: 'column', table: { name: 'users' }, from: 'name', to: 'full_name' },
    ])
    const otherType = await environment(
      `${IMPORT}${tableOf('users', 'age: int(), city: varchar(20)')}${views('by_city')}`,
    )
    expect((await check(otherType)).renameHints).toEqual([])
  })
})

test('a person is asked, and may say no', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(OLD))
    const models = await environment(`${IMPORT}${tableOf('users', 'full_name: varchar(50), city: varchar(20)')}`)
    const asked: string[] = []
    const answer = (yes: boolean) => ({
      message: 'asked',
      autogenerate: true,
      confirmRename: (rename: { readonly to: string }) => {
        asked.push(rename.to)
        return Promise.resolve(yes)
      },
    })
    const yes = await revision(models, answer(true))
    expect(summary(yes.operations)).toEqual(['RenameColumn users'])
    expect(yes.renameHints).toEqual([])
    await upgrade(models, { revision: 'head' })

    const back = await environment(OLD)
    const no = await revision(back, answer(false))
    expect(summary(no.operations).toSorted()).toEqual(['AddColumn users.name', 'DropColumn users.full_name'])
    expect(no.renameHints).toHaveLength(1)
    expect(asked).toEqual(['full_name', 'name'])
  })
})

oldTest('3.2 has no RENAME COLUMN: the steps around it are told, and nobody is asked', async ({ database, skip }) => {
  skip(process.env['STARROCKS_URL'] !== undefined, 'needs an embedded server of 3.2')
  await withWorkspace(database.url, async ({ environment }) => {
    const version = '3.2'
    await apply(await environment(OLD, { version }))
    const models = await environment(`${IMPORT}${tableOf('users', 'full_name: varchar(50), city: varchar(20)')}`, {
      version,
    })
    expect((await check(models)).renameHints).toEqual([])
    await expect(check(models, { renames: ['users.name:full_name'] })).rejects.toThrow(
      /RENAME COLUMN needs StarRocks 3\.3\.2.*add full_name beside name.*drop name in a later revision/su,
    )
  })
})
