import { describe, expect, test } from 'vitest'
import { parseStatement, printStatement, SqlSyntaxError } from '../../src/language/index.ts'
import {
  capabilitiesOf,
  createMaterializedViewStatement,
  createTableStatement,
  createViewStatement,
  materializedViewFromStatement,
  normalizeMaterializedView,
  normalizeTable,
  normalizeView,
  tableFromStatement,
  viewFromStatement,
} from '../../src/schema/index.ts'
import type { MaterializedView, Table, Target, View } from '../../src/schema/index.ts'
import { hasCorpus } from '../../../../tests/corpus.ts'
import { familyOf, recordedSessions, shownCreates } from './corpus.ts'
import { replay, total } from './replay.ts'

// Recorded answers of real servers are not part of every checkout.
const skip = !hasCorpus

const target = (major: number, minor: number, patch = 0, runMode: Target['runMode'] = 'shared_nothing'): Target => ({
  version: { major, minor, patch, label: `${major}.${minor}.${patch}` },
  runMode,
})

/** Families that are not systematic: many of their statements fail for want of objects made elsewhere. */
const COLLECTED = new Set(['fe', 'test', 'docs'])

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole)

describe.skipIf(skip)('recorded servers', { timeout: 60_000 }, () => {
  test.for([
    ['engine-3.2.jsonl', target(3, 2), 99.4, 99.2, 86],
    ['engine-3.3.jsonl', target(3, 3, 5), 99.7, 99.6, 96],
    ['engine-3.5.jsonl', target(3, 5, 7), 99.7, 100, 98.5],
    ['engine.jsonl', target(3, 6), 99.8, 100, 99],
    ['engine-4.1.jsonl', target(4, 1), 99.7, 100, 96],
    ['engine-shared-data.jsonl', target(3, 6, 0, 'shared_data'), 99.5, 100, 97],
  ] as const)('%s accepts and refuses what we do', ([file, server, verdicts, codes, messages]) => {
    const sessions = recordedSessions(file).filter((session) => !COLLECTED.has(familyOf(session.name)))
    const sum = total(replay(sessions, server))
    expect(sum.statements).toBeGreaterThan(400)
    expect(percent(sum.verdicts, sum.statements)).toBeGreaterThanOrEqual(verdicts)
    expect(percent(sum.codes, sum.refusals)).toBeGreaterThanOrEqual(codes)
    expect(percent(sum.messages, sum.refusals)).toBeGreaterThanOrEqual(messages)
  })

  test('all statements of all families, those collected from documents and from the tests of the engine too', () => {
    const sum = total(replay(recordedSessions(), target(3, 6)))
    expect(sum.statements).toBeGreaterThan(9000)
    expect(percent(sum.verdicts, sum.statements)).toBeGreaterThanOrEqual(99.4)
    expect(percent(sum.codes, sum.refusals)).toBeGreaterThanOrEqual(99.5)
    expect(percent(sum.messages, sum.refusals)).toBeGreaterThanOrEqual(98.7)
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
      'view form': [100, 100],
      'index add': [98, 96],
      'property create': [99, 95],
      'property alter': [99, 97],
      comment: [100, 100],
      benchmark: [100, 99],
      docs: [98, 95],
      fe: [98, 97],
      test: [98.6, 95],
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
        return normalizeMaterializedView(materializedViewFromStatement(statement), capabilities)
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
