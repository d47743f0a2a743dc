import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'

const test = serverTest({ version: '3.5' })

const config = (manage: string): string => `import { defineConfig } from 'starrocks-kit'
export default defineConfig({
  connection: process.env['STARROCKS_URL'],
  models: './src/models.ts',
  target: { version: '3.5', runMode: 'shared_nothing' },
  ledger: { properties: { replication_num: '1' } },
  manage: ${manage},
})
`
const MODELS = `import { duplicateKey, externalCatalog, hash, int, pipe, resourceGroup, role, routineLoad, table } from 'starrocks-kit'

export const lake = externalCatalog('kit_lake', {
  properties: { type: 'hive', 'hive.metastore.uris': 'thrift://127.0.0.1:9083' },
  secrets: { 'aws.s3.secret_key': { env: 'KIT_SECRET' } },
})

export const reader = role('kit_reader', { comment: 'Reads', grants: ['SELECT ON ALL TABLES IN ALL DATABASES'] })

export const etl = resourceGroup('kit_etl', {
  classifiers: [{ role: 'kit_reader', queryTypes: ['SELECT'] }],
  properties: { cpu_weight: 1, mem_limit: '20%' },
})

export const orders = table('orders', { id: int() }, (t) => ({ key: duplicateKey(t.id), distributedBy: hash(t.id) }))

export const ingest = pipe('kit_ingest', {
  statement: 'INSERT INTO orders SELECT * FROM FILES("format" = "parquet", "path" = "s3://kit/orders/*")',
  secrets: { 'aws.s3.secret_key': { env: 'KIT_SECRET' } },
})

export const fromKafka = routineLoad('kit_kafka', {
  table: 'orders',
  columns: ['id'],
  source: 'KAFKA',
  properties: { max_error_number: 10 },
  sourceProperties: { kafka_broker_list: 'broker:9092', kafka_topic: 'orders' },
  secrets: { 'property.sasl.password': { env: 'KIT_SECRET' } },
})
`
const ALL = '{ resourceGroups: true, roles: true, externalCatalogs: true, pipes: true, routineLoads: true }'

test(
  'objects beside databases go from models to revisions, to the server and back',
  { timeout: 120_000 },
  async ({ database: { connection, url } }) => {
    const names = async (sql: string): Promise<readonly (string | null | undefined)[]> =>
      (await connection.query(sql)).rows.map(([name]) => name).filter((name) => name?.startsWith('kit_') === true)
    await connection.query('CREATE ROLE kit_somebody')
    await withProject(
      async ({ folder, write, cli }) => {
        await write('starrocks.config.ts', config(ALL))
        await write('src/models.ts', MODELS)
        const written = await cli('revision --autogenerate -m first')
        expect(written.output).toContain('+ external catalog kit_lake')
        // Somebody else's role stays.
        expect(written.output).toContain('role kit_somebody')
        const [file = ''] = await readdir(join(folder, 'migrations'))
        const source = await readFile(join(folder, 'migrations', file), 'utf8')
        expect(source).toContain("op.createResourceGroup('kit_etl', {")
        expect(source).toContain("op.dropRole('kit_reader')")
        expect(source).toContain("secrets: { 'aws.s3.secret_key': { env: 'KIT_SECRET' } }")
        expect(source).not.toContain('kit_somebody')
        expect(source).toContain("op.createPipe('kit_ingest', {")
        expect(source).toContain("op.createRoutineLoad('kit_kafka', {")

        expect((await cli('upgrade')).exitCode).toBe(0)
        expect(await names('SHOW ROLES')).toEqual(['kit_somebody', 'kit_reader'])
        expect(await names('SHOW CATALOGS')).toEqual(['kit_lake'])
        expect(await names('SHOW RESOURCE GROUPS ALL')).toEqual(['kit_etl'])
        const ledger = await connection.query('SELECT * FROM _starrocks_kit_ledger')
        expect(JSON.stringify(ledger.rows)).not.toContain('never written down')

        await connection.query('DROP ROLE kit_somebody')
        expect(await cli('check')).toMatchObject({ exitCode: 0 })

        // Models that say the same stay as they are written; those that are missing are written.
        await mkdir(join(folder, 'pulled'))
        expect((await cli('pull --out src/models.ts')).output).toContain('the models are up to date')
        await cli('pull --out pulled --layout per-object')
        expect(await readFile(join(folder, 'pulled/cluster/Role.kit_reader.ts'), 'utf8')).toBe(
          "import { role } from 'starrocks-kit'\n\nexport const kitReader = role('kit_reader', {\n  comment: 'Reads',\n  grants: ['SELECT ON ALL TABLES IN ALL DATABASES'],\n})\n",
        )

        // Where a secret comes from is known from the revisions.
        expect(await readFile(join(folder, 'pulled/cluster/ExternalCatalog.kit_lake.ts'), 'utf8')).toContain(
          "'aws.s3.secret_key': { env: 'KIT_SECRET' }",
        )

        expect(await readFile(join(folder, 'pulled/cluster/Pipe.kit_ingest.ts'), 'utf8')).toContain(
          "export const kitIngest = pipe('kit_ingest', {",
        )

        await write(
          'src/models.ts',
          MODELS.replace('cpu_weight: 1', 'cpu_weight: 1, concurrency_limit: 10').replace(
            'max_error_number: 10',
            'max_error_number: 20',
          ),
        )
        const second = await cli('revision --autogenerate -m second')
        // It is altered all the same.
        await connection.query('PAUSE ROUTINE LOAD FOR kit_kafka')
        expect(second.output).toContain('~ resource group kit_etl: concurrency_limit: not set -> 10')
        expect((await cli('upgrade')).exitCode).toBe(0)
        expect((await cli('downgrade base --allow-destructive')).exitCode).toBe(0)
        expect(await names('SHOW ROLES')).toEqual([])
        expect(await names('SHOW CATALOGS')).toEqual([])
        expect(await names('SHOW RESOURCE GROUPS ALL')).toEqual([])

        // What no switch is on for is told, and left alone.
        await write('starrocks.config.ts', config('{ roles: false }'))
        await write('src/models.ts', MODELS.slice(0, MODELS.indexOf('export const orders')))
        const checked = await cli('check')
        expect(checked.output).toContain('switch manage.roles on in the config')
        expect(checked.exitCode).toBe(0)
      },
      { STARROCKS_URL: url, KIT_SECRET: 'never written down' },
    )
  },
)

