import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

type Options = Parameters<typeof startServer>[0]

async function on(options: Options, ...works: readonly ((client: Client) => Promise<void>)[]): Promise<void> {
  for (const work of works) {
    const server = await startServer(options)
    const client = await connect(server.url)
    try {
      await work(client)
    } finally {
      await client.close()
      await server.close()
    }
  }
}

const PLACE = [
  'CREATE DATABASE d',
  'USE d',
  "CREATE TABLE t (id INT, a VARCHAR(20), b INT) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) PROPERTIES ('replication_num' = '1')",
]
const JOB = `CREATE ROUTINE LOAD j1 ON t COLUMNS TERMINATED BY ',', COLUMNS (id, a, x, b = x + 1), WHERE id > 10 AND \`a\` LIKE 'x%'
  PROPERTIES ("desired_concurrent_number" = "3", "max_batch_interval" = "20", "timezone" = "UTC")
  FROM KAFKA ("kafka_broker_list" = "127.0.0.1:9999", "kafka_topic" = "orders", "property.group.id" = "g", "property.sasl.password" = "hush-hush")`
const JSON_JOB = `CREATE ROUTINE LOAD j2 ON t PROPERTIES ("format" = "json", "jsonpaths" = "[\\"$.id\\"]", "strict_mode" = "true")
  FROM KAFKA ("kafka_broker_list" = "127.0.0.1:9999", "kafka_topic" = "orders", "kafka_partitions" = "0,1", "kafka_offsets" = "OFFSET_BEGINNING,12")`

/** Columns of the row of SHOW ROUTINE LOAD. */
const [NAME, STATE, JOB_PROPERTIES, SOURCE, CUSTOM, PROGRESS, REASON] = [1, 7, 10, 11, 12, 14, 16]

