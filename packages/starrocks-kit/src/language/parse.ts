import type { Property } from './ast/common.ts'
import type { DataType } from './ast/data-type.ts'
import type { Expression } from './ast/expression.ts'
import type { ImportColumns } from './ast/load.ts'
import type { Query } from './ast/query.ts'
import type { Statement } from './ast/statement.ts'
import type { ColumnDefinition, DistributionDesc, IndexDesc, KeyDesc, OrderByDesc, PartitionDesc } from './ast/table.ts'
import type { RefreshSchemeDesc } from './ast/view.ts'
import { adviceFor } from './advice.ts'
import { tokenize } from './lexer.ts'
import type { Tokens } from './tokens.ts'
import { distributionDesc, indexDesc, keyDesc, orderByDesc } from './parser/clauses.ts'
import { columnDefinition } from './parser/column.ts'
import { ParseFailure, TOO_DEEP, withoutEnd, accept, at, createCursor, fail, moveTo } from './parser/cursor.ts'
import type { Cursor, ParseOptions, Rules, ServerPlace } from './parser/cursor.ts'
import { expression, valueExpression } from './parser/expression.ts'
import { importColumns } from './parser/load.ts'
import { refreshSchemeDesc } from './parser/materialized-view.ts'
import { propertyList } from './parser/names.ts'
import { partitionDesc } from './parser/partition.ts'
import { query } from './parser/query.ts'
import { statement } from './parser/statement.ts'
import { aggStateType, atAggStateType, optionalDataType, dataType } from './parser/types.ts'
import { createLineIndex } from './position.ts'
import type { LineIndex } from './position.ts'
import { MASK, maskSecrets, secretRanges } from './secrets.ts'
import { SqlSyntaxError } from './syntax-error.ts'

const RULES: Rules = { expression, valueExpression, query, dataType, statement }

/** The statements of a text, and what was wrong with the others. */
export interface ParseResult {
  readonly statements: readonly Statement[]
  readonly errors: readonly SqlSyntaxError[]
}

/**
 * Parses all statements of a text, separated by semicolons. A statement with an error is left out and reading goes on behind the next semicolon.
 *
 * @example parseStatements('CREATE DATABASE a; DROP TABEL t; USE a').errors.length // 1
 */
export function parseStatements(text: string, options: ParseOptions = {}): ParseResult {
  const tokens = tokenize(text)
  const c = createCursor(tokens, RULES, options)
  const statements: Statement[] = []
  const errors: SqlSyntaxError[] = []
  while (c.kind !== 'end') {
    if (accept(c, ';')) continue
    const start = c.index
    try {
      statements.push(wholeStatement(c))
    } catch (failure) {
      errors.push(syntaxError(c, options, start, wholeStatement, failure))
      skipStatement(c)
    }
  }
  return { statements, errors }
}

/**
 * Parses a text that holds exactly one statement; a closing semicolon is allowed.
 *
 * @throws SqlSyntaxError
 */
export function parseStatement(text: string, options: ParseOptions = {}): Statement {
  return parseWhole(text, options, (c) => {
    while (accept(c, ';'));
    const node = wholeStatement(c)
    while (accept(c, ';'));
    return node
  })
}

function wholeStatement(c: Cursor): Statement {
  const node = statement(c)
  if (!at(c, ';') && !at(c, 'end')) fail(c, ';', 'end')
  return node
}

/** Parses an expression. @throws SqlSyntaxError */
export function parseExpression(text: string, options: ParseOptions = {}): Expression {
  return parseWhole(text, options, expression)
}

/** Parses a query: SELECT, WITH, set operations, or one of them in parentheses. @throws SqlSyntaxError */
export function parseQuery(text: string, options: ParseOptions = {}): Query {
  return parseWhole(text, options, (c) => {
    const node = query(c)
    while (accept(c, ';'));
    return node
  })
}

/**
 * Parses the columns of a load job, without the word COLUMNS and its parentheses.
 *
 * @throws SqlSyntaxError
 * @example parseImportColumns('id, day, year = year(day)')
 */
