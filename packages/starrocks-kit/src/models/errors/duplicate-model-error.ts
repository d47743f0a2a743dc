import { ModelError } from './model-error.ts'

/** Two different models describe the same object of a database. */
export class DuplicateModelError extends ModelError {
  readonly code = 'MODEL_DUPLICATE'
  /** Where the two were found: `export myTable of src/models.ts`. */
  readonly sources: readonly [string, string]

  constructor(model: string, first: string, second: string) {
    super(`is declared twice, by ${first} and by ${second}`, { model, remedy: 'keep one of them, or rename one' })
    this.sources = [first, second]
  }
}
