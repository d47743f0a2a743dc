import type { Tokens } from '../tokens.ts'
import { alignTokens } from './align.ts'
import type { Comment } from './comments.ts'
import { isHint } from './comments.ts'
import { isClosing, isOpening } from './layout.ts'
import type { Layout } from './layout.ts'

/** The comments of a statement by the gap of its canonical text that they go to; gap 0 lies in front of it, the last behind it. */
export type Placement = ReadonlyMap<number, readonly Comment[]>

/** Words that hints are read behind. */
const HINTED: ReadonlySet<string> = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'SUBMIT'])

/**
 * Finds a gap for each comment that stands inside a statement. Their order stays. One that ends a line goes behind the item that it follows, one
 * on a line of its own in front of what comes next, so that lines are only broken where the layout has a place for it. Optimizer hints that
 * the parser has read stay behind their word.
 */
export function placeComments(
  comments: readonly Comment[],
  source: Tokens,
  first: number,
  last: number,
  layout: Layout,
): Placement {
  if (comments.length === 0) return new Map()
  const pairs = alignTokens(source, first, last, layout.tokens)
  const fixed = hintGaps(comments, source, layout.tokens)
  let placed: readonly Placed[] = comments.map((comment, i) => {
    const gap = fixed.get(i)
    // A hint stays on the line of its word.
    if (gap !== undefined)
      return { comment: { ...comment, startsLine: false, endsLine: false, stays: true }, gap, fixed: true }
    return { comment, gap: gapOf(comment, pairs, first, layout.count), fixed: false }
  })
  // Moved comments meet others: reading the result again must not move any further.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = neighbours(settle(placed, layout))
    const same = next.every(({ comment, gap }, i) => gap === placed[i]?.gap && comment === placed[i]?.comment)
    placed = next
    if (same) break
  }
  const placement = new Map<number, Comment[]>()
  for (const { comment, gap } of placed) {
    const others = placement.get(gap)
    if (others === undefined) placement.set(gap, [comment])
    else others.push(comment)
    // A line end here would make the comment one that begins a line, and move it the next time.
    if (layout.weak.has(layout.owners[gap] ?? -1)) layout.owners[gap] = -1
  }
  return placement
}

interface Placed {
  readonly comment: Comment
  readonly gap: number
  /** It is a hint that the parser has read. */
  readonly fixed: boolean
}

const MOST_ROUNDS = 10

/** Moves each comment to where it can stay, in order. */
function settle(placed: readonly Placed[], layout: Layout): readonly Placed[] {
  const settled: Placed[] = []
  let least = 0
  for (const item of placed) {
    const gap = item.fixed ? item.gap : freeGap(item.comment, Math.max(least, item.gap), least, layout)
    settled.push({ ...item, gap })
    least = gap
  }
  // What the order pushed behind a hint goes back in front of it.
  for (let i = settled.length - 1, limit = Infinity; i >= 0; i--) {
    const item = settled[i]
    if (item === undefined) continue
    if (item.gap > limit) settled[i] = { ...item, gap: limit }
    else if (item.fixed) limit = item.gap
  }
  return settled
}

/** Lets a comment begin a line when the one in front of it in the same gap ends one, and the other way round. */
function neighbours(placed: readonly Placed[]): readonly Placed[] {
  return placed.map((item, i) => {
    const before = placed[i - 1]
    const behind = placed[i + 1]
    const startsLine = item.comment.startsLine || (before?.gap === item.gap && before.comment.endsLine)
    const endsLine = item.comment.endsLine || (behind?.gap === item.gap && behind.comment.startsLine)
    if (startsLine === item.comment.startsLine && endsLine === item.comment.endsLine) return item
    return { ...item, comment: { ...item.comment, startsLine, endsLine } }
  })
}

/** The gaps of the hints that the parser has read: the canonical text holds them too. */
function hintGaps(comments: readonly Comment[], source: Tokens, canonical: Tokens): ReadonlyMap<number, number> {
  const gaps = new Map<number, number>()
  const places = [...canonical.hints]
  let next = 0
  for (const [before, texts] of source.hints) {
    const [gap, printed] = places[next] ?? []
    if (gap === undefined || printed === undefined) break
    if (source.kinds[before - 1] !== canonical.kinds[gap - 1] || texts.join('\n') !== printed.join('\n')) continue
    const own = comments.findIndex((comment) => comment.before === before && isHint(comment))
    if (own < 0) continue
    for (let i = own; comments[i]?.before === before; i++) {
      const comment = comments[i]
      if (comment !== undefined && isHint(comment)) gaps.set(i, gap)
    }
    next++
  }
  return gaps
}

/** Where a comment stands in the canonical text when nothing is moved. */
function gapOf(comment: Comment, pairs: Int32Array, first: number, end: number): number {
  const next = comment.before - first
  const behind = (pairs[next - 1] ?? -1) >= 0 || !(comment.startsLine || (pairs[next] ?? -1) >= 0)
  if (behind && !comment.startsLine) {
    for (let i = next - 1; i >= 0; i--) if ((pairs[i] ?? -1) >= 0) return (pairs[i] ?? 0) + 1
    return 0
  }
  for (let i = next; i < pairs.length; i++) if ((pairs[i] ?? -1) >= 0) return pairs[i] ?? 0
  return end
}

/** Moves a comment that ends or begins a line to a gap where the layout may end one, not in front of `least`. */
function freeGap(comment: Comment, gap: number, least: number, layout: Layout): number {
  const moved = comment.startsLine || comment.endsLine ? gapWithBreak(comment, gap, least, layout) : gap
  // A hint that was not read must not be read now.
  return isHint(comment) && moved > 0 && HINTED.has(layout.kindAt(moved - 1)) ? moved + 1 : moved
}

function gapWithBreak(comment: Comment, gap: number, least: number, layout: Layout): number {
  if (isBreak(gap, layout)) return gap
  if (comment.startsLine && layout.kindAt(gap) !== ',') {
    const back = breakInFront(gap, layout)
    if (back > 0 && back >= least) return back
  }
  let next = gap
  while (!isBreak(next, layout)) next++
  return next
}

function isBreak(gap: number, layout: Layout): boolean {
  const owner = layout.owners[gap] ?? -1
  return gap <= 0 || gap >= layout.count || (owner >= 0 && !layout.weak.has(owner))
}

/** How many tokens to go back at most, for a comment inside a clause. */
const FARTHEST = 64

/** The last gap in front with a break and the same brackets around, or 0. */
function breakInFront(gap: number, layout: Layout): number {
  const around = layout.opening[gap] ?? -1
  for (let i = gap - 1; i > Math.max(around, gap - FARTHEST); i--) {
    const kind = layout.kindAt(i)
    if (isClosing(kind)) {
      const open = layout.opening[i - 1] ?? -1
      i = isOpening(layout.kindAt(i - 1)) ? i - 1 : Math.max(open, around + 1)
    }
    if (isBreak(i, layout) && layout.opening[i] === around) return i
  }
  return 0
}
