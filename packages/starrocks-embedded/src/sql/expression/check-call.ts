import { visit } from 'starrocks-kit/language'
import type { Expression, FunctionCall } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Bound } from '../bound.ts'
import { columnLabel } from '../query/column-label.ts'
import type { Environment } from '../translation.ts'
import { isBoolean, isInteger, isNull, isNumeric, isSimple, isString, type SqlType } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import { canAggregate, NO_AGGREGATION, NO_ORDER_BY } from '../types/type-uses.ts'

/** What the analyzer asks of the arguments of some functions beyond their types (FunctionAnalyzer, AnalyticAnalyzer): the refusal, or nothing. */
export function checkCall(name: string, call: FunctionCall, args: readonly Bound[], environment: Environment): void {
  const problem = CHECKS[name]?.(call, args) ?? (call.over === undefined ? undefined : windowProblem(name, call, args))
  if (problem !== undefined) {
    throw analyzingError(problem, { node: call, source: environment.context.translation.session.source })
  }
}

/** Whether no column decides the value. */
function isConstant(expression: Expression | undefined): boolean {
  if (expression === undefined) return false
  let constant = true
  const found = (): 'skip' => {
    constant = false
    return 'skip'
  }
  visit(expression, { ColumnReference: found, SubqueryExpression: found })
  return constant
}

/** The value of a whole number that is written out. */
function literalInteger(expression: Expression | undefined): number | undefined {
  if (expression?.kind === 'UnaryExpression' && expression.operator === '-') {
    const value = literalInteger(expression.operand)
    return value === undefined ? undefined : -value
  }
  return expression?.kind === 'NumberLiteral' && /^\d+$/.test(expression.text) ? Number(expression.text) : undefined
}

type Check = (call: FunctionCall, args: readonly Bound[]) => string | undefined

const numeric =
  (name: string): Check =>
  (call, [arg]) => {
    if (arg === undefined || (canAggregate(arg.type) && !isSimple(arg.type, 'date', 'datetime', 'time')))
      return undefined
    return `${name} requires a numeric parameter: ${columnLabel(call)}`
  }

const ordered: Check = (_call, [arg]) => (arg === undefined || canAggregate(arg.type) ? undefined : NO_AGGREGATION)

const ofBitmap =
  (name: string): Check =>
  (call, [arg]) => {
    if (call.arguments.length !== 1) return `${name} function could only have one child`
    if (arg === undefined || isSimple(arg.type, 'bitmap')) return undefined
    return `${name} function's argument should be of BITMAP getType(), but was ${typeText(arg.type)}`
  }

const ofHll: Check = (_call, [arg]) =>
  arg === undefined || isSimple(arg.type, 'hll')
    ? undefined
    : "HLL_UNION_AGG, HLL_RAW_AGG and HLL_CARDINALITY's params must be hll column"

const share =
  (name: string): Check =>
  (call, [, rate]) => {
    if (call.arguments.length !== 2 || rate === undefined) return `${name} requires two parameters`
    if (!isConstant(call.arguments[1]) || !(isNumeric(rate.type) || isNull(rate.type)))
      return `${name} 's second parameter should be constant and its type should be numeric`
    const value = rate.constant?.value
    if (typeof value === 'number' && (value < 0 || value > 1))
      return `${name} second parameter'value should be between 0 and 1`
    return undefined
  }

const pairOfColumns =
  (name: string): Check =>
  (call) => {
    if (call.arguments.length !== 2) return `${name} function should have two args`
    return call.arguments.some(isConstant) ? `${name} function 's args must be constant` : undefined
  }

const byColumn =
  (name: string): Check =>
  (call, [, key]) => {
    if (call.arguments.length !== 2) return `${name} requires two parameters: ${columnLabel(call)}`
    if (call.arguments.some(isConstant)) return `${name} function args must be column`
    return key !== undefined && !canAggregate(key.type) ? NO_ORDER_BY : undefined
  }

const ngrams =
  (name: string): Check =>
  (call, [text]) => {
    if (text !== undefined && !isString(text.type))
      return `${name} function 's first parameter and second parameter must be string type`
    if (!isConstant(call.arguments[1]) || !isConstant(call.arguments[2]))
      return `${name} function 's second parameter and third parameter must be constant`
    const size = literalInteger(call.arguments[2])
    return size !== undefined && size <= 0 ? "ngram search's third parameter must be a positive number" : undefined
  }

