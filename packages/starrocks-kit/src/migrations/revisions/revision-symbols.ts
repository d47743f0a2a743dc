import type { RevisionLinks } from './revision-links.ts'
import {
  AmbiguousRevisionError,
  MultipleHeadsError,
  RelativeRevisionError,
  UnknownRevisionError,
} from './revision-errors.ts'

/** `[branch@][symbol][+n|-n]`: ids hold none of the characters `@ + - :`. */
const NAME = /^(?:(?<branch>[^@]+)@)?(?<symbol>[^@+-]*)(?<relative>[+-][0-9]+)?$/u

/** A name taken apart. `branch` is the id of the revision whose lineage is meant. */
export interface RevisionSymbol {
  readonly branch?: string
  /** Absent when the name is relative to what is applied. */
  readonly symbol?: string
  readonly steps: number
}

/** Ids hold none of the characters that names are put together with. */
export function isRevisionId(text: string): boolean {
  return /^[^@+:\s-]+$/u.test(text) && !['head', 'heads', 'base', 'current'].includes(text)
}

/** @throws UnknownRevisionError when the name has another form, or the branch is unknown. */
export function parseRevisionSymbol(graph: RevisionLinks, name: string): RevisionSymbol {
  const groups = NAME.exec(name.trim())?.groups
  if (groups === undefined || (groups['symbol'] === '' && groups['relative'] === undefined))
    throw new UnknownRevisionError(name)
  const { branch, symbol, relative } = groups
  return {
    ...(branch === undefined ? {} : { branch: resolveId(graph, branch, undefined) }),
    ...(symbol === undefined || symbol === '' || symbol === 'current' ? {} : { symbol }),
    steps: relative === undefined ? 0 : Number(relative),
  }
}

/** The ids that a name stands for; none for the base. */
export function resolveRevisions(graph: RevisionLinks, name: string, current: readonly string[]): readonly string[] {
  const parsed = parseRevisionSymbol(graph, name)
  const start =
    parsed.symbol === undefined ? startOfCurrent(graph, name, parsed, current) : resolveSymbol(graph, name, parsed)
  return parsed.steps === 0 ? start : walk(graph, name, parsed, start)
}

/** Those ids that lie on the way from, or to, the branch's revision. */
export function inLineage(graph: RevisionLinks, ids: readonly string[], branch: string): readonly string[] {
  const lineage = graph.ancestors([branch], { dependencies: false })
  for (const id of graph.descendants([branch], { dependencies: false })) lineage.add(id)
  return ids.filter((id) => lineage.has(id))
}

function resolveSymbol(graph: RevisionLinks, name: string, { branch, symbol = '' }: RevisionSymbol): readonly string[] {
  if (symbol === 'base') return []
  if (symbol !== 'head' && symbol !== 'heads') return [resolveId(graph, symbol, branch)]
  const all = graph.heads.map((revision) => revision.id)
  const heads = branch === undefined ? all : inLineage(graph, all, branch)
  if (symbol === 'head' && heads.length > 1) {
    throw new MultipleHeadsError(
      heads.map((id) => graph.get(id)),
      name,
    )
  }
  return heads
}

/** An id, the beginning of one, or a branch label. */
function resolveId(graph: RevisionLinks, symbol: string, branch: string | undefined): string {
  const exact = graph.find(symbol) ?? graph.findLabel(symbol)
  if (exact !== undefined) {
    if (branch !== undefined && inLineage(graph, [exact.id], branch).length === 0) {
      throw new UnknownRevisionError(symbol, `on the branch of ${branch}`)
    }
    return exact.id
  }
  const starting = graph.revisions.map((revision) => revision.id).filter((id) => id.startsWith(symbol))
  const matches = branch === undefined ? starting : inLineage(graph, starting, branch)
  const [match, ...others] = matches
  if (match === undefined)
    throw new UnknownRevisionError(symbol, branch === undefined ? undefined : `on the branch of ${branch}`)
  if (others.length > 0) throw new AmbiguousRevisionError(symbol, matches)
  return match
}

function startOfCurrent(
  graph: RevisionLinks,
  name: string,
  { branch }: RevisionSymbol,
  current: readonly string[],
): readonly string[] {
  if (branch === undefined) return current
  const applied = inLineage(graph, current, branch)
  if (applied.length > 0 || current.length === 0) return applied
  // The branch may have been merged or depended on: then its newest applied revision counts.
  const appliedBelow = inLineage(graph, [...graph.ancestors(current, { dependencies: true })], branch)
  const newest = appliedBelow.filter((id) => graph.children(id).every((child) => !appliedBelow.includes(child.id)))
  if (newest.length > 1)
    throw new RelativeRevisionError(name, `several applied revisions are on that branch: ${newest.join(', ')}`)
  return newest
}

/** Steps up or down, one revision at a time; where the way forks, the branch must decide. The last step down may end on all that a merge joined. */
function walk(
  graph: RevisionLinks,
  name: string,
  { branch, steps }: RevisionSymbol,
  start: readonly string[],
): readonly string[] {
  let positions = start
  for (let left = Math.abs(steps); left > 0; left--) {
    if (positions.length > 1) {
      throw new RelativeRevisionError(
        name,
        `it can start from ${positions.join(' or ')}; name a branch (label@${name}) or a revision`,
      )
    }
    const [position] = positions
    const next = steps > 0 ? above(graph, position, branch) : below(graph, position, branch)
    if (next.length === 0 && (steps > 0 || position === undefined)) {
      const walked = Math.abs(steps) - left
      throw new RelativeRevisionError(
        name,
        `there ${walked === 1 ? 'is 1 step' : `are ${walked} steps`} ${steps > 0 ? 'up to the head' : 'down to the base'}`,
        { isTooFar: true },
      )
    }
    if (next.length > 1 && steps > 0) {
      const where = position === undefined ? 'the base' : position
      throw new RelativeRevisionError(
        name,
        `${where} is followed by ${next.join(' and ')}; name a branch (label@${name}) or a revision`,
      )
    }
    positions = next
  }
  return positions
}

function above(graph: RevisionLinks, position: string | undefined, branch: string | undefined): readonly string[] {
  const next = (position === undefined ? graph.bases : graph.children(position)).map((revision) => revision.id)
  return branch === undefined ? next : inLineage(graph, next, branch)
}

function below(graph: RevisionLinks, position: string | undefined, branch: string | undefined): readonly string[] {
  const next = position === undefined ? [] : graph.get(position).downRevisions
  return branch === undefined || next.length < 2 ? next : inLineage(graph, next, branch)
}
