import {
  columnsWithoutValue,
  isClusterOperation,
  operationClusterObject,
  operationObject,
  retiredName,
  shadowName,
} from '../operations/index.ts'
import type { Operation, OperationOf } from '../operations/index.ts'
import { printDataTypeText } from '../schema/clauses.ts'
import { capabilitiesOf, clusterLabel, clusterRules } from '../schema/index.ts'
import { objectNameText } from '../schema/state.ts'
import type { Refusal, Table, Target } from '../schema/index.ts'
import type { BoundToTable } from './bound-to-table.ts'
import type { PlanError } from './plan.ts'

function subject(operation: Operation): string {
  if (isClusterOperation(operation)) return clusterLabel(operationClusterObject(operation))
  const object = operationObject(operation)
  return object === undefined ? operation.kind : objectNameText(object)
}

/** What went wrong with one operation: `problem` follows the object's name, after a colon or as the rest of the sentence. */
export interface Failure {
  readonly operation: Operation
  readonly code: string
  readonly link: ':' | ''
  readonly problem: string
  readonly remedy?: string
}

/** One item for each object and code: whoever reads it has one thing to do about one object. */
export function planErrors(failures: readonly Failure[]): readonly PlanError[] {
  const groups = new Map<string, Failure[]>()
  for (const failure of failures) {
    const key = `${failure.code} ${subject(failure.operation)}`
    groups.set(key, [...(groups.get(key) ?? []), failure])
  }
  return [...groups.values()].flatMap((group): PlanError[] => {
    const [first] = group
    if (first === undefined) return []
    const problems = [...new Set(group.map(({ problem }) => problem))]
    const remedies = [...new Set(group.flatMap(({ remedy }) => remedy ?? []))]
    return [
      {
        operation: first.operation,
        operations: group.map(({ operation }) => operation),
        code: first.code,
        message: `${subject(first.operation)}${first.link} ${problems.join('; ')}`,
        ...(remedies.length === 0 ? {} : { remedy: remedies.join(' ') }),
      },
    ]
  })
}

/** The server would not run a statement of the operation. */
export function refused(operation: Operation, refusal: Refusal): Failure {
  return {
    operation,
    code: 'REFUSED',
    link: ':',
    problem: `StarRocks would refuse ${operation.kind}: ${refusal.message}`,
    ...(refusal.remedy !== undefined ? { remedy: refusal.remedy } : {}),
  }
}

/** A column under a new name looks like one that goes and one that comes. */
function renameHint({ table, from, to }: OperationOf<'ReplaceTable'>): string {
  const before = columnNames(from)
  const after = columnNames(to)
  const gone = before.filter((name) => !after.includes(name))
  const come = after.filter((name) => !before.includes(name))
  if (gone.length === 0 || come.length === 0) return ''
  const [first] = gone
  return ` If a column was only renamed (${gone.join(', ')} to ${come.join(', ')}), name it as a rename: renamedFrom in the model, or --rename ${table.name}.${first}:${come[0]}.`
}

function columnNames(table: Table): readonly string[] {
  return table.columns.map((column) => column.name.toLowerCase())
}

/** No ALTER leads to the table that is wanted. */
export function tableNeedsRebuild(operation: OperationOf<'ReplaceTable'>, target: Target): Failure {
  const { table, reasons } = operation
  const [next, old] = [shadowName(table).name, retiredName(table).name]
  return {
    operation,
    code: 'TABLE_NEEDS_REBUILD',
    link: '',
    problem: `cannot be altered into what is wanted: ${reasons.join('; ')}`,
    remedy:
      `\`revision --autogenerate --rebuild ${table.name}\` (or \`rebuild: true\` in the model) writes a rebuild: ${next} is created as wanted and filled, ` +
      `the row counts are compared, ALTER TABLE ${table.name} SWAP WITH ${next}, and the old rows stay in ${old} until you drop it.` +
      columnRecipe(operation, target) +
      renameHint(operation),
  }
}

