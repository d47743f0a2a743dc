import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import { parseStatement, printStatement } from '../../src/language/index.ts'
import { probe } from '../../src/migrations/run/probe.ts'
import { schemaFromModels, userFunction } from '../../src/models/index.ts'
import { planOperations } from '../../src/plan/index.ts'
import { operationToStatements } from '../../src/operations/index.ts'
import { applyStatement } from '../../src/schema/apply-statement/apply-statement.ts'
import {
  clusterObjects,
  clusterOf,
  emptyDatabase,
  functionAsShown,
  unseenOf,
  withDatabase,
  withUnseen,
} from '../../src/schema/index.ts'
import type { ClusterObject, SchemaState, Target, View } from '../../src/schema/index.ts'
import { TARGET } from '../support/target.ts'

function parseTarget(label: string): Target {
  const [major = 0, minor = 0] = label.split('.').map(Number)
  return { ...TARGET, version: { major, minor, patch: 0, label } }
}

const defaultDatabase = 'shop'
const target = parseTarget('4.1')
const modelled = (...models: readonly ReturnType<typeof userFunction>[]): SchemaState =>
  schemaFromModels(models, { defaultDatabase }).state
const stateOf = (...objects: readonly ClusterObject[]): SchemaState => ({
  ...withDatabase({ databases: {} }, emptyDatabase(defaultDatabase)),
  cluster: clusterOf(objects, ['Function']),
})
const names = (state: SchemaState): readonly string[] => clusterObjects(state).map(({ name }) => name)

function run(sql: string, state: SchemaState = stateOf(), version: Target = target): SchemaState | string {
  const result = applyStatement(state, parseStatement(sql), { target: version, currentDatabase: defaultDatabase })
  return result.kind === 'applied' ? result.state : `${result.refusal.code} ${result.refusal.message}`
}
const PYTHON = `RETURNS INT PROPERTIES ("type" = "Python", "symbol" = "f", "file" = "inline") AS $$ x $$`
const python = (signature: string, body = 'x'): ReturnType<typeof userFunction> =>
  userFunction(signature, { returns: 'INT', properties: { symbol: 'f' }, source: body })

describe('signatures', () => {
  test('are one where a server takes them for one, and more where it does not', () => {
    const made = [
      'DECIMAL(10, 2)',
      'DECIMAL(10, 3)',
      'ARRAY<VARCHAR(3)>',
      'STRUCT<A INT>',
      'INT',
      'INT, ...',
      ', ...',
      '',
    ].reduce((state, types) => run(`CREATE FUNCTION f(${types}) ${PYTHON}`, state) as SchemaState, stateOf())
    expect(names(made)).toEqual([
      'shop.f(DECIMAL(18, 2))',
      'shop.f(DECIMAL(18, 3))',
      'shop.f(ARRAY<STRING>)',
      'shop.f(STRUCT<a INT>)',
      'shop.f(INT)',
      'shop.f(INT, ...)',
      'shop.f(, ...)',
      'shop.f()',
    ])
    for (const types of ['DECIMAL(9, 2)', 'ARRAY<STRING>', 'STRUCT<a INT>', ',INT'])
      expect(run(`CREATE FUNCTION F(${types}) ${PYTHON}`, made)).toBe('1064 function already exists')
    expect(names(run('DROP FUNCTION shop.f(DECIMAL(18, 2))', made) as SchemaState)).not.toContain(
      'shop.f(DECIMAL(18, 2))',
    )
    expect(run('DROP FUNCTION IF EXISTS f(DECIMAL(20, 2))', made)).toBe(
      "1055 Getting analyzing error. Detail message: Unknown function 'shop.f(DECIMAL128(20,2))'.",
    )
  })

  test('without a database mean the default one, and say nothing of it in what is written', () => {
    const state = modelled(python('f(INT)'), python('other.f(INT)'), python('GLOBAL f(INT)'))
    expect(names(state)).toEqual(['shop.f(INT)', 'other.f(INT)', 'GLOBAL f(INT)'])
    expect(() => modelled(python('f(STRING)'), python('shop.F(VARCHAR(5))'))).toThrow(/shop\.f\(STRING\)/u)
  })
})

