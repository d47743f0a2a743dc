import { RevisionRangeError } from './revision-errors.ts'
import type { Direction, Revision } from './revision.ts'
import type { RevisionLinks } from './revision-links.ts'
import { inLineage, parseRevisionSymbol, resolveRevisions } from './revision-symbols.ts'

/** What has to be applied, in order: the target with all that it follows and depends on, less what is applied. */
export function upgradePath(graph: RevisionLinks, target: string, current: readonly string[]): readonly Revision[] {
  const { symbol, steps } = parseRevisionSymbol(graph, target)
  if (symbol === undefined && steps < 0) {
    throw new RevisionRangeError(`An upgrade cannot go to ${target}: it leads down. Use downgrade ${target}.`)
  }
  const needed = graph.ancestors(resolveRevisions(graph, target, current), { dependencies: true })
  const applied = graph.ancestors(current, { dependencies: true })
  return graph.inOrder([...needed].filter((id) => !applied.has(id)))
}

/**
 * What has to be taken back, in order: everything applied that follows the target, or depends on what is taken back. With a branch
 * (`label@base`) only the tree of that branch is taken back.
 */
export function downgradePath(graph: RevisionLinks, target: string, current: readonly string[]): readonly Revision[] {
  const parsed = parseRevisionSymbol(graph, target)
  if (parsed.symbol === undefined && parsed.steps > 0) {
    throw new RevisionRangeError(`A downgrade cannot go to ${target}: it leads up. Use upgrade ${target}.`)
  }
  const left = resolveRevisions(graph, target, current)
  const applied = graph.ancestors(current, { dependencies: true })
  for (const id of left) {
    if (!applied.has(id))
      throw new RevisionRangeError(`A downgrade cannot go to ${id}: it is not applied. Use upgrade ${id}.`)
  }
  const branch = parsed.branch ?? (parsed.symbol === undefined ? current[0] : undefined)
  const roots = (left.length === 0 ? graph.bases : left.flatMap((id) => graph.children(id))).map(({ id }) => id)
  const taken = branch === undefined ? roots : rootsOnTheWayTo(graph, roots, branch)
  const dropped = graph.descendants(taken, { dependencies: true })
  // A revision that the target itself follows or depends on stays.
  const kept = graph.ancestors(left, { dependencies: true })
  return graph.inOrder([...dropped].filter((id) => applied.has(id) && !kept.has(id))).toReversed()
}

/** What has to be run, in order, to come to the target. */
export function revisionPath(
  graph: RevisionLinks,
  direction: Direction,
  target: string,
  current: readonly string[],
): readonly Revision[] {
  return direction === 'upgrade' ? upgradePath(graph, target, current) : downgradePath(graph, target, current)
}

/** Where several branches begin, only those are taken back that lead to, or come from, the branch's revision. */
function rootsOnTheWayTo(graph: RevisionLinks, roots: readonly string[], branch: string): readonly string[] {
  return roots.length > 1 ? inLineage(graph, roots, branch) : roots
}

/** How the applied heads change when a revision is applied or taken back. */
export interface HeadsChange {
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/** How the applied heads change with one revision. */
export function headsChange(
  graph: RevisionLinks,
  { revision, direction }: { readonly revision: Revision; readonly direction: Direction },
  current: readonly string[],
): HeadsChange {
  return direction === 'upgrade'
    ? headsAfterUpgrade(graph, revision, current)
    : headsAfterDowngrade(graph, revision, current)
}

/** Applying a revision replaces those heads that it follows or depends on. */
function headsAfterUpgrade(graph: RevisionLinks, revision: Revision, current: readonly string[]): HeadsChange {
  const replaced = new Set([...revision.downRevisions, ...graph.dependencies(revision)])
  return { removed: current.filter((id) => replaced.has(id)), added: [revision.id] }
}

/** Taking a revision back uncovers what it followed, unless another applied head still follows it. */
function headsAfterDowngrade(graph: RevisionLinks, revision: Revision, current: readonly string[]): HeadsChange {
  const others = current.filter((id) => id !== revision.id)
  const covered = graph.ancestors(others, { dependencies: true })
  const below = [...revision.downRevisions, ...graph.dependencies(revision)]
  const uncovered = below.filter((id) => !covered.has(id))
  // Of two uncovered revisions one may follow the other: then the later covers the earlier.
  const added = uncovered.filter(
    (id) => !uncovered.some((other) => other !== id && graph.ancestors([other], { dependencies: true }).has(id)),
  )
  return { removed: [revision.id], added }
}

/** The heads after a change. */
export function applyHeadsChange(current: readonly string[], { removed, added }: HeadsChange): readonly string[] {
  return [...current.filter((id) => !removed.includes(id) && !added.includes(id)), ...added]
}
