import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import { planOperations } from '../../src/plan/index.ts'
import type { Plan } from '../../src/plan/index.ts'
import { parseServerVersion } from '../../src/schema/index.ts'
import type { Target } from '../../src/schema/index.ts'
import { schemaOfSql } from '../support/schema-of-sql.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const REST = `DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")`
const TABLE = `CREATE TABLE t (id INT, a INT, b INT) DUPLICATE KEY(id) ${REST};`

function plan(from: string, to: string, target: Target = TARGET): Plan {
  const before = schemaOfSql(from, target)
  const after = schemaOfSql(to, target)
  const { operations } = diffSchemas(before, after, { target, defaultDatabase: DATABASE })
  return planOperations(operations, { from: before, to: after, target, defaultDatabase: DATABASE })
}

const planOf = (from: string, operations: readonly Operation[]): Plan =>
  planOperations(operations, { from: schemaOfSql(from), target: TARGET, defaultDatabase: DATABASE })

/** The first three words of each statement. */
const heads = ({ steps }: Plan): string[] =>
  steps.map(({ sql }) => sql.replaceAll('`', '').split(/\s+/).slice(0, 3).join(' '))
const hazards = ({ steps }: Plan): string[] => steps.flatMap((step) => step.hazards.map(({ code }) => code))

const view = (name: string, source: string): Operation => ({
  kind: 'CreateView',
  view: { database: DATABASE, name },
  definition: { kind: 'View', name, query: { text: `SELECT id FROM ${source}`, origin: 'user' } },
})

const MATERIALIZED =
  'CREATE MATERIALIZED VIEW m DISTRIBUTED BY HASH(id) REFRESH MANUAL PROPERTIES ("replication_num" = "1")'
const counting = (n: string): string => `${TABLE} ${MATERIALIZED} AS SELECT id, ${n} AS n FROM t GROUP BY id`
const withType = (type: string): string => `CREATE TABLE t (id INT, a ${type}) DUPLICATE KEY(id) ${REST}`
const partitioned = (n: number): string =>
  `CREATE TABLE t (id INT, d DATE) DUPLICATE KEY(id) PARTITION BY date_trunc('day', d) DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "${n}")`