export function parseImportColumns(text: string, options: ParseOptions = {}): ImportColumns {
  const words = 'COLUMNS ('
  return parseWhole(`${words}${text})`, options, importColumns, words.length)
}

/** Parses a data type such as `ARRAY<INT>`, or a state type such as `avg(bigint)`. @throws SqlSyntaxError */
export function parseDataType(text: string, options: ParseOptions = {}): DataType {
  return parseWhole(
    text,
    options,
    (c) => optionalDataType(c) ?? (atAggStateType(c) ? aggStateType(c) : fail(c, 'a data type')),
  )
}

/** Parses a column as it stands in CREATE TABLE. @throws SqlSyntaxError */
export function parseColumnDefinition(text: string, options: ParseOptions = {}): ColumnDefinition {
  return parseWhole(text, options, columnDefinition)
}

/** Parses `PRIMARY KEY (a, b)`. @throws SqlSyntaxError */
export function parseKeyDesc(text: string, options: ParseOptions = {}): KeyDesc {
  return parseWhole(text, options, keyDesc)
}

/**
 * Parses the distribution of a table, with or without the words DISTRIBUTED BY.
 *
 * @throws SqlSyntaxError
 * @example parseDistributionDesc('HASH(id) BUCKETS 10')
 */
export function parseDistributionDesc(text: string, options: ParseOptions = {}): DistributionDesc {
  return parseClause(text, options, 'DISTRIBUTED BY ', 'DISTRIBUTED', distributionDesc)
}

/** Parses the partitioning of a table, with or without the words PARTITION BY. @throws SqlSyntaxError */
export function parsePartitionDesc(text: string, options: ParseOptions = {}): PartitionDesc {
  return parseClause(text, options, 'PARTITION BY ', 'PARTITION', partitionDesc)
}

/** Parses a sort key, with or without the words ORDER BY, and with or without the parentheses. @throws SqlSyntaxError */
export function parseOrderByDesc(text: string, options: ParseOptions = {}): OrderByDesc {
  const tokens = tokenize(text)
  const bare = tokens.kinds[0] !== 'ORDER' && tokens.kinds[0] !== '('
  return parseClause(bare ? `(${text})` : text, options, 'ORDER BY ', 'ORDER', orderByDesc)
}

/** Parses `INDEX name (columns) USING type ...`. @throws SqlSyntaxError */
export function parseIndexDesc(text: string, options: ParseOptions = {}): IndexDesc {
  return parseClause(text, options, 'INDEX ', 'INDEX', indexDesc)
}

/** Parses the refresh scheme of a materialized view, with or without the word REFRESH. @throws SqlSyntaxError */
export function parseRefreshSchemeDesc(text: string, options: ParseOptions = {}): RefreshSchemeDesc {
  return parseClause(text, options, 'REFRESH ', 'REFRESH', refreshSchemeDesc)
}

/** Parses a property list, with or without the word PROPERTIES. @throws SqlSyntaxError */
export function parseProperties(text: string, options: ParseOptions = {}): readonly Property[] {
  return parseWhole(text, options, (c) => {
    accept(c, 'PROPERTIES')
    return propertyList(c)
  })
}

/** Parses a clause whose leading words may be left out. */
function parseClause<T>(
  text: string,
  options: ParseOptions,
  words: string,
  first: Tokens['kinds'][number],
  parse: (c: Cursor) => T,
): T {
  const complete = tokenize(text).kinds[0] === first
  return parseWhole(complete ? text : words + text, options, parse, complete ? 0 : words.length)
}

/** Parses all of a text; `prefix` is how many characters in front are not the caller's. */
function parseWhole<T>(text: string, options: ParseOptions, parse: (c: Cursor) => T, prefix = 0): T {
  const tokens = tokenize(text)
  const whole = (c: Cursor): T => {
    const node = parse(c)
    if (!at(c, 'end')) fail(c, 'end')
    return node
  }
  const first = createCursor(tokens, RULES, options)
  try {
    return whole(first)
  } catch (failure) {
    throw syntaxError(first, options, 0, whole, failure, prefix)
  }
}

