import type { FunctionCall } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import type { AggregateCall } from '../functions/function.ts'
import { matchForm } from '../functions/match.ts'
import { BIGINT, isComplex, isNull, isOpaque, isString, VARCHAR } from '../types/sql-type.ts'
import { aggregateRefusal } from './aggregate-refusal.ts'
import type { Environment } from '../translation.ts'
import { columnLabel } from '../query/column-label.ts'
import { bindExpression } from './bind.ts'
import { checkCall } from './check-call.ts'
import { aggregateForms, noMatchingFunction } from './scalar-call.ts'
import { bindCondition } from './predicate.ts'
import { orderByText, ordinalOf } from './sort.ts'
import { windowText } from './window-text.ts'

/** A call of an aggregate function, with or without OVER; undefined when the name is no aggregate. */
export function bindAggregate(name: string, call: FunctionCall, outside: Environment): Bound | undefined {
  const environment = call.over === undefined ? ofSource(outside) : outside
  if (name === 'group_concat' || name === 'string_agg')
    return guarded(call, environment, () => groupConcat(withSeparator(name, call, environment), environment))
  if (name === 'count') return guarded(call, environment, () => count(call, environment))
  // `count_if(x, condition)` counts values, `count_if(condition)` rows.
  const counted = name === 'count_if' && call.arguments.length > 1
  if (!counted && aggregateForms(name) !== undefined)
    return guarded(call, environment, () => ordinary(name, call, environment))
  const base = name.endsWith('_if') ? name.slice(0, -3) : undefined
  if (base !== undefined && aggregateForms(base) !== undefined) {
    const [condition] = call.arguments.slice(-1)
    if (condition === undefined) return undefined
    const inner = { ...call, name: [base], arguments: call.arguments.slice(0, -1), filter: condition }
    return guarded(call, environment, () =>
      base === 'count' ? count(inner, environment) : ordinary(base, inner, environment),
    )
  }
  return undefined
}

/** Where the arguments of an aggregate function stand: `min(a)` is about the column even where the SELECT list calls something else `a`. */
function ofSource({ outputs, ...environment }: Environment): Environment {
  if (outputs === undefined) return environment
  return { ...environment, fallback: new Map([...outputs, ...(environment.fallback ?? [])]) }
}

function guarded(call: FunctionCall, environment: Environment, bind: () => Bound): Bound {
  const refusal = aggregateRefusal(environment, call)
  if (refusal !== undefined) throw analyzingError(refusal)
  const bound = bind()
  return call.over === undefined ? { ...bound, aggregate: true } : { ...bound, window: true }
}

/** Where the pieces of a call go: `name(DISTINCT args ORDER BY ...) FILTER (...) OVER (...)`. */
function caller(call: FunctionCall, environment: Environment, distinct: boolean, order = ''): AggregateCall {
  const filter = call.filter === undefined ? '' : ` FILTER (WHERE ${bindCondition(call.filter, environment).sql})`
  const over = call.over === undefined ? '' : ` OVER (${windowText(call.over, environment)})`
  return (name, args) =>
    `${name}(${distinct ? 'DISTINCT ' : ''}${args.join(', ')}${order === '' ? '' : ` ${order}`})${filter}${over}`
}

function ordinary(name: string, call: FunctionCall, environment: Environment): Bound {
  const args = call.arguments.map((argument) => bindExpression(argument, environment))
  checkCall(name, call, args, environment)
  const found = call.star === true ? undefined : matchForm(aggregateForms(name) ?? [], args)
  if (found === undefined) throw noMatchingFunction(name, args, environment, call, call.star === true)
  const order = orderByText(call.orderBy, environment, args)
  const distinct = call.distinct === true && name !== 'min' && name !== 'max'
  const [only] = found.match.args
  if (name === 'array_agg' && distinct && order !== '' && only !== undefined) {
    return combine(distinctInOrder(call, only.sql, args, environment), found.match.type, args)
  }
  const sql = found.form.sql(
    caller(call, environment, distinct, order),
    found.match.args.map((arg) => arg.sql),
    found.match.args.map((arg) => arg.type),
  )
  return combine(sql, found.match.type, args)
}

function count(call: FunctionCall, environment: Environment): Bound {
  const args = call.arguments.map((argument) => bindExpression(argument, environment))
  const run = caller(call, environment, call.distinct === true)
  if (call.star === true || args.length === 0) return { sql: run('count', ['*']), type: BIGINT }
  const [first] = args
  if (args.length === 1 && first !== undefined) return combine(run('count', [first.sql]), BIGINT, args)
  if (call.distinct !== true) throw analyzingError('COUNT must have DISTINCT for multiple arguments: count')
  const present = args.map((arg) => `${arg.sql} IS NOT NULL`).join(' AND ')
  return combine(
    run('count', [`CASE WHEN ${present} THEN row(${args.map((arg) => arg.sql).join(', ')}) END`]),
    BIGINT,
    args,
  )
}

