import { analyzingMessage } from '../sql/analyzing-error.ts'
import { EngineError } from '../sql/engine-error.ts'
import { errorText } from '../error-text.ts'

/** DuckDB's refusals in StarRocks' words: patterns of what can still go wrong after translation. */
const PATTERNS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/sr:([^\n]*)/, (match) => match[1] ?? ''],
  [
    /column "?([^"\n]+)"? must appear in the GROUP BY clause/i,
    (match) => analyzingMessage(`'${match[1] ?? ''}' must be an aggregate expression or appear in GROUP BY clause`),
  ],
  [
    /more than one row returned by a subquery|subquery used as an expression/i,
    () => 'Expected LE 1 to be returned by expression',
  ],
  [/Out of Memory/i, () => 'Memory of process exceed limit. used: unknown, limit: unknown'],
  [/Overflow|out of range/i, () => 'Expr evaluate meet error: The value is out of range'],
  [/invalid regular expression|no argument for repetition|missing/i, () => 'Invalid regex expression'],
  [
    /Could not convert|Conversion Error|can't be cast/i,
    () => 'Expr evaluate meet error: a value cannot be converted to the type that is needed',
  ],
  [
    /not implemented|unsupported|Not supported/i,
    () => analyzingMessage('the embedded server does not support this expression'),
  ],
]

/** Whatever went wrong, as the error packet that a session sends. DuckDB's own text stays in `cause`. */
export function toEngineError(error: unknown): Error {
  if (error instanceof EngineError) return error
  if (error instanceof Error && 'code' in error) return error
  const text = errorText(error)
  for (const [pattern, word] of PATTERNS) {
    const match = pattern.exec(text)
    if (match !== null) return new EngineError(word(match), { cause: error })
  }
  return new EngineError(analyzingMessage('the embedded server cannot run this statement'), { cause: error })
}
