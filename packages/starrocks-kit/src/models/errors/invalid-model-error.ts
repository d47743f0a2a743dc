import { ModelError } from './model-error.ts'

/** A model contradicts itself or holds a value that has no meaning: the message says which, the remedy what to write. */
export class InvalidModelError extends ModelError {
  readonly code = 'MODEL_INVALID'
}
