import { isBig } from '../big-decimal.ts'
import { castSql } from '../cast.ts'
import { BIGINT, decimal, DOUBLE, isDecimal, isFloating, type SqlType } from '../types/sql-type.ts'
import { integerRank } from '../types/common-type.ts'
import { duckType } from '../types/duck-type.ts'
import { scalar, typedScalar, type FunctionTable, type ScalarForm } from './function.ts'

/** A function of doubles whose domain is bounded: outside of it the result is NULL. */
function guarded(name: string, domain: (x: string) => string): readonly ScalarForm[] {
  return [scalar('(double) double', (x = '') => `CASE WHEN ${domain(x)} THEN ${name}(${x}) END`)]
}

const double = (name: string): readonly ScalarForm[] => [scalar('(double) double', name)]

/** A shift of the bits that an integer's type has. */
function shift(name: string): readonly ScalarForm[] {
  return [
    typedScalar('(integer, bigint) $1', ([a = '', n = ''], [type = BIGINT]) => {
      const bits = 8 * 2 ** Math.max(integerRank(type) - 1, 0)
      return `CAST(${name}(CAST(${a} AS HUGEINT), ${n}, ${bits}) AS ${duckType(type)})`
    }),
  ]
}

/** Functions over numbers. */
export const MATH_FUNCTIONS: FunctionTable = {
  abs: [
    typedScalar('(number) $1', ([x = ''], [type = DOUBLE]) =>
      // DuckDB itself takes a large number for a double.
      isBig(type) ? `CAST(ltrim(CAST(${x} AS VARCHAR), '-') AS BIGNUM)` : `CAST(abs(${x}) AS ${duckType(type)})`,
    ),
  ],
  acos: guarded('acos', (x) => `${x} BETWEEN -1 AND 1`),
  asin: guarded('asin', (x) => `${x} BETWEEN -1 AND 1`),
  atan: double('atan'),
  atan2: [scalar('(double, double) double', 'atan2')],
  bitand: [scalar('(integer, integer) $1', (a = '', b = '') => `(${a} & ${b})`)],
  bitor: [scalar('(integer, integer) $1', (a = '', b = '') => `(${a} | ${b})`)],
  bitxor: [scalar('(integer, integer) $1', (a = '', b = '') => `xor(${a}, ${b})`)],
  bitnot: [scalar('(integer) $1', (a = '') => `(~${a})`)],
  bit_shift_left: shift('sr_shift_left'),
  bit_shift_right: shift('sr_shift_right'),
  bit_shift_right_logical: shift('sr_shift_right_logical'),
  bit_count: [scalar('(integer) tinyint', 'bit_count')],
  cbrt: double('cbrt'),
  ceil: [scalar('(double) bigint', (x = '') => `TRY_CAST(ceil(${x}) AS BIGINT)`)],
  ceiling: [scalar('(double) bigint', (x = '') => `TRY_CAST(ceil(${x}) AS BIGINT)`)],
  cos: double('cos'),
  cosh: double('cosh'),
  cot: guarded('cot', (x) => `${x} <> 0`),
  crc32: [scalar('(varchar) bigint', (s = '') => `sr_crc32(${s})`)],
  dceil: [scalar('(double) bigint', (x = '') => `TRY_CAST(ceil(${x}) AS BIGINT)`)],
  degrees: double('degrees'),
  dexp: double('exp'),
  dfloor: [scalar('(double) bigint', (x = '') => `TRY_CAST(floor(${x}) AS BIGINT)`)],
  dlog1: guarded('ln', (x) => `${x} > 0`),
  dlog10: guarded('log10', (x) => `${x} > 0`),
  dpow: [scalar('(double, double) double', 'sr_pow')],
  dround: round(),
  dsqrt: guarded('sqrt', (x) => `${x} >= 0`),
  e: [scalar('() double', () => 'exp(1.0)')],
  exp: double('exp'),
  floor: [scalar('(double) bigint', (x = '') => `TRY_CAST(floor(${x}) AS BIGINT)`)],
  fmod: [scalar('(double, double) double', (a = '', b = '') => `(${a} % nullif(${b}, 0))`)],
  fpow: [scalar('(double, double) double', 'sr_pow')],
  greatest: [
    scalar('(T...) T', (...args) =>
      args.length === 1
        ? args.join('')
        : `CASE WHEN ${args.map((arg) => `${arg} IS NULL`).join(' OR ')} THEN NULL ELSE greatest(${args.join(', ')}) END`,
    ),
  ],
  least: [
    scalar('(T...) T', (...args) =>
      args.length === 1
        ? args.join('')
        : `CASE WHEN ${args.map((arg) => `${arg} IS NULL`).join(' OR ')} THEN NULL ELSE least(${args.join(', ')}) END`,
    ),
  ],
  ln: guarded('ln', (x) => `${x} > 0`),
  log: [
    scalar('(double) double', (x = '') => `CASE WHEN ${x} > 0 THEN ln(${x}) END`),
    scalar(
      '(double, double) double',
      (base = '', x = '') => `CASE WHEN ${x} > 0 AND ${base} > 0 AND ${base} <> 1 THEN ln(${x}) / ln(${base}) END`,
    ),
  ],
  log10: guarded('log10', (x) => `${x} > 0`),
  log2: guarded('log2', (x) => `${x} > 0`),
  mod: [scalar('(T, T) T', (a = '', b = '') => `(${a} % nullif(${b}, 0))`)],
  negative: [typedScalar('(number) $1', ([x = ''], [type]) => `CAST(-(${x}) AS ${duckType(type ?? DOUBLE)})`)],
  pi: [scalar('() double', 'pi')],
  pmod: [scalar('(T, T) T', (a = '', b = '') => `((${a} % nullif(${b}, 0) + ${b}) % nullif(${b}, 0))`)],
  positive: [scalar('(number) $1', (x = '') => x)],
  pow: [scalar('(double, double) double', 'sr_pow')],
  power: [scalar('(double, double) double', 'sr_pow')],
  radians: double('radians'),
  rand: [scalar('(bigint?) double', () => 'random()')],
  random: [scalar('(bigint?) double', () => 'random()')],
  round: round(),
  sign: [scalar('(double) float', (x = '') => `CAST(sign(${x}) AS FLOAT)`)],
  sin: double('sin'),
  sinh: double('sinh'),
  sqrt: guarded('sqrt', (x) => `${x} >= 0`),
  square: [scalar('(double) double', (x = '') => `(${x} * ${x})`)],
  tan: double('tan'),
  tanh: double('tanh'),
  truncate: [
    typedScalar('(number, int) double', ([x = '', n = ''], [type]) =>
      type !== undefined && isDecimal(type)
        ? `CAST(trunc(CAST(${x} AS DOUBLE) * pow(10, ${n})) / pow(10, ${n}) AS DOUBLE)`
        : `(trunc(${castSql(x, type ?? DOUBLE, DOUBLE)} * pow(10, ${n})) / pow(10, ${n}))`,
    ),
  ],
}

