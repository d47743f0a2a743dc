import type { Expression, FunctionCall } from 'starrocks-kit/language'
import type { SqlType } from '../../sql/types/sql-type.ts'

/** Functions that are other words for another one (SyntaxSugars, AstBuilder). */
const SUGARS: Readonly<Record<string, string>> = {
  struct: 'row',
  boolor_agg: 'bool_or',
  approx_count_distinct_hll_sketch: 'ds_hll_count_distinct',
}

function nameOf(call: FunctionCall): string {
  return call.name.length === 1 ? (call.name[0] ?? '').toLowerCase() : ''
}

function callOf(name: string, args: readonly Expression[]): FunctionCall {
  return { kind: 'FunctionCall', name: [name], arguments: args }
}

/** A call as the server's parser reads it. */
export function parsedCall(written: FunctionCall): FunctionCall {
  const name = nameOf(written)
  const other = Object.hasOwn(SUGARS, name) ? SUGARS[name] : undefined
  if (other !== undefined) return { ...written, name: [other] }
  if (name === 'ilike')
    return callOf(
      'like',
      written.arguments.map((argument) => callOf('lower', [argument])),
    )
  if (name === 'array_agg_distinct' && written.filter === undefined)
    return { ...written, name: ['array_agg'], distinct: true }
  return written
}

/** What the analyzer makes of a call; `renamed`: with an empty name of a database, which is printed. */
export interface RewrittenCall {
  readonly call: FunctionCall
  readonly renamed: boolean
}

/** The calls that the analyzer replaces (ExpressionAnalyzer.analyzeHighOrderFunction, FunctionAnalyzer.getAdjustedAnalyzedFunction). */
export function rewrittenCall(
  written: FunctionCall,
  typeOf: (expression: Expression) => SqlType | undefined,
): RewrittenCall | undefined {
  const name = nameOf(written)
  const [first] = written.arguments
  if (name === 'bitmap_union' && first?.kind === 'FunctionCall' && nameOf(first) === 'to_bitmap') {
    const [value] = first.arguments
    const type = value === undefined ? undefined : typeOf(value)
    if (value === undefined || !isIntegral(type)) return undefined
    return { call: { ...written, name: ['bitmap_agg'], arguments: [value] }, renamed: true }
  }
  if (name === 'concat' && written.arguments.some((argument) => typeOf(argument)?.kind === 'array')) {
    return { call: { ...written, name: ['array_concat'] }, renamed: false }
  }
  // Storage knows units in lower case only.
  if (name === 'date_trunc' && first?.kind === 'StringLiteral' && first.value !== first.value.toLowerCase()) {
    const unit = { ...first, value: first.value.toLowerCase() }
    return { call: { ...written, arguments: [unit, ...written.arguments.slice(1)] }, renamed: false }
  }
  return rewrittenLambda(name, written)
}

/** Lambda functions stand first, and other functions than array_map are applied to what it gives. */
function rewrittenLambda(name: string, written: FunctionCall): RewrittenCall | undefined {
  const lambda = written.arguments.find((argument) => argument.kind === 'LambdaExpression')
  if (lambda === undefined) return undefined
  const arrays = written.arguments.filter((argument) => argument !== lambda)
  const [array] = arrays
  if (array === undefined) return undefined
  const mapped = callOf('array_map', [lambda, ...arrays])
  switch (name) {
    case 'transform':
      return { call: mapped, renamed: true }
    case 'array_map':
      return written.arguments[0] === lambda ? undefined : { call: mapped, renamed: false }
    case 'array_filter':
    case 'array_sortby':
      return { call: callOf(name, [array, mapped]), renamed: false }
    case 'any_match':
    case 'all_match':
      return { call: callOf(name, [mapped]), renamed: false }
    default:
      return undefined
  }
}

function isIntegral(type: SqlType | undefined): boolean {
  return type?.kind === 'simple' && ['boolean', 'tinyint', 'smallint', 'int', 'bigint', 'largeint'].includes(type.name)
}
