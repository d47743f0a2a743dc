import { describe, expect, test } from 'vitest'
import { parseStatement, printQuery, printStatement, SqlSyntaxError, transform } from '../../src/language/index.ts'
import type { AstNode, Query } from '../../src/language/index.ts'
import {
  applyStatement,
  capabilitiesOf,
  compareQueries,
  createMaterializedViewStatement,
  createTableStatement,
  createViewStatement,
  findObject,
  materializedViewFromStatement,
  normalizeMaterializedView,
  normalizeTable,
  normalizeView,
  queryOf,
  tableFromStatement,
  viewFromStatement,
} from '../../src/schema/index.ts'
import type { MaterializedView, SqlText, Table, Target, View } from '../../src/schema/index.ts'
import { familyOf, hasCorpus, recordedSessions, shownCreates } from './corpus.ts'
import { replay, startState, total } from './replay.ts'

// Recorded answers of real servers are not part of every checkout.
const skip = !hasCorpus()

const target = (major: number, minor: number, patch = 0, runMode: Target['runMode'] = 'shared_nothing'): Target => ({
  version: { major, minor, patch, label: `${major}.${minor}.${patch}` },
  runMode,
})

/** Families that are not systematic: many of their statements fail for want of objects made elsewhere. */
const COLLECTED = new Set(['fe', 'test', 'docs'])

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole)

describe.skipIf(skip)('recorded servers', () => {
  test.for([
    ['engine-3.2.jsonl', target(3, 2), 99, 99],
    ['engine-3.3.jsonl', target(3, 3, 5), 99.5, 99],
    ['engine-3.5.jsonl', target(3, 5, 7), 99.5, 99.5],
    ['engine.jsonl', target(3, 6), 99.6, 99.5],
    ['engine-4.1.jsonl', target(4, 1), 99.3, 99.5],
    ['engine-shared-data.jsonl', target(3, 6, 0, 'shared_data'), 97, 99],
  ] as const)('%s accepts and refuses what we do', ([file, server, verdicts, codes]) => {
    const sessions = recordedSessions(file).filter((session) => !COLLECTED.has(familyOf(session.name)))
    const sum = total(replay(sessions, server))
    expect(sum.statements).toBeGreaterThan(400)
    expect(percent(sum.verdicts, sum.statements)).toBeGreaterThanOrEqual(verdicts)
    expect(percent(sum.codes, sum.refusals)).toBeGreaterThanOrEqual(codes)
  })

  test('the main families agree nearly everywhere, message for message', () => {
    const families = replay(recordedSessions(), target(3, 6))
    const floors: Readonly<Record<string, readonly [verdicts: number, messages: number]>> = {
      alter: [100, 98],
      'alter partition': [100, 99],
      'type change': [99.9, 99],
      'key type change': [100, 99],
      'nullability change': [100, 100],
      keys: [100, 99],
      'order by': [100, 99],
      distribution: [100, 99],
      'view form': [100, 79],
      'index add': [98, 96],
      'property create': [99, 95],
      'property alter': [99, 97],
      comment: [100, 100],
      benchmark: [100, 99],
      docs: [91, 80],
      fe: [94, 75],
      test: [95.9, 80],
    }
    for (const [family, [verdicts, messages]] of Object.entries(floors)) {
      const agreement = families.get(family)
      if (agreement === undefined) throw new Error(`no session of ${family}`)
      expect(percent(agreement.verdicts, agreement.statements), `verdicts of ${family}`).toBeGreaterThanOrEqual(
        verdicts,
      )
      expect(percent(agreement.messages, agreement.refusals), `messages of ${family}`).toBeGreaterThanOrEqual(messages)
    }
  })

  test('SHOW CREATE -> state -> our CREATE -> state is the identity', () => {
    const capabilities = capabilitiesOf(target(3, 6))
    let shown = 0
    let unreadable = 0
    for (const session of recordedSessions()) {
      for (const step of session.steps) {
        for (const { sql } of shownCreates(step)) {
          shown++
          const first = objectOf(sql, capabilities)
          if (first === undefined) {
            unreadable++
            continue
          }
          expect(objectOf(printStatement(createOf(first)), capabilities), sql).toEqual(first)
        }
      }
    }
    expect(shown).toBeGreaterThan(5000)
    // Names of indexes, fields and comments that the server prints without quotes cannot be read back.
    expect(percent(shown - unreadable, shown)).toBeGreaterThanOrEqual(99.7)
  })

  test('the text that the server stores for a view means what was submitted, and edits of it do not', () => {
    let same = 0
    let edited = 0
    const wrong: string[] = []
    for (const session of recordedSessions()) {
      let state = startState()
      for (const step of session.steps) {
        if (step.error !== undefined || !/^\s*(?:CREATE|ALTER|DROP)\s/i.test(step.sql)) continue
        try {
          const applied = applyStatement(state, parseStatement(step.sql), {
            target: target(3, 6),
            currentDatabase: 'rec',
          })
          if (applied.kind === 'applied') state = applied.state
        } catch (error) {
          if (!(error instanceof SqlSyntaxError)) throw error
          continue
        }
        for (const { name, sql } of shownCreates(step)) {
          const ours = findObject(state, { database: 'rec', name })
          const stored = objectOf(sql, capabilitiesOf(target(3, 6)))
          if (stored === undefined || stored.kind === 'Table' || ours === undefined || !('query' in ours)) continue
          const context = { fromState: state, toState: state, currentDatabase: 'rec' }
          if (compareQueries(ours.query, stored.query, context).verdict === 'same') same++
          else wrong.push(`${session.name}: ${step.sql}`)
          const edit = editOf(ours.query, same + wrong.length)
          if (edit === undefined) continue
          edited++
          expect(compareQueries(edit, stored.query, context).verdict, edit.text).not.toBe('same')
        }
      }
    }
    // One statement of a collected session replaces a view that only the engine's own tests know.
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(1)
    expect(same).toBeGreaterThan(600)
    expect(edited).toBeGreaterThan(500)
  })
})

