import type { DataType } from 'starrocks-kit/schema'
import {
  arrayOf,
  BIGINT,
  BITMAP,
  BOOLEAN,
  DATE,
  DATETIME,
  DOUBLE,
  FLOAT,
  HLL,
  INT,
  JSON_TYPE,
  LARGEINT,
  PERCENTILE,
  SMALLINT,
  TIME,
  TINYINT,
  VARBINARY,
  VARCHAR,
  type SqlType,
} from '../types/sql-type.ts'

/**
 * What a parameter takes: values converted to a type; any value (`any`); numbers, text read as DOUBLE (`number`); numbers that keep an integer type
 * (`integer`); a value (`T`) or array (`T[]`) of the type that all such parameters of the call share; any array, map or struct.
 */
export type ParameterRule = DataType | 'any' | 'number' | 'integer' | 'T' | 'T[]' | 'array' | 'map' | 'struct'

/** A type, `T` and `T[]` of the call, the type of an argument (`$1`), or of the elements (`$1[]`), keys or values of one. */
type ReturnRule = DataType | 'T' | 'T[]' | ((types: readonly SqlType[]) => SqlType)

/** Parameters and result of a function: `(varchar, int?, varchar...) varchar`. */
export interface Signature {
  readonly parameters: readonly ParameterRule[]
  /** How many parameters at the end may be left out. */
  readonly optional: number
  /** The last parameter may be repeated. */
  readonly variadic: boolean
  readonly returns: ReturnRule
}

const TYPES: Readonly<Record<string, DataType>> = {
  boolean: BOOLEAN,
  tinyint: TINYINT,
  smallint: SMALLINT,
  int: INT,
  bigint: BIGINT,
  largeint: LARGEINT,
  float: FLOAT,
  double: DOUBLE,
  varchar: VARCHAR,
  varbinary: VARBINARY,
  date: DATE,
  datetime: DATETIME,
  time: TIME,
  json: JSON_TYPE,
  bitmap: BITMAP,
  hll: HLL,
  percentile: PERCENTILE,
}

const RULES: ReadonlySet<string> = new Set(['any', 'number', 'integer', 'T', 'T[]', 'array', 'map', 'struct'])

/** Reads the short form of a signature. */
export function signature(text: string): Signature {
  const match = /^\((.*)\) (\S+)$/.exec(text)
  if (match === null) throw new TypeError(`not a signature: ${text}`)
  const [, list = '', result = ''] = match
  const parts = list === '' ? [] : list.split(', ')
  return {
    parameters: parts.map((part) => parameterOf(part.replace(/\?|\.\.\.$/, ''))),
    optional: parts.filter((part) => part.endsWith('?')).length,
    variadic: parts.at(-1)?.endsWith('...') === true,
    returns: returnOf(result),
  }
}

function parameterOf(text: string): ParameterRule {
  if (RULES.has(text)) return text as ParameterRule
  return typeOf(text)
}

function typeOf(text: string): DataType {
  if (text.endsWith('[]')) return arrayOf(typeOf(text.slice(0, -2)))
  const type = Object.hasOwn(TYPES, text) ? TYPES[text] : undefined
  if (type === undefined) throw new TypeError(`not a type: ${text}`)
  return type
}

function returnOf(text: string): ReturnRule {
  if (text === 'T' || text === 'T[]') return text
  const argument = /^\$(\d)(\[\]|\.key|\.value)?$/.exec(text)
  if (argument === null) return typeOf(text)
  const index = Number(argument[1]) - 1
  const part = argument[2]
  return (types) => {
    const type = types[index] ?? VARCHAR
    if (part === '[]') return type.kind === 'array' ? type.element : type
    if (part === '.key') return type.kind === 'map' ? type.key : type
    if (part === '.value') return type.kind === 'map' ? type.value : type
    return type
  }
}
