import { formatStatement, printStatement, splitStatements } from '../language/index.ts'
import type { Statement } from '../language/index.ts'
import { diffSchemas } from '../diff/index.ts'
import { operationObject, operationToStatements, rebuildOperations, reverseOperation } from '../operations/index.ts'
import type { Operation, OperationOf } from '../operations/index.ts'
import { emptyDatabase, findDatabase, findMaterializedView, objectNameText, withDatabase } from '../schema/state.ts'
import type { ObjectName, SchemaState, Target } from '../schema/index.ts'
import type { StatementEffect } from '../schema/apply-statement/result.ts'
import { accessHazards } from './access-hazards.ts'
import { boundToTable } from './bound-to-table.ts'
import { changedOutputs } from './changed-outputs.ts'
import { handWrittenHazards } from './hand-written-hazards.ts'
import { hazardsOf } from './hazards.ts'
import { mergeStatements } from './merge.ts'
import type { PlannedStatement } from './merge.ts'
import { orderOperations } from './order.ts'
import {
  clusterObjectCannotChange,
  cycle,
  endStateDiffers,
  planErrors,
  rebuildProblem,
  refused,
  tableNeedsRebuild,
} from './plan-errors.ts'
import type { Failure } from './plan-errors.ts'
import { dataStepText } from './plan.ts'
import type { Hazard, Plan, PlanStep } from './plan.ts'
import { isRewrite, jobOf, Replay } from './replay.ts'
import { secondRewrite } from './second-rewrite.ts'

export interface PlanContext {
  /** What is there before the first step. */
  readonly from: SchemaState
  readonly target: Target
  /** Where the session is: objects of this database are printed without it. */
  readonly defaultDatabase: string
  /** What should be there after the last step; when given, the plan checks that it is. */
  readonly to?: SchemaState
  /** Which tables may be rebuilt where no ALTER leads to what is wanted; none unless given. */
  readonly rebuild?: (table: ObjectName) => boolean
}

/** What is known while a plan is made. */
interface Draft {
  readonly context: PlanContext
  readonly replay: Replay
  readonly steps: PlanStep[]
  readonly errors: Failure[]
  /** Operations of which a statement was refused: their later statements are not tried. */
  readonly failed: Set<Operation>
  /** Materialized views that a step made inactive, and the step. */
  readonly inactive: Map<string, { readonly view: ObjectName; readonly step: number }>
  /** The first step that rewrites a table, by the table's name. */
  readonly rewrites: Map<string, PlanStep>
}

/**
 * Operations in the order in which they can run, as statements with all that has to be known before they do.
 *
 * Every statement has been tried out on the catalog model: what the server would refuse is an error of the plan, not a surprise half way. Clauses of one table
 * share an ALTER where the server takes them together. Materialized views that a step makes inactive are activated again at the end.
 *
 * @example
 * planOperations(diffSchemas(live, models, options).operations, { from: live, target, defaultDatabase: 'shop' }).steps[0]?.sql
 * // ALTER TABLE orders ADD COLUMN age INT, DROP COLUMN note
 */
export function planOperations(operations: readonly Operation[], context: PlanContext): Plan {
  const plan = planInOrder(operations, context, new Set())
  if (plan.errors.length === 0 || !operations.some(({ kind }) => SWAPS.has(kind))) return plan
  // A definition may be meant for the table that a later swap brings, as when a rebuild is taken back: what fails where it stands is tried behind it.
  const failed = new Set(plan.errors.flatMap((error) => error.operations))
  const other = planInOrder(operations, context, failed)
  return other.errors.length < plan.errors.length ? other : plan
}

const SWAPS: ReadonlySet<Operation['kind']> = new Set(['SwapTable', 'SwapMaterializedView'])

