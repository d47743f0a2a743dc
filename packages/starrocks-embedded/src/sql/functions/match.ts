import type { DataType } from 'starrocks-kit/schema'
import type { Bound } from '../bound.ts'
import { canCast, castTo } from '../cast.ts'
import { commonTypeOf } from '../types/common-type.ts'
import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  DOUBLE,
  isBoolean,
  isComplex,
  isInteger,
  isNull,
  isNumeric,
  isOpaque,
  sameType,
  toDataType,
  type SqlType,
} from '../types/sql-type.ts'
import type { ParameterRule, Signature } from './signature.ts'

/** Arguments converted to what a function's form takes, and the type of its result. */
export interface MatchedCall {
  readonly args: readonly Bound[]
  readonly type: SqlType
}

/** Chooses the form that takes most of the arguments as they are; of equals the first. */
export function matchForm<F extends { readonly signature: Signature }>(
  forms: readonly F[],
  args: readonly Bound[],
): { readonly form: F; readonly match: MatchedCall } | undefined {
  let best: { readonly form: F; readonly match: MatchedCall; readonly same: number } | undefined
  for (const form of forms) {
    const match = matchSignature(form.signature, args)
    if (match === undefined) continue
    const same = match.args.filter((arg, index) => sameType(arg.type, args[index]?.type ?? arg.type)).length
    if (best === undefined || same > best.same) best = { form, match, same }
  }
  return best
}

function matchSignature(signature: Signature, args: readonly Bound[]): MatchedCall | undefined {
  const { parameters, optional, variadic } = signature
  if (args.length < parameters.length - optional) return undefined
  if (args.length > parameters.length && !variadic) return undefined
  const rules = args.map((_, index) => parameters[Math.min(index, parameters.length - 1)] ?? 'any')
  const shared = sharedType(rules, args)
  if (shared === undefined) return undefined
  const converted: Bound[] = []
  for (const [index, arg] of args.entries()) {
    const target = targetOf(rules[index] ?? 'any', arg.type, shared)
    if (target === undefined) return undefined
    if (!isNull(arg.type) && (!canCast(arg.type, target) || (isOpaque(target) && !sameType(arg.type, target))))
      return undefined
    converted.push(isNull(arg.type) && isNull(target) ? arg : castTo(arg, toDataType(target)))
  }
  const types = converted.map((arg) => arg.type)
  return { args: converted, type: resultOf(signature, types, shared) }
}

/** The type that `T` stands for in this call; NULL when nothing decides it. */
function sharedType(rules: readonly ParameterRule[], args: readonly Bound[]): SqlType | undefined {
  const types: SqlType[] = []
  for (const [index, rule] of rules.entries()) {
    const type = args[index]?.type ?? BOOLEAN
    if (rule === 'T') types.push(type)
    if (rule === 'T[]') {
      if (type.kind === 'array') types.push(type.element)
      else if (!isNull(type)) return undefined
    }
  }
  return types.length === 0 ? BOOLEAN : commonTypeOf(types)
}

function targetOf(rule: ParameterRule, type: SqlType, shared: SqlType): SqlType | undefined {
  if (typeof rule !== 'string') {
    if (isComplex(type) && !isComplex(rule)) return undefined
    if (rule.kind === 'array' && type.kind !== 'array' && !isNull(type)) return undefined
    return rule
  }
  switch (rule) {
    case 'any':
      return type
    case 'number':
      if (isComplex(type) || isOpaque(type)) return undefined
      return isNumeric(type) ? type : isBoolean(type) ? BIGINT : DOUBLE
    case 'integer':
      if (isComplex(type) || isOpaque(type)) return undefined
      return isInteger(type) ? type : BIGINT
    case 'T':
      return shared
    case 'T[]':
      return arrayOf(toDataType(shared))
    case 'array':
    case 'map':
    case 'struct':
      return type.kind === rule || isNull(type) ? type : undefined
  }
}

function resultOf(signature: Signature, types: readonly SqlType[], shared: SqlType): SqlType {
  const { returns } = signature
  if (returns === 'T') return shared
  if (returns === 'T[]') return arrayOf(toDataType(shared))
  return typeof returns === 'function' ? returns(types) : (returns satisfies DataType)
}
