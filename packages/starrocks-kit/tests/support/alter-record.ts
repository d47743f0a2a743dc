import { diffSchemas, RenameError } from '../../src/diff/index.ts'
import type { Rename } from '../../src/diff/index.ts'
import { readCreateStatement } from '../../src/introspection/index.ts'
import { parseStatement, printStatement, SqlSyntaxError } from '../../src/language/index.ts'
import type { Statement } from '../../src/language/index.ts'
import { planOperations } from '../../src/plan/index.ts'
import type { Plan } from '../../src/plan/index.ts'
import {
  applyStatement,
  emptyDatabase,
  emptySchema,
  objectNameFromAst,
  withDatabase,
  withObject,
} from '../../src/schema/index.ts'
import type { SchemaState, Target } from '../../src/schema/index.ts'
import { recordedSessions, showCreateTexts } from './recorded-servers.ts'
import type { RecordedStep } from './recorded-servers.ts'
import { wishOf } from './wanted-state.ts'

const DATABASE = 'rec'
const EMPTY = withDatabase(emptySchema(), emptyDatabase(DATABASE))

/** Sessions of the engine's own tests and documents need objects that nobody recorded. */
const COLLECTED = /^(?:fe|test|docs)\//

/** The recorded server had these switched off. */
const FRONTEND_CONFIG = { enable_experimental_gin: 'false', enable_experimental_vector: 'false' }

export interface Tally {
  total: number
  readonly failures: string[]
}

/** What each recorded ALTER says about the rules, the diff and the plan. */
export interface AlterRecord {
  /** The state before, as introspected, and the statement: we accept and refuse what the server does. */
  readonly verdicts: Tally
  /** The states before and after an accepted ALTER: the plan leads from one to the other. */
  readonly plans: Tally
  /** The state that a refused ALTER asks for: there is no plan, or none that says what the server refused. */
  readonly refusals: Tally
  /** Wishes of refused statements that other statements fulfil: a default repeated, an index of another name, one column at a time. */
  readonly detours: string[]
}

/** Texts of SHOW CREATE by name, as they stand at one moment. */
type Shown = ReadonlyMap<string, string>

/** Walks through the sessions of one server: every ALTER with what SHOW CREATE said before and after it. */
export function alterRecord(file: string, target: Target): AlterRecord {
  const record: AlterRecord = {
    verdicts: { total: 0, failures: [] },
    plans: { total: 0, failures: [] },
    refusals: { total: 0, failures: [] },
    detours: [],
  }
  const read = reader(target)
  for (const { name: session, steps } of recordedSessions(file)) {
    if (COLLECTED.test(session)) continue
    let shown: Shown = new Map()
    for (const step of steps) {
      const statement = parsed(step.sql)
      const after = shownAfter(shown, step, statement)
      if (statement?.kind.startsWith('Alter') && isKnown(statement, shown)) {
        check({ label: `${session}: ${step.sql}`, step, statement, before: shown, after, target, read }, record)
      }
      shown = after
    }
  }
  return record
}

interface Case {
  readonly label: string
  readonly step: RecordedStep
  readonly statement: Statement
  readonly before: Shown
  readonly after: Shown
  readonly target: Target
  readonly read: (shown: Shown) => SchemaState
}

function check(one: Case, record: AlterRecord): void {
  const { label, step, statement, before, after, target, read } = one
  const from = read(before)
  const verdict = applyStatement(from, statement, {
    target,
    currentDatabase: DATABASE,
    source: step.sql,
    frontendConfig: FRONTEND_CONFIG,
  })
  const busy = /operation is in progress|is being created on the table/.test(step.error?.message ?? '')
  if (busy) return
  count(record.verdicts, (verdict.kind === 'refused') === (step.error !== undefined), () =>
    verdict.kind === 'refused'
      ? `${label}: refused: ${verdict.refusal.message}`
      : `${label}: accepted, but: ${step.error?.message ?? ''}`,
  )
  if (step.error === undefined) {
    if (sameTexts(before, after)) return
    const renames = renamesOf(statement)
    if (renames === undefined) return
    const errors = errorsOf(from, read(after), renames, target)
    count(record.plans, errors.length === 0, () => `${label}: ${errors.join('; ')}`)
    return
  }
  const wish = wishOf(statement, from, DATABASE)
  if (wish === undefined) return
  const refused = printStatement(statement)
  const plan = planOf(from, wish.state, wish.renames, target)
  if (!(plan instanceof RenameError)) {
    // The wish was fulfilled before, or it is one that partial states do not express.
    if (plan.steps.length === 0 && plan.errors.length === 0) return
    if (plan.errors.length === 0) record.detours.push(`${label}: ${plan.steps.map(({ sql }) => sql).join('; ')}`)
  }
  const proposed = plan instanceof RenameError ? undefined : plan.steps.find(({ sql }) => sql === refused)
  count(record.refusals, proposed === undefined, () => `${label}: planned, but: ${step.error?.message ?? ''}`)
}

