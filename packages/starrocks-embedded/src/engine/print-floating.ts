/** A DOUBLE: the shortest digits that read back as the same value, with an exponent below 1e-4 and from 1e16 on (`1e+16`, `1.5e-05`). */
export function printDouble(value: number): string {
  return printShortest(value, String(value), 15)
}

/** A FLOAT: the shortest digits that read back as the same 32-bit value, with an exponent from 1e8 on. */
export function printFloat(value: number): string {
  if (!Number.isFinite(value) || value === 0) return printShortest(value, String(value), 7)
  for (let digits = 1; digits <= 9; digits += 1) {
    const candidate = value.toPrecision(digits)
    if (Math.fround(Number(candidate)) === value) return printShortest(Number(candidate), candidate, 7)
  }
  return printShortest(value, String(value), 7)
}

function printShortest(value: number, text: string, largestPlainExponent: number): string {
  if (Number.isNaN(value)) return 'nan'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (!Number.isFinite(value)) return `${sign}inf`
  if (value === 0) return `${sign}0`
  const { digits, exponent } = decompose(text)
  if (exponent < -4 || exponent > largestPlainExponent) {
    const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  if (digits.length <= exponent + 1) return `${sign}${digits.padEnd(exponent + 1, '0')}`
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}

/** The significant digits of a number's text and the decimal exponent of the first of them. */
function decompose(text: string): { readonly digits: string; readonly exponent: number } {
  const [mantissa, power] = splitExponent(text)
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const all = whole + fraction
  const leading = all.length - all.replace(/^0+/, '').length
  return { digits: all.slice(leading).replace(/0+$/, '') || '0', exponent: whole.length - 1 - leading + Number(power) }
}

function splitExponent(text: string): readonly [string, string] {
  const at = text.search(/e/i)
  return at < 0 ? [text, '0'] : [text.slice(0, at), text.slice(at + 1)]
}
