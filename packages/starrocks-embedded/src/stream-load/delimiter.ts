import { LoadError } from './load-error.ts'

/** A delimiter as it is written in a header (Delimiter.convertDelimiter): plain text, `\t` and `\n`, or bytes as `\x0D0A` or `0x0D0A`. */
export function readDelimiter(text: string): Buffer {
  const hex = /^(?:\\x|0x)(.*)$/is.exec(text)?.[1]
  if (hex === undefined) return Buffer.from(text.replaceAll('\\t', '\t').replaceAll('\\n', '\n'))
  if (hex === '') throw new LoadError(`Invalid delimiter '${text}: empty hex string`)
  if (hex.length % 2 !== 0) throw new LoadError(`Invalid delimiter '${text}: hex length must be a even number`)
  if (!/^[0-9a-f]*$/i.test(hex)) throw new LoadError(`Invalid delimiter '${text}': invalid hex format`)
  return Buffer.from(hex, 'hex')
}
