import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { configFile, withProject } from '../project.ts'
import type { Project } from '../project.ts'
import { createTable, revisionText } from './support.ts'

/** A project with its own server; `sql` is a session with its database. */
function withServer(work: (project: Project, sql: Connection) => Promise<void>): Promise<void> {
  return (async () => {
    const server = await startServer({})
    const sql = await connect(server.url)
    try {
      await sql.query('CREATE DATABASE demo')
      await sql.query('USE demo')
      await withProject(async (project) => {
        await project.write('starrocks.config.ts', configFile(`'${server.url}/demo'`))
        await work(project, sql)
      })
    } finally {
      await sql.close()
      await server.close()
    }
  })()
}

const json = (output: string): unknown => JSON.parse(output) as unknown

test('branches: revision --head and --splice, branches, merge, show, history', { timeout: 120_000 }, () =>
  withProject(async ({ cli, write, folder }) => {
    await write('starrocks.config.ts', configFile())
    const file = async (id: string): Promise<string> => {
      const names = await readdir(join(folder, 'migrations'))
      return await readFile(join(folder, 'migrations', names.find((name) => name.includes(`_${id}`)) ?? ''), 'utf8')
    }
    expect((await cli('revision -m one --rev-id aaa')).exitCode).toBe(0)
    expect((await cli('revision -m two --rev-id bbb')).exitCode).toBe(0)
    const refused = await cli('revision -m three --rev-id ccc --head aaa')
    expect(refused.output).toContain('Revision aaa is not a head')
    expect(refused.exitCode).toBe(3)
    expect((await cli('revision -m three --rev-id ccc --head aaa --splice --branch-label billing')).exitCode).toBe(0)
    expect(await file('ccc')).toContain(`export const branchLabels = ['billing']`)
    expect((await cli('revision -m again --rev-id bbb --head bbb')).output).toContain(`'bbb' already`)
    expect((await cli('revision -m other --rev-id ddd --head base --splice --depends-on bbb')).exitCode).toBe(0)
    expect(await file('ddd')).toContain(`export const dependsOn = ['bbb']`)

    expect((await cli('heads')).output.trim().split('\n').toSorted()).toEqual([
      'bbb (head), two',
      'ccc (billing, head), three',
      'ddd (head), other',
    ])
    expect(json((await cli('heads --resolve-dependencies --json')).output)).toMatchObject([
      { revision: 'ddd', dependsOn: ['bbb'], head: true },
      { revision: 'ccc', branchLabels: ['billing'] },
    ])
    const branches = await cli('branches')
    expect(branches.output).toContain('aaa, one\n  -> bbb, two\n  -> ccc (billing), three')

    const merged = await cli('merge bbb billing@head -m joined --rev-id eee')
    expect(merged.output).toContain('joins bbb, ccc')
    expect(await file('eee')).toContain(`export const downRevision = ['bbb', 'ccc']`)
    expect((await cli('merge eee')).output).toContain('A merge joins two revisions or more, and this is one: eee')
    const all = await cli('history')
    expect(all.output).toContain('bbb, ccc -> eee (head, mergepoint), joined')
    expect(all.output).toContain('<base> -> aaa (branchpoint), one')
    expect((await cli('history -r bbb:eee')).output.match(/->/g)).toHaveLength(3)
    expect(json((await cli('history -r :aaa --json')).output)).toMatchObject([{ revision: 'aaa', downRevisions: [] }])
    expect((await cli('history -r bbb-7:bbb')).output.match(/->/g)).toHaveLength(2)
    expect((await cli('history -v')).output).toContain('follows  bbb, ccc')
    const show = await cli('show ee')
    expect(show.output).toMatch(
      /revision eee \(head, mergepoint\)\nfollows {2}bbb, ccc\ncreated {2}\S+Z\nfile {5}migrations/u,
    )
    expect((await cli('show nope')).exitCode).toBe(2)
  }),
)

test('edit opens the file', { timeout: 60_000 }, () =>
  withProject(async ({ write, cli }) => {
    await write('starrocks.config.ts', configFile())
    await write('migrations/aa.mjs', revisionText('aa', null, []))
    const { output } = await cli('show aa')
    expect(output).toContain('migrations/aa.mjs')
  }),
)