/** Bit 36 of `sql_mode`: `group_concat` takes its separator as an argument, as the server did before 3.3. */
const GROUP_CONCAT_LEGACY = 2 ** 36

/** The call with its separator in place: `string_agg` has it as its last argument, and so has `group_concat` of earlier times. */
function withSeparator(name: string, call: FunctionCall, environment: Environment): FunctionCall {
  if (call.separator !== undefined) return call
  const mode = environment.context.translation.session.variable('sql_mode')
  const legacy =
    name === 'group_concat' &&
    (/GROUP_CONCAT_LEGACY/i.test(String(mode)) || Math.floor(Number(mode) / GROUP_CONCAT_LEGACY) % 2 === 1)
  if (!legacy && name === 'group_concat') return call
  if (call.arguments.length < 2) return legacy ? { ...call, separator: { kind: 'StringLiteral', value: ', ' } } : call
  const [separator] = call.arguments.slice(-1)
  return separator === undefined ? call : { ...call, arguments: call.arguments.slice(0, -1), separator }
}

/** Joins the values of the rows; several values of one row are joined without a separator. A row with a NULL is left out. */
function groupConcat(call: FunctionCall, environment: Environment): Bound {
  const args = call.arguments.map((argument) => bindExpression(argument, environment))
  if (args.length === 0) {
    throw analyzingError('group_concat should have at least one input', {
      node: call,
      source: environment.context.translation.session.source,
    })
  }
  if (args.some((arg) => isComplex(arg.type) || isOpaque(arg.type)))
    throw noMatchingFunction('group_concat', [...args, { sql: '', type: VARCHAR }], environment, call)
  checkCall('group_concat', call, args, environment)
  const between = call.separator === undefined ? undefined : bindExpression(call.separator, environment)
  if (between !== undefined && !isString(between.type) && !isNull(between.type)) {
    throw analyzingError(`group_concat requires separator to be of getType() STRING: ${columnLabel(call)}`, {
      node: call,
      source: environment.context.translation.session.source,
    })
  }
  const texts = args.map((arg) => castTo(arg, VARCHAR).sql)
  const separator = between === undefined ? "','" : `coalesce(${castTo(between, VARCHAR).sql}, '')`
  const limit = Math.max(Number(environment.context.translation.session.variable('group_concat_max_len') ?? 1024), 4)
  const cut = (text: string): string => `sr_left_bytes(${text}, ${limit})`
  const order = orderByText(call.orderBy, environment, args)
  if (call.distinct === true && order !== '') {
    const sorted = distinctInOrder(call, texts.join(' || '), args, environment)
    return combine(cut(`nullif(array_to_string(${sorted}, ${separator}), '')`), VARCHAR, args)
  }
  const run = caller(call, environment, call.distinct === true, order)
  return combine(cut(run('string_agg', [`(${texts.join(' || ')})`, separator])), VARCHAR, args)
}

/** The distinct values of an aggregate in an order of other expressions, each at its first place. The first expression's direction decides. */
function distinctInOrder(call: FunctionCall, value: string, args: readonly Bound[], environment: Environment): string {
  const keys = (call.orderBy ?? []).map((item, index) => {
    const ordinal = ordinalOf(item)
    if (ordinal !== undefined && args[ordinal - 1] === undefined)
      throw analyzingError(`ORDER BY position ${ordinal} is not in group_concat output list`)
    const bound =
      (ordinal === undefined ? undefined : args[ordinal - 1]) ?? bindExpression(item.expression, environment)
    // NULL counts as the smallest value; within a struct DuckDB would take it for the largest.
    return `n${index} := (${bound.sql}) IS NOT NULL, o${index} := ${bound.sql}`
  })
  const run = caller(call, environment, true)
  const present = call.name.at(-1)?.toLowerCase() === 'array_agg' ? '' : `CASE WHEN (${value}) IS NOT NULL THEN `
  const list = run('list', [`${present}struct_pack(${keys.join(', ')}, v := ${value})${present === '' ? '' : ' END'}`])
  const direction = call.orderBy?.[0]?.order ?? 'ASC'
  return `sr_list_distinct(list_transform(list_filter(list_sort(${list}, '${direction}', 'NULLS FIRST'), lambda x: x IS NOT NULL), lambda x: x.v))`
}
