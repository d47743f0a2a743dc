import type { AstNode } from '../ast/ast-node.ts'
import type { DataType } from '../ast/data-type.ts'
import type { Expression } from '../ast/expression.ts'
import type { NodeBase } from '../ast/node.ts'
import type { Query } from '../ast/query.ts'
import type { Statement } from '../ast/statement.ts'
import type { LineIndex } from '../position.ts'
import { LATER_NAMES, NON_RESERVED_WORDS } from '../keywords.ts'
import type { TokenKind, Tokens } from '../tokens.ts'
import type { SecretRange } from '../secrets.ts'

/** Options of every parse function. */
export interface ParseOptions {
  /** Record a `span` in every node. */
  readonly positions?: boolean
  /** `||` concatenates, as with PIPES_AS_CONCAT in sql_mode; otherwise it is OR. */
  readonly pipesAsConcat?: boolean
}

/** The productions that call each other in circles, so that no parser file needs to import its callers. */
export interface Rules {
  readonly expression: (c: Cursor) => Expression
  readonly valueExpression: (c: Cursor) => Expression
  readonly query: (c: Cursor) => Query
  readonly dataType: (c: Cursor) => DataType
  readonly statement: (c: Cursor) => Statement
}

/** The place in the tokens where parsing stands. `kind` is that of the current token. */
export interface Cursor {
  readonly tokens: Tokens
  readonly source: string
  readonly kinds: readonly TokenKind[]
  readonly rules: Rules
  readonly positions: boolean
  readonly pipesAsConcat: boolean
  index: number
  kind: TokenKind
  /** Productions entered and not left: bounds the parser's own recursion. */
  depth: number
  /** Levels of the expression that was parsed last: bounds the recursion of those who walk the tree. */
  height: number
  /** What was tried at the furthest token; recorded only when a failed statement is parsed a second time. */
  expected: Set<string> | undefined
  furthest: number
  /** For each `(` the index of its `)`, computed when first asked for. */
  closing: Int32Array | undefined
  /** The lines of the source, found when the first error asks. */
  lines: LineIndex | undefined
  /** The passwords in the source, found when the first error asks. */
  secrets: readonly SecretRange[] | undefined
}

/** Nesting beyond this is refused: deeper than any query that people or tools write, half of what the stack holds. */
const MAX_DEPTH = 300

/** Where StarRocks' own parser notices an error, when that is not where people look for it. */
export interface ServerPlace {
  readonly index: number
  readonly expected: readonly string[]
}

/** Thrown inside the parser only: the entry points turn it into a `SqlSyntaxError`. */
export class ParseFailure {
  readonly index: number
  readonly expected: readonly string[]
  readonly reason: string | undefined
  readonly server: ServerPlace | undefined

  constructor(index: number, expected: readonly string[], reason?: string, server?: ServerPlace) {
    this.index = index
    this.expected = expected
    this.reason = reason
    this.server = server
  }
}

export function createCursor(tokens: Tokens, rules: Rules, options: ParseOptions): Cursor {
  return {
    tokens,
    source: tokens.source,
    kinds: tokens.kinds,
    rules,
    positions: options.positions === true,
    pipesAsConcat: options.pipesAsConcat === true,
    index: 0,
    kind: tokens.kinds[0] ?? 'end',
    depth: 0,
    height: 0,
    expected: undefined,
    furthest: -1,
    closing: undefined,
    lines: undefined,
    secrets: undefined,
  }
}

/** Moves to the token at `index`. */
export function moveTo(c: Cursor, index: number): void {
  c.index = index
  c.kind = c.kinds[index] ?? 'end'
}

export function advance(c: Cursor): void {
  if (c.kind === 'end') return
  c.kind = c.kinds[++c.index] ?? 'end'
}

/** The kind of the token `offset` places behind the current one. */
export function peek(c: Cursor, offset = 1): TokenKind {
  return c.kinds[c.index + offset] ?? 'end'
}

/** Whether the current token is of this kind. */
export function at(c: Cursor, kind: TokenKind): boolean {
  if (c.kind === kind) return true
  if (c.expected !== undefined) note(c, kind)
  return false
}

/** Whether the current and the next tokens are of these kinds. */
export function atWords(c: Cursor, first: TokenKind, second: TokenKind): boolean {
  return at(c, first) && peek(c) === second
}

/** Steps over the current token when it is of this kind. */
export function accept(c: Cursor, kind: TokenKind): boolean {
  if (c.kind === kind) {
    c.kind = c.kinds[++c.index] ?? 'end'
    return true
  }
  if (c.expected !== undefined) note(c, kind)
  return false
}

/** Steps over all of these tokens, or none. */
export function acceptWords(c: Cursor, ...kinds: readonly TokenKind[]): boolean {
  for (let i = 0; i < kinds.length; i++) {
    if (c.kinds[c.index + i] === kinds[i]) continue
    if (c.expected !== undefined) note(c, kinds[i] ?? 'end', c.index + i)
    return false
  }
  moveTo(c, c.index + kinds.length)
  return true
}

export function expect(c: Cursor, kind: TokenKind): void {
  if (!accept(c, kind)) fail(c, describe(kind))
}

