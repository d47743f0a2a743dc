import type { DuckDBValue } from '@duckdb/node-api'
import type { DataType } from 'starrocks-kit/schema'
import { printDouble, printFloat } from './print-floating.ts'
import { printJson } from './print-json.ts'

/**
 * A value as StarRocks' text protocol prints it: BOOLEAN as 1 or 0, DATETIME with microseconds only when there are some, decimals with their full
 * scale, nested values without spaces and with `null` inside, VARBINARY as the bytes that it is. Bitmaps, HLL sketches and percentile states print as NULL.
 */
export function printValue(value: DuckDBValue, type: DataType): string | Uint8Array | null {
  if (value === null) return null
  if (type.kind === 'varbinary' && isObject(value) && 'bytes' in value) return value.bytes as Uint8Array
  if (type.kind === 'simple' && (type.name === 'bitmap' || type.name === 'hll' || type.name === 'percentile'))
    return null
  return print(value, type, false)
}

function print(value: DuckDBValue, type: DataType, nested: boolean): string {
  if (value === null) return 'null'
  switch (type.kind) {
    case 'simple':
      return printSimple(value, type.name, nested)
    case 'decimal':
      if (type.precision > 38 && typeof value === 'bigint') return printScaled(value, type.scale, type.scale)
      return printDecimal(value, type.scale)
    case 'char':
    case 'varchar':
      return nested ? quote(String(value), '"') : String(value)
    case 'varbinary': {
      const text =
        isObject(value) && 'bytes' in value ? Buffer.from(value.bytes as Uint8Array).toString('utf8') : String(value)
      return nested ? quote(text, '"') : text
    }
    case 'array':
      return `[${itemsOf(value)
        .map((item) => print(item, type.element, true))
        .join(',')}]`
    case 'map':
      return `{${itemsOf(value)
        .map((item) => {
          const [key = null, mapped = null] = fieldsOf(item)
          return `${print(key, type.key, true)}:${print(mapped, type.value, true)}`
        })
        .join(',')}}`
    case 'struct': {
      const entries = fieldsOf(value)
      return `{${type.fields.map((field, index) => `"${field.name}":${print(entries[index] ?? null, field.type, true)}`).join(',')}}`
    }
    case 'aggregate-state': {
      // The state of a set is the set; of any other there are only bytes.
      const [element] = type.arguments
      if (element === undefined || type.function.toLowerCase() !== 'array_agg_distinct') return 'null'
      const printed = itemsOf(value).map((item) => print(fieldsOf(item)[0] ?? null, element, true))
      return `[${[...new Set(printed)].join(',')}]`
    }
  }
}

function printSimple(value: DuckDBValue, name: Extract<DataType, { kind: 'simple' }>['name'], nested: boolean): string {
  switch (name) {
    case 'boolean':
      return value === true || value === 1 ? '1' : '0'
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'largeint':
      return String(value)
    case 'float':
      return typeof value === 'number' ? printFloat(value) : String(value)
    case 'double':
      return typeof value === 'number' ? printDouble(value) : String(value)
    case 'date': {
      const days = isObject(value) && 'days' in value ? (value.days as number) : 0
      const text = printDate(days)
      return nested ? `"${text}"` : text
    }
    case 'datetime': {
      const micros = isObject(value) && 'micros' in value ? (value.micros as bigint) : 0n
      const text = printDatetime(micros)
      return nested ? `"${text}"` : text
    }
    case 'time':
      return printTime(Number(value))
    case 'json':
    case 'variant': {
      const text = printJson(String(value))
      return nested ? quote(text, "'") : text
    }
    case 'hll':
    case 'bitmap':
    case 'percentile':
      return 'null'
  }
}

function isObject(value: DuckDBValue): value is Extract<DuckDBValue, object> {
  return typeof value === 'object' && value !== null
}

function itemsOf(value: DuckDBValue): readonly DuckDBValue[] {
  return isObject(value) && 'items' in value ? (value.items as readonly DuckDBValue[]) : []
}

function fieldsOf(value: DuckDBValue): readonly DuckDBValue[] {
  return isObject(value) && 'entries' in value ? Object.values(value.entries as Record<string, DuckDBValue>) : []
}

function quote(text: string, mark: string): string {
  return `${mark}${text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`)}${mark}`
}

function printDecimal(value: DuckDBValue, scale: number): string {
  if (isObject(value) && 'scale' in value) return printScaled(value.value as bigint, value.scale as number, scale)
  if (typeof value === 'bigint') return printScaled(value, 0, scale)
  if (typeof value === 'number') return value.toFixed(scale)
  return String(value)
}

function printScaled(unscaled: bigint, valueScale: number, scale: number): string {
  let shifted = unscaled
  if (scale > valueScale) shifted *= 10n ** BigInt(scale - valueScale)
  const negative = shifted < 0n
  const shownScale = Math.max(scale, valueScale)
  const digits = (negative ? -shifted : shifted).toString().padStart(shownScale + 1, '0')
  const sign = negative ? '-' : ''
  return shownScale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -shownScale)}.${digits.slice(-shownScale)}`
}

const DAY_MICROS = 86_400_000_000n

function printDate(days: number): string {
  const date = new Date(days * 86_400_000)
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`
}

function printDatetime(micros: bigint): string {
  const days = micros >= 0n ? micros / DAY_MICROS : -((-micros + DAY_MICROS - 1n) / DAY_MICROS)
  const ofDay = Number(micros - days * DAY_MICROS)
  const fraction = ofDay % 1_000_000
  const seconds = Math.floor(ofDay / 1_000_000)
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`
  return `${printDate(Number(days))} ${clock}${fraction === 0 ? '' : `.${pad(fraction, 6)}`}`
}

function printTime(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds))
  return `${seconds < 0 ? '-' : ''}${pad(Math.floor(whole / 3600), 2)}:${pad(Math.floor(whole / 60) % 60, 2)}:${pad(whole % 60, 2)}`
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
