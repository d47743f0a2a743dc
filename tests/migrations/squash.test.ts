import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configFile } from '../project.ts'
import { withServerProject } from '../server-project.ts'
import { createTable, revisionText } from './support.ts'

const MODELS = `import { int, table } from 'starrocks-kit'
export const t = table('t', { id: int(), w: int() }, { key: 'PRIMARY KEY(id)', distributedBy: 'HASH(id) BUCKETS 2', properties: { replication_num: 1 } })
`

test('squash: one baseline, which databases that have the revisions take for them', { timeout: 120_000 }, async () => {
  await withServerProject(async ({ cli, folder, server, sql, write }) => {
    await sql.query('CREATE DATABASE fresh')
    await write('starrocks.config.ts', configFile(`process.env['DB'] ?? '${server.url}/demo'`))
    await write('src/models.ts', MODELS)
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t'), createTable('u')]))
    await write(
      'migrations/bb.mjs',
      revisionText('bb', 'aa', [
        `op.dropColumn('t', 'v')`,
        `op.addColumn('t', { name: 'w', type: 'INT' })`,
        `op.execute('INSERT INTO t VALUES (1, 1)')`,
      ]),
    )
    await write('migrations/cc.mjs', revisionText('cc', 'bb', [`op.dropTable('u')`]))
    expect((await cli('upgrade --allow-destructive')).exitCode).toBe(0)
    const refused = await cli('squash bb')
    expect(refused.output).toContain('bb, statement 2: INSERT INTO t')
    expect(refused.exitCode).toBe(3)
    expect(JSON.parse((await cli('squash bb --drop-opaque -m baseline --json')).output)).toEqual({
      file: expect.stringMatching(/_bb_baseline\.ts$/u) as unknown,
      squashed: ['aa', 'bb'],
    })
    const files = await readdir(join(folder, 'migrations'))
    expect(files.filter((name) => name.endsWith('.mjs'))).toEqual(['cc.mjs'])
    expect(files).toContainEqual(expect.stringContaining('_bb_baseline.ts'))

    expect((await cli('current --check-heads')).exitCode).toBe(0)
    const check = await cli('check')
    expect(check.output).not.toContain('!')
    expect(check.exitCode).toBe(0)
    // A new database gets there by the baseline.
    await write('starrocks.config.ts', configFile(`'${server.url}/fresh'`))
    expect((await cli('upgrade --allow-destructive')).exitCode).toBe(0)
    expect((await cli('check')).exitCode).toBe(0)
  })
})

test(
  'push: the database becomes like the models; not over revisions, and nothing is lost unasked',
  { timeout: 120_000 },
  async () => {
    await withServerProject(async ({ cli, write }) => {
      await write('src/models.ts', MODELS)
      expect((await cli('push')).output).toContain('+ table t')
      expect((await cli('push')).output).toContain('nothing to do')
      expect((await cli('check')).exitCode).toBe(0)
      await write('src/models.ts', MODELS.replace(', w: int()', ''))
      const refused = await cli('push')
      expect(refused.output).toContain('--allow-destructive')
      expect(refused.exitCode).toBe(3)
      const dry = await cli('push --dry-run')
      expect(dry.output).toContain('ALTER TABLE t DROP COLUMN w')
      expect(dry.output).toContain('hazard DATA_LOSS')
      expect(dry.output).toContain('1 statement; it loses data and needs --allow-destructive; nothing was run')
      expect(dry.exitCode).toBe(0)
      expect(JSON.parse((await cli('push --dry-run --json')).output)).toMatchObject({
        dryRun: true,
        needsAllowDestructive: true,
        steps: [{ sql: 'ALTER TABLE t DROP COLUMN w', hazards: [{ code: 'DATA_LOSS' }] }],
      })
      expect((await cli('push --allow-destructive')).output).toContain('- column t.w')
      await write('migrations/aa.mjs', revisionText('aa', null, []))
      await cli('stamp aa')
      expect((await cli('push')).output).toContain('is kept by revisions')
      expect((await cli('push --force')).exitCode).toBe(0)
    })
  },
)

test('revision --amend: a head that is not applied is generated anew', { timeout: 120_000 }, async () => {
  await withServerProject(async ({ cli, folder, write }) => {
    const files = async (): Promise<readonly string[]> => await readdir(join(folder, 'migrations'))
    await write('src/models.ts', MODELS.replace(', w: int()', ''))
    expect((await cli('revision --autogenerate -m first --rev-id aaa')).exitCode).toBe(0)
    await write('src/models.ts', MODELS)
    const amended = await cli('revision --amend -m again')
    expect(amended.output).toContain('_aaa_again.ts')
    expect(await files()).toEqual([expect.stringContaining('_aaa_again.ts')])
    expect((await cli('upgrade')).exitCode).toBe(0)
    expect((await cli('check')).exitCode).toBe(0)
    const refused = await cli('revision --amend')
    expect(refused.output).toContain('Revision aaa is applied')
    expect(refused.exitCode).toBe(3)
    expect(await files()).toHaveLength(1)
  })
})
