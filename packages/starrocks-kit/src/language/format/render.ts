import type { TokenKind } from '../tokens.ts'
import type { Comment } from './comments.ts'
import { isClosing } from './layout.ts'
import type { Group, Layout } from './layout.ts'
import type { Placement } from './place-comments.ts'

export interface Page {
  readonly width: number
  readonly indent: number
  /** Characters that will follow the statement on its last line. */
  readonly behind: number
}

/** Writes a laid-out statement: the canonical tokens, the comments, and line ends where groups are broken. Needs no stack: any depth will do. */
export function render(layout: Layout, placement: Placement, page: Page): string {
  return new Renderer(layout, placement, page).run()
}

/** One run. A class because the line that is being written is its state. */
class Renderer {
  readonly layout: Layout
  readonly placement: Placement
  readonly page: Page
  /** Widths of everything in front of each token on one line, without the gap before the token. */
  readonly offsets: Float64Array
  readonly gapWidths: Float64Array
  /** Line ends that must be, in front of each token. */
  readonly forced: Int32Array
  /** The next gap where a line may end. */
  readonly nextBreak: Int32Array
  /** The gap of the same group behind each gap, or where the group ends. */
  readonly nextOfGroup: Int32Array
  readonly broken: boolean[] = []
  /** Where each group stands, and the lines inside it. */
  readonly bases: number[] = []
  readonly current: number[] = []
  text = ''
  column = 0

  constructor(layout: Layout, placement: Placement, page: Page) {
    const size = layout.count + 2
    this.layout = layout
    this.placement = placement
    this.page = page
    this.offsets = new Float64Array(size)
    this.gapWidths = new Float64Array(size)
    this.forced = new Int32Array(size)
    this.nextBreak = new Int32Array(size)
    this.nextOfGroup = new Int32Array(size)
    this.measure()
  }

  private measure(): void {
    const { layout, placement } = this
    const { starts, ends } = layout.tokens
    for (let i = 0; i < layout.count; i++) {
      const comments = i === 0 ? undefined : placement.get(i)
      const width = comments === undefined ? this.flatGap(i).length : this.inline(i, comments).length
      this.gapWidths[i] = width
      this.offsets[i + 1] = (this.offsets[i] ?? 0) + width + (ends[i] ?? 0) - (starts[i] ?? 0)
      const owner = layout.owners[i] ?? -1
      const must = (owner >= 0 && layout.modeOf(owner) === 'hard') || (comments !== undefined && endsLine(comments))
      this.forced[i + 1] = (this.forced[i] ?? 0) + (must ? 1 : 0)
    }
    this.offsets[layout.count] = (this.offsets[layout.count] ?? 0) + this.page.behind
    this.nextBreak[layout.count] = layout.count
    const behind = layout.groups.map((group) => group.last + 1)
    for (let i = layout.count - 1; i > 0; i--) {
      const owner = layout.owners[i] ?? -1
      const may = owner >= 0 || (this.forced[i + 1] ?? 0) > (this.forced[i] ?? 0)
      this.nextBreak[i] = may ? i : (this.nextBreak[i + 1] ?? layout.count)
      if (owner < 0) continue
      this.nextOfGroup[i] = behind[owner] ?? layout.count
      behind[owner] = i
    }
  }

  run(): string {
    const { layout } = this
    const { source, starts, ends } = layout.tokens
    const opened = [...layout.groups.keys()].toSorted((a, b) => byPlace(layout.groups[a], layout.groups[b]) || a - b)
    const active: number[] = []
    let next = 0
    for (let i = 0; i < layout.count; i++) {
      while (active.length > 0 && (layout.groups[active.at(-1) ?? 0]?.last ?? 0) < i) active.pop()
      if (i > 0) this.gap(i, active)
      for (; next < opened.length && layout.groups[opened[next] ?? 0]?.first === i; next++) {
        this.open(opened[next] ?? 0, active)
      }
      this.write(source.slice(starts[i], ends[i]))
    }
    return this.text
  }

  private open(id: number, active: number[]): void {
    const group = this.layout.groups[id]
    if (group === undefined) return
    const parent = active.at(-1)
    this.bases[id] = this.current[id] = parent === undefined ? 0 : (this.current[parent] ?? 0)
    this.broken[id] = (parent === undefined || this.broken[parent] === true) && this.isBroken(group)
    active.push(id)
  }

