import { describe, expect, test } from 'vitest'
import { parseStatements } from '../../src/language/index.ts'
import { probe } from '../../src/migrations/index.ts'
import type { InsertRows } from '../../src/operations/index.ts'
import { planOperations } from '../../src/plan/index.ts'
import type { PlanStep } from '../../src/plan/index.ts'
import { diffSchemas } from '../../src/diff/index.ts'
import { applyStatement } from '../../src/schema/apply-statement/apply-statement.ts'
import { normalizeSchema } from '../../src/schema/index.ts'
import type { SchemaState } from '../../src/schema/index.ts'
import { emptyDatabase, emptySchema, withDatabase } from '../../src/schema/state.ts'

const target = { version: { major: 3, minor: 5, patch: 0, label: '3.5' }, runMode: 'shared_nothing' as const }
const context = { target, defaultDatabase: 'shop' }

/** The schema after these statements. */
function schema(...statements: readonly string[]): SchemaState {
  let state = withDatabase(emptySchema(), emptyDatabase('shop'))
  for (const statement of parseStatements(statements.join(';\n')).statements) {
    const result = applyStatement(state, statement, { target, currentDatabase: 'shop' })
    if (result.kind !== 'applied') throw new Error(result.refusal.message)
    ;({ state } = result)
  }
  return normalizeSchema(state, target)
}

const T = `CREATE TABLE t (id INT NOT NULL, v INT, w VARCHAR(10)) PRIMARY KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 2 PROPERTIES ("replication_num" = "1")`
const U = T.replace('TABLE t', 'TABLE u')
const V = 'CREATE VIEW v (id) AS SELECT id FROM t'

/** The one step that leads from one schema to the other. */
function stepBetween(before: SchemaState, after: SchemaState): PlanStep {
  const { operations } = diffSchemas(before, after, { ...context, databases: ['shop'] })
  const { steps, errors } = planOperations(operations, { ...context, from: before })
  expect([steps.length, errors]).toEqual([1, []])
  const [step] = steps
  if (step === undefined) throw new Error('no step')
  return step
}

describe('a change of one object', () => {
  test.each([
    ['CreateTable', [], [T]],
    ['DropTable', [T, U], [T]],
    ['AddColumn', [T], [T, 'ALTER TABLE t ADD COLUMN x INT']],
    ['DropColumn', [T], [T, 'ALTER TABLE t DROP COLUMN w']],
    ['ModifyColumn', [T], [T, 'ALTER TABLE t MODIFY COLUMN v BIGINT']],
    ['AddIndex', [T], [T, `CREATE INDEX i ON t (v) USING BITMAP`]],
    ['ModifyTableComment', [T], [T, `ALTER TABLE t COMMENT = 'new'`]],
    ['CreateView', [T], [T, V]],
    ['AlterView', [T, V], [T, 'CREATE VIEW v (id, v) AS SELECT id, v FROM t']],
    ['DropView', [T, V], [T]],
  ] as const)('%s', (kind, from, to) => {
    const [before, after] = [schema(...from), schema(...to)]
    const step = stepBetween(before, after)
    expect(step.operations.map((operation) => operation.kind)).toContain(kind)
    const evidence = { ...context, before, after }
    expect(probe(step, { ...evidence, live: before })).toBe('notStarted')
    expect(probe(step, { ...evidence, live: after })).toBe('done')
    // What happens to other objects meanwhile changes nothing.
    const other = `CREATE TABLE other (a INT) DUPLICATE KEY (a) DISTRIBUTED BY HASH(a) BUCKETS 1 PROPERTIES ("replication_num" = "1")`
    expect(probe(step, { ...evidence, live: schema(...from, other) })).toBe('notStarted')
    expect(probe(step, { ...evidence, live: schema(...to, other) })).toBe('done')
  })
})

test('somebody else has made something of the same name', () => {
  const [before, after] = [schema(), schema(T)]
  const live = schema(T.replace('v INT', 'v BIGINT'))
  expect(probe(stepBetween(before, after), { ...context, before, after, live })).toBe('foreign')
})

