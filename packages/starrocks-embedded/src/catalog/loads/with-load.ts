import type { CatalogData } from '../catalog-data.ts'
import type { LoadEntry } from './load-entry.ts'

/** `label_keep_max_num`: how many loads that ended are remembered. */
const KEPT_LOADS = 1000
/** `label_keep_max_second`: for how long. */
const KEPT_MS = 259_200_000

/** The catalog with a load begun or changed; the oldest that ended are forgotten. */
export function withLoad(data: CatalogData, load: LoadEntry, now: number): CatalogData {
  const others = Object.values(data.loads).filter(
    (other) => other.id !== load.id && (other.finishedAt === undefined || now - other.finishedAt < KEPT_MS),
  )
  const kept = [...others, load].toSorted((a, b) => a.id - b.id).slice(-KEPT_LOADS)
  return { ...data, loads: Object.fromEntries(kept.map((entry) => [String(entry.id), entry])) }
}