test("refusals are the frontend's", () => {
  const detail = (text: string, code = 5064): string => `${code} Getting analyzing error. Detail message: ${text}.`
  expect(run('CREATE FUNCTION f(INT) RETURNS INT')).toBe(detail('unknown lang type'))
  expect(run(`CREATE FUNCTION \`a-b\`(INT) ${PYTHON}`)).toBe(
    detail('Function names must be all alphanumeric or underscore. Invalid name: a-b'),
  )
  expect(run(`CREATE FUNCTION nowhere.f(INT) ${PYTHON}`)).toBe("5501 Unknown database 'nowhere'")
  expect(run(`CREATE FUNCTION f(ARRAY<VARCHAR>) ${PYTHON}`)).toBe(detail('Varchar size must be > 0: -1', 1064))
  expect(run('CREATE FUNCTION f(INT) RETURNS INT PROPERTIES ("type" = "Python", "file" = "inline")')).toBe(
    detail("cannot to compute object's checksum"),
  )
  expect(run('DROP GLOBAL FUNCTION shop.f(INT)')).toBe(
    "1064 Getting syntax error. Detail message: Invalid UDF function name 'shop.f'.",
  )
  expect(run('CREATE FUNCTION f(a INT, a INT) RETURNS a')).toBe(
    detail('Duplicate argument name a in function args', 1064),
  )
  expect(run('CREATE FUNCTION f(a INT) RETURNS b')).toBe(detail('Cannot find argument b in function args', 1064))
  expect(run(`CREATE OR REPLACE FUNCTION IF NOT EXISTS f(INT) ${PYTHON}`)).toContain('cannot be used together')
  for (const [sql, version] of [
    ['CREATE FUNCTION f(a INT) RETURNS a', '4.0'],
    [`CREATE OR REPLACE FUNCTION f(INT) ${PYTHON}`, '3.3'],
    ['DROP FUNCTION IF EXISTS f(INT)', '3.3'],
  ] as const)
    expect(run(sql, stateOf(), parseTarget(version))).toContain('Getting syntax error')
})

test('a change is a replacement, and up to 3.3 a new function', () => {
  const java = (symbol: string): ReturnType<typeof userFunction> =>
    userFunction('f(INT)', { returns: 'INT', properties: { type: 'StarrocksJar', symbol, file: 'http://h/f.jar' } })
  const [from, to] = [modelled(java('a.B')), modelled(java('a.C'))]
  const words = (version: string): readonly string[] =>
    diffSchemas(from, to, { target: parseTarget(version), defaultDatabase })
      .operations.flatMap((operation) =>
        operationToStatements(operation, { target: parseTarget(version), defaultDatabase }),
      )
      .map((statement) => printStatement(statement).slice(0, 27))
  expect(words('3.5')).toEqual(['CREATE OR REPLACE FUNCTION '])
  expect(words('3.3')).toEqual(['DROP FUNCTION shop.f(INT)', 'CREATE FUNCTION shop.f(INT)'])
})

test('what calls a function that goes away is told', () => {
  const viewOf = (name: string, text: string): View => ({ kind: 'View', name, query: { text, origin: 'user' } })
  const views = { v: viewOf('v', 'SELECT f(1)'), w: viewOf('w', 'SELECT e.f(1), g(2)') }
  const { cluster = {} } = modelled(
    python('f(INT)'),
    python('f(INT, INT)'),
    userFunction('h(a INT)', { expression: 'shop.f(a)' }),
  )
  const from = { ...withDatabase({ databases: {} }, { ...emptyDatabase(defaultDatabase), views }), cluster }
  const hazards = (signature: string): readonly string[] =>
    planOperations([{ kind: 'DropClusterObject', object: { kind: 'Function', name: signature } }], {
      from,
      target,
      defaultDatabase,
    }).steps.flatMap((step) => step.hazards.flatMap(({ code, message }) => (code === 'INACTIVATES' ? [message] : [])))
  expect(hazards('shop.f(INT)')).toEqual([
    'the view shop.v calls the function shop.f(INT), and fails as long as there is no such function',
    'the function shop.h(INT) calls the function shop.f(INT), and fails as long as there is no such function',
  ])
})

