import type { PartitionStep } from '../ast/common.ts'
import type { Expression } from '../ast/expression.ts'
import type {
  FixedRangePartition,
  LessThanPartition,
  ListPartition,
  MultiRangePartition,
  PartitionBound,
  PartitionDesc,
  RangePartition,
} from '../ast/table.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, advance, at, commaSeparated, expect, expectWords, fail, finish, peek } from './cursor.ts'
import { parenthesized, refuse } from './cursor.ts'
import { callName, functionCall, isCallStart } from './function-call.ts'
import { interval, numberLiteral } from './literal.ts'
import { atIdentifierList, identifier, identifierList, ifNotExists, nameParts, propertyList, string } from './names.ts'
import { primaryExpression } from './primary.ts'

/** partitionDesc: PARTITION BY and one of the forms below */
export function partitionDesc(c: Cursor): PartitionDesc {
  const start = c.index
  expectWords(c, 'PARTITION', 'BY')
  if (accept(c, 'RANGE')) return rangePartitionDesc(c, start)
  if (c.kind === 'LIST' && peek(c) === '(') {
    advance(c)
    return listPartitionDesc(c, start)
  }
  return expressionPartitionDesc(c, start)
}

/** RANGE ( columns | expression ) ( [rangePartition [, ...]] ) */
function rangePartitionDesc(c: Cursor, start: number): PartitionDesc {
  if (atIdentifierList(c)) {
    const columns = identifierList(c)
    return finish(c, start, { kind: 'RangePartitionDesc', columns, partitions: rangePartitions(c) })
  }
  const expression = primaryExpression(c)
  return finish(c, start, { kind: 'RangePartitionDesc', expression, partitions: rangePartitions(c) })
}

function rangePartitions(c: Cursor): RangePartition[] {
  expect(c, '(')
  const partitions = at(c, ')') ? [] : commaSeparated(c, rangePartition)
  expect(c, ')')
  return partitions
}

/** LIST ( columns ) [( [listPartition [, ...]] )] */
function listPartitionDesc(c: Cursor, start: number): PartitionDesc {
  const columns = identifierList(c)
  if (!accept(c, '(')) return finish(c, start, { kind: 'ListPartitionDesc', columns })
  const partitions = at(c, ')') ? [] : commaSeparated(c, listPartition)
  expect(c, ')')
  return finish(c, start, { kind: 'ListPartitionDesc', columns, partitions })
}

/** ( columns ), or call [( rangePartitions )], or (column | call) [, (column | call)]... */
function expressionPartitionDesc(c: Cursor, start: number): PartitionDesc {
  if (at(c, '(') && atIdentifierList(c)) {
    const expressions = parenthesized(c, partitionColumn)
    if (accept(c, '(')) {
      if (!at(c, ')')) refuse(c, 'partitions in advance need PARTITION BY LIST (...) or RANGE (...)')
      advance(c)
    }
    return finish(c, start, { kind: 'ExpressionPartitionDesc', expressions })
  }
  const expressions = commaSeparated(c, partitionExpression)
  const [first] = expressions
  if (!at(c, '(') || expressions.length !== 1 || first?.kind === 'ColumnReference') {
    return finish(c, start, { kind: 'ExpressionPartitionDesc', expressions })
  }
  return finish(c, start, { kind: 'ExpressionPartitionDesc', expressions, partitions: rangePartitions(c) })
}

function partitionColumn(c: Cursor): Expression {
  const start = c.index
  return finish(c, start, { kind: 'ColumnReference', parts: [identifier(c)] })
}

/** partitionExpr: column | functionCall */
function partitionExpression(c: Cursor): Expression {
  const start = c.index
  if (isCallStart(c)) return functionCall(c, start, callName(c))
  const parts = nameParts(c)
  if (parts.length > 1) return functionCall(c, start, parts)
  return finish(c, start, { kind: 'ColumnReference', parts })
}

