import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  check,
  current,
  downgrade,
  heads,
  history,
  MissingDatabaseError,
  PendingRevisionsError,
  pull,
  revision,
  TargetMismatchError,
  upgrade,
} from 'starrocks-kit'
import { describe, expect } from 'vitest'
import { serverTest } from '../server/support/database.ts'
import type { TestDatabase } from '../server/support/database.ts'
import { summary } from '../server/support/law.ts'
import { withWorkspace } from './workspace.ts'

const test = serverTest()

const usersWith = (columns: string, options = ''): string => `
export const users = table('users', { id: int().primaryKey(), ${columns} }, {
  distributedBy: 'HASH(id) BUCKETS 1',
  properties: { replication_num: 1 },
  ${options}
})
`
const IMPORT = `import { int, materializedView, sql, table, varchar, view } from 'starrocks-kit'\n`
const VIEW = 'export const named = view("a_named", { query: sql`SELECT id, name FROM ${users}` })\n'
const FIRST = `${IMPORT}${usersWith('name: varchar(50)')}${VIEW}`
const SECOND = `${IMPORT}${usersWith('name: varchar(50), age: int()', "comment: 'people'")}${VIEW}`

const BY_HAND = 'CREATE TABLE by_hand (id INT) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1")'

async function objects({ connection, name }: TestDatabase): Promise<readonly string[]> {
  return (await connection.query(`SHOW TABLES FROM ${name}`)).rows.map(([object]) => object ?? '').toSorted()
}

async function revisionFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(join(folder, 'migrations')).catch(() => [])).toSorted()
}

test('from models to a database and back, by revisions', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment, folder }) => {
    const first = await environment(FIRST)
    expect(summary((await check(first)).operations)).toEqual(['CreateTable users', 'CreateView a_named'])

    const one = await revision(first, { message: 'create', autogenerate: true })
    expect(summary(one.operations)).toEqual(['CreateTable users', 'CreateView a_named'])
    expect(await revisionFiles(folder)).toHaveLength(1)
    expect(await check(first)).toMatchObject({ pending: [expect.any(String)] })
    const [{ id: firstId } = { id: '' }] = await heads(first)
    expect((await upgrade(first, { revision: 'head' })).heads).toEqual([firstId])
    expect(await check(first)).toMatchObject({ operations: [], undecided: [], unsupported: [], pending: [] })

    const same = await revision(first, { message: 'nothing', autogenerate: true })
    expect(same).toMatchObject({ operations: [], errors: [], unowned: [] })
    expect(same).not.toHaveProperty('file')

    const second = await environment(SECOND)
    const two = await revision(second, { message: 'age', autogenerate: true })
    expect(summary(two.operations).toSorted()).toEqual(['AddColumn users.age', 'ModifyTableComment users'])
    expect(two.errors).toEqual([])
    expect((await upgrade(second, { revision: '+1' })).revisions.map(({ message }) => message)).toEqual(['age'])
    expect((await check(second)).operations).toEqual([])
    expect((await current(second)).revisions.map(({ message }) => message)).toEqual(['age'])
    expect((await history(second)).revisions.map(({ message }) => message)).toEqual(['create', 'age'])

    await downgrade(second, { revision: '-1' })
    expect((await current(second)).heads).toEqual([firstId])
    expect((await check(await environment(FIRST))).operations).toEqual([])
    await downgrade(second, { revision: 'base' })
    expect(await objects(database)).toEqual(['_starrocks_kit_ledger'])
    expect((await upgrade(second, { revision: 'head' })).revisions).toHaveLength(2)
    expect(await check(second)).toMatchObject({ operations: [], pending: [] })
  })
})

test('a rename is one, there and back, and made once only', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment, folder }) => {
    const first = await environment(FIRST)
    await revision(first, { message: 'create', autogenerate: true })
    await upgrade(first, { revision: 'head' })
    await database.connection.query("INSERT INTO users VALUES (1, 'Ada')")

    const renamed = await environment(
      `${IMPORT}
export const people = table('people', { id: int().primaryKey(), full_name: varchar(50).renamedFrom('name') }, {
  renamedFrom: 'users',
  distributedBy: 'HASH(id) BUCKETS 1',
  properties: { replication_num: 1 },
})
export const named = view('a_named', { query: sql\`SELECT id, full_name AS name FROM \${people}\` })
`,
    )
    const { operations, errors } = await revision(renamed, { message: 'rename', autogenerate: true })
    expect(errors).toEqual([])
    expect(summary(operations)).toEqual(['RenameTable users', 'RenameColumn people', 'AlterView a_named'])
    await upgrade(renamed, { revision: 'head' })
    expect((await check(renamed)).operations).toEqual([])
    expect((await database.connection.query('SELECT name FROM a_named')).rows).toEqual([['Ada']])
    expect((await revision(renamed, { message: 'again', autogenerate: true })).operations).toEqual([])
    expect(await revisionFiles(folder)).toHaveLength(2)

    await downgrade(renamed, { revision: '-1' })
    expect((await check(await environment(FIRST))).operations).toEqual([])
    expect((await database.connection.query('SELECT name FROM users')).rows).toEqual([['Ada']])
  })
})