function wholeType([type = DOUBLE]: readonly SqlType[]): SqlType {
  return isDecimal(type) ? decimal(38, 0) : BIGINT
}

function keptType([type = DOUBLE]: readonly SqlType[]): SqlType {
  return isDecimal(type) ? decimal(38, type.scale) : DOUBLE
}

/** `round(x)` of a double is a BIGINT, of a decimal a decimal without fraction; with digits it keeps the kind. */
function round(): readonly ScalarForm[] {
  const one = scalar('(number) double', (x = '') => x)
  const two = scalar('(number, int) double', (x = '') => x)
  return [
    {
      signature: { ...one.signature, returns: wholeType },
      sql: ([x = ''], [type = DOUBLE]) =>
        isDecimal(type) ? `CAST(round(${x}) AS DECIMAL(38,0))` : `TRY_CAST(round(CAST(${x} AS DOUBLE)) AS BIGINT)`,
    },
    {
      signature: { ...two.signature, returns: keptType },
      sql: ([x = '', n = ''], [type = DOUBLE]) =>
        isDecimal(type) && !isFloating(type)
          ? `CAST(sr_round_decimal(${x}, ${n}) AS DECIMAL(38,${type.scale}))`
          : `round(CAST(${x} AS DOUBLE), CAST(${n} AS INTEGER))`,
    },
  ]
}
