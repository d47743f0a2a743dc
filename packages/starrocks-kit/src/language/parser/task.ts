import type { Property } from '../ast/common.ts'
import type { InsertStatement } from '../ast/dml.ts'
import type { Statement } from '../ast/statement.ts'
import type {
  AlterPipeClause,
  CacheSelectStatement,
  CreatePipeStatement,
  DictionaryColumn,
  SubmitTaskStatement,
  TaskSchedule,
} from '../ast/task.ts'
import { createTable } from './create-table.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptOneOf,
  acceptWords,
  at,
  commaSeparated,
  expect,
  expectOneOf,
  expectWords,
  fail,
} from './cursor.ts'
import { finish, isName, parenthesized } from './cursor.ts'
import { insert } from './dml.ts'
import { ifExists, ifNotExists, optionalProperties, propertyList, qualifiedName, string } from './names.ts'
import { optionalWhere, selectItem } from './query.ts'
import { setProperties } from './resource.ts'

/** SUBMIT TASK [name] (properties | schedule)... AS (CREATE TABLE AS | INSERT | CACHE SELECT) */
export function submitTask(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SUBMIT')
  const hints = c.tokens.hints.get(c.index)
  expect(c, 'TASK')
  const name = isName(c.kind) && !at(c, 'PROPERTIES') && !at(c, 'SCHEDULE') ? { name: qualifiedName(c) } : {}
  const properties: Property[] = []
  let schedule: TaskSchedule | undefined
  for (;;) {
    if (accept(c, 'PROPERTIES')) properties.push(...propertyList(c))
    else if (at(c, 'SCHEDULE')) schedule = taskSchedule(c)
    else break
  }
  expect(c, 'AS')
  const node: Mutable<SubmitTaskStatement> = { kind: 'SubmitTaskStatement', ...name, statement: taskStatement(c) }
  if (hints !== undefined) node.hints = hints
  if (properties.length > 0) node.properties = properties
  if (schedule !== undefined) node.schedule = schedule
  return finish(c, start, node)
}

function taskStatement(c: Cursor): SubmitTaskStatement['statement'] {
  if (at(c, 'INSERT')) return insert(c, c.index)
  if (at(c, 'CACHE')) return cacheSelect(c)
  if (!at(c, 'CREATE')) fail(c, 'INSERT', 'CREATE TABLE AS', 'CACHE SELECT')
  const node = createTable(c)
  return node.kind === 'CreateTableAsSelectStatement' ? node : fail(c, 'AS')
}

/** SCHEDULE [START ( string )] EVERY ( INTERVAL expression unit ) */
function taskSchedule(c: Cursor): TaskSchedule {
  const start = c.index
  expect(c, 'SCHEDULE')
  const from = accept(c, 'START') ? { start: parenthesizedString(c) } : {}
  expectWords(c, 'EVERY', '(')
  const first = c.index
  expect(c, 'INTERVAL')
  const value = c.rules.expression(c)
  const unit = expectOneOf(c, ['DAY', 'HOUR', 'MINUTE', 'SECOND'])
  const every = finish(c, first, { kind: 'IntervalExpression', value, unit })
  expect(c, ')')
  return finish(c, start, { kind: 'TaskSchedule', ...from, every })
}

function parenthesizedString(c: Cursor): string {
  expect(c, '(')
  const value = string(c)
  expect(c, ')')
  return value
}

/** DROP TASK name [FORCE] */
export function dropTask(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'TASK')
  const name = qualifiedName(c)
  const force = accept(c, 'FORCE') ? { force: true as const } : {}
  return finish(c, start, { kind: 'DropTaskStatement', name, ...force })
}

/** CACHE SELECT items FROM table [WHERE expression] [properties] */
export function cacheSelect(c: Cursor): CacheSelectStatement {
  const start = c.index
  expectWords(c, 'CACHE', 'SELECT')
  const items = commaSeparated(c, selectItem)
  expect(c, 'FROM')
  const node: Mutable<CacheSelectStatement> = { kind: 'CacheSelectStatement', items, from: qualifiedName(c) }
  const where = optionalWhere(c)
  if (where !== undefined) node.where = where
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}

