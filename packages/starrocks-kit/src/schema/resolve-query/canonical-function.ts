import type { Expression, FunctionCall } from '../../language/index.ts'

/** Functions that the analyzer stores under another name (recorded: `transform` comes back as `array_map`). */
const ALIASES: Readonly<Record<string, string>> = { transform: 'array_map' }

/** Aggregates with DISTINCT in their name. */
const DISTINCT_NAMES: Readonly<Record<string, string>> = { array_agg_distinct: 'array_agg' }

/** Functions whose second argument may be a bare number of days. */
const DATE_ARITHMETIC: ReadonlySet<string> = new Set([
  'date_add',
  'date_sub',
  'adddate',
  'subdate',
  'days_add',
  'days_sub',
])
const PLAIN_DAYS: ReadonlySet<string> = new Set(['days_add', 'days_sub'])

/** One spelling of a call whose parts are canonical already. */
export function canonicalCall(call: FunctionCall): Expression {
  // The analyzer puts an empty database before some names.
  const written = call.name.filter((part) => part !== '').map((part) => part.toLowerCase())
  const last = written.at(-1) ?? ''
  const name = [...written.slice(0, -1), ALIASES[last] ?? last]
  const { hint: _, ...rest } = call
  const plain: FunctionCall = { ...rest, name }
  if (name.length > 1) return plain
  const [only] = name
  const [first, second] = plain.arguments
  const distinct = only === undefined ? undefined : DISTINCT_NAMES[only]
  if (distinct !== undefined) return { ...plain, name: [distinct], distinct: true }
  if (plain.filter !== undefined && only !== undefined) {
    // The analyzer stores `sum(a) FILTER (WHERE b)` as sum_if(a, b) (recorded).
    const { filter, ...unfiltered } = plain
    return { ...unfiltered, name: [`${only}_if`], arguments: [...plain.arguments, filter] }
  }
  // The function of array_map may stand first or last.
  if (only === 'array_map' && first?.kind !== 'LambdaExpression') {
    const lambda = plain.arguments.at(-1)
    if (lambda?.kind === 'LambdaExpression') return { ...plain, arguments: [lambda, ...plain.arguments.slice(0, -1)] }
  }
  if (only === 'date_trunc' && first?.kind === 'StringLiteral') {
    return { ...plain, arguments: [{ ...first, value: first.value.toLowerCase() }, ...plain.arguments.slice(1)] }
  }
  if (only === 'time_slice') return timeSlice(plain)
  if (only === 'count' && plain.arguments.length === 0) return { ...plain, star: true }
  if (
    only !== undefined &&
    DATE_ARITHMETIC.has(only) &&
    !PLAIN_DAYS.has(only) &&
    first !== undefined &&
    second !== undefined
  ) {
    if (second.kind !== 'IntervalExpression' && plain.arguments.length === 2) {
      return { ...plain, arguments: [first, { kind: 'IntervalExpression', value: second, unit: 'DAY' }] }
    }
  }
  // The analyzer turns one into the other (recorded); both build the bitmap of the values.
  if (only === 'bitmap_union' && first?.kind === 'FunctionCall' && first.name.join('.') === 'to_bitmap') {
    return { ...plain, name: ['bitmap_agg'], arguments: first.arguments }
  }
  return plain
}

/** FLOOR is the default boundary of time_slice. */
function timeSlice(call: FunctionCall): FunctionCall {
  const last = call.arguments.at(-1)
  return last?.kind === 'UnitBoundary' && last.boundary === 'FLOOR'
    ? { ...call, arguments: call.arguments.slice(0, -1) }
    : call
}