describe('what a server shows', () => {
  const row = (signature: string, symbol = 'f', returns = 'INT') => ({
    signature,
    returns,
    type: 'Scalar',
    properties: JSON.stringify({ fid: '-1', symbol, file: 'inline', type: 'PYTHON', md5: '' }),
  })
  const live = (...rows: readonly ReturnType<typeof row>[]): SchemaState =>
    stateOf(...rows.map((one) => functionAsShown(one, defaultDatabase)))
  const different = (read: SchemaState, wanted: SchemaState): readonly string[] =>
    diffSchemas(withUnseen(read, wanted), wanted, { target, defaultDatabase }).operations.map(({ kind }) => kind)

  test('is compared, and what it does not show is taken from what agrees', () => {
    const known = modelled(python('f(DECIMAL(10, 2), ARRAY<INT>)', 'one'))
    const read = live(row('f(DECIMAL64,INVALID_TYPE)'))
    expect(clusterObjects(read).map(unseenOf)).toEqual([['arguments', 'source', 'input', 'isolation']])
    expect(withUnseen(read, known).cluster).toEqual(known.cluster)
    // The body is another one than the revisions have made.
    const wanted = modelled(python('f(DECIMAL(10, 2), ARRAY<INT>)', 'two'))
    expect(different(withUnseen(read, known), wanted)).toEqual(['AlterClusterObject'])
    expect(different(read, wanted)).toEqual([])
    // What is shown is not what the revisions have made: nothing is taken from them.
    expect(different(withUnseen(live(row('f(DECIMAL64,INVALID_TYPE)', 'g')), known), known)).toEqual([
      'AlterClusterObject',
    ])
    expect(different(withUnseen(live(row('f(DECIMAL64,INVALID_TYPE)', 'f', 'BIGINT')), known), known)).toEqual([
      'AlterClusterObject',
    ])
  })

  test('stands for all functions that look alike, and for none where it is unclear', () => {
    const wanted = modelled(python('f(ARRAY<INT>)'), python('f(MAP<INT, INT>)'))
    expect(different(live(row('f(INVALID_TYPE)')), wanted)).toEqual([])
    expect(different(live(row('f(INVALID_TYPE)', 'g')), wanted)).toEqual([])
    expect(names(withUnseen(live(row('f(INVALID_TYPE)', 'g')), wanted))).toEqual(['shop.f(INVALID_TYPE)'])
    // Nobody knows which function it is: it is not dropped.
    expect(different(live(row('g(INVALID_TYPE)')), modelled(python('f(INT)')))).toEqual(['CreateClusterObject'])
    expect(different(live(row('g(INT)')), stateOf())).toEqual(['DropClusterObject'])
  })

  test('tells what became of an interrupted statement, where it can', () => {
    const at = (before: SchemaState, after: SchemaState, read: SchemaState): string =>
      probe(
        { operations: diffSchemas(before, after, { target, defaultDatabase }).operations },
        { before, after, live: read, target, defaultDatabase },
      )
    const [one, two] = [modelled(python('f(ARRAY<INT>)', 'one')), modelled(python('f(ARRAY<INT>)', 'two'))]
    expect(at(stateOf(), one, stateOf())).toBe('notStarted')
    expect(at(stateOf(), one, live(row('f(INVALID_TYPE)')))).toBe('done')
    expect(at(one, two, live(row('f(INVALID_TYPE)')))).toBe('repeatable')
    const other = python('f(ARRAY<DATE>)')
    expect(at(modelled(other), modelled(other, python('f(ARRAY<INT>)')), live(row('f(INVALID_TYPE)')))).toBe('foreign')
  })

  test('of an expression is all but the names of several arguments', () => {
    const shown = (signature: string, expression: string) =>
      functionAsShown({ signature, returns: 'BIGINT', type: 'SQL', properties: expression }, defaultDatabase)
    expect(shown('f(INT)', '`amount` + 1')).toEqual({
      kind: 'Function',
      name: 'shop.f(INT)',
      arguments: ['amount INT'],
      expression: '`amount` + 1',
    })
    const two = stateOf(shown('f(INT,INT)', '`a` - `b`'))
    expect(clusterObjects(two).map(unseenOf)).toEqual([['names']])
    expect(different(two, modelled(userFunction('f(a INT, b INT)', { expression: 'a-b' })))).toEqual([])
    expect(different(two, modelled(userFunction('f(a INT, b INT)', { expression: 'b-a' })))).toEqual([
      'AlterClusterObject',
    ])
  })
})

test('models say one thing or the other', () => {
  const wrong =
    (signature: string, options: Parameters<typeof userFunction>[1]): (() => unknown) =>
    () =>
      userFunction(signature, options)
  expect(wrong('f(INT)', {})).toThrow(/neither what it returns nor an expression/u)
  expect(wrong('f(INT)', { expression: '1' })).toThrow(/needs names of arguments/u)
  expect(wrong('f(a INT)', { expression: 'a', returns: 'INT' })).toThrow(/beside an expression it says returns/u)
  expect(wrong('f(CHAR)', { returns: 'INT', source: 'x' })).toThrow(/CHAR says no length: write STRING/u)
  expect(wrong('f(INT)', { returns: 'VARCHAR', source: 'x' })).toThrow(/VARCHAR says no length: write STRING/u)
  expect(wrong('f(INT)', { returns: 'INT', source: '$$' })).toThrow(/cannot hold \$\$/u)
  expect(wrong('f(INT)', { returns: 'INT', properties: { type: 'Rust' } })).toThrow(/unknown lang type/u)
  expect(wrong('f(INT)', { returns: 'INT', properties: { symbl: 'f' }, source: 'x' })).toThrow(/no property symbl/u)
  const java = { type: 'StarrocksJar', symbol: 'a.B', file: 'http://me:hush@h/f.jar' }
  expect(wrong('f(INT)', { returns: 'INT', properties: java })).toThrow(/file names a user/u)
  const signed = { ...java, file: 'https://h/f.jar?v=1&X-Amz-Signature=hush' }
  expect(wrong('f(INT)', { returns: 'INT', properties: signed })).toThrow(/or is signed/u)
  for (const code of [java, signed]) {
    const properties = JSON.stringify({ ...code, type: 'SRJAR' })
    const shown = { signature: 'f(INT)', returns: 'INT', type: 'Scalar', properties }
    expect(JSON.stringify(functionAsShown(shown, 'shop'))).not.toContain('hush')
  }
})