type Created = Table | View | MaterializedView

function objectOf(sql: string, capabilities: ReturnType<typeof capabilitiesOf>): Created | undefined {
  try {
    const statement = parseStatement(sql)
    switch (statement.kind) {
      case 'CreateTableStatement':
        return normalizeTable(tableFromStatement(statement), capabilities)
      case 'CreateViewStatement':
        return normalizeView(viewFromStatement(statement))
      case 'CreateMaterializedViewStatement':
        return normalizeMaterializedView(materializedViewFromStatement(statement))
      default:
        return undefined
    }
  } catch (error) {
    if (error instanceof SqlSyntaxError) return undefined
    throw error
  }
}

function createOf(object: Created) {
  switch (object.kind) {
    case 'Table':
      return createTableStatement(object, [object.name])
    case 'View':
      return createViewStatement(object, [object.name])
    case 'MaterializedView':
      return createMaterializedViewStatement(object, [object.name])
  }
}

/** The query with one token changed: the n-th literal, operator or function, counted around. */
function editOf(sql: SqlText, n: number): SqlText | undefined {
  const query = queryOf(sql)
  const places: AstNode[] = []
  transform(query, (node) => {
    if (['NumberLiteral', 'StringLiteral', 'ComparisonExpression'].includes(node.kind)) places.push(node)
    return node
  })
  const place = places[n % Math.max(places.length, 1)]
  const edited: Query =
    place === undefined
      ? { ...query, limit: { kind: 'LimitElement', limit: { kind: 'NumberLiteral', text: '987654' } } }
      : transform(query, (node) => (node === place ? changed(node) : node))
  const text = printQuery(edited)
  return text === sql.text ? undefined : { text, origin: 'user' }
}

function changed(node: AstNode): AstNode {
  switch (node.kind) {
    case 'NumberLiteral':
      return { ...node, text: `${node.text.replace(/\..*|e.*/i, '')}7` }
    case 'StringLiteral':
      return { ...node, value: `${node.value}~` }
    case 'ComparisonExpression':
      return { ...node, operator: node.operator === '=' ? '<=' : '=' }
    default:
      return node
  }
}
