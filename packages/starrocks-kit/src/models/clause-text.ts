import { MODEL } from './brand.ts'
import { ClauseSyntaxError } from './errors/clause-syntax-error.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import { modelLabel } from './model-reference.ts'
import { isSqlFragment, renderSql } from './sql.ts'
import type { SqlFragment } from './sql.ts'
import type { ClauseText } from './table-options.ts'
import { isUnmanaged } from './unmanaged.ts'
import type { Override } from './unmanaged.ts'

/** Whether a clause was given as text (a string or a fragment) rather than typed. */
export function isClauseText(value: unknown): value is ClauseText {
  return typeof value === 'string' || isSqlFragment(value)
}

/** Whether a clause is overridden by `null` or `unmanaged()`. */
export function isOverride(value: unknown): value is Override {
  return value === null || isUnmanaged(value)
}

/** The text of a clause. Clauses name columns only, so that a model in their template is a mistake. */
export function clauseText(label: string, clause: string, text: string | SqlFragment, column?: string): string {
  const fail = (problem: string): never => {
    throw new InvalidModelError(
      `${clause}: ${problem}`,
      column === undefined ? { model: label } : { model: label, column },
    )
  }
  return renderSql(
    text,
    (model) => fail(`its template names ${modelLabel(model[MODEL])}, where only columns can stand`),
    fail,
  )
}

/** Parses the text of a clause; a syntax error names the model and the clause. */
export function parseClause<T>(
  label: string,
  clause: string,
  input: ClauseText,
  parse: (text: string) => T,
  column?: string,
): T {
  const text = clauseText(label, clause, input, column)
  try {
    return parse(text)
  } catch (error) {
    throw new ClauseSyntaxError(label, clause, text, error, column)
  }
}
