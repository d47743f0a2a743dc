import { afterAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../src/engine/create-engine.ts'
import { column, openSession, table } from './session.ts'

const VARCHAR10 = { kind: 'varchar', length: 10 } as const
const engine = createEngine()
afterAll(() => engine.close())

describe('PRIMARY KEY', () => {
  const people = table(
    'people',
    [
      column('id', { nullable: false }),
      column('name', { type: VARCHAR10 }),
      column('age', { default: { kind: 'literal', value: '18' } }),
    ],
    'PRIMARY',
    ['id'],
  )
  const session = openSession({ people: { kind: 'table', id: 1, table: people } }, engine)

  it('keeps the last row of a key, within a statement and across statements', async () => {
    expect(await session.run("INSERT INTO people VALUES (1, 'a', 1), (2, 'b', 2), (1, 'c', 3)")).toBe(3)
    expect(await session.run("INSERT INTO people VALUES (2, 'd', 4)")).toBe(1)
    expect(await session.run('SELECT * FROM people ORDER BY id')).toEqual([
      ['1', 'c', '3'],
      ['2', 'd', '4'],
    ])
  })

  it('leaves columns alone that a partial insert does not name, and gives new rows the default', async () => {
    await session.run("INSERT INTO people (id, name) VALUES (1, 'e'), (3, 'f')")
    expect(await session.run('SELECT * FROM people ORDER BY id')).toEqual([
      ['1', 'e', '3'],
      ['2', 'd', '4'],
      ['3', 'f', '18'],
    ])
    await expect(session.run("INSERT INTO people (name) VALUES ('x')")).rejects.toMatchObject({ errno: 6014 })
  })

  it('updates and deletes by any condition', async () => {
    expect(await session.run("UPDATE people SET age = age + 1, name = concat(name, '!') WHERE id < 3")).toBe(2)
    expect(await session.run('DELETE FROM people WHERE age > 17')).toBe(1)
    expect(await session.run('SELECT name, age FROM people ORDER BY id')).toEqual([
      ['e!', '4'],
      ['d!', '5'],
    ])
    await expect(session.run('UPDATE people SET id = 1 WHERE id = 2')).rejects.toThrow(
      'primary key column cannot be updated: id',
    )
    await expect(session.run('UPDATE people SET age = 1')).rejects.toThrow(
      'must specify where clause to prevent full table update',
    )
  })

  it('loads all rows of a statement or none', async () => {
    await expect(session.run("INSERT INTO people VALUES (8, 'ok', 1), (9, 'much too long', 1)")).rejects.toMatchObject({
      errno: 5610,
    })
    await expect(session.run("INSERT INTO people VALUES (8, 'ok', 1), (NULL, 'n', 1)")).rejects.toThrow(
      "NULL value in non-nullable column 'id'",
    )
    expect(await session.run('SELECT count(*) FROM people')).toEqual([['2']])
  })

  it('leaves out as great a share of broken rows as the statement allows', async () => {
    const rows = "VALUES (7, 'ok', 1), (9, 'much too long', 1)"
    await expect(
      session.run(`INSERT INTO people PROPERTIES ('max_filter_ratio' = '0.4') ${rows}`),
    ).rejects.toMatchObject({ errno: 5610 })
    expect(await session.run(`INSERT INTO people PROPERTIES ('max_filter_ratio' = '0.5') ${rows}`)).toBe(1)
    expect(await session.run('DELETE FROM people WHERE id = 7')).toBe(1)
  })

  it('replaces everything with INSERT OVERWRITE, and empties with TRUNCATE', async () => {
    await session.run('INSERT OVERWRITE people SELECT id + 10, name, age FROM people WHERE id = 1')
    expect(await session.run('SELECT id FROM people')).toEqual([['11']])
    await session.run('TRUNCATE TABLE people')
    expect(await session.run('SELECT count(*) FROM people')).toEqual([['0']])
  })
})

describe('AGGREGATE KEY', () => {
  const sums = table(
    'sums',
    [
      column('k'),
      column('total', { type: { kind: 'simple', name: 'bigint' }, aggregation: 'SUM' }),
      column('most', { aggregation: 'MAX' }),
      column('least', { aggregation: 'MIN' }),
      column('last', { type: VARCHAR10, aggregation: 'REPLACE' }),
      column('known', { aggregation: 'REPLACE_IF_NOT_NULL' }),
    ],
    'AGGREGATE',
    ['k'],
  )
  const session = openSession({ sums: { kind: 'table', id: 2, table: sums } }, engine)

  it('merges the rows of a key column by column', async () => {
    await session.run("INSERT INTO sums VALUES (1, 1, 5, 5, 'a', 7), (1, 2, 3, 3, 'b', NULL), (NULL, 1, 1, 1, 'n', 1)")
    await session.run('INSERT INTO sums VALUES (1, 10, 9, 9, NULL, 8), (NULL, 1, 1, 1, NULL, NULL)')
    expect(await session.run('SELECT * FROM sums ORDER BY k')).toEqual([
      [null, '2', '1', '1', null, '1'],
      ['1', '13', '9', '3', null, '8'],
    ])
    await expect(session.run('UPDATE sums SET total = 1 WHERE k = 1')).rejects.toThrow(
      'table sums does not support update',
    )
    await expect(session.run('DELETE FROM sums WHERE total = 1')).rejects.toThrow('Column[total] is not key column')
  })
})

describe('DUPLICATE and UNIQUE KEY', () => {
  const session = openSession(
    {
      log: {
        kind: 'table',
        id: 3,
        table: table(
          'log',
          [
            column('id', { nullable: false, autoIncrement: true, type: { kind: 'simple', name: 'bigint' } }),
            column('a'),
            column('twice', { generated: { text: 'a * 2', origin: 'user' }, type: { kind: 'simple', name: 'bigint' } }),
            column('at', { type: { kind: 'simple', name: 'datetime' }, default: { kind: 'current-timestamp' } }),
          ],
          'DUPLICATE',
          ['id'],
        ),
      },
      uni: { kind: 'table', id: 4, table: table('uni', [column('k'), column('v')], 'UNIQUE', ['k']) },
    },
    engine,
  )

  it('numbers rows, fills defaults and computes generated columns', async () => {
    await session.run('INSERT INTO log (a) VALUES (5), (6)')
    await session.run('INSERT INTO log (id, a) VALUES (DEFAULT, 7)')
    expect(await session.run('SELECT * FROM log ORDER BY id')).toEqual([
      ['1', '5', '10', '2024-05-06 08:30:00'],
      ['2', '6', '12', '2024-05-06 08:30:00'],
      ['3', '7', '14', '2024-05-06 08:30:00'],
    ])
    await expect(session.run('INSERT INTO log (a, twice) VALUES (1, 1)')).rejects.toThrow(
      "generated column 'twice' can not be specified",
    )
    await expect(session.run('INSERT INTO log (id, a) VALUES (NULL, 1)')).rejects.toThrow(
      'value is not supported for an AUTO_INCREMENT column',
    )
    await expect(session.run('INSERT INTO log (a) VALUES (1, 2)')).rejects.toMatchObject({
      errno: 5604,
      message:
        "Getting analyzing error. Detail message: Inserted target column count: 1 doesn't match select/value column count: 2.",
    })
    await expect(session.run('INSERT INTO log (nope) VALUES (1)')).rejects.toThrow("Unknown column 'nope' in 'log'")
  })

  it('replaces rows of a UNIQUE key, also of the key NULL', async () => {
    await session.run('INSERT INTO uni VALUES (1, 1), (NULL, 1)')
    await session.run('INSERT INTO uni VALUES (NULL, 2), (1, 2)')
    expect(await session.run('SELECT * FROM uni ORDER BY k')).toEqual([
      [null, '2'],
      ['1', '2'],
    ])
  })
})

it('refuses decimals of more digits than their column, and makes those NULL that 256 bits do not hold', async () => {
  const wide = table(
    'wide',
    [column('k'), column('d', { type: { kind: 'decimal', precision: 76, scale: 75 } })],
    'DUPLICATE',
    ['k'],
  )
  const session = openSession({ wide: { kind: 'table', id: 1, table: wide } })
  await session.run('INSERT INTO wide SELECT 1, 123')
  for (const rows of ['SELECT 2, 12', 'SELECT 2, -12', 'VALUES (2, 12), (3, 1)'])
    await expect(session.run(`INSERT INTO wide ${rows}`)).rejects.toMatchObject({ errno: 5610 })
  await session.run("INSERT INTO wide VALUES (4, 1), (5, '12')")
  expect(await session.run('SELECT k, CAST(d AS INT) FROM wide ORDER BY k')).toEqual([
    ['1', null],
    ['4', '1'],
    ['5', null],
  ])
  await session.engine.close()
})
