import type { Expression, FunctionCall } from 'starrocks-kit/language'
import { parsedCall, rewrittenCall } from './rewrite-call.ts'
import { sliceArguments } from './print-slice.ts'
import { printWindow } from './print-window.ts'
import type { ExpressionContext } from './expression-context.ts'
import { printSortItem } from './print-sort-item.ts'

/** Window functions that may skip NULLs. */
const WINDOW_VALUE_FUNCTIONS: ReadonlySet<string> = new Set(['first_value', 'last_value', 'lead', 'lag'])

/** Functions whose name the grammar keeps as it was written: they are words of their own there. */
function functionName(call: FunctionCall): string {
  const name = call.name.at(-1) ?? ''
  return call.name.length > 1 ? `\`${call.name[0]}\`.${name.toLowerCase()}` : name.toLowerCase()
}

/** Functions whose interval is spelled out as number, unit and boundary. */
const SLICES: ReadonlySet<string> = new Set(['time_slice', 'date_slice'])

/** A bare number behind the date counts days. */
const DAY_FUNCTIONS: ReadonlySet<string> = new Set(['date_add', 'date_sub', 'adddate', 'subdate', 'days_add_interval'])

const SESSION_FUNCTIONS: ReadonlySet<string> = new Set([
  'catalog',
  'database',
  'schema',
  'user',
  'current_user',
  'current_role',
  'connection_id',
  'session_user',
])

/** A call in the wording of the analyzer; `print` is for its arguments. */
export function printCall(
  written: FunctionCall,
  context: ExpressionContext,
  print: (expression: Expression) => string,
): string {
  const parsed = parsedCall(written)
  const rewritten = context.typeOf === undefined ? undefined : rewrittenCall(parsed, context.typeOf)
  if (rewritten !== undefined) return `${rewritten.renamed ? '``.' : ''}${printCall(rewritten.call, context, print)}`
  const call = parsed
  context.checkCall?.(call)
  const name = functionName(call)
  if (SESSION_FUNCTIONS.has(name)) return `${name.toUpperCase()}()`
  if (call.filter !== undefined && call.over === undefined) {
    // The analyzer's own form of an aggregate with a condition.
    return `${name}_if(${[...call.arguments, call.filter].map(print).join(', ')})`
  }
  if (DAY_FUNCTIONS.has(name) && call.arguments.length === 2) {
    const [date, days] = call.arguments
    if (date !== undefined && days !== undefined && days.kind !== 'IntervalExpression') {
      return `${name}(${print(date)}, INTERVAL ${print(days)} DAY)`
    }
  }
  if (name === 'dictionary_get') return printDictionaryGet(call, print)
  if (SLICES.has(name)) return `${name}(${sliceArguments(call, context.short === true, print).join(', ')})`
  const values = call.arguments.map((argument) => {
    const text = print(argument)
    return WINDOW_VALUE_FUNCTIONS.has(name) && call.ignoreNulls === true && argument.kind === 'ColumnReference'
      ? `${text} ignore nulls`
      : text
  })
  const distinct = call.distinct === true ? 'DISTINCT ' : ''
  let inner = call.star === true ? '*' : `${distinct}${values.join(', ')}`
  if (name === 'array_agg' || name === 'group_concat') {
    inner = `${distinct}${values.join(',')}`
    if (call.orderBy !== undefined)
      inner += ` ORDER BY ${call.orderBy.map((item) => printSortItem(item, print)).join(', ')}`
    if (name === 'group_concat') inner += ` SEPARATOR ${call.separator === undefined ? "','" : print(call.separator)}`
  }
  const text = `${name}(${inner})`
  return call.over === undefined ? text : `${text} OVER (${printWindow(call.over, print)})`
}

/** DictionaryGetExpr.toSql: the flag `null_if_not_exist` is written out. */
function printDictionaryGet(call: FunctionCall, print: (expression: Expression) => string): string {
  const last = call.arguments.at(-1)
  const flag = last?.kind === 'BooleanLiteral' ? last : undefined
  const parts = flag === undefined ? call.arguments : call.arguments.slice(0, -1)
  return `DICTIONARY_GET(${[...parts.map(print), String(flag?.value ?? false)].join(', ')})`
}
