import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { amend, check, downgrade, history, revision, upgrade, verify } from 'starrocks-kit'
import { describe, expect } from 'vitest'
import { serverTest } from '../server/support/database.ts'
import { summary } from '../server/support/law.ts'
import { serverConfigFile, withProject } from '../project.ts'
import { withWorkspace } from './workspace.ts'

const test = serverTest()

const IMPORT = `import { datetime, hash, index, int, table, varchar, view, sql } from 'starrocks-kit'\n`
const users = (columns: string, more = ''): string => `${IMPORT}
export const users = table('users', { id: int().notNull(), ${columns} }, {
  key: 'DUPLICATE KEY(id)',
  distributedBy: 'HASH(id) BUCKETS 1',
  properties: { replication_num: 1 },
  ${more}
})
`

describe('what takes part in a comparison', () => {
  test('includeObject is asked about tables, columns and indexes of both sides', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      const first = await environment(users('name: varchar(50), tmp_note: varchar(9), old: int()'))
      await revision(first, { message: 'create', autogenerate: true })
      await upgrade(first, { revision: 'head' })
      await database.connection.query(
        'CREATE TABLE tmp_scratch (id INT) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1")',
      )
      const models = `${users('tmp_model: int(), name: varchar(90), age: int()', `indexes: [index('tmp_idx').on('id'), index('idx').on('name')],`)}
export const scratch = table('tmp_new', { id: int() }, { distributedBy: 'HASH(id) BUCKETS 1' })
`
      const asked = `compare: {
  includeObject: (object, name, type, reflected, compareTo, place) => {
    const list = (globalThis.asked ??= [])
    list.push([type, place.name, name, reflected, compareTo === undefined ? null : (compareTo.name ?? '')].join(' '))
    return !name.startsWith('tmp_')
  },
},`
      const filtered = await environment(models, { more: asked })
      const result = await check(filtered)
      expect(summary(result.operations).toSorted()).toEqual([
        'AddColumn users.age',
        'AddIndex users',
        'DropColumn users.old',
        'ModifyColumn users.name',
      ])
      expect(result.unowned).toEqual([])
      const list = (globalThis as { asked?: string[] }).asked ?? []
      expect([...new Set(list)].toSorted()).toEqual(
        [
          'column users age false ',
          'column users id false id',
          'column users name false name',
          'column users old true ',
          // The search for drift asks too: there the revisions stand in the place of the models.
          'column users old false old',
          'column users tmp_note false tmp_note',
          'column users tmp_model false ',
          'column users tmp_note true ',
          'index users idx false ',
          'index users tmp_idx false ',
          'table tmp_new tmp_new false ',
          'table tmp_scratch tmp_scratch true ',
          'table users users false users',
        ].toSorted(),
      )
      const { file = '' } = await revision(filtered, {
        message: 'filtered',
        autogenerate: true,
        allowDropUnowned: true,
      })
      const text = await readFile(file.startsWith('/') ? file : join(process.cwd(), file), 'utf8')
      expect(text).not.toContain('tmp_')
      await upgrade(filtered, { revision: 'head', allowDestructive: true })
      const after = await check(filtered)
      expect(after).toMatchObject({ operations: [], drift: [], unowned: [] })
      // Without the filter everything is there again.
      const all = await check(await environment(models))
      expect(summary(all.operations).toSorted()).toEqual([
        'AddColumn users.tmp_model',
        'AddIndex users',
        'CreateTable tmp_new',
        'DropColumn users.tmp_note',
      ])
    })
  })

  test('includeName keeps objects from being read at all', async ({ database }) => {
    await database.connection.query(
      'CREATE TABLE theirs (id INT) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1")',
    )
    await withWorkspace(database.url, async ({ environment }) => {
      const models = `${users('name: varchar(50)')}
export const theirs = table('theirs', { id: int(), more: int() }, { distributedBy: 'HASH(id) BUCKETS 1' })
`
      const sent: string[] = []
      const record = (message: string): void => void sent.push(message)
      const filtered = await environment(models, {
        more: `compare: { includeName: (name, type, { database }) => type === 'database' || (database !== undefined && name !== 'theirs') },`,
        logger: { debug: record, info: record, warn: record },
      })
      expect(summary((await check(filtered)).operations)).toEqual(['CreateTable users'])
      expect(sent.some((text) => text.includes('SHOW CREATE TABLE'))).toBe(false)
    })
  })

  test('attributes are switched off, or compared by a function of the project', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      const first = await environment(users(`a: varchar(50).comment('one'), b: varchar(20)`, `comment: 'people'`))
      await revision(first, { message: 'create', autogenerate: true })
      await upgrade(first, { revision: 'head' })
      const models = users(`b: varchar(80), a: varchar(60).comment('two')`, `comment: 'persons'`)
      const operations = async (attributes: string): Promise<readonly string[]> =>
        summary(
          (await check(await environment(models, { more: `compare: { attributes: ${attributes} },` }))).operations,
        )
      expect((await operations('{}')).toSorted()).toEqual([
        'ModifyColumn users.a',
        'ModifyColumn users.b',
        'ModifyTableComment users',
        'ReorderColumns users',
      ])
      expect(
        await operations(`{ column: { type: false, comment: false }, columnOrder: false, table: { comment: false } }`),
      ).toEqual([])
      // Only growth by more than 50 characters counts.
      const grown = `{ columnOrder: false, table: { comment: (from, to) => from[0] === to[0] }, column: { comment: false, type: (from, to, { name }) => name === 'users' && to.length - from.length <= 50 } }`
      expect(await operations(grown)).toEqual(['ModifyColumn users.b'])
      const replicated = users(`a: varchar(50).comment('one'), b: varchar(20)`, `comment: 'people'`).replace(
        'replication_num: 1',
        'replication_num: 2',
      )
      const switched = await environment(replicated, {
        more: `compare: { attributes: { properties: { replication_num: false } } },`,
      })
      expect((await check(switched)).operations).toEqual([])
      expect(summary((await check(await environment(replicated))).operations)).toEqual(['ModifyTableProperties users'])
      await expect(
        environment(models, { more: `compare: { attributes: { column: { typ: false } } },` }),
      ).rejects.toThrow('compare.attributes.column: there is no setting "typ"; the settings are type, nullable')
    })
  })
})