const offset =
  (name: string): Check =>
  (call, [value, , third]) => {
    if (call.over === undefined) return `${name} only used in analytic function`
    const [, distance] = call.arguments
    const rows = literalInteger(distance)
    if (distance !== undefined && (rows === undefined || rows <= 0))
      return `The offset parameter of LEAD/LAG must be a constant positive integer: ${columnLabel(call)}`
    if (call.arguments.length > 3) return 'The number of parameter in LEAD/LAG is uncorrected'
    if (
      value !== undefined &&
      isSimple(value.type, 'json') &&
      third !== undefined &&
      !isSimple(third.type, 'json') &&
      !isNull(third.type)
    )
      return `The type of the third parameter of LEAD/LAG not match the type ${sqlName(value.type)}`
    return undefined
  }

function sqlName(type: SqlType): string {
  return typeText(type)
    .replace(/\(.*\)$/, '')
    .toUpperCase()
}

const CHECKS: Readonly<Record<string, Check | undefined>> = {
  date_trunc: ({ arguments: [unit] }, [, date]) => {
    if (unit?.kind !== 'StringLiteral') return 'date_trunc requires first parameter must be a string constant'
    const units = ['year', 'quarter', 'month', 'week', 'day']
    const of = date !== undefined && isSimple(date.type, 'date') ? units : [...units, 'hour', 'minute', 'second']
    const more = ['millisecond', 'microsecond']
    return of.includes(unit.value.toLowerCase()) || (of !== units && more.includes(unit.value.toLowerCase()))
      ? undefined
      : `date_trunc function can't support argument other than ${of.join('|')}`
  },
  array_difference: (_call, [array]) => {
    if (array?.type.kind !== 'array') return undefined
    const { element } = array.type
    return isNumeric(element) || isBoolean(element)
      ? undefined
      : 'array_difference function only support numeric array types'
  },
  ngram_search: ngrams('ngram_search'),
  ngram_search_case_insensitive: ngrams('ngram_search_case_insensitive'),
  count_if: (call) => (call.distinct === true ? 'COUNT_IF does not support DISTINCT' : undefined),
  lag: offset('lag'),
  lead: offset('lead'),
  session_number: (call) =>
    isConstant(call.arguments[1])
      ? undefined
      : `The delta parameter (parameter 2) of SESSION_NUMBER must be a constant: ${columnLabel(call)}`,
  retention: (_call, [conditions]) =>
    conditions === undefined ||
    isNull(conditions.type) ||
    (conditions.type.kind === 'array' && isBoolean(conditions.type.element))
      ? undefined
      : 'retention only support Array<BOOLEAN>',
  window_funnel: (call) => {
    const [window, time, mode] = call.arguments
    const bits = literalInteger(mode)
    if (bits === undefined) return 'mode argument must be numerical type'
    if (bits < 0 || bits > 7) return "mode argument's range must be [0-7]"
    const size = literalInteger(window)
    if (size === undefined) return 'window argument must be numerical type'
    if (size < 0) return 'window argument must >= 0'
    return isConstant(time) ? 'time arg must be column' : undefined
  },
  max_by: byColumn('max_by'),
  min_by: byColumn('min_by'),
  sum: numeric('sum'),
  avg: numeric('avg'),
  min: ordered,
  max: ordered,
  ndv: ordered,
  approx_count_distinct: ordered,
  ds_theta_count_distinct: ordered,
  ds_hll_count_distinct: (call, args) => {
    const [, precision, form] = call.arguments
    if (call.arguments.length > 3)
      return 'ds_hll_count_distinct requires one/two/three parameters: ds_hll_count_distinct(col, <log_k>, <tgt_type>)'
    if (precision !== undefined) {
      const value = literalInteger(precision)
      if (value === undefined) return "ds_hll_count_distinct 's second parameter's data type is wrong "
      if (value < 4 || value > 21) return "ds_hll_count_distinct second parameter'value should be between 4 and 21"
    }
    if (form !== undefined) {
      if (form.kind !== 'StringLiteral') return "ds_hll_count_distinct 's third parameter's data type is wrong "
      if (!/^HLL_[468]$/i.test(form.value))
        return "ds_hll_count_distinct third  parameter'value should be in HLL_4/HLL_6/HLL_8"
    }
    return ordered(call, args)
  },
  bitmap_union_int: (_call, [arg]) =>
    arg === undefined || isInteger(arg.type) ? undefined : 'BITMAP_UNION_INT params only support Integer getType()',
  intersect_count: (call, [bitmap]) => {
    const [, column, ...values] = call.arguments
    if (values.length === 0)
      return 'intersect_count(bitmap_column, column_to_filter, filter_values) function requires at least three parameters'
    if (bitmap !== undefined && !isSimple(bitmap.type, 'bitmap'))
      return `intersect_count function first argument should be of BITMAP getType(), but was ${typeText(bitmap.type)}`
    if (isConstant(column)) return 'intersect_count function filter_values arg must be column'
    return values.every(isConstant) ? undefined : 'intersect_count function filter_values arg must be constant'
  },
  bitmap_agg: (call, [arg]) => {
    if (call.arguments.length !== 1) return 'bitmap_agg function could only have one child'
    if (arg === undefined || isInteger(arg.type) || isBoolean(arg.type) || isString(arg.type) || isNull(arg.type))
      return undefined
    return `bitmap_agg function's argument should be of int type or bool type or string type, but was ${typeText(arg.type)}`
  },
  bitmap_union: ofBitmap('bitmap_union'),
  bitmap_union_count: ofBitmap('bitmap_union_count'),
  bitmap_intersect: ofBitmap('bitmap_intersect'),
  hll_union_agg: ofHll,
  hll_union: ofHll,
  hll_raw_agg: ofHll,
  percentile_approx: (_call, args) => {
    if (args.length !== 2 && args.length !== 3)
      return 'percentile_approx(expr, DOUBLE [, B]) requires two or three parameters'
    const at = args.findIndex(
      ({ type }, index) => !isNumeric(type) && !isNull(type) && !(index === 1 && type.kind === 'array'),
    )
    return at < 0
      ? undefined
      : `percentile_approx requires the ${['first', 'second', 'third'][at] ?? ''} parameter's type is numeric type`
  },
  percentile_disc: share('percentile_disc'),
  percentile_cont: share('percentile_cont'),
  percentile_disc_lc: share('percentile_disc_lc'),
  approx_top_k: (call) => {
    const [, k, counters] = call.arguments
    const [wanted, kept] = [literalInteger(k), literalInteger(counters)]
    if (k !== undefined && !((wanted ?? 0) > 0))
      return `The second parameter of APPROX_TOP_K must be a constant positive integer: ${columnLabel(call)}`
    if (counters !== undefined && !((kept ?? 0) > 0))
      return `The third parameter of APPROX_TOP_K must be a constant positive integer: ${columnLabel(call)}`
    if ((wanted ?? 0) > 100_000) return `The maximum number of the second parameter is 100000, ${columnLabel(call)}`
    if ((kept ?? 0) > 100_000) return `The maximum number of the third parameter is 100000, ${columnLabel(call)}`
    return kept !== undefined && (wanted ?? 0) > kept
      ? `The second parameter must be smaller than or equal to the third parameter${columnLabel(call)}`
      : undefined
  },
  covar_pop: pairOfColumns('covar_pop'),
  covar_samp: pairOfColumns('covar_samp'),
  corr: pairOfColumns('corr'),
  mann_whitney_u_test: (call) => {
    const [, , alternative, correction] = call.arguments
    const name = 'mann_whitney_u_test'
    if (alternative !== undefined) {
      if (alternative.kind !== 'StringLiteral') return `${name}'s third parameter should be a string literal.`
      if (!['two-sided', 'greater', 'less'].includes(alternative.value))
        return `${name}'s third parameter should be one of ['two-sided', 'greater', 'less'], but get '${alternative.value}'.`
    }
    return correction !== undefined && !((literalInteger(correction) ?? -1) >= 0)
      ? `${name}'s fourth parameter should be a non-negative int literal.`
      : undefined
  },
}

