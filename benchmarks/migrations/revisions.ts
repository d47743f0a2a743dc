import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One revision in a line of many: every tenth makes a table, those behind it add a column each. */
export interface BenchRevision {
  readonly id: string
  readonly down: string | undefined
  readonly table: string
  readonly column: string | undefined
}

export function benchRevisions(count: number): readonly BenchRevision[] {
  const id = (number: number): string => `bench${String(number).padStart(4, '0')}`
  return Array.from({ length: count }, (_, number) => ({
    id: id(number),
    down: number === 0 ? undefined : id(number - 1),
    table: `t_${Math.floor(number / 10)}`,
    column: number % 10 === 0 ? undefined : `c_${number % 10}`,
  }))
}

export async function createProjectFiles(folder: string, revisions: readonly BenchRevision[]): Promise<void> {
  await mkdir(join(folder, 'migrations'))
  await mkdir(join(folder, 'src'))
  await writeFile(join(folder, 'src/models.ts'), 'export {}\n')
  await writeFile(
    join(folder, 'starrocks.config.ts'),
    `export default { connection: 'starrocks://root@127.0.0.1:9030/bench', models: './src/models.ts', target: { version: '3.5' } }\n`,
  )
  for (const { id, down, table, column } of revisions) {
    const [upgrade, downgrade] =
      column === undefined
        ? [
            `op.createTable('${table}', { columns: [{ name: 'id', type: 'INT', nullable: false }, { name: 'v', type: 'INT' }], key: 'PRIMARY KEY (id)', distributedBy: 'HASH(id) BUCKETS 2' })`,
            `op.dropTable('${table}')`,
          ]
        : [`op.addColumn('${table}', { name: '${column}', type: 'INT' })`, `op.dropColumn('${table}', '${column}')`]
    await writeFile(
      join(folder, 'migrations', `${id}.ts`),
      `/**\n * revision ${id}\n *\n * Created: 2026-01-01T00:00:00Z\n */\nimport type { Op } from 'starrocks-kit'\n\nexport const revision = '${id}'\n` +
        `export const downRevision = ${down === undefined ? 'null' : `'${down}'`}\n\nexport function upgrade(op: Op): void {\n  ${upgrade}\n}\n\n` +
        `export function downgrade(op: Op): void {\n  ${downgrade}\n}\n`,
    )
  }
}