test('stamp, current --check-heads, history -i, ensure-version', { timeout: 120_000 }, () =>
  withServer(async ({ cli, write }, sql) => {
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')]))
    await write('migrations/bb.mjs', revisionText('bb', 'aa', [createTable('u')]))
    expect((await cli('ensure-version --config starrocks.config.ts')).exitCode).toBe(0)
    expect((await sql.query('SHOW TABLES')).rows).toEqual([['_starrocks_kit_ledger']])
    const stamped = await cli('stamp aa')
    expect(stamped.output).toContain('is at aa now; nothing was run')
    expect((await sql.query('SHOW TABLES')).rows).toHaveLength(1)
    const check = await cli('current --check-heads')
    expect(check.output).toContain('aa, aa message')
    expect(check.exitCode).toBe(1)
    expect((await cli('history -i')).output).toContain('aa (current), aa message')
    expect((await cli('history -r current:')).output.match(/->/g)).toHaveLength(2)
    expect((await cli('upgrade')).exitCode).toBe(0)
    expect((await cli('current --check-heads')).exitCode).toBe(0)
    expect(json((await cli('current --json')).output)).toMatchObject({ heads: ['bb'], atHeads: true, unfinished: null })
    expect((await cli('current -v')).output).toContain('follows  aa')

    // The SQL of a stamp leads to the same.
    const script = (await cli('stamp bb:aa --sql')).output
    for (const statement of script
      .replaceAll(/^--.*$/gmu, '')
      .split(/;\n/u)
      .filter((text) => text.trim() !== ''))
      await sql.query(statement)
    expect(json((await cli('current --json')).output)).toMatchObject({ heads: ['aa'] })
    expect((await cli('stamp bb --purge')).exitCode).toBe(0)
    expect(json((await cli('current --json')).output)).toMatchObject({ heads: ['bb'] })
    expect((await cli('show current')).output).toContain('revision bb (head)')
    expect((await cli('show -- -1')).output).toContain('revision aa')

    // Several branches: each has its own place.
    await write(
      'migrations/cc.mjs',
      `${revisionText('cc', 'aa', [createTable('w')])}export const branchLabels = ['side']\n`,
    )
    await write('migrations/dd.mjs', revisionText('dd', 'cc', [createTable('x')]))
    expect((await cli('stamp bb cc')).output).toContain('is at bb, cc now')
    expect((await cli('stamp aa bb dd')).output).toContain('is at bb, dd now')
    expect((await cli('history -r side@-1: -i')).output.match(/->/gu)).toHaveLength(3)
    expect((await cli('history -r side@-1:')).output).toContain('cc (side), cc message')
    expect((await cli('stamp side@base')).exitCode).toBe(0)
    expect(json((await cli('current --json')).output)).toMatchObject({ heads: ['bb'] })
    const both = (await cli('stamp bb dd --sql')).output
    expect(both).toContain("'bb,dd'")
    expect((await cli('ensure-version --sql')).output).toContain('CREATE TABLE IF NOT EXISTS _starrocks_kit_ledger')
  }),
)

