import { messageDataType } from '../data-type/print.ts'
import type { DataType, SimpleTypeName } from '../types/data-type.ts'
import { dateText, dateTimeText, parseDateTime } from './batch.ts'

const BITS: Readonly<Partial<Record<SimpleTypeName, bigint>>> = { tinyint: 8n, smallint: 16n, int: 32n, bigint: 64n }

/**
 * Why the text is no value of a partition column's type, in the words of the server; undefined when it is one.
 *
 * Source: LiteralExpr.create and its literals.
 */
export function partitionValueProblem(text: string, type: DataType): string | undefined {
  if (type.kind !== 'simple') return undefined
  switch (type.name) {
    case 'boolean':
      return /^(?:true|false|1|0)$/i.test(text.trim()) ? undefined : `Invalid BOOLEAN literal: ${text}`
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint': {
      const number = integerOf(text)
      if (number === undefined || !fits(number, 64n)) return `Invalid number format: ${text}`
      return fits(number, BITS[type.name] ?? 64n)
        ? undefined
        : `Number out of range[${text}]. type: ${messageDataType(type)}`
    }
    case 'largeint': {
      const number = integerOf(text)
      if (number === undefined) return `Invalid integer literal: ${text}`
      return fits(number, 128n) ? undefined : `Large int literal is out of range: ${text}`
    }
    case 'date':
    case 'datetime':
      return parseDateTime(text) === undefined ? `date literal [${text}] is invalid` : undefined
    default:
      return undefined
  }
}

/** A value as the server prints it: dates in full, TRUE and FALSE, LARGEINT without sign and zeros in front. */
export function canonicalPartitionValue(text: string, type: DataType | undefined): string {
  if (type?.kind !== 'simple' || partitionValueProblem(text, type) !== undefined) return text
  switch (type.name) {
    case 'boolean':
      return /^(?:true|1)$/i.test(text.trim()) ? 'TRUE' : 'FALSE'
    case 'largeint':
      return String(integerOf(text) ?? text)
    case 'date':
    case 'datetime': {
      const time = parseDateTime(text)
      if (time === undefined) return text
      return type.name === 'datetime' ? dateTimeText(time) : dateText(time)
    }
    default:
      return text
  }
}

function integerOf(text: string): bigint | undefined {
  return /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined
}

function fits(value: bigint, bits: bigint): boolean {
  return BigInt.asIntN(Number(bits), value) === value
}
