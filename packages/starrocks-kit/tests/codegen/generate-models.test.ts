import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateModels, modelFileText } from '../../src/codegen/index.ts'
import { schemaFromModels } from '../../src/models/index.ts'
import { canonicalQuery } from '../../src/schema/clauses.ts'
import type { Table, View } from '../../src/schema/index.ts'
import { emptySchema, schemaOf, withObject } from '../../src/schema/state.ts'
import { schemaOfSql } from '../support/schema-of-sql.ts'
import { DATABASE, TARGET } from '../support/target.ts'
import * as tutorial from '../models/tutorial-models.ts'
import { evaluate, modelsSource } from './evaluate.ts'
import { formatted, temporaryFolder } from './formatted.ts'
import { schemas } from './states.ts'

const tutorialState = schemaFromModels(tutorial, { defaultDatabase: 'app' }).state

const TUTORIAL_SOURCE = `import { hash, int, materializedView, refresh, sql, string, table, varchar, view } from 'starrocks-kit'

export const myOrmTable = table(
  'my_orm_table',
  {
    id: int().primaryKey(),
    name: string(),
  },
  (t) => ({
    comment: 'table comment',
    distributedBy: hash(t.id).buckets(10),
    properties: { replication_num: 1 },
  }),
)

export const myCoreTable = table(
  'my_core_table',
  {
    id: int().primaryKey(),
    name: varchar(50),
  },
  (t) => ({
    comment: 'core table comment',
    distributedBy: hash(t.id).buckets(10),
    properties: { replication_num: 1 },
  }),
)

export const userView = view('user_view', {
  columns: { id: 'ID', name: 'Name' },
  comment: 'Active users',
  query: sql\`SELECT id, name FROM \${myCoreTable} WHERE name IS NOT NULL\`,
})

export const userStatsMv = materializedView('user_stats_mv', {
  refresh: refresh.async(),
  query: sql\`SELECT id, COUNT(*) AS cnt FROM \${myCoreTable} GROUP BY id\`,
})
`

const tableOf = (name: string): Table => ({
  kind: 'Table',
  name,
  columns: [{ name: 'id', type: { kind: 'simple', name: 'int' }, nullable: true }],
  indexes: {},
  rollups: {},
  properties: {},
})
const exportsOf = (source: string): readonly string[] =>
  [...source.matchAll(/export (?:const|class) (\S+)/g)].map((match) => match[1] ?? '')

const viewOf = (query: string, name = 'v'): View => ({ kind: 'View', name, query: canonicalQuery(query) })

describe('generated models', () => {
  test('are what a person would have written', () => {
    const files = generateModels(tutorialState, { defaultDatabase: 'app' })
    expect(files.map((file) => [file.path, modelFileText(file)])).toEqual([['models.ts', TUTORIAL_SOURCE]])
  })

  test('give their tables a class when asked to', async () => {
    const source = modelsSource(tutorialState, { style: 'class' })

    expect(source).toContain("export class MyOrmTable extends table(\n  'my_orm_table',")
    expect(source).toContain('FROM ${MyCoreTable}')
    expect(await evaluate(source)).toEqual(tutorialState)
    expect(source).toBe(formatted(source))
  })

  test('of nothing are a module that exports nothing', () => {
    expect(modelsSource(emptySchema())).toBe('export {}\n')
  })

  test('evaluate to the same schema, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, fc.constantFrom('table' as const, 'class' as const), async (state, style) => {
        expect(await evaluate(modelsSource(state, { style }))).toEqual(state)
      }),
      { numRuns: 100 },
    )
  })

  test('compile, and are formatted already', () => {
    const folder = temporaryFolder()
    try {
      const sources = fc.sample(schemas, { numRuns: 30, seed: 11 }).map((state) => modelsSource(state))
      sources.forEach((source, i) => writeFileSync(join(folder.path, `models${i}.ts`), source))
      const root = join(import.meta.dirname, '../../../..')
      const options = {
        include: ['*.ts'],
        compilerOptions: { noEmit: true, allowImportingTsExtensions: true, types: [] },
      }
      writeFileSync(
        join(folder.path, 'tsconfig.json'),
        JSON.stringify({ extends: join(root, 'tsconfig.base.json'), ...options }),
      )
      const run = (command: string, ...args: readonly string[]): string => {
        try {
          return execFileSync(`node_modules/.bin/${command}`, args, { cwd: root, encoding: 'utf8' })
        } catch (error) {
          return String((error as { readonly stdout?: unknown }).stdout)
        }
      }

      expect(run('tsc', '-p', folder.path)).toBe('')
      const list = run('oxfmt', '--config', '.oxfmtrc.json', '--list-different', folder.path)
      expect(list.split('\n').filter((line) => line.endsWith('.ts'))).toEqual([])
    } finally {
      folder.dispose()
    }
  })
})

