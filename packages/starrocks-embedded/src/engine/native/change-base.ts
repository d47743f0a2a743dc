const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const MOST = (1n << 64n) - 1n

/** A number written in one base in another; a negative base is one of signed numbers. Without such bases undefined. */
export function changeBase(text: string, from: number, to: number): string | undefined {
  if (!isBase(from) || !isBase(to)) return undefined
  const base = Math.abs(from)
  const { sign, digits } = /^\s*(?<sign>[+-]?)(?<digits>[0-9A-Za-z]*)/.exec(text)?.groups ?? {}
  let value = 0n
  for (const digit of (digits ?? '').toUpperCase()) {
    const number = DIGITS.indexOf(digit)
    if (number >= base) break
    value = value * BigInt(base) + BigInt(number)
  }
  if (sign === '-') value = from < 0 && value > 1n << 63n ? -(1n << 63n) : -value
  value = value > MOST ? MOST : BigInt.asUintN(64, value)
  const signed = to < 0 ? BigInt.asIntN(64, value) : value
  const written = magnitude(signed < 0n ? -signed : signed, Math.abs(to))
  return signed < 0n ? `-${written}` : written
}

function isBase(base: number): boolean {
  return Math.abs(base) >= 2 && Math.abs(base) <= 36
}

function magnitude(value: bigint, base: number): string {
  return value.toString(base).toUpperCase()
}