export function expectWords(c: Cursor, ...kinds: readonly TokenKind[]): void {
  for (const kind of kinds) expect(c, kind)
}

/** The first of these kinds that is the current token, stepped over. */
export function acceptOneOf<K extends TokenKind>(c: Cursor, kinds: readonly K[]): K | undefined {
  for (const kind of kinds) if (accept(c, kind)) return kind
  return undefined
}

export function expectOneOf<K extends TokenKind>(c: Cursor, kinds: readonly K[]): K {
  return acceptOneOf(c, kinds) ?? fail(c, ...kinds)
}

/** The current token as written. */
export function text(c: Cursor): string {
  return textAt(c, c.index)
}

export function textAt(c: Cursor, index: number): string {
  return c.source.slice(c.tokens.starts[index] ?? c.source.length, c.tokens.ends[index] ?? c.source.length)
}

/** Whether a token of this kind is a name. */
export function isName(kind: TokenKind): boolean {
  if (kind === 'identifier' || kind === 'backquoted' || kind === 'digit-identifier') return true
  return NON_RESERVED_WORDS.has(kind) || LATER_NAMES.has(kind)
}

/** Records what was looked for, for the error of a statement that fails. */
export function note(c: Cursor, what: string, index = c.index): void {
  if (c.expected === undefined || index < c.furthest) return
  if (index > c.furthest) {
    c.furthest = index
    c.expected.clear()
  }
  c.expected.add(describe(what))
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  end: 'the end of the statement',
  identifier: 'a name',
  backquoted: 'a name',
  'digit-identifier': 'a name',
  'dot-identifier': '.',
  string: 'a string',
  integer: 'an integer',
  decimal: 'a number',
  double: 'a number',
  binary: 'a binary string',
}

function describe(kind: string): string {
  return DESCRIPTIONS[kind] ?? kind
}

/** Gives up at the current token. */
export function fail(c: Cursor, ...expected: readonly string[]): never {
  for (const what of expected) note(c, what)
  throw new ParseFailure(c.index, expected)
}

/** Gives up with a reason in words; `index` is the token to blame. */
export function refuse(c: Cursor, reason: string, index = c.index, server?: ServerPlace): never {
  throw new ParseFailure(index, [], reason, server)
}

/** Enters a production that can contain itself. Leave it with `c.depth--`; a failure needs no leaving. */
export function enter(c: Cursor): void {
  if (++c.depth > MAX_DEPTH) tooDeep(c)
}

/** Counts one more level of an expression that grows without recursion. */
export function raise(c: Cursor): void {
  if (++c.height > MAX_DEPTH * 2) tooDeep(c)
}

/** Starts to count the levels of an expression anew; give what it returns to `restore` when the expression has been read. */
export function lower(c: Cursor): number {
  const outer = c.height
  c.height = 0
  return outer
}

/** Goes on with the levels of the higher one: the expression just read, or those beside it that were read before. */
export function restore(c: Cursor, outer: number): void {
  if (c.height < outer) c.height = outer
}

/** Why a statement ends in the middle of a token, by the character that opens it. */
export function withoutEnd(opening: string): string {
  if (opening === '`') return 'the quoted name that starts here has no end'
  return opening === '/' ? 'the comment that starts here has no end' : 'the string that starts here has no end'
}

/** Why a statement that is nested too deeply is refused. */
export const TOO_DEEP = `the statement is nested too deeply (more than ${MAX_DEPTH} levels)`

function tooDeep(c: Cursor): never {
  refuse(c, TOO_DEEP)
}

/** Closes a node that began at token `start`: adds its span when positions are wanted. */
export function finish<T extends AstNode>(c: Cursor, start: number, node: T): T {
  return c.positions ? withSpan(c, start, node) : node
}

function withSpan<T extends AstNode>(c: Cursor, start: number, node: T): T {
  const from = c.tokens.starts[start] ?? 0
  const to = c.index > start ? (c.tokens.ends[c.index - 1] ?? from) : from
  // The node was made for this call: nobody else holds it yet.
  const spanned: Mutable<NodeBase> = node
  spanned.span = { start: from, end: to }
  return node
}

/** The index of the `)` that closes the `(` at `index`, or that of the last token when none does. */
export function closingOf(c: Cursor, index: number): number {
  const found = (c.closing ??= matchParentheses(c.kinds))[index]
  return found === undefined || found === 0 ? c.kinds.length - 1 : found
}

function matchParentheses(kinds: readonly TokenKind[]): Int32Array {
  const closing = new Int32Array(kinds.length)
  const open: number[] = []
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]
    if (kind === '(') open.push(i)
    else if (kind === ')') {
      const start = open.pop()
      if (start !== undefined) closing[start] = i
    } else if (kind === ';') open.length = 0
  }
  return closing
}

/** Parses one or more items with commas between them. */
export function commaSeparated<T>(c: Cursor, item: (c: Cursor) => T): T[] {
  const items = [item(c)]
  while (accept(c, ',')) items.push(item(c))
  return items
}

/** Parses `( item, item )`. */
export function parenthesized<T>(c: Cursor, item: (c: Cursor) => T): T[] {
  expect(c, '(')
  const items = commaSeparated(c, item)
  expect(c, ')')
  return items
}

/** A node under construction. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
