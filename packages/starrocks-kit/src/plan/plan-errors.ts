import { operationObject } from '../operations/index.ts'
import type { Operation, OperationOf } from '../operations/index.ts'
import { objectNameText } from '../schema/state.ts'
import type { Refusal, Table } from '../schema/index.ts'
import type { PlanError } from './plan.ts'

function subject(operation: Operation): string {
  const object = operationObject(operation)
  return object === undefined ? operation.kind : objectNameText(object)
}

/** The server would not run a statement of the operation. */
export function refused(operation: Operation, refusal: Refusal): PlanError {
  return {
    operation,
    code: 'REFUSED',
    message: `${subject(operation)}: StarRocks would refuse ${operation.kind}: ${refusal.message}`,
    ...(refusal.remedy !== undefined ? { remedy: refusal.remedy } : {}),
  }
}

/** A column under a new name looks like one that goes and one that comes. */
function renameHint({ from, to }: OperationOf<'ReplaceTable'>): string {
  const before = columnNames(from)
  const after = columnNames(to)
  const gone = before.filter((name) => !after.includes(name))
  const come = after.filter((name) => !before.includes(name))
  if (gone.length === 0 || come.length === 0) return ''
  return ` If a column was only renamed (${gone.join(', ')} to ${come.join(', ')}), name it as a rename.`
}

function columnNames(table: Table): readonly string[] {
  return table.columns.map((column) => column.name.toLowerCase())
}

/** No ALTER leads to the table that is wanted. */
export function tableNeedsRebuild(operation: OperationOf<'ReplaceTable'>): PlanError {
  const name = objectNameText(operation.table)
  const next = `${name}__next`
  return {
    operation,
    code: 'TABLE_NEEDS_REBUILD',
    message: `${name} cannot be altered into what is wanted: ${operation.reasons.join('; ')}`,
    remedy:
      `Build it anew by hand: create ${next} as wanted, INSERT INTO ${next} SELECT ... FROM ${name}, compare the row counts, ` +
      `ALTER TABLE ${name} SWAP WITH ${operation.table.name}__next, and drop the old rows later. ` +
      'Where only a column is in the way, add a new column, fill it with UPDATE or INSERT, rename, and drop the old one later.' +
      renameHint(operation),
  }
}

/** Operations that wait for each other. */
export function cycle(operations: readonly Operation[]): readonly PlanError[] {
  const names = [...new Set(operations.map(subject))]
  return operations.map((operation) => ({
    operation,
    code: 'DEPENDENCY_CYCLE',
    message: `${names.join(', ')} depend on each other in a circle, so none of them can come first`,
    remedy: 'Take one of them out of the circle, or change it in a revision of its own.',
  }))
}

/** All statements would run, and something would still differ. */
export function endStateDiffers(operation: Operation): PlanError {
  return {
    operation,
    code: 'END_STATE_DIFFERS',
    message: `${subject(operation)}: after all steps ${operation.kind} would still be needed`,
    remedy: 'Check the revision against the models: it does not lead to what they describe.',
  }
}
