import type { Capabilities } from '../../capabilities.ts'
import { messageDataType } from '../../data-type/print.ts'
import { isComplex, isSimple } from '../../data-type/rules.ts'
import { expressionOf } from '../../sql-text.ts'
import type { ColumnDefault } from '../../types/column.ts'
import type { DataType } from '../../types/data-type.ts'
import { functionName } from '../function-name.ts'

/** What is wrong with a default for a column of this type, as StarRocks words it; undefined when it is right. */
export function defaultProblem(type: DataType, value: ColumnDefault, capabilities: Capabilities): string | undefined {
  switch (value.kind) {
    case 'literal':
      return literalProblem(type, value.value, capabilities)
    case 'current-timestamp':
      // Up to 3.3 the type was checked; since then any type takes it (recorded).
      if (!capabilities.checksCurrentTimestampType || isSimple(type, 'datetime')) return undefined
      return `Default function now() for type ${messageDataType(type)} is not supported`
    case 'expression':
      return expressionProblem(type, value, capabilities)
  }
}

function expressionProblem(
  type: DataType,
  value: Extract<ColumnDefault, { kind: 'expression' }>,
  capabilities: Capabilities,
): string | undefined {
  const expression = expressionOf(value.expression)
  if (expression.kind !== 'FunctionCall') {
    // Arrays, maps and rows as constants: from 4.1 on.
    return capabilities.defaultExpressions ? undefined : `Unsupported expr ${value.expression.text} for default value`
  }
  const name = functionName(expression)
  switch (name) {
    case 'uuid':
      if (type.kind !== 'varchar') return `Default function uuid() for type ${messageDataType(type)} is not supported`
      return type.length < 36 ? 'Varchar type length must be greater than 36 for uuid function' : undefined
    case 'uuid_numeric':
      if (isSimple(type, 'largeint')) return undefined
      return `Default function uuid_numeric() for type ${messageDataType(type)} is not supported`
    case 'row':
    case 'named_struct':
    case 'array':
    case 'map':
      if (capabilities.defaultExpressions && isComplex(type)) return undefined
  }
  return `Default expr for function ${name} is not supported`
}

const INTEGER_RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  tinyint: [-128n, 127n],
  smallint: [-32768n, 32767n],
  int: [-2147483648n, 2147483647n],
  bigint: [-9223372036854775808n, 9223372036854775807n],
  largeint: [-170141183460469231731687303715884105728n, 170141183460469231731687303715884105727n],
}

function literalProblem(type: DataType, value: string, capabilities: Capabilities): string | undefined {
  if (isComplex(type)) {
    const what = capabilities.defaultExpressions
      ? 'requires expression syntax (e.g., [], map{}, row())'
      : 'not supported'
    return `Default value for complex type '${messageDataType(type)}' ${what}`
  }
  switch (type.kind) {
    case 'char':
    case 'varchar':
      return value.length > type.length ? `Default value is too long: ${value}` : undefined
    case 'varbinary':
      if (capabilities.defaultExpressions) return onlyEmpty(type, value)
      break
    case 'decimal':
      return decimalProblem(type, value)
    case 'simple':
      switch (type.name) {
        case 'tinyint':
        case 'smallint':
        case 'int':
        case 'bigint':
        case 'largeint':
          return integerProblem(type, type.name, value)
        case 'float':
          if (!isNumber(value)) return `Invalid floating-point literal: ${value}`
          return Math.fround(Number(value)) === Number(value) || floatText(value)
            ? undefined
            : `Default value will loose precision: ${value}`
        case 'double':
          return isNumber(value) ? undefined : `Invalid floating-point literal: ${value}`
        case 'date':
        case 'datetime':
          return dateProblem(value)
        case 'boolean':
          return /^(?:true|false|0|1)$/i.test(value.trim()) ? undefined : `Invalid BOOLEAN literal: ${value}`
        case 'bitmap':
        case 'hll':
          return capabilities.defaultExpressions ? onlyEmpty(type, value) : undefined
        case 'json':
          if (capabilities.defaultExpressions) return jsonProblem(value)
      }
  }
  return `Cannot add default value for type '${messageDataType(type)}'`
}

function onlyEmpty(type: DataType, value: string): string | undefined {
  return value === '' ? undefined : `Type '${messageDataType(type)}' only supports empty string "" as default value`
}

/** The server reads strict JSON; an empty text is null to it. */
function jsonProblem(value: string): string | undefined {
  if (value.trim() === '') return undefined
  try {
    JSON.parse(value)
    return undefined
  } catch (error) {
    return `Invalid JSON format for default value: ${value}. Error: ${error instanceof Error ? error.message : ''}`
  }
}

function integerProblem(type: DataType, name: string, value: string): string | undefined {
  if (!/^[+-]?\d+$/.test(value)) {
    return name === 'largeint' ? `Invalid integer literal: ${value}` : `Invalid number format: ${value}`
  }
  const number = BigInt(value.replace(/^\+/, ''))
  const range = INTEGER_RANGES[name]
  if (range === undefined || (number >= range[0] && number <= range[1])) return undefined
  return name === 'largeint'
    ? `Number Overflow. literal: ${value}`
    : `Number out of range[${value}]. type: ${messageDataType(type)}`
}

function isNumber(value: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value.trim())
}

/** StarRocks takes a text for a FLOAT when it prints back as the same number in single precision. */
function floatText(value: string): boolean {
  return Number(Math.fround(Number(value)).toPrecision(7)) === Number(value)
}

function decimalProblem(type: Extract<DataType, { kind: 'decimal' }>, value: string): string | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(value.trim())
  if (match === null || ((match[2] ?? '') === '' && (match[3] ?? '') === '')) {
    return `Invalid floating-point literal: ${value}`
  }
  if (match[4] !== undefined) return undefined
  const integer = (match[2] ?? '').replace(/^0+/, '')
  const fraction = match[3] ?? ''
  const scale = fraction.length
  const precision = Math.max(integer.length + scale, scale, 1)
  const fits = scale <= type.scale && integer.length <= type.precision - type.scale
  if (fits) return undefined
  return `Type ${messageDataType(type)} is too narrow to hold the DecimalLiteral '${value}' (precision=${precision}, scale=${scale})`
}

const DATE =
  /^(\d{2}|\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.\d{1,6})?)?)?)?$|^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$|^(\d{2})(\d{2})(\d{2})$/

function dateProblem(value: string): string | undefined {
  const match = DATE.exec(value)
  const month = Number(match?.[2] ?? match?.[8] ?? match?.[14])
  const day = Number(match?.[3] ?? match?.[9] ?? match?.[15])
  if (match !== null && month >= 1 && month <= 12 && day >= 1 && day <= 31) return undefined
  return `date literal [${value}] is invalid`
}
