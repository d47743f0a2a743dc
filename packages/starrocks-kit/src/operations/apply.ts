import { applyStatement } from '../schema/apply-statement/apply-statement.ts'
import type { SchemaState } from '../schema/index.ts'
import type { ApplyResult, StatementEffect } from '../schema/apply-statement/result.ts'
import { StatementFold } from '../schema/apply-statement/statement-fold.ts'
import type { Operation } from './operation.ts'
import type { StatementContext } from './rules.ts'
import { operationToStatements } from './to-statements.ts'

/**
 * The schema after an operation, or the refusal of the first statement that the server would not run.
 * There is no other way to apply one: it is the fold of `applyStatement` over its statements.
 */
export function applyOperation(state: SchemaState, operation: Operation, context: StatementContext): ApplyResult {
  return applyOperations(state, [operation], context)
}

/** `applyOperation` for one after the other; the refusal names none of them, so ask for one where that matters. */
export function applyOperations(
  state: SchemaState,
  operations: readonly Operation[],
  context: StatementContext,
): ApplyResult {
  const { target, defaultDatabase } = context
  const statements = operations.flatMap((operation) => operationToStatements(operation, context))
  const [only, ...others] = statements
  const applying = { target, currentDatabase: defaultDatabase, partial: true } as const
  // Of one statement the state may never be asked for.
  if (only !== undefined && others.length === 0) return applyStatement(state, only, applying)
  const effects: StatementEffect[] = []
  const fold = new StatementFold(state)
  for (const statement of statements) {
    const result = fold.run(statement, applying)
    if (result.kind === 'refused') return result
    effects.push(...result.effects)
  }
  return { kind: 'applied', state: fold.state, effects }
}
