import { applyOperations, reverseOperation } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations } from '../plan/index.ts'
import type { PlanContext } from '../plan/index.ts'

/** How to take operations back, and a sentence for each that cannot be. */
export interface WayBack {
  readonly operations: readonly Operation[]
  readonly notes: readonly string[]
}

/**
 * The reverse of operations that stand in the order of their plan, last first. What the server would refuse to undo (a type that has grown, say) is left
 * out and noted: with it, nothing of the revision could be taken back.
 */
export function wayBack(operations: readonly Operation[], context: PlanContext): WayBack {
  const reversed = operations.toReversed().map(reverseOperation)
  const reasons = reversed.flatMap((operation) => (operation.kind === 'Irreversible' ? [operation.reason] : []))
  const back = reversed.flatMap((operation) => (operation.kind === 'Irreversible' ? [] : [operation]))
  const after = applyOperations(context.from, operations, context)
  if (after.kind === 'refused') return { operations: back, notes: reasons }
  const { steps, errors } = planOperations(back, { ...context, from: after.state })
  const possible = new Set(steps.flatMap((step) => step.operations))
  return {
    operations: back.filter((operation) => possible.has(operation)),
    notes: [...reasons, ...errors.map(({ message }) => `Not undone: ${message}`)],
  }
}