test('a change of another column of the table does not hide what happened to this one', () => {
  const [before, after] = [schema(T), schema(T, 'ALTER TABLE t ADD COLUMN x INT')]
  const step = stepBetween(before, after)
  const drift = 'ALTER TABLE t ADD COLUMN y INT'
  expect(probe(step, { ...context, before, after, live: schema(T, drift) })).toBe('notStarted')
  expect(probe(step, { ...context, before, after, live: schema(T, 'ALTER TABLE t ADD COLUMN x INT', drift) })).toBe(
    'done',
  )
  expect(probe(step, { ...context, before, after, live: schema(T, 'ALTER TABLE t ADD COLUMN x DATE') })).toBe('foreign')
})

test('a swap of two tables that look the same cannot be told', () => {
  const before = schema(T, U)
  const name = { database: 'shop', name: 't' }
  const step = { operations: [{ kind: 'SwapTable', table: name, with: 'u' } as const] }
  expect(probe(step, { ...context, before, after: before, live: before })).toBe('foreign')
})

test('SQL written by hand: what the model understands is looked up, rows are not', () => {
  const before = schema(T)
  const ddl = { operations: [{ kind: 'ExecuteSql', statements: [U] } as const] }
  const after = schema(T, U)
  expect(probe(ddl, { ...context, before, after, live: after })).toBe('done')
  expect(probe(ddl, { ...context, before, after, live: before })).toBe('notStarted')
  const rows = { operations: [{ kind: 'ExecuteSql', statements: ['INSERT INTO t VALUES (1, 1, NULL)'] } as const] }
  expect(probe(rows, { ...context, before, after: before, live: before })).toBe('foreign')
})

test('what does no harm a second time is sent again', () => {
  const before = schema(T)
  const view = { database: 'shop', name: 'm' }
  const step = { operations: [{ kind: 'RefreshMaterializedView', view } as const] }
  expect(probe(step, { ...context, before, after: before, live: before })).toBe('repeatable')
})

test('copied rows: again only where a row takes the place of the same one', () => {
  const copy = (to: string): SchemaState => schema(T, to)
  const table = { database: 'shop', name: 'u' }
  const step = { operations: [{ kind: 'CopyRows', table, from: 't', columns: ['id', 'v', 'w'] } as const] }
  const [primary, duplicate] = [copy(U), copy(U.replace('PRIMARY KEY', 'DUPLICATE KEY'))]
  expect(probe(step, { ...context, before: primary, after: primary, live: primary })).toBe('repeatable')
  expect(probe(step, { ...context, before: duplicate, after: duplicate, live: duplicate })).toBe('foreign')
})

test('inserted rows: again only where they bring their whole key, and the same values each time', () => {
  const table = { database: 'shop', name: 'u' }
  const told = (to: string, columns: readonly string[], row: InsertRows['rows'][number]): string => {
    const state = schema(T, to)
    const step = { operations: [{ kind: 'InsertRows', table, columns, rows: [row] } as const] }
    return probe(step, { ...context, before: state, after: state, live: state })
  }
  expect(told(U, ['id', 'v'], [1, null])).toBe('repeatable')
  expect(told(U, ['v', 'id'], ['x', { sql: '12345678901234567890' }])).toBe('repeatable')
  expect(told(U, ['id', 'v'], [1, { sql: 'random()' }])).toBe('foreign')
  expect(told(U, ['v'], [1])).toBe('foreign')
  expect(told(U.replace('PRIMARY KEY', 'DUPLICATE KEY'), ['id', 'v'], [1, 1])).toBe('foreign')
})

test('a data step: only its author knows whether it may run again', () => {
  const state = schema(T)
  const step = (more: object): PlanStep['operations'] => [
    { kind: 'RunDataStep', name: 'fill', action: 0, source: 'x', effect: [], ...more },
  ]
  const evidence = { ...context, before: state, after: state, live: state }
  expect(probe({ operations: step({}) }, evidence)).toBe('foreign')
  expect(probe({ operations: step({ repeatable: true }) }, evidence)).toBe('repeatable')
})
