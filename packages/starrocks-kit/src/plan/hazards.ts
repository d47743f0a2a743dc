import { reverseOperation } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { printDataTypeText } from '../schema/clauses.ts'
import type { StatementEffect } from '../schema/apply-statement/result.ts'
import { objectNameText } from '../schema/state.ts'
import { isNarrowing } from './narrowing.ts'
import type { Hazard, JobKind } from './plan.ts'

function lost(what: string): Hazard {
  return { code: 'DATA_LOSS', message: `${what} is dropped with its rows` }
}

/** What is lost for good, or only for as long as the server keeps what was dropped. */
function dataLoss(operation: Operation): Hazard | undefined {
  switch (operation.kind) {
    case 'DropTable':
      return lost(`the table ${objectNameText(operation.table)}`)
    case 'DropDatabase':
      return lost(`the database ${operation.database}`)
    case 'DropPartition':
      return lost(`the partition ${operation.partition} of ${objectNameText(operation.table)}`)
    case 'DropColumn':
      return {
        code: 'DATA_LOSS',
        message: `the column ${operation.column} of ${objectNameText(operation.table)} is dropped with its values`,
      }
    default:
      return undefined
  }
}

function narrowing(operation: Operation): Hazard | undefined {
  if (operation.kind !== 'ModifyColumn' || operation.from === undefined) return undefined
  const { from, to, table } = operation
  if (!isNarrowing(from.type, to.type)) return undefined
  return {
    code: 'NARROWING',
    message:
      `${objectNameText(table)}.${to.name} changes from ${printDataTypeText(from.type)} to ${printDataTypeText(to.type)}: ` +
      'values that do not fit become NULL or stop the job',
  }
}

function partial(operation: Operation): Hazard | undefined {
  if (operation.kind !== 'ModifyTableProperties') return undefined
  const future = Object.keys(operation.to).filter((key) => key.startsWith('default.'))
  if (future.length === 0) return undefined
  return {
    code: 'FUTURE_PARTITIONS_ONLY',
    message: `${future.join(', ')} is for partitions to come: those that exist keep theirs until MODIFY PARTITION (*) SET changes them`,
  }
}

function notReversible(operation: Operation): Hazard | undefined {
  const reverse = reverseOperation(operation)
  return reverse.kind === 'Irreversible' ? { code: 'NOT_REVERSIBLE', message: reverse.reason } : undefined
}

function rewriting(job: JobKind, operation: Operation | undefined): Hazard | undefined {
  if (job !== 'schema-change' && job !== 'optimize') return undefined
  const table = operation !== undefined && 'table' in operation ? objectNameText(operation.table) : 'the table'
  return { code: 'FULL_REWRITE', message: `the server writes all rows of ${table} anew` }
}

/** Every danger of one statement that carries out these operations. */
export function hazardsOf(
  operations: readonly Operation[],
  job: JobKind,
  effects: readonly StatementEffect[],
): readonly Hazard[] {
  const inactivated = effects.flatMap((effect): Hazard[] =>
    effect.kind === 'Inactivates'
      ? [
          {
            code: 'INACTIVATES',
            message: `the materialized view ${objectNameText(effect.view)} becomes inactive: ${effect.reason}`,
          },
        ]
      : [],
  )
  const found = [
    ...operations.map(dataLoss),
    ...operations.map(narrowing),
    rewriting(job, operations[0]),
    ...inactivated,
    ...operations.map(partial),
    ...operations.map(notReversible),
  ]
  return found.filter((hazard) => hazard !== undefined)
}
