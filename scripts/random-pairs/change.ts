import { runPlan } from '../../packages/starrocks-kit/src/commands/run-plan.ts'
import { ServerError } from '../../packages/starrocks-kit/src/connection/index.ts'
import type { Connection } from '../../packages/starrocks-kit/src/connection/index.ts'
import { diffSchemas } from '../../packages/starrocks-kit/src/diff/index.ts'
import type { SchemaDiff } from '../../packages/starrocks-kit/src/diff/index.ts'
import { introspectSchema } from '../../packages/starrocks-kit/src/introspection/index.ts'
import { printStatement } from '../../packages/starrocks-kit/src/language/index.ts'
import { operationObject, operationToStatements } from '../../packages/starrocks-kit/src/operations/index.ts'
import type { Operation } from '../../packages/starrocks-kit/src/operations/index.ts'
import { orderOperations, planOperations } from '../../packages/starrocks-kit/src/plan/index.ts'
import type { PlanError, PlanStep } from '../../packages/starrocks-kit/src/plan/index.ts'
import { columnToText, normalizeSchema, validateSchema } from '../../packages/starrocks-kit/src/schema/index.ts'
import type { SchemaState, Target } from '../../packages/starrocks-kit/src/schema/index.ts'
import type { Findings } from './findings.ts'
import type { ModelFolder } from './model-folder.ts'

export interface ChangeContext {
  readonly connection: Connection
  readonly target: Target
  readonly database: string
  readonly folder: ModelFolder
  readonly findings: Findings
}

const read = ({ connection, database, target }: ChangeContext): Promise<SchemaState> =>
  introspectSchema(connection, { databases: [database], target, concurrency: 1 })

const compare = (from: SchemaState, to: SchemaState, { target, database }: ChangeContext): SchemaDiff =>
  diffSchemas(from, to, { target, defaultDatabase: database, databases: [database] })

/**
 * Plans from what the server has to `desired`, runs the plan, and looks at what is there: it has to be what was wanted but for what the plan has said that the
 * server cannot do, and the server has to think so too.
 */
