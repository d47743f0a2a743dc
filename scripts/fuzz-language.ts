/**
 * Breaks statements at random and reads them: no crash, no input that takes longer than a second, and what parses prints and reads back.
 * `node scripts/fuzz-language.ts [count] [seed]`: a million inputs unless told. An input depends on the seed and its number only.
 */
import { Worker, isMainThread, workerData } from 'node:worker_threads'
import { faultOf } from '../packages/starrocks-kit/tests/language/check-input.ts'
import { SEEDS, mutatedInput } from '../packages/starrocks-kit/tests/language/mutate.ts'
import { hasCorpus, readRecord } from '../tests/corpus.ts'

const SLOW = 1000
const MOST_SHOWN = 20

interface Work {
  readonly count: number
  readonly seed: number
  /** The number of the input being read, then counts of crashes, slow inputs, mismatches and inputs without fault. */
  readonly progress: Int32Array<SharedArrayBuffer>
}

if (isMainThread) supervise()
else run(workerData as Work)

function supervise(): void {
  const count = Number(process.argv[2] ?? 1_000_000)
  const seed = Number(process.argv[3] ?? 1)
  const progress = new Int32Array(new SharedArrayBuffer(5 * Int32Array.BYTES_PER_ELEMENT))
  const started = performance.now()
  const worker = new Worker(new URL(import.meta.url), { workerData: { count, seed, progress } satisfies Work })
  let seen = -1
  let since = started
  const watch = setInterval(() => {
    const index = progress[0] ?? 0
    if (index !== seen) [seen, since] = [index, performance.now()]
    else if (performance.now() - since > 60 * SLOW) {
      console.log(`input ${index} does not end:\n${mutatedInput(seedTexts(), seed, index)}`)
      process.exit(1)
    }
  }, SLOW)
  worker.on('error', (error) => {
    console.log(`input ${progress[0]} ended the run: ${error.stack ?? error.message}`)
    process.exitCode = 1
  })
  worker.on('exit', () => {
    clearInterval(watch)
    const [, crashes = 0, slow = 0, mismatches = 0, parsed = 0] = progress
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    console.log(`${count} inputs, seed ${seed}, ${seconds} s: ${parsed} taken without fault`)
    console.log(`crashes ${crashes}, longer than ${SLOW} ms ${slow}, print mismatches ${mismatches}`)
    if (crashes + slow + mismatches > 0) process.exitCode = 1
  })
}

function run({ count, seed, progress }: Work): void {
  const seeds = seedTexts()
  let shown = 0
  const report = (kind: 1 | 2 | 3, index: number, sql: string, what: string): void => {
    progress[kind] = (progress[kind] ?? 0) + 1
    if (++shown <= MOST_SHOWN) console.log(`input ${index}: ${what}\n  ${JSON.stringify(sql)}\n`)
  }
  for (let index = 0; index < count; index++) {
    progress[0] = index
    const sql = mutatedInput(seeds, seed, index)
    const start = performance.now()
    try {
      const fault = faultOf(sql)
      if (fault === undefined) progress[4] = (progress[4] ?? 0) + 1
      else report(3, index, sql, fault)
    } catch (error) {
      report(1, index, sql, error instanceof Error ? (error.stack ?? error.message) : String(error))
    }
    const spent = performance.now() - start
    if (spent > SLOW) report(2, index, sql, `took ${spent.toFixed(0)} ms`)
  }
}

/** The statements to break: recorded ones too, when they lie beside this checkout. */
function seedTexts(): readonly string[] {
  if (!hasCorpus) return SEEDS
  const recorded = new Set<string>()
  for (const { steps } of readRecord<{ readonly steps: readonly { readonly sql?: string }[] }>('engine.jsonl')) {
    for (const { sql } of steps) if (sql !== undefined && sql.length < 2000) recorded.add(sql)
  }
  return [...SEEDS.flatMap((text) => Array.from({ length: 100 }, () => text)), ...recorded]
}
