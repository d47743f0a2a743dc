import type { AlterViewClause, CreateViewStatement, ViewColumn } from '../ast/view.ts'
import type { Statement } from '../ast/statement.ts'
import { setProperties } from './alter-table.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptWords,
  at,
  expect,
  expectOneOf,
  expectWords,
  fail,
  finish,
  parenthesized,
  peek,
} from './cursor.ts'
import { identifier, ifExists, ifNotExists, optionalComment, optionalProperties, qualifiedName } from './names.ts'

/** CREATE [OR REPLACE] VIEW [IF NOT EXISTS] name [( columns )] [COMMENT string] [SECURITY (NONE | INVOKER)] AS query */
export function createView(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  const orReplace = acceptWords(c, 'OR', 'REPLACE')
  expect(c, 'VIEW')
  const optional = ifNotExists(c)
  const node: Mutable<Omit<CreateViewStatement, 'query'>> = { kind: 'CreateViewStatement', name: qualifiedName(c) }
  if (orReplace) node.orReplace = true
  if (optional) node.ifNotExists = true
  if (at(c, '(')) node.columns = parenthesized(c, viewColumn)
  const comment = optionalComment(c)
  if (comment !== undefined) node.comment = comment
  if (accept(c, 'SECURITY')) node.security = expectOneOf(c, ['NONE', 'INVOKER'])
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  expect(c, 'AS')
  return finish(c, start, { ...node, query: c.rules.query(c) })
}

/** columnNameWithComment: identifier [COMMENT string] */
export function viewColumn(c: Cursor): ViewColumn {
  const start = c.index
  const name = identifier(c)
  const comment = optionalComment(c)
  return finish(c, start, { kind: 'ViewColumn', name, ...(comment === undefined ? {} : { comment }) })
}

/** ALTER VIEW name ([( columns )] AS query | SET SECURITY ... | SET properties | (ADD | MODIFY) DIALECT query) */
export function alterView(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'VIEW')
  const name = qualifiedName(c)
  return finish(c, start, { kind: 'AlterViewStatement', name, clause: alterViewClause(c) })
}

function alterViewClause(c: Cursor): AlterViewClause {
  const start = c.index
  if (at(c, '(') || at(c, 'AS')) {
    const columns = at(c, '(') ? { columns: parenthesized(c, viewColumn) } : {}
    expect(c, 'AS')
    return finish(c, start, { kind: 'AlterViewQueryClause', ...columns, query: c.rules.query(c) })
  }
  if (c.kind === 'SET' && peek(c) === '(') return setProperties(c)
  if (accept(c, 'SET')) {
    if (accept(c, 'SECURITY')) {
      const security = expectOneOf(c, ['NONE', 'INVOKER'])
      return finish(c, start, { kind: 'AlterViewSecurityClause', security })
    }
    const properties = optionalProperties(c) ?? fail(c, 'SECURITY', 'PROPERTIES')
    return finish(c, start, { kind: 'ModifyPropertiesClause', properties })
  }
  const action = expectOneOf(c, ['ADD', 'MODIFY'])
  expect(c, 'DIALECT')
  accept(c, 'STARROCKS')
  return finish(c, start, { kind: 'AlterViewDialectClause', action, query: c.rules.query(c) })
}

/** DROP VIEW [IF EXISTS] name */
export function dropView(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'VIEW')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropViewStatement', ...optional, name: qualifiedName(c) })
}
