import type { CatalogData } from '../data/catalog-data.ts'
import { isOpen } from './load-entry.ts'
import type { LoadEntry } from './load-entry.ts'

/** `label_keep_max_num`: how many loads that ended are remembered. */
const KEPT_LOADS = 1000
/** `label_keep_max_second`: for how long. */
const KEPT_MS = 259_200_000

/** The catalog with a load begun or changed; the oldest that ended are forgotten. */
export function withLoad(data: CatalogData, load: LoadEntry, now: number): CatalogData {
  const all = [...Object.values(data.loads).filter((other) => other.id !== load.id), load].toSorted(
    (a, b) => a.id - b.id,
  )
  const ended = all.filter((other) => other.finishedAt !== undefined && now - other.finishedAt < KEPT_MS)
  const kept = [...all.filter(isOpen), ...ended.slice(-KEPT_LOADS)]
  return { ...data, loads: Object.fromEntries(kept.map((entry) => [String(entry.id), entry])) }
}
