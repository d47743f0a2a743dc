import { parseStatement, SqlSyntaxError } from '../../src/language/index.ts'
import { applyStatement, emptyDatabase, emptySchema, withDatabase } from '../../src/schema/index.ts'
import type { SchemaState, Target } from '../../src/schema/index.ts'
import { familyOf } from './corpus.ts'
import type { RecordedSession, RecordedStep } from './corpus.ts'

export interface Agreement {
  statements: number
  /** Statements on whose acceptance we and the server agree. */
  verdicts: number
  /** Statements refused by both, not counting syntax errors of our own parser. */
  refusals: number
  codes: number
  messages: number
}

const DDL = /^\s*(?:CREATE|ALTER|DROP)\s/i

/** The recorded server had these switched off. */
const FRONTEND_CONFIG = { enable_experimental_gin: 'false', enable_experimental_vector: 'false' }

/** What the recorded servers had around them. */
const CLUSTER = {
  catalogs: ['default_catalog'],
  warehouses: ['default_warehouse'],
  resourceGroups: ['default_wg', 'default_mv_wg'],
  storageVolumes: ['builtin_storage_volume'],
  backends: [10001, 10002, 10003],
  locations: [],
}

/** The server was at work on an earlier statement, and nothing ran there that could finish it: of jobs a state knows nothing. */
const BUSY = /operation is in progress|is being created on the table|Materialized view \S+ is not found/

export function startState(): SchemaState {
  return withDatabase(emptySchema(), emptyDatabase('rec'))
}

/** Runs the DDL of the sessions through the model of the server and counts agreement with the real one, by family. */
export function replay(sessions: readonly RecordedSession[], target: Target): ReadonlyMap<string, Agreement> {
  const families = new Map<string, Agreement>()
  for (const session of sessions) {
    const family = familyOf(session.name)
    const agreement = families.get(family) ?? { statements: 0, verdicts: 0, refusals: 0, codes: 0, messages: 0 }
    families.set(family, agreement)
    let state = startState()
    for (const step of session.steps) state = replayStep(state, step, target, agreement)
  }
  return families
}

function replayStep(state: SchemaState, step: RecordedStep, target: Target, agreement: Agreement): SchemaState {
  if (!DDL.test(step.sql) || BUSY.test(step.error?.message ?? '')) return state
  const result = applySql(state, step.sql, target)
  if (result === 'not taken apart') return state
  agreement.statements++
  const refused = result === 'syntax' || result.kind === 'refused'
  if (refused === (step.error !== undefined)) agreement.verdicts++
  if (result === 'syntax') return state
  // The state follows the server: what it refused is not there for the next statement.
  if (result.kind === 'applied') return step.error === undefined ? result.state : state
  if (step.error !== undefined) {
    agreement.refusals++
    if (result.refusal.code === step.error.code) agreement.codes++
    if (result.refusal.message === step.error.message) agreement.messages++
  }
  return state
}

function applySql(state: SchemaState, sql: string, target: Target) {
  try {
    const statement = parseStatement(sql, { positions: true })
    if (statement.kind === 'RawStatement') return 'not taken apart' as const
    return applyStatement(state, statement, {
      target,
      currentDatabase: 'rec',
      source: sql,
      frontendConfig: FRONTEND_CONFIG,
      cluster: CLUSTER,
    })
  } catch (error) {
    if (error instanceof SqlSyntaxError) return 'syntax' as const
    throw error
  }
}

/** Whether the server and we refuse each statement, by session and place in it; without those that our parser does not take apart. */
export function refusals(
  sessions: readonly RecordedSession[],
  target: Target,
): ReadonlyMap<string, { readonly sql: string; readonly server: boolean; readonly own: boolean }> {
  const result = new Map<string, { readonly sql: string; readonly server: boolean; readonly own: boolean }>()
  for (const { name, steps } of sessions) {
    let state = startState()
    for (const [i, step] of steps.entries()) {
      if (!DDL.test(step.sql) || BUSY.test(step.error?.message ?? '')) continue
      const applied = applySql(state, step.sql, target)
      if (applied === 'not taken apart') continue
      const own = applied === 'syntax' || applied.kind === 'refused'
      result.set(`${name} #${i}`, { sql: step.sql, server: step.error !== undefined, own })
      if (step.error === undefined && applied !== 'syntax' && applied.kind === 'applied') state = applied.state
    }
  }
  return result
}

export function total(families: ReadonlyMap<string, Agreement>): Agreement {
  const sum: Agreement = { statements: 0, verdicts: 0, refusals: 0, codes: 0, messages: 0 }
  for (const family of families.values()) {
    sum.statements += family.statements
    sum.verdicts += family.verdicts
    sum.refusals += family.refusals
    sum.codes += family.codes
    sum.messages += family.messages
  }
  return sum
}