describe('order', () => {
  test('a view comes after what it reads, however they are called', () => {
    const views = 'CREATE VIEW z AS SELECT id FROM t; CREATE VIEW a AS SELECT id FROM z'
    const result = plan('', `${TABLE} ${views}`)
    expect(result.errors).toEqual([])
    expect(heads(result)).toEqual(['CREATE TABLE t', 'CREATE VIEW z', 'CREATE VIEW a'])
  })
  test('and goes before it', () => {
    const views = 'CREATE VIEW z AS SELECT id FROM t; CREATE VIEW a AS SELECT id FROM z'
    const result = plan(`${TABLE} ${views}`, '')
    expect(heads(result)).toEqual(['DROP VIEW a', 'DROP VIEW z', 'DROP TABLE t'])
  })
  test('across databases', () => {
    const result = plan(
      '',
      `CREATE DATABASE archive; CREATE TABLE archive.old (id INT) DUPLICATE KEY(id) ${REST}; CREATE VIEW a AS SELECT id FROM archive.old`,
    )
    expect(result.errors).toEqual([])
    expect(result.steps.map(({ operations }) => operations[0]?.kind)).toEqual([
      'CreateDatabase',
      'CreateTable',
      'CreateView',
    ])
  })
  test('a view that lets go of a table is changed before the table goes', () => {
    const old = `CREATE TABLE old (id INT) DUPLICATE KEY(id) ${REST};`
    const result = plan(
      `${TABLE} ${old} CREATE VIEW v AS SELECT id FROM old`,
      `${TABLE} CREATE VIEW v AS SELECT id FROM t`,
    )
    expect(result.steps.map(({ operations }) => operations[0]?.kind)).toEqual(['AlterView', 'DropTable'])
  })
  test('statements written by hand are not passed by', () => {
    const result = planOf(TABLE, [view('a', 't'), { kind: 'ExecuteSql', statements: ['SELECT 1'] }, view('b', 'a')])
    expect(result.errors).toEqual([])
    expect(result.steps.map(({ job }) => job)).toEqual(['metadata', 'opaque', 'metadata'])
  })
  test('later steps see what statements written by hand have made', () => {
    const result = planOf('', [
      { kind: 'ExecuteSql', statements: [TABLE] },
      {
        kind: 'AddColumn',
        table: { database: DATABASE, name: 't' },
        column: { name: 'c', type: { kind: 'simple', name: 'int' }, nullable: true },
      },
    ])
    expect(result.errors).toEqual([])
    expect(result.steps[1]?.sql).toMatch(/^ALTER TABLE `?t`? ADD COLUMN/)
  })
  test('a swap by hand stays behind the view that was written before it, unless the view is made for what the swap brings', () => {
    const name = (table: string): { database: string; name: string } => ({ database: DATABASE, name: table })
    const column = { name: 'x', type: { kind: 'simple', name: 'int' }, nullable: true } as const
    const reading = (query: string): Operation => ({
      kind: 'AlterView',
      view: name('v'),
      to: { kind: 'View', name: 'v', query: { text: query, origin: 'user' } },
    })
    const add: Operation = { kind: 'AddColumn', table: name('t'), column }
    const swap: Operation = { kind: 'SwapTable', table: name('t'), with: 'u' }
    const both = `${TABLE} CREATE TABLE u (id INT, y INT) DUPLICATE KEY(id) ${REST}; CREATE VIEW v AS SELECT id FROM t`
    const kinds = (operations: readonly Operation[]): readonly (string | undefined)[] => {
      const { steps, errors } = planOf(both, operations)
      expect(errors).toEqual([])
      return steps.map((step) => step.operations[0]?.kind)
    }
    expect(kinds([add, reading('SELECT id, x FROM t'), swap])).toEqual(['AddColumn', 'AlterView', 'SwapTable'])
    expect(kinds([reading('SELECT id, x FROM t'), add, swap])).toEqual(['AddColumn', 'AlterView', 'SwapTable'])
    expect(kinds([reading('SELECT id, y FROM t'), swap])).toEqual(['SwapTable', 'AlterView'])
    expect(kinds([reading('SELECT id, y, x FROM t'), swap, add])).toEqual(['SwapTable', 'AddColumn', 'AlterView'])
  })
  test('views that read each other are an error', () => {
    const result = planOf(TABLE, [view('a', 'b'), view('b', 'a'), view('c', 't')])
    expect(result.errors.map(({ code }) => code)).toEqual(['DEPENDENCY_CYCLE', 'DEPENDENCY_CYCLE'])
    expect(result.errors[0]?.message).toMatch(/shop\.a, shop\.b/)
    expect(result.steps).toHaveLength(1)
  })
})

