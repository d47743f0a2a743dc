import type { AnyModel, Operation } from 'starrocks-kit'
import { expect } from 'vitest'
import { compareModels } from '../../../packages/starrocks-kit/src/commands/compare.ts'
import type { Comparison } from '../../../packages/starrocks-kit/src/commands/compare.ts'
import { runPlan } from '../../../packages/starrocks-kit/src/commands/run-plan.ts'
import { diffSchemas } from '../../../packages/starrocks-kit/src/diff/index.ts'
import type { SchemaDiff } from '../../../packages/starrocks-kit/src/diff/index.ts'
import { introspectSchema } from '../../../packages/starrocks-kit/src/introspection/index.ts'
import { operationObject, reverseOperation } from '../../../packages/starrocks-kit/src/operations/index.ts'
import { planOperations } from '../../../packages/starrocks-kit/src/plan/index.ts'
import type { Plan } from '../../../packages/starrocks-kit/src/plan/index.ts'
import { emptyDatabase, findDatabase, withDatabase } from '../../../packages/starrocks-kit/src/schema/index.ts'
import type { SchemaState } from '../../../packages/starrocks-kit/src/schema/index.ts'
import type { TestDatabase } from './database.ts'

/** A run from what the server had to what the models declare. */
export interface Change {
  /** What the server had before. */
  readonly before: SchemaState
  readonly operations: readonly Operation[]
  readonly plan: Plan
}

/** Compares models with the server; `others` are databases beside the test's own. */
export async function compare(
  { connection, name, target }: TestDatabase,
  models: readonly AnyModel[],
  others: readonly string[] = [],
): Promise<Comparison> {
  return compareModels(connection, models, { target, defaultDatabase: name, databases: others })
}

/**
 * Law 7: plans from the server to the models, runs the plan, reads the server again, and finds no difference left.
 * Nothing may stay undecided or not understood on the way.
 */
export async function changeTo(
  database: TestDatabase,
  models: readonly AnyModel[],
  others: readonly string[] = [],
): Promise<Change> {
  const { target, name: defaultDatabase } = database
  const { diff, live, desired } = await compare(database, models, others)
  expect(diff.undecided).toEqual([])
  // A database that the models no longer name loses its objects, and stays.
  const to = others
    .filter((other) => findDatabase(desired, { database: other }) === undefined)
    .filter((other) => findDatabase(live, { database: other }) !== undefined)
    .reduce((state, other) => withDatabase(state, emptyDatabase(other)), desired)
  const plan = planOperations(diff.operations, { from: live, to, target, defaultDatabase })
  expect(plan.errors.map(({ message }) => message)).toEqual([])
  await runPlan(database.connection, plan.steps)

  const after = await compare(database, models, others)
  expect(unsupported(after.live)).toEqual([])
  expect(differences(after.diff), sqlOf(plan)).toEqual([])
  expect(after.diff.operations).toEqual([])
  return { before: live, operations: plan.steps.flatMap((step) => step.operations), plan }
}

/** Law 4 on a server: takes the change back, and finds what was there before; unless the plan has said that it cannot. */
export async function takeBack(database: TestDatabase, change: Change): Promise<void> {
  const { target, name: defaultDatabase, connection } = database
  if (change.plan.steps.some(({ hazards }) => hazards.some(({ code }) => code === 'NOT_REVERSIBLE'))) return
  const reversed = [...new Set(change.operations)].toReversed().map(reverseOperation)
  expect(reversed.filter(({ kind }) => kind === 'Irreversible')).toEqual([])
  const operations = reversed.flatMap((operation) => (operation.kind === 'Irreversible' ? [] : [operation]))
  const databases = Object.keys(change.before.databases)
  const live = await introspectSchema(connection, { databases, target })
  const plan = planOperations(operations, { from: live, target, defaultDatabase })
  expect(plan.errors.map(({ message }) => message)).toEqual([])
  await runPlan(connection, plan.steps)

  const back = await introspectSchema(connection, { databases, target })
  const rest = diffSchemas(back, change.before, { target, defaultDatabase, databases })
  expect(differences(rest), sqlOf(plan)).toEqual([])
  expect(rest.operations).toEqual([])
}

/** `AddColumn orders`, for each operation in the order in which they ran. */
export function summary(operations: readonly Operation[]): readonly string[] {
  return [...new Set(operations)].map((operation) => {
    const object = operationObject(operation)
    return `${operation.kind}${object === undefined ? '' : ` ${object.name}`}${detail(operation)}`
  })
}

function detail(operation: Operation): string {
  switch (operation.kind) {
    case 'AddColumn':
      return `.${operation.column.name}`
    case 'DropColumn':
      return `.${operation.column}`
    case 'ModifyColumn':
      return `.${operation.to.name}`
    default:
      return ''
  }
}

/** What differs or could not be decided, in words. */
export function differences({ comparisons, undecided }: SchemaDiff): readonly string[] {
  const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing'
  return [
    ...comparisons
      .filter(({ equal }) => !equal)
      .map(({ object, attribute, from, to }) => `${object.name} ${attribute}: ${show(from)} -> ${show(to)}`),
    ...undecided.map(({ object, attribute, reason }) => `${object.name} ${attribute}: ${reason}`),
  ]
}

const sqlOf = (plan: Plan): string => plan.steps.map(({ sql }) => sql).join('\n')

function unsupported(state: SchemaState): readonly string[] {
  return Object.values(state.databases).flatMap((database) =>
    Object.values(database.unsupported).map(({ name, reason }) => `${name}: ${reason}`),
  )
}
