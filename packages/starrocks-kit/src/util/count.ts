/** A number with its noun, as in `1 revision` and `3 revisions`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
