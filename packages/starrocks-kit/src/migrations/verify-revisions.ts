import { parseStatements } from '../language/index.ts'
import { applyOperations } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { dataStepOf, wayBack } from '../plan/index.ts'
import { applyStatement } from '../schema/apply-statement/apply-statement.ts'
import type { SchemaState } from '../schema/index.ts'
import { RevisionPlanError, RevisionPlanner } from './planner.ts'
import type { PlannerContext, RevisionPlan } from './planner.ts'
import type { Direction, Revision } from './revisions/revision.ts'
import { schemaDifferences } from './schema-differences.ts'

/** A statement of which the catalog model does not know what it does. */
export interface OpaqueStatement {
  readonly revision: Revision
  readonly direction: Direction
  /** Counted from 1. */
  readonly step: number
  readonly sql: string
}

/** Something that a replay has shown to be wrong. */
export type VerifyFinding =
  | { readonly kind: 'refused'; readonly revision: string; readonly direction: Direction; readonly message: string }
  /** The way down does not lead back to what was there before the way up. */
  | { readonly kind: 'not-reversed'; readonly revision: Revision; readonly differences: readonly Operation[] }
  /** StarRocks has no way back, such as to a shorter type: nobody could have written one. */
  | { readonly kind: 'irreversible'; readonly revision: Revision; readonly differences: readonly Operation[] }
  /** After down and up again it is not what it was after the first way up. */
  | { readonly kind: 'not-repeatable'; readonly differences: readonly Operation[] }

export interface ReplayResult {
  /** In the order in which they were applied. */
  readonly revisions: readonly Revision[]
  /** What all revisions make. */
  readonly end: SchemaState
  readonly findings: readonly VerifyFinding[]
  readonly opaque: readonly OpaqueStatement[]
  /** Statements and code of upgrades that write rows, and say what they do to the schema. */
  readonly rows: readonly OpaqueStatement[]
}

/** Replays all revisions up, down and up again on the catalog model, with nothing connected. */
export async function replayRevisions(context: PlannerContext): Promise<ReplayResult> {
  const { target, defaultDatabase } = context
  const planner = new RevisionPlanner(context)
  const graph = await planner.graph()
  const up = graph.upgradePath('heads', [])
  const heads = graph.heads.map(({ id }) => id)
  const start = await planner.stateAt([])
  const none: ReplayResult = { revisions: up, end: start, findings: [], opaque: [], rows: [] }
  const differences = (from: SchemaState, to: SchemaState): readonly Operation[] =>
    schemaDifferences(from, to, { target, defaultDatabase })
  if (up.length === 0) return none

  const ups = await attempt(() => planner.planFor(up, 'upgrade', []))
  if ('finding' in ups) return { ...none, findings: [ups.finding] }
  const end = stateAfter(planner, ups.plans, start)
  const opaque = ups.plans.flatMap((planned) => opaqueOf(planner, planned))
  const rows = ups.plans.flatMap(rowsOf)
  const downs = await attempt(() => planner.planFor(graph.downgradePath('base', heads), 'downgrade', heads))
  if ('finding' in downs) return { ...none, end, opaque, rows, findings: [downs.finding] }
  opaque.push(...downs.plans.flatMap((planned) => opaqueOf(planner, planned)))

  const findings: VerifyFinding[] = []
  const before = new Map(ups.plans.map(({ revision, from }) => [revision.id, from]))
  for (const planned of downs.plans) {
    const { revision } = planned
    // Other branches may have been applied in between: only in one line are the states comparable.
    if (graph.heads.length > 1 || revision.downRevisions.length > 1) continue
    const found = differences(planner.stateAfter(planned), before.get(revision.id) ?? start)
    const earlier = differences(planned.from, stateAfterUp(planner, ups.plans, revision, start))
    // What an earlier step down has left wrong is told once.
    const fresh = found.filter((one) => !earlier.some((other) => JSON.stringify(other) === JSON.stringify(one)))
    if (fresh.length === 0) continue
    const best = bestWayDown(ups.plans, revision, { target, defaultDatabase })
    const isBest = best !== undefined && differences(planner.stateAfter(planned), best).length === 0
    findings.push({ kind: isBest ? 'irreversible' : 'not-reversed', revision, differences: fresh })
  }
  const bottom = stateAfter(planner, downs.plans, end)
  const rest = differences(bottom, start)
  if (rest.length > 0 && findings.length === 0) findings.push({ kind: 'not-repeatable', differences: rest })
  if (findings.some(({ kind }) => kind !== 'irreversible')) return { revisions: up, end, findings, opaque, rows }

  const second = new RevisionPlanner({ ...context, initialState: bottom })
  const again = await attempt(() => second.planFor(up, 'upgrade', []))
  if ('finding' in again) return { revisions: up, end, findings: [...findings, again.finding], opaque, rows }
  const changed = differences(stateAfter(second, again.plans, bottom), end)
  return {
    revisions: up,
    end,
    opaque,
    rows,
    findings: changed.length === 0 ? findings : [...findings, { kind: 'not-repeatable', differences: changed }],
  }
}

