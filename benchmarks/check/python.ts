import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProcess } from './process.ts'
import type { Run } from './process.ts'

/** A Python that has the SQLAlchemy dialect of StarRocks and Alembic. */
export interface Python {
  readonly path: string
  readonly description: string
}

/** `PYTHON`, or the `python3` of the PATH, if it has the tool. */
export function findPython(path = process.env['PYTHON'] ?? 'python3'): Python | undefined {
  const code =
    'import alembic, starrocks.alembic, importlib.metadata as m; print("starrocks", m.version("starrocks"), "with alembic", m.version("alembic"))'
  const { status, stdout } = spawnSync(path, ['-c', code], { encoding: 'utf8' })
  return status === 0 ? { path, description: stdout.trim() } : undefined
}

/**
 * A project whose models are what the tool itself reads of the database now: kept as a file, so that reading it is not measured again.
 */
export async function createPythonProject(python: Python, folder: string, url: string): Promise<void> {
  await mkdir(join(folder, 'python/versions'), { recursive: true })
  const write = (name: string, lines: readonly string[]): Promise<void> =>
    writeFile(join(folder, name), `${lines.join('\n')}\n`)
  await write('alembic.ini', ['[alembic]', 'script_location = python', `sqlalchemy.url = ${url.replaceAll('%', '%%')}`])
  await write('python/script.py.mako', [
    'revision = ${repr(up_revision)}',
    'down_revision = ${repr(down_revision)}',
    'from alembic import op',
    'import sqlalchemy as sa',
    '${imports if imports else ""}',
    'def upgrade():',
    '    ${upgrades if upgrades else "pass"}',
    'def downgrade():',
    '    ${downgrades if downgrades else "pass"}',
  ])
  await write('python/env.py', [
    'import pickle',
    'from alembic import context',
    'from sqlalchemy import create_engine',
    'import starrocks.alembic',
    'with open("models.pickle", "rb") as file: metadata = pickle.load(file)',
    'with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:',
    '    context.configure(connection=connection, target_metadata=metadata, version_table_kwargs={"starrocks_properties": {"replication_num": "1"}})',
    '    with context.begin_transaction(): context.run_migrations()',
  ])
  await write('reflect.py', [
    'import pickle, sys',
    'from sqlalchemy import MetaData, create_engine',
    'import starrocks',
    'metadata = MetaData()',
    'metadata.reflect(bind=create_engine(sys.argv[1]))',
    'with open("models.pickle", "wb") as file: pickle.dump(metadata, file)',
  ])
  const { exitCode, output } = await runProcess(python.path, ['reflect.py', url], folder)
  if (exitCode !== 0) throw new Error(`the Python tool cannot read the database:\n${output}`)
}

export function runAlembic(python: Python, folder: string, args: readonly string[]): Promise<Run> {
  return runProcess(python.path, ['-m', 'alembic', ...args], folder)
}