/** Aggregate functions that have no form for windows (FunctionSet.initAggregateBuiltins, `isAnalyticFn`). */
const NO_WINDOW: ReadonlySet<string> = new Set([
  'any_value',
  'group_concat',
  'string_agg',
  'percentile_union',
  'retention',
  'window_funnel',
  'intersect_count',
  'mann_whitney_u_test',
])

/** Functions whose window is the whole partition, or up to the row. */
const NO_FRAME: ReadonlySet<string> = new Set([
  'rank',
  'dense_rank',
  'row_number',
  'ntile',
  'cume_dist',
  'percent_rank',
  'lag',
  'lead',
  'hll_union_agg',
])

function windowProblem(name: string, call: FunctionCall, args: readonly Bound[]): string | undefined {
  if (NO_WINDOW.has(name)) return `Function '${name}' not supported with OVER clause.`
  if (name === 'ntile' && !((literalInteger(call.arguments[0]) ?? 0) > 0))
    return `The num_buckets parameter of NTILE must be a constant positive integer: ${columnLabel(call)}`
  if (call.over?.frame !== undefined && NO_FRAME.has(name))
    return `Windowing clause not allowed with '${columnLabel(call)}'`
  for (const { type } of args) {
    if (isSimple(type, 'bitmap') && !['bitmap_union_count', 'bitmap_union', 'lead', 'lag'].includes(name))
      return 'bitmap type could only used for bitmap_union_count/bitmap_union/lead/lag window function'
    if (isSimple(type, 'hll') && !['hll_union_agg', 'lead', 'lag'].includes(name))
      return 'hll type could only used for hll_union_agg/lead/lag window function'
    if (isSimple(type, 'percentile')) return "window functions don't support percentile type"
  }
  return undefined
}