describe('statements', () => {
  test('columns of one table share an ALTER, a comment has its own', () => {
    const result = plan(TABLE, `CREATE TABLE t (id INT, a BIGINT, b INT COMMENT 'x', c INT) DUPLICATE KEY(id) ${REST}`)
    expect(result.errors).toEqual([])
    expect(result.steps).toHaveLength(2)
    expect(result.steps.map(({ operations }) => operations.map(({ kind }) => kind))).toEqual([
      ['AddColumn', 'ModifyColumn'],
      ['ModifyColumn'],
    ])
    expect(result.steps.map(({ job }) => job)).toEqual(['schema-change', 'metadata'])
  })
  test('an old server gets the whole definition for a comment', () => {
    const old: Target = { version: { major: 3, minor: 3, patch: 5, label: '3.3.5' }, runMode: 'shared_nothing' }
    const result = plan(TABLE, `CREATE TABLE t (id INT, a INT COMMENT 'x', b INT) DUPLICATE KEY(id) ${REST}`, old)
    expect(result.steps.map(({ sql }) => sql.replaceAll('`', ''))).toEqual([
      expect.stringMatching(/MODIFY COLUMN a INT.* COMMENT/i),
    ])
  })
  test('a view with a comment is replaced, and its security follows', () => {
    const result = plan(
      `${TABLE} CREATE VIEW v AS SELECT id FROM t`,
      `${TABLE} CREATE VIEW v COMMENT 'x' SECURITY INVOKER AS SELECT id FROM t`,
    )
    expect(result.errors).toEqual([])
    expect(result.steps[0]?.sql).toMatch(/^CREATE OR REPLACE VIEW/)
    expect(result.steps.at(-1)?.sql).toMatch(/SECURITY INVOKER/)
  })
  test('a materialized view is built beside the old one and swapped', () => {
    const result = plan(counting('count(a)'), counting('count(b)'))
    expect(result.errors).toEqual([])
    expect(
      result.steps.map(({ sql }) => sql.replaceAll('`', '').split(' ').slice(0, 5).join(' ').split('\n')[0]),
    ).toEqual([
      expect.stringMatching(/^CREATE MATERIALIZED VIEW m__next/),
      expect.stringMatching(/^REFRESH MATERIALIZED VIEW m__next/),
      expect.stringMatching(/^ALTER MATERIALIZED VIEW m SWAP/),
      expect.stringMatching(/^DROP MATERIALIZED VIEW m__next/),
    ])
    expect(result.steps[1]?.job).toBe('refresh')
  })
})

describe('what cannot be done', () => {
  test('a table that no ALTER changes is an error with a way around, and the others get their plan', () => {
    const other = (columns: string): string => `CREATE TABLE u (${columns}) DUPLICATE KEY(id) ${REST};`
    const result = plan(
      `${TABLE} ${other('id INT')}`,
      `CREATE TABLE t (id INT, a INT, b INT) UNIQUE KEY(id) ${REST}; ${other('id INT, c INT')}`,
    )
    expect(result.errors).toHaveLength(1)
    expect(result.errors[0]).toMatchObject({
      code: 'TABLE_NEEDS_REBUILD',
      remedy: expect.stringMatching(/--rebuild t.*SWAP WITH/),
    })
    expect(result.steps.map(({ operations }) => operations[0]?.kind)).toEqual(['AddColumn'])
  })
  test('what the server would refuse is an error, and its neighbours in the same ALTER are not lost', () => {
    const table = { database: DATABASE, name: 't' }
    const result = planOf(TABLE, [
      { kind: 'AddColumn', table, column: { name: 'c', type: { kind: 'simple', name: 'int' }, nullable: true } },
      { kind: 'DropColumn', table, column: 'nope' },
    ])
    expect(result.errors).toEqual([
      expect.objectContaining({ code: 'REFUSED', message: expect.stringMatching(/nope/) }),
    ])
    expect(result.steps.map(({ operations }) => operations.map(({ kind }) => kind))).toEqual([['AddColumn']])
  })
  test('operations that lead somewhere else are an error', () => {
    const before = schemaOfSql(TABLE)
    const after = schemaOfSql(`CREATE TABLE t (id INT, a INT, b INT, c INT) DUPLICATE KEY(id) ${REST}`)
    const result = planOperations([], { from: before, to: after, target: TARGET, defaultDatabase: DATABASE })
    expect(result.errors.map(({ code }) => code)).toEqual(['END_STATE_DIFFERS'])
  })
})

