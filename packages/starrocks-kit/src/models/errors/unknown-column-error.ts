import { closestMatch } from '../../util/closest-match.ts'
import { ModelError } from './model-error.ts'

/** A clause names a column that its table does not have. */
export class UnknownColumnError extends ModelError {
  readonly code = 'MODEL_UNKNOWN_COLUMN'
  /** The clause as StarRocks writes it: `PRIMARY KEY`, `DISTRIBUTED BY`; `an option` where that is not known. */
  readonly clause: string
  readonly unknownColumn: string
  readonly suggestion: string | undefined

  constructor(model: string, clause: string, unknownColumn: string, columns: readonly string[]) {
    const suggestion = closestMatch(unknownColumn, columns)
    super(`${clause} names column "${unknownColumn}", which does not exist`, {
      model,
      remedy: suggestion === undefined ? `its columns are ${columns.join(', ')}` : `did you mean "${suggestion}"?`,
    })
    this.clause = clause
    this.unknownColumn = unknownColumn
    this.suggestion = suggestion
  }
}