function planInOrder(operations: readonly Operation[], context: PlanContext, afterSwaps: ReadonlySet<Operation>): Plan {
  const known = findDatabase(context.from, { database: context.defaultDatabase }) !== undefined
  const from = known ? context.from : withDatabase(context.from, emptyDatabase(context.defaultDatabase))
  const draft: Draft = {
    context,
    replay: new Replay(from, context),
    steps: [],
    errors: [],
    failed: new Set(),
    inactive: new Map(),
    rewrites: new Map(),
  }
  const ordered = orderOperations(operations, { from, defaultDatabase: context.defaultDatabase, afterSwaps })
  for (const members of ordered.cycles) draft.errors.push(...cycle(members))

  let open: PlannedStatement[] = []
  const close = (): void => {
    for (const planned of mergeStatements(open)) planStatement(planned, draft)
    open = []
  }
  for (const operation of ordered.operations) {
    switch (operation.kind) {
      case 'ReplaceTable':
        close()
        planRebuild(operation, draft)
        break
      case 'ReplaceClusterObject':
        close()
        draft.errors.push(clusterObjectCannotChange(operation))
        break
      case 'ExecuteSql':
        close()
        planHandWritten(operation, draft)
        break
      case 'RunDataStep':
        close()
        planDataStep(operation, draft)
        break
      default: {
        const statements = operationToStatements(operation, context)
        open.push(...statements.map((statement) => ({ statement, operations: [operation] })))
      }
    }
  }
  close()
  activateAgain(draft)
  if (context.to !== undefined && draft.errors.length === 0) checkEnd(context.to, draft)
  return { steps: draft.steps, errors: planErrors(draft.errors) }
}

/** Tries a statement out; when clauses that share it are refused together, each is tried alone, so that one bad one does not stop the others. */
function planStatement(planned: PlannedStatement, draft: Draft): void {
  if (planned.operations.every((operation) => draft.failed.has(operation))) return
  const result = draft.replay.run(planned.statement)
  if (result.kind === 'applied') {
    addStep(sqlOf(planned.statement), planned, result.effects, draft)
    return
  }
  const [operation, ...others] = planned.operations
  if (operation === undefined) return
  if (others.length === 0) {
    draft.failed.add(operation)
    draft.errors.push(refused(operation, result.refusal))
    return
  }
  for (const single of planned.operations) {
    for (const statement of operationToStatements(single, draft.context)) {
      planStatement({ statement, operations: [single] }, draft)
    }
  }
}

/** What people read, what runs and what the ledger holds is one text: definitions on several lines, other statements on one. */
function sqlOf(statement: Statement): string {
  switch (statement.kind) {
    case 'CreateTableStatement':
    case 'CreateViewStatement':
    case 'CreateMaterializedViewStatement':
      return formatStatement(statement)
    default:
      return printStatement(statement)
  }
}

/** Without leave to rebuild, the table stays as it is and an error says so; other objects still get their plan. */
function planRebuild(operation: OperationOf<'ReplaceTable'>, draft: Draft): void {
  if (draft.context.rebuild?.(operation.table) !== true) {
    draft.errors.push(tableNeedsRebuild(operation, draft.context.target))
    return
  }
  const problem = rebuildProblem(operation, boundToTable(operation.table, draft.replay.passing))
  if (problem !== undefined) {
    draft.errors.push(problem)
    return
  }
  for (const part of rebuildOperations(operation)) {
    for (const statement of operationToStatements(part, draft.context)) {
      planStatement({ statement, operations: [operation], part }, draft)
    }
  }
}

function addStep(
  sql: string,
  { operations, part, statement }: PlannedStatement,
  effects: readonly StatementEffect[],
  draft: Draft,
): void {
  const done = part === undefined ? operations : [part]
  const job = done.some(({ kind }) => kind === 'CopyRows' || kind === 'InsertRows') ? 'copy' : jobOf(effects)
  const object = done.map(operationObject).find((name) => name !== undefined)
  for (const effect of effects) {
    if (effect.kind === 'Inactivates') {
      const key = objectNameText(effect.view)
      // Behind those that it may read.
      draft.inactive.delete(key)
      draft.inactive.set(key, { view: effect.view, step: draft.steps.length })
    }
  }
  for (const operation of operations) {
    if (definesAnew(operation) && object !== undefined) draft.inactive.delete(objectNameText(object))
  }
  const step: PlanStep = {
    sql,
    operations,
    ...(object !== undefined ? { object } : {}),
    job,
    hazards: [
      ...hazardsOf(done, job, effects, draft.replay.passing, draft.context),
      ...accessHazards(statement),
      ...secondRewrite(object, job, operations, draft.rewrites),
    ],
    ...(done.some(({ kind }) => kind === 'CheckRowCounts') ? { check: 'row-counts' as const } : {}),
  }
  if (object !== undefined && isRewrite(job) && !draft.rewrites.has(objectNameText(object)))
    draft.rewrites.set(objectNameText(object), step)
  draft.steps.push(step)
}