describe('hazards', () => {
  test('rows and values that are lost', () => {
    expect(hazards(plan(TABLE, ''))).toContain('DATA_LOSS')
    expect(hazards(plan(TABLE, `CREATE TABLE t (id INT, a INT) DUPLICATE KEY(id) ${REST}`))).toContain('DATA_LOSS')
  })
  test('a type that takes fewer values, and the rewriting of all rows', () => {
    expect(hazards(plan(withType('VARCHAR(20)'), withType('INT')))).toEqual(['NARROWING', 'FULL_REWRITE'])
  })
  test('an operation that cannot be undone', () => {
    const operation: Operation = { kind: 'DropTable', table: { database: DATABASE, name: 't' } }
    expect(hazards(planOf(TABLE, [operation]))).toEqual(['DATA_LOSS', 'NOT_REVERSIBLE'])
  })
  test('a change that the server makes in one direction only', () => {
    const result = plan(withType('INT NOT NULL'), withType('INT NULL'))
    expect(result.errors).toEqual([])
    expect(hazards(result)).toContain('NOT_REVERSIBLE')
  })
  test('a materialized view that becomes inactive is activated again at the end', () => {
    const before = counting('sum(a)')
    const result = plan(before, before.replace('a INT', 'a BIGINT'))
    expect(result.errors).toEqual([])
    expect(hazards(result)).toContain('INACTIVATES')
    expect(result.steps.at(-1)?.sql.replaceAll('`', '')).toBe('ALTER MATERIALIZED VIEW m ACTIVE')
  })
  test.each([
    ['3.5.7', 'VARCHAR(9)', 'VARCHAR(50)', 'DROP MATERIALIZED VIEW m__next'],
    ['3.5.7', 'INT NOT NULL', 'INT NULL', 'DROP MATERIALIZED VIEW m__next'],
    ['4.1.0', 'VARCHAR(9)', 'VARCHAR(50)', 'ALTER MATERIALIZED VIEW m ACTIVE'],
    ['4.1.0', 'INT', 'BIGINT', 'DROP MATERIALIZED VIEW m__next'],
  ])('on %s, a materialized view of a column that was %s and is %s', (version, type, other, last) => {
    const target = { ...TARGET, version: parseServerVersion(version) ?? TARGET.version }
    const before = `CREATE TABLE t (id INT, a ${type}) DUPLICATE KEY(id) ${REST};
      CREATE MATERIALIZED VIEW m REFRESH MANUAL AS SELECT a, count(*) AS n FROM t GROUP BY a;`
    const result = plan(before, before.replace(`a ${type}`, `a ${other}`), target)
    expect(result.errors).toEqual([])
    expect(result.steps.at(-1)?.sql).toBe(last)
  })
  test('replication of a partitioned table leaves its partitions as they are', () => {
    expect(hazards(plan(partitioned(1), partitioned(3)))).toEqual(['FUTURE_PARTITIONS_ONLY'])
  })
})

