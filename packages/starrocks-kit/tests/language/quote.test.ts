import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  KEYWORDS,
  NON_RESERVED_WORDS,
  RESERVED_WORDS,
  parseExpression,
  quoteDouble,
  quoteIdentifier,
  quoteQualifiedName,
  quoteString,
  tokenize,
  unquoteIdentifier,
  unquoteString,
} from '../../src/language/index.ts'

describe('quoting', () => {
  it.each([
    ['id', 'id'],
    ['Name_1$', 'Name_1$'],
    ['größe', 'größe'],
    ['order', '`order`'],
    ['Date', '`Date`'],
    ['1a', '`1a`'],
    ['a b', '`a b`'],
    ['$a$$', '$a$$'],
    ['$$a', '`$$a`'],
    ['a-b', '`a-b`'],
    ['', '``'],
    ['a`b', '`ab`'],
    ['😀', '`😀`'],
  ])('name %s is written %s', (name, quoted) => {
    expect(quoteIdentifier(name)).toBe(quoted)
  })

  it('joins the parts of a name', () => {
    expect(quoteQualifiedName(['lake', 'my db', 't'])).toBe('lake.`my db`.t')
  })

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (value) => {
        expect(unquoteString(quoteString(value))).toBe(value)
        expect(unquoteString(quoteDouble(value))).toBe(value)
        expect(parseExpression(quoteString(value))).toEqual({ kind: 'StringLiteral', value })
      }),
    )
  })

  it('gives every name back, backquotes aside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), (name) => {
        const tokens = tokenize(quoteIdentifier(name))
        expect(tokens.count).toBe(2)
        expect(unquoteIdentifier(quoteIdentifier(name))).toBe(name.replaceAll('`', ''))
      }),
    )
  })

  it('writes every keyword so that it reads as a column', () => {
    for (const word of KEYWORDS) {
      expect(parseExpression(`${quoteIdentifier(word)} + 1`)).toMatchObject({ operands: [{ parts: [word] }, {}] })
    }
  })
})

describe('keywords', () => {
  it('are reserved or not, never both', () => {
    expect(RESERVED_WORDS.size).toBe(157)
    expect([...RESERVED_WORDS].filter((word) => NON_RESERVED_WORDS.has(word))).toEqual([])
    for (const word of KEYWORDS) expect(tokenize(word.toLowerCase()).kinds).toEqual([word, 'end'])
  })
})

function kindsOf(sql: string): readonly string[] {
  return tokenize(sql).kinds.slice(0, -1)
}

describe('tokens', () => {
  it.each([
    [
      '1 1. .5 1e5 1.5E-3 1a 1e5a .5a a.1b',
      [
        'integer',
        'decimal',
        'decimal',
        'double',
        'double',
        'digit-identifier',
        'digit-identifier',
        'dot-identifier',
        'identifier',
        'dot-identifier',
      ],
    ],
    ['a--1', ['identifier']],
    ['a -- b\n c /* d */ e', ['identifier', 'identifier', 'identifier']],
    ['<=> <= <> != < -> - => = || | && &', ['<=>', '<=', '!=', '!=', '<', '->', '-', '=>', '=', '||', '|', '&&', '&']],
    ["x'AB' X\"CD\" x 'a'", ['binary', 'binary', 'identifier', 'string']],
    ["'a''b\\'c' \"d\"\"e\"", ['string', 'string']],
    ['`a``b` `c', ['backquoted', 'unterminated']],
    ['[*] [ ] ... .', ['[*]', '[', ']', '...', '.']],
    ['$$ a ; b $$', ['attachment']],
    ['a#b', ['identifier', 'unknown', 'identifier']],
    ['select SELECT SeLeCt', ['SELECT', 'SELECT', 'SELECT']],
  ])('%s', (sql, kinds) => {
    expect(kindsOf(sql)).toEqual(kinds)
  })

  it('keeps hints for the token behind them', () => {
    const tokens = tokenize('SELECT /*+ a */ /*+b*/ /* c */ 1')
    expect([...tokens.hints]).toEqual([[1, ['a', 'b']]])
  })
})
