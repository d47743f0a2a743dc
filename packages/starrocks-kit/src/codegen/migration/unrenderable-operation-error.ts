import { StarRocksKitError } from '../../errors/base.ts'
import type { Operation } from '../../operations/operation.ts'

/** An operation for which no line of a migration can be written: it must be resolved before. */
export class UnrenderableOperationError extends StarRocksKitError {
  readonly code = 'OPERATION_NOT_RENDERABLE'
  readonly operation: Operation

  constructor(operation: Operation, problem: string, remedy: string) {
    super(`${problem}; ${remedy}`)
    this.operation = operation
  }
}
