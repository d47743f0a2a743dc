import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseQuery, parseStatement } from 'starrocks-kit/language'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Catalog } from '../../src/catalog/catalog.ts'
import type { RowStore } from '../../src/catalog/stored-rows/row-store.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { targetOf } from '../../src/server.ts'
import { resolveRelation } from '../../src/session/catalog-scope.ts'
import type { Scope } from '../../src/sql/scope.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rows-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const target = targetOf('3.5')

async function open(store: (engine: Engine) => RowStore = (engine) => engine) {
  const engine = createEngine({ directory })
  const catalog = await Catalog.open({ target, directory, rows: store(engine) })
  await catalog.reconcileRows()
  const scope: Scope = {
    currentDatabase: 'd',
    resolve: (name) =>
      resolveRelation(name, { database: 'd' }, catalog, () => {
        throw new Error('no information_schema here')
      }),
    variable: () => undefined,
    userVariable: () => undefined,
  }
  const run = async (sql: string): Promise<void> => {
    const statement = parseStatement(sql, { positions: true })
    if (statement.kind === 'InsertStatement') await engine.execute(statement, scope)
    else await catalog.apply(statement, { sql, text: sql, database: 'd' })
  }
  return {
    run,
    rows: async (sql: string) => [...(await engine.query(parseQuery(sql), scope)).rows],
    close: async () => {
      await catalog.close()
      await engine.close()
    },
  }
}

const CREATE = "CREATE TABLE t (k INT, v STRING, w INT) DUPLICATE KEY(k) PROPERTIES ('replication_num' = '1')"

/** The rows are written, and the power fails before the catalog is. */
const powerCut = (engine: Engine): RowStore => ({
  createTable: (id, table) => engine.createTable(id, table),
  dropTable: (id) => engine.dropTable(id),
  truncate: (id) => engine.truncate(id),
  reconcile: (objects) => engine.reconcile(objects),
  alterTable: async (id, from, to, renames, into) => {
    await engine.alterTable(id, from, to, renames, into)
    throw new Error('power cut')
  },
})

test.each([
  'ALTER TABLE t RENAME COLUMN v TO x',
  'ALTER TABLE t DROP COLUMN w',
  'ALTER TABLE t MODIFY COLUMN w BIGINT',
])('a crash between rows and catalog loses nothing: %s', async (alter) => {
  const first = await open()
  for (const sql of ['CREATE DATABASE d', CREATE, "INSERT INTO t VALUES (1, 'a', 10)"]) await first.run(sql)
  await first.close()
  const second = await open(powerCut)
  await expect(second.run(alter)).rejects.toThrow('power cut')
  await second.close()
  const third = await open()
  expect(await third.rows('SELECT k, v, w FROM t')).toEqual([['1', 'a', '10']])
  // An id that the lost change had used is used again, by a table without rows.
  await third.run(CREATE.replace('TABLE t', 'TABLE u'))
  expect(await third.rows('SELECT * FROM u')).toEqual([])
  await third.run(alter)
  expect(await third.rows('SELECT count(*) FROM t')).toEqual([['1']])
  await third.close()
})

test('rows follow their table through several changes and a reopening', async () => {
  const first = await open()
  for (const sql of ['CREATE DATABASE d', CREATE, "INSERT INTO t VALUES (1, 'a', 10)"]) await first.run(sql)
  await first.run('ALTER TABLE t RENAME COLUMN v TO x')
  await first.run("ALTER TABLE t ADD COLUMN n INT DEFAULT '7'")
  await first.run('ALTER TABLE t RENAME u')
  await first.close()
  const second = await open()
  expect(await second.rows('SELECT k, x, w, n FROM u')).toEqual([['1', 'a', '10', '7']])
  await second.close()
})
