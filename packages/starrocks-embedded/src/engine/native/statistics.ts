/**
 * How far a chain of events got within a window of time (`window_funnel`): `steps` are the numbers of the conditions (from 1) that the rows met, with their times,
 * sorted by time. Bits of the mode: 1 ends a chain at an event that is already in it, 2 at one whose predecessor is missing, 4 wants rising times.
 */
export function windowFunnel(
  window: number,
  mode: number,
  levels: number,
  steps: readonly { readonly time: number; readonly level: number }[],
): number {
  const rising = (mode & 4) !== 0
  const once = (mode & 1) !== 0
  const inOrder = (mode & 2) !== 0
  const start: (number | undefined)[] = Array.from({ length: levels })
  const last: number[] = Array.from({ length: levels }, () => 0)
  let best = 0
  let current = 0
  let begun = false
  const end = (): void => {
    best = Math.max(best, current)
    start.fill(undefined, 0, current)
    current = 0
  }
  for (const { time, level } of steps) {
    const at = level - 1
    const before = at === 0 ? time : start[at - 1]
    if (at === 0) {
      start[0] = time
      last[0] = time
      current = Math.max(current, 1)
      begun = true
    } else if (once && start[at] !== undefined) {
      end()
    } else if (inOrder && begun && before === undefined) {
      if (current > 0) end()
    } else if (before !== undefined && time <= before + window && (!rising || (last[at - 1] ?? 0) < time)) {
      start[at] = before
      last[at] = time
      current = Math.max(current, level)
      if (level === levels) return levels
    }
  }
  return Math.max(best, current)
}

/** The Mann-Whitney U test of two samples as the server prints it: `[U, p]`, or an object that tells what is wrong. */
export function mannWhitney(
  first: readonly number[],
  second: readonly number[],
  alternative: string,
  correction: number,
): string {
  const all = [...first.map((x) => ({ x, own: true })), ...second.map((x) => ({ x, own: false }))].toSorted(
    (a, b) => a.x - b.x,
  )
  const size = all.length
  let ranks = 0
  let ties = 0
  for (let left = 0; left < size;) {
    let right = left
    while (right < size && all[right]?.x === all[left]?.x) right += 1
    const equal = right - left
    if (equal === size) return '{"Error": "All numbers in both samples are identical."}'
    ties += equal ** 3 - equal
    ranks += all.slice(left, right).filter(({ own }) => own).length * ((left + right + 1) / 2)
    left = right
  }
  const [n1, n2] = [first.length, second.length]
  const u1 = n1 * n2 + (n1 * (n1 + 1)) / 2 - ranks
  const u2 = n1 * n2 - u1
  const mean = (n1 * n2) / 2 + 0.5 * correction
  const deviation = Math.sqrt(((1 - ties / (size ** 3 - size)) * n1 * n2 * (n1 + n2 + 1)) / 12)
  if (!Number.isFinite(deviation) || deviation < 1e-7)
    return `{"Logical Error": "sd(${deviation}) is not a valid value."}`
  const u = alternative === 'less' ? u1 : alternative === 'greater' ? u2 : Math.max(u1, u2)
  const z = (u - mean) / deviation
  // The server's own way to it decides the last digit.
  const p = alternative === 'two-sided' ? 2 - 2 * normal(Math.abs(z)) : 1 - normal(z)
  return `[${u2}, ${p}]`
}

/** The distribution function of the standard normal distribution. */
function normal(z: number): number {
  return 0.5 * complementaryError(-z / Math.SQRT2)
}

/** erfc by a series of positive terms near zero and its continued fraction further out, to the precision of a double. */
function complementaryError(x: number): number {
  if (x < 0) return 2 - complementaryError(-x)
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; term > 1e-18 * sum; n += 1) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  let fraction = 0
  for (let n = 120; n >= 1; n -= 1) fraction = n / 2 / (x + fraction)
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction)
}
