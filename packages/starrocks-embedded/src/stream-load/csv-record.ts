import type { CsvOptions } from './load-options.ts'

/** A row of a CSV text: its fields, and where it ends. */
export interface CsvRecord {
  readonly fields: readonly Buffer[]
  /** Behind the last byte of the row, its delimiter left out. */
  readonly end: number
  /** Where the next row begins. */
  readonly next: number
}

const SPACE = 0x20

/**
 * Reads the row that begins at `start`; undefined when it does not end within `buffer` and more bytes may come.
 * Without `enclose` and `escape` a row is cut at its delimiter first (CSVScanner::_parse_csv).
 */
export function readRecord(buffer: Buffer, start: number, options: CsvOptions, last: boolean): CsvRecord | undefined {
  if (options.enclose !== undefined || options.escape !== undefined) return readEnclosed(buffer, start, options, last)
  const at = buffer.indexOf(options.rowDelimiter, start)
  if (at === -1 && !last) return undefined
  const end = at === -1 ? buffer.length : at
  return {
    fields: start === end ? [] : splitPlain(buffer.subarray(start, end), options),
    end,
    next: at === -1 ? end : end + options.rowDelimiter.length,
  }
}

function splitPlain(row: Buffer, { columnSeparator, trimSpace }: CsvOptions): readonly Buffer[] {
  const fields: Buffer[] = []
  let from = 0
  for (;;) {
    const at = row.indexOf(columnSeparator, from)
    const field = row.subarray(from, at === -1 ? row.length : at)
    fields.push(trimSpace ? trimmed(field) : field)
    if (at === -1) return fields
    from = at + columnSeparator.length
  }
}

function trimmed(field: Buffer): Buffer {
  let start = 0
  let end = field.length
  while (start < end && field[start] === SPACE) start++
  while (end > start && field[end - 1] === SPACE) end--
  return field.subarray(start, end)
}

/**
 * The state machine of CSVReader::more_rows: outside of a field that begins with `enclose`, that character takes its meaning from the next one
 * like `escape`; what follows the closing one up to the separator belongs to the field, save its last character.
 */
function readEnclosed(buffer: Buffer, start: number, options: CsvOptions, last: boolean): CsvRecord | undefined {
  const { columnSeparator, rowDelimiter, enclose, escape, trimSpace } = options
  const fields: Buffer[] = []
  let bytes: number[] = []
  let enclosed = false
  let closedAt = -1
  let state: 'start' | 'plain' | 'enclosed' = 'start'
  let at = start
  /** An escape and a delimiter behind it are read together. */
  const reach = Math.max(columnSeparator.length, rowDelimiter.length) + 1
  const follows = (delimiter: Buffer, from: number): boolean =>
    buffer[from] === delimiter[0] &&
    buffer.length - from >= delimiter.length &&
    buffer.compare(delimiter, 0, delimiter.length, from, from + delimiter.length) === 0
  const endField = (): void => {
    const kept = closedAt === -1 ? bytes : bytes.slice(0, closedAt)
    fields.push(Buffer.from(enclosed ? kept.slice(0, -1) : kept))
    bytes = []
    enclosed = false
    closedAt = -1
    state = 'start'
  }
  const endRow = (next: number): CsvRecord => {
    const empty = fields.length === 0 && bytes.length === 0 && !enclosed
    const end = at
    if (!empty) endField()
    return { fields, end, next }
  }
  for (;;) {
    if (state === 'start' && trimSpace) while (buffer[at] === SPACE) at++
    // A delimiter may be cut in two by the end of what has arrived.
    if (!last && buffer.length - at < reach) return undefined
    const byte = buffer[at]
    if (byte === undefined) {
      if (enclosed && state === 'enclosed') bytes.push(0)
      return endRow(at)
    }
    if (state === 'enclosed') {
      if (byte === enclose) {
        bytes.push(byte)
        if (buffer[at + 1] === enclose) at += 2
        else {
          at += 1
          // A space behind it ends the field.
          if (trimSpace && buffer[at] === SPACE) closedAt = bytes.length
          state = 'plain'
        }
      } else if (byte === escape) at = afterEscape(at)
      else {
        bytes.push(byte)
        at += 1
      }
      continue
    }
    if (follows(rowDelimiter, at)) return endRow(at + rowDelimiter.length)
    if (follows(columnSeparator, at)) {
      endField()
      at += columnSeparator.length
      continue
    }
    if (byte === escape) {
      if (state === 'start') state = 'plain'
      at = afterEscape(at)
    } else if (byte === enclose && state === 'start') {
      state = 'enclosed'
      enclosed = true
      at += 1
    } else if (byte === enclose) {
      const literal = buffer[at + 1]
      if (literal !== undefined) bytes.push(literal)
      at += 2
    } else {
      bytes.push(byte)
      state = 'plain'
      at += 1
    }
  }

  /** The escape character is dropped; what it protects is taken as it stands. Before anything else the field goes on as plain text. */
  function afterEscape(position: number): number {
    const next = position + 1
    const byte = buffer[next]
    if (byte !== undefined && (byte === enclose || byte === escape)) {
      bytes.push(byte)
      return next + 1
    }
    for (const delimiter of [rowDelimiter, columnSeparator]) {
      if (follows(delimiter, next)) {
        bytes.push(...delimiter)
        return next + delimiter.length
      }
    }
    state = 'plain'
    return next
  }
}