/** CREATE [OR REPLACE] PIPE [IF NOT EXISTS] name [properties] AS insert */
export function createPipe(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  const orReplace = acceptWords(c, 'OR', 'REPLACE') ? { orReplace: true as const } : {}
  expect(c, 'PIPE')
  const optional = ifNotExists(c) ? { ifNotExists: true as const } : {}
  const name = qualifiedName(c)
  const properties = optionalProperties(c)
  const listed = properties === undefined ? {} : { properties }
  expect(c, 'AS')
  if (!at(c, 'INSERT')) fail(c, 'INSERT')
  const statement: InsertStatement = insert(c, c.index)
  const node: CreatePipeStatement = {
    kind: 'CreatePipeStatement',
    ...orReplace,
    ...optional,
    name,
    ...listed,
    statement,
  }
  return finish(c, start, node)
}

/** DROP PIPE [IF EXISTS] name */
export function dropPipe(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'PIPE')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropPipeStatement', ...optional, name: qualifiedName(c) })
}

/** ALTER PIPE name (SUSPEND | RESUME | RETRY ALL | RETRY FILE string | SET propertyList) */
export function alterPipe(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'PIPE')
  const name = qualifiedName(c)
  return finish(c, start, { kind: 'AlterPipeStatement', name, clause: pipeClause(c) })
}

function pipeClause(c: Cursor): AlterPipeClause {
  const start = c.index
  if (at(c, 'SET')) return setProperties(c)
  const word = acceptOneOf(c, ['SUSPEND', 'RESUME', 'RETRY']) ?? fail(c, 'SUSPEND', 'RESUME', 'RETRY', 'SET')
  if (word !== 'RETRY') return finish(c, start, { kind: 'PipeActionClause', action: word })
  if (expectOneOf(c, ['ALL', 'FILE']) === 'ALL')
    return finish(c, start, { kind: 'PipeActionClause', action: 'RETRY ALL' })
  return finish(c, start, { kind: 'PipeActionClause', action: 'RETRY FILE', file: string(c) })
}

/** (DESC | DESCRIBE) PIPE name */
export function descPipe(c: Cursor): Statement {
  const start = c.index
  expectOneOf(c, ['DESC', 'DESCRIBE'])
  expect(c, 'PIPE')
  return finish(c, start, { kind: 'DescPipeStatement', name: qualifiedName(c) })
}

/** CREATE DICTIONARY name USING table ( column (KEY | VALUE) [, ...] ) [properties] */
export function createDictionary(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'DICTIONARY')
  const name = qualifiedName(c)
  expect(c, 'USING')
  const source = qualifiedName(c)
  const columns = parenthesized(c, dictionaryColumn)
  const properties = optionalProperties(c)
  const listed = properties === undefined ? {} : { properties }
  return finish(c, start, { kind: 'CreateDictionaryStatement', name, source, columns, ...listed })
}

function dictionaryColumn(c: Cursor): DictionaryColumn {
  const start = c.index
  const name = qualifiedName(c)
  return finish(c, start, { kind: 'DictionaryColumn', name, role: expectOneOf(c, ['KEY', 'VALUE']) })
}

/** DROP DICTIONARY name [CACHE] */
export function dropDictionary(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'DICTIONARY')
  const name = qualifiedName(c)
  const cache = accept(c, 'CACHE') ? { cache: true as const } : {}
  return finish(c, start, { kind: 'DropDictionaryStatement', name, ...cache })
}

/** [CANCEL] REFRESH DICTIONARY name */
export function refreshDictionary(c: Cursor): Statement {
  const start = c.index
  const cancel = accept(c, 'CANCEL') ? { cancel: true as const } : {}
  expectWords(c, 'REFRESH', 'DICTIONARY')
  return finish(c, start, { kind: 'RefreshDictionaryStatement', ...cancel, name: qualifiedName(c) })
}

/** SHOW DICTIONARY [name] */
export function showDictionary(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'SHOW', 'DICTIONARY')
  return finish(c, start, { kind: 'ShowDictionaryStatement', ...(isName(c.kind) ? { name: qualifiedName(c) } : {}) })
}
