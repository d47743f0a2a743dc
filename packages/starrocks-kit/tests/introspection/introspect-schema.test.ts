import { describe, expect, test } from 'vitest'
import { ConnectionError } from '../../src/connection/index.ts'
import type { Connection } from '../../src/connection/index.ts'
import { introspectSchema } from '../../src/introspection/index.ts'
import { findMaterializedView, findTable, findView } from '../../src/schema/state.ts'
import { DATABASE, TARGET } from '../support/target.ts'
import { RecordedServer } from './recorded-connection.ts'
import type { Answer } from './recorded-connection.ts'

const TABLE =
  'CREATE TABLE `t` (\n  `id` int(11) NOT NULL COMMENT "",\n  `name` varchar(65533) NULL DEFAULT "x" COMMENT "it\'s"\n) ENGINE=OLAP \nPRIMARY KEY(`id`)\nDISTRIBUTED BY HASH(`id`) BUCKETS 2 \nPROPERTIES (\n"compression" = "LZ4",\n"replication_num" = "1"\n);'
const VIEW =
  'CREATE VIEW `v` (`id` COMMENT "ID")\nCOMMENT "ids" SECURITY NONE AS SELECT `shop`.`t`.`id`\nFROM `shop`.`t`;'
const MATERIALIZED_VIEW =
  'CREATE MATERIALIZED VIEW `m` (`id`, `n`)\nDISTRIBUTED BY RANDOM\nREFRESH ASYNC\nPROPERTIES (\n"replicated_storage" = "true",\n"replication_num" = "1",\n"storage_medium" = "HDD"\n)\nAS SELECT `t`.`id`, count(*) AS `n`\nFROM `shop`.`t`\nGROUP BY `t`.`id`;'

const tables = (...names: [string, string][]): Answer => ({ columns: ['Tables_in_shop', 'Table_type'], rows: names })
const show = (title: string, name: string, text: string): Answer => ({
  columns: [title, `Create ${title}`],
  rows: [[name, text]],
})
const materializedViews = (...rows: [string, string, string][]): Answer => ({
  columns: ['name', 'refresh_type', 'text'],
  rows,
})

const SHOP: Record<string, Answer> = {
  'SHOW FULL TABLES FROM shop': tables(['m', 'VIEW'], ['t', 'BASE TABLE'], ['v', 'VIEW']),
  'SHOW MATERIALIZED VIEWS FROM shop': materializedViews(['m', 'ASYNC', MATERIALIZED_VIEW]),
  'SHOW CREATE TABLE shop.t': show('Table', 't', TABLE),
  'SHOW CREATE TABLE shop.v': show('View', 'v', VIEW),
  'SHOW CREATE TABLE shop.m': show('Materialized View', 'm', MATERIALIZED_VIEW),
}

const read = (answers: Record<string, Answer>, more: Partial<Parameters<typeof introspectSchema>[1]> = {}) =>
  introspectSchema(new RecordedServer(answers).connect(), { databases: [DATABASE], target: TARGET, ...more })

