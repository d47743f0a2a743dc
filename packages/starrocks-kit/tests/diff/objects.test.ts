import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import type { DiffOptions } from '../../src/diff/index.ts'
import { withObject } from '../../src/schema/state.ts'
import { schemaOfSql } from '../support/schema-of-sql.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const OPTIONS: DiffOptions = { target: TARGET, defaultDatabase: DATABASE }
const BASE = `CREATE TABLE t (id INT, name STRING) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1");`
const MV = (rest: string, query = 'SELECT id, count(*) AS n FROM t GROUP BY id'): string =>
  `${BASE} CREATE MATERIALIZED VIEW m ${rest} AS ${query}`

const kinds = (from: string, to: string, options: Partial<DiffOptions> = {}): string[] =>
  diffSchemas(schemaOfSql(from), schemaOfSql(to), { ...OPTIONS, ...options }).operations.map(({ kind }) => kind)

describe('views', () => {
  test.each<{ name: string; from: string; to: string; operations: string[] }>([
    { name: 'a new one', from: BASE, to: `${BASE} CREATE VIEW v AS SELECT id FROM t`, operations: ['CreateView'] },
    { name: 'one that goes', from: `${BASE} CREATE VIEW v AS SELECT id FROM t`, to: BASE, operations: ['DropView'] },
    {
      name: 'another query',
      from: `${BASE} CREATE VIEW v AS SELECT id FROM t`,
      to: `${BASE} CREATE VIEW v AS SELECT id FROM t WHERE id > 1`,
      operations: ['AlterView'],
    },
    {
      name: 'the same query in other words',
      from: `${BASE} CREATE VIEW v AS SELECT id FROM t`,
      to: `${BASE} CREATE VIEW v AS select t.id from shop.t`,
      operations: [],
    },
    {
      name: 'a comment',
      from: `${BASE} CREATE VIEW v AS SELECT id FROM t`,
      to: `${BASE} CREATE VIEW v COMMENT 'x' AS SELECT id FROM t`,
      operations: ['ReplaceView'],
    },
    {
      name: 'another query of a view with a comment, which ALTER VIEW would clear',
      from: `${BASE} CREATE VIEW v COMMENT 'x' AS SELECT id FROM t`,
      to: `${BASE} CREATE VIEW v COMMENT 'x' AS SELECT name FROM t`,
      operations: ['ReplaceView'],
    },
    {
      name: 'a comment of a column',
      from: `${BASE} CREATE VIEW v (id COMMENT 'x') AS SELECT id FROM t`,
      to: `${BASE} CREATE VIEW v (id COMMENT 'y') AS SELECT id FROM t`,
      operations: ['AlterView'],
    },
    {
      name: 'the names of the query in place of others',
      from: `${BASE} CREATE VIEW v (a, b) AS SELECT id, name FROM t`,
      to: `${BASE} CREATE VIEW v AS SELECT id, name FROM t`,
      operations: ['AlterView'],
    },
    {
      name: 'the names of the query, written out or not',
      from: `${BASE} CREATE VIEW v (id, name) AS SELECT id, name FROM t`,
      to: `${BASE} CREATE VIEW v AS SELECT * FROM t`,
      operations: [],
    },
    {
      name: 'a name for an expression that had none',
      from: `${BASE} CREATE VIEW v (n) AS SELECT id + 1 FROM t`,
      to: `${BASE} CREATE VIEW v AS SELECT id + 1 FROM t`,
      operations: ['AlterView'],
    },
    {
      name: 'the text of an expression in the words of the server',
      from: `${BASE} CREATE VIEW v (\`id  +  1\`) AS SELECT id + 1 FROM t`,
      to: `${BASE} CREATE VIEW v AS SELECT id + 1 FROM t`,
      operations: [],
    },
    {
      name: 'security',
      from: `${BASE} CREATE VIEW v AS SELECT id FROM t`,
      to: `${BASE} CREATE VIEW v SECURITY INVOKER AS SELECT id FROM t`,
      operations: ['AlterView'],
    },
    {
      name: 'a table in the place of a view',
      from: `${BASE} CREATE VIEW v AS SELECT id FROM t`,
      to: `${BASE} CREATE TABLE v (id INT) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 1`,
      operations: ['DropView', 'CreateTable'],
    },
  ])('$name', ({ from, to, operations }) => {
    expect(kinds(from, to)).toEqual(operations)
  })
})