describe('routine loads', () => {
  it('are shown as a frontend shows them, change while they are paused, and outlive the server without their secrets', async () => {
    await on(
      { dataDirectory: directory },
      async ({ ask, refusal }) => {
        for (const sql of [...PLACE, JOB, JSON_JOB]) await ask(sql)
        const [first = [], second = []] = await ask('SHOW ROUTINE LOAD')
        expect([first[NAME], first[STATE], first[REASON]]).toEqual(['j1', 'NEED_SCHEDULE', ''])
        // Recorded, order and all.
        expect(first[JOB_PROPERTIES]).toBe(
          '{"partial_update_mode":"null","timezone":"UTC","columnSeparator":",","log_rejected_record_num":"0","taskTimeoutSecond":"60","maxFilterRatio":"1.0","strict_mode":"false","jsonpaths":"","currentTaskConcurrentNum":"3","escape":"0","enclose":"0","partitions":"*","rowDelimiter":"\\n","partial_update":"false","trim_space":"false","columnToColumnExpr":"id,a,x,b=`x` + 1","maxBatchIntervalS":"20","whereExpr":"(`id` > 10) AND (`a` LIKE \'x%\')","format":"csv","json_root":"","pause_on_fatal_parse_error":"false","taskConsumeSecond":"15","desireTaskConcurrentNum":"3","maxErrorNum":"0","strip_outer_array":"false","maxBatchRows":"200000"}',
        )
        expect(first[SOURCE]).toBe('{"topic":"orders","currentKafkaPartitions":"","brokerList":"127.0.0.1:9999"}')
        expect(first[CUSTOM]).toBe('{"group.id":"g","sasl.password":"******"}')
        expect(second[PROGRESS]).toBe('{"0":"OFFSET_BEGINNING","1":"11"}')
        expect(await refusal('ALTER ROUTINE LOAD FOR j1 PROPERTIES ("max_error_number" = "5")')).toBe(
          '1064 Only supports modification of PAUSED jobs',
        )
        expect(await ask('SHOW ROUTINE LOAD TASK WHERE JobName = "j1"')).toEqual([])
        expect(await refusal('SHOW ROUTINE LOAD TASK WHERE JobName = "j9"')).toContain(
          'The job named j9does not exists',
        )
        expect(await refusal('SHOW ROUTINE LOAD FROM nodb')).toBe(
          '1064 Getting analyzing error. Detail message: failed to find database by dbFullName nodb.',
        )
        await ask('PAUSE ROUTINE LOAD FOR j1')
        expect(await refusal('PAUSE ROUTINE LOAD FOR j1')).toBe('1064 Could not transform PAUSED to PAUSED')
        await ask('ALTER ROUTINE LOAD FOR j1 COLUMNS (id, a), WHERE b < 3 PROPERTIES ("max_error_number" = "5")')
      },
      async ({ ask, refusal }) => {
        await ask('USE d')
        const [first = []] = await ask('SHOW ROUTINE LOAD FOR j1')
        expect([first[STATE], first[REASON]]).toEqual([
          'PAUSED',
          "ErrorReason{errCode = 100, msg='User root pauses routine load job'}",
        ])
        const [[, text] = []] = await ask('SHOW CREATE ROUTINE LOAD j1')
        expect(text).toMatch(
          /^CREATE ROUTINE LOAD d\.j1 on t\n COLUMNS TERMINATED BY ',',\nCOLUMNS \(id, a\),\nWHERE `b` < 3\nPROPERTIES\n\(\n"desired_concurrent_number"="3",\n"max_error_number"="5",/,
        )
        await ask('RESUME ROUTINE LOAD FOR j1')
        await ask('STOP ROUTINE LOAD FOR j1')
        expect(await refusal('SHOW ROUTINE LOAD FOR j1')).toContain('There is no running job named j1 in db d')
        expect(await refusal('STOP ROUTINE LOAD FOR j1')).toContain('Routine load job [j1] not found')
        // A load without its table is cancelled; the name of one that has ended is free.
        await ask('DROP TABLE t')
        expect((await ask('SHOW ALL ROUTINE LOAD')).map((row) => [row[NAME], row[STATE], row[REASON]])).toEqual([
          ['j1', 'STOPPED', ''],
          ['j2', 'CANCELLED', "ErrorReason{errCode = 6, msg='table not exist'}"],
        ])
        expect(await ask('SHOW ROUTINE LOAD')).toEqual([])
        expect(await ask('SELECT name, state FROM information_schema.routine_load_jobs ORDER BY 1')).toEqual([
          ['j1', 'STOPPED'],
          ['j2', 'CANCELLED'],
        ])
      },
    )
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('hush-hush')
  })

  it('are shown in the words of 3.2', async () => {
    await on({ version: '3.2' }, async ({ ask }) => {
      for (const sql of [...PLACE, JOB]) await ask(sql)
      const [first = []] = await ask('SHOW ROUTINE LOAD')
      expect(first[JOB_PROPERTIES]).toContain(`"columnSeparator":"','"`)
      expect(first[JOB_PROPERTIES]).not.toContain('trim_space')
    })
  })
})

it('pipes are shown as a frontend shows them, and outlive the server without their secrets', async () => {
  await on(
    { dataDirectory: directory },
    async ({ ask, refusal }) => {
      for (const sql of PLACE) await ask(sql)
      await ask(
        'CREATE PIPE p PROPERTIES ("POLL_INTERVAL" = "60") AS INSERT INTO t SELECT * FROM FILES("path" = "s3://a/*", "format" = "parquet", "aws.s3.secret_key" = "hush-hush")',
      )
      expect(await refusal('CREATE PIPE p AS INSERT INTO t SELECT * FROM FILES("path" = "s3://a/*")')).toBe(
        '5802 Getting analyzing error. Detail message: Pipe exists.',
      )
      await ask('ALTER PIPE p SUSPEND')
      await ask('ALTER PIPE p SET ("batch_files" = "10")')
    },
    async ({ ask }) => {
      await ask('USE d')
      const [[, id, , ...shown] = []] = await ask('SHOW PIPES')
      expect(shown.slice(0, 2)).toEqual(['SUSPEND', 'd.t'])
      expect((await ask('DESC PIPE p'))[0]?.slice(1)).toEqual([
        id,
        'p',
        'FILE',
        'd.t',
        'FILE_SOURCE(path=s3://a/*)',
        'INSERT INTO t SELECT * FROM FILES("format" = "parquet", "path" = "s3://a/*", "aws.s3.secret_key" = "***")',
        '{"batch_files":"10","poll_interval":"60"}',
      ])
      expect(await ask('SELECT pipe_name, properties, state FROM information_schema.pipes')).toEqual([
        ['p', '"batch_files" = "10", "poll_interval" = "60"', 'SUSPEND'],
      ])
      await ask('ALTER PIPE p RESUME')
      await ask('CREATE OR REPLACE PIPE p AS INSERT INTO t SELECT * FROM FILES("path" = "s3://b/*", "format" = "orc")')
      expect((await ask('SHOW PIPES'))[0]?.[3]).toBe('RUNNING')
      await ask('DROP DATABASE d FORCE')
      expect(await ask('SELECT * FROM information_schema.pipes')).toEqual([])
    },
  )
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files) expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('hush-hush')
})

it('whoever may not insert changes no loads, and pipes have privileges of their own', async () => {
  const server = await startServer()
  const root = await connect(server.url)
  for (const sql of [
    ...PLACE,
    JSON_JOB,
    'CREATE PIPE p AS INSERT INTO t SELECT * FROM FILES("path" = "s3://a/*", "format" = "orc")',
    'CREATE USER ann',
  ])
    await root.ask(sql)
  const ann = await connect(server.url, { user: 'ann' })
  await ann.ask('USE d')
  expect(await ann.refusal('PAUSE ROUTINE LOAD FOR j2')).toMatch(/the INSERT privilege\(s\) on TABLE t/)
  expect(await ann.refusal(JOB)).toMatch(/the INSERT privilege\(s\) on TABLE t/)
  expect(await ann.refusal('ALTER PIPE p SUSPEND')).toMatch(/the ALTER privilege\(s\) on PIPE p/)
  expect(await ann.refusal('CREATE PIPE q AS INSERT INTO t SELECT * FROM FILES("path" = "a")')).toMatch(
    /the CREATE PIPE privilege\(s\) on DATABASE d/,
  )
  await root.ask('GRANT INSERT ON TABLE t TO USER ann')
  await ann.ask('PAUSE ROUTINE LOAD FOR j2')
  await ann.close()
  await root.close()
  await server.close()
})
