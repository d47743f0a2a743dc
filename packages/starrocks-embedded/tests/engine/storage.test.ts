import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseQuery } from 'starrocks-kit/language'
import type { DataType, Table } from 'starrocks-kit/schema'
import { afterAll, expect, it } from 'vitest'
import { createEngine } from '../../src/engine/create-engine.ts'
import { column, openSession, table } from './session.ts'

const directory = mkdtempSync(join(tmpdir(), 'starrocks-embedded-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const before = table('t', [column('a', { nullable: false }), column('b'), column('c')], 'PRIMARY', ['a'])
const after = table(
  't',
  [
    column('a', { nullable: false }),
    column('bee', { type: { kind: 'varchar', length: 20 } }),
    column('d', { default: { kind: 'literal', value: '9' } }),
  ],
  'PRIMARY',
  ['a'],
)

it('loads nothing for DDL', async () => {
  const engine = createEngine({ directory: join(directory, 'none') })
  await engine.createTable(1, before)
  await engine.alterTable(1, before, after)
  await engine.truncate(1)
  await engine.dropTable(1)
  expect(engine.loaded).toBe(false)
  await engine.close()
})

it('keeps rows through ALTER, closing and reopening, and drops what the catalog forgot', async () => {
  const first = openSession(
    { t: { kind: 'table', id: 7, table: before }, gone: { kind: 'table', id: 8, table: before } },
    createEngine({ directory }),
  )
  await first.run('INSERT INTO t VALUES (1, 2, 3)')
  await first.run('INSERT INTO gone VALUES (1, 2, 3)')
  await first.engine.alterTable(7, before, after, [{ from: 'b', to: 'bee' }])
  first.add('t', { kind: 'table', id: 7, table: after })
  expect(await first.run('SELECT * FROM t')).toEqual([['1', '2', '9']])
  await first.engine.close()

  const engine = createEngine({ directory })
  await engine.reconcile(new Map([[7, after]]))
  expect(engine.loaded).toBe(false)
  const second = openSession(
    { t: { kind: 'table', id: 7, table: after }, gone: { kind: 'table', id: 8, table: before } },
    engine,
  )
  expect(await second.run("SELECT bee, d FROM t WHERE bee = '2'")).toEqual([['2', '9']])
  expect(await second.run('SELECT count(*) FROM gone')).toEqual([['0']])
  await engine.close()
})

it('finds the fields of structs by name when some are dropped and added', async () => {
  const int = { kind: 'simple', name: 'int' } as const
  const struct = (...names: readonly string[]) => ({
    kind: 'struct' as const,
    fields: names.map((name) => ({ name, type: name === 'in' ? { ...inner } : int })),
  })
  const inner = { kind: 'struct' as const, fields: [{ name: 'x', type: int }] }
  const of = (first: DataType, second: DataType): Table =>
    table(
      't',
      [column('k'), column('s', { type: first }), column('l', { type: { kind: 'array', element: second } })],
      'DUPLICATE',
      ['k'],
    )
  const from = of(struct('a', 'in', 'b'), struct('a', 'b'))
  const to = of(struct('in', 'new', 'b'), struct('b', 'a'))
  const session = openSession({ t: { kind: 'table', id: 1, table: from } })
  await session.run('INSERT INTO t VALUES (1, row(1, row(2), 3), [row(4, 5), NULL]), (2, NULL, NULL)')
  await session.engine.alterTable(1, from, to)
  session.add('t', { kind: 'table', id: 1, table: to })
  expect(await session.run('SELECT s, l FROM t ORDER BY k')).toEqual([
    ['{"in":{"x":2},"new":null,"b":3}', '[{"b":5,"a":4},null]'],
    [null, null],
  ])
  await session.engine.close()
})

it('refreshes a materialized view by replacing its rows', async () => {
  const engine = createEngine()
  const columns = [
    { name: 'k', type: { kind: 'simple', name: 'int' } },
    { name: 'n', type: { kind: 'simple', name: 'bigint' } },
  ] as const
  const session = openSession(
    { t: { kind: 'table', id: 1, table: before }, mv: { kind: 'materialized-view', id: 2, columns } },
    engine,
  )
  expect(await session.run('SELECT * FROM mv')).toEqual([])
  await session.run('INSERT INTO t VALUES (1, 1, 1), (2, 1, 1), (3, 2, 1)')
  const query = parseQuery('SELECT b, count(*) FROM t GROUP BY b')
  expect(await engine.refresh(2, columns, query, session.scope)).toEqual({ affectedRows: 2 })
  await session.run('DELETE FROM t WHERE a = 3')
  await engine.refresh(2, columns, query, session.scope)
  expect(await session.run('SELECT * FROM mv')).toEqual([['1', '2']])
  await expect(session.run('INSERT INTO mv VALUES (1, 1)')).rejects.toThrow(
    "The data of 'mv' cannot be inserted because 'mv' is a materialized view",
  )
  await engine.close()
})

it('writes and empties chosen partitions', async () => {
  const partitioned = table('p', [column('k'), column('v')], 'DUPLICATE', ['k'], {
    partitioning: {
      kind: 'range',
      columns: ['k'],
      partitions: [
        { kind: 'range', name: 'low', lower: [{ kind: 'value', value: '0' }], upper: [{ kind: 'value', value: '10' }] },
        {
          kind: 'range',
          name: 'high',
          lower: [{ kind: 'value', value: '10' }],
          upper: [{ kind: 'value', value: '20' }],
        },
      ],
    },
  })
  const session = openSession({ p: { kind: 'table', id: 1, table: partitioned } })
  await session.run('INSERT INTO p VALUES (1, 1), (11, 1), (12, 1)')
  await expect(session.run('INSERT INTO p VALUES (20, 1)')).rejects.toThrow('out of partition ranges')
  expect(await session.run('SELECT k FROM p PARTITION (high) ORDER BY k')).toEqual([['11'], ['12']])
  await session.run('INSERT OVERWRITE p PARTITION (high) VALUES (13, 2)')
  await session.engine.truncate(1, { table: partitioned, names: ['low'] })
  expect(await session.run('SELECT * FROM p')).toEqual([['13', '2']])
  await expect(session.run('TRUNCATE TABLE p PARTITION (nope)')).rejects.toThrow(
    "Unknown partition 'nope' in table 'p'",
  )
  await session.engine.close()
})
