import type { Operation } from './operation.ts'
import { rulesOf } from './registry.ts'
import type { Irreversible } from './rules.ts'

/**
 * The operation that leads back, or the reason why there is none.
 *
 * A reversal needs to know what was there before: operations of generated revisions carry it, those written by hand may leave it out.
 *
 * @example
 * reverseOperation({ kind: 'RenameColumn', table, from: 'a', to: 'b' }) // { kind: 'RenameColumn', table, from: 'b', to: 'a' }
 */
export function reverseOperation(operation: Operation): Operation | Irreversible {
  return rulesOf(operation).reverse(operation)
}

/** The way back of several operations: the last is undone first. What has no way back stays as it is. */
export function oppositeOperations(operations: readonly Operation[]): readonly Operation[] {
  return operations.toReversed().map((operation) => {
    const change = reverseOperation(operation)
    return change.kind === 'Irreversible' ? operation : change
  })
}
