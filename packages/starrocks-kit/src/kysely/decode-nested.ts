import { StarRocksKitError } from '../errors/base.ts'
import type { DataType, MapType, StructType } from '../schema/types/data-type.ts'

/** A nested value that is not of the declared type: the table in the database is another one. */
export class NestedValueError extends StarRocksKitError {
  readonly code = 'NESTED_VALUE'

  constructor(text: string, expected: string, at: number) {
    super(
      `The value ${JSON.stringify(text.slice(0, 60))} is not what its model declares: ${expected} was expected at character ${at + 1}. ` +
        'Compare the model with the table (starrocks-kit check).',
    )
  }
}

/**
 * Reads an ARRAY, MAP or STRUCT as the text protocol writes it: `[1,null]`, `{"a":1}`, `{1:"x"}`. Text, dates and bytes stand in double
 * quotes, JSON in single ones, with `\` before the quote and before itself; everything else is bare (MysqlRowBuffer of the backend).
 */
export function decodeNested(text: string, type: DataType): unknown {
  const reader = new Reader(text)
  const value = readValue(reader, type)
  if (!reader.atEnd) reader.fail('the end')
  return value
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length
  }

  /** Passes over the character if it is next. */
  skip(char: string): boolean {
    if (this.#text[this.#at] !== char) return false
    this.#at++
    return true
  }

  require(char: string): void {
    if (!this.skip(char)) this.fail(char)
  }

  /** Passes over `null` if it is next. */
  skipNull(): boolean {
    if (!this.#text.startsWith('null', this.#at)) return false
    this.#at += 4
    return true
  }

  quoted(quote: string): string {
    this.require(quote)
    let value = ''
    while (!this.atEnd) {
      const char = this.#text[this.#at++] ?? ''
      if (char === quote) return value
      value += char === '\\' ? (this.#text[this.#at++] ?? '') : char
    }
    return this.fail(quote)
  }

  /** Everything up to what can follow a bare value. */
  bare(): string {
    const start = this.#at
    while (!this.atEnd && !',:]}'.includes(this.#text[this.#at] ?? '')) this.#at++
    return this.#text.slice(start, this.#at)
  }

  fail(expected: string): never {
    throw new NestedValueError(this.#text, expected, this.#at)
  }
}

function readValue(reader: Reader, type: DataType): unknown {
  if (reader.skipNull()) return null
  switch (type.kind) {
    case 'array':
      return readList(reader, '[', ']', () => readValue(reader, type.element))
    case 'map':
      return readMap(reader, type)
    case 'struct':
      return readStruct(reader, type)
    case 'decimal':
      return reader.bare()
    case 'char':
    case 'varchar':
    case 'aggregate-state':
      return reader.quoted('"')
    case 'varbinary':
      return new TextEncoder().encode(reader.quoted('"'))
    case 'simple':
      switch (type.name) {
        case 'boolean':
          return reader.bare() === '1'
        case 'tinyint':
        case 'smallint':
        case 'int':
        case 'float':
        case 'double':
          return Number(reader.bare())
        case 'bigint':
        case 'largeint':
          return BigInt(reader.bare())
        case 'json':
        case 'variant':
          return JSON.parse(reader.quoted("'")) as unknown
        default:
          return reader.quoted('"')
      }
  }
}

function readList<Item>(reader: Reader, open: string, close: string, item: () => Item): readonly Item[] {
  reader.require(open)
  const items: Item[] = []
  if (reader.skip(close)) return items
  do items.push(item())
  while (reader.skip(','))
  reader.require(close)
  return items
}

function readMap(reader: Reader, type: MapType): ReadonlyMap<unknown, unknown> {
  return new Map(
    readList(reader, '{', '}', () => {
      const key = readValue(reader, type.key)
      reader.require(':')
      return [key, readValue(reader, type.value)] as const
    }),
  )
}

function readStruct(reader: Reader, type: StructType): Readonly<Record<string, unknown>> {
  const types = new Map(type.fields.map(({ name, type: field }) => [name.toLowerCase(), { name, field }]))
  return Object.fromEntries(
    readList(reader, '{', '}', () => {
      const key = reader.quoted('"')
      const declared = types.get(key.toLowerCase()) ?? reader.fail(`a field of ${[...types.keys()].join(', ')}`)
      reader.require(':')
      return [declared.name, readValue(reader, declared.field)] as const
    }),
  )
}
