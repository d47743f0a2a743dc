import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configFile, withProject } from '../project.ts'
import { withServerProject } from '../server-project.ts'
import { createTable, revisionText } from './support.ts'

const model = (columns: string): string =>
  `import { bigint, int, table } from 'starrocks-kit'\nvoid bigint\nexport const t = table('t', { ${columns} }, { key: 'PRIMARY KEY(id)', distributedBy: 'HASH(id) BUCKETS 2', properties: { replication_num: 1 } })\n`

test('verify: proved, different, not reversed, partial, refused', { timeout: 120_000 }, () =>
  withProject(async ({ cli, write }) => {
    await write('starrocks.config.ts', configFile())
    await write('src/models.ts', model('id: int(), v: int(), w: bigint()'))
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')], [`op.dropTable('t')`]))
    const missing = await cli('verify')
    expect(missing.output).toContain('the end of the revisions is not what the models declare')
    expect(missing.output).toContain('+ column t.w')
    expect(missing.exitCode).toBe(1)

    const add = `op.addColumn('t', { name: 'w', type: 'BIGINT' })`
    await write('migrations/bb.mjs', revisionText('bb', 'aa', [add], [`op.dropColumn('t', 'w')`]))
    const proved = await cli('verify')
    expect(proved.output).toContain('proved: 2 revisions lead up, down and up again to what the models declare')
    expect(proved.exitCode).toBe(0)

    await write('migrations/bb.mjs', revisionText('bb', 'aa', [add], []))
    const oneWay = await cli('verify')
    expect(oneWay.output).toContain('the downgrade of bb does not lead back')
    expect(oneWay.output).toContain('- column t.w')
    expect(oneWay.output).not.toContain('downgrade of aa')
    expect(oneWay.exitCode).toBe(1)

    const sql = [
      `op.execute('ALTER TABLE t ADD COLUMN w BIGINT; DROP VIEW IF EXISTS nothing')`,
      `op.execute('INSERT INTO t VALUES (1, 2, 3)')`,
    ]
    await write('migrations/bb.mjs', revisionText('bb', 'aa', sql, [`op.dropColumn('t', 'w')`]))
    const partial = await cli('verify')
    expect(partial.output).toContain('opaque bb, upgrade, statement 3: INSERT INTO t')
    expect(partial.output).not.toMatch(/statement [12]/u)
    expect(partial.output).toContain('partial: ')
    expect(partial.exitCode).toBe(0)
    expect((await cli('verify --strict')).exitCode).toBe(1)
    expect(JSON.parse((await cli('verify --json')).output)).toMatchObject({
      verdict: 'partial',
      revisions: ['aa', 'bb'],
      opaque: [{ revision: 'bb', step: 3 }],
    })

    // A type that has grown: StarRocks knows no way back, so there is none to write.
    await write('src/models.ts', model('id: int(), v: bigint()'))
    const widen = `op.modifyColumn('t', { name: 'v', type: 'BIGINT' })`
    await write('migrations/bb.mjs', revisionText('bb', 'aa', [widen], []))
    const grown = await cli('verify')
    expect(grown.output).toContain(
      'not reversible: StarRocks cannot take back what bb does:\n  ~ table t: needs a rebuild: column v',
    )
    expect(grown.output).toContain('partial: 2 revisions lead up, down and up again')
    expect(grown.exitCode).toBe(0)
    expect((await cli('verify --strict')).exitCode).toBe(1)
    await write('migrations/bb.mjs', revisionText('bb', 'aa', [widen, add], []))
    await write('src/models.ts', model('id: int(), v: bigint(), w: bigint()'))
    const forgotten = await cli('verify')
    expect(forgotten.output).toContain('the downgrade of bb does not lead back')
    expect(forgotten.exitCode).toBe(1)

    await write('migrations/bb.mjs', revisionText('bb', 'aa', [add], [`op.dropColumn('t', 'nope')`]))
    const refused = await cli('verify')
    expect(refused.output).toContain('StarRocks would refuse the downgrade of bb')
    expect(refused.exitCode).toBe(1)
  }),
)