test(
  'plan and --dry-run tell statements, jobs, hazards and sizes; what loses data needs a word',
  { timeout: 120_000 },
  () =>
    withServer(async ({ cli, write }, sql) => {
      await write(
        'migrations/aa.mjs',
        revisionText('aa', null, [createTable('t'), createTable('u')], [`op.dropTable('u')`, `op.dropTable('t')`]),
      )
      expect((await cli('plan')).output).toContain('CREATE TABLE')
      expect((await cli('upgrade')).exitCode).toBe(0)
      await sql.query('INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)')
      expect((await cli('plan')).output).toContain('nothing to do')

      await write('migrations/bb.mjs', revisionText('bb', 'aa', [`op.dropColumn('t', 'v')`, createTable('w')]))
      const plan = await cli('plan')
      // The statistics of the server may be late.
      expect(plan.output).toMatch(/ t: \d+ rows, \d.* B, 1 partition/u)
      expect(plan.output).toContain('DATA_LOSS: the column v of demo.t is dropped with its values')
      expect(plan.output).toContain(
        '2 statements in 1 revision; 1 of them loses data and needs --allow-destructive; nothing was run',
      )
      expect(plan.exitCode).toBe(0)
      expect((await cli('upgrade --dry-run')).output).toBe(plan.output)
      expect(json((await cli('plan --json')).output)).toMatchObject({
        direction: 'upgrade',
        needsAllowDestructive: true,
        revisions: [
          {
            revision: 'bb',
            steps: expect.arrayContaining([
              expect.objectContaining({
                needsApproval: true,
                size: expect.objectContaining({ partitions: 1 }) as unknown,
              }),
            ]) as unknown,
          },
        ],
      })

      const refused = await cli('upgrade')
      expect(refused.output).toContain('--allow-destructive')
      expect(refused.output).toContain('allowDestructive = true')
      expect(refused.exitCode).toBe(3)
      expect((await sql.query('SHOW TABLES')).rows.flat()).not.toContain('w')
      const allowed = await cli('upgrade --allow-destructive --json')
      expect(json(allowed.output)).toEqual({ applied: ['bb'], heads: ['bb'] })

      await write(
        'migrations/cc.mjs',
        `${revisionText('cc', 'bb', [`op.dropTable('w')`])}export const allowDestructive = true\n`,
      )
      expect((await cli('upgrade')).exitCode).toBe(0)
      const dryRun = json((await cli('downgrade base --dry-run --json')).output)
      expect(dryRun).toMatchObject({ direction: 'downgrade', revisions: [{ revision: 'cc' }, { revision: 'bb' }, {}] })
      expect((await sql.query('SHOW TABLES')).rows.flat()).toContain('t')
    }),
)

test(
  'resolve: a failed statement that was carried out by hand, is to be sent again, or was undone',
  { timeout: 120_000 },
  () =>
    withServer(async ({ cli, write }, sql) => {
      await write(
        'migrations/aa.mjs',
        revisionText('aa', null, [createTable('t'), `op.execute('INSERT INTO missing VALUES (1)')`, createTable('u')]),
      )
      expect((await cli('resolve --applied')).output).toContain('nothing to resolve')
      expect((await cli('resolve')).exitCode).toBe(3)
      const failed = await cli('upgrade')
      expect(failed.output).toContain('stopped at statement 2 of 3')
      expect(failed.exitCode).toBe(2)
      expect((await cli('resolve --retry')).output).toContain('statement 2 of aa is sent again')
      expect((await cli('upgrade')).exitCode).toBe(2)
      expect(json((await cli('resolve --applied --json')).output)).toEqual({
        how: 'applied',
        revision: 'aa',
        direction: 'upgrade',
        step: 2,
        statement: 'INSERT INTO missing VALUES (1)',
      })
      expect((await cli('upgrade')).exitCode).toBe(0)
      expect((await sql.query('SHOW TABLES')).rows.flat()).toContain('u')

      await write(
        'migrations/bb.mjs',
        revisionText('bb', 'aa', [createTable('x'), `op.execute('INSERT INTO missing VALUES (1)')`]),
      )
      expect((await cli('upgrade')).exitCode).toBe(2)
      await sql.query('DROP TABLE x')
      expect((await cli('resolve --rolled-back')).exitCode).toBe(0)
      expect(json((await cli('current --json')).output)).toMatchObject({ heads: ['aa'], unfinished: null })
      await write('migrations/bb.mjs', revisionText('bb', 'aa', [createTable('x')]))
      expect((await cli('upgrade')).exitCode).toBe(0)
      expect(json((await cli('current --json')).output)).toMatchObject({ heads: ['bb'], unfinished: null })
    }),
)

