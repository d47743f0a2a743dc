import assert from 'node:assert/strict'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createConnection } from 'mysql2/promise'
import { createProject, run } from '../../scripts/tutorial/play.ts'
import { python } from '../python.ts'
import { say } from '../playground.ts'
import type { Playground } from '../playground.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Alembic with the `starrocks` dialect of SQLAlchemy: init, autogenerate, upgrade, a column added, nothing left, downgrade; and the move to starrocks-kit. */
export async function alembic(playground: Playground): Promise<void> {
  const { folder, port } = playground
  const bin = await python(playground, ['starrocks', 'alembic', 'pymysql'])
  const command = async (...args: readonly string[]): Promise<string> => {
    const printed = await playground.run(join(bin, 'alembic'), args)
    say(`   alembic ${args.join(' ')}`)
    return printed
  }
  const client = await createConnection({ host: '127.0.0.1', port, user: 'root', rowsAsArray: true })
  const ask = async (sql: string): Promise<readonly unknown[][]> =>
    (await client.query(sql))[0] as unknown as unknown[][]
  const tables = async (): Promise<readonly unknown[]> => (await ask('SHOW TABLES FROM shop')).flat()
  const revision = async (name: string): Promise<string> => {
    await command('revision', '--autogenerate', '-m', name)
    return await revisionText(folder, name)
  }
  try {
    await ask('CREATE DATABASE shop')
    await command('init', 'migrations')
    const ini = join(folder, 'alembic.ini')
    const url = `starrocks://root@127.0.0.1:${port}/shop`
    await writeFile(ini, (await readFile(ini, 'utf8')).replace(/^sqlalchemy\.url = .*$/m, `sqlalchemy.url = ${url}`))
    await cp(join(HERE, 'env.py'), join(folder, 'migrations', 'env.py'))
    await cp(join(HERE, 'models.py'), join(folder, 'models.py'))

    const first = await revision('tables')
    for (const part of ["op.create_table('orders'", "op.create_table('customers'", 'starrocks_partition_by'])
      assert.ok(first.includes(part), `the first revision has no ${part}:\n${first}`)
    await command('upgrade', 'head')
    assert.deepEqual(await tables(), ['alembic_version', 'customers', 'names', 'orders', 'places', 'totals', 'types'])
    await command('check')

    // The dialect puts views in front of the tables of the same revision: they get one of their own.
    await cp(join(HERE, 'views.py'), join(folder, 'views.py'))
    const views = await revision('views')
    assert.match(views, /op\.create_view\(\s*'big_orders'[\s\S]*op\.create_materialized_view\(\s*'orders_by_customer'/)
    assert.doesNotMatch(views, /_table|_column/)
    await command('upgrade', 'head')
    const made = [
      'alembic_version',
      'big_orders',
      'customers',
      'names',
      'orders',
      'orders_by_customer',
      'places',
      'totals',
      'types',
    ]
    assert.deepEqual(await tables(), made)
    await command('check')

    const models = join(folder, 'models.py')
    await writeFile(
      models,
      (await readFile(models, 'utf8')).replace(
        '    note: Mapped[str]',
        '    email: Mapped[str] = mapped_column(VARCHAR(120), nullable=True, comment="where to write to")\n    note: Mapped[str]',
      ),
    )
    const column = await revision('column')
    assert.match(column, /op\.add_column\('customers', sa\.Column\('email'/)
    assert.doesNotMatch(column, /create_|drop_table|drop_view|drop_materialized|alter_/)
    await command('upgrade', 'head')
    assert.ok((await ask('DESC shop.customers')).some(([field]) => field === 'email'))
    await command('check')

    await command('downgrade', '-1')
    assert.ok(!(await ask('DESC shop.customers')).some(([field]) => field === 'email'))
    await command('downgrade', 'base')
    assert.deepEqual(await tables(), ['alembic_version'])
    await command('upgrade', 'head')
    assert.deepEqual(await tables(), made)
    await command('check')
    await moveHere(join(folder, 'moved'), url)
  } finally {
    await client.end()
  }
}

/** What docs/coming-from-alembic.md says: the database gets models and a baseline, and Alembic's own table stays. */
async function moveHere(project: string, url: string): Promise<void> {
  await mkdir(project)
  await createProject(project)
  for (const line of [`init --url ${url}`, 'adopt', 'check', 'verify', 'stamp head', 'check']) {
    const { output, exitCode } = await run(`starrocks-kit ${line}`, project, { STARROCKS_URL: undefined })
    assert.equal(exitCode, 0, `${line}\n${output}`)
    if (line === 'adopt') assert.match(output, /alembic_version is what Alembic has left \(version [0-9a-f]+\)/)
    say(`   starrocks-kit ${line}`)
  }
  // Alembic's own table is no difference.
  const { output, exitCode } = await run('starrocks-kit diff head database', project, { STARROCKS_URL: undefined })
  assert.equal(exitCode, 0, output)
  assert.match(output, /^\s*revision head and .* are the same\s*$/)
}

async function revisionText(folder: string, name: string): Promise<string> {
  const versions = join(folder, 'migrations', 'versions')
  const file = (await readdir(versions)).find((candidate) => candidate.endsWith(`_${name}.py`))
  assert.ok(file !== undefined, `there is no revision ${name}`)
  return await readFile(join(versions, file), 'utf8')
}