describe('rebuilds', () => {
  const wanted = `CREATE TABLE t (id INT, a INT, b INT) PRIMARY KEY(id) ${REST};`

  function rebuild(from: string, to: string, only?: string): Plan {
    const before = schemaOfSql(from)
    const after = schemaOfSql(to)
    const { operations } = diffSchemas(before, after, { target: TARGET, defaultDatabase: DATABASE })
    const leave = { rebuild: ({ name }: { readonly name: string }) => only === undefined || name === only }
    return planOperations(operations, { from: before, target: TARGET, defaultDatabase: DATABASE, ...leave })
  }

  test('copy, compare, swap and keep the old table, where there is leave to', () => {
    const result = rebuild(TABLE, wanted)
    expect(result.errors).toEqual([])
    expect(heads(result)).toEqual([
      'CREATE TABLE t__next',
      'INSERT INTO t__next',
      "SELECT 't' AS",
      'ALTER TABLE t',
      'ALTER TABLE t__next',
    ])
    expect(result.steps.map(({ job, check }) => check ?? job)).toEqual([
      'metadata',
      'copy',
      'row-counts',
      'metadata',
      'metadata',
    ])
    expect(hazards(result)).toEqual(['FULL_REWRITE'])
    expect(result.steps.every(({ operations }) => operations[0]?.kind === 'ReplaceTable')).toBe(true)
  })
  test('only of the tables that it is given for; others keep their error', () => {
    const both = (table: string): string => `${table}${table.replace('TABLE t', 'TABLE u')}`
    const result = rebuild(both(TABLE), both(wanted), 'u')
    expect(result.errors.map(({ code, message }) => [code, message.split(' ')[0]])).toEqual([
      ['TABLE_NEEDS_REBUILD', 'shop.t'],
    ])
    expect(result.steps).toHaveLength(5)
  })
  test('activate the materialized views that the swap makes inactive', () => {
    const from = counting('COUNT(a)').replace('id INT', 'id INT NOT NULL')
    const result = rebuild(from, from.replace('DUPLICATE', 'PRIMARY'))
    expect(result.errors).toEqual([])
    expect(heads(result).at(-1)).toBe('ALTER MATERIALIZED VIEW')
    expect(hazards(result)).toContain('INACTIVATES')
  })
  test('say what the copy loses', () => {
    const result = rebuild(
      `CREATE TABLE t (id BIGINT, a INT, gone INT) DUPLICATE KEY(id) ${REST}`,
      `CREATE TABLE t (id INT, a INT) PRIMARY KEY(id) ${REST}`,
    )
    expect(hazards(result)).toEqual(['FULL_REWRITE', 'DATA_LOSS', 'NARROWING'])
  })
  test('are refused where old rows would have no value', () => {
    const result = rebuild(TABLE, wanted.replace('b INT', 'b INT, c INT NOT NULL'))
    expect(result.errors).toMatchObject([
      {
        code: 'REBUILD_IMPOSSIBLE',
        message: expect.stringMatching(/no value for c/),
        remedy: expect.stringMatching(/c/),
      },
    ])
    expect(result.steps).toEqual([])
  })
  test('are refused where a synchronous materialized view would stay behind', () => {
    const result = rebuild(
      `${TABLE} CREATE MATERIALIZED VIEW s AS SELECT id, a FROM t`,
      `CREATE TABLE t (id INT, a INT, b INT) UNIQUE KEY(id) ${REST}; CREATE MATERIALIZED VIEW s AS SELECT DISTINCT id FROM t`,
    )
    expect(result.errors.map(({ code }) => code)).toContain('REBUILD_IMPOSSIBLE')
  })
})

describe('errors', () => {
  const table = { database: DATABASE, name: 't' }
  const missing = (column: string): Operation => ({ kind: 'DropColumn', table, column })

  test('are one item for each object', () => {
    const result = planOf(TABLE, [missing('x'), missing('y'), { kind: 'DropTable', table: { ...table, name: 'u' } }])
    expect(result.errors.map(({ code, operations }) => [code, operations.length])).toEqual([
      ['REFUSED', 2],
      ['REFUSED', 1],
    ])
    expect(result.errors[0]?.message).toMatch(/^shop\.t: StarRocks would refuse DropColumn: .*; StarRocks would refuse/)
  })
  test('tell how a new column takes over where only a column is in the way', () => {
    const result = plan(withType('JSON'), withType('INT'))
    expect(result.errors).toMatchObject([
      { code: 'TABLE_NEEDS_REBUILD', remedy: expect.stringMatching(/ADD COLUMN a__new INT;.*DROP COLUMN a__old/) },
    ])
    expect(result.errors[0]?.remedy).not.toContain('UPDATE')
    const primary = (type: string): string =>
      withType(type).replace('DUPLICATE', 'PRIMARY').replace('id INT', 'id INT NOT NULL')
    expect(plan(primary('JSON'), primary('INT')).errors[0]?.remedy).toContain('UPDATE t SET a__new = a')
    // Before 3.3.2 no column can be renamed.
    const old = plan(withType('JSON'), withType('INT'), {
      version: { major: 3, minor: 3, patch: 0, label: '3.3.0' },
      runMode: 'shared_nothing',
    })
    expect(old.errors[0]?.remedy).not.toContain('RENAME')
  })
})

