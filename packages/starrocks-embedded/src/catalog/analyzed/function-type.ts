import type { DataType } from 'starrocks-kit/schema'
import { canCast } from '../../sql/cast.ts'
import { commonTypeOf, integerRank } from '../../sql/types/common-type.ts'
import {
  arrayOf,
  BOOLEAN,
  decimal,
  isDecimal,
  isNull,
  isSimple,
  isString,
  mapOf,
  simple,
  toDataType,
  VARCHAR,
} from '../../sql/types/sql-type.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import { FUNCTION_SIGNATURES } from './function-signatures.ts'

/** A parameter or result: a type, or a word for any type of a kind. */
type Rule =
  | { readonly kind: 'type'; readonly type: DataType }
  | { readonly kind: 'any' | 'any[]' | 'map' | 'struct' | 'decimal' | 'decimal[]' | 'function' }

interface Signature {
  readonly result: Rule
  readonly parameters: readonly Rule[]
  /** The last parameter may be repeated. */
  readonly variadic: boolean
}

let lines: ReadonlyMap<string, string> | undefined
const signatures = new Map<string, readonly Signature[]>()

/** The forms of a built-in scalar function; undefined when there is none of that name. */
function signaturesOf(name: string): readonly Signature[] | undefined {
  lines ??= new Map(
    FUNCTION_SIGNATURES.trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  )
  const line = lines.get(name)
  if (line === undefined) return undefined
  const known = signatures.get(name)
  if (known !== undefined) return known
  const read = line.split(' ').map(readSignature)
  signatures.set(name, read)
  return read
}

/** The names of all built-in scalar functions. */
export function builtinNames(): readonly string[] {
  return FUNCTION_SIGNATURES.trim()
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(' ')))
}

/** Whether a built-in scalar function of this name exists. */
export function isBuiltin(name: string): boolean {
  return signaturesOf(name) !== undefined
}

/** Whether some form of a built-in scalar function takes so many arguments. */
export function takesArguments(name: string, count: number): boolean {
  return (
    signaturesOf(name)?.some(({ parameters, variadic }) =>
      variadic ? count >= parameters.length : count === parameters.length,
    ) ?? false
  )
}

/** Whether some form of a built-in scalar function takes arguments of these types, converted where need be. */
export function takesTypes(name: string, types: readonly SqlType[]): boolean {
  return (
    signaturesOf(name)?.some(
      ({ parameters, variadic }) =>
        (variadic ? types.length >= parameters.length : types.length === parameters.length) &&
        types.every((type, i) => {
          const rule = parameters[Math.min(i, parameters.length - 1)]
          return rule === undefined || rule.kind === 'function' || distance(type, rule) !== undefined
        }),
    ) ?? false
  )
}

function readSignature(text: string): Signature {
  const open = text.indexOf('(')
  const list = text.slice(open + 1, -1)
  const parameters = list === '' ? [] : list.replace('map<varchar,varchar>', 'map').split(',')
  return {
    result: readRule(text.slice(0, open)),
    parameters: parameters.map((parameter) => readRule(parameter.replace('...', ''))),
    variadic: list.endsWith('...'),
  }
}

function readRule(text: string): Rule {
  switch (text) {
    case 'any':
    case 'any[]':
    case 'map':
    case 'struct':
    case 'decimal':
    case 'decimal[]':
    case 'function':
      return { kind: text }
    default:
      return { kind: 'type', type: readType(text) }
  }
}

function readType(text: string): DataType {
  if (text.endsWith('[]')) return arrayOf(readType(text.slice(0, -2)))
  if (text === 'map<varchar,varchar>') return mapOf(VARCHAR, VARCHAR)
  if (text === 'varchar') return VARCHAR
  if (text === 'varbinary') return { kind: 'varbinary' }
  if (text === 'decimalv2') return { kind: 'decimal', precision: 27, scale: 9, legacy: true }
  return simple(text as Parameters<typeof simple>[0])
}

/** How well an argument goes with a parameter: the same type, NULL or a wider type, a cast. */
const SAME = 0
const WIDER = 1
const CAST = 2

