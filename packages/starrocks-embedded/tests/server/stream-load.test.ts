import { Buffer } from 'node:buffer'
import { request } from 'node:http'
import type { ClientRequest } from 'node:http'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import type { EmbeddedServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'
import { send } from './http-client.ts'

let server: EmbeddedServer
let client: Client
beforeAll(async () => {
  server = await startServer({ httpPort: 0 })
  client = await connect(server.url)
  await client.ask('CREATE DATABASE d')
  await client.ask('USE d')
})
afterAll(async () => {
  await client.close()
  await server.close()
})

let tables = 0
/** A table of its own for each test. */
async function table(columns: string, key = ''): Promise<string> {
  const name = `t${++tables}`
  await client.ask(`CREATE TABLE ${name} (${columns}) ${key} PROPERTIES ('replication_num' = '1')`)
  return name
}

const put = async (name: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  (await send(server.httpUrl, 'PUT', `/api/d/${name}/_stream_load`, { headers, body })).json
const loaded = { Status: 'Success', Message: 'OK' }

describe('a load of CSV', () => {
  it('takes columns in their order, NULLs, values that do not fit, and blank lines', async () => {
    const name = await table('a INT, b VARCHAR(4), c DATE, d DECIMAL(10, 2), e ARRAY<INT>')
    const answer = await put(name, '1\tzwei\t2024-02-29\t1.5\t[1,2]\n\n\\N\tzu lang\tnie\tx\t\\N\n', { label: 'one' })
    expect(answer).toMatchObject({
      ...loaded,
      Label: 'one',
      Db: 'd',
      Table: name,
      NumberTotalRows: 2,
      NumberLoadedRows: 2,
      NumberFilteredRows: 0,
      NumberUnselectedRows: 0,
      LoadBytes: 49,
    })
    expect(answer['TxnId']).toBeGreaterThan(0)
    expect(await client.ask(`SELECT * FROM ${name} ORDER BY a`)).toEqual([
      [null, null, null, null, null],
      ['1', 'zwei', '2024-02-29', '1.50', '[1,2]'],
    ])
  })

  it('cuts at delimiters of any bytes, at quotes and escapes, and leaves out the head', async () => {
    const name = await table('a VARCHAR(20), b VARCHAR(20)')
    const body = 'A||B\x01\x02 x || "a||b""c\x01\x02" ||\n\x01\x02\\||||d\\"'
    const headers = {
      column_separator: '||',
      row_delimiter: '\\x0102',
      skip_header: '1',
      trim_space: 'true',
      enclose: '"',
      escape: '\\',
    }
    // Three fields where two are wanted, then what escapes protect.
    expect(await put(name, body, headers)).toMatchObject({ Status: 'Fail', NumberTotalRows: 2, NumberFilteredRows: 1 })
    expect(await put(name, body.replace(' ||\n', ''), headers)).toMatchObject(loaded)
    expect(await client.ask(`SELECT * FROM ${name} ORDER BY a`)).toEqual([
      ['x ', 'a||b"c\x01\x02'],
      ['||', 'd"'],
    ])
  })

  it('computes columns, selects rows, and counts what it leaves out', async () => {
    const name = await table('id INT, y INT, city VARCHAR(10)')
    const answer = await put(name, '1,2024-05-06,Bonn\n2,2023-01-01,Köln\n3,2022-01-01,Ulm\n', {
      column_separator: ',',
      columns: 'tmp, day, city, id = tmp * 10, y = year(day)',
      where: "y > 2022 AND city <> 'x'",
    })
    expect(answer).toMatchObject({ ...loaded, NumberTotalRows: 3, NumberLoadedRows: 2, NumberUnselectedRows: 1 })
    expect(await client.ask(`SELECT * FROM ${name} ORDER BY id`)).toEqual([
      ['10', '2024', 'Bonn'],
      ['20', '2023', 'Köln'],
    ])
  })

  it('is refused for rows of bad quality above the ratio, and tells which', async () => {
    const name = await table("a INT NOT NULL, b VARCHAR(3) DEFAULT 'x'")
    const body = Buffer.concat([Buffer.from('1,ab\n,ab\n3\n4,'), Buffer.from([0xff, 0xfe]), Buffer.from('\n5,cd\n')])
    const refused = await put(name, body, { column_separator: ',', max_filter_ratio: '0.5' })
    expect(refused).toMatchObject({ Status: 'Fail', Message: 'too many filtered rows', NumberFilteredRows: 3 })
    expect(await client.ask(`SELECT count(*) FROM ${name}`)).toEqual([['0']])
    const log = await send(server.httpUrl, 'GET', String(refused['ErrorURL']), { user: 'nobody:' })
    expect(log.text.split('\n')).toEqual([
      "Error: Target column count: 2 doesn't match source value column count: 1. Column separator: ',', Row delimiter: '\\n'. Row: 3",
      'Error: Invalid UTF-8 row. Row: 4,\ufffd\ufffd',
      "Error: NULL value in non-nullable column 'a'. Row: [NULL, 'ab']",
      '',
    ])
    expect(await put(name, body, { column_separator: ',', max_filter_ratio: '0.6' })).toMatchObject({
      ...loaded,
      NumberTotalRows: 5,
      NumberLoadedRows: 2,
      NumberFilteredRows: 3,
    })
  })

  it('is strict when it is told to be', async () => {
    const name = await table('a INT, b VARCHAR(3)')
    const headers = { column_separator: ',', strict_mode: 'true', max_filter_ratio: '0.9' }
    const answer = await put(name, 'x,ab\n1,long\n2,\\N\n', headers)
    expect(answer).toMatchObject({ ...loaded, NumberLoadedRows: 1, NumberFilteredRows: 2 })
    expect((await send(server.httpUrl, 'GET', String(answer['ErrorURL']))).text).toContain(
      'Error: The field (name = a, pos = 0) is out of range. Type: INT, Value length: 1, Value: x. Row: x,ab\n',
    )
    expect(await client.ask(`SELECT * FROM ${name}`)).toEqual([['2', null]])
  })

  it('reads clocks in its own time zone', async () => {
    const name = await table('a INT, b DATETIME')
    const headers = { columns: 'a, b = from_unixtime(0)' }
    await put(name, '1\n', headers)
    await put(name, '2\n', { ...headers, timezone: 'UTC' })
    expect(await client.ask(`SELECT b FROM ${name} ORDER BY a`)).toEqual([
      ['1970-01-01 08:00:00'],
      ['1970-01-01 00:00:00'],
    ])
  })

  it('takes rows for partitions that it names only', async () => {
    await client.ask(
      "CREATE TABLE p (a INT) PARTITION BY RANGE(a) (PARTITION p1 VALUES LESS THAN ('10'), PARTITION p2 VALUES LESS THAN ('20')) PROPERTIES ('replication_num' = '1')",
    )
    expect(await put('p', '1\n11\n', { partitions: 'p1', max_filter_ratio: '1' })).toMatchObject({
      NumberLoadedRows: 1,
      NumberFilteredRows: 1,
    })
    expect(await put('p', '30\n')).toMatchObject({ Status: 'Fail', NumberFilteredRows: 1 })
  })

  it('reads packed bodies and rows cut anywhere', async () => {
    const name = await table('a INT, b VARCHAR(20)')
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i}\t"row\n${i}"\n`).join('')
    expect(await put(name, gzipSync(rows), { 'content-encoding': 'gzip', enclose: '"' })).toMatchObject({
      ...loaded,
      NumberLoadedRows: 30_000,
      LoadBytes: rows.length,
    })
    expect(await put(name, zstdCompressSync(rows), { compression: 'zstd', enclose: '"' })).toMatchObject(loaded)
    const bytes = Buffer.from('1\t"aä""b"\n2\tc')
    const parts = Array.from(bytes, (byte) => Buffer.from([byte]))
    const cut = await send(server.httpUrl, 'PUT', `/api/d/${name}/_stream_load`, {
      headers: { enclose: '"' },
      body: parts,
    })
    expect(cut.json).toMatchObject({ ...loaded, NumberLoadedRows: 2 })
    expect(await client.ask(`SELECT count(*), max(b) FROM ${name} WHERE a < 3`)).toEqual([['8', 'row\n2']])
    expect(await put(name, 'not packed', { compression: 'gzip' })).toMatchObject({ Status: 'Fail' })
  })
})

describe('a load of JSON', () => {
  it('takes objects by name, one behind another or in an array', async () => {
    const name = await table('a BIGINT, b VARCHAR(20), c JSON, d ARRAY<VARCHAR(9)>, e STRUCT<x INT, y VARCHAR(9)>')
    const one = '{"a": 9007199254740993, "b": "ä}", "c": "text", "d": ["p,q", "\\"r"], "e": {"x": 1, "y": "z"}, "f": 0}'
    expect(await put(name, `${one}\n{"b": true}{"c": {"n": 12345678901234567890}}`, { format: 'json' })).toMatchObject({
      ...loaded,
      NumberLoadedRows: 3,
    })
    expect(await put(name, `[${one}, {}]`, { format: 'json', strip_outer_array: 'true' })).toMatchObject(loaded)
    expect(await client.ask(`SELECT * FROM ${name} WHERE a IS NOT NULL`)).toEqual([
      ['9007199254740993', 'ä}', '"text"', '["p,q","\\"r"]', '{"x":1,"y":"z"}'],
      ['9007199254740993', 'ä}', '"text"', '["p,q","\\"r"]', '{"x":1,"y":"z"}'],
    ])
    expect(await client.ask(`SELECT b, c FROM ${name} WHERE a IS NULL ORDER BY b, CAST(c AS STRING)`)).toEqual([
      [null, null],
      [null, '{"n": 12345678901234567890}'],
      ['1', null],
    ])
  })

  it('takes as many rows as there are', async () => {
    const name = await table('a INT')
    const rows = `[${Array.from({ length: 150_000 }, (_, i) => `{"a":${i}}`).join(',')}]`
    expect(await put(name, rows, { format: 'json', strip_outer_array: 'true' })).toMatchObject({
      ...loaded,
      NumberLoadedRows: 150_000,
    })
    expect(await client.ask(`SELECT sum(a) FROM ${name}`)).toEqual([['11249925000']])
  })

  it('finds fields by paths, under a root', async () => {
    const name = await table('a INT, b VARCHAR(20), c INT')
    const body = '{"id": 7, "rows": [{"x": {"y": 1}, "l": ["p", "q"]}, {"x": 2, "l": []}]}'
    const answer = await put(name, body, {
      format: 'json',
      json_root: '$.rows',
      strip_outer_array: 'true',
      jsonpaths: '["$.x.y", "$.l[1]"]',
      columns: 'a, b, c = a + 1',
    })
    expect(answer).toMatchObject({ ...loaded, NumberLoadedRows: 2 })
    expect(await client.ask(`SELECT * FROM ${name} ORDER BY a`)).toEqual([
      [null, null, null],
      ['1', 'q', '2'],
    ])
  })

  it.each([
    ['no JSON', 'abc', {}, 'illegal json started with [a]'],
    ['an end too early', '{"a": 1', {}, 'the text is no complete JSON'],
    ['an array that is not announced', '[{"a": 1}]', {}, 'you can set strip_outer_array=true'],
    ['an object in place of an array', '{"a": 1}', { strip_outer_array: 'true' }, 'the value should be array type'],
    ['nothing', '', {}, 'No rows were imported from upstream'],
  ])('is refused for %s', async (_, body, headers, message) => {
    const name = await table('a INT')
    const answer = await put(name, body, { format: 'json', ...headers })
    expect(answer['Status']).toBe('Fail')
    expect(answer['Message']).toContain(message)
  })
})

describe('a load into a primary key table', () => {
  const key = 'PRIMARY KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1'

  it('replaces and deletes rows', async () => {
    const name = await table('k INT NOT NULL, v INT', key)
    await put(name, '1,1\n2,1\n3,1\n1,2\n', { column_separator: ',' })
    await put(name, '1,0,1\n2,5,0\n4,4,0\n', { column_separator: ',', columns: 'k, v, __op' })
    await put(name, '[{"k": 3, "__op": 1}, {"k": 5, "v": 5}]', { format: 'json', strip_outer_array: 'true' })
    expect(await client.ask(`SELECT * FROM ${name} ORDER BY k`)).toEqual([
      ['2', '5'],
      ['4', '4'],
      ['5', '5'],
    ])
    await put(name, '4\n', { columns: "k, __op = 'delete'" })
    expect(await client.ask(`SELECT count(*) FROM ${name}`)).toEqual([['2']])
  })

  it('changes some columns, or only what is newer', async () => {
    const name = await table("k INT NOT NULL, v INT, w VARCHAR(5) DEFAULT 'w'", key)
    await put(name, '1,10,a\n2,10,b\n', { column_separator: ',' })
    const partial = { column_separator: ',', columns: 'k, v', partial_update: 'true' }
    expect(await put(name, '1,11\n3,13\n', partial)).toMatchObject(loaded)
    expect(await put(name, '1,1,old\n2,12,new\n', { column_separator: ',', merge_condition: 'v' })).toMatchObject(
      loaded,
    )
    expect(await client.ask(`SELECT * FROM ${name} ORDER BY k`)).toEqual([
      ['1', '11', 'a'],
      ['2', '12', 'new'],
      ['3', '13', 'w'],
    ])
    expect((await put(name, '1\n', { columns: 'v', partial_update: 'true' }))['Message']).toBe(
      'key column k not in partial update columns',
    )
  })
})

it('keeps to the key model of its table, and wakes the views that follow it', async () => {
  const name = await table('k INT, s BIGINT SUM', 'AGGREGATE KEY(k) DISTRIBUTED BY HASH(k)')
  await client.ask(`CREATE MATERIALIZED VIEW mv REFRESH ASYNC AS SELECT k, s FROM ${name}`)
  await put(name, '1,2\n1,3\n', { column_separator: ',' })
  await put(name, '1,1\n', { column_separator: ',', negative: 'true' })
  await client.ask('REFRESH MATERIALIZED VIEW mv WITH SYNC MODE')
  expect(await client.ask('SELECT * FROM mv')).toEqual([['1', '4']])
})

describe('labels', () => {
  it('load once, and are free again after a failure', async () => {
    const name = await table('a INT NOT NULL')
    expect(await put(name, 'x\n', { label: 'l' })).toMatchObject({ Status: 'Fail' })
    expect(await put(name, '1\n', { label: 'l' })).toMatchObject(loaded)
    const again = await send(server.httpUrl, 'PUT', `/api/d/${name}/_stream_load`, {
      headers: { label: 'l' },
      body: '1\n',
    })
    expect(again.json).toMatchObject({
      Status: 'Label Already Exists',
      ExistingJobStatus: 'FINISHED',
      Message: 'Label [l] has already been used.',
    })
    expect(again.asked).toBe(false)
    expect(await client.ask(`SELECT * FROM ${name}`)).toEqual([['1']])
    expect(
      await client.ask(
        `SELECT LABEL, STATE, PROGRESS, TYPE, SINK_ROWS, FILTERED_ROWS, ERROR_MSG FROM information_schema.loads WHERE TABLE_NAME = '${name}'`,
      ),
    ).toEqual([
      ['l', 'CANCELLED', '0%', 'STREAM_LOAD', '0', '1', 'too many filtered rows'],
      ['l', 'FINISHED', '100%', 'STREAM_LOAD', '1', '0', ''],
    ])
    const shown = await client.ask("SHOW ALL STREAM LOAD FOR l FROM d WHERE State = 'FINISHED'")
    expect(shown.map((row) => [row[0], row[5], row[6]])).toEqual([['l', name, 'FINISHED']])
    const [[sql]] = (await client.ask(
      `SELECT TRACKING_SQL FROM information_schema.stream_loads WHERE TABLE_NAME = '${name}' AND STATE = 'CANCELLED'`,
    )) as [[string]]
    expect(await client.ask(sql)).toEqual([["Error: NULL value in non-nullable column 'a'. Row: [NULL]\n"]])
    const state = await send(server.httpUrl, 'GET', '/api/d/get_load_state?label=l')
    expect(state.json).toMatchObject({ state: 'VISIBLE', status: 'OK' })
  })

  it('of INSERT are those of loads', async () => {
    const name = await table('a INT NOT NULL')
    const insert = (label: string, value: string) =>
      client.refusal(`INSERT INTO ${name} WITH LABEL ${label} VALUES (${value})`)
    expect(await insert('again', 'NULL')).toContain("NULL value in non-nullable column 'a'")
    expect(await insert('again', '1')).toBe('accepted')
    expect(await insert('again', '2')).toBe('1064 Label [again] has already been used.')
    expect(await put(name, '3\n', { label: 'again' })).toMatchObject({ Status: 'Label Already Exists' })
    expect(await client.ask(`SELECT * FROM ${name}`)).toEqual([['1']])
    const shown = await client.ask("SHOW LOAD FROM d WHERE LABEL = 'again' ORDER BY JobId DESC")
    expect(shown.map((row) => [row[2], row[3], row[4], row[9]])).toEqual([
      ['FINISHED', 'ETL:100%; LOAD:100%', 'INSERT', '1'],
      ['CANCELLED', 'ETL:N/A; LOAD:N/A', 'INSERT', '0'],
    ])
    expect(
      await client.ask("SELECT TYPE, STATE, SINK_ROWS FROM information_schema.loads WHERE LABEL = 'again' ORDER BY ID"),
    ).toEqual([
      ['INSERT', 'CANCELLED', '0'],
      ['INSERT', 'FINISHED', '1'],
    ])
    expect(await client.ask("SELECT * FROM information_schema.stream_loads WHERE LABEL = 'again'")).toEqual([])
  })

  it('are taken by one of many loads at the same time', async () => {
    const name = await table('a INT')
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(name, '1\n', { label: 'race' })))
    expect(answers.filter((answer) => answer['Status'] === 'Success')).toHaveLength(1)
    expect(await client.ask(`SELECT count(*) FROM ${name}`)).toEqual([['1']])
  })
})

describe('a load is refused before its body is sent', () => {
  const refusal = async (path: string, options: { headers?: Record<string, string>; user?: string } = {}) => {
    const answer = await send(server.httpUrl, 'PUT', path, { body: 'x'.repeat(1000), ...options })
    expect(answer.asked).toBe(false)
    return { status: answer.status, message: answer.json['Message'] ?? answer.json['message'] }
  }

  it('for a wrong password, or none', async () => {
    await client.ask("CREATE USER loader IDENTIFIED BY 'pa:ss'")
    const path = `/api/d/${await table('a INT')}/_stream_load`
    for (const user of ['loader:', 'loader:wrong', 'nobody:', 'root:wrong']) {
      expect(await refusal(path, { user })).toEqual({
        status: 401,
        message: `Access denied for ${user.split(':')[0]}@127.0.0.1`,
      })
    }
    expect((await refusal(path, { headers: { Authorization: 'Bearer x' } })).message).toBe('Need auth information.')
    const denied = await refusal(path, { user: 'loader:pa:ss' })
    expect(denied.status).toBe(401)
    expect(denied.message).toContain('INSERT privilege')
    await client.ask('GRANT INSERT ON ALL TABLES IN DATABASE d TO USER loader')
    const granted = await send(server.httpUrl, 'PUT', path, { body: '1\n', user: 'loader:pa:ss' })
    expect(granted.json).toMatchObject(loaded)
  })

  it.each([
    ['/api/nowhere/t/_stream_load', {}, 'unknown database, database=nowhere'],
    ['/api/d/nothing/_stream_load', {}, 'unknown table "d.nothing"'],
    ['/api/d/base/_stream_load', { format: 'orc' }, 'unknown data format, format=orc'],
    ['/api/d/base/_stream_load', { strict_mode: 'maybe' }, 'Invalid strict mode format. Must be bool type'],
    ['/api/d/base/_stream_load', { columns: 'a, b = 1' }, 'Mapping column is not in table. column: b'],
    ['/api/d/base/_stream_load', { columns: 'a, a' }, 'Duplicate column: a'],
    ['/api/d/base/_stream_load', { columns: 'c' }, 'Column has no default value. column: a'],
    ['/api/d/base/_stream_load', { merge_condition: 'a' }, 'Conditional update only support primary key table base'],
    ['/api/d/base/_stream_load', { partial_update: 'true' }, 'Only primary key table support partial update'],
    [
      '/api/d/base/_stream_load',
      { format: 'json', 'content-length': '104857601' },
      /exceed the max size \[104857600\]/,
    ],
    ['/api/d/base/_stream_load', { compression: 'rar' }, 'Unsupported compression type: rar'],
  ] as const)('%s %j', async (path, headers, message) => {
    await client.ask("CREATE TABLE IF NOT EXISTS base (a INT NOT NULL) PROPERTIES ('replication_num' = '1')")
    const refused = await refusal(path, { headers })
    if (typeof message === 'string') expect(refused.message).toBe(message)
    else expect(refused.message).toMatch(message)
  })

  it('when the client does not wait for leave, which a frontend needs to redirect it', async () => {
    const answer = await send(server.httpUrl, 'PUT', '/api/d/base/_stream_load', { body: '1\n', expect: false })
    expect(answer.json['Message']).toContain('There is no 100-continue header')
  })
})

describe('a transaction', () => {
  const step = async (name: string, label: string, body?: string, headers: Record<string, string> = {}) =>
    (
      await send(server.httpUrl, name === 'load' ? 'PUT' : 'POST', `/api/transaction/${name}`, {
        headers: { label, db: 'd', ...headers },
        ...(body === undefined ? {} : { body }),
      })
    ).json

  it('loads in several requests, and all at once', async () => {
    const table1 = await table('a INT, b VARCHAR(5)')
    const headers = { table: table1, column_separator: ',' }
    expect(await step('begin', 'tx', undefined, headers)).toMatchObject({ Status: 'OK', Label: 'tx' })
    expect(await step('begin', 'tx', undefined, headers)).toMatchObject({
      Status: 'LABEL_ALREADY_EXISTS',
      ExistingJobStatus: 'RUNNING',
    })
    expect(await step('load', 'tx', '1,a\n', headers)).toMatchObject({ Status: 'OK', LoadBytes: 4 })
    expect(await step('load', 'tx', '2,b\n', headers)).toMatchObject({ Status: 'OK' })
    expect(await step('prepare', 'tx', undefined, headers)).toMatchObject({ Status: 'OK', NumberLoadedRows: 2 })
    expect(await client.ask(`SELECT count(*) FROM ${table1}`)).toEqual([['0']])
    expect(await step('commit', 'tx', undefined, {})).toMatchObject({ Status: 'OK', NumberLoadedRows: 2 })
    expect(await client.ask(`SELECT * FROM ${table1} ORDER BY a`)).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ])
    expect(await step('commit', 'tx')).toMatchObject({ Status: 'TXN_NOT_EXISTS' })
  })

  it('is nothing after a rollback, a failure, or by another user', async () => {
    const table1 = await table('a INT NOT NULL')
    const headers = { table: table1 }
    await step('begin', 'back', undefined, headers)
    await step('load', 'back', '1\n', headers)
    expect(await step('rollback', 'back')).toMatchObject({ Status: 'OK' })
    expect(await step('load', 'back', '1\n', headers)).toMatchObject({ Status: 'TXN_NOT_EXISTS' })
    await step('begin', 'back', undefined, headers)
    await step('load', 'back', 'x\n', headers)
    expect(await step('prepare', 'back')).toMatchObject({ Message: 'too many filtered rows' })
    expect(await step('commit', 'back')).toMatchObject({ Status: 'TXN_NOT_EXISTS' })
    expect(await client.ask(`SELECT count(*) FROM ${table1}`)).toEqual([['0']])
  })
})

describe('HTTP', () => {
  it('answers to probes, and to what there is not', async () => {
    const health = await send(server.httpUrl, 'GET', '/api/health', { headers: { Authorization: '' } })
    expect(health.json).toEqual({ online_backend_num: 1, total_backend_num: 1, status: 'OK' })
    for (const path of ['/api/nothing', '/api/d/%ff/_stream_load', '/api/_load_error_log?file=../../etc/passwd']) {
      expect((await send(server.httpUrl, 'GET', path)).status).toBeGreaterThanOrEqual(400)
    }
  })

  it('gives up a load whose client goes away, or does not come to an end in time', async () => {
    const name = await table('a INT')
    const url = new URL(`/api/d/${name}/_stream_load`, server.httpUrl)
    const begin = (label: string, timeout: string, then: (sent: ClientRequest) => void) =>
      new Promise<void>((resolve) => {
        const headers = { Expect: '100-continue', label, timeout }
        const sent = request(url, { method: 'PUT', auth: 'root:', headers })
        sent.on('error', () => resolve())
        sent.on('continue', () => sent.write('1\n2\n', () => then(sent)))
        sent.flushHeaders()
      })
    await Promise.all([begin('gone', '600', (sent) => sent.destroy(new Error('gone'))), begin('slow', '1', () => {})])
    await expect
      .poll(() =>
        client.ask(`SELECT LABEL, STATE FROM information_schema.loads WHERE TABLE_NAME = '${name}' ORDER BY LABEL`),
      )
      .toEqual([
        ['gone', 'CANCELLED'],
        ['slow', 'CANCELLED'],
      ])
    expect(await put(name, '1\n', { label: 'gone' })).toMatchObject(loaded)
  })
})
