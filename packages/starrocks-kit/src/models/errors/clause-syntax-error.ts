import { ModelError } from './model-error.ts'
import { errorText } from '../../util/error-text.ts'

/** The text of a clause, a type, an expression or a query that StarRocks would not parse. */
export class ClauseSyntaxError extends ModelError {
  readonly code = 'MODEL_CLAUSE_SYNTAX'
  /** The clause as StarRocks writes it: `DISTRIBUTED BY`, `QUERY`. */
  readonly clause: string
  /** The text that was parsed. */
  readonly text: string

  constructor(model: string, clause: string, text: string, cause: unknown, column?: string) {
    const reason = errorText(cause)
    super(`${clause} is not valid StarRocks text: ${reason}`, {
      model,
      cause,
      ...(column === undefined ? {} : { column }),
    })
    this.clause = clause
    this.text = text
  }
}