test('up: an older ledger gets what it lacks; a file of a newer format is told', { timeout: 60_000 }, () =>
  withServer(async ({ cli, write }, sql) => {
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')]))
    const none = await cli('up')
    expect(none.output).toContain('there is no ledger\n1 revision file is of format 1')
    expect(none.exitCode).toBe(0)
    const columns = `sequence BIGINT NOT NULL, revision VARCHAR(255) NOT NULL, step INT NOT NULL, direction VARCHAR(16) NOT NULL, state VARCHAR(16) NOT NULL,
      steps INT NOT NULL, heads_removed STRING NULL, heads_added STRING NULL, hash VARCHAR(64) NOT NULL, tool_version VARCHAR(64) NOT NULL, run_id VARCHAR(64) NOT NULL`
    await sql.query(
      `CREATE TABLE _starrocks_kit_ledger (${columns}) PRIMARY KEY (sequence, revision, step) DISTRIBUTED BY HASH(sequence) BUCKETS 1 PROPERTIES ("replication_num" = "1")`,
    )
    await sql.query(
      "INSERT INTO _starrocks_kit_ledger VALUES (1, 'aa', 0, 'stamp', 'done', 0, NULL, 'aa', 'x', '0.0.1', '')",
    )
    const carried = json((await cli('up --json')).output) as { ledgerColumns: string[] }
    expect(carried.ledgerColumns).toContain('stored_query')
    expect((await cli('up')).output).toContain('the ledger is what this version writes')
    expect(json((await cli('current --json')).output)).toMatchObject({ heads: ['aa'], atHeads: true })
    expect((await sql.query('DESC _starrocks_kit_ledger')).rows.length).toBe(11 + carried.ledgerColumns.length)

    await write('migrations/bb.mjs', `${revisionText('bb', 'aa', [])}export const format = 2\n`)
    const newer = await cli('history')
    expect(newer.output).toMatch(
      /migrations\/bb\.mjs:\d+: it has format 2, which a newer starrocks-kit has written, and this one reads up to 1/u,
    )
    expect(newer.exitCode).toBe(2)
    await write('migrations/bb.mjs', `${revisionText('bb', 'aa', [])}export const format = 1\n`)
    expect((await cli('history')).exitCode).toBe(0)
  }),
)

test(
  'ranges a:b of --sql lead up and down, also in branches, and say when they are the wrong way round',
  { timeout: 60_000 },
  () =>
    withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile())
      const file = async (id: string, down: string | null, more = ''): Promise<void> =>
        write(`migrations/${id}.mjs`, `${revisionText(id, down, [createTable(id)], [`op.dropTable('${id}')`])}${more}`)
      await file('a1', null)
      await file('b2', 'a1')
      await file('c3', 'b2')
      await file('s1', 'a1', `export const branchLabels = ['side']\n`)
      await file('s2', 's1', `export const dependsOn = ['b2']\n`)
      const path = async (range: string): Promise<string> => {
        const { output } = await cli(`${range} --sql`)
        return (
          [...output.matchAll(/^-- (?:Undo revision|Revision) (\w+)/gmu)].map(([, id]) => id).join(' ') || output.trim()
        )
      }
      expect(await path('upgrade heads')).toBe('a1 b2 c3 s1 s2')
      expect(await path('upgrade :b2')).toBe('a1 b2')
      expect(await path('upgrade b2:c')).toBe('c3')
      expect(await path('upgrade a1:')).toBe('b2 c3 s1 s2')
      expect(await path('upgrade a1:side@head')).toBe('b2 s1 s2')
      expect(await path('upgrade a1:side@+1')).toBe('s1')
      expect(await path('upgrade +1')).toBe('a1')
      expect(await path('upgrade a1:+1')).toContain('a1 is followed by b2 and s1; name a branch (label@+1)')
      expect(await path('upgrade head')).toContain('There are 2 heads')
      expect(await path('upgrade c3:a1')).toContain('An upgrade cannot go from c3 down to a1. Use downgrade c3:a1.')
      expect(await path('downgrade c3:a1')).toBe('c3 b2')
      expect(await path('downgrade c3:-1')).toBe('c3')
      expect(await path('downgrade c3:')).toBe('c3 b2 a1')
      expect(await path('downgrade :b2')).toBe('c3')
      expect(await path('downgrade side@head:base')).toBe('s2 s1 b2 a1')
      expect(await path('downgrade b2:c3')).toContain('A downgrade cannot go to c3: it is not applied')
    }),
)
