import { check, compareObject, revision, UnknownObjectError, upgrade } from 'starrocks-kit'
import type { Environment } from 'starrocks-kit'
import { expect } from 'vitest'
import { configFile, withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'
import { withWorkspace } from './workspace.ts'

const test = serverTest()

const USERS = `import { int, materializedView, sql, table, varchar, view } from 'starrocks-kit'
export const users = table('users', { id: int().primaryKey(), name: varchar(50) }, {
  distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: 1 },
})
`
const named = (where: string): string =>
  `export const named = view('named', { query: sql\`SELECT id, name FROM \${users} WHERE ${where}\` })\n`

async function apply(environment: Environment): Promise<void> {
  await revision(environment, { message: 'views', autogenerate: true })
  await upgrade(environment, { revision: 'head' })
}

test('one object, attribute by attribute, with the rule of each', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    await apply(await environment(`${USERS}${named('id > 3')}`))
    const other = await environment(`${USERS.replace('varchar(50)', 'varchar(60)')}${named('NOT (id <= 3)')}`)
    const table = await compareObject(other, 'users')
    expect(table).toMatchObject({ verdict: 'different', inDatabase: 'Table', inModels: 'Table' })
    expect(table).not.toHaveProperty('query')
    expect(table.attributes.filter(({ equal }) => !equal)).toMatchObject([
      { attribute: 'columns.name.type', rule: expect.stringContaining('type for type') as string },
    ])
    expect(table.attributes.length).toBeGreaterThan(10)

    const view = await compareObject(other, `${database.name}.named`)
    expect(view.verdict).toBe('same')
    expect(view.query).toMatchObject({ verdict: 'same', method: 'the same canonical form' })
    expect(view.query?.database).toBe(view.query?.models)

    const different = await compareObject(await environment(`${USERS}${named('id > 4')}`), 'named')
    expect(different).toMatchObject({ verdict: 'different', query: { method: 'canonical forms differ' } })
    expect(different.query?.models).toContain('> 4')
  })
})

test('what one side lacks, and what none has', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    const models = await environment(`${USERS}${named('id > 3')}`)
    const missing = await compareObject(models, 'named')
    expect(missing).toMatchObject({ verdict: 'different', inModels: 'View' })
    expect(missing).not.toHaveProperty('inDatabase')
    await expect(compareObject(models, 'nmaed')).rejects.toThrow(UnknownObjectError)
    await expect(compareObject(models, 'nmaed')).rejects.toThrow('Did you mean named?')
  })
})

// Columns of the server's own tables are not part of the schema, so nobody knows what the star stood for when the view was made.
const star = (limit: number): string =>
  `${USERS}export const far = view('far', { query: sql\`SELECT * FROM information_schema.schemata LIMIT ${limit}\` })\n`

test('where the text cannot decide, the ledger does', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    const models = await environment(star(5))
    await apply(models)
    expect(await check(models)).toMatchObject({ operations: [], undecided: [] })
    const same = await compareObject(models, 'far')
    expect(same).toMatchObject({
      verdict: 'same',
      query: { method: expect.stringMatching(/^ledger hash: /u) as string },
    })
    expect(same.query?.database).not.toBe(same.query?.models)

    // The models change: nobody has sent that.
    expect((await check(await environment(star(6)))).undecided).toMatchObject([{ object: { name: 'far' } }])

    // Somebody changes the view behind the ledger's back.
    await database.connection.query('ALTER VIEW far AS SELECT schema_name FROM information_schema.schemata LIMIT 5')
    expect(await check(models)).toMatchObject({ undecided: [{ object: { name: 'far' }, attribute: 'query' }] })
    expect(await compareObject(models, 'far')).toMatchObject({
      verdict: 'undecided',
      query: { verdict: 'undecided', method: expect.stringMatching(/^not decided: .*\*/u) as string },
    })
  })
})

test('what is undecided is a warning, and a difference with --strict', { timeout: 120_000 }, async ({ database }) => {
  await withProject(async ({ write, cli }) => {
    await write('starrocks.config.ts', configFile(JSON.stringify(database.url)))
    await write('src/models.ts', star(5))
    await database.connection.query(
      'CREATE TABLE users (id INT NOT NULL, name VARCHAR(50)) PRIMARY KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")',
    )
    await database.connection.query('CREATE VIEW far AS SELECT schema_name FROM information_schema.schemata LIMIT 5')
    const [checked, strict] = [await cli('check'), await cli('check --strict')]
    expect(checked.output).toMatch(/far: query could not be compared: .*\*/u)
    expect([checked.exitCode, strict.exitCode], checked.output).toEqual([0, 1])

    const [compared, strictly] = [await cli('compare far'), await cli('compare far --strict')]
    expect(compared.output).toMatch(/not decided/u)
    // Both canonical forms.
    expect(compared.output.toLowerCase()).toMatch(/select \*[^]*select [^]*schema_name|schema_name[^]*select \*/u)
    expect([compared.exitCode, strictly.exitCode], compared.output).toEqual([0, 1])
  })
})
