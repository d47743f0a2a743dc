import type { Connection } from 'starrocks-kit'
import { createTable } from './support.ts'

const tables = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `t${from + index}`)

/** Two revisions with 60 statements of all kinds, jobs, rows and code among them. */
export const LONG_UPGRADE: readonly {
  readonly id: string
  readonly down: string | null
  readonly upgrade: readonly string[]
}[] = [
  {
    id: 'aa',
    down: null,
    upgrade: [
      ...tables(1, 12).map(createTable),
      ...tables(1, 4).map(
        (name) => `op.createView('v_${name}', { columns: ['id', 'v'], query: 'SELECT id, v FROM ${name}' })`,
      ),
      `op.createMaterializedView('m1', { refresh: 'ASYNC', query: 'SELECT v, COUNT(*) AS n FROM t3 GROUP BY v' })`,
      `op.createMaterializedView('m2', { refresh: 'MANUAL', query: 'SELECT v, MAX(id) AS n FROM t4 GROUP BY v' })`,
      `op.insert('t1', [{ id: 1, v: 10 }, { id: 2, v: 20 }])`,
      `op.insert('t2', [{ id: 1, v: null }])`,
    ],
  },
  {
    id: 'bb',
    down: 'aa',
    upgrade: [
      ...tables(1, 8).map((name) => `op.addColumn('${name}', { name: 'a', type: 'INT' })`),
      `op.addColumn('t2', { name: 'text', type: 'VARCHAR(20)', comment: 'text' })`,
      `op.modifyColumn('t9', { name: 'v', type: 'BIGINT' })`,
      `op.modifyColumn('t10', { name: 'v', type: 'BIGINT' })`,
      `op.modifyColumn('t11', { name: 'v', type: 'BIGINT' })`,
      `op.dropColumn('t5', 'v')`,
      `op.dropColumn('t6', 'v')`,
      ...tables(7, 10).map((name) => `op.modifyTableComment('${name}', 'comment of ${name}')`),
      `op.modifyTableProperties('t2', { enable_persistent_index: 'false' })`,
      `op.addIndex('t4', { name: 'by_v', columns: ['v'], type: 'BITMAP' })`,
      `op.addIndex('t7', { name: 'by_v', columns: ['v'], type: 'BITMAP' })`,
      `op.alterView('v_t1', { columns: ['id', 'v', 'a'], query: 'SELECT id, v, a FROM t1' })`,
      `op.dropView('v_t2')`,
      `op.renameColumn('t2', 'a', 'b')`,
      `op.renameColumn('t8', 'a', 'b')`,
      `op.renameTable('t5', 't20')`,
      `op.renameTable('t6', 't21')`,
      createTable('t30'),
      createTable('t31'),
      `op.addColumn('t31', { name: 'x', type: 'INT' })`,
      `op.swapTable('t30', 't31')`,
      `op.dropTable('t31')`,
      `op.copyRows('t12', 't1', { columns: ['id', 'v'] })`,
      `op.checkRowCounts('t12', 't1')`,
      `op.run(async function fill(connection) {
        await connection.query('INSERT INTO t30 (id, v) SELECT id, v FROM t1')
        await connection.query('UPDATE t30 SET v = v + 1 WHERE id = 1 AND v = 10')
      }, { effect: 'none', repeatable: true })`,
      `op.modifyRefreshScheme('m1', 'MANUAL')`,
      `op.renameMaterializedView('m2', 'm3')`,
      `op.setMaterializedViewState('m3', 'INACTIVE')`,
      `op.setMaterializedViewState('m3', 'ACTIVE')`,
      `op.refreshMaterializedView('m3', { sync: true })`,
    ],
  },
]

/** All that a migration leaves in a database: what each object is, its rows, and what the ledger says. */
export async function contents(connection: Connection, database: string): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await connection.query(`SHOW FULL TABLES FROM ${database}`)
  const objects: [string, unknown][] = []
  for (const [name = '', kind] of rows) {
    if (name === null || name.startsWith('_starrocks_kit_ledger')) continue
    const show = await connection.query(`SHOW CREATE ${kind === 'VIEW' ? 'VIEW' : 'TABLE'} ${database}.${name}`)
    objects.push([name, show.rows[0]?.[1]?.replaceAll(database, 'demo')])
  }
  for (const name of ['t1', 't2', 't12', 't30']) {
    const found = await connection.query(`SELECT id, v FROM ${database}.${name} ORDER BY id`)
    objects.push([`rows of ${name}`, found.rows])
  }
  const ledger = await connection.query(
    `SELECT sequence, revision, step, direction, state, steps, heads_removed, heads_added, statement, error FROM ${database}._starrocks_kit_ledger ORDER BY sequence, step`,
  )
  return { ...Object.fromEntries(objects), ledger: ledger.rows }
}
