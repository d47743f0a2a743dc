import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchRevision } from './revisions.ts'

/** A Python that has Alembic. */
export interface Alembic {
  readonly path: string
  readonly description: string
}

/** `PYTHON`, or the `python3` of the PATH, if it has Alembic. */
export function findAlembic(path = process.env['PYTHON'] ?? 'python3'): Alembic | undefined {
  const code = 'import alembic, sys; print("alembic", alembic.__version__, "on Python", sys.version.split()[0])'
  const { status, stdout } = spawnSync(path, ['-c', code], { encoding: 'utf8' })
  return status === 0 ? { path, description: stdout.trim() } : undefined
}

/** The same revisions as Alembic has them, printed for MySQL: with nothing connected its own StarRocks dialect says no more. */
export async function createAlembicProject(folder: string, revisions: readonly BenchRevision[]): Promise<void> {
  await mkdir(join(folder, 'alembic/versions'), { recursive: true })
  await writeFile(join(folder, 'alembic.ini'), '[alembic]\nscript_location = alembic\n')
  await writeFile(
    join(folder, 'alembic/env.py'),
    `from alembic import context\ncontext.configure(dialect_name="mysql")\nwith context.begin_transaction(): context.run_migrations()\n`,
  )
  for (const { id, down, table, column } of revisions) {
    const [upgrade, downgrade] =
      column === undefined
        ? [
            `op.create_table("${table}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("v", sa.Integer))`,
            `op.drop_table("${table}")`,
          ]
        : [`op.add_column("${table}", sa.Column("${column}", sa.Integer))`, `op.drop_column("${table}", "${column}")`]
    await writeFile(
      join(folder, 'alembic/versions', `${id}.py`),
      `"""revision ${id}"""\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = "${id}"\ndown_revision = ${down === undefined ? 'None' : `"${down}"`}\n` +
        `def upgrade():\n    ${upgrade}\ndef downgrade():\n    ${downgrade}\n`,
    )
  }
}