/** Whether the operation leaves a materialized view active, however it was before, or says itself what it should be. */
function definesAnew(operation: Operation): boolean {
  switch (operation.kind) {
    case 'CreateMaterializedView':
    case 'ReplaceMaterializedView':
    case 'DropMaterializedView':
    case 'SetMaterializedViewState':
      return true
    default:
      return false
  }
}

/** Statements written by hand run as they are. What the catalog model understands of them, the later steps see. */
function planHandWritten(operation: OperationOf<'ExecuteSql'>, draft: Draft): void {
  const reverse = reverseOperation(operation)
  const irreversible: readonly Hazard[] =
    reverse.kind === 'Irreversible' ? [{ code: 'NOT_REVERSIBLE', message: reverse.reason }] : []
  const texts = operation.statements.flatMap((sql) => splitStatements(sql))
  for (const [index, statement] of operationToStatements(operation, draft.context).entries()) {
    draft.replay.run(statement)
    const hazards = [...handWrittenHazards(statement), ...accessHazards(statement), ...irreversible]
    draft.steps.push({ sql: texts[index]?.text ?? '', operations: [operation], job: 'opaque', hazards })
  }
}

/** Code is not known: what it says of its effect is tried out in its place, and the later steps see that. */
function planDataStep(operation: OperationOf<'RunDataStep'>, draft: Draft): void {
  for (const statement of operationToStatements(operation, draft.context)) {
    const result = draft.replay.run(statement)
    if (result.kind !== 'applied') draft.errors.push(refused(operation, result.refusal))
  }
  const hazards = operationToStatements(operation, draft.context).flatMap((statement) => [
    ...handWrittenHazards(statement),
    ...accessHazards(statement),
  ])
  draft.steps.push({ sql: dataStepText(operation), operations: [operation], job: 'opaque', hazards })
}

/**
 * ACTIVE analyses the query again. Where that fails, the view stays inactive, and the step that made it so says why; where its columns no longer fit, it is
 * made anew.
 */
function activateAgain(draft: Draft): void {
  for (const { view, step } of draft.inactive.values()) {
    const definition = findMaterializedView(draft.replay.passing, view)
    if (definition === undefined) continue
    const changed = changedOutputs(view, draft.context.from, draft.replay.passing, draft.context.target)
    if (changed.length > 0) {
      const reasons = [`${changed.join(', ')} of the stored rows would not have the type that the query now gives`]
      const replacement: Operation = {
        kind: 'ReplaceMaterializedView',
        view,
        from: definition,
        to: definition,
        reasons,
      }
      for (const statement of operationToStatements(replacement, draft.context)) {
        planStatement({ statement, operations: [replacement] }, draft)
      }
      continue
    }
    const operation: Operation = { kind: 'SetMaterializedViewState', view, state: 'ACTIVE' }
    for (const statement of operationToStatements(operation, draft.context)) {
      const result = draft.replay.run(statement)
      if (result.kind === 'applied') {
        addStep(printStatement(statement), { statement, operations: [operation] }, result.effects, draft)
        continue
      }
      const culprit = draft.steps[step]
      if (culprit === undefined) continue
      const message = `the materialized view ${objectNameText(view)} stays inactive: ${result.refusal.message}`
      draft.steps[step] = { ...culprit, hazards: [...culprit.hazards, { code: 'INACTIVATES', message }] }
    }
  }
}

function checkEnd(to: SchemaState, draft: Draft): void {
  const rest = diffSchemas(draft.replay.passing, to, draft.context)
  draft.errors.push(...rest.operations.map(endStateDiffers))
}
