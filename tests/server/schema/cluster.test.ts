import {
  date,
  duplicateKey,
  externalCatalog,
  hash,
  int,
  partition,
  range,
  resourceGroup,
  role,
  storageVolume,
  table,
  task,
  userFunction,
  user,
  view,
} from 'starrocks-kit'
import { connect } from 'starrocks-kit'
import type { AnyModel } from 'starrocks-kit'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { compareModels } from '../../../packages/starrocks-kit/src/commands/compare.ts'
import type { Comparison } from '../../../packages/starrocks-kit/src/commands/compare.ts'
import { runPlan } from '../../../packages/starrocks-kit/src/commands/run-plan.ts'
import { reverseOperation } from '../../../packages/starrocks-kit/src/operations/index.ts'
import { planOperations } from '../../../packages/starrocks-kit/src/plan/index.ts'
import type { Plan } from '../../../packages/starrocks-kit/src/plan/index.ts'
import type { ClusterKind } from '../../../packages/starrocks-kit/src/schema/index.ts'
import { eachVersion, serverTest } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { isOlder } from '../support/since.ts'

const KINDS: readonly ClusterKind[] = ['ResourceGroup', 'Role', 'ExternalCatalog', 'StorageVolume', 'Task', 'Function']

/** Beside these kinds: a server of its own has no other users. */
const WITH_USERS: readonly ClusterKind[] = [...KINDS, 'User']

const compare = (
  { connection, target, name }: TestDatabase,
  models: readonly AnyModel[],
  manage: readonly ClusterKind[] = KINDS,
): Promise<Comparison> => compareModels(connection, models, { target, defaultDatabase: name, manage })

/** Law 7: what the models say is there afterwards, and nothing is left to do. */
async function changeTo(
  database: TestDatabase,
  models: readonly AnyModel[],
  manage: readonly ClusterKind[] = KINDS,
): Promise<Plan> {
  const { diff, live, desired, target, defaultDatabase } = await compare(database, models, manage)
  const plan = planOperations(diff.operations, { from: live, to: desired, target, defaultDatabase })
  expect(plan.errors.map(({ message }) => message)).toEqual([])
  await runPlan(database.connection, plan.steps)
  expect((await compare(database, models, manage)).diff.operations).toEqual([])
  return plan
}

/** Law 4: what was there before is there again. */
async function takeBack(
  database: TestDatabase,
  plan: Plan,
  before: readonly AnyModel[],
  manage: readonly ClusterKind[] = KINDS,
): Promise<void> {
  const operations = [...new Set(plan.steps.flatMap((step) => step.operations))].toReversed().flatMap((operation) => {
    const reverse = reverseOperation(operation)
    return reverse.kind === 'Irreversible' ? [] : [reverse]
  })
  const { live, target, defaultDatabase } = await compare(database, before, manage)
  const back = planOperations(operations, { from: live, target, defaultDatabase })
  expect(back.errors.map(({ message }) => message)).toEqual([])
  await runPlan(database.connection, back.steps)
  expect((await compare(database, before, manage)).diff.operations).toEqual([])
}

const sqlOf = ({ steps }: Plan): readonly string[] => steps.map(({ sql }) => sql)

/** As a server that has use for volumes. */
const sharedData = serverTest({ version: '4.1', runMode: 'shared_data' })

