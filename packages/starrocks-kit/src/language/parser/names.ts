import type { KeyPartition, PartitionNames, PartitionSelection, Property, QualifiedName } from '../ast/common.ts'
import { unquoteIdentifier, unquoteString } from '../quote.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptWords,
  advance,
  at,
  commaSeparated,
  expect,
  fail,
  finish,
  isName,
  note,
  parenthesized,
} from './cursor.ts'
import { closingOf, peek, refuse, text } from './cursor.ts'
import { literal } from './literal.ts'

/** identifier: a word that is not reserved, or anything in backquotes. */
export function identifier(c: Cursor): string {
  const kind = c.kind
  if (kind === 'identifier') {
    const name = text(c)
    advance(c)
    return name
  }
  if (!isName(kind)) fail(c, 'a name')
  const name = kind === 'backquoted' ? unquoteIdentifier(text(c)) : text(c)
  advance(c)
  return name
}

/** qualifiedName: identifier [. identifier]... */
export function qualifiedName(c: Cursor): QualifiedName {
  const start = c.index
  return finish(c, start, { kind: 'QualifiedName', parts: nameParts(c) })
}

/** The parts of a dotted name; stops before `.*`. */
export function nameParts(c: Cursor): string[] {
  const parts = [identifier(c)]
  for (;;) {
    if (c.kind === '.' && peek(c) !== '*') {
      advance(c)
      parts.push(identifier(c))
    } else if (c.kind === 'dot-identifier') {
      parts.push(text(c).slice(1))
      advance(c)
    } else {
      if (c.expected !== undefined) note(c, '.')
      return parts
    }
  }
}

/** string: '...' or "..." */
export function string(c: Cursor): string {
  if (c.kind !== 'string') fail(c, 'a string')
  const value = unquoteString(text(c))
  advance(c)
  return value
}

/** identifier | string */
export function identifierOrString(c: Cursor): string {
  return at(c, 'string') ? string(c) : identifier(c)
}

/** ( identifier [, identifier]... ) */
export function identifierList(c: Cursor): string[] {
  return parenthesized(c, identifier)
}

/** Whether names in parentheses, with commas between them, stand here. */
export function atIdentifierList(c: Cursor): boolean {
  if (c.kind !== '(') return false
  const end = closingOf(c, c.index)
  for (let i = c.index + 1; i < end; i += 2) {
    if (!isName(c.kinds[i] ?? 'end') || (c.kinds[i + 1] !== ',' && i + 1 !== end)) return false
  }
  return end > c.index + 1
}

/** The digits of an integer. */
export function integerText(c: Cursor): string {
  if (c.kind !== 'integer') fail(c, 'an integer')
  const value = text(c)
  advance(c)
  return value
}

/** An integer that a number can hold exactly. */
export function integer(c: Cursor): number {
  const start = c.index
  const value = Number(integerText(c))
  if (!Number.isSafeInteger(value)) refuse(c, 'the number is too large', start)
  return value
}

/** property: string = string */
export function property(c: Cursor): Property {
  const start = c.index
  const key = string(c)
  expect(c, '=')
  return finish(c, start, { kind: 'Property', key, value: string(c) })
}

/** propertyList: ( property [, property]... ) */
export function propertyList(c: Cursor): Property[] {
  return parenthesized(c, property)
}

/** [ PROPERTIES propertyList ] */
export function optionalProperties(c: Cursor): Property[] | undefined {
  return accept(c, 'PROPERTIES') ? propertyList(c) : undefined
}

/** [ COMMENT string ] */
export function optionalComment(c: Cursor): string | undefined {
  return accept(c, 'COMMENT') ? string(c) : undefined
}

/** [ IF NOT EXISTS ] */
export function ifNotExists(c: Cursor): boolean {
  if (!accept(c, 'IF')) return false
  expect(c, 'NOT')
  expect(c, 'EXISTS')
  return true
}

/** [ IF EXISTS ] */
export function ifExists(c: Cursor): boolean {
  if (!accept(c, 'IF')) return false
  expect(c, 'EXISTS')
  return true
}

/** [TEMPORARY] (PARTITION | PARTITIONS) names, in parentheses or not */
export function partitionNames(c: Cursor): PartitionNames {
  const start = c.index
  const node: Mutable<PartitionNames> = { kind: 'PartitionNames', names: [] }
  if (accept(c, 'TEMPORARY')) node.temporary = true
  if (!accept(c, 'PARTITION') && !accept(c, 'PARTITIONS')) fail(c, 'PARTITION', 'PARTITIONS')
  node.names = at(c, '(') ? parenthesized(c, identifierOrString) : commaSeparated(c, identifierOrString)
  return finish(c, start, node)
}

export function atPartitionNames(c: Cursor): boolean {
  if (at(c, 'PARTITION') || at(c, 'PARTITIONS')) return true
  return c.kind === 'TEMPORARY' && (peek(c) === 'PARTITION' || peek(c) === 'PARTITIONS')
}

/** partitionNames, or PARTITION ( column = literal [, ...] ) */
function partitionSelection(c: Cursor): PartitionSelection {
  if (c.kind !== 'PARTITION' || peek(c) !== '(' || !isName(peek(c, 2)) || peek(c, 3) !== '=') return partitionNames(c)
  const start = c.index
  advance(c)
  return finish(c, start, { kind: 'KeyPartitions', keys: parenthesized(c, keyPartition) })
}

function keyPartition(c: Cursor): KeyPartition {
  const start = c.index
  const column = identifier(c)
  expect(c, '=')
  return finish(c, start, { kind: 'KeyPartition', column, value: literal(c) })
}

export function optionalPartitions(c: Cursor): PartitionSelection | undefined {
  return atPartitionNames(c) ? partitionSelection(c) : undefined
}

/** WITH (SYNC | ASYNC) MODE */
export function optionalMode(c: Cursor): 'SYNC' | 'ASYNC' | undefined {
  if (acceptWords(c, 'WITH', 'SYNC', 'MODE')) return 'SYNC'
  return acceptWords(c, 'WITH', 'ASYNC', 'MODE') ? 'ASYNC' : undefined
}
