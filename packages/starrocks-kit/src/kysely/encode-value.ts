import { StarRocksKitError } from '../errors/base.ts'
import { quoteString } from '../language/index.ts'
import type { DataType, StructType } from '../schema/types/data-type.ts'

/** A value that has no StarRocks literal, or none without a guess. */
export class UnsupportedValueError extends StarRocksKitError {
  readonly code = 'UNSUPPORTED_VALUE'

  constructor(what: string, remedy: string) {
    super(`${what} cannot be sent to StarRocks: ${remedy}.`)
  }
}

/**
 * A value as a StarRocks literal: queries go through the text protocol, with nothing left to bind. The declared type, where it is known, decides
 * what objects mean (JSON or a STRUCT) and how nested values are written.
 */
export function encodeValue(value: unknown, type?: DataType): string {
  if (value === null || value === undefined) return 'NULL'
  if (type?.kind === 'simple' && (type.name === 'json' || type.name === 'variant'))
    return `parse_json(${quoteString(JSON.stringify(value))})`
  switch (typeof value) {
    case 'string':
      return quoteString(value)
    case 'number':
      if (Number.isFinite(value)) return String(value)
      throw new UnsupportedValueError(`The number ${value}`, 'StarRocks has no literal for it')
    case 'bigint':
      return String(value)
    case 'boolean':
      return value ? 'TRUE' : 'FALSE'
    case 'object':
      return encodeObject(value, type)
    default:
      throw new UnsupportedValueError(`A ${typeof value}`, 'it is no value of a column')
  }
}

function encodeObject(value: object, type: DataType | undefined): string {
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`
  if (value instanceof Date)
    throw new UnsupportedValueError(
      'A Date',
      "DATETIME has no time zone; write the text that is meant, '2024-05-31 12:00:00'",
    )
  if (Array.isArray(value)) {
    const element = type?.kind === 'array' ? type.element : undefined
    return `[${value.map((item) => encodeValue(item, element)).join(', ')}]`
  }
  if (value instanceof Map) {
    const types = type?.kind === 'map' ? type : undefined
    const entries = [...value].map(
      ([key, item]) => `${encodeValue(key, types?.key)}: ${encodeValue(item, types?.value)}`,
    )
    return `map{${entries.join(', ')}}`
  }
  if (type?.kind === 'struct') return encodeStruct(value, type)
  throw new UnsupportedValueError(
    'An object',
    'whether JSON or a STRUCT is meant is known for columns of models only: hand the models to the dialect, or write parse_json(...) or named_struct(...)',
  )
}

function encodeStruct(value: object, type: StructType): string {
  const given = new Map(Object.entries(value).map(([name, item]) => [name.toLowerCase(), item as unknown]))
  const fields = type.fields.map(({ name, type: field }) => {
    return `${quoteString(name)}, ${encodeValue(given.get(name.toLowerCase()), field)}`
  })
  return `named_struct(${fields.join(', ')})`
}
