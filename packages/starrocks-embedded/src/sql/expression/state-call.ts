import type { FunctionCall } from 'starrocks-kit/language'
import type { AggregateStateType } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { matchForm } from '../functions/match.ts'
import { composedAggregate, type AggregateCall, type AggregateForm } from '../functions/function.ts'
import type { Environment } from '../translation.ts'
import { toDataType } from '../types/sql-type.ts'
import { bindExpression } from './bind.ts'
import { bindCondition } from './predicate.ts'
import { aggregateForms, noMatchingFunction } from './scalar-call.ts'

/**
 * The combinators of aggregate functions. A state is the list of the rows that went into it, so every function has one: `f_state(x)` makes a list of one row,
 * `f_union` and `f_combine` put lists together, `f_merge` computes the function over them.
 */
export function bindStateCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  const [, base = '', combinator = ''] = /^(.+)_(state|union|combine|merge)$/.exec(name) ?? []
  const forms = formsOf(base)
  if (forms === undefined || aggregateForms(name) !== undefined) return undefined
  const args = call.arguments.map((argument) => bindExpression(argument, environment))
  if (combinator === 'state') return state(base, forms, args, call, environment)
  if (combinator === 'combine') return united(call, state(base, forms, args, call, environment), environment)
  const [only] = args
  if (only?.type.kind !== 'aggregate-state' || only.type.function.toLowerCase() !== base)
    throw noMatchingFunction(name, args, environment, call)
  const all = united(call, only, environment)
  return combinator === 'union' ? all : merged(all, only.type, forms)
}

/** `count` and `group_concat` have no forms of their own. */
function formsOf(base: string): readonly AggregateForm[] | undefined {
  if (base === 'count') return [composedAggregate('(any) bigint', (run, args) => run('count', args))]
  if (base === 'group_concat')
    return [
      composedAggregate(
        '(varchar, varchar?) varchar',
        (run, [text = '', separator = "','"]) =>
          `sr_join(list_filter(${run('list', [text])}, lambda x: x IS NOT NULL), ${run('any_value', [separator])})`,
      ),
    ]
  return aggregateForms(base)
}

function state(
  base: string,
  forms: readonly AggregateForm[],
  args: readonly Bound[],
  call: FunctionCall,
  environment: Environment,
): Bound {
  const found = matchForm(forms, args)
  if (found === undefined) throw noMatchingFunction(`${base}_state`, args, environment, call)
  const values = found.match.args
  const fields = values.map((value, index) => `a${index + 1} := ${castTo(value, toDataType(value.type)).sql}`)
  const type: AggregateStateType = {
    kind: 'aggregate-state',
    function: base,
    arguments: values.map((value) => toDataType(value.type)),
  }
  return combine(`[struct_pack(${fields.join(', ')})]`, type, values)
}

function united(call: FunctionCall, value: Bound, environment: Environment): Bound {
  if (call.over !== undefined) throw analyzingError(`Function '${call.name.join('.')}' not supported with OVER clause.`)
  const filter = call.filter === undefined ? '' : ` FILTER (WHERE ${bindCondition(call.filter, environment).sql})`
  return { ...combine(`flatten(list(${value.sql})${filter})`, value.type, [value]), aggregate: true }
}

function merged(all: Bound, type: AggregateStateType, forms: readonly AggregateForm[]): Bound {
  const parts = type.arguments.map((argument, index): Bound => ({ sql: `u.v.a${index + 1}`, type: argument }))
  const found = matchForm(forms, parts)
  if (found === undefined) throw analyzingError(`No matching function with signature: ${type.function}_merge()`)
  const run: AggregateCall = (name, args) => `${name}(${args.join(', ')})`
  const sql = found.form.sql(
    run,
    found.match.args.map((arg) => arg.sql),
    found.match.args.map((arg) => arg.type),
  )
  return { ...combine(`(SELECT ${sql} FROM unnest(${all.sql}) AS u(v))`, found.match.type, [all]), aggregate: true }
}
