import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { aes, digest } from './native/cipher.ts'
import { bigOfDouble, divideBig, parseBig, printBig, rescaleBig } from './native/big-decimal.ts'
import { castDatetime } from './native/datetime-cast.ts'
import { formatDate, formatJoda } from './native/date-text.ts'
import { parseDate } from './native/parse-date.ts'
import { crc32, murmurHash3 } from './native/hash.ts'
import { containsJson, prettyJson, removeJson, setJson } from './native/json-edit.ts'
import { mannWhitney, windowFunnel } from './native/statistics.ts'
import { weekOf } from './native/week.ts'
import { xxh3, xxh3Wide } from './native/xx-hash.ts'
import { changeBase } from './native/change-base.ts'
import { printJson } from './print-json.ts'

/** A function of the translated text: its name, types as their DuckDB names, and its value; where an argument is NULL, so is the result. */
type Native = readonly [
  name: string,
  parameters: readonly TypeName[],
  result: TypeName,
  value: (...args: readonly DuckDBValue[]) => DuckDBValue | undefined,
]

type TypeName = 'DOUBLE' | 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'BOOLEAN' | 'BLOB' | 'DOUBLE[]' | 'BIGINT[]'

const bytes = new TextEncoder()

function bytesOf(value: DuckDBValue | undefined): Uint8Array {
  return typeof value === 'object' && value !== null && 'bytes' in value
    ? (value.bytes as Uint8Array)
    : bytes.encode(String(value))
}

function numbersOf(value: DuckDBValue | undefined): readonly number[] {
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : []
  return (items as readonly DuckDBValue[]).map(Number)
}

