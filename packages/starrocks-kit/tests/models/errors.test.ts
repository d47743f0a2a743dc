import { describe, expect, test } from 'vitest'
import {
  array,
  bigint,
  ClauseSyntaxError,
  columnType,
  DuplicateModelError,
  hash,
  int,
  InvalidModelError,
  materializedView,
  ModelError,
  modelsFromExports,
  raw,
  schemaFromModels,
  sql,
  string,
  table,
  UnknownColumnError,
  view,
} from '../../src/models/index.ts'

/** The error that a call throws. */
function errorOf(action: () => unknown): ModelError {
  try {
    action()
  } catch (error) {
    if (error instanceof ModelError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const columns = { id: int(), name: string() }

describe('columns that do not exist', () => {
  test('in a key', () => {
    const error = errorOf(() => table('my_table', columns, { key: 'PRIMARY KEY(idd)' }))

    expect(error).toBeInstanceOf(UnknownColumnError)
    expect(error.code).toBe('MODEL_UNKNOWN_COLUMN')
    expect(error.message).toBe(
      'table my_table: PRIMARY KEY names column "idd", which does not exist; did you mean "id"?',
    )
  })

  test.each([
    ['DISTRIBUTED BY', { distributedBy: 'HASH(nam)' }, 'name'],
    ['ORDER BY', { orderBy: 'naem' }, 'name'],
    ['PARTITION BY', { partitionBy: "date_trunc('day', nme)" }, 'name'],
    ['PARTITION BY', { partitionBy: 'RANGE(nme) ()' }, 'name'],
    ['PARTITION BY', { partitionBy: [sql`upper(nme)`] }, 'name'],
    ['INDEX i', { indexes: ['INDEX i (nmae)'] }, 'name'],
    ['ROLLUP r', { rollups: ['r (id, nmae)'] }, 'name'],
  ])('in %s %o', (clause, options, suggestion) => {
    const error = errorOf(() => table('my_table', columns, options))

    expect(error.message).toMatch(new RegExp(`^table my_table: ${clause} names column`))
    expect(error.message).toMatch(new RegExp(`did you mean "${suggestion}"\\?$`))
  })

  test('through the columns that a function of options is given', () => {
    const error = errorOf(() =>
      // What Node runs without its types.
      table('my_table', columns, (t) => ({ orderBy: [(t as unknown as Record<string, typeof t.id>)['nmae'] ?? t.id] })),
    )

    expect(error).toBeInstanceOf(UnknownColumnError)
    expect(error.message).toBe(
      'table my_table: an option names column "nmae", which does not exist; did you mean "name"?',
    )
  })

  test('far from any name list the columns', () => {
    const error = errorOf(() => table('my_table', columns, { orderBy: 'something_else' }))

    expect(error.message).toMatch(/which does not exist; its columns are id, name$/)
  })

  test('in a generated column', () => {
    const error = errorOf(() => table('my_table', { ...columns, twice: int().generatedAs('ids * 2') }))

    expect(error.message).toBe(
      'table my_table: AS of column twice names column "ids", which does not exist; did you mean "id"?',
    )
  })

  test('in a materialized view that lists its columns', () => {
    const options = { columns: ['id'], query: 'SELECT 1 AS id', refresh: 'ASYNC' }

    expect(errorOf(() => materializedView('mv', { ...options, distributedBy: hash('idd') })).message).toBe(
      'materialized view mv: DISTRIBUTED BY names column "idd", which does not exist; did you mean "id"?',
    )
  })
})

describe('text that does not parse', () => {
  test('shows the model, the clause and the place', () => {
    const error = errorOf(() => table('my_table', columns, { distributedBy: 'HASH(id BUCKETS 10' }))

    expect(error).toBeInstanceOf(ClauseSyntaxError)
    expect(error.code).toBe('MODEL_CLAUSE_SYNTAX')
    expect(error.message).toMatch(/^table my_table: DISTRIBUTED BY is not valid StarRocks text: /)
    expect(error.message).toMatch(/HASH\(id BUCKETS 10\n +\^$/)
  })

  test.each([
    ['table t, column "c": the type', () => table('t', { c: columnType('VARCHAR(') })],
    ['table t, column "c": AS', () => table('t', { c: int().generatedAs('1 +') })],
    ['table t, column "c": DEFAULT', () => table('t', { c: int().defaultExpression('uuid(') })],
    ['table t: the key', () => table('t', columns, { key: 'KEY(id)' })],
    ['table t: PARTITION BY', () => table('t', columns, { partitionBy: 'RANGE(' })],
    ['table t: ORDER BY', () => table('t', columns, { orderBy: raw('(id') })],
    ['table t: INDEX', () => table('t', columns, { indexes: ['INDEX (id)'] })],
    ['table t: ROLLUP', () => table('t', columns, { rollups: ['(id)'] })],
    ['view v: the query', () => view('v', { query: 'SELECT FROM' })],
    ['view other.v: the query', () => view('v', { database: 'other', query: 'SELECT FROM' })],
    ['materialized view mv: REFRESH', () => materializedView('mv', { query: 'SELECT 1', refresh: 'SOMETIMES' })],
  ])('%s', (start, action) => {
    const error = errorOf(action)

    expect(error).toBeInstanceOf(ClauseSyntaxError)
    expect(error.message).toMatch(new RegExp(`^${start} is not valid StarRocks text: `))
    expect(error.message).toContain('^')
  })
})

describe('models that contradict themselves', () => {
  test.each([
    ['no columns', () => table('t', {}), 'table t: has no columns; declare one'],
    [
      'columns of one name',
      () => table('t', { id: int(), ID: int() }),
      'table t, column "ID": has the same name as column "id"; rename one of them: letter case does not count in StarRocks',
    ],
    [
      'two keys',
      () => table('t', { id: int().primaryKey(), name: string() }, { key: 'DUPLICATE KEY(id)' }),
      'table t: columns id say primaryKey(), but the key is DUPLICATE KEY (id); say the key once: on the columns or as an option',
    ],
    [
      'an option that does not exist',
      // @ts-expect-error the compiler refuses it too
      () => table('t', columns, () => ({ comment: 'x', distributdBy: 'HASH(id)' })),
      'table t: has no option "distributdBy"; did you mean "distributedBy"?',
    ],
    [
      'buckets',
      () => table('t', columns, { distributedBy: hash('id').buckets(0) }),
      'table t: DISTRIBUTED BY has 0 buckets; the number is a whole one from 1 on',
    ],
    [
      'a nested type with more than a type',
      // @ts-expect-error the compiler refuses it too
      () => table('t', { c: array(int().notNull()) }),
      'table t, column "c": a nested type cannot have notNull; put it on the column itself',
    ],
    [
      'open parameters',
      () => view('v', { query: { sql: 'SELECT * FROM t WHERE a = ?', parameters: [1] } }),
      'view v: its compiled query has 1 open parameter; a stored query has none: write the values as literals (sql.lit in Kysely), or compile with the dialect of starrocks-kit/kysely',
    ],
    [
      'a model that is not there yet',
      // @ts-expect-error as in a circular import
      () => view('v', { query: sql`SELECT * FROM ${undefined}` }),
      'view v: value 1 of the sql template is undefined; there is no such column or model, or its module imports this one in a circle',
    ],
    [
      'a model in a clause',
      () => table('t', columns, { partitionBy: sql`${table('other', columns)}` }),
      'table t: PARTITION BY: its template names table other, where only columns can stand',
    ],
  ])('%s', (_name, action, message) => {
    const error = errorOf(action)

    expect(error).toBeInstanceOf(InvalidModelError)
    expect(error.message).toBe(message)
  })
})

describe('models of the same object', () => {
  const one = table('orders', { id: bigint() })
  const two = table('orders', { id: int() })

  test('are told with both exports', () => {
    const error = errorOf(() => modelsFromExports([{ one }, { two }], ['src/a.ts', 'src/b.ts']))

    expect(error).toBeInstanceOf(DuplicateModelError)
    expect(error.message).toBe(
      'table orders: is declared twice, by export one of src/a.ts and by export two of src/b.ts; keep one of them, or rename one',
    )
  })

  test('are found where one names the default database and one does not', () => {
    const three = view('orders', { database: 'app', query: 'SELECT 1' })

    expect(() => schemaFromModels([one, three], { defaultDatabase: 'other' })).not.toThrow()
    expect(errorOf(() => schemaFromModels([one, three], { defaultDatabase: 'app' })).message).toBe(
      'view app.orders: is declared twice, by table orders and by view app.orders; keep one of them, or rename one',
    )
  })
})
