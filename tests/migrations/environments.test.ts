import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { withProject } from '../project.ts'
import type { Project } from '../project.ts'
import { createTable, revisionText } from './support.ts'

/** A project with a server that has the databases `dev` and `prod`. */
async function withServer(work: (project: Project, sql: Connection, url: string) => Promise<void>): Promise<void> {
  const server = await startServer({})
  const sql = await connect(server.url)
  try {
    for (const name of ['dev', 'prod', 'books']) await sql.query(`CREATE DATABASE ${name}`)
    await withProject((project) => work(project, sql, server.url))
  } finally {
    await sql.close()
    await server.close()
  }
}

const MODELS = `import { datetime, int, table } from 'starrocks-kit'
export const orders = table('orders', { id: int().notNull(), at: datetime().notNull() }, {
  key: 'DUPLICATE KEY(id)',
  distributedBy: 'HASH(id) BUCKETS 1',
  properties: { replication_num: 3, storage_medium: 'SSD' },
})
export const plain = table('plain', { id: int().notNull() }, { key: 'DUPLICATE KEY(id)', distributedBy: 'HASH(id) BUCKETS 1' })
`

const settings = (url: string, more: string): string => `import { defineConfig } from 'starrocks-kit'
export default defineConfig(({ env, x, tag }) => ({
  connection: '${url}/dev',
  models: './src/models.ts',
  target: { version: '3.5' },
  revisionFiles: { fileName: '{revision}' },
  ledger: { properties: { replication_num: '1' } },
  ${more}
}))
`

test(
  'an environment has its own connection, ledger and properties; files keep the words of the models',
  { timeout: 120_000 },
  () =>
    withServer(async ({ cli, write, folder }, sql, url) => {
      await write('src/models.ts', MODELS)
      await write(
        'starrocks.config.ts',
        settings(
          url,
          `properties: { replication_num: 1, storage_medium: null },
  environments: {
    prod: {
      connection: '${url}/prod',
      ledger: { table: '_starrocks_kit_applied', database: 'books' },
      properties: { replication_num: '2' },
    },
  },`,
        ),
      )
      const made = await cli('revision --autogenerate -m one --rev-id aaa')
      expect(made.exitCode, made.output).toBe(0)
      const file = await readFile(join(folder, 'migrations/aaa.ts'), 'utf8')
      expect(file).toContain(`replication_num: '3'`)
      expect(file).toContain(`storage_medium: 'SSD'`)
      expect(file.match(/replication_num/gu)).toHaveLength(1)

      const script = (await cli('upgrade --sql')).output
      expect(script.match(/"replication_num" = "1"/gu)).toHaveLength(2)
      expect(script).not.toContain('SSD')
      const prod = (await cli('upgrade --sql --env prod')).output
      expect(prod.match(/"replication_num" = "2"/gu)).toHaveLength(2)
      expect(prod).toContain('CREATE TABLE IF NOT EXISTS books._starrocks_kit_applied')
      expect(script).toContain(`PROPERTIES ('replication_num' = '1')`)
      expect(prod).toContain(`PROPERTIES ('replication_num' = '1')`)

      const upgraded = await cli('upgrade')
      expect(upgraded.exitCode, upgraded.output).toBe(0)
      const check = await cli('check')
      expect(check.output).toContain('the same')
      expect(check.exitCode).toBe(0)
      expect((await sql.query('SHOW CREATE TABLE dev.orders')).rows[0]?.[1]).toContain('"replication_num" = "1"')
      expect((await cli('verify')).output).toContain('proved')
      expect((await sql.query('SHOW TABLES FROM prod')).rows).toEqual([])

      // A changed property, and a dropped table that comes back on the way down: both in the words of the models.
      await write(
        'src/models.ts',
        MODELS.replace('replication_num: 3', 'replication_num: 2').replace(/export const plain.*\n/u, ''),
      )
      const next = await cli('revision --autogenerate -m two --rev-id bbb')
      expect(next.exitCode, next.output).toBe(0)
      const second = await readFile(join(folder, 'migrations/bbb.ts'), 'utf8')
      expect(second).toContain(`op.dropTable('plain')`)
      expect(second).not.toContain('replication_num')

      const unknown = await cli('current --env production')
      expect(unknown.output).toContain('there is no environment production; it has prod')
      expect(unknown.exitCode).toBe(2)
      await write('starrocks.config.ts', settings(url, `environments: { prod: { conection: '' } },`))
      expect((await cli('history')).output).toContain('environments.prod: there is no setting "conection"')
    }),
)

