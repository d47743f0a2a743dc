/** Numbers of MySQL's protocol for column types. */
const DECIMAL: ReadonlySet<number> = new Set([0, 246])
const FLOATING: ReadonlySet<number> = new Set([4, 5])
const TIME = 11

/** A cell as the recorder's client printed it: it was a Python program, which read numbers and times into values of its own. */
export function pythonText(cell: string | null, type: number | undefined): string {
  if (cell === null) return 'None'
  if (type === undefined) return cell
  if (FLOATING.has(type)) return pythonFloat(cell)
  if (DECIMAL.has(type)) return pythonDecimal(cell)
  return type === TIME ? pythonTime(cell) : cell
}

/** `repr(float)`: always a point or an exponent; exponents from 1e16 on and below 1e-4. */
function pythonFloat(text: string): string {
  const value = Number(text)
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const magnitude = Math.abs(value)
  if (value !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e')
    return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
  }
  const plain = String(value)
  if (plain.includes('e')) return value.toFixed(20).replace(/0+$/, '')
  return plain.includes('.') ? plain : `${plain}.0`
}

/** `str(Decimal)`: with an exponent once there are more than six zeros behind the point. */
function pythonDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '') return text
  const digits = `${whole}${fraction}`.replace(/^0+(?=.)/, '')
  const adjusted = digits.length - fraction.length - 1
  if (adjusted >= -6) return text
  const [first = '0', rest] = [digits[0], digits.slice(1)]
  return `${sign}${first}${rest === '' ? '' : `.${rest}`}E${adjusted}`
}

/** `str(timedelta)`: hours without padding, whole days apart. */
function pythonTime(text: string): string {
  const [, sign = '', hours = '', minutes = '', seconds = '', fraction] =
    /^(-?)(\d+):(\d+):(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (hours === '') return text
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  const total = sign === '-' ? -size : size
  const days = Math.floor(total / 86_400)
  const left = total - days * 86_400
  const two = (value: number): string => String(value).padStart(2, '0')
  const clock = `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`
  const tail = fraction === undefined ? '' : `.${fraction.padEnd(6, '0')}`
  return `${days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `}${clock}${tail}`
}
