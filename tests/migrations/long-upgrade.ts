import type { Connection } from 'starrocks-kit'
import { createTable } from './support.ts'

/** Two revisions with 24 statements of all kinds, jobs among them. */
export const LONG_UPGRADE: readonly {
  readonly id: string
  readonly down: string | null
  readonly upgrade: readonly string[]
}[] = [
  {
    id: 'aa',
    down: null,
    upgrade: [
      ...['t1', 't2', 't3', 't4', 't5'].map(createTable),
      `op.createView('v1', { columns: ['id', 'v'], query: 'SELECT id, v FROM t1' })`,
      `op.createView('v2', { columns: ['id'], query: 'SELECT id FROM t2' })`,
      `op.createMaterializedView('m1', { refresh: 'ASYNC', query: 'SELECT v, COUNT(*) AS n FROM t3 GROUP BY v' })`,
    ],
  },
  {
    id: 'bb',
    down: 'aa',
    upgrade: [
      `op.addColumn('t1', { name: 'a', type: 'INT' })`,
      `op.addColumn('t2', { name: 'a', type: 'VARCHAR(20)', comment: 'text' })`,
      `op.modifyColumn('t4', { name: 'v', type: 'BIGINT' })`,
      `op.dropColumn('t5', 'v')`,
      `op.modifyTableComment('t1', 'first')`,
      `op.modifyTableProperties('t2', { enable_persistent_index: 'false' })`,
      `op.addIndex('t4', { name: 'by_v', columns: ['v'], type: 'BITMAP' })`,
      `op.alterView('v1', { columns: ['id', 'v', 'a'], query: 'SELECT id, v, a FROM t1' })`,
      `op.dropView('v2')`,
      `op.renameColumn('t2', 'a', 'b')`,
      `op.renameTable('t5', 't6')`,
      createTable('t7'),
      createTable('t8'),
      `op.addColumn('t8', { name: 'x', type: 'INT' })`,
      `op.swapTable('t7', 't8')`,
      `op.dropTable('t8')`,
      `op.modifyRefreshScheme('m1', 'MANUAL')`,
    ],
  },
]

/** All that a migration leaves in a database: what each object is, and what the ledger says. */
export async function contents(connection: Connection, database: string): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await connection.query(`SHOW FULL TABLES FROM ${database}`)
  const objects: [string, unknown][] = []
  for (const [name = '', kind] of rows) {
    if (name === null || name.startsWith('_starrocks_kit_ledger')) continue
    const show = await connection.query(`SHOW CREATE ${kind === 'VIEW' ? 'VIEW' : 'TABLE'} ${database}.${name}`)
    objects.push([name, show.rows[0]?.[1]?.replaceAll(database, 'demo')])
  }
  const ledger = await connection.query(
    `SELECT sequence, revision, step, direction, state, steps, heads_removed, heads_added, statement, error FROM ${database}._starrocks_kit_ledger ORDER BY sequence, step`,
  )
  return { ...Object.fromEntries(objects), ledger: ledger.rows }
}