describe('what a change does to partitions', () => {
  test('of a table without partitions: its rows', () => {
    const result = plan(TABLE, TABLE.replace('"replication_num" = "1"', '"replication_num" = "2"'))
    const [hazard] = result.steps.flatMap((step) => step.hazards)
    expect(hazard).toMatchObject({
      code: 'REPLICATION_CHANGES',
      message: expect.stringMatching(/all rows.*2 replicas in place of 1/),
    })
  })
  test('of one with partitions: those to come', () => {
    const result = plan(partitioned(1), partitioned(2))
    const [hazard] = result.steps.flatMap((step) => step.hazards)
    expect(hazard).toMatchObject({
      code: 'FUTURE_PARTITIONS_ONLY',
      message: expect.stringMatching(
        /to come get replication_num 2; those that exist keep 1.*MODIFY PARTITION \(\*\) SET \("replication_num" = "2"\)/,
      ),
    })
  })
})

test('a second rewrite of a table is a hazard that names both', () => {
  const table = { database: DATABASE, name: 't' }
  const result = planOf(TABLE, [
    { kind: 'ModifyDistribution', table, to: { kind: 'hash', columns: ['id'], buckets: 4 } },
    { kind: 'ModifySortKey', table, to: [{ column: 'a' }] },
  ])
  expect(result.errors).toEqual([])
  expect(result.steps.map((step) => step.hazards.some(({ code }) => code === 'SECOND_REWRITE'))).toEqual([false, true])
  expect(result.steps[1]?.hazards.find(({ code }) => code === 'SECOND_REWRITE')?.message).toMatch(
    /ModifyDistribution.*ModifySortKey.*--split heavy/,
  )
})

describe('the text of a step', () => {
  test('has a clause a line where something is defined, and one line elsewhere', () => {
    const tables = `${TABLE} CREATE VIEW v AS SELECT id FROM t`
    expect(plan('', tables).steps.map(({ sql }) => sql)).toEqual([
      'CREATE TABLE t (\n  id INT,\n  a INT,\n  b INT\n)\nDUPLICATE KEY (id)\nDISTRIBUTED BY HASH(id) BUCKETS 1\nPROPERTIES ("replication_num" = "1")',
      'CREATE VIEW v AS\nSELECT id\nFROM t',
    ])
    expect(plan(tables, '').steps.map(({ sql }) => sql)).toEqual(['DROP VIEW v', 'DROP TABLE t'])
  })
})

describe('nested types', () => {
  const change = (from: string, to: string, target = TARGET): Plan =>
    plan(
      `CREATE TABLE t (id INT, s ${from}) DUPLICATE KEY(id) ${REST}`,
      `CREATE TABLE t (id INT, s ${to}) DUPLICATE KEY(id) ${REST}`,
      target,
    )

  test('fields of structs come and go, and can go back', () => {
    const result = change('STRUCT<a INT> COMMENT "one"', 'STRUCT<b INT> COMMENT "two"')
    expect(result.errors).toEqual([])
    expect(result.steps.map(({ sql }) => sql)).toEqual([
      "ALTER TABLE t MODIFY COLUMN s COMMENT 'two'",
      'ALTER TABLE t MODIFY COLUMN s ADD FIELD b INT FIRST',
      'ALTER TABLE t MODIFY COLUMN s DROP FIELD a',
    ])
    expect(hazards(result)).not.toContain('NOT_REVERSIBLE')
  })
  test.each([
    ['STRUCT<a INT>', 'STRUCT<a BIGINT>'],
    ['STRUCT<a INT, b INT>', 'STRUCT<b INT, a INT>'],
    ['STRUCT<a INT>', 'JSON'],
    ['ARRAY<INT>', 'ARRAY<BIGINT>'],
    ['MAP<INT, INT>', 'MAP<INT, BIGINT>'],
    ['MAP<INT, STRUCT<a INT>>', 'MAP<INT, STRUCT<a INT, b INT>>'],
    ['INT', 'ARRAY<INT>'],
  ])('%s does not become %s by ALTER', (from, to) => {
    const { steps, errors } = change(from, to)
    expect(steps).toEqual([])
    expect(errors.map(({ code, message }) => [code, message])).toEqual([
      ['TABLE_NEEDS_REBUILD', expect.stringMatching(/^shop\.t cannot be altered .*column s: Can not change /)],
    ])
    expect(errors[0]?.remedy).toContain('ADD COLUMN s__new')
  })
})
