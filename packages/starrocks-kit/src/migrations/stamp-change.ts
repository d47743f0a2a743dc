import { VERSION } from '../util/version.ts'
import { hashSql } from './ledger/ledger.ts'
import type { LedgerFacts } from './ledger/ledger-row.ts'
import type { RevisionGraph } from './revisions/revision-graph.ts'
import type { HeadsChange } from './revisions/revision-paths.ts'
import { inLineage, parseRevisionSymbol } from './revisions/revision-symbols.ts'

/** What the ledger says of a stamp, whenever and by whomever it is set. */
export function stampFacts({ removed, added }: HeadsChange): LedgerFacts {
  return {
    revision: added.length === 0 ? 'base' : added.join(','),
    step: 0,
    direction: 'stamp',
    state: 'done',
    steps: 0,
    headsRemoved: removed,
    headsAdded: added,
    hash: hashSql(),
    toolVersion: VERSION,
  }
}

/** Each target replaces those heads that it follows or that follow it; other branches stay as they are. */
export function stampChange(
  graph: RevisionGraph,
  targets: readonly string[],
  heads: readonly string[],
  purge: boolean,
): HeadsChange {
  const branches = targets.map((target) => parseRevisionSymbol(graph, target).branch)
  const ids = [...new Set(targets.flatMap((target) => graph.resolve(target, purge ? [] : heads)))]
  // Of two targets one may follow the other: then the later says all.
  const added = ids.filter(
    (id) => !ids.some((other) => other !== id && graph.ancestors([other], { dependencies: true }).has(id)),
  )
  if (purge) return { removed: heads.filter((id) => !added.includes(id)), added }
  if (added.length === 0) {
    const left = branches.flatMap((branch) => (branch === undefined ? heads : inLineage(graph, heads, branch)))
    return { removed: heads.filter((id) => left.includes(id)), added }
  }
  const related = added.flatMap((id) => inLineage(graph, heads, id))
  const covered = graph.ancestors(added, { dependencies: true })
  return { removed: heads.filter((id) => (related.includes(id) || covered.has(id)) && !added.includes(id)), added }
}