describe('processRevision', () => {
  test('rewrites operations before they are written; the way back follows', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment, folder }) => {
      const rewrite = await environment(users('name: varchar(50)'), {
        more: `processRevision: (draft, { autogenerate, defaultDatabase }) => ({
  ...draft,
  message: \`\${draft.message} (\${autogenerate ? 'made' : 'empty'} for \${defaultDatabase.slice(0, 3)})\`,
  upgrade: draft.upgrade.map((operation) =>
    operation.kind === 'CreateTable' ? { ...operation, definition: { ...operation.definition, comment: 'owner: data' } } : operation),
}),`,
      })
      const made = await revision(rewrite, { message: 'create', autogenerate: true })
      const text = await readFile(made.file ?? '', 'utf8')
      expect(text).toMatch(/\* create \(made for \w{3}\)/u)
      expect(text).toContain(`comment: 'owner: data'`)
      expect(text).toContain(`op.dropTable('users')`)
      expect(made.steps.map(({ sql }) => sql).join('\n')).toContain('owner: data')
      await upgrade(rewrite, { revision: 'head' })
      expect((await database.connection.query('SHOW CREATE TABLE users')).rows[0]?.[1]).toContain('owner: data')
      await downgrade(rewrite, { revision: 'base' })
      expect(folder).not.toBe('')
    })
  })

  test('keeps a revision from being written, adds to one written by hand, and is checked', async ({ database }) => {
    await withWorkspace(database.url, async ({ environment }) => {
      const models = users('name: varchar(50)')
      const none = await environment(models, { more: 'processRevision: async () => null,' })
      const withheld = await revision(none, { message: 'create', autogenerate: true })
      expect(withheld).toMatchObject({ files: [], withheld: true, operations: [] })
      expect(await revision(none, { message: 'by hand' })).toMatchObject({ files: [], withheld: true })

      const adds = await environment(models, {
        more: `processRevision: (draft, { defaultDatabase: database }) => ({ ...draft, upgrade: [{ kind: 'ModifyTableComment', table: { database, name: 'users' }, to: 'x' }] }),`,
      })
      // There is no such table yet.
      await expect(revision(adds, { message: 'by hand' })).rejects.toThrow(/users/u)
      const first = await environment(models)
      await revision(first, { message: 'create', autogenerate: true })
      const { file = '' } = await revision(adds, { message: 'by hand' })
      const text = await readFile(file, 'utf8')
      expect(text).toContain(`op.modifyTableComment('users', 'x')`)
      expect(text).toMatch(/function downgrade\(op: Op\): void \{\n {2}op\.modifyTableComment\('users', null\)/u)
      expect((await verify(first)).verdict).not.toBe('proved')
    })
  })
})