test('-x and --tag reach the config, the hooks and the revisions', { timeout: 120_000 }, () =>
  withServer(async ({ cli, write }, sql, url) => {
    await write('src/models.ts', '')
    await write(
      'starrocks.config.ts',
      settings(
        url,
        `databases: x['database'] === undefined ? [] : [x['database']],
  onVersionApply: async ({ connection, direction, revision, heads, args }) => {
    await connection.query(
      \`INSERT INTO books.seen VALUES ('\${direction} \${revision?.id ?? ''} -> \${heads.join('+')} \${args.env} \${args.tag} \${args.x['who']}')\`,
    )
  },
  environments: { [env ?? 'none']: { connection: \`${url}/\${tag === 'release 7' ? 'prod' : 'dev'}\` } },`,
      ),
    )
    await sql.query(
      `CREATE TABLE books.seen (what VARCHAR(200)) DISTRIBUTED BY HASH(what) BUCKETS 1 PROPERTIES ("replication_num" = "1")`,
    )
    await write(
      'migrations/aa.mjs',
      revisionText('aa', null, [createTable('t')], [`op.dropTable('t')`]).replace(
        'upgrade(op) {',
        `upgrade(op, { x, env, tag }) {\n  op.execute(\`INSERT INTO books.seen VALUES ('\${env} \${tag} \${x.who} \${x.flag === ''}')\`)`,
      ),
    )
    const script = await cli('upgrade --sql -x who=Ada=1 -x flag --env any --tag release_7')
    expect(script.output).toContain(`VALUES ('any release_7 Ada=1 true')`)
    const done = await cli('upgrade -x who=Ada -x flag --env any --tag release_7')
    expect(done.exitCode, done.output).toBe(0)
    expect((await cli('downgrade base --env any -x who=Bob')).exitCode).toBe(0)
    expect((await cli('stamp head --env any -x who=Eve --tag t')).exitCode).toBe(0)
    const seen = (await sql.query('SELECT what FROM books.seen')).rows.flat().toSorted()
    expect(seen).toEqual([
      'any release_7 Ada true',
      'downgrade aa ->  any undefined Bob',
      'stamp  -> aa any t Eve',
      'upgrade aa -> aa any release_7 Ada',
    ])

    // A hook that fails is told; what it was told of is applied, and the next run goes on behind it.
    await write('migrations/bb.mjs', revisionText('bb', 'aa', [createTable('u')]))
    await write('migrations/cc.mjs', revisionText('cc', 'bb', [createTable('w')]))
    await sql.query('DROP TABLE books.seen')
    const failed = await cli('upgrade --env any')
    expect(failed.output).toContain('onVersionApply failed after the upgrade of bb')
    expect(failed.output).toContain('The database is at bb')
    expect(failed.exitCode).toBe(2)
    expect((await sql.query('SHOW TABLES FROM dev')).rows.flat()).not.toContain('w')
    await write('starrocks.config.ts', settings(url, `environments: { any: {} },`))
    expect((await cli('upgrade --env any')).exitCode).toBe(0)
    expect((await sql.query('SHOW TABLES FROM dev')).rows.flat()).toContain('w')
  }),
)