async function attempt(
  plan: () => Promise<readonly RevisionPlan[]>,
): Promise<{ readonly plans: readonly RevisionPlan[] } | { readonly finding: VerifyFinding }> {
  try {
    return { plans: await plan() }
  } catch (error) {
    if (!(error instanceof RevisionPlanError)) throw error
    const { revision, direction, message } = error
    return { finding: { kind: 'refused', revision, direction, message } }
  }
}

function stateAfter(planner: RevisionPlanner, plans: readonly RevisionPlan[], otherwise: SchemaState): SchemaState {
  const last = plans.at(-1)
  return last === undefined ? otherwise : planner.stateAfter(last)
}

function stateAfterUp(
  planner: RevisionPlanner,
  plans: readonly RevisionPlan[],
  revision: Revision,
  otherwise: SchemaState,
): SchemaState {
  const planned = plans.find((plan) => plan.revision.id === revision.id)
  return planned === undefined ? otherwise : planner.stateAfter(planned)
}

/** As far as StarRocks can go back from what a revision does; undefined where that is not known. */
function bestWayDown(
  plans: readonly RevisionPlan[],
  revision: Revision,
  context: Pick<PlannerContext, 'target' | 'defaultDatabase'>,
): SchemaState | undefined {
  const planned = plans.find((plan) => plan.revision.id === revision.id)
  if (planned === undefined) return undefined
  const operations = planned.plan.steps.flatMap((step) => step.operations)
  const { operations: back, after } = wayBack(operations, { ...context, from: planned.from })
  const result = applyOperations(after, back, context)
  return result.kind === 'applied' ? result.state : undefined
}

/** What a baseline would lose although the catalog model knows its effect. */
function rowsOf({ revision, direction, plan }: RevisionPlan): readonly OpaqueStatement[] {
  return plan.steps.flatMap((step, index): OpaqueStatement[] => {
    const writesRows =
      step.operations.some(({ kind }) => kind === 'InsertRows') || dataStepOf(step)?.effect !== undefined
    return writesRows ? [{ revision, direction, step: index + 1, sql: step.sql }] : []
  })
}

/** Statements that the catalog model carries out. */
const MODELLED = /^(?:Create|Alter|Drop)(?:Table|View|MaterializedView|Database|Index)Statement$/u

/** Statements written by hand that the catalog model does not carry out: other languages, and changes of rows. */
function opaqueOf(planner: RevisionPlanner, planned: RevisionPlan): readonly OpaqueStatement[] {
  const { revision, direction } = planned
  return planned.plan.steps.flatMap((step, index): OpaqueStatement[] => {
    const dataStep = dataStepOf(step)
    if (dataStep !== undefined && dataStep.effect === undefined)
      return [{ revision, direction, step: index + 1, sql: step.sql }]
    if (!step.operations.some(({ kind }) => kind === 'ExecuteSql')) return []
    const { statements, errors } = parseStatements(step.sql)
    const [statement, ...more] = statements
    if (errors.length > 0 || statement === undefined || more.length > 0)
      return [{ revision, direction, step: index + 1, sql: step.sql }]
    const { before } = planner.statesAround(planned, index)
    const { target, defaultDatabase } = planner.context
    const result = applyStatement(before, statement, { target, currentDatabase: defaultDatabase })
    // What changes nothing is understood where the model knows such statements: DROP TABLE IF EXISTS of nothing.
    const understood = result.kind === 'applied' && (result.state !== before || MODELLED.test(statement.kind))
    return understood ? [] : [{ revision, direction, step: index + 1, sql: step.sql }]
  })
}