test('what a function of the config throws is told with its name', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    const models = users('name: varchar(50)')
    const failing = async (more: string): Promise<unknown> => {
      const workspace = await environment(models, { more })
      return revision(workspace, { message: 'x', autogenerate: true }).catch((error: unknown) => error)
    }
    for (const [setting, more] of Object.entries({
      processRevision: 'processRevision: async () => { throw new Error("no luck") },',
      renderItem: 'renderItem: () => { throw new Error("no luck") },',
      'compare.includeObject': 'compare: { includeObject: () => { throw new Error("no luck") } },',
      'compare.includeName': 'compare: { includeName: () => { throw new Error("no luck") } },',
    }))
      expect(await failing(more)).toMatchObject({ code: 'HOOK', message: `${setting} of the config failed: no luck` })
    expect(await failing('processRevision: () => undefined,')).toMatchObject({
      message: 'processRevision of the config failed: return the draft, another one, or null for none',
    })
    await expect(environment(models, { more: 'processRevision: 7,' })).rejects.toThrow(
      'processRevision: give a function.',
    )
  })
})

test('renderItem writes operations in the words of the project', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    const custom = await environment(users('name: varchar(50)'), {
      more: `operations: { createUsers: (op, name) => op.createTable(name, { columns: [{ name: 'id', type: 'INT', nullable: false }, { name: 'name', type: 'VARCHAR(50)' }], key: 'DUPLICATE KEY (id)', distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: '1' } }) },
  renderItem: (operation) =>
    operation.kind === 'CreateTable'
      ? { code: \`// \${operation.table.name} as always\\nop.createUsers('\${operation.table.name}')\`, imports: ["import type { OpWith } from 'starrocks-kit'"] }
      : operation.kind === 'DropTable' ? 'op.execute("DROP TABLE users")' : undefined,`,
    })
    const { file = '' } = await revision(custom, { message: 'create', autogenerate: true })
    const text = await readFile(file, 'utf8')
    expect(text).toContain(`import type { Op } from 'starrocks-kit'\nimport type { OpWith } from 'starrocks-kit'\n`)
    expect(text).toContain(`{\n  // users as always\n  op.createUsers('users')\n}`)
    expect(text).toContain('op.execute("DROP TABLE users")')
    await upgrade(custom, { revision: 'head' })
    expect((await check(custom)).operations).toEqual([])
    await downgrade(custom, { revision: 'base' })
  })
})

test('a head is amended in place, where its name stays', async ({ database }) => {
  await withWorkspace(database.url, async ({ environment }) => {
    const more = `revisionFiles: { fileName: '{revision}' },`
    const first = await environment(users('name: varchar(50)'), { more })
    const { file = '' } = await revision(first, { message: 'create', autogenerate: true, revisionId: 'aaa' })
    const second = await environment(users('name: varchar(50), age: int()'), { more })
    const amended = await amend(second, { message: '' })
    expect(amended.files).toEqual([file])
    const text = await readFile(file, 'utf8')
    expect(text).toContain('* create\n')
    expect(text).toContain(`'age'`)
    const renamed = await amend(
      await environment(users('name: varchar(90)'), { more: `revisionFiles: { fileName: '{revision}_{slug}' },` }),
      { message: 'other' },
    )
    expect(renamed.file).toMatch(/aaa_other\.ts$/u)
    expect((await history(second)).revisions.map(({ file: path }) => path)).toHaveLength(1)
  })
})

