import type { Span } from 'starrocks-kit/language'
import { errorText } from '../../error-text.ts'
import { EngineError } from '../engine-error.ts'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { AGGREGATE_FUNCTIONS } from '../functions/aggregate.ts'
import { ARRAY_FUNCTIONS } from '../functions/array.ts'
import { CONTROL_FUNCTIONS } from '../functions/control.ts'
import { DATE_FUNCTIONS } from '../functions/date.ts'
import type { AggregateForm, ScalarForm } from '../functions/function.ts'
import { JSON_FUNCTIONS } from '../functions/json.ts'
import { matchForm } from '../functions/match.ts'
import { MATH_FUNCTIONS } from '../functions/math.ts'
import { STRING_FUNCTIONS } from '../functions/string.ts'
import { typeText } from '../types/type-text.ts'
import type { Environment } from '../translation.ts'

const SCALAR_TABLES = [
  STRING_FUNCTIONS,
  MATH_FUNCTIONS,
  DATE_FUNCTIONS,
  JSON_FUNCTIONS,
  ARRAY_FUNCTIONS,
  CONTROL_FUNCTIONS,
]

/** The forms of a scalar function. */
function scalarForms(name: string): readonly ScalarForm[] | undefined {
  for (const table of SCALAR_TABLES) if (Object.hasOwn(table, name)) return table[name]
  return undefined
}

/** The forms of an aggregate function. */
export function aggregateForms(name: string): readonly AggregateForm[] | undefined {
  return Object.hasOwn(AGGREGATE_FUNCTIONS, name) ? AGGREGATE_FUNCTIONS[name] : undefined
}

/** Whether a function of this name exists, scalar or aggregate. */
export function isKnownForm(name: string): boolean {
  return scalarForms(name) !== undefined || aggregateForms(name) !== undefined
}

/** Whether some form of a built-in scalar function takes these arguments. */
export function takesForm(name: string, args: readonly Bound[]): boolean {
  return matchForm(scalarForms(name) ?? [], args) !== undefined
}

/** Functions whose second argument is a regular expression. */
const PATTERNED = /^(?:regexp|rlike|regexp_\w+)$/

/** A constant pattern that is none ends the query; one of a row gives NULL. What JavaScript does not know may still be RE2's. */
function refuseBrokenPattern(pattern: Bound | undefined): void {
  const text = pattern?.constant?.value
  if (typeof text !== 'string') return
  try {
    void new RegExp(
      text
        .replaceAll(/\(\?[imsU-]+\)/g, '')
        .replaceAll(/\(\?[imsU-]+:/g, '(?:')
        .replaceAll('(?P<', '(?<'),
    )
  } catch (error) {
    if (/unterminated|nothing to repeat|unmatched/i.test(errorText(error)))
      throw new EngineError(`Invalid regex expression: ${text}`)
  }
}

/** Calls an ordinary scalar function with bound arguments. */
export function callFunction(
  name: string,
  args: readonly Bound[],
  environment: Environment,
  node: { readonly span?: Span },
): Bound {
  if (PATTERNED.test(name) && args[0]?.type.kind !== 'null') refuseBrokenPattern(args[1])
  const found = matchForm(scalarForms(name) ?? [], args)
  if (found === undefined) throw noMatchingFunction(name, args, environment, node)
  const { form, match } = found
  const sql = form.sql(
    match.args.map((arg) => arg.sql),
    match.args.map((arg) => arg.type),
  )
  return combine(sql.startsWith('CASE') ? `(${sql})` : sql, match.type, match.args)
}

/** The server's answer to a name or to arguments that it does not know. */
export function noMatchingFunction(
  name: string,
  args: readonly Bound[],
  environment: Environment,
  node: { readonly span?: Span },
  star = false,
): Error {
  const types = star ? '*' : args.map((arg) => typeText(arg.type)).join(', ')
  return analyzingError(`No matching function with signature: ${name}(${types})`, {
    node,
    source: environment.context.translation.session.source,
  })
}
