import { duplicateKey, hash, int, pipe, routineLoad, table, varchar } from 'starrocks-kit'
import type { AnyModel } from 'starrocks-kit'
import { afterEach, beforeEach, describe, expect } from 'vitest'
import { compareModels } from '../../../packages/starrocks-kit/src/commands/compare.ts'
import type { Comparison } from '../../../packages/starrocks-kit/src/commands/compare.ts'
import { runPlan } from '../../../packages/starrocks-kit/src/commands/run-plan.ts'
import { planOperations } from '../../../packages/starrocks-kit/src/plan/index.ts'
import type { Plan } from '../../../packages/starrocks-kit/src/plan/index.ts'
import { eachVersion } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const compare = ({ connection, target, name }: TestDatabase, models: readonly AnyModel[]): Promise<Comparison> =>
  compareModels(connection, models, { target, defaultDatabase: name, manage: ['Pipe', 'RoutineLoad'] })

async function planTo(database: TestDatabase, models: readonly AnyModel[]): Promise<Plan> {
  const { diff, live, desired, target, defaultDatabase } = await compare(database, models)
  return planOperations(diff.operations, { from: live, to: desired, target, defaultDatabase })
}

/** Law 7: what the models say is there afterwards, and nothing is left to do. */
async function changeTo(database: TestDatabase, models: readonly AnyModel[]): Promise<readonly string[]> {
  const plan = await planTo(database, models)
  expect(plan.errors.map(({ message }) => message)).toEqual([])
  await runPlan(database.connection, plan.steps)
  expect((await compare(database, models)).diff.operations).toEqual([])
  return plan.steps.map(({ sql }) => sql)
}

const orders = table('orders', { id: int(), name: varchar(20), total: int() }, (t) => ({
  key: duplicateKey(t.id),
  distributedBy: hash(t.id),
}))

const variables = { KIT_KEY: 'AKIAKIT"1', KIT_PASSWORD: 'not to be seen' }
beforeEach(() => {
  Object.assign(process.env, variables)
})
afterEach(() => {
  for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name)
})