function count(tally: Tally, good: boolean, failure: () => string): void {
  tally.total++
  if (!good) tally.failures.push(failure())
}

function errorsOf(from: SchemaState, to: SchemaState, renames: readonly Rename[], target: Target): readonly string[] {
  const plan = planOf(from, to, renames, target)
  return plan instanceof RenameError ? [plan.message] : plan.errors.map(({ message }) => message)
}

function planOf(from: SchemaState, to: SchemaState, renames: readonly Rename[], target: Target): Plan | RenameError {
  const context = { target, defaultDatabase: DATABASE }
  try {
    const { operations } = diffSchemas(from, to, { ...context, renames })
    return planOperations(operations, { ...context, from, to })
  } catch (error) {
    if (error instanceof RenameError) return error
    throw error
  }
}

/** The renames that the ALTER makes: a diff does not guess them. Undefined for an exchange of two objects, which is no rename. */
function renamesOf(statement: Statement): readonly Rename[] | undefined {
  if (statement.kind === 'AlterTableStatement') {
    const table = objectNameFromAst(statement.name, { currentDatabase: DATABASE })
    if (table === undefined || statement.clauses.some(({ kind }) => kind === 'SwapTableClause')) return undefined
    return statement.clauses.flatMap((clause): readonly Rename[] => {
      if (clause.kind === 'ColumnRenameClause') {
        return [{ kind: 'column', table, from: clause.name, to: clause.newName }]
      }
      return clause.kind === 'TableRenameClause' ? [{ kind: 'table', from: table, to: clause.newName }] : []
    })
  }
  if (statement.kind === 'AlterMaterializedViewStatement') {
    const from = objectNameFromAst(statement.name, { currentDatabase: DATABASE })
    const { clause } = statement
    if (from === undefined || clause.kind === 'SwapTableClause') return undefined
    return clause.kind === 'TableRenameClause' ? [{ kind: 'materialized-view', from, to: clause.newName }] : []
  }
  return []
}

function parsed(sql: string): Statement | undefined {
  try {
    return parseStatement(sql, { positions: true })
  } catch (error) {
    if (error instanceof SqlSyntaxError) return undefined
    throw error
  }
}

/** Whether SHOW CREATE told what the altered object was before. */
function isKnown(statement: Statement, shown: Shown): boolean {
  if (!('name' in statement) || typeof statement.name !== 'object') return false
  const parts = 'parts' in statement.name ? statement.name.parts : []
  return parts.length === 1 && shown.has(parts[0] ?? '')
}

function shownAfter(before: Shown, step: RecordedStep, statement: Statement | undefined): Shown {
  const after = new Map(before)
  if (step.error === undefined && statement !== undefined) {
    if ('name' in statement && typeof statement.name === 'object' && 'parts' in statement.name) {
      const name = statement.name.parts.at(-1) ?? ''
      const renamed = (renamesOf(statement) ?? []).some(({ kind }) => kind !== 'column')
      if (renamed || statement.kind.startsWith('Drop')) after.delete(name)
    }
  }
  for (const [name, text] of showCreateTexts(step)) after.set(name, text)
  return after
}

function sameTexts(left: Shown, right: Shown): boolean {
  return left.size === right.size && [...left].every(([name, text]) => right.get(name) === text)
}

/** Reads each text once. */
function reader(target: Target): (shown: Shown) => SchemaState {
  const objects = new Map<string, ReturnType<typeof readCreateStatement>>()
  return (shown) => {
    let state = EMPTY
    for (const [name, text] of shown) {
      const key = `${name}\n${text}`
      const object = objects.get(key) ?? readCreateStatement(name, text, target)
      objects.set(key, object)
      state = withObject(state, { database: DATABASE }, object)
    }
    return state
  }
}