describe('reading a schema', () => {
  test('tells how many objects are read', async () => {
    const told: string[] = []
    const silent = (): void => {}
    const logger = { debug: silent, info: silent, warn: silent, progress: (text: string) => void told.push(text) }
    await read(SHOP, { logger })
    expect(told).toEqual([1, 2, 3].map((count) => `read ${count} of 3 objects`))
  })

  test('tables, views and materialized views are told apart by what SHOW CREATE prints', async () => {
    const state = await read(SHOP)
    const database = { database: DATABASE }
    expect(findTable(state, { ...database, name: 't' })).toMatchObject({
      key: { type: 'PRIMARY', columns: ['id'] },
      columns: [
        { name: 'id', nullable: false },
        { name: 'name', comment: "it's" },
      ],
    })
    expect(findView(state, { ...database, name: 'v' })).toMatchObject({
      comment: 'ids',
      columns: [{ name: 'id', comment: 'ID' }],
      query: { origin: 'analyzer' },
    })
    expect(findMaterializedView(state, { ...database, name: 'm' })).toMatchObject({
      refresh: { mode: 'ASYNC' },
      query: { origin: 'analyzer' },
    })
    expect(state.databases[DATABASE]?.unsupported).toEqual({})
  })

  test('takes two list queries for each database and one for each object', async () => {
    const server = new RecordedServer(SHOP)
    await introspectSchema(server.connect(), { databases: [DATABASE], target: TARGET })
    expect(server.asked).toHaveLength(2 + 3)
  })

  test('many objects are read by a few sessions, which are closed again', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `t${index}`)
    const server = new RecordedServer({
      'SHOW FULL TABLES FROM shop': tables(...names.map((name): [string, string] => [name, 'BASE TABLE'])),
      'SHOW MATERIALIZED VIEWS FROM shop': materializedViews(),
      ...Object.fromEntries(
        names.map((name) => [
          `SHOW CREATE TABLE shop.${name}`,
          show('Table', name, TABLE.replace('`t`', `\`${name}\``)),
        ]),
      ),
    })
    const state = await introspectSchema(server.connect(), { databases: [DATABASE], target: TARGET, concurrency: 3 })
    expect(Object.keys(state.databases[DATABASE]?.tables ?? {})).toEqual(names)
    expect(server.mostOpen).toBe(3)
    expect(server.open).toBe(1)
    expect(server.asked).toHaveLength(202)
  })

  test('a database that does not exist is left out, an empty one is there', async () => {
    const state = await read(
      {
        'SHOW FULL TABLES FROM shop': tables(),
        'SHOW MATERIALIZED VIEWS FROM shop': materializedViews(),
        'SHOW FULL TABLES FROM gone': { error: { code: 5501, message: "Unknown database 'gone'" } },
      },
      { databases: [DATABASE, 'gone'] },
    )
    expect(Object.keys(state.databases)).toEqual([DATABASE])
  })

  test('our own tables, and those to ignore, are not read', async () => {
    const state = await read(
      {
        'SHOW FULL TABLES FROM shop': tables(
          ['_starrocks_kit_revisions', 'BASE TABLE'],
          ['t', 'BASE TABLE'],
          ['tmp', 'BASE TABLE'],
        ),
        'SHOW MATERIALIZED VIEWS FROM shop': materializedViews(),
        'SHOW CREATE TABLE shop.t': show('Table', 't', TABLE),
      },
      { ignore: ({ name }) => name.startsWith('tmp') },
    )
    expect(Object.keys(state.databases[DATABASE]?.tables ?? {})).toEqual(['t'])
    expect(state.databases[DATABASE]?.unsupported).toEqual({})
  })

  test('a session that is lost is an error, and no session stays open', async () => {
    const server = new RecordedServer(SHOP)
    const connection = server.connect()
    const lost: Connection = {
      ...connection,
      query: (sql) =>
        sql.startsWith('SHOW CREATE') ? Promise.reject(new ConnectionError('gone', [])) : connection.query(sql),
    }
    await expect(introspectSchema(lost, { databases: [DATABASE], target: TARGET })).rejects.toThrow('gone')
    expect(server.open).toBe(1)
  })
})

const withText = (text: string): Promise<unknown> =>
  read({
    'SHOW FULL TABLES FROM shop': tables(['t', 'BASE TABLE']),
    'SHOW MATERIALIZED VIEWS FROM shop': materializedViews(),
    'SHOW CREATE TABLE shop.t': show('Table', 't', text),
  })
const unsupported = (text: string, reason: RegExp): unknown => ({
  databases: {
    [DATABASE]: expect.objectContaining({
      tables: {},
      unsupported: {
        t: { kind: 'UnsupportedObject', name: 't', createStatement: text, reason: expect.stringMatching(reason) },
      },
    }),
  },
})

describe('what is not understood', () => {
  test('a text that cannot be parsed', async () => {
    const text = TABLE.replace('"it\'s"', "it's")
    expect(await withText(text)).toEqual(unsupported(text, /was not understood: SQL syntax error/))
  })
  test('a text that says more than a schema holds', async () => {
    const text = TABLE.replace('CREATE TABLE', 'CREATE TEMPORARY TABLE')
    expect(await withText(text)).toEqual(unsupported(text, /holds more than was understood, at temporary/))
  })
  test('another statement', async () => {
    const text = 'DROP TABLE t'
    expect(await withText(text)).toEqual(unsupported(text, /DropTableStatement/))
  })
  test('an object that the server will not show', async () => {
    const state = await read({
      'SHOW FULL TABLES FROM shop': tables(['t', 'BASE TABLE']),
      'SHOW MATERIALIZED VIEWS FROM shop': materializedViews(),
      'SHOW CREATE TABLE shop.t': { error: { code: 5203, message: 'Access denied' } },
    })
    expect(state.databases[DATABASE]?.unsupported['t']?.reason).toMatch(/refused to show it: Access denied/)
  })
  test('a rollup', async () => {
    const state = await read({
      ...SHOP,
      'SHOW MATERIALIZED VIEWS FROM shop': materializedViews([
        'r',
        'ROLLUP',
        'create materialized view r as select id from t',
      ]),
    })
    expect(Object.keys(state.databases[DATABASE]?.unsupported ?? {})).toEqual(['r'])
  })
  test('a server that cannot list materialized views still shows the rest', async () => {
    const state = await read({
      ...SHOP,
      'SHOW MATERIALIZED VIEWS FROM shop': { error: { code: 1064, message: 'no backend' } },
    })
    expect(Object.keys(state.databases[DATABASE]?.tables ?? {})).toEqual(['t'])
  })
})
