import { expect } from 'vitest'
import { serverConfigFile, withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'

const test = serverTest()

const CONFIG = serverConfigFile()
const MODELS = `import { int, materializedView, sql, table, varchar, view } from 'starrocks-kit'
export const users = table('users', { id: int().primaryKey(), name: varchar(50).comment('full name') }, {
  distributedBy: 'HASH(id)', properties: { replication_num: 1 },
})
export const named = view('named', { query: sql\`SELECT id, name FROM \${users} WHERE name IS NOT NULL\` })
export const counted = materializedView('counted', {
  refresh: 'MANUAL', query: sql\`SELECT name, count(*) AS n FROM \${users} GROUP BY name\`,
})
`
const SQL = `CREATE TABLE users (id INT NOT NULL, name VARCHAR(50) COMMENT "full name", age INT)
PRIMARY KEY (id) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1");
CREATE VIEW named AS SELECT id, name FROM users WHERE name IS NOT NULL;
SELECT 1;
`

test('any schema is compared with any other', { timeout: 120_000 }, async ({ database, server }) => {
  await withProject(
    async ({ write, cli }) => {
      await write('starrocks.config.ts', CONFIG)
      await write('src/models.ts', MODELS)
      await write('schema/1_tables.sql', SQL)
      await write('schema/10_alter.sql', 'ALTER TABLE users DROP COLUMN age;\n')

      // The models against a folder of SQL files and against nothing.
      const folder = await cli('diff schema models')
      expect(folder).toEqual({
        exitCode: 1,
        output: '  + materialized view counted\nschema and models differ\n',
      })
      expect((await cli('diff models schema --format sql')).output).toBe('DROP MATERIALIZED VIEW counted;\n\n')

      await cli('revision --autogenerate -m first')
      expect((await cli('upgrade')).exitCode).toBe(0)
      for (const same of ['diff database models', 'diff models database', 'diff head database', 'diff database head'])
        expect(await cli(same)).toMatchObject({ exitCode: 0 })
      expect((await cli('diff base head')).output).toContain('+ table users')

      // A copy under another name: databases of the same role are compared, whatever they are called.
      const other = await database.another()
      const copy = `${server.url}/${other}`
      await write('schema/1_tables.sql', SQL.replaceAll('VARCHAR(50)', 'VARCHAR(60)'))
      const exported = await cli('export database --format json -o live.json')
      expect(exported).toEqual({ exitCode: 0, output: 'wrote live.json\n' })
      for (const again of ['', ' --check'])
        expect(await cli(`export database --format json -o live.json${again}`)).toEqual({
          exitCode: 0,
          output: 'live.json is up to date\n',
        })
      expect(await cli('export -o live.json --check')).toEqual({ exitCode: 1, output: 'differs live.json\n' })
      expect(await cli('diff live.json database')).toMatchObject({ exitCode: 0 })
      expect(await cli('diff live.json models')).toMatchObject({ exitCode: 0 })
      const script = await cli('diff base database --format sql')
      for (const statement of script.output.split(';\n').filter((text) => text.trim() !== ''))
        await database.connection.query(`USE ${other}`).then(() => database.connection.query(statement))
      expect((await cli(`diff database ${copy}`)).output).toContain('are the same')
      await database.connection.query('ALTER TABLE users ADD COLUMN age INT')
      const json = JSON.parse((await cli(`diff database ${copy} --format json`)).output) as object
      expect(json).toMatchObject({
        same: false,
        statements: [{ sql: 'ALTER TABLE users ADD COLUMN age INT', job: 'fast-schema-evolution' }],
      })

      // Of a server, also those databases are read that the other side has.
      const beside = `beside_${other}`
      await database.connection.query(`CREATE DATABASE ${beside}`)
      try {
        await write('src/models.ts', MODELS.replace('{\n  distributedBy', `{\n  database: '${beside}', distributedBy`))
        await database.connection.query(
          `CREATE TABLE ${beside}.users (id INT NOT NULL, name VARCHAR(50) COMMENT "full name") PRIMARY KEY (id) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1")`,
        )
        for (const pair of ['diff models database', `diff models ${database.url}`, 'diff database models']) {
          const { output } = await cli(pair)
          expect(output).toContain('differ')
          expect(output).not.toContain(beside)
        }
      } finally {
        await database.connection.query(`DROP DATABASE ${beside} FORCE`)
      }

      // Bad words and bad files.
      expect((await cli('diff models nowhere.sql')).output).toContain('nowhere.sql is no schema that can be read')
      await write('bad.sql', '\nCREATE TABLE t (id INT) DISTRIBUTED BY HASH(nope);\n')
      const refused = await cli('diff bad.sql models')
      expect(refused.exitCode).toBe(2)
      expect(refused.output).toContain('bad.sql:2: StarRocks refuses this statement: ')
      await write('bad.sql', 'SELECT 1;\nCREATE TABEL t;\n')
      expect((await cli('diff bad.sql models')).output).toContain('bad.sql:2: ')
      await write('bad.json', '{}')
      expect((await cli('diff bad.json models')).output).toContain('"format" is not')
    },
    { STARROCKS_URL: database.url },
  )
})

test('files are compared and printed outside of a project too', async () => {
  await withProject(async ({ write, cli }) => {
    await write('a.sql', SQL)
    await write('b.sql', SQL.replace('INT)', 'BIGINT)'))
    const result = await cli('diff a.sql b.sql --target 3.3')
    expect(result).toEqual({ exitCode: 1, output: '  ~ column users.age: INT -> BIGINT\na.sql and b.sql differ\n' })
    expect((await cli('diff a.sql models')).output).toContain('in a project (a starrocks.config.ts here or above)')
    expect((await cli('diff a.sql b.sql --target latest')).exitCode).toBe(2)

    const sql = await cli('export a.sql')
    await write('c.sql', sql.output)
    expect(await cli('diff a.sql c.sql')).toMatchObject({ exitCode: 0 })
    const types = await cli('generate types a.sql --map bigint=number -o rows.ts')
    expect(types).toEqual({ exitCode: 0, output: 'wrote rows.ts\n' })
    expect(await cli('generate types a.sql --map bigint=number -o rows.ts --check')).toMatchObject({ exitCode: 0 })
    expect(await cli('generate types b.sql -o rows.ts --check')).toEqual({ exitCode: 1, output: 'differs rows.ts\n' })
    expect((await cli('generate types a.sql --map text=string')).output).toContain('--map bigint=number')
    const page = (await cli('export a.sql --format html')).output
    expect(page).toContain('"from":[["main.users","name"]]')
    expect(page).toContain("addEventListener('hashchange', show)")
    expect(page).toContain('<title>a.sql</title>')
    expect(page).not.toMatch(/<!-- \w+ -->|(?:src|href)="https?:/u)
    expect((await cli('export a.sql --format mermaid')).output).toBe(`erDiagram
  users {
    INT id PK
    VARCHAR(50) name "full name"
    INT age
  }
  named {
    view query
  }
  named }|..|| users : reads
`)
  })
})