/** A value column of another type needs no new table: a new column can take over from it, where columns can be renamed. */
function columnRecipe({ table, from, to }: OperationOf<'ReplaceTable'>, target: Target): string {
  if (!capabilitiesOf(target).renameColumn) return ''
  const keys = new Set([...(from.key?.columns ?? []), ...(to.key?.columns ?? [])].map((name) => name.toLowerCase()))
  const changed = to.columns.flatMap((column) => {
    const name = column.name.toLowerCase()
    const old = from.columns.find((other) => other.name.toLowerCase() === name)
    const type = printDataTypeText(column.type)
    if (old === undefined || keys.has(name) || printDataTypeText(old.type) === type) return []
    return [{ name: column.name, type }]
  })
  const [column] = changed
  if (column === undefined) return ''
  const { name, type } = column
  // UPDATE is for primary key tables.
  const filling =
    to.key?.type === 'PRIMARY'
      ? `UPDATE ${table.name} SET ${name}__new = ${name}, or load it again`
      : 'load its rows again'
  return (
    ` Where only ${changed.map((one) => one.name).join(', ')} is in the way, a new column can take over in small steps: ` +
    `ADD COLUMN ${name}__new ${type}; fill it (${filling}); ` +
    `RENAME COLUMN ${name} TO ${name}__old and ${name}__new TO ${name}; DROP COLUMN ${name}__old in a later revision.`
  )
}

/** Why a rebuild that was asked for cannot be planned; undefined when it can. */
export function rebuildProblem(
  operation: OperationOf<'ReplaceTable'>,
  { synchronous, loads }: BoundToTable,
): Failure | undefined {
  const { from, to } = operation
  const missing = columnsWithoutValue(from, to)
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ')
    return {
      operation,
      code: 'REBUILD_IMPOSSIBLE',
      link: '',
      problem: `cannot be rebuilt: the old rows have no value for ${names}, which is NOT NULL and has no default`,
      remedy: `Give ${names} a default, make it NULL, or write the rebuild by hand with op.execute in place of op.copyRows.`,
    }
  }
  if (loads.length > 0) {
    const names = loads.map(clusterLabel).join(', ')
    return {
      operation,
      code: 'REBUILD_IMPOSSIBLE',
      link: '',
      problem: `cannot be rebuilt: the ${names} would go on writing to the old table, and what it brings would be missing from the new one`,
      remedy: `Stop the ${names} in a revision before, and make it again in one after, behind the offsets that it has come to (Progress in SHOW ROUTINE LOAD while it is paused).`,
    }
  }
  if (synchronous.length === 0) return undefined
  const views = synchronous.map(({ name }) => name).join(', ')
  return {
    operation,
    code: 'REBUILD_IMPOSSIBLE',
    link: '',
    problem: `cannot be rebuilt: the synchronous materialized view ${views} is part of the old table and would stay with it`,
    remedy: `Drop ${views} in a revision before, and create it again in one after.`,
  }
}

/** StarRocks has no statement for the change. To drop the object and make it again is for a person to decide: what hangs on it goes with it. */
export function clusterObjectCannotChange(operation: OperationOf<'ReplaceClusterObject'>): Failure {
  const { to, reasons } = operation
  const lost = clusterRules(to.kind).lost?.(to)
  const warning = lost === undefined ? '' : ` Beware: ${lost}.`
  return {
    operation,
    code: 'OBJECT_CANNOT_BE_ALTERED',
    link: '',
    problem: `cannot be altered into what is wanted: ${reasons.join('; ')}`,
    remedy: `Drop the ${clusterLabel(to)} and create it again in a revision of your own, or take back the change in the model.${warning}`,
  }
}

/** Operations that wait for each other. */
export function cycle(operations: readonly Operation[]): readonly Failure[] {
  const names = [...new Set(operations.map(subject))]
  return operations.map((operation) => ({
    operation,
    code: 'DEPENDENCY_CYCLE',
    link: ':',
    problem: `${names.join(', ')} depend on each other in a circle, so none of them can come first`,
    remedy: 'Take one of them out of the circle, or change it in a revision of its own.',
  }))
}

/** All statements would run, and something would still differ. */
export function endStateDiffers(operation: Operation): Failure {
  return {
    operation,
    code: 'END_STATE_DIFFERS',
    link: ':',
    problem: `after all steps ${operation.kind} would still be needed`,
    remedy: 'Check the revision against the models: it does not lead to what they describe.',
  }
}
