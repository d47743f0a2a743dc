import { crc32 } from 'node:zlib'

/** One line of the log: checksum, then JSON. Checksum and text are over the same bytes, so a torn or altered line never passes. */
export function encodeRecord(value: unknown): string {
  const text = JSON.stringify(value)
  return `${checksum(text)} ${text}\n`
}

/** The value of a line (without its line break), or undefined when the line is torn or altered. */
export function decodeRecord(line: string): { readonly value: unknown } | undefined {
  if (line[8] !== ' ') return undefined
  const text = line.slice(9)
  if (checksum(text) !== line.slice(0, 8)) return undefined
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