describe('identifiers', () => {
  test('are valid, unlike any import, and unique', async () => {
    const state = schemaOf([
      ...[
        'my_core_table',
        'class',
        'date',
        'ORDERS',
        'orders',
        'a-b',
        'a b',
        '2024',
        'größe',
        '日本',
        '!',
        'userID',
        'eval',
      ].map((name) => ({ database: 'app', object: tableOf(name) })),
      { database: 'other', object: tableOf('orders') },
    ])
    const source = modelsSource(state)

    expect(exportsOf(source)).toEqual([
      '_2024',
      'myCoreTable',
      'classTable',
      'dateTable',
      'orders',
      'ordersTable',
      'aB',
      'aBTable',
      'größe',
      '日本',
      'unnamed',
      'userID',
      'evalTable',
      'otherOrders',
    ])
    expect(await evaluate(source)).toEqual(state)
  })

  test('of classes begin with a capital', () => {
    const state = schemaOf([{ database: 'app', object: tableOf('my_core_table') }])

    expect(exportsOf(modelsSource(state, { style: 'class' }))).toEqual(['MyCoreTable'])
  })
})

describe('queries', () => {
  test('come after what they read, and refer to it', async () => {
    const state = schemaOf([
      { database: 'app', object: viewOf('SELECT * FROM c', 'b') },
      { database: 'app', object: viewOf('SELECT 1 AS one', 'c') },
      { database: 'app', object: viewOf('SELECT b.one FROM b, other.c, unknown.d', 'a') },
      { database: 'other', object: viewOf('SELECT 2 AS two', 'c') },
    ])
    const source = modelsSource(state)

    expect(source).toContain('FROM ${b}, ${viewOrOther}'.replace('${viewOrOther}', '${cView}'))
    expect(source.indexOf('export const c ')).toBeLessThan(source.indexOf('export const b '))
    expect(await evaluate(source)).toEqual(state)
  })

  test('of the server say no more than a person would', () => {
    const views = {
      renamed: 'SELECT `shop`.`o`.`id`, ``.bitmap_agg(`shop`.`o`.`id`) AS `b` FROM `shop`.`o` GROUP BY `shop`.`o`.`id`',
      joined:
        'SELECT `shop`.`o`.`id`, `raw`.`x`.`id` AS `other` FROM `shop`.`o` INNER JOIN `raw`.`c` AS `x` ON `raw`.`x`.`id` = `shop`.`o`.`id`',
      united:
        'SELECT `shop`.`o`.`id` FROM `shop`.`o` WHERE EXISTS (SELECT 1 AS `1` FROM `raw`.`c`) UNION SELECT 2 AS `2`',
    }
    const tables = schemaOfSql(
      `CREATE TABLE o (id BIGINT NOT NULL) DUPLICATE KEY(id) PARTITION BY RANGE(id) (PARTITION p1 VALUES LESS THAN ("10")) DISTRIBUTED BY HASH(id) BUCKETS 1;
      CREATE DATABASE raw; CREATE TABLE raw.c (id BIGINT) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 1`,
    )
    const state = Object.entries(views).reduce(
      (result, [view, query]) =>
        withObject(
          result,
          { database: DATABASE },
          { kind: 'View', name: view, query: { text: query, origin: 'analyzer' } },
        ),
      tables,
    )
    const [file] = generateModels(state, { defaultDatabase: DATABASE, target: TARGET })
    const source = file === undefined ? '' : modelFileText(file)
    for (const text of [
      'bitmap_agg(id) AS b',
      'SELECT o.id, x.id AS other FROM ${o} INNER JOIN ${c} AS x ON x.id = o.id',
      'EXISTS (SELECT 1 FROM ${c})',
      'UNION SELECT 2',
      "range(t.id, [partition('p1').lessThan('10')])",
    ])
      expect(source.replace(/\s+/gu, ' ')).toContain(text)
  })

  test('that are long get a line for each clause', () => {
    const query =
      "WITH recent AS (SELECT * FROM orders WHERE placed > '2024-01-01' AND placed < '2025-01-01' AND total > 100 AND kind = 1) " +
      'SELECT r.id, count(*) AS cnt FROM recent AS r LEFT JOIN items AS i ON r.id = i.order_id WHERE i.total BETWEEN 1 AND 2 GROUP BY r.id'
    const source = modelsSource(schemaOf([{ database: 'app', object: viewOf(query) }]))

    expect(source).toContain(`  query: sql\`
    WITH recent AS (
      SELECT *
      FROM orders
      WHERE placed > '2024-01-01' AND placed < '2025-01-01' AND total > 100 AND kind = 1
    )
    SELECT r.id, count(*) AS cnt
    FROM recent AS r
    LEFT JOIN items AS i ON r.id = i.order_id
    WHERE i.total BETWEEN 1 AND 2
    GROUP BY r.id
  \`,`)
  })
})

test('objects that are not understood become comments', async () => {
  const object = {
    kind: 'UnsupportedObject' as const,
    name: 'odd',
    createStatement: 'CREATE TABLE odd (\n  id INT\n) ENGINE=MYSQL;',
    reason: 'the engine is MYSQL',
  }
  const source = modelsSource(schemaOf([{ database: 'app', object }]))

  expect(source).toBe(`// app.odd is not managed: the engine is MYSQL
// Its definition on the server:
//
// CREATE TABLE odd (
//   id INT
// ) ENGINE=MYSQL;
`)
})
