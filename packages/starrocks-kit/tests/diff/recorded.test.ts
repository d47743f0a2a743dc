import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import { readCreateStatement } from '../../src/introspection/index.ts'
import { parseStatement } from '../../src/language/index.ts'
import { planOperations } from '../../src/plan/index.ts'
import { materializedViewFromStatement } from '../../src/schema/from-ast/materialized-view.ts'
import { tableFromStatement } from '../../src/schema/from-ast/table.ts'
import { viewFromStatement } from '../../src/schema/from-ast/view.ts'
import type { SchemaState, Target } from '../../src/schema/index.ts'
import { emptyDatabase, emptySchema, withDatabase, withObject } from '../../src/schema/state.ts'
import type { SchemaObject } from '../../src/schema/state.ts'
import { RECORDED_SERVERS, recordedSessions, showCreateTexts } from '../support/recorded-servers.ts'
import { hasCorpus } from '../../../../tests/corpus.ts'

const DATABASE = 'rec'
const EMPTY = withDatabase(emptySchema(), emptyDatabase(DATABASE))
const place = { database: DATABASE }
const sharedNothing = RECORDED_SERVERS.filter(({ target }) => target.runMode === 'shared_nothing')

/** The object as somebody wrote it; undefined when the statement creates none. */
function written(sql: string): SchemaObject | undefined {
  try {
    const statement = parseStatement(sql)
    switch (statement.kind) {
      case 'CreateTableStatement':
        return tableFromStatement(statement)
      case 'CreateViewStatement':
        return viewFromStatement(statement)
      case 'CreateMaterializedViewStatement':
        return materializedViewFromStatement(statement)
      default:
        return undefined
    }
  } catch {
    return undefined
  }
}

interface Tally {
  total: number
  readonly failures: string[]
}

/** What was written, compared with what the server made of it: all that differs is a change that nobody wants. */
function phantomChanges(file: string, target: Target): Tally {
  const tally: Tally = { total: 0, failures: [] }
  for (const { name: session, steps } of recordedSessions(file)) {
    let live: SchemaState = EMPTY
    let model: SchemaState = EMPTY
    for (const step of steps) {
      if (step.error !== undefined || !/^\s*CREATE\s/i.test(step.sql) || /IF\s+NOT\s+EXISTS/i.test(step.sql)) continue
      for (const [name, text] of showCreateTexts(step)) {
        const object = readCreateStatement(name, text, target)
        const own = written(step.sql)
        if (own === undefined || own.kind !== object.kind || own.name !== name) continue
        live = withObject(live, place, object)
        model = withObject(model, place, own)
        tally.total++
        const { comparisons } = diffSchemas(live, model, { target, defaultDatabase: DATABASE })
        const wrong = comparisons.find(({ equal, object: of }) => !equal && of.name === name)
        if (wrong !== undefined) tally.failures.push(`${session}: ${wrong.attribute}`)
      }
    }
  }
  return tally
}

/** Tables before and after an ALTER that the server accepted: a plan has to lead from one to the other. */
function missedChanges(file: string, target: Target): Tally {
  const tally: Tally = { total: 0, failures: [] }
  for (const { name: session, steps } of recordedSessions(file)) {
    const last = new Map<string, string>()
    for (const step of steps) {
      for (const [name, text] of showCreateTexts(step)) {
        const before = last.get(name)
        last.set(name, text)
        // A rename cannot be told from a column that goes and another that comes.
        if (before === undefined || before === text || step.error !== undefined || /RENAME|SWAP/i.test(step.sql))
          continue
        if (!/^\s*ALTER\s+TABLE/i.test(step.sql)) continue
        const [from, to] = [before, text].map((show) =>
          withObject(EMPTY, place, readCreateStatement(name, show, target)),
        )
        if (from === undefined || to === undefined) continue
        tally.total++
        const context = { target, defaultDatabase: DATABASE }
        const { errors } = planOperations(diffSchemas(from, to, context).operations, { ...context, from, to })
        if (errors.length > 0) tally.failures.push(`${session}: ${step.sql}: ${errors[0]?.message}`)
      }
    }
  }
  return tally
}

describe.skipIf(!hasCorpus)('recorded servers (needs their records beside the repository)', { timeout: 60_000 }, () => {
  test.each(RECORDED_SERVERS)('$file: what was created does not differ from what was written', ({ file, target }) => {
    const { total, failures } = phantomChanges(file, target)
    // In shared-data mode only the families whose answers differ were recorded.
    expect(total).toBeGreaterThan(target.runMode === 'shared_data' ? 200 : 2000)
    // What is left: defaults whose backslashes 3.2 and 3.3 print without escaping them, the DESC of a sort key that 4.1 does not print, and foreign keys
    // that are written with words the server leaves out.
    expect(failures.length / total, failures.join('\n')).toBeLessThan(0.001)
  })

  test.each(sharedNothing)('$file: a plan leads where an accepted ALTER TABLE led', ({ file, target }) => {
    const { total, failures } = missedChanges(file, target)
    expect(total).toBeGreaterThan(200)
    expect(failures.length / total, failures.join('\n')).toBeLessThan(0.02)
  })
})