test('what the server would refuse to undo is left out of the way back, and noted', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment, folder }) => {
    const first = await environment(FIRST)
    await revision(first, { message: 'create', autogenerate: true })
    await upgrade(first, { revision: 'head' })
    const wider = await environment(`${IMPORT}${usersWith('name: varchar(90), age: int()')}${VIEW}`)
    const { operations } = await revision(wider, { message: 'wider', autogenerate: true })
    expect(summary(operations).toSorted()).toEqual(['AddColumn users.age', 'ModifyColumn users.name'])
    const [file = ''] = (await revisionFiles(folder)).filter((name) => name.endsWith('_wider.ts'))
    const [, back = ''] = (await readFile(join(folder, 'migrations', file), 'utf8')).split('export function downgrade')
    expect(back).toMatch(/\/\/ Not undone: .*users: StarRocks would refuse ModifyColumn: .*shorten/u)
    expect(back).toContain("op.dropColumn('users', 'age')")
    expect(back).not.toContain('op.modifyColumn')
    await upgrade(wider, { revision: 'head' })
    await downgrade(wider, { revision: '-1' })
    expect(summary((await check(wider)).operations)).toEqual(['AddColumn users.age'])
    await downgrade(wider, { revision: 'base' })
    expect(await objects(database)).toEqual(['_starrocks_kit_ledger'])
  })
})

describe('what no revision created', () => {
  test('stays, unless it is allowed to go', async ({ database }) => {
    await database.connection.query(BY_HAND)
    await database.connection.query('CREATE VIEW their_view AS SELECT id FROM by_hand')
    await withWorkspace(database.url, async ({ environment }) => {
      const first = await environment(FIRST)
      const made = await revision(first, { message: 'create', autogenerate: true })
      expect(made.unowned.toSorted()).toEqual(['by_hand', 'their_view'])
      expect(summary(made.operations)).toEqual(['CreateTable users', 'CreateView a_named'])
      await upgrade(first, { revision: 'head' })
      const nothing = await revision(first, { message: 'nothing', autogenerate: true })
      expect(nothing).not.toHaveProperty('file')
      expect(nothing.unowned.toSorted()).toEqual(['by_hand', 'their_view'])

      const allowed = await revision(first, { message: 'clean', autogenerate: true, allowDropUnowned: true })
      expect(summary(allowed.operations)).toEqual(['DropView their_view', 'DropTable by_hand'])
    })
  })

  // Revisions are planned from what the revisions before them made, and where that is not enough, from what the server has besides.
  test('can be dropped by a revision, and comes back', async ({ database }) => {
    await database.connection.query(BY_HAND)
    await withWorkspace(database.url, async ({ environment }) => {
      const none = await environment(`${IMPORT}export const nothing = 0\n`)
      await revision(none, { message: 'clean', autogenerate: true, allowDropUnowned: true })
      await upgrade(none, { revision: 'head', allowDestructive: true })
      expect(await objects(database)).toEqual(['_starrocks_kit_ledger'])
      await downgrade(none, { revision: '-1' })
      expect(await objects(database)).toEqual(['_starrocks_kit_ledger', 'by_hand'])
    })
  })

  test('can be changed by a revision once the models declare it', async ({ database }) => {
    await database.connection.query(BY_HAND)
    await withWorkspace(database.url, async ({ environment }) => {
      const model = `${IMPORT}export const byHand = table('by_hand', { id: int(), more: int() })\n`
      const declared = await environment(model)
      const made = await revision(declared, { message: 'more', autogenerate: true })
      expect(summary(made.operations)).toEqual(['AddColumn by_hand.more'])
      await upgrade(declared, { revision: 'head' })
      expect((await check(declared)).operations).toEqual([])
    })
  })

  test('what a revision created and no model names any more goes', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      const first = await environment(FIRST)
      await revision(first, { message: 'create', autogenerate: true })
      await upgrade(first, { revision: 'head' })
      const less = await environment(`${IMPORT}${usersWith('name: varchar(50)')}`)
      const made = await revision(less, { message: 'less', autogenerate: true })
      expect(made).toMatchObject({ unowned: [] })
      expect(summary(made.operations)).toEqual(['DropView a_named'])
    })
  })
})