describe.each(eachVersion(['3.2', '3.5', '4.1']))('StarRocks %s', (_version, test) => {
  test('resource groups are made, changed in place, taken back and dropped', async ({ database }) => {
    const before = [
      resourceGroup('kit_etl', {
        classifiers: [{ user: 'etl', queryTypes: ['insert', 'SELECT'], databases: [database.name] }],
        properties: { cpu_core_limit: 1, mem_limit: 0.2, concurrency_limit: 11, type: 'normal' },
      }),
    ]
    const after = [
      resourceGroup('kit_etl', {
        classifiers: [
          { user: 'etl', queryTypes: ['SELECT', 'INSERT'], databases: [database.name] },
          { sourceIp: '192.168.2.0/24', planCpuCostRange: '[1, 2.5)' },
        ],
        properties: { cpu_weight: 1, mem_limit: '30%', big_query_mem_limit: 1_073_741_824 },
      }),
    ]
    const made = await changeTo(database, before)
    const changed = await changeTo(database, after)
    expect(sqlOf(changed)).toEqual([
      'ALTER RESOURCE GROUP kit_etl WITH ("concurrency_limit" = "0", "big_query_mem_limit" = "1073741824", "mem_limit" = "30%")',
      `ALTER RESOURCE GROUP kit_etl ADD (source_ip = '192.168.2.0/24', plan_cpu_cost_range = '[1, 2.5)')`,
    ])
    await takeBack(database, changed, before)
    await takeBack(database, made, [])
  })

  test('roles are made with what they are granted, and take it back', async ({ database }) => {
    const { name } = database
    // Grants come behind the table that they name.
    const orders = table('orders', { id: int() }, (t) => ({ key: duplicateKey(t.id), distributedBy: hash(t.id) }))
    const before = [
      orders,
      role('kit_reader', { comment: 'Reads', grants: [`SELECT ON ALL TABLES IN DATABASE ${name}`] }),
      role('kit_writer', { roles: ['kit_reader'], grants: [`SELECT, INSERT ON TABLE ${name}.orders`] }),
    ]
    const after = [
      orders,
      role('kit_reader', { comment: 'Reads', grants: [`SELECT ON ALL TABLES IN DATABASE ${name}`] }),
      role('kit_writer', {
        comment: 'Writes',
        grants: [`insert on ${name}.orders`, `UPDATE ON TABLE ${name}.orders`, 'OPERATE ON SYSTEM'],
      }),
    ]
    const made = await changeTo(database, before)
    const changed = await changeTo(database, after)
    expect(sqlOf(changed)).toEqual([
      `ALTER ROLE kit_writer SET COMMENT = 'Writes'`,
      'REVOKE kit_reader FROM ROLE kit_writer',
      `REVOKE SELECT ON TABLE ${name}.orders FROM ROLE kit_writer`,
      `GRANT UPDATE ON TABLE ${name}.orders TO ROLE kit_writer`,
      'GRANT OPERATE ON SYSTEM TO ROLE kit_writer',
    ])
    await takeBack(database, changed, before)
    await takeBack(database, made, [])
  })

  test('everything is granted as ALL, to be passed on, and taken back in parts', async ({ database }) => {
    const { name } = database
    const orders = table('orders', { id: int() }, (t) => ({ key: duplicateKey(t.id), distributedBy: hash(t.id) }))
    const totals = view('totals', { query: 'SELECT id FROM orders' })
    const onEverything = ['TABLES', 'VIEWS', 'MATERIALIZED VIEWS', 'FUNCTIONS'].flatMap((types) => [
      `ALL ON ALL ${types} IN DATABASE ${name}`,
      `ALL ON ALL ${types} IN ALL DATABASES`,
    ])
    const odd = table('odd name.x', { id: int() }, (t) => ({ key: duplicateKey(t.id), distributedBy: hash(t.id) }))
    const before = [
      orders,
      totals,
      odd,
      role('kit_all', {
        grants: [
          `ALL ON TABLE ${name}.orders`,
          `SELECT, EXPORT ON ${name}.\`odd name.x\``,
          `ALL PRIVILEGES ON VIEW ${name}.totals WITH GRANT OPTION`,
          `ALL ON DATABASE ${name}`,
          ...onEverything,
          'ALL ON ALL DATABASES',
          'ALL ON CATALOG default_catalog',
          'ALL ON ALL CATALOGS',
          'ALL ON ALL RESOURCE GROUPS',
          'ALL ON ALL STORAGE VOLUMES',
          'ALL ON ALL GLOBAL FUNCTIONS',
          'ALL ON ALL PIPES IN ALL DATABASES',
          `USAGE ON ALL PIPES IN DATABASE ${name}`,
          'IMPERSONATE ON ALL USERS',
        ],
      }),
    ]
    const after = [
      orders,
      totals,
      odd,
      role('kit_all', {
        grants: [
          `SELECT ON TABLE ${name}.orders`,
          `SELECT ON VIEW ${name}.totals`,
          `CREATE VIEW ON DATABASE ${name} WITH GRANT OPTION`,
          `select on ${name}.*`,
        ],
      }),
    ]
    const made = await changeTo(database, before)
    // What comes back from the server is taken by the models as it is.
    const { live } = await compare(database, before)
    const { grants = [] } = live.cluster?.Role?.['kit_all'] ?? {}
    expect((await compare(database, [orders, totals, odd, role('kit_all', { grants })])).diff.operations).toEqual([])
    const changed = await changeTo(database, after)
    await takeBack(database, changed, before)
    await takeBack(database, made, [])
  })

  test('users are made with their password and grants, changed and dropped', async ({ database, skip }) => {
    const { connection, name } = database
    const others = (await connection.query('SHOW USERS')).rows.filter(([one]) => !/^'(?:root|kit_)/u.test(one ?? ''))
    skip(others.length > 0, 'needs a server without users of its own: those that no model declares would be dropped')
    process.env['KIT_PASSWORD'] = `it's "so" \\ secret`
    const properties = isOlder(database.target, '3.3') ? {} : { 'session.query_timeout': 77 }
    const before = [
      role('kit_loader', { grants: [`CREATE TABLE ON DATABASE ${name}`] }),
      user('kit_etl', {
        password: { env: 'KIT_PASSWORD' },
        defaultRoles: ['kit_loader'],
        grants: ["IMPERSONATE ON USER 'kit_ldap'@'10.1.%'"],
        properties: { max_user_connections: 7, ...properties },
      }),
      user("'kit_ldap'@'10.1.%'", {
        plugin: 'authentication_ldap_simple',
        authString: 'uid=kit,dc=example,dc=com',
        grants: ['IMPERSONATE ON USER kit_etl WITH GRANT OPTION'],
      }),
      user("'kit_host'@['db.example.com']"),
    ]
    const after = [
      role('kit_loader', { grants: [`CREATE TABLE ON DATABASE ${name}`], roles: [] }),
      user('kit_etl', { defaultRoles: [], roles: ['kit_loader', 'db_admin'], properties: {} }),
      user("'kit_ldap'@'10.1.%'", {
        plugin: 'AUTHENTICATION_LDAP_SIMPLE',
        authString: 'uid=other,dc=example,dc=com',
        grants: ['IMPERSONATE ON USER kit_etl', 'ALL ON CATALOG default_catalog'],
      }),
      user("'kit_host'@['db.example.com']", { password: { env: 'KIT_PASSWORD' } }),
    ]
    const made = await changeTo(database, before, WITH_USERS)
    expect(sqlOf(made)).toContain(
      "CREATE USER 'kit_ldap'@'10.1.%' IDENTIFIED WITH AUTHENTICATION_LDAP_SIMPLE AS 'uid=kit,dc=example,dc=com'",
    )
    // The password that was sent is that of the variable, and no statement shows it.
    expect(sqlOf(made).join()).not.toContain('secret')
    const password = encodeURIComponent(process.env['KIT_PASSWORD'])
    const etl = await connect(database.url.replace(/\/\/[^@]*@/u, `//kit_etl:${password}@`))
    expect((await etl.query('SELECT current_role()')).rows).toEqual([['kit_loader']])
    await etl.close()

    const changed = await changeTo(database, after, WITH_USERS)
    expect(sqlOf(changed)).toContain(`ALTER USER 'kit_host'@['db.example.com'] IDENTIFIED BY '\${env:KIT_PASSWORD}'`)
    const { rows } = await connection.query("SHOW PROPERTY FOR 'kit_etl' LIKE 'max%'")
    expect(rows).toEqual([['max_user_connections', '1024']])
    await takeBack(database, changed, before, WITH_USERS)
    await takeBack(database, made, [], WITH_USERS)
  })

  test('tasks are submitted behind their tables, and anew when they change', async ({ database, skip }) => {
    skip(isOlder(database.target, '3.3'), 'needs StarRocks 3.3')
    const { name } = database
    const { rows } = await database.connection.query('SELECT table_name FROM information_schema.tables LIMIT 1')
    skip(rows.length === 0, 'needs a backend: information_schema.tasks is read by one')
    const tables = ['kit_from', 'kit_to'].map((each) =>
      table(each, { id: int() }, (t) => ({ key: duplicateKey(t.id), distributedBy: hash(t.id) })),
    )
    const copy = (every: string): AnyModel =>
      task('kit_copy', {
        database: name,
        every,
        start: '2099-01-01 00:00:00',
        statement: 'insert into kit_to select id from kit_from',
      })
    const made = await changeTo(database, [...tables, copy('60 minutes')])
    expect(sqlOf(made).at(-1)).toBe(
      `SUBMIT TASK ${name}.kit_copy SCHEDULE START ('2099-01-01 00:00:00') EVERY (INTERVAL 1 HOUR) AS INSERT INTO kit_to SELECT id FROM kit_from`,
    )
    expect((await compare(database, [...tables, copy('3600 SECOND')])).diff.operations).toEqual([])
    const changed = await changeTo(database, [...tables, copy('2 HOUR')])
    expect(sqlOf(changed)[0]).toBe('DROP TASK kit_copy')
    await takeBack(database, changed, [...tables, copy('1 HOUR')])
    await takeBack(database, made, [])
  })

  test('the secret of a task is sent, and read back as the variable of its model', async ({ database, skip }) => {
    skip(isOlder(database.target, '3.3'), 'needs StarRocks 3.3')
    vi.stubEnv('KIT_TASK_SECRET', 'hush-hush')
    const unload = task('kit_unload', {
      database: database.name,
      every: '1 DAY',
      start: '2099-01-01 00:00:00',
      statement:
        'INSERT INTO FILES("path" = "s3://a/", "format" = "parquet", "aws.s3.access_key" = "${env:KIT_TASK_SECRET}", "aws.s3.secret_key" = "${env:KIT_TASK_SECRET}") SELECT 1 AS id',
    })
    const made = await changeTo(database, [unload])
    const { live } = await compare(database, [unload])
    expect(JSON.stringify(live.cluster)).not.toContain('hush-hush')
    await takeBack(database, made, [])
    vi.unstubAllEnvs()
  })

  test('functions are made before what uses them, replaced, and dropped behind it', async ({ database, skip }) => {
    skip(isOlder(database.target, '3.4'), 'needs StarRocks 3.4')
    const plus = (returns: string, body: string): AnyModel =>
      userFunction('kit_plus(INT)', { returns, properties: { symbol: 'plus' }, source: body })
    const first = plus('INT', 'def plus(x):\n  return x + 1\n')
    const others = [
      userFunction('kit_plus(DECIMAL(10, 2), ARRAY<INT>)', {
        returns: 'VARCHAR(20)',
        properties: { symbol: 'plus', input: 'arrow' },
        source: 'def plus(x):\n  return x\n',
      }),
      table('kit_t', { id: int() }, (t) => ({ key: duplicateKey(t.id), distributedBy: hash(t.id) })),
      view('kit_v', { query: 'SELECT kit_plus(id) AS more FROM kit_t' }),
    ]
    const made = await changeTo(database, [first, ...others])
    expect(sqlOf(made).map((sql) => /^CREATE (\w+)/u.exec(sql)?.[1])).toEqual(['FUNCTION', 'FUNCTION', 'TABLE', 'VIEW'])
    const second = plus('BIGINT', 'def plus(x):\n  return x + 2\n')
    const changed = await changeTo(database, [second, ...others])
    expect(sqlOf(changed)).toEqual([
      `CREATE OR REPLACE FUNCTION ${database.name}.kit_plus(INT) RETURNS BIGINT PROPERTIES ("file" = "inline", "symbol" = "plus", "type" = "Python") AS $$\ndef plus(x):\n  return x + 2\n$$`,
    ])
    // Nobody knows the code that was there: without revisions there is no way back.
    expect(changed.steps[0]?.hazards.map(({ code }) => code)).toEqual(['NOT_REVERSIBLE'])
    await changeTo(database, [first, ...others])
    await takeBack(database, made, [])
  })

  test('functions that are expressions are read back whole where they have one argument', async ({
    database,
    skip,
  }) => {
    skip(isOlder(database.target, '4.1'), 'needs StarRocks 4.1')
    const twice = (expression: string): AnyModel => userFunction('kit_twice(amount INT)', { expression })
    const four = userFunction('kit_four(a INT, b INT)', { expression: 'kit_twice(kit_twice(a)) + b' })
    const made = await changeTo(database, [four, twice('amount*2')])
    expect(sqlOf(made)).toEqual([
      `CREATE FUNCTION ${database.name}.kit_twice(amount INT) RETURNS amount * 2`,
      `CREATE FUNCTION ${database.name}.kit_four(a INT, b INT) RETURNS kit_twice(kit_twice(a)) + b`,
    ])
    const changed = await changeTo(database, [four, twice('amount + amount')])
    expect(sqlOf(changed)).toEqual([
      `CREATE OR REPLACE FUNCTION ${database.name}.kit_twice(amount INT) RETURNS amount + amount`,
    ])
    await takeBack(database, changed, [four, twice('amount * 2')])
    await takeBack(database, made, [])
  })

  test('partitions that are not declared go away where they are managed, and stay elsewhere', async ({ database }) => {
    const { connection, target, name } = database
    const orders = (...values: readonly string[]): AnyModel =>
      table('orders', { day: date().notNull() }, (t) => ({
        partitionBy: range(
          [t.day],
          values.map((value) =>
            partition(`p${value.slice(0, 4)}`).between(value, `${Number(value.slice(0, 4)) + 1}-01-01`),
          ),
        ),
        distributedBy: hash(t.day),
      }))
    const compareOrders = (models: readonly AnyModel[], managePartitions: boolean): Promise<Comparison> =>
      compareModels(connection, models, { target, defaultDatabase: name, managePartitions })
    await changeTo(database, [orders('2024-01-01', '2025-01-01', '2026-01-01')])
    const wanted = [orders('2025-01-01', '2026-01-01', '2027-01-01')]

    const kept = (await compareOrders(wanted, false)).diff.operations
    expect(kept.map(({ kind }) => kind)).toEqual(['AddPartition'])
    const { diff, live } = await compareOrders(wanted, true)
    const plan = planOperations(diff.operations, { from: live, target, defaultDatabase: name })
    expect(plan.errors.map(({ message }) => message)).toEqual([])
    expect(plan.steps.map(({ sql, hazards }) => [sql, hazards.map(({ code }) => code)])).toEqual([
      ['ALTER TABLE orders DROP PARTITION p2024', ['DATA_LOSS']],
      [expect.stringContaining('ADD PARTITION p2027'), []],
    ])
    await runPlan(connection, plan.steps)
    expect((await compareOrders(wanted, true)).diff.operations).toEqual([])
  })

  test('what is not switched on is not looked at', async ({ database }) => {
    await database.connection.query('CREATE ROLE kit_somebody')
    expect((await compare(database, [role('kit_other')], [])).diff.operations).toEqual([])
    expect((await compare(database, [], ['ResourceGroup'])).live.cluster).toEqual({ ResourceGroup: {} })
    await database.connection.query('DROP ROLE kit_somebody')
  })
})

describe('external catalogs and storage volumes', () => {
  const variables = { KIT_ACCESS: 'AKIAKITTEST"1', KIT_SECRET: 'not to be seen' }
  beforeEach(() => {
    Object.assign(process.env, variables)
  })
  afterEach(() => {
    for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name)
  })
  const secrets = { 'aws.s3.access_key': { env: 'KIT_ACCESS' }, 'aws.s3.secret_key': { env: 'KIT_SECRET' } }

  sharedData(
    'are made with secrets of the environment, which no statement, state or error holds',
    async ({ database }) => {
      const properties = { type: 'iceberg', 'iceberg.catalog.type': 'glue', 'aws.s3.region': 'eu-west-1' }
      const volume = {
        type: 's3',
        locations: ['s3://kit/warm'],
        properties: { 'aws.s3.region': 'eu-west-1', 'aws.s3.use_instance_profile': true },
      }
      const before = [
        externalCatalog('kit_lake', { comment: 'The lake', properties }),
        storageVolume('kit_volume', { ...volume, comment: 'Warm' }),
      ]
      const after = [
        externalCatalog('kit_lake', { comment: 'The lake', properties: { ...properties, 'aws.s3.region': 'us-1' } }),
        storageVolume('kit_volume', { ...volume, comment: 'Cold', secrets }),
      ]
      const made = await changeTo(database, before)
      const changed = await changeTo(database, after)
      expect(sqlOf(changed)).toEqual([
        'ALTER STORAGE VOLUME kit_volume COMMENT = \'Cold\', SET ("aws.s3.access_key" = "${env:KIT_ACCESS}", "aws.s3.secret_key" = "${env:KIT_SECRET}")',
        'ALTER CATALOG kit_lake SET ("aws.s3.region" = "us-1")',
      ])
      const { live } = await compare(database, after)
      const shown = await database.connection.query('DESC STORAGE VOLUME kit_volume')
      for (const value of Object.values(variables)) {
        expect(JSON.stringify([live, changed])).not.toContain(value)
        expect(JSON.stringify(shown)).not.toContain(value)
      }
      // Nobody takes a secret away, nor a comment.
      const { diff, target, defaultDatabase, ...states } = await compare(database, before)
      const back = planOperations(diff.operations, { from: states.live, to: states.desired, target, defaultDatabase })
      expect(back.errors.map(({ message }) => message)).toEqual([
        'storage volume kit_volume cannot be altered into what is wanted: ALTER STORAGE VOLUME cannot take away the property aws.s3.access_key; ALTER STORAGE VOLUME cannot take away the property aws.s3.secret_key',
      ])
      await changeTo(database, [])
      await changeTo(database, before)
      await takeBack(database, made, [])
    },
  )

  sharedData('wait for a variable that is missing, and nothing is sent', async ({ database }) => {
    Reflect.deleteProperty(process.env, 'KIT_SECRET')
    const models = [externalCatalog('kit_lake', { properties: { type: 'hive' }, secrets })]
    await expect(changeTo(database, models)).rejects.toThrow(/environment variable KIT_SECRET holds no value/u)
    expect((await compare(database, [])).live.cluster?.ExternalCatalog).toEqual({})
  })
})
