import type { Catalog } from '../catalog.ts'
import { isOpen } from './load-entry.ts'
import { withLoad } from './with-load.ts'

/** At open: loads that an earlier process left open are done when their rows are there, and came to nothing else. */
export async function recoverLoads(
  catalog: Catalog,
  rows: { loadsAmong(ids: readonly number[]): Promise<ReadonlyMap<number, number>> },
): Promise<void> {
  const open = Object.values(catalog.data.loads).filter(isOpen)
  if (open.length === 0) return
  const loaded = await rows.loadsAmong(open.map(({ id }) => id))
  const finishedAt = catalog.now()
  await catalog.update((data) => {
    let next = data
    for (const load of open) {
      const loadedRows = loaded.get(load.id)
      next = withLoad(
        next,
        loadedRows === undefined
          ? { ...load, state: 'CANCELLED', finishedAt, errorMessage: 'the server ended before the load' }
          : { ...load, state: 'FINISHED', finishedAt, loadedRows },
        finishedAt,
      )
    }
    return next
  })
}
