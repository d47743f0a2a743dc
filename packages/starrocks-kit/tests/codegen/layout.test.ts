import { describe, expect, test } from 'vitest'
import {
  array,
  arrow,
  call,
  chain,
  object,
  propertyAccess,
  propertyKey,
  string,
  stringLiteral,
  text,
} from '../../src/codegen/source/code.ts'
import type { Code } from '../../src/codegen/source/code.ts'
import { layOut } from '../../src/codegen/source/layout.ts'
import { formatted } from './formatted.ts'

const long = (length: number): Code => string('x'.repeat(length))
const columns = object(
  [
    ['id', chain(call('int'), call('primaryKey'))],
    [
      'name',
      chain(call('varchar', text('50')), call('notNull'), call('default', string('')), call('comment', long(90))),
    ],
    ['short', chain(call('varchar', text('50')), call('comment', long(100)))],
    [
      'odd name',
      call(
        'struct',
        object([
          ['a', call('int')],
          ['b', call('string')],
        ]),
      ),
    ],
    [
      'wide',
      call(
        'struct',
        object([
          ['first', chain(call('string'), call('comment', long(60)))],
          ['second', chain(call('string'), call('comment', long(60)))],
        ]),
      ),
    ],
  ],
  { expanded: true },
)

const SAMPLES: Readonly<Record<string, Code>> = {
  short: call('table', string('t'), object([['id', call('int')]])),
  hug: call('view', string('v'), object([['a', text('1')]], { expanded: true })),
  table: call(
    'table',
    string('t'),
    columns,
    arrow(
      't',
      object([['distributedBy', chain(call('hash', text('t.id')), call('buckets', text('10')))]], { expanded: true }),
    ),
  ),
  objects: call('table', string('t'), columns, object([['comment', string('x')]], { expanded: true })),
  array: array([long(50), long(50), long(50)]),
  arrayInCall: call('rollup', string('r'), array([long(50), long(50), long(50)])),
  twoArrays: call('list', array([long(20), long(20)]), array([long(50), long(50)])),
  tabular: array([
    object([
      ['a', text('1')],
      ['b', text('2')],
    ]),
    object([
      ['a', text('1')],
      ['b', text('2')],
    ]),
  ]),
  tuples: array([array([text('1'), text('2')]), array([text('3'), text('4')])]),
  singles: array([object([['a', text('1')]]), object([['b', text('2')]])]),
  chain: chain(call('partition', string('p')), call('lessThan', long(60), long(60))),
  args: call('f', long(60), long(60), long(10)),
  strings: object([
    ['comment', long(100)],
    ['longer', long(130)],
  ]),
  empty: object([
    ['a', array([])],
    ['b', object([])],
  ]),
  template: object([['query', { kind: 'template', tag: 'sql', lines: ['SELECT 1', 'FROM t'] }]], { expanded: true }),
}

describe('layout', () => {
  test('is what the formatter makes of it', () => {
    const source = Object.entries(SAMPLES)
      .map(([name, code]) => layOut(code, { before: `export const ${name} = ` }))
      .join('\n\n')

    expect(`${source}\n`).toBe(formatted(`${source}\n`))
  })

  test('of a class is what the formatter makes of it', () => {
    const source = layOut(SAMPLES['table'] ?? text(''), { before: 'export class T extends ', after: ' {}' })

    expect(`${source}\n`).toBe(formatted(`${source}\n`))
  })
})

describe('names and strings', () => {
  test('strings take the quotes that need fewer escapes', () => {
    expect(stringLiteral('plain')).toBe("'plain'")
    expect(stringLiteral("it's")).toBe('"it\'s"')
    expect(stringLiteral(`it's "x"`)).toBe(`'it\\'s "x"'`)
  })

  test.each(['a\\b', 'line\nbreak\r\n\t', '\u0000\u001f\u007f\u2028', '\ud800', '😀', '`${x}`', `'"`])(
    'strings mean the same: %j',
    (value) => {
      // oxlint-disable-next-line no-eval
      expect((0, eval)(stringLiteral(value))).toBe(value)
    },
  )

  test('keys are quoted where they must be', () => {
    expect(['id', 'größe', 'odd name', 'class', '1a', '__proto__'].map(propertyKey)).toEqual([
      'id',
      'größe',
      "'odd name'",
      'class',
      "'1a'",
      "['__proto__']",
    ])
    expect(propertyAccess('t', 'id')).toBe('t.id')
    expect(propertyAccess('t', 'odd name')).toBe("t['odd name']")
  })
})
