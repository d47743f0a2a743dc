/** A stream of numbers that depends on its seed only (mulberry32). */
export interface Random {
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number
  /** True once in `n` times. */
  once(n: number): boolean
  pick<T>(values: readonly [T, ...T[]]): T
  /** Each value with probability one in `n`, in order. */
  some<T>(values: readonly T[], n: number): readonly T[]
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    once: (n) => below(n) === 0,
    pick: (values) => values[below(values.length)] ?? values[0],
    some: (values, n) => values.filter(() => below(n) === 0),
  }
}

/** One of several ways to say something; only the chosen one is made. */
export function oneOf(random: Random, ...ways: readonly [() => string, ...(() => string)[]]): string {
  return random.pick(ways)()
}
