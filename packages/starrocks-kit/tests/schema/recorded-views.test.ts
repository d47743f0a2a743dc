import { describe, expect, test } from 'vitest'
import { parseStatement, SqlSyntaxError } from '../../src/language/index.ts'
import {
  applyStatement,
  compareQueries,
  findObject,
  materializedViewFromStatement,
  viewFromStatement,
} from '../../src/schema/index.ts'
import type { SchemaState, SqlText, Target } from '../../src/schema/index.ts'
import { hasCorpus } from '../../../../tests/corpus.ts'
import { familyOf, recordedSessions, shownCreates } from './corpus.ts'
import { editOneToken, seeded } from './one-token-edits.ts'
import { startState } from './replay.ts'

/** A query that somebody submitted, and what the server stored of it. */
interface StoredView {
  readonly session: string
  readonly submitted: SqlText
  readonly stored: SqlText
  readonly state: SchemaState
}

function storedViews(file: string, target: Target): readonly StoredView[] {
  return recordedSessions(file).flatMap(({ name: session, steps }) => {
    let state = startState()
    return steps.flatMap((step): readonly StoredView[] => {
      if (step.error !== undefined || !/^\s*(?:CREATE|ALTER|DROP)\s/i.test(step.sql)) return []
      try {
        const applied = applyStatement(state, parseStatement(step.sql), { target, currentDatabase: 'rec' })
        if (applied.kind === 'applied') state = applied.state
      } catch (error) {
        if (!(error instanceof SqlSyntaxError)) throw error
        return []
      }
      return shownCreates(step).flatMap(({ name, sql }) => {
        const own = findObject(state, { database: 'rec', name })
        const stored = queryOfCreate(sql)
        if (LOST.test(sql) || stored === undefined || own === undefined || !('query' in own)) return []
        return [{ session, submitted: own.query, stored, state }]
      })
    })
  })
}

function queryOfCreate(sql: string): SqlText | undefined {
  try {
    const statement = parseStatement(sql)
    switch (statement.kind) {
      case 'CreateViewStatement':
        return viewFromStatement(statement, { origin: 'analyzer' }).query
      case 'CreateMaterializedViewStatement':
        return materializedViewFromStatement(statement, { origin: 'analyzer' }).query
      default:
        return undefined
    }
  } catch (error) {
    if (error instanceof SqlSyntaxError) return undefined
    throw error
  }
}

function verdictOf(submitted: SqlText, { stored, state }: StoredView): string {
  return compareQueries(submitted, stored, { fromState: state, toState: state, currentDatabase: 'rec' }).verdict
}

/** A version that prints table functions without their arguments has lost what was submitted. */
const LOST = /TABLE\((?:generate_series|unnest)\(\)\)/i

const server = (file: string, major: number, minor: number, patch = 0): { file: string; target: Target } => ({
  file,
  target: { version: { major, minor, patch, label: file }, runMode: 'shared_nothing' },
})

const MAIN = server('engine.jsonl', 3, 6)
const servers = [
  server('engine-3.2.jsonl', 3, 2),
  server('engine-3.3.jsonl', 3, 3, 5),
  server('engine-3.5.jsonl', 3, 5, 7),
  MAIN,
  server('engine-4.1.jsonl', 4, 1),
]

/** The families of queries, written to be compared. */
const FAMILIES = new Set([
  'view',
  'mv',
  'benchmark',
  'view form',
  'view depends',
  'mv form',
  'mv property',
  'mv columns',
])

describe.skipIf(!hasCorpus)('views of recorded servers', { timeout: 60_000 }, () => {
  test.each(servers)('$file: what was stored means what was submitted', ({ file, target }) => {
    const views = storedViews(file, target).filter(({ session }) => FAMILIES.has(familyOf(session)))
    expect(views.length).toBeGreaterThan(150)
    const wrong = views.filter((view) => verdictOf(view.submitted, view) !== 'same')
    expect(wrong.map(({ session, submitted }) => `${session}: ${submitted.text}`)).toEqual([])
  })

  test('collected from documents and from the tests of the engine too', () => {
    const views = storedViews(MAIN.file, MAIN.target)
    expect(views.length).toBeGreaterThan(600)
    const wrong = views.filter((view) => verdictOf(view.submitted, view) !== 'same')
    // One statement replaces a view that only the engine's own tests know.
    expect(wrong.length, wrong.map(({ submitted }) => submitted.text).join('\n')).toBeLessThanOrEqual(1)
  })

  test('with one token changed it means something else', () => {
    const random = seeded(20260726)
    const views = storedViews(MAIN.file, MAIN.target).filter(({ session }) =>
      ['view', 'mv', 'benchmark'].includes(familyOf(session)),
    )
    let edits = 0
    const notSeen: string[] = []
    for (let round = 0; edits < 500 && round < 10; round++) {
      for (const view of views) {
        const text = editOneToken(view.submitted.text, random)
        if (text === undefined) continue
        edits++
        const verdict = verdictOf({ text, origin: 'user' }, view)
        if (verdict !== 'different') notSeen.push(`${verdict}: ${view.submitted.text}\n  ${text}`)
      }
    }
    expect(edits).toBeGreaterThanOrEqual(500)
    expect(notSeen).toEqual([])
  })
})