function skipStatement(c: Cursor): void {
  let index = c.index
  while (c.kinds[index] !== ';' && c.kinds[index] !== 'end') index++
  moveTo(c, index)
  c.depth = 0
  c.height = 0
}

/** Makes the error of a failed production: parses it once more from `start`, now recording what was expected. */
function syntaxError(
  failed: Cursor,
  options: ParseOptions,
  start: number,
  parse: (c: Cursor) => unknown,
  failure: unknown,
  prefix = 0,
): SqlSyntaxError {
  if (failure instanceof RangeError) failure = new ParseFailure(start, [], TOO_DEEP)
  if (!(failure instanceof ParseFailure)) throw failure
  const c = createCursor(failed.tokens, RULES, options)
  c.closing = failed.closing
  c.expected = new Set()
  moveTo(c, start)
  try {
    parse(c)
  } catch (again) {
    if (!(again instanceof ParseFailure) && !(again instanceof RangeError)) throw again
  }
  const expected = failure.index === c.furthest ? [...c.expected] : [...failure.expected]
  failed.lines ??= createLineIndex(prefix === 0 ? failed.source : failed.source.slice(prefix))
  failed.secrets ??= secretRanges(failed.tokens)
  return describeFailure(failed, failed.lines, failure, expected, start, prefix)
}

function describeFailure(
  { tokens, secrets = [] }: Cursor,
  lines: LineIndex,
  failure: ParseFailure,
  expected: readonly string[],
  start: number,
  prefix: number,
): SqlSyntaxError {
  const offset = Math.max(0, (tokens.starts[failure.index] ?? tokens.source.length) - prefix)
  const first = tokens.starts[failure.index] ?? tokens.source.length
  const found = maskSecrets(tokens.source, first, tokens.ends[failure.index] ?? first, first, secrets).text
  const { line, column, lineText } = lines.locate(offset)
  const lineStart = offset + prefix - (column - 1)
  const shown = maskSecrets(tokens.source, lineStart, lineStart + lineText.length, offset + prefix, secrets)
  const caret = shown.offset + 1
  // Advice repeats words of the source: none where they are secret.
  const hint = found.includes(MASK) ? undefined : adviceFor({ tokens, start, index: failure.index, expected })
  const reason = failure.reason ?? lexicalReason(tokens, failure.index)
  return new SqlSyntaxError({
    offset,
    line,
    column,
    lineText: shown.text,
    ...(caret === column ? {} : { caret }),
    found,
    expected: [...new Set(expected)].toSorted(byKindOfExpectation),
    from: Math.max(0, (tokens.starts[start] ?? 0) - prefix),
    ...(reason === undefined ? {} : { reason }),
    ...(hint === undefined ? {} : { hint }),
    ...(failure.server === undefined ? {} : { server: serverPlace(tokens, failure.server, prefix) }),
  })
}

function serverPlace(tokens: Tokens, place: ServerPlace, prefix: number) {
  const start = tokens.starts[place.index] ?? tokens.source.length
  const found = tokens.source.slice(start, tokens.ends[place.index])
  return { offset: Math.max(0, start - prefix), found, expected: place.expected }
}

/** Descriptions first, then words, then punctuation. */
function byKindOfExpectation(a: string, b: string): number {
  const byRank = rankOf(a) - rankOf(b)
  return byRank === 0 ? (a < b ? -1 : Number(a > b)) : byRank
}

function rankOf(what: string): number {
  if (/^[a-z]/.test(what)) return 0
  return /^\w/.test(what) ? 1 : 2
}

function lexicalReason({ kinds, starts, source }: Tokens, index: number): string | undefined {
  if (kinds[index] === 'unknown') return 'this character has no meaning in SQL'
  return kinds[index] === 'unterminated' ? withoutEnd(source.charAt(starts[index] ?? 0)) : undefined
}
