/** Decimals of up to 76 digits as whole numbers without their point. */

/** The largest number that 256 bits hold. */
const LIMIT = 2n ** 255n

function rounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  return value < 0n ? -((-value + half) / divisor) : (value + half) / divisor
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}

/** Text as a number of so many digits behind the point, rounded half away from zero; undefined where it is no number. */
export function parseBig(text: string, scale: number): string | undefined {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?\s*$/i.exec(text)
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return undefined
  const shift = scale - fraction.length + Number(exponent)
  if (Math.abs(shift) > 1000) return undefined
  const digits = BigInt(whole + fraction)
  const value = shift >= 0 ? digits * power(shift) : rounded(digits, power(-shift))
  return String(sign === '-' ? -value : value)
}

/** The same number with more or fewer digits behind the point. */
export function rescaleBig(text: string, by: number): string {
  const value = BigInt(text)
  return String(by >= 0 ? value * power(by) : rounded(value, power(-by)))
}

/** A quotient whose dividend is moved by so many digits; undefined for a divisor of 0, and where the dividend outgrows 256 bits. */
export function divideBig(dividend: string, divisor: string, shift: number): string | undefined {
  const [a, b] = [BigInt(dividend), BigInt(divisor)]
  const moved = shift >= 0 ? a * power(shift) : a
  const by = shift >= 0 ? b : b * power(-shift)
  if (by === 0n || moved >= LIMIT || moved < -LIMIT) return undefined
  const value = rounded(moved < 0n ? -moved : moved, by < 0n ? -by : by)
  return String(moved < 0n === by < 0n ? value : -value)
}

/** The number with its point. */
export function printBig(text: string, scale: number): string {
  const negative = text.startsWith('-')
  const digits = (negative ? text.slice(1) : text).padStart(scale + 1, '0')
  const shown = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return negative ? `-${shown}` : shown
}

/** A double as the server scales it: multiplied as a double, then taken for a whole number. */
export function bigOfDouble(value: number, scale: number): string | undefined {
  const scaled = Math.round(value * 10 ** scale)
  return Number.isFinite(scaled) ? String(BigInt(scaled)) : undefined
}
