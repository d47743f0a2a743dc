import { expect } from 'vitest'
import { serverConfigFile, withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'

const test = serverTest()

const CONFIG = serverConfigFile()
const models = (
  name: string,
  key: string,
  column: string,
): string => `import { int, table, varchar } from 'starrocks-kit'
export const t = table('${name}', { id: int().notNull(), ${column}: varchar(50) }, {
  key: '${key} KEY(id)', distributedBy: 'HASH(id) BUCKETS 1', properties: { replication_num: 1 },
})
`

test('what the commands say of renames, rebuilds, jobs and hazards', { timeout: 120_000 }, async ({ database }) => {
  await withProject(
    async ({ write, cli }) => {
      await write('starrocks.config.ts', CONFIG)
      await write('src/models.ts', models('users', 'DUPLICATE', 'name'))
      await cli('revision --autogenerate -m first')
      expect((await cli('upgrade')).exitCode).toBe(0)

      await write('src/models.ts', models('people', 'DUPLICATE', 'name'))
      const hint = await cli('check')
      expect(hint).toMatchObject({ exitCode: 1 })
      expect(hint.output).toContain('table users goes and people of the same shape comes')
      expect(hint.output).toContain('--rename users:people')
      expect((await cli('check --rename nobody:people')).exitCode).toBe(2)

      await write('src/models.ts', models('people', 'DUPLICATE', 'full_name'))
      const renamed = await cli('revision --autogenerate --rename users:people --rename users.name:full_name -m people')
      expect(renamed.output).toContain('~ table users: renamed to people')
      expect(renamed.output).toContain('~ column people.name: renamed to full_name')
      expect((await cli('upgrade')).exitCode).toBe(0)
      expect((await cli('check')).exitCode).toBe(0)

      await write(
        'src/models.ts',
        `import { bigint, int, table, varchar } from 'starrocks-kit'
export const t = table('people', { id: int().notNull(), full_name: varchar(60).comment('of a person'), age: bigint() }, {
  key: 'DUPLICATE KEY(id)', distributedBy: 'HASH(id) BUCKETS 2', properties: { replication_num: 1, enable_load_profile: true },
  comment: 'everyone',
})
`,
      )
      const changes = await cli('check')
      expect(changes.output.split('\n').filter((line) => /^ {2}[-+~]/u.test(line))).toEqual([
        '  + column people.age: BIGINT',
        "  ~ column people.full_name: VARCHAR(50) -> VARCHAR(60), COMMENT '' -> COMMENT 'of a person'",
        '  ~ distribution of people: HASH(id) BUCKETS 1 -> HASH(id) BUCKETS 2',
        '  ~ property of people: enable_load_profile: false -> true',
        "  ~ comment of people: '' -> 'everyone'",
      ])

      await write('src/models.ts', models('people', 'PRIMARY', 'full_name'))
      const compared = await cli('compare people')
      expect(compared.exitCode).toBe(1)
      expect(compared.output).toMatch(/^ {2}≠ key: .*"DUPLICATE".* in the database, .*"PRIMARY".* in the models/mu)
      expect(compared.output).toMatch(/^people: different$/mu)
      const refused = await cli('revision --autogenerate -m key')
      expect(refused.exitCode).toBe(3)
      expect(refused.output).toContain('--rebuild people')
      const rebuild = await cli('revision --autogenerate --rebuild people -m key')
      expect(rebuild.exitCode).toBe(0)
      expect(rebuild.output).toContain('    job copy: people__next')
      expect(rebuild.output).toMatch(/^ {4}hazard FULL_REWRITE: all rows of .*people are copied/mu)
      expect((await cli('upgrade')).exitCode).toBe(0)
      const check = await cli('check')
      expect(check.output).toContain('people__old is what a rebuild has left')
      expect(check.exitCode).toBe(0)
    },
    { STARROCKS_URL: database.url },
  )
})