test('a downgrade tells what it has left', { timeout: 120_000 }, async () => {
  await withServerProject(async ({ cli, write }) => {
    await write('src/models.ts', model('id: int(), v: bigint(), w: int()'))
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')], [`op.dropTable('t')`]))
    await write(
      'migrations/bb.mjs',
      revisionText(
        'bb',
        'aa',
        [`op.modifyColumn('t', { name: 'v', type: 'BIGINT' })`, `op.addColumn('t', { name: 'w', type: 'INT' })`],
        [`op.dropColumn('t', 'w')`],
      ),
    )
    expect((await cli('upgrade')).exitCode).toBe(0)
    const partly = await cli('downgrade aa')
    expect(partly.exitCode).toBe(0)
    expect(partly.output).toContain('warning: not everything was taken back')
    expect(partly.output).toContain('~ table t: needs a rebuild: column v')
    expect(partly.output).not.toContain('column t.w')
    expect((await cli('check')).output).toContain('or a downgrade could not take everything back:')

    const whole = JSON.parse((await cli('downgrade base --json')).output) as object
    expect(whole).toEqual({ takenBack: ['aa'], heads: [], notTakenBack: [] })
  })
})

test(
  'check tells what was changed behind its back, and edited files, which a command accepts',
  { timeout: 120_000 },
  async () => {
    await withServerProject(async ({ cli, folder, sql, write }) => {
      await write('src/models.ts', model('id: int(), v: int()'))
      await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')]))
      expect((await cli('upgrade')).exitCode).toBe(0)
      const clean = await cli('check')
      expect(clean.output).not.toContain('!')
      expect(clean.exitCode).toBe(0)
      expect((await cli('accept-edits')).output).toContain('no applied revision was edited')

      await sql.query('ALTER TABLE demo.t ADD COLUMN extra INT')
      const drifted = await cli('check')
      expect(drifted.output).toContain(
        '! the database was changed beside the revisions, or a downgrade could not take everything back:\n    + column t.extra',
      )
      expect(drifted.exitCode).toBe(1)
      expect(JSON.parse((await cli('check --json')).output)).toMatchObject({
        same: false,
        operations: [{ kind: 'DropColumn', column: 'extra' }],
        drift: [{ kind: 'AddColumn', column: { name: 'extra' } }],
        pending: [],
        edited: [],
      })
      await sql.query('ALTER TABLE demo.t DROP COLUMN extra')

      // Somebody else's table, and a view of ours that reads it, are no drift.
      await sql.query('CREATE TABLE demo.theirs (id INT) DISTRIBUTED BY HASH(id) BUCKETS 1')
      await write(
        'migrations/bb.mjs',
        revisionText(
          'bb',
          'aa',
          [`op.createView('ours', { query: 'SELECT id FROM theirs' })`],
          [`op.dropView('ours')`],
        ),
      )
      expect((await cli('upgrade')).exitCode).toBe(0)
      const foreign = JSON.parse((await cli('check --json')).output) as object
      expect(foreign).toMatchObject({ drift: [], unowned: ['theirs'], operations: [{ kind: 'DropView' }] })
      expect((await cli('downgrade aa')).exitCode).toBe(0)
      await sql.query('CREATE TABLE demo.more (id INT) DISTRIBUTED BY HASH(id) BUCKETS 1')
      expect((await cli('check')).output).toContain(
        'note: 2 objects are in the database only, and no revision created them: left alone: more, theirs\n',
      )
      await rm(join(folder, 'migrations/bb.mjs'))

      await write(
        'migrations/aa.mjs',
        revisionText('aa', null, [createTable('t'), `op.modifyTableComment('t', 'new')`]),
      )
      const edited = await cli('check')
      expect(edited.output).toContain('! migrations/aa.mjs was edited after it was applied')
      expect((await cli('accept-edits aa')).output).toContain('accepted: aa')
      const accepted = await cli('check --json')
      expect(JSON.parse(accepted.output)).toMatchObject({
        same: true,
        edited: [],
        drift: [{ kind: 'ModifyTableComment' }],
      })
      expect(accepted.exitCode).toBe(0)
      expect((await cli('accept-edits')).output).toContain('no applied revision was edited')
    })
  },
)
