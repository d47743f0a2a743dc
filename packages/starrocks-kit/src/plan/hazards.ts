import { applyOperation, operationToStatements, reverseOperation } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { printDataTypeText } from '../schema/clauses.ts'
import type { StatementEffect } from '../schema/apply-statement/result.ts'
import { clusterRules } from '../schema/index.ts'
import type { SchemaState } from '../schema/index.ts'
import { objectNameText } from '../schema/state.ts'
import { functionHazards } from './function-hazards.ts'
import { isNarrowing } from './narrowing.ts'
import type { Hazard, JobKind } from './plan.ts'
import { partitionHazards, propertyHazards } from './property-hazards.ts'
import { isRewrite, Replay } from './replay.ts'
import type { ReplayContext } from './replay.ts'
import { copyHazards } from './row-hazards.ts'

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
    case 'DropClusterObject': {
      const message = clusterRules(operation.object.kind).lost?.(operation.object)
      return message === undefined ? undefined : { code: 'DATA_LOSS', message }
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

/** What an operation does to rows, beyond what its statement says. */
function ofRows(operation: Operation, state: SchemaState): readonly Hazard[] {
  if (operation.kind === 'ModifyTableProperties') return propertyHazards(operation)
  if (operation.kind === 'ModifyPartitionProperties') return partitionHazards(operation)
  return operation.kind === 'CopyRows' ? copyHazards(operation, state) : []
}

/** There is no way back, or none that the server would go: it makes NULL of NOT NULL, but not the other way round. */
function notReversible(operation: Operation, after: SchemaState, context: ReplayContext): Hazard | undefined {
  // Rows that are written into a new table go away with it; a refresh fills what the query defines.
  if (operation.kind === 'CopyRows' || operation.kind === 'InsertRows') return undefined
  if (operation.kind === 'RefreshMaterializedView') return undefined
  const reverse = reverseOperation(operation)
  if (reverse.kind === 'Irreversible') return { code: 'NOT_REVERSIBLE', message: reverse.reason }
  // A replacement takes several statements, and only after the last of them there is something to go back from.
  if (operation.kind === 'ReplaceMaterializedView' || operation.kind === 'ReplaceView') return undefined
  const result = applyOperation(whole(operation, after, context), reverse, context)
  if (result.kind === 'applied') return undefined
  return {
    code: 'NOT_REVERSIBLE',
    message: `StarRocks would refuse to undo this: ${result.refusal.message}`,
  }
}

const SEVERAL_STATEMENTS: ReadonlySet<Operation['kind']> = new Set([
  'ModifyColumn',
  'CreateClusterObject',
  'AlterClusterObject',
])

/** The schema when all statements of the operation have run: a column may take several, and only after the last there is something to go back from. */
function whole(operation: Operation, after: SchemaState, context: ReplayContext): SchemaState {
  const statements = SEVERAL_STATEMENTS.has(operation.kind) ? operationToStatements(operation, context) : []
  if (statements.length < 2) return after
  const replay = new Replay(after, context)
  // What has run is refused, and changes nothing.
  for (const statement of statements) replay.run(statement)
  return replay.state
}

function rewriting(job: JobKind, operation: Operation | undefined): Hazard | undefined {
  if (!isRewrite(job)) return undefined
  const table = operation !== undefined && 'table' in operation ? objectNameText(operation.table) : 'the table'
  return { code: 'FULL_REWRITE', message: `the server writes all rows of ${table} anew` }
}

/** Every danger of one statement that carries out these operations; `after` is the schema that it leads to. */
export function hazardsOf(
  operations: readonly Operation[],
  job: JobKind,
  effects: readonly StatementEffect[],
  after: SchemaState,
  context: ReplayContext,
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
    ...operations.flatMap((operation) => functionHazards(operation, after)),
    ...operations.flatMap((operation) => ofRows(operation, after)),
    ...operations.map((operation) => notReversible(operation, after, context)),
  ]
  return found.filter((hazard) => hazard !== undefined)
}
