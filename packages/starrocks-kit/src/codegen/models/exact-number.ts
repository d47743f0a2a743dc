/** Whether a text is a number that JavaScript writes the same way, without an exponent. */
export function isExactNumber(value: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(value) && value !== '-0' && String(Number(value)) === value
}
