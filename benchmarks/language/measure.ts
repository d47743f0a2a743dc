import { spawnSync } from 'node:child_process'

/** How fast something went over some texts. */
export interface Rate {
  readonly megabytesPerSecond: number
  readonly millisecondsPerText: number
}

/**
 * Runs `work` on all texts again and again, for `milliseconds` in each of several rounds, and takes the fastest round: in the others the
 * code was not compiled yet, or the machine had something else to do.
 */
export function rateOf(
  texts: readonly string[],
  work: (text: string) => unknown,
  milliseconds = 300,
  rounds = 8,
): Rate {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  runOnce(texts, work)
  const seconds = Math.min(...Array.from({ length: rounds }, () => roundOf(texts, work, milliseconds)))
  return { megabytesPerSecond: bytes / 1e6 / seconds, millisecondsPerText: (seconds * 1000) / texts.length }
}

/** Seconds that one pass over the texts takes. */
function roundOf(texts: readonly string[], work: (text: string) => unknown, milliseconds: number): number {
  const start = performance.now()
  let passes = 0
  let spent = 0
  do {
    runOnce(texts, work)
    passes++
    spent = performance.now() - start
  } while (spent < milliseconds)
  return spent / 1000 / passes
}

let sink: unknown

/** Keeps the last result, so that no work can be left out as unused. */
function runOnce(texts: readonly string[], work: (text: string) => unknown): void {
  for (const text of texts) sink = work(text)
  if (sink === texts) throw new Error('a result cannot be its input')
}

/** What processes that import these modules take, in milliseconds: medians of interleaved runs, so that a busy moment hits all of them. */
export function importTimes(
  modules: Readonly<Record<string, string | undefined>>,
  runs = 21,
): Readonly<Record<string, ImportTime>> {
  const names = Object.keys(modules)
  const samples = names.map(() => ({ process: [] as number[], import: [] as number[] }))
  for (let run = 0; run < runs; run++) {
    names.forEach((name, i) => {
      const url = modules[name]
      const load = url === undefined ? '' : `await import(${JSON.stringify(url)});`
      const code = `const start = performance.now(); ${load} console.log(performance.now() - start)`
      const start = performance.now()
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
      samples[i]?.process.push(performance.now() - start)
      samples[i]?.import.push(Number(stdout))
    })
  }
  return Object.fromEntries(
    names.map((name, i) => {
      const { process: whole = [], import: inside = [] } = samples[i] ?? {}
      return [name, { process: median(whole), import: median(inside), fastest: Math.min(...inside) }]
    }),
  )
}

export interface ImportTime {
  readonly process: number
  readonly import: number
  readonly fastest: number
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