/** rangePartitionDesc: one range, or a START ... END ... EVERY batch */
function rangePartition(c: Cursor): RangePartition {
  if (at(c, 'START')) return multiRangePartition(c)
  const partition = namedPartition(c)
  if (partition.kind === 'ListPartition') return refuse(c, 'VALUES IN belongs to PARTITION BY LIST')
  return partition
}

function listPartition(c: Cursor): ListPartition {
  const partition = namedPartition(c)
  if (partition.kind !== 'ListPartition') return refuse(c, 'LIST partitions need VALUES IN (...)')
  return partition
}

/** PARTITION [IF NOT EXISTS] name VALUES (LESS THAN ... | [ ... ) | IN ...) [propertyList] */
export function namedPartition(c: Cursor): LessThanPartition | FixedRangePartition | ListPartition {
  const start = c.index
  expect(c, 'PARTITION')
  const optional = ifNotExists(c)
  const name = identifier(c)
  const head = optional ? ({ name, ifNotExists: true } as const) : { name }
  expect(c, 'VALUES')
  if (accept(c, 'LESS')) {
    expect(c, 'THAN')
    const upper = accept(c, 'MAXVALUE') ? 'MAXVALUE' : parenthesized(c, partitionBound)
    return finish(c, start, { kind: 'LessThanPartition', ...head, upper, ...optionalPropertyList(c) })
  }
  if (accept(c, '[')) {
    const lower = parenthesized(c, partitionBound)
    expect(c, ',')
    const upper = parenthesized(c, partitionBound)
    expect(c, ')')
    return finish(c, start, { kind: 'FixedRangePartition', ...head, lower, upper, ...optionalPropertyList(c) })
  }
  expect(c, 'IN')
  return finish(c, start, { kind: 'ListPartition', ...head, values: listValues(c), ...optionalPropertyList(c) })
}

function optionalPropertyList(c: Cursor): { readonly properties?: ReturnType<typeof propertyList> } {
  return at(c, '(') ? { properties: propertyList(c) } : {}
}

/** partitionValue: MAXVALUE | string */
function partitionBound(c: Cursor): PartitionBound {
  const start = c.index
  if (accept(c, 'MAXVALUE')) return finish(c, start, { kind: 'MaxValue' })
  return finish(c, start, { kind: 'PartitionValue', value: string(c) })
}

/** ( value [, value]... ), each value a tuple of one, or ( ( value, ... ) [, ( value, ... )]... ) */
export function listValues(c: Cursor): (readonly (string | null)[])[] {
  if (peek(c) === '(') return parenthesized(c, tuple)
  return parenthesized(c, listValue).map((value) => [value])
}

function tuple(c: Cursor): (string | null)[] {
  return parenthesized(c, listValue)
}

function listValue(c: Cursor): string | null {
  return accept(c, 'NULL') ? null : string(c)
}

/** multiRangePartition: START ( string ) END ( string ) EVERY ( interval | integer ) */
export function multiRangePartition(c: Cursor): MultiRangePartition {
  const start = c.index
  const node: Mutable<MultiRangePartition> = {
    kind: 'MultiRangePartition',
    ...startAndEnd(c),
    every: { kind: 'NumberLiteral', text: '1' },
  }
  expectWords(c, 'EVERY', '(')
  node.every = step(c)
  expect(c, ')')
  return finish(c, start, node)
}

function step(c: Cursor): PartitionStep {
  if (at(c, 'INTERVAL')) return interval(c)
  return c.kind === 'integer' ? numberLiteral(c) : fail(c, 'INTERVAL', 'an integer')
}

/** partitionRangeDesc: START ( string ) END ( string ) */
export function startAndEnd(c: Cursor): { readonly start: string; readonly end: string } {
  expectWords(c, 'START', '(')
  const from = string(c)
  expectWords(c, ')', 'END', '(')
  const to = string(c)
  expect(c, ')')
  return { start: from, end: to }
}