test('operations of the config are methods of op, and cannot take the place of its own', { timeout: 60_000 }, () =>
  withServer(async ({ cli, write }, _sql, url) => {
    await write('src/models.ts', '')
    await write(
      'operations.ts',
      `import type { Op } from 'starrocks-kit'
export const operations = {
  createAuditTable: (op: Op, name: string, days: number) => {
    op.createTable(name, { columns: [{ name: 'at', type: 'DATETIME', nullable: false }], key: 'DUPLICATE KEY (at)', distributedBy: 'RANDOM', comment: \`kept for \${days} days\` })
  },
  createAll: (op: { createAuditTable(name: string, days: number): void }) => {
    for (const name of ['a', 'b']) op.createAuditTable(name, 7)
  },
}
`,
    )
    const config = (name: string): string =>
      `import { operations } from './operations.ts'\n${settings(url, `operations: { ...operations, ${name} },`)}`
    await write('starrocks.config.ts', config(''))
    await write(
      'migrations/aa.ts',
      `import type { OpWith } from 'starrocks-kit'
import type { operations } from '../operations.ts'
export const revision = 'aa'
export const downRevision = null
export function upgrade(op: OpWith<typeof operations>): void {
  op.createAll()
  op.createAuditTable('c', 30)
}
export function downgrade(op: OpWith<typeof operations>): void {
  for (const name of ['a', 'b', 'c']) op.dropTable(name)
}
`,
    )
    const script = await cli('upgrade --sql')
    expect(script.output.match(/CREATE TABLE (?:a|b|c) /gu)).toHaveLength(3)
    expect(script.output).toContain('kept for 30 days')
    await write('starrocks.config.ts', config('dropTable: () => undefined'))
    expect((await cli('history')).output).toContain('operations.dropTable: op has a method of that name')
    await write('starrocks.config.ts', config('later: async () => undefined'))
    await write('migrations/aa.ts', revisionText('aa', null, ['op.later()']).replaceAll('(op)', '(op: any)'))
    expect((await cli('upgrade --sql')).output).toContain('the operation later of the config is async')
  }),
)

test('overrides reach partitions and materialized views, and no file', { timeout: 120_000 }, () =>
  withServer(async ({ cli, write, folder }, sql, url) => {
    const models = (replicas: number): string => `import { int, materializedView, sql, table } from 'starrocks-kit'
export const facts = table('facts', { id: int().notNull(), v: int() }, {
  key: 'DUPLICATE KEY(id)',
  partitionBy: 'RANGE(id) (PARTITION p1 VALUES LESS THAN ("10") ("replication_num" = "${replicas}"), PARTITION p2 VALUES LESS THAN ("20"))',
  distributedBy: 'HASH(id) BUCKETS 1',
  properties: { replication_num: ${replicas} },
})
export const sums = materializedView('sums', {
  refresh: 'MANUAL',
  properties: { replication_num: ${replicas} },
  query: sql\`SELECT id, sum(v) AS v FROM \${facts} GROUP BY id\`,
})
`
    await write('src/models.ts', models(3))
    await write('starrocks.config.ts', settings(url, 'properties: { replication_num: 1 },'))
    expect((await cli('revision --autogenerate -m one --rev-id aaa')).exitCode).toBe(0)
    const file = await readFile(join(folder, 'migrations/aaa.ts'), 'utf8')
    expect(file.match(/replication_num[^3]{1,6}3/gu)).toHaveLength(3)
    expect(file).not.toMatch(/replication_num[^3]{1,6}1/u)
    const upgraded = await cli('upgrade')
    expect(upgraded.exitCode, upgraded.output).toBe(0)
    expect((await cli('check')).exitCode).toBe(0)
    const shown = (await sql.query('SHOW PARTITIONS FROM dev.facts')) as {
      columns: readonly string[]
      rows: readonly (readonly (string | null)[])[]
    }
    const replicas = shown.columns.indexOf('ReplicationNum')
    expect(shown.rows.map((row) => row[replicas])).toEqual(['1', '1'])
    expect((await cli('revision --autogenerate -m again')).output).toContain('no changes')
    // Another wish for production changes nothing here, and its file is for the others to run.
    await write('src/models.ts', models(2))
    expect((await cli('check')).exitCode).toBe(0)
    expect((await cli('downgrade base')).exitCode).toBe(0)
  }),
)
