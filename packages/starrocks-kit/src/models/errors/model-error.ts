import { StarRocksKitError } from '../../errors/base.ts'

/** What every error of a model says: which model, which part of it, and what to do. */
export interface ModelErrorDetails {
  /** The model as messages name it: `table my_table`, `view orders.totals`. */
  readonly model: string
  /** The column that is at fault, when one is. */
  readonly column?: string
  /** What to do about it. */
  readonly remedy?: string
  readonly cause?: unknown
}

/**
 * Base of the errors that evaluating a model throws. The message names the model, the part that is wrong, and the remedy.
 *
 * The subclasses differ in `code` and in the data that they carry.
 */
export abstract class ModelError extends StarRocksKitError {
  readonly model: string
  readonly column: string | undefined
  readonly remedy: string | undefined

  constructor(problem: string, details: ModelErrorDetails) {
    const place = details.column === undefined ? details.model : `${details.model}, column "${details.column}"`
    const remedy = details.remedy === undefined ? '' : `; ${details.remedy}`
    super(`${place}: ${problem}${remedy}`, 'cause' in details ? { cause: details.cause } : undefined)
    this.model = details.model
    this.column = details.column
    this.remedy = details.remedy
  }
}