const USER_MODELS = `import { role, user } from 'starrocks-kit'

export const loader = role('kit_loader', { grants: ['ALL ON ALL TABLES IN ALL DATABASES'] })

export const app = user("'kit_app'@'10.0.%'", {
  password: { env: 'KIT_PASSWORD' },
  defaultRoles: ['kit_loader'],
})
`

test(
  'users go the same way, and nobody drops who is connected',
  { timeout: 120_000 },
  async ({ database: { connection, url } }) => {
    for (const sql of [
      "CREATE USER kit_boss IDENTIFIED BY 'boss' DEFAULT ROLE root",
      'CREATE USER kit_stranger',
      'CREATE TABLE t (a INT)',
    ])
      await connection.query(sql)
    const users = async (): Promise<readonly (string | null | undefined)[]> =>
      (await connection.query('SHOW USERS')).rows.map(([name]) => name)
    await withProject(
      async ({ folder, write, cli }) => {
        await write('starrocks.config.ts', config('{ users: true, roles: true }'))
        await write('src/models.ts', USER_MODELS)
        const written = await cli('revision --autogenerate -m users')
        expect(written.output).toContain('user kit_stranger')
        expect(written.output).not.toContain('kit_boss')
        const names = await readdir(join(folder, 'migrations'))
        const source = await readFile(join(folder, 'migrations', names[0] ?? ''), 'utf8')
        expect(source).toContain("password: { env: 'KIT_PASSWORD' }")
        expect((await cli('upgrade --sql')).output).toContain(
          "CREATE USER 'kit_app'@'10.0.%' IDENTIFIED BY '${env:KIT_PASSWORD}' DEFAULT ROLE kit_loader",
        )
        expect((await cli('upgrade')).exitCode).toBe(0)
        await connection.query('DROP USER kit_stranger')
        expect(await cli('check')).toMatchObject({ exitCode: 0 })

        // Kinds are pulled where they are named, beside tables or alone.
        const pulled = (options: string): Promise<string> => cli(`pull ${options}`).then(({ output }) => output)
        expect(await pulled('t')).not.toContain('user(')
        expect(await pulled('t --kind users')).toMatch(/ = table\(.* = user\(/su)
        const own = await pulled('--kind users')
        expect(own).not.toContain('table(')
        // What the server does not show is taken from the revisions, where they say it.
        expect(own).toContain("password: { env: 'KIT_PASSWORD' },\n  defaultRoles: ['kit_loader']")
        expect(own).toContain("password: { env: 'KIT_BOSS_PASSWORD' }")
        expect(await pulled('--kind tasks')).toContain('tasks are not managed')
        expect(await pulled('--kind tables')).toContain('there is no kind "tables"')

        // To drop a user takes somebody's word for it.
        await write('src/models.ts', USER_MODELS.slice(0, USER_MODELS.indexOf('export const app')))
        await cli('revision --autogenerate -m dropped')
        const refused = await cli('upgrade')
        expect(refused.output).toContain("ACCESS_LOSS: the user 'kit_app'@'10.0.%' is dropped with its password")
        expect(await users()).toContain("'kit_app'@'10.0.%'")
        expect((await cli('upgrade --allow-destructive')).exitCode).toBe(0)
        expect(await users()).not.toContain("'kit_app'@'10.0.%'")

        await cli('revision -m own')
        const [last = ''] = (await readdir(join(folder, 'migrations'))).filter((name) => name.includes('own'))
        const path = join('migrations', last)
        const empty = await readFile(join(folder, path), 'utf8')
        await write(path, empty.replace(/upgrade\(.*?\{/su, "upgrade(op) {\n    op.dropUser('kit_boss')"))
        const stopped = await cli('upgrade --allow-destructive')
        expect(stopped.output).toContain('the user kit_boss, which the command is connected as, would be dropped')
        await write(path, empty.replace(/upgrade\(.*?\{/su, `upgrade(op) {\n    op.execute("DROP USER 'kit_boss'")`))
        expect((await cli('upgrade --allow-destructive')).output).toContain('the user kit_boss, which')
        expect(await users()).toContain("'kit_boss'@'%'")
      },
      { STARROCKS_URL: url.replace('//root@', '//kit_boss:boss@'), KIT_PASSWORD: 'never written down' },
    )
  },
)
