import type { Expression, FunctionCall } from '../../language/index.ts'

/** Functions that the analyzer stores under another name (recorded: `transform` comes back as `array_map`). */
const ALIASES: Readonly<Record<string, string>> = { transform: 'array_map' }

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
