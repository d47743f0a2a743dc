import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import type { EmbeddedServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let server: EmbeddedServer
let client: Client
beforeAll(async () => {
  server = await startServer()
  client = await connect(server.url)
})
afterAll(async () => {
  await client.close()
  await server.close()
})
beforeEach(async () => {
  await client.ask('CREATE DATABASE d')
  await client.ask('USE d')
})
afterEach(() => client.ask('DROP DATABASE d FORCE'))

const TABLE =
  "CREATE TABLE t (id INT COMMENT 'i', name VARCHAR(50) DEFAULT 'x', s STRING) PRIMARY KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 2 PROPERTIES ('replication_num' = '1')"

describe('tables', () => {
  it('describes them in every way', async () => {
    await client.ask(TABLE)
    expect(await client.ask('DESC t')).toEqual([
      ['id', 'int', 'NO', 'true', null, ''],
      ['name', 'varchar(50)', 'YES', 'false', 'x', ''],
      ['s', 'varchar(65533)', 'YES', 'false', null, ''],
    ])
    expect((await client.ask("SHOW FULL COLUMNS FROM t LIKE 'id'"))[0]).toEqual([
      'id',
      'int',
      '',
      'NO',
      'YES',
      null,
      '',
      '',
      'i',
    ])
    expect(
      await client.ask(
        "SELECT column_name, column_type, column_key, column_default FROM information_schema.columns WHERE table_schema = 'd' AND table_name = 't' ORDER BY ordinal_position DESC LIMIT 2",
      ),
    ).toEqual([
      ['s', 'varchar(65533)', '', null],
      ['name', 'varchar(50)', '', 'x'],
    ])
    expect(await client.ask('SHOW FULL TABLES')).toEqual([['t', 'BASE TABLE']])
    expect(
      await client.ask(
        "SELECT TABLE_MODEL, PRIMARY_KEY, DISTRIBUTE_BUCKET, PROPERTIES FROM information_schema.tables_config WHERE TABLE_NAME IN ('t')",
      ),
    ).toEqual([
      [
        'PRIMARY_KEYS',
        '`id`',
        '2',
        '{"compression":"LZ4","enable_persistent_index":"true","fast_schema_evolution":"true","replicated_storage":"true","replication_num":"1"}',
      ],
    ])
  })

  it('keeps rows through renames, swaps and column changes', async () => {
    await client.ask(TABLE)
    await client.ask("INSERT INTO t VALUES (1, 'a', 'b')")
    await client.ask('ALTER TABLE t RENAME u')
    await client.ask('ALTER TABLE u RENAME COLUMN s TO body')
    await client.ask("ALTER TABLE u ADD COLUMN n INT DEFAULT '7'")
    await client.ask('CREATE TABLE v LIKE u')
    await client.ask('ALTER TABLE u SWAP WITH v')
    expect(await client.ask('SELECT id, body, n FROM v')).toEqual([['1', 'b', '7']])
    expect(await client.ask('SELECT COUNT(*) FROM u')).toEqual([['0']])
    expect(await client.ask("SHOW ALTER TABLE COLUMN WHERE TableName = 'u' ORDER BY CreateTime DESC LIMIT 1")).toEqual([
      expect.arrayContaining(['u', 'FINISHED']),
    ])
  })

  it('makes one from a query, with its rows', async () => {
    await client.ask(TABLE)
    await client.ask("INSERT INTO t VALUES (1, 'a', 'b'), (2, 'c', 'd')")
    await client.ask("CREATE TABLE c PROPERTIES ('replication_num' = '1') AS SELECT id, name FROM t WHERE id > 1")
    expect(await client.ask('SELECT * FROM c')).toEqual([['2', 'c']])
    await client.ask('TRUNCATE TABLE c')
    expect(await client.ask('SELECT * FROM c')).toEqual([])
  })
})

describe('views', () => {
  it('stores the analyzed query and keeps answering by name', async () => {
    await client.ask(TABLE)
    await client.ask("CREATE VIEW v (i COMMENT 'ID', n) COMMENT 'c' AS SELECT id, name FROM t WHERE NOT name = 'x'")
    expect(await client.ask('SHOW CREATE VIEW v')).toEqual([
      [
        'v',
        'CREATE VIEW `v` (`i` COMMENT "ID", `n`)\nCOMMENT "c" SECURITY NONE AS SELECT `d`.`t`.`id`, `d`.`t`.`name`\nFROM `d`.`t`\nWHERE `d`.`t`.`name` != \'x\';',
        'utf8',
        'utf8_general_ci',
      ],
    ])
    await client.ask("INSERT INTO t VALUES (1, 'a', 'b'), (2, 'x', 'd')")
    expect(await client.ask('SELECT n, i FROM v')).toEqual([['a', '1']])
    expect(await client.ask("SELECT VIEW_DEFINITION FROM information_schema.views WHERE TABLE_NAME = 'v'")).toEqual([
      ["SELECT `d`.`t`.`id`, `d`.`t`.`name`\nFROM `d`.`t`\nWHERE `d`.`t`.`name` != 'x'"],
    ])
  })
})

describe('materialized views', () => {
  const VIEW = 'AS SELECT id, COUNT(*) AS cnt FROM t GROUP BY id'

  it('refreshes them when asked, and after changes of their table', async () => {
    await client.ask(TABLE)
    await client.ask(`CREATE MATERIALIZED VIEW manual REFRESH DEFERRED MANUAL ${VIEW}`)
    await client.ask(`CREATE MATERIALIZED VIEW following REFRESH ASYNC ${VIEW}`)
    await client.ask("INSERT INTO t VALUES (1, 'a', 'b')")
    expect(await client.ask('SELECT * FROM manual')).toEqual([])
    await client.ask('REFRESH MATERIALIZED VIEW manual WITH SYNC MODE')
    await client.ask('CANCEL REFRESH MATERIALIZED VIEW manual')
    await expect(client.ask('CANCEL REFRESH MATERIALIZED VIEW nothing')).rejects.toThrow(
      'nothing is not a materialized view',
    )
    expect(await client.ask('SELECT * FROM manual')).toEqual([['1', '1']])
    await expect.poll(() => client.ask('SELECT * FROM following')).toEqual([['1', '1']])
    expect(
      await client.ask(
        "SELECT TABLE_NAME, REFRESH_TYPE, IS_ACTIVE, LAST_REFRESH_STATE FROM information_schema.materialized_views WHERE TABLE_SCHEMA = 'd' ORDER BY 1",
      ),
    ).toEqual([
      ['following', 'ASYNC', 'true', 'SUCCESS'],
      ['manual', 'MANUAL', 'true', 'SUCCESS'],
    ])
  })

  it('become inactive with their table and active again by order', async () => {
    await client.ask(TABLE)
    await client.ask(`CREATE MATERIALIZED VIEW mv REFRESH DEFERRED MANUAL ${VIEW}`)
    const state = async () => (await client.ask("SHOW MATERIALIZED VIEWS LIKE 'mv'")).map((row) => row.slice(4, 6))
    await client.ask('DROP TABLE t')
    expect(await state()).toEqual([['false', expect.stringContaining('base-table dropped')]])
    expect(await client.refusal('ALTER MATERIALIZED VIEW mv ACTIVE')).toMatch(
      /^1064 Getting analyzing error. Detail message: Can not active materialized view \[mv\]/,
    )
    await client.ask(TABLE)
    await client.ask('ALTER MATERIALIZED VIEW mv ACTIVE')
    expect(await state()).toEqual([['true', '']])
  })
})
