import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { lineAndColumn, parseStatement, parseStatements, printStatement } from '../../src/language/index.ts'
import { RECORDED, stepsOf } from './recorded.ts'

const SYNTAX = /^Getting syntax error/
const GRAMMAR =
  /^Getting syntax error at line (\d+), column (\d+)\. Detail message: (?:Unexpected input|No viable statement)/

/** Share of the accepted statements that parse whole. */
const FLOORS: Readonly<Record<string, number>> = {
  'engine.jsonl': 1,
  'engine-shared-data.jsonl': 1,
  'engine-3.2.jsonl': 1,
  'engine-3.3.jsonl': 1,
  'engine-3.5.jsonl': 1,
  'engine-4.1.jsonl': 1,
  'transcripts.jsonl': 1,
}

describe.skipIf(!RECORDED)(
  'the corpus of recorded statements (skipped: no ../shared/corpus beside this checkout)',
  () => {
    it.each(Object.entries(FLOORS))('%s: what the server accepted parses and comes back from print', (file, floor) => {
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
      expect(accepted.length).toBeGreaterThan(100)
      expect(1 - failed.length / accepted.length, failed.join('\n\n')).toBeGreaterThanOrEqual(floor)
    })

    it('what the grammar of the server refused is refused at the same line, mostly at the same column', () => {
      const later = new Set(
        stepsOf('engine-4.1.jsonl').flatMap(({ sql, refusal }) => (SYNTAX.test(refusal ?? '') ? [] : [sql])),
      )
      let all = 0
      let exact = 0
      const accepted: string[] = []
      const elsewhere: string[] = []
      for (const { sql, refusal } of [...stepsOf('engine.jsonl'), ...stepsOf('transcripts.jsonl')]) {
        const place = GRAMMAR.exec(refusal ?? '')
        // Later versions accept more, and this parser knows them all.
        if (place === null || later.has(sql)) continue
        all++
        const [error] = parseStatements(sql).errors
        if (error === undefined) {
          accepted.push(sql)
          continue
        }
        const { server } = error.details
        const { line, column } = server === undefined ? error : lineAndColumn(sql, server.offset)
        if (line !== Number(place[1])) elsewhere.push(sql)
        else if (column === Number(place[2]) + 1) exact++
      }
      expect(all).toBeGreaterThan(300)
      expect(elsewhere).toEqual([])
      expect(exact / all).toBeGreaterThan(0.94)
      // Scripts without a statement are no error here; comments of struct fields are what SHOW CREATE prints for external tables.
      expect(
        accepted.filter((sql) => !/^(?:--.*|\/\*.*\*\/)?$/.test(sql) && !sql.includes("STRUCT<a INT COMMENT 'x'>")),
      ).toEqual([])
    })
  },
)
