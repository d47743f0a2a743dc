import type { AstNode } from '../ast/ast-node.ts'
import type { TokenKind, Tokens } from '../tokens.ts'
import { childrenOf } from '../visit.ts'

/**
 * When the gaps of a group become line ends: `hard` always, `fit` all of them when the group does not fit on the line, `fill` each when what
 * follows it does not fit.
 */
export type Mode = 'hard' | 'fit' | 'fill'

/** A run of tokens whose gaps are decided together. */
export interface Group {
  readonly first: number
  readonly last: number
  readonly mode: Mode
}

/** A piece of a node: a token of its own, or a child. `depth` counts the node's own brackets around it. */
export interface Part {
  readonly first: number
  readonly last: number
  readonly depth: number
  /** The kind of a token of the node's own. */
  readonly word?: TokenKind
  readonly node?: AstNode
}

/**
 * Where the canonical text of a statement may be broken. The text itself comes from the printers and is never changed: a layout only names
 * gaps between its tokens. Gap `i` lies in front of token `i`. A class because the groups grow while the rules of the nodes run.
 */
export class Layout {
  readonly tokens: Tokens
  /** Tokens without the closing one. */
  readonly count: number
  readonly groups: Group[] = []
  /** The group that decides a gap, or -1, or -2 for a gap that is never broken. */
  readonly owners: Int32Array
  /** Levels of indentation behind a broken gap, from where its group stands. */
  readonly shifts: Int8Array
  /** For an opening bracket the token that closes it, else 0. */
  readonly closing: Int32Array
  /** The innermost bracket around a token, or -1. */
  readonly opening: Int32Array
  /** Brackets that are not to be broken by the general rule. */
  readonly brackets = new Map<number, Mode | 'none'>()
  /** Groups whose gaps are broken for want of width only: comments look for another place. */
  readonly weak = new Set<number>()
  /** Groups that a node above has made for a node. */
  readonly shared = new Map<AstNode, number>()

  constructor(tokens: Tokens) {
    this.tokens = tokens
    this.count = tokens.count - 1
    this.owners = new Int32Array(tokens.count).fill(-1)
    this.shifts = new Int8Array(tokens.count)
    this.closing = new Int32Array(tokens.count)
    this.opening = new Int32Array(tokens.count).fill(-1)
    this.matchBrackets()
  }

  /** Every closing bracket ends the innermost open one: ranges of partitions are closed by another kind, `[(1), (2))`. */
  private matchBrackets(): void {
    const open: number[] = []
    for (let i = 0; i < this.count; i++) {
      const kind = this.kindAt(i)
      if (isClosing(kind)) {
        const start = open.pop()
        if (start !== undefined) this.closing[start] = i
      }
      this.opening[i] = open.at(-1) ?? -1
      if (isOpening(kind)) open.push(i)
    }
  }

  kindAt(token: number): TokenKind {
    return this.tokens.kinds[token] ?? 'end'
  }

  /** The first token of a node. */
  firstOf(node: AstNode): number {
    return this.tokenAt(node.span?.start ?? 0)
  }

  /** The last token of a node. */
  lastOf(node: AstNode): number {
    return this.tokenAt((node.span?.end ?? 1) - 1)
  }

  /** The token that covers an offset, or the last in front of it. */
  private tokenAt(offset: number): number {
    const { starts } = this.tokens
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Makes a group over the tokens from `first` to `last`. */
  group(first: number, last: number, mode: Mode): number {
    return this.groups.push({ first, last, mode }) - 1
  }

  groupOf(node: AstNode, mode: Mode): number {
    return this.group(this.firstOf(node), this.lastOf(node), mode)
  }

  modeOf(group: number): Mode {
    return this.groups[group]?.mode ?? 'fit'
  }

  /** Lets a group decide the gap in front of a token. */
  breakBefore(token: number, group: number, shift: number): void {
    if (token <= 0 || token >= this.count || this.owners[token] !== -1) return
    this.owners[token] = group
    this.shifts[token] = shift
  }

  /** Keeps a token on the line of the one in front of it. */
  keepTogether(token: number): void {
    if (this.owners[token] === -1) this.owners[token] = -2
  }

  /**
   * The items behind a keyword, one a line when they do not fit on one: `first` is the keyword, `item` the first token of the first item,
   * `last` the last token of the last.
   */
  list(first: number, item: number, last: number, mode: Mode = 'fit'): void {
    const group = this.group(first, last, mode)
    this.breakBefore(item, group, 1)
    const around = this.opening[item]
    for (let i = item; i < last; i++) {
      if (this.kindAt(i) === ',' && this.opening[i] === around) this.breakBefore(i + 1, group, 1)
      const close = this.closing[i] ?? 0
      if (close > i) i = close - 1
    }
  }

  /** Sets how the brackets around a token are broken. */
  bracketAround(token: number, mode: Mode | 'none'): void {
    const open = this.opening[token] ?? -1
    if (open >= 0) this.brackets.set(open, mode)
  }

  /** Keeps the brackets of a node on their line. */
  freeze(node: AstNode): void {
    const last = this.lastOf(node)
    for (let i = this.firstOf(node); i <= last; i++) if (isOpening(this.kindAt(i))) this.brackets.set(i, 'none')
  }

  /** Whether a node is all that stands between two brackets. */
  fillsBrackets(node: AstNode): boolean {
    const first = this.firstOf(node)
    return first > 0 && isOpening(this.kindAt(first - 1)) && this.closing[first - 1] === this.lastOf(node) + 1
  }

  /** The tokens of a node's own and its children, in order. */
  parts(node: AstNode): readonly Part[] {
    const children = childrenOf(node).toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))
    const end = this.lastOf(node)
    const parts: Part[] = []
    let depth = 0
    let next = 0
    for (let i = this.firstOf(node); i <= end; i++) {
      while (next < children.length && this.startOfChild(children[next]) < i) next++
      const child = children[next]
      if (child !== undefined && this.startOfChild(child) === i) {
        const last = this.lastOf(child)
        parts.push({ first: i, last, depth, node: child })
        i = last
        next++
        continue
      }
      const word = this.kindAt(i)
      if (isClosing(word)) depth--
      parts.push({ first: i, last: i, depth, word })
      if (isOpening(word)) depth++
    }
    return parts
  }

  private startOfChild(child: AstNode | undefined): number {
    return child === undefined ? -1 : this.firstOf(child)
  }
}

export function isOpening(kind: TokenKind): boolean {
  return kind === '(' || kind === '[' || kind === '{'
}

export function isClosing(kind: TokenKind): boolean {
  return kind === ')' || kind === ']' || kind === '}'
}
