import type { Property } from '../ast/common.ts'
import type { DataType } from '../ast/data-type.ts'
import type { CreateFunctionStatement, FunctionArguments } from '../ast/function.ts'
import type { Statement } from '../ast/statement.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptOneOf,
  advance,
  at,
  expect,
  expectWords,
  fail,
  finish,
  isName,
  moveTo,
  parenthesized,
  ParseFailure,
  peek,
  text,
} from './cursor.ts'
import { identifier, ifExists, ifNotExists, optionalProperties, qualifiedName, string } from './names.ts'
import { dataType, startsType } from './types.ts'

/** Whether CREATE and the words of functions stand here: any of OR REPLACE, GLOBAL, TABLE, AGGREGATE in front of FUNCTION. */
export function atCreateFunction(c: Cursor): boolean {
  let offset = peek(c) === 'OR' && peek(c, 2) === 'REPLACE' ? 3 : 1
  if (peek(c, offset) === 'GLOBAL') offset++
  if (peek(c, offset) === 'TABLE' || peek(c, offset) === 'AGGREGATE') offset++
  return peek(c, offset) === 'FUNCTION'
}

/** CREATE [OR REPLACE] [GLOBAL] [TABLE | AGGREGATE] FUNCTION [IF NOT EXISTS] name types RETURNS (type [properties] [AS attachment] | expression) */
export function createFunction(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  const orReplace = accept(c, 'OR')
  if (orReplace) expect(c, 'REPLACE')
  const global = accept(c, 'GLOBAL')
  const type = acceptOneOf(c, ['TABLE', 'AGGREGATE'])
  expect(c, 'FUNCTION')
  const optional = ifNotExists(c)
  const name = qualifiedName(c)
  const types = atNamedArgument(c) ? namedArguments(c) : functionArguments(c)
  expect(c, 'RETURNS')
  const node: Mutable<CreateFunctionStatement> = { kind: 'CreateFunctionStatement', name, arguments: types }
  if (orReplace) node.orReplace = true
  if (global) node.global = true
  if (type !== undefined) node.type = type
  if (optional) node.ifNotExists = true
  const returns = types.names === undefined ? returnType(c, types) : undefined
  if (returns === undefined) return finish(c, start, { ...node, expression: c.rules.expression(c) })
  node.returns = returns
  if (at(c, 'PROPERTIES') && peek(c) === '(') node.properties = optionalProperties(c) ?? []
  else if (isName(c.kind) && peek(c) === '=') node.inlineProperties = inlineProperties(c)
  if (accept(c, 'AS')) {
    if (c.kind !== 'attachment') fail(c, 'source text between $$')
    node.source = text(c).slice(2, -2)
    advance(c)
  }
  return finish(c, start, node)
}

/** A function without arguments is either of both kinds: it returns a type if nothing but properties and source text follow. */
function returnType(c: Cursor, { types, variadic }: FunctionArguments): DataType | undefined {
  if (types.length > 0 || variadic === true) return dataType(c)
  const start = c.index
  try {
    const type = dataType(c)
    if (at(c, 'end') || at(c, ';') || at(c, 'PROPERTIES') || at(c, 'AS') || (isName(c.kind) && peek(c) === '='))
      return type
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error
  }
  moveTo(c, start)
  return undefined
}

function atNamedArgument(c: Cursor): boolean {
  return isName(peek(c)) && peek(c) !== 'UNSIGNED' && peek(c) !== 'SIGNED' && startsType(peek(c, 2))
}

/** ( name type [, name type]... ) */
function namedArguments(c: Cursor): FunctionArguments {
  const start = c.index
  const list = parenthesized(c, (each) => ({ name: identifier(each), type: dataType(each) }))
  return finish(c, start, {
    kind: 'FunctionArguments',
    names: list.map(({ name }) => name),
    types: list.map(({ type }) => type),
  })
}

/** inlineProperties: (name = string)... */
function inlineProperties(c: Cursor): Property[] {
  const properties: Property[] = []
  while (isName(c.kind) && peek(c) === '=') {
    const start = c.index
    const key = identifier(c)
    advance(c)
    properties.push(finish(c, start, { kind: 'Property', key, value: string(c) }))
  }
  return properties
}

/** DROP [GLOBAL] FUNCTION [IF EXISTS] name types */
export function dropFunction(c: Cursor): Statement {
  const start = c.index
  expect(c, 'DROP')
  const global = accept(c, 'GLOBAL') ? { global: true as const } : {}
  expectWords(c, 'FUNCTION')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  const name = qualifiedName(c)
  return finish(c, start, {
    kind: 'DropFunctionStatement',
    ...global,
    ...optional,
    name,
    arguments: functionArguments(c),
  })
}

/** ( [type] [, type]... [, ...] ): the first type may be missing in front of a comma */
export function functionArguments(c: Cursor): FunctionArguments {
  const start = c.index
  expect(c, '(')
  const types: DataType[] = []
  let variadic = false
  if (!at(c, ')') && !at(c, ',')) types.push(dataType(c))
  while (!variadic && accept(c, ',')) {
    if (accept(c, '...')) variadic = true
    else types.push(dataType(c))
  }
  expect(c, ')')
  return finish(c, start, { kind: 'FunctionArguments', types, ...(variadic ? { variadic: true } : {}) })
}