/** What neither DuckDB nor a macro can do. */
function natives(blob: (value: Uint8Array) => DuckDBValue): readonly Native[] {
  const cipher = (direction: 'encrypt' | 'decrypt'): Native[3] => {
    return (data, key, vector, mode, associated) => {
      const done = aes(direction, bytesOf(data), bytesOf(key), bytesOf(vector), String(mode), bytesOf(associated))
      return done === undefined ? undefined : blob(done)
    }
  }
  return [
    ['sr_murmur', ['VARCHAR', 'INTEGER'], 'INTEGER', (text, seed) => murmurHash3(bytesOf(text), Number(seed))],
    [
      'sr_xxh3',
      ['VARCHAR', 'BIGINT'],
      'BIGINT',
      (text, seed) => BigInt.asIntN(64, xxh3(bytesOf(text), BigInt.asUintN(64, seed as bigint))),
    ],
    [
      'sr_xxh3_wide',
      ['VARCHAR'],
      'VARCHAR',
      (text) => {
        const [low, high] = xxh3Wide(bytesOf(text), 0n)
        return String(BigInt.asIntN(128, (high << 64n) | low))
      },
    ],
    [
      'sr_change_base',
      ['VARCHAR', 'INTEGER', 'INTEGER'],
      'VARCHAR',
      (text, from, to) => changeBase(String(text), Number(from), Number(to)),
    ],
    ['sr_crc32', ['VARCHAR'], 'BIGINT', (text) => BigInt(crc32(bytesOf(text)))],
    ['sr_unicode_upper', ['VARCHAR'], 'VARCHAR', (text) => String(text).toUpperCase()],
    ['sr_unicode_lower', ['VARCHAR'], 'VARCHAR', (text) => String(text).toLowerCase()],
    [
      'sr_cut',
      ['VARCHAR', 'INTEGER'],
      'VARCHAR',
      (text, size) => {
        const whole = bytesOf(text)
        let end = Math.min(Number(size), whole.length)
        while (end > 0 && end < whole.length && ((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1
        return Buffer.from(whole.subarray(0, end)).toString('utf8')
      },
    ],
    ['sr_sm3', ['VARCHAR'], 'VARCHAR', (text) => digest('sm3', String(text))],
    [
      'sr_sha2',
      ['VARCHAR', 'INTEGER'],
      'VARCHAR',
      (text, bits) => {
        const size = Number(bits) === 0 ? 256 : Number(bits)
        const known = size === 224 || size === 256 || size === 384 || size === 512
        return known ? digest(`sha${size}`, String(text)) : undefined
      },
    ],
    ['sr_aes_encrypt', ['BLOB', 'BLOB', 'BLOB', 'VARCHAR', 'BLOB'], 'BLOB', cipher('encrypt')],
    ['sr_aes_decrypt', ['BLOB', 'BLOB', 'BLOB', 'VARCHAR', 'BLOB'], 'BLOB', cipher('decrypt')],
    ['sr_big_parse', ['VARCHAR', 'INTEGER'], 'VARCHAR', (text, scale) => parseBig(String(text), Number(scale))],
    ['sr_big_rescale', ['VARCHAR', 'INTEGER'], 'VARCHAR', (text, by) => rescaleBig(String(text), Number(by))],
    [
      'sr_big_divide',
      ['VARCHAR', 'VARCHAR', 'INTEGER'],
      'VARCHAR',
      (dividend, divisor, shift) => divideBig(String(dividend), String(divisor), Number(shift)),
    ],
    ['sr_big_multiply', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (a, b) => String(BigInt(String(a)) * BigInt(String(b)))],
    ['sr_big_text', ['VARCHAR', 'INTEGER'], 'VARCHAR', (text, scale) => printBig(String(text), Number(scale))],
    ['sr_big_of_double', ['DOUBLE', 'INTEGER'], 'VARCHAR', (value, scale) => bigOfDouble(Number(value), Number(scale))],
    ['sr_json_spaced', ['VARCHAR'], 'VARCHAR', (text) => printJson(String(text))],
    ['sr_json_pretty', ['VARCHAR'], 'VARCHAR', (text) => prettyJson(String(text))],
    ['sr_json_contains', ['VARCHAR', 'VARCHAR'], 'BOOLEAN', (whole, part) => containsJson(String(whole), String(part))],
    [
      'sr_json_set',
      ['VARCHAR', 'VARCHAR', 'VARCHAR'],
      'VARCHAR',
      (text, path, value) => setJson(String(text), String(path), String(value)),
    ],
    ['sr_json_remove', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (text, path) => removeJson(String(text), String(path))],
    [
      // The year times a hundred, and the week.
      'sr_year_week',
      ['INTEGER', 'INTEGER'],
      'INTEGER',
      (day, mode) => {
        const { year, week } = weekOf(Number(day), Number(mode))
        return year * 100 + week
      },
    ],
    ['sr_format_date', ['BIGINT', 'VARCHAR'], 'VARCHAR', (at, format) => formatDate(at as bigint, String(format))],
    ['sr_format_joda', ['BIGINT', 'VARCHAR'], 'VARCHAR', (at, format) => formatJoda(at as bigint, String(format))],
    ['sr_cast_datetime', ['VARCHAR'], 'BIGINT', (text) => castDatetime(String(text))],
    ['sr_parse_date', ['VARCHAR', 'VARCHAR'], 'BIGINT', (text, format) => parseDate(String(text), String(format))],
    [
      // Times and conditions of the rows, in two lists of one length.
      'sr_window_funnel',
      ['BIGINT', 'INTEGER', 'INTEGER', 'BIGINT[]', 'BIGINT[]'],
      'INTEGER',
      (window, mode, levels, times, met) => {
        const at = numbersOf(times)
        const steps = numbersOf(met).map((level, index) => ({ time: at[index] ?? 0, level }))
        return windowFunnel(Number(window), Number(mode), Number(levels), steps)
      },
    ],
    [
      'sr_mann_whitney',
      ['DOUBLE[]', 'DOUBLE[]', 'VARCHAR', 'BIGINT'],
      'VARCHAR',
      (first, second, alternative, correction) =>
        mannWhitney(numbersOf(first), numbersOf(second), String(alternative), Number(correction)),
    ],
  ]
}

/** Registers what the translated text calls and neither DuckDB nor a macro can do. */
export async function registerNativeFunctions(connection: DuckDBConnection): Promise<void> {
  const { BIGINT, BLOB, BOOLEAN, DOUBLE, DuckDBBlobValue, DuckDBScalarFunction, INTEGER, LIST, VARCHAR } =
    await import('@duckdb/node-api')
  const types: Readonly<Record<TypeName, DuckDBType>> = {
    VARCHAR,
    DOUBLE,
    INTEGER,
    BIGINT,
    BOOLEAN,
    BLOB,
    'DOUBLE[]': LIST(DOUBLE),
    'BIGINT[]': LIST(BIGINT),
  }
  for (const [name, parameters, result, value] of natives((own) => new DuckDBBlobValue(own))) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: parameters.map((parameter) => types[parameter]),
        returnType: types[result],
        mainFunction: (_info, input, output) => {
          for (let row = 0; row < input.rowCount; row += 1) {
            const args = parameters.map((_, index) => input.getColumnVector(index).getItem(row))
            output.setItem(row, args.includes(null) ? null : (value(...args) ?? null))
          }
          output.flush()
        },
      }),
    )
  }
}