export async function changeTo(desired: SchemaState, context: ChangeContext): Promise<void> {
  const { target, database, findings } = context
  findings.plans++
  const live = await read(context)
  const invalid = validateSchema(desired, target).filter(({ severity }) => severity === 'error')
  if (invalid.length > 0) return tryInvalid(desired, live, invalid.map(({ message }) => message).join('; '), context)
  const diff = compare(live, desired, context)
  const planning = { from: live, target, defaultDatabase: database }
  const { errors } = planOperations(diff.operations, planning)
  const impossible = new Set(errors.flatMap(({ operations }) => operations))
  const possible = diff.operations.filter((operation) => !impossible.has(operation))
  const plan = planOperations(possible, impossible.size === 0 ? { ...planning, to: desired } : planning)
  for (const error of plan.errors) findings.add('failed', `a plan without what is impossible: ${error.message}`, '')
  if (!(await run(plan.steps, live, context))) return

  const after = await read(context)
  lookAt(after, context)
  const left = compare(after, desired, context)
  const known = new Set([...impossible].map(identity))
  // What could not be done to a table shows in the stars of its views.
  const rest = left.operations.filter(
    (operation) => !known.has(identity(operation)) && (impossible.size === 0 || !operation.kind.includes('View')),
  )
  const differing = left.comparisons
    .filter(({ equal }) => !equal)
    .map(
      ({ object, attribute, from, to }) =>
        `${object.name} ${attribute}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
    )
  for (const operation of rest) {
    findings.add('left over', describe(operation), [...differing, ...plan.steps.map(({ sql }) => sql)].join('\n'))
  }
  const open = left.undecided.filter(({ attribute }) => attribute !== 'object')
  for (const { object, attribute, reason, from, to } of open)
    findings.add('undecided', `${attribute}: ${reason}`, `${object.name}\n${from}\n${to}`)
  await evaluateModels(after, context)
  for (const error of errors) await tryOut(error, context)
}

/** One operation, told from others: an object is replaced or altered once. */
function identity(operation: Operation): string {
  const detail =
    'column' in operation
      ? JSON.stringify(operation.column)
      : 'to' in operation && operation.kind === 'ModifyColumn'
        ? operation.to.name
        : ''
  return `${operation.kind} ${operationObject(operation)?.name} ${detail}`
}

const describe = (operation: Operation): string =>
  'reasons' in operation
    ? `${operation.kind}: ${operation.reasons.join('; ')}`
    : `${operation.kind} ${'properties' in operation ? JSON.stringify(operation.properties) : ''}`

const text = (operation: Operation, { target, database }: ChangeContext): string =>
  operation.kind === 'ReplaceTable'
    ? ''
    : operationToStatements(operation, { target, defaultDatabase: database } as never)
        .map(printStatement)
        .join(';\n')

async function run(
  steps: readonly PlanStep[],
  live: SchemaState,
  { connection, findings }: ChangeContext,
): Promise<boolean> {
  for (const step of steps) {
    findings.statements++
    try {
      await runPlan(connection, [step])
    } catch (error) {
      const kind = error instanceof ServerError ? 'refused by the server' : 'failed'
      const message = error instanceof ServerError ? error.serverMessage : String(error)
      const object = step.object
      const before = object === undefined ? undefined : live.databases[object.database]?.tables[object.name]
      findings.add(
        kind,
        `${step.operations.map((operation) => operation.kind).join(' ')}: ${message}`,
        `${step.sql}\nbefore: ${JSON.stringify(before)}`,
      )
      return false
    }
  }
  return true
}

/** What is there has to be understood, but for synchronous materialized views, of which servers do not show all. */
function lookAt(state: SchemaState, { findings }: ChangeContext): void {
  for (const { unsupported } of Object.values(state.databases)) {
    for (const { reason, createStatement } of Object.values(unsupported)) {
      const synchronous = createStatement.startsWith('CREATE MATERIALIZED VIEW') && !createStatement.includes('REFRESH')
      if (!synchronous) findings.add('not understood', reason, createStatement)
    }
  }
}

/** Models made of what the server has describe it. */
async function evaluateModels(state: SchemaState, context: ChangeContext): Promise<void> {
  const { folder, findings, database, target } = context
  const { source, state: evaluated } = await folder.evaluate(state, database, target)
  const errors = validateSchema(evaluated, target).filter(({ severity }) => severity === 'error')
  for (const { message } of errors) findings.add('models differ', message, source)
  const { operations, undecided } = compare(state, normalizeSchema(evaluated, target), context)
  for (const operation of operations)
    findings.add('models differ', describe(operation), `${text(operation, context)}\n${source}`)
  for (const { attribute, reason } of undecided) findings.add('undecided', `models: ${attribute}: ${reason}`, source)
}

/** Models that the tool refuses describe something that the server refuses too. */
async function tryInvalid(desired: SchemaState, live: SchemaState, why: string, context: ChangeContext): Promise<void> {
  if (Object.values(live.databases).some(({ tables }) => Object.keys(tables).length > 0)) return
  const { operations } = orderOperations(compare(live, desired, context).operations, {
    from: live,
    defaultDatabase: context.database,
  })
  await tryStatements(
    operations.map((operation) => text(operation, context)),
    why,
    context,
  )
}

/** Asks the server for what the plan takes to be impossible. */
async function tryOut(error: PlanError, context: ChangeContext): Promise<void> {
  const { findings } = context
  if (error.code === 'REFUSED') {
    for (const operation of error.operations)
      await tryStatements(text(operation, context).split(';\n'), error.message, context)
  } else if (error.operation.kind === 'ReplaceTable') {
    const { from, to, table, reasons } = error.operation
    const names = (columns: typeof from.columns): string => columns.map(({ name }) => name).join()
    const changed = to.columns.filter((column, i) => JSON.stringify(column) !== JSON.stringify(from.columns[i]))
    const [column] = changed
    const keyed = column !== undefined && to.key?.columns.includes(column.name) === true && to.key.type !== 'PRIMARY'
    if (names(from.columns) !== names(to.columns) || changed.length !== 1 || column === undefined) return
    if (reasons.length !== 1 || !new RegExp(`\\b${column.name}\\b`).test(reasons[0] ?? '')) return
    const definition = columnToText(column)
    const words = keyed ? definition.replace(/^(\S+ (?:[^()\s]+(?:\([^)]*\))?))/, '$1 KEY') : definition
    await tryStatements(
      [`ALTER TABLE ${table.name} MODIFY COLUMN ${words}`],
      `${reasons.join('; ')}`,
      context,
      `from ${JSON.stringify(from)}`,
    )
  } else findings.add('failed', error.message, '')
}

async function tryStatements(
  statements: readonly string[],
  why: string,
  { connection, findings }: ChangeContext,
  detail = '',
): Promise<void> {
  for (const sql of statements) {
    try {
      await connection.query(sql)
    } catch (error) {
      if (!(error instanceof ServerError)) throw error
      findings.agree(error.serverMessage)
      return
    }
  }
  findings.add('taken by the server', why, `${statements.join(';\n')}\n${detail}`)
}
