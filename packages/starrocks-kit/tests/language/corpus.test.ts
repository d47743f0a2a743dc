import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { lineAndColumn, parseStatement, parseStatements, printStatement } from '../../src/language/index.ts'
import { RECORDINGS, stepsOf } from './recorded.ts'
import { hasCorpus, WITHOUT_CORPUS } from '../../../../tests/corpus.ts'

const SYNTAX = /^Getting syntax error/
const GRAMMAR =
  /^Getting syntax error at line (\d+), column (\d+)\. Detail message: (?:Unexpected input|No viable statement)/

/**
 * What this parser takes although the grammar of each recorded version has no place for it: scripts without a statement, and comments of
 * struct fields, which SHOW CREATE prints for external tables.
 */
const TAKEN_ANYWAY = [/^(?:--.*|\/\*.*\*\/)?$/, /STRUCT<a INT COMMENT 'x'>/]

/** Least share of refusals with the column of the server. The grammar of 3.2 sees unknown types at other tokens than those after it. */
const COLUMNS: Readonly<Record<string, number>> = { 'engine-3.2.jsonl': 0.65 }
const MOST_COLUMNS = 0.9

describe.skipIf(!hasCorpus)(`the corpus of recorded statements (${WITHOUT_CORPUS})`, () => {
  it.each(RECORDINGS)('%s: what the server accepted parses and comes back from print', (file) => {
    const accepted = stepsOf(file).filter((step) => step.refusal === undefined)
    const failed: string[] = []
    const changed: string[] = []
    for (const { sql } of accepted) {
      const { statements, errors } = parseStatements(sql)
      if (errors.length > 0) failed.push(`${sql}\n${errors[0]?.message}`)
      for (const tree of statements) {
        const printed = printStatement(tree)
        if (!isDeepStrictEqual(parseStatement(printed), tree)) changed.push(printed)
      }
    }
    expect(changed).toEqual([])
    expect(failed, `${failed.length} of ${accepted.length} accepted statements do not parse`).toEqual([])
    expect(accepted.length).toBeGreaterThan(100)
  })

  it.each(RECORDINGS)('%s: what the grammar refused is refused at the same line, mostly at the same column', (file) => {
    // Later versions accept more, and this parser knows them all.
    const later = new Set(
      stepsOf('engine-4.1.jsonl').flatMap(({ sql, refusal }) => (SYNTAX.test(refusal ?? '') ? [] : [sql])),
    )
    const refused = stepsOf(file).flatMap(({ sql, refusal }) => {
      const place = GRAMMAR.exec(refusal ?? '')
      const taken = later.has(sql) || TAKEN_ANYWAY.some((pattern) => pattern.test(sql))
      return place === null || taken ? [] : [{ sql, line: Number(place[1]), column: Number(place[2]) + 1 }]
    })
    const accepted: string[] = []
    const otherLine: string[] = []
    const otherColumn: string[] = []
    for (const { sql, line, column } of refused) {
      const [error] = parseStatements(sql).errors
      if (error === undefined) {
        accepted.push(sql)
        continue
      }
      const { server } = error.details
      const place = server === undefined ? error : lineAndColumn(sql, server.offset)
      if (place.line !== line) otherLine.push(sql)
      else if (place.column !== column) otherColumn.push(`${sql}\n  column ${place.column}, the server's ${column}`)
    }
    const share = 1 - otherColumn.length / refused.length
    expect(refused.length).toBeGreaterThan(25)
    expect(accepted).toEqual([])
    expect(otherLine).toEqual([])
    expect(
      share,
      `${otherColumn.length} of ${refused.length} refusals are at another column:\n${otherColumn.join('\n')}`,
    ).toBeGreaterThanOrEqual(COLUMNS[file] ?? MOST_COLUMNS)
  })
})