test(
  'what is left out is no model, no part of a baseline, no difference and not printed',
  { timeout: 120_000 },
  async ({ database }) => {
    const run = (sql: string): Promise<unknown> => database.connection.query(sql)
    const end = 'DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")'
    await run(
      `CREATE TABLE users (id INT NOT NULL, legacy_a INT, name VARCHAR(9) COMMENT 'live') PRIMARY KEY(id) ${end}`,
    )
    await run(`CREATE TABLE tmp_scratch (id INT) ${end}`)
    await run(`CREATE TABLE flyway_schema_history (id INT) ${end}`)
    const config = (includeObject: string): string =>
      serverConfigFile().replace(
        'ledger:',
        `compare: { attributes: { column: { comment: false } }, includeObject: (object, name, type, reflected) => ${includeObject} },\n  ledger:`,
      )
    await withProject(
      async ({ folder, write, cli }) => {
        const models = (): Promise<string> => readFile(join(folder, 'src/models.ts'), 'utf8')
        await write('starrocks.config.ts', config(`!(reflected && /^(tmp|legacy)_/.test(name))`))
        const adopted = await cli('adopt')
        expect(adopted).toMatchObject({ exitCode: 0 })
        expect(adopted.output).toContain('flyway_schema_history is what Flyway has left')
        expect(await models()).not.toMatch(/tmp_|legacy_|flyway/u)
        for (const clean of [
          'check',
          'verify',
          'diff models database',
          'diff database models',
          'pull --out src/models.ts --check',
        ])
          expect(await cli(clean), clean).toMatchObject({ exitCode: 0 })
        for (const printed of ['export database', 'generate types database', 'pull'])
          expect((await cli(printed)).output, printed).not.toMatch(/tmp_|legacy_|flyway/u)
        // A history table that is asked for by its name is one like any other.
        expect((await cli('pull flyway_schema_history')).output).toContain('export const flywaySchemaHistory')

        // What the models have is asked about too, and what is left out of it stays as it is written.
        const written = `import { hash, int, table, varchar } from 'starrocks-kit'
export const users = table('users', { id: int().primaryKey(), legacy_b: int(), name: varchar(9).comment('ours') }, {
  distributedBy: hash('id').buckets(1), properties: { replication_num: 1 },
})
export const mine = table('tmp_mine', { id: int() }, { distributedBy: hash('id').buckets(1) })
`
        await write('src/models.ts', written)
        await write('starrocks.config.ts', config('!/^(tmp|legacy)_/.test(name)'))
        expect(await cli('check')).toMatchObject({ exitCode: 0 })
        expect(await cli('pull --out src/models.ts --check')).toMatchObject({ exitCode: 0 })
        await run('ALTER TABLE users ADD COLUMN age INT')
        expect(await cli('pull --out src/models.ts')).toMatchObject({ exitCode: 0 })
        const after = await models()
        for (const kept of ['legacy_b: int()', "comment('ours')", "table('tmp_mine', { id: int() }", 'age: int()'])
          expect(after).toContain(kept)
        expect(after).not.toMatch(/legacy_a|scratch/u)

        // A table cannot be without a column of its key.
        await write('starrocks.config.ts', config(`!(type === 'column' && name === 'id' && reflected)`))
        const refused = await cli('export database')
        expect(refused.exitCode).toBe(2)
        expect(refused.output).toContain(
          'compare.includeObject of the config leaves out columns that their tables need:',
        )
      },
      { STARROCKS_URL: database.url },
    )
  },
)