  private isBroken(group: Group): boolean {
    if (group.mode === 'hard' || this.mustBreak(group.first + 1, group.last)) return true
    // What follows on the same line has to fit too.
    const end = (this.nextBreak[group.last + 1] ?? this.layout.count) - 1
    return this.column + this.width(group.first, end) > this.page.width
  }

  private mustBreak(first: number, last: number): boolean {
    return (this.forced[last + 1] ?? 0) > (this.forced[first] ?? 0)
  }

  /** The width of tokens on one line. */
  private width(first: number, last: number): number {
    return (this.offsets[last + 1] ?? 0) - (this.offsets[first] ?? 0) - (this.gapWidths[first] ?? 0)
  }

  private gap(i: number, active: readonly number[]): void {
    const owner = this.layout.owners[i] ?? -1
    const comments = this.placement.get(i)
    const must = comments !== undefined && endsLine(comments)
    const breaks = must || (owner >= 0 && this.broken[owner] === true && this.breaksAt(i, owner))
    if (!breaks) return this.write(comments === undefined ? this.flatGap(i) : this.inline(i, comments))
    const level =
      owner >= 0
        ? (this.bases[owner] ?? 0) + (this.layout.shifts[i] ?? 0)
        : (this.current[active.at(-1) ?? -1] ?? 0) + 1
    if (owner >= 0) this.current[owner] = level
    const line = this.lineAt(level)
    if (comments === undefined) return this.write(line)
    // What stands in front of a closing bracket belongs to what is inside.
    const inner = owner >= 0 && isEnd(this.layout.kindAt(i)) ? this.lineAt(level + 1) : line
    this.write(aroundBreak(comments, must, inner, line))
  }

  private breaksAt(i: number, owner: number): boolean {
    const { mode, last } = this.layout.groups[owner] ?? { mode: 'hard', last: i }
    if (mode !== 'fill') return true
    const next = this.nextOfGroup[i] ?? i
    const end = next > last ? (this.nextBreak[last + 1] ?? this.layout.count) - 1 : next - 1
    if (this.mustBreak(i + 1, Math.min(end, last))) return true
    return this.column + (this.gapWidths[i] ?? 0) + this.width(i, end) > this.page.width
  }

  private lineAt(level: number): string {
    return `\n${' '.repeat(level * this.page.indent)}`
  }

  private write(text: string): void {
    this.text += text
    const line = text.lastIndexOf('\n')
    this.column = line < 0 ? this.column + text.length : text.length - line - 1
  }

  /** What lies between two tokens on one line; hints of the canonical text are comments of the source. */
  private flatGap(i: number): '' | ' ' {
    const { starts, ends } = this.layout.tokens
    return (starts[i] ?? 0) === (i === 0 ? 0 : (ends[i - 1] ?? 0)) ? '' : ' '
  }

  /** Comments between two tokens on one line. */
  private inline(i: number, comments: readonly Comment[]): string {
    const flat = this.flatGap(i)
    const before = flat === '' && '([{'.includes(this.layout.kindAt(i - 1)) ? '' : ' '
    const after = flat === '' && ')]},.;'.includes(this.layout.kindAt(i)) ? '' : ' '
    return before + comments.map((comment) => comment.text).join(' ') + after
  }
}

/** Whether comments hold or need a line end. */
function endsLine(comments: readonly Comment[]): boolean {
  return comments.some((comment) => comment.startsLine || comment.endsLine)
}

/** Comments at a line end: those that ended the line in the source still do. */
function aroundBreak(comments: readonly Comment[], must: boolean, inner: string, line: string): string {
  // A comment that shares its line with the closing bracket is not one of the items.
  const lines = comments.at(-1)?.endsLine === true ? inner : line
  let text = ''
  let newLine = !must && comments[0]?.stays !== true
  for (const [i, comment] of comments.entries()) {
    text += (newLine || comment.startsLine ? lines : ' ') + comment.text
    newLine = comment.endsLine || (!must && comment.stays === true && comments[i + 1]?.stays !== true)
  }
  return text + (newLine ? line : ' ')
}

function isEnd(kind: TokenKind): boolean {
  return isClosing(kind) || kind === 'END' || kind === '>'
}

function byPlace(a: Group | undefined, b: Group | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.first - b.first || b.last - a.last
}