describe('materialized views', () => {
  test.each<{ name: string; from: string; to: string; operations: string[] }>([
    {
      name: 'another way of refreshing',
      from: MV('REFRESH ASYNC'),
      to: MV('REFRESH ASYNC EVERY (INTERVAL 1 DAY)'),
      operations: ['ModifyRefreshScheme'],
    },
    {
      name: 'the moment of the first refresh matters only when the view is created',
      from: MV('REFRESH DEFERRED MANUAL'),
      to: MV('REFRESH MANUAL'),
      operations: [],
    },
    {
      name: 'another query',
      from: MV('REFRESH ASYNC'),
      to: MV('REFRESH ASYNC', 'SELECT id, count(name) AS n FROM t GROUP BY id'),
      operations: ['ReplaceMaterializedView'],
    },
    {
      name: 'a comment',
      from: MV('REFRESH ASYNC'),
      to: MV("COMMENT 'x' REFRESH ASYNC"),
      operations: ['ReplaceMaterializedView'],
    },
    {
      name: 'a distribution that is left out is whatever is there',
      from: MV('DISTRIBUTED BY HASH(id) BUCKETS 2 REFRESH ASYNC'),
      to: MV('REFRESH ASYNC'),
      operations: [],
    },
  ])('$name', ({ from, to, operations }) => {
    expect(kinds(from, to)).toEqual(operations)
  })

  test('a replacement says why', () => {
    const [operation] = diffSchemas(
      schemaOfSql(MV('REFRESH ASYNC')),
      schemaOfSql(MV("COMMENT 'x' REFRESH ASYNC", 'SELECT id FROM t')),
      OPTIONS,
    ).operations
    expect(operation).toMatchObject({
      reasons: ['ALTER MATERIALIZED VIEW cannot change the columns, the comment and the query'],
    })
  })
})

describe('databases', () => {
  const two = `${BASE} CREATE DATABASE archive; CREATE TABLE archive.old (id INT) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 1`

  test('are created and dropped with what they hold', () => {
    expect(kinds(BASE, two)).toEqual(['CreateDatabase', 'CreateTable'])
    expect(kinds(two, BASE)).toEqual(['DropTable', 'DropDatabase'])
  })
  test('that are not listed are not looked at', () => {
    expect(kinds(two, BASE, { databases: [DATABASE] })).toEqual([])
  })
  test('that are listed lose their objects, but are not dropped', () => {
    expect(kinds(two, BASE, { databases: [DATABASE, 'archive'] })).toEqual(['DropTable'])
  })
  test('the one that the connection leads to is never created', () => {
    expect(diffSchemas({ databases: {} }, schemaOfSql(BASE), OPTIONS).operations.map(({ kind }) => kind)).toEqual([
      'CreateTable',
    ])
  })
})

describe('objects that are not understood', () => {
  const unsupported = {
    kind: 'UnsupportedObject',
    name: 'x',
    createStatement: 'CREATE STRANGE',
    reason: 'strange',
  } as const
  const from = withObject(schemaOfSql(BASE), { database: DATABASE }, unsupported)

  test('are never dropped', () => {
    expect(diffSchemas(from, schemaOfSql(BASE), OPTIONS).operations).toEqual([])
  })
  test('are never changed, and a wish to do so is reported', () => {
    const to = schemaOfSql(`${BASE} CREATE VIEW x AS SELECT id FROM t`)
    const { operations, undecided } = diffSchemas(from, to, OPTIONS)
    expect(operations).toEqual([])
    expect(undecided).toEqual([
      expect.objectContaining({ object: { database: DATABASE, name: 'x' }, reason: expect.stringMatching(/strange/) }),
    ])
  })
})

test('our own tables and views are not looked at', () => {
  const own = `${BASE} CREATE TABLE _starrocks_kit_revisions (id INT) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 1`
  expect(kinds(own, BASE)).toEqual([])
})