describe('refusals', () => {
  test('no revision on top of one that is not applied', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment, folder }) => {
      const first = await environment(FIRST)
      await revision(first, { message: 'create', autogenerate: true })
      const [{ id } = { id: '' }] = await heads(first)
      const refusal: unknown = await revision(first, { message: 'again', autogenerate: true }).catch(
        (error: unknown) => error,
      )
      expect(refusal).toBeInstanceOf(PendingRevisionsError)
      expect(refusal).toMatchObject({ code: 'REFUSED_PENDING_REVISIONS', pending: [id] })
      expect(await revisionFiles(folder)).toHaveLength(1)
      // One without autogenerate compares nothing.
      await revision(first, { message: 'by hand' })
      expect(await revisionFiles(folder)).toHaveLength(2)
    })
  })

  test('a server that would be sent other statements than the plan says', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      const commented = (text: string): string => `${IMPORT}${usersWith(`name: varchar(50).comment('${text}')`)}`
      const before = await environment(commented('before'), { version: '3.3' })
      await revision(before, { message: 'create', autogenerate: true })
      // The same statements on both: no reason to refuse.
      await upgrade(before, { revision: 'head' })

      // An older server needs the whole column to change its comment.
      const after = await environment(commented('after'), { version: '3.3' })
      await revision(after, { message: 'comment', autogenerate: true })
      const ledger = async (): Promise<unknown> =>
        (await database.connection.query('SELECT count(*) FROM _starrocks_kit_ledger')).rows
      const rows = await ledger()
      const refusal: unknown = await upgrade(after, { revision: 'head' }).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(TargetMismatchError)
      expect(refusal).toMatchObject({ code: 'REFUSED_TARGET' })
      expect((refusal as Error).message).toMatch(/planned: ALTER TABLE users[^\n]*\n\s*needed: {2}ALTER TABLE users/)
      expect(await ledger()).toEqual(rows)
      expect(summary((await check(after)).operations)).toEqual(['ModifyColumn users.name'])

      await upgrade(await environment(commented('after'), { version: '3.5' }), { revision: 'head' })
      expect((await check(after)).operations).toEqual([])
    })
  })

  test('a database that does not exist, unless it is to be created', async ({ database }) => {
    await database.connection.query(`DROP DATABASE ${database.name}`)
    await withWorkspace(database.url, async ({ environment }) => {
      const first = await environment(FIRST)
      await expect(check(first)).rejects.toThrow(MissingDatabaseError)
      await expect(revision(first, { message: 'x', autogenerate: true })).rejects.toThrow(MissingDatabaseError)
      await expect(upgrade(first, { revision: 'head' })).rejects.toThrow(MissingDatabaseError)
      await revision(first, { message: 'create', autogenerate: true, createDatabase: true })
      await upgrade(first, { revision: 'head' })
      expect((await check(first)).operations).toEqual([])
    })
  })
})

test('pull writes models that are the database, and leaves what else is in a file unless it is forced', async ({
  database,
}) => {
  await withWorkspace(database.url, async ({ environment, folder, write }) => {
    const second = await environment(SECOND)
    await revision(second, { message: 'create', autogenerate: true })
    await upgrade(second, { revision: 'head' })

    const shown = await pull(second)
    expect(shown.objects).toEqual(['a_named', 'users'])
    expect(shown).not.toHaveProperty('file')
    const out = join(folder, 'src/pulled.ts')
    await pull(second, { out })
    expect(await readFile(out, 'utf8')).toBe(shown.content)
    expect((await check(await environment(shown.content))).operations).toEqual([])
    expect((await check(await environment((await pull(second, { style: 'class' })).content))).operations).toEqual([])

    await write('src/pulled.ts', '// mine\n')
    await pull(second, { out })
    const beside = await readFile(out, 'utf8')
    expect(beside).toContain('// mine\n')
    expect((await check(await environment(beside))).operations).toEqual([])
    await pull(second, { out, force: true })
    expect(await readFile(out, 'utf8')).toBe(shown.content)
  })
})

test('the way back of a view names no database', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment, folder }) => {
    const models = (where: string): string => `import { int, materializedView, sql, table, view } from 'starrocks-kit'
export const t = table('t', { id: int().primaryKey(), v: int() }, { distributedBy: 'HASH(id)', properties: { replication_num: 1 } })
export const big = view('big', { query: sql\`SELECT id, v FROM \${t} WHERE v > ${where}\` })
${where === '1' ? 'export const sums = materializedView("sums", { refresh: "MANUAL", query: sql`SELECT v, count(*) AS n FROM ${t} GROUP BY v` })' : ''}
`
    const first = await environment(models('1'))
    await revision(first, { message: 'first', autogenerate: true })
    await upgrade(first, { revision: 'head' })
    const second = await environment(models('2'))
    const { file = '' } = await revision(second, { message: 'second', autogenerate: true })
    const text = await readFile(join(folder, file), 'utf8')
    expect(text).toContain('v > 1')
    expect(text).not.toContain(database.name)
    await upgrade(second, { revision: 'head' })
    await downgrade(second, { revision: '-1' })
    expect((await check(first)).operations).toEqual([])
  })
})
