import { applyOperations, rebuildOperations, reverseOperation, undoRebuildOperations } from '../operations/index.ts'
import type { Irreversible, Operation } from '../operations/index.ts'
import { planOperations } from './plan-operations.ts'
import type { PlanContext } from './plan-operations.ts'
import type { SchemaState } from '../schema/index.ts'

/** How to take operations back, and a sentence for each that cannot be. */
export interface WayBack {
  readonly operations: readonly Operation[]
  readonly notes: readonly string[]
  /** The schema that the operations have led to. */
  readonly after: SchemaState
}

/**
 * The reverse of operations that stand in the order of their plan, last first. What the server would refuse to undo (a type that has grown, say) is left
 * out and noted: with it, nothing of the revision could be taken back.
 */
export function wayBack(operations: readonly Operation[], context: PlanContext): WayBack {
  const reversed: readonly (Operation | Irreversible)[] = operations
    .toReversed()
    .flatMap((operation): readonly (Operation | Irreversible)[] =>
      operation.kind === 'ReplaceTable' ? undoRebuildOperations(operation) : [reverseOperation(operation)],
    )
  const reasons = reversed.flatMap((operation) => (operation.kind === 'Irreversible' ? [operation.reason] : []))
  const back = reversed.flatMap((operation) => (operation.kind === 'Irreversible' ? [] : [operation]))
  const forth = operations.flatMap((operation): readonly Operation[] =>
    operation.kind === 'ReplaceTable' ? rebuildOperations(operation) : [operation],
  )
  const result = applyOperations(context.from, forth, context)
  if (result.kind === 'refused') return { operations: back, notes: reasons, after: context.from }
  const { steps, errors } = planOperations(back, { ...context, from: result.state })
  const possible = new Set(steps.flatMap((step) => step.operations))
  return {
    operations: back.filter((operation) => possible.has(operation)),
    notes: [...reasons, ...errors.map(({ message }) => `Not undone: ${message}`)],
    after: result.state,
  }
}
