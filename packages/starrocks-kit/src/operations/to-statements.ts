import type { Statement } from '../language/index.ts'
import type { Operation } from './operation.ts'
import { rulesOf } from './registry.ts'
import type { StatementContext } from './rules.ts'

/**
 * What an operation says to the server, in order: each ALTER with one clause.
 *
 * @example
 * operationToStatements({ kind: 'RenameColumn', table, from: 'a', to: 'b' }, context) // ALTER TABLE t RENAME COLUMN a TO b
 */
export function operationToStatements(operation: Operation, context: StatementContext): readonly Statement[] {
  return rulesOf(operation).toStatements(operation, context)
}
