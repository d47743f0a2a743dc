import { quoteIdentifier, quoteString } from '../language/index.ts'
import { SQL } from './brand.ts'
import { isColumnRef } from './column-ref.ts'
import type { ColumnRef } from './column-ref.ts'
import { isModelReference } from './model-reference.ts'
import type { ModelReference } from './model-reference.ts'

/** What a `sql` template may hold: models and columns by reference, other fragments, and plain values, which become literals. */
export type SqlValue = ModelReference | ColumnRef | SqlFragment | string | number | bigint | boolean | null

/** A piece of SQL made by `sql` or `raw`. It becomes text when the place where it stands is known. */
export interface SqlFragment {
  readonly [SQL]: { readonly strings: readonly string[]; readonly values: readonly SqlValue[] }
}

/**
 * SQL text with references. A model stands for its name (with the database where that differs from the one around it), a column reference
 * for the column's name, a string, number, boolean or `null` for its literal.
 *
 * @example
 * view('active_users', { query: sql`SELECT id, name FROM ${users} WHERE status = ${'active'}` })
 * // CREATE VIEW active_users AS SELECT id, name FROM users WHERE status = 'active'
 */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlValue[]): SqlFragment {
  return fragment(strings.raw.map(unescapeTemplate), values)
}

/**
 * The text that a raw template part stands for: exactly what is written, so that `'\\d+'` reaches the server as it would from a SQL file.
 * Only the escapes without which a template cannot hold some SQL are undone: of the backquote and of `${`.
 */
export function unescapeTemplate(part: string): string {
  return part.replace(/\\\\|\\`|\\\$\{|\$\\\{/g, (escape) => (escape === '\\\\' ? escape : escape.replace('\\', '')))
}

/**
 * SQL text as it is, with nothing interpolated: for clauses, and for parts of a `sql` template. It is parsed like any other text.
 */
export function raw(text: string): SqlFragment {
  return fragment([text], [])
}

function fragment(strings: readonly string[], values: readonly SqlValue[]): SqlFragment {
  return Object.freeze({
    [SQL]: Object.freeze({ strings: Object.freeze([...strings]), values: Object.freeze([...values]) }),
  })
}

/** Whether a value is a `sql` or `raw` fragment, of whichever copy of the library. */
export function isSqlFragment(value: unknown): value is SqlFragment {
  return typeof value === 'object' && value !== null && SQL in value
}

/**
 * The text of a fragment. `nameOf` says how a model is named where the text stands; `fail` throws for a value that has no SQL.
 */
export function renderSql(
  input: string | SqlFragment,
  nameOf: (model: ModelReference) => string,
  fail: (problem: string) => never,
): string {
  if (typeof input === 'string') return input
  const { strings, values } = input[SQL]
  return strings.reduce((text, part, index) => {
    const value = values[index - 1]
    return text + renderValue(value, index, nameOf, fail) + part
  })
}

function renderValue(
  value: SqlValue | undefined,
  position: number,
  nameOf: (model: ModelReference) => string,
  fail: (problem: string) => never,
): string {
  switch (typeof value) {
    case 'string':
      return quoteString(value)
    case 'number':
      return Number.isFinite(value) ? String(value) : fail(`value ${position} of the sql template is ${value}`)
    case 'bigint':
      return String(value)
    case 'boolean':
      return value ? 'TRUE' : 'FALSE'
    case 'undefined':
      return fail(
        `value ${position} of the sql template is undefined; there is no such column or model, or its module imports this one in a circle`,
      )
    default:
  }
  if (value === null) return 'NULL'
  if (isColumnRef(value)) return quoteIdentifier(value.column)
  if (isSqlFragment(value)) return renderSql(value, nameOf, fail)
  if (isModelReference(value)) return nameOf(value)
  return fail(`value ${position} of the sql template is neither a model, a column, a fragment nor a plain value`)
}