function distance(argument: SqlType, rule: Rule): number | undefined {
  switch (rule.kind) {
    case 'any':
      return SAME
    case 'any[]':
      return argument.kind === 'array' ? SAME : isNull(argument) ? WIDER : undefined
    case 'map':
    case 'struct':
      return argument.kind === rule.kind ? SAME : isNull(argument) ? WIDER : undefined
    case 'function':
      return undefined
    case 'decimal':
      if (isDecimal(argument)) return SAME
      return isNull(argument) ? WIDER : canCast(argument, decimal(38, 9)) ? CAST : undefined
    case 'decimal[]':
      return argument.kind === 'array' && isDecimal(argument.element) ? SAME : undefined
    case 'type':
      return typeDistance(argument, rule.type)
  }
}

function typeDistance(argument: SqlType, type: DataType): number | undefined {
  if (isNull(argument)) return WIDER
  if (isString(argument) && isString(type)) return SAME
  if (argument.kind === 'array' && type.kind === 'array') return typeDistance(argument.element, type.element)
  if (argument.kind === type.kind) {
    if (argument.kind !== 'simple' || type.kind !== 'simple' || argument.name === type.name) return SAME
  }
  if (isWider(argument, type)) return WIDER
  return canCast(argument, type) ? CAST : undefined
}

/** Whether every value of a type is one of the other, as the server sees it (Type.compatibilityMatrix). */
function isWider(from: SqlType, to: DataType): boolean {
  const [low, high] = [integerRank(from), integerRank(to)]
  if (low >= 0 && high >= 0) return low < high
  if (isSimple(to, 'double')) return low >= 0 || isSimple(from, 'float')
  if (isSimple(to, 'float')) return low >= 0 && low <= 2
  return isSimple(from, 'date') && isSimple(to, 'datetime')
}

/** Functions whose result is made of parts of their arguments (PolymorphicFunctionAnalyzer). */
function partsType(name: string, [first, second]: readonly SqlType[]): SqlType | undefined {
  if (name === 'map_from_arrays')
    return first?.kind === 'array' && second?.kind === 'array' ? mapOf(first.element, second.element) : undefined
  if (first?.kind !== 'map') return undefined
  switch (name) {
    case 'map_keys':
      return arrayOf(first.key)
    case 'map_values':
      return arrayOf(first.value)
    case 'map_entries':
      return arrayOf({
        kind: 'struct',
        fields: [
          { name: 'key', type: first.key },
          { name: 'value', type: first.value },
        ],
      })
    default:
      return undefined
  }
}

/** The type that a built-in scalar function returns; undefined when there is none for these arguments. */
export function functionType(name: string, args: readonly SqlType[]): SqlType | undefined {
  const parts = partsType(name, args)
  if (parts !== undefined) return parts
  const forms = signaturesOf(name)?.filter(({ parameters, variadic }) =>
    variadic ? args.length >= parameters.length : args.length === parameters.length,
  )
  if (forms === undefined) return undefined
  // Exact forms first, then those that only need wider types, then casts; in each round the server's own order.
  for (const allowed of [SAME, WIDER, CAST]) {
    for (const form of forms) {
      const fits = args.every((argument, i) => {
        const far = distance(argument, form.parameters[Math.min(i, form.parameters.length - 1)] ?? { kind: 'any' })
        return far !== undefined && far <= allowed
      })
      if (fits) return resultType(form, args)
    }
  }
  return undefined
}

function resultType({ result, parameters }: Signature, args: readonly SqlType[]): SqlType | undefined {
  const rules = args.map((_, i) => parameters[Math.min(i, parameters.length - 1)])
  switch (result.kind) {
    case 'type':
      return result.type
    case 'decimal':
      return commonTypeOf(
        args.filter((_, i) => rules[i]?.kind === 'decimal' || rules[i]?.kind === 'decimal[]').map(elementOf),
      )
    case 'decimal[]':
      return arrayOf(
        toDataType(commonTypeOf(args.filter((_, i) => rules[i]?.kind === 'decimal[]').map(elementOf)) ?? BOOLEAN),
      )
    case 'map':
    case 'struct':
      return args.find((argument) => argument.kind === result.kind)
    case 'any':
    case 'any[]': {
      const elements = args.flatMap((argument, i) =>
        rules[i]?.kind === 'any[]' ? [elementOf(argument)] : rules[i]?.kind === 'any' ? [argument] : [],
      )
      const common = commonTypeOf(elements)
      if (common === undefined) return undefined
      return result.kind === 'any' ? common : arrayOf(toDataType(common))
    }
    case 'function':
      return undefined
  }
}

function elementOf(type: SqlType): SqlType {
  return type.kind === 'array' ? type.element : type
}