describe.each(eachVersion(['3.2', '3.3', '3.5', '4.1']))('StarRocks %s', (_version, test) => {
  test('routine loads are made behind their table, and altered while they are paused', async ({ database }) => {
    const { connection, name } = database
    const kafka = { kafka_broker_list: 'one:9092, two:9092', kafka_topic: 'orders' }
    const secrets = { 'property.sasl.password': { env: 'KIT_PASSWORD' } }
    const before = routineLoad('from_kafka', {
      table: 'orders',
      columnsTerminatedBy: ',',
      columns: ['id', 'name', 'price', 'total = price * 2'],
      where: '(`id` > 1) AND name LIKE "a%"',
      source: 'kafka',
      properties: { max_error_number: 5, max_batch_interval: 20, task_consume_second: 30, enclose: "'" },
      sourceProperties: { ...kafka, kafka_partitions: '0,1', kafka_offsets: 'OFFSET_BEGINNING,7' },
      secrets,
    })
    const made = await changeTo(database, [before, orders])
    expect(made.slice(1)).toEqual([
      `CREATE ROUTINE LOAD ${name}.from_kafka ON orders COLUMNS TERMINATED BY ',', COLUMNS (id, name, price, total = price * 2), WHERE id > 1 AND name LIKE 'a%' PROPERTIES ("enclose" = "'", "max_batch_interval" = "20", "max_error_number" = "5", "task_consume_second" = "30", "task_timeout_second" = "120") FROM KAFKA ("kafka_broker_list" = "one:9092,two:9092", "kafka_offsets" = "OFFSET_BEGINNING,7", "kafka_partitions" = "0,1", "kafka_topic" = "orders", "property.sasl.password" = "\${env:KIT_PASSWORD}")`,
    ])
    const { live } = await compare(database, [orders, before])
    expect(Object.values(live.cluster?.RoutineLoad ?? {})[0]?.sourceProperties).toMatchObject({
      kafka_partitions: '0,1',
      kafka_offsets: 'OFFSET_BEGINNING,7',
    })
    const shown = await connection.query('SHOW ROUTINE LOAD')
    expect(JSON.stringify(shown)).not.toContain(variables.KIT_PASSWORD)

    const after = routineLoad('from_kafka', {
      table: 'orders',
      columns: ['id', 'total'],
      where: 'id > 2',
      source: 'KAFKA',
      properties: { max_error_number: 5, strict_mode: true, enclose: "'" },
      // Where it begins counts only when it is made.
      sourceProperties: { ...kafka, 'property.client.id': 'kit' },
      secrets,
    })
    const altered = [
      `PAUSE ROUTINE LOAD FOR ${name}.from_kafka`,
      `ALTER ROUTINE LOAD FOR ${name}.from_kafka COLUMNS TERMINATED BY '\\t', COLUMNS (id, total), WHERE id > 2 PROPERTIES ("strict_mode" = "true", "max_batch_interval" = "10", "task_consume_second" = "15", "task_timeout_second" = "60") FROM KAFKA ("property.client.id" = "kit")`,
      `RESUME ROUTINE LOAD FOR ${name}.from_kafka`,
    ]
    expect(await changeTo(database, [orders, after])).toEqual(altered)

    // One that is paused already is altered too, and goes on.
    await connection.query('PAUSE ROUTINE LOAD FOR from_kafka')
    await changeTo(
      database,
      [orders, before].with(
        1,
        routineLoad('from_kafka', {
          table: 'orders',
          columns: ['id', 'total'],
          where: 'id > 3',
          source: 'KAFKA',
          properties: { max_error_number: 5, strict_mode: true, enclose: "'" },
          sourceProperties: { ...kafka, 'property.client.id': 'kit' },
          secrets,
        }),
      ),
    )
    const { columns, rows } = await connection.query('SHOW ROUTINE LOAD FOR from_kafka')
    expect(rows[0]?.[columns.indexOf('State')]).not.toBe('PAUSED')
  })

  test('what ALTER ROUTINE LOAD cannot do is told, and a load that goes away stops before its table', async ({
    database,
  }) => {
    const { name } = database
    const load = (topic: string, properties = {}): AnyModel =>
      routineLoad('l', {
        table: 'orders',
        ...(topic === 'a' ? { where: 'id > 1' } : {}),
        source: 'KAFKA',
        properties,
        sourceProperties: { kafka_broker_list: 'one:9092', kafka_topic: topic },
      })
    await changeTo(database, [orders, load('a')])
    const { errors } = await planTo(database, [orders, load('b', { format: 'json' })])
    expect(errors.map(({ message }) => message)).toEqual([
      `routine load ${name}.l cannot be altered into what is wanted: ALTER ROUTINE LOAD cannot take away WHERE; ALTER ROUTINE LOAD cannot change the property format; ALTER ROUTINE LOAD cannot change the property kafka_topic`,
    ])
    const { steps } = await planTo(database, [])
    expect(steps.map(({ sql, hazards }) => [sql, hazards.map(({ code }) => code)])).toEqual([
      [`STOP ROUTINE LOAD FOR ${name}.l`, ['DATA_LOSS']],
      ['DROP TABLE orders', ['DATA_LOSS']],
    ])
    await runPlan(database.connection, steps)
    expect((await compare(database, [])).diff.operations).toEqual([])
  })

  test('a routine load follows a table that gets another name', async ({ database }) => {
    const load = (name: string): AnyModel =>
      routineLoad('l', {
        table: name,
        source: 'KAFKA',
        sourceProperties: { kafka_broker_list: 'one:9092', kafka_topic: 'a' },
      })
    await changeTo(database, [orders, load('orders')])
    const purchases = table('purchases', { id: int(), name: varchar(20), total: int() }, (t) => ({
      key: duplicateKey(t.id),
      distributedBy: hash(t.id),
      renamedFrom: 'orders',
    }))
    expect(await changeTo(database, [purchases, load('purchases')])).toEqual(['ALTER TABLE orders RENAME purchases'])
  })

  test('a table is not rebuilt under a routine load, which would go on writing to the old one', async ({
    database,
  }) => {
    const { name } = database
    const load = routineLoad('l', {
      table: 'orders',
      source: 'KAFKA',
      sourceProperties: { kafka_broker_list: 'one:9092', kafka_topic: 'a' },
    })
    await changeTo(database, [orders, load])
    const other = table('orders', { id: int(), name: varchar(20), total: int() }, (t) => ({
      key: duplicateKey(t.id, t.name),
      distributedBy: hash(t.id),
    }))
    const { diff, live, desired, target, defaultDatabase } = await compare(database, [other, load])
    const { errors } = planOperations(diff.operations, {
      from: live,
      to: desired,
      target,
      defaultDatabase,
      rebuild: () => true,
    })
    expect(errors.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`cannot be rebuilt: the routine load ${name}.l would go on writing to the old table`),
    )
  })

  test('pipes are made, take properties and keep their statement', async ({ database, skip }) => {
    const { connection, name } = database
    skip(process.env['STARROCKS_URL'] !== undefined, 'a cluster looks at the files')
    const ingest = (properties: Readonly<Record<string, string | number>>, path = 's3://kit/orders/*'): AnyModel =>
      pipe('ingest', {
        statement: `insert into orders select * from files("path" = "${path}", "format" = "parquet")`,
        properties,
        secrets: { 'aws.s3.access_key': { env: 'KIT_KEY' } },
      })
    expect((await changeTo(database, [orders, ingest({ poll_interval: 60, batch_size: '1MB' })])).slice(1)).toEqual([
      `CREATE PIPE ${name}.ingest PROPERTIES ("batch_size" = "1048576", "poll_interval" = "60") AS INSERT INTO ${name}.orders SELECT * FROM FILES("format" = "parquet", "path" = "s3://kit/orders/*", "aws.s3.access_key" = "\${env:KIT_KEY}")`,
    ])
    const { live } = await compare(database, [])
    for (const shown of [live, await connection.query('DESC PIPE ingest'), await connection.query('SHOW PIPES')])
      expect(JSON.stringify(shown)).not.toContain('AKIAKIT')
    expect(await changeTo(database, [orders, ingest({ poll_interval: 30, batch_files: 16 })])).toEqual([
      `ALTER PIPE ${name}.ingest SET ("batch_files" = "16", "poll_interval" = "30", "batch_size" = "1073741824")`,
    ])
    const { errors } = await planTo(database, [
      orders,
      ingest({ poll_interval: 30, batch_files: 16 }, 's3://kit/new/*'),
    ])
    expect(errors.map(({ message }) => message)).toEqual([
      `pipe ${name}.ingest cannot be altered into what is wanted: ALTER PIPE cannot change the statement, and a new pipe would load again the files that this one has loaded`,
    ])
    expect(await changeTo(database, [orders])).toEqual([`DROP PIPE ${name}.ingest`])
  })
})
