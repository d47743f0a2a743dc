import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Statement } from '../../src/language/index.ts'
import { formatStatement, parseStatement, parseStatements, printStatement } from '../../src/language/index.ts'
import { COMMENTS, commentTexts, faultOf, needlesslyLong, withComments } from './formatted.ts'
import { RECORDINGS, stepsOf } from './recorded.ts'
import { createTable, query } from './trees.ts'
import { hasCorpus, WITHOUT_CORPUS } from '../../../../tests/corpus.ts'

/** Every recorded text that a server accepted, once. */
const ACCEPTED = (): ReadonlySet<string> =>
  new Set(
    RECORDINGS.flatMap(stepsOf)
      .filter((step) => step.refusal === undefined)
      .map((step) => step.sql),
  )

const width = fc.constantFrom(20, 60, 100)
const statement: fc.Arbitrary<Statement> = fc.oneof(
  createTable,
  query.map((tree): Statement => ({ kind: 'QueryStatement', query: tree })),
)

describe('generated trees', () => {
  it('read from the formatted text as what they were, and no line is needlessly long', () => {
    fc.assert(
      fc.property(statement, width, (tree, columns) => {
        const before = JSON.stringify(tree)
        const text = formatStatement(tree, { width: columns })
        expect(JSON.stringify(tree)).toBe(before)
        expect(parseStatement(text)).toEqual(tree)
        expect(formatStatement(text, { width: columns })).toBe(text)
        expect(needlesslyLong(tree, text, columns)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('keep all comments, wherever they stand', () => {
    const comments = fc.array(fc.integer({ min: -6, max: COMMENTS.length - 1 }), { minLength: 1, maxLength: 400 })
    fc.assert(
      fc.property(statement, comments, width, (tree, choices, columns) => {
        const sql = withComments(printStatement(tree), (i) => choices[i % choices.length] ?? -1)
        expect(faultOf(sql, columns)).toBeUndefined()
      }),
      { numRuns: 150 },
    )
  })
})

describe.skipIf(!hasCorpus)(`the corpus of recorded statements (${WITHOUT_CORPUS})`, { timeout: 120_000 }, () => {
  it('means the same, keeps its comments, stays when formatted again', () => {
    const faults: string[] = []
    for (const sql of ACCEPTED()) {
      const fault = faultOf(sql, 100)
      if (fault !== undefined) faults.push(fault)
    }
    expect(faults).toEqual([])
    expect(ACCEPTED().size).toBeGreaterThan(10_000)
  })

  it('has no line that is needlessly long', () => {
    for (const [i, sql] of [...ACCEPTED()].entries()) {
      if (i % 3 !== 0) continue
      for (const tree of parseStatements(sql).statements)
        expect(needlesslyLong(tree, formatStatement(tree, { width: 60 }), 60)).toEqual([])
    }
  })

  it('keeps comments put between any tokens', () => {
    const faults: string[] = []
    let seed = 20_250_627
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff
      return Math.floor((seed / 0x8000_0000) * below)
    }
    let checked = 0
    for (const [i, { sql, refusal }] of stepsOf('transcripts.jsonl').entries()) {
      if (refusal !== undefined || sql.length > 3000 || i % 8 !== 0) continue
      const rarity = [2, 5, 20][random(3)] ?? 5
      const text = withComments(sql, () => (random(rarity) === 0 ? random(COMMENTS.length) : -1))
      if (parseStatements(text).errors.length > 0 || commentTexts(text).length === 0) continue
      checked++
      const fault = faultOf(text, [20, 60, 100][random(3)] ?? 100)
      if (fault !== undefined) faults.push(fault)
    }
    expect(faults).toEqual([])
    expect(checked).toBeGreaterThan(500)
  })
})
