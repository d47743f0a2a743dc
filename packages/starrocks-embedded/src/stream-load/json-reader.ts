import { constants } from 'node:buffer'
import { TOLD_ROWS } from '../engine/load-rows.ts'
import type { StagedRow } from '../engine/staged-rows.ts'
import { OPERATION_COLUMN, type LoadField } from '../sql/dml/load.ts'
import { jsonDocuments, jsonElements } from './json-documents.ts'
import { valueAt } from './json-path.ts'
import { LoadError } from './load-error.ts'
import type { JsonOptions } from './load-options.ts'
import type { RowReader } from './row-reader.ts'
import { errorText } from '../error-text.ts'

/** `streaming_load_max_batch_size_mb`: JSON is read as a whole. */
const LARGEST_TEXT = 100 * 1024 * 1024

type JsonObject = Readonly<Record<string, unknown>>

/** Reads JSON rows: with paths a field is what stands there, without them it is what has its name. */
export class JsonReader implements RowReader {
  readonly #options: JsonOptions
  readonly #fields: readonly LoadField[]
  readonly errors: string[] = []
  filtered = 0
  #chunks: Buffer[] = []
  #size = 0

  constructor(options: JsonOptions, fields: readonly LoadField[]) {
    this.#options = options
    this.#fields = fields
  }

  push(bytes: Buffer): readonly StagedRow[] {
    this.#size += bytes.length
    if (!this.#options.ignoreSize && this.#size > LARGEST_TEXT) throw tooLarge(this.#size)
    if (this.#size > constants.MAX_STRING_LENGTH) {
      throw new LoadError(
        `a JSON text of more than ${constants.MAX_STRING_LENGTH} bytes cannot be read by the embedded server: load it in several parts`,
      )
    }
    this.#chunks.push(bytes)
    return []
  }

  end(): readonly StagedRow[] {
    const text = Buffer.concat(this.#chunks).toString()
    this.#chunks = []
    const first = /[^ \t\r\n]/.exec(text)?.[0]
    if (first === undefined) return []
    if (first !== '{' && first !== '[') throw badJson(`illegal json started with [${first}]`)
    return [...this.#objects(text, first === '[')].map(({ raw, value }) => ({
      raw,
      values: this.#fields.map((field, at) => this.#value(value, field, at)),
    }))
  }

  /** The rows: objects, wherever root and outer array have them. */
  *#objects(text: string, isArray: boolean): Generator<{ readonly raw: string; readonly value: JsonObject }> {
    const { root, stripOuterArray } = this.#options
    if (root === undefined) {
      if (stripOuterArray && !isArray) {
        throw badJson(`the value should be array type with strip_outer_array=true, value: ${text.slice(0, 64)}`)
      }
      for (const raw of stripOuterArray ? arrayElements(text) : jsonDocuments(text)) {
        yield { raw, value: objectOf(readValue(raw), stripOuterArray ? 'array' : 'stream') }
      }
      return
    }
    // With a root, an outer array is always opened; strip_outer_array is about the root's own.
    for (const raw of isArray ? arrayElements(text) : jsonDocuments(text)) {
      const found = valueAt(readValue(raw), root)
      if (found === undefined) {
        this.#leaveOut(raw, 'the json root is not found')
        continue
      }
      if (!stripOuterArray) yield { raw, value: objectOf(found, 'root') }
      else if (Array.isArray(found))
        for (const item of found) yield { raw: jsonText(item), value: objectOf(item, 'root') }
      else
        throw badJson(
          `the value under json root should be array type with strip_outer_array=true, value: ${raw.slice(0, 64)}`,
        )
    }
  }

  #value(row: JsonObject, { name, json }: LoadField, at: number): string | null {
    const { paths } = this.#options
    const path = paths?.[at]
    const found = paths === undefined ? own(row, name) : path === undefined ? undefined : valueAt(row, path)
    if (found === undefined || found === null) return name === OPERATION_COLUMN ? '0' : null
    return json ? jsonText(found) : fieldText(found)
  }

  #leaveOut(raw: string, reason: string): void {
    this.filtered += 1
    if (this.errors.length < TOLD_ROWS) this.errors.push(`Error: ${reason}. Row: ${raw}`)
  }
}

/** The error of a JSON text that is larger than may be; `size` in bytes. */
export function tooLarge(size: number): LoadError {
  return new LoadError(
    `The size of this batch exceed the max size [${LARGEST_TEXT}]  of json type data  data [ ${size} ]. Set ignore_json_size to skip the check, although it may lead huge memory consuming.`,
  )
}

function arrayElements(text: string): Generator<string> {
  return jsonElements(text.trimStart())
}

function own(row: JsonObject, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined
}

function objectOf(value: unknown, where: 'array' | 'stream' | 'root'): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  if (where === 'stream' && Array.isArray(value)) {
    throw badJson(
      'The value is array type in json document stream, you can set strip_outer_array=true to parse each element of the array as individual rows',
    )
  }
  throw badJson(
    where === 'stream'
      ? 'The value should be object type in json document stream'
      : where === 'root'
        ? `The value should be object type in json document stream with json root, value: ${jsonText(value).slice(0, 64)}`
        : `the value should be object type in json array, value: ${jsonText(value).slice(0, 64)}`,
  )
}

/** The text of a field: of strings what they say, of numbers all their digits, of others the JSON. */
function fieldText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? '1' : '0'
  return jsonText(value)
}

function jsonText(value: unknown): string {
  return JSON.stringify(value)
}

/** Numbers keep their text: a BIGINT or DECIMAL has more digits than a double. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
      typeof value === 'number' && context?.source !== undefined && String(value) !== context.source
        ? rawJson(context.source)
        : value,
    )
  } catch (error) {
    throw badJson(`Failed to parse json, error: ${errorText(error)}`)
  }
}

/** JSON.rawJSON of ES2026, which the compiler does not know yet. */
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown }

function badJson(message: string): LoadError {
  return new LoadError(message, 'DATA_QUALITY_ERROR')
}
