import { applyStatement } from '../schema/apply-statement/apply-statement.ts'
import type { SchemaState } from '../schema/index.ts'
import type { ApplyResult, StatementEffect } from '../schema/apply-statement/result.ts'
import type { Operation } from './operation.ts'
import type { StatementContext } from './rules.ts'
import { operationToStatements } from './to-statements.ts'

/**
 * The schema after an operation, or the refusal of the first statement that the server would not run.
 * There is no other way to apply one: it is the fold of `applyStatement` over its statements.
 */
export function applyOperation(state: SchemaState, operation: Operation, context: StatementContext): ApplyResult {
  const effects: StatementEffect[] = []
  let current = state
  for (const statement of operationToStatements(operation, context)) {
    const result = applyStatement(current, statement, {
      target: context.target,
      currentDatabase: context.defaultDatabase,
      partial: true,
    })
    if (result.kind === 'refused') return result
    current = result.state
    effects.push(...result.effects)
  }
  return { kind: 'applied', state: current, effects }
}

/** `applyOperation` for one after the other; the refusal names none of them, so ask for one where that matters. */
export function applyOperations(
  state: SchemaState,
  operations: readonly Operation[],
  context: StatementContext,
): ApplyResult {
  const effects: StatementEffect[] = []
  let current = state
  for (const operation of operations) {
    const result = applyOperation(current, operation, context)
    if (result.kind === 'refused') return result
    current = result.state
    effects.push(...result.effects)
  }
  return { kind: 'applied', state: current, effects }
}
