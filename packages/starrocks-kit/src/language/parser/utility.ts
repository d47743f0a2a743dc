import type { CancelAlterTableStatement } from '../ast/utility.ts'
import type { Statement } from '../ast/statement.ts'
import { indexBody } from './clauses.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptOneOf,
  acceptWords,
  at,
  expect,
  expectOneOf,
  expectWords,
  finish,
  parenthesized,
} from './cursor.ts'
import { identifier, ifExists, integerText, optionalPartitions, property, qualifiedName, string } from './names.ts'

/** DROP [TEMPORARY] TABLE [IF EXISTS] name [FORCE] */
export function dropTable(c: Cursor): Statement {
  const start = c.index
  expect(c, 'DROP')
  const temporary = accept(c, 'TEMPORARY') ? { temporary: true as const } : {}
  expect(c, 'TABLE')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  const name = qualifiedName(c)
  const force = accept(c, 'FORCE') ? { force: true as const } : {}
  return finish(c, start, { kind: 'DropTableStatement', ...temporary, ...optional, name, ...force })
}

/** CREATE INDEX name ON table ( columns ) [USING type [propertyList]] [COMMENT string] */
export function createIndex(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'INDEX')
  const from = c.index
  const name = identifier(c)
  expect(c, 'ON')
  const table = qualifiedName(c)
  return finish(c, start, { kind: 'CreateIndexStatement', table, index: indexBody(c, from, name) })
}

/** DROP INDEX name ON table */
export function dropIndex(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'INDEX')
  const name = identifier(c)
  expect(c, 'ON')
  return finish(c, start, { kind: 'DropIndexStatement', name, table: qualifiedName(c) })
}

/** RECOVER (DATABASE | SCHEMA) name | RECOVER TABLE name | RECOVER PARTITION name FROM table */
export function recover(c: Cursor): Statement {
  const start = c.index
  expect(c, 'RECOVER')
  const type = expectOneOf(c, ['DATABASE', 'SCHEMA', 'TABLE', 'PARTITION'])
  if (type === 'TABLE') return finish(c, start, { kind: 'RecoverTableStatement', name: qualifiedName(c) })
  const name = identifier(c)
  if (type !== 'PARTITION') return finish(c, start, { kind: 'RecoverDatabaseStatement', name })
  expect(c, 'FROM')
  return finish(c, start, { kind: 'RecoverPartitionStatement', name, table: qualifiedName(c) })
}

/** TRUNCATE TABLE name [partitions] */
export function truncateTable(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'TRUNCATE', 'TABLE')
  const name = qualifiedName(c)
  const partitions = optionalPartitions(c)
  return finish(c, start, {
    kind: 'TruncateTableStatement',
    name,
    ...(partitions === undefined ? {} : { partitions }),
  })
}

/** CANCEL ALTER TABLE [COLUMN | ROLLUP | OPTIMIZE] FROM name [( integers )] | CANCEL ALTER MATERIALIZED VIEW FROM name */
export function cancelAlter(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CANCEL', 'ALTER')
  if (acceptWords(c, 'MATERIALIZED', 'VIEW')) {
    expect(c, 'FROM')
    return finish(c, start, { kind: 'CancelAlterMaterializedViewStatement', name: qualifiedName(c) })
  }
  expect(c, 'TABLE')
  const type = acceptOneOf(c, ['COLUMN', 'ROLLUP', 'OPTIMIZE'])
  expect(c, 'FROM')
  const node: Mutable<CancelAlterTableStatement> = { kind: 'CancelAlterTableStatement', name: qualifiedName(c) }
  if (type !== undefined) node.type = type
  if (at(c, '(')) node.jobs = parenthesized(c, integerText)
  return finish(c, start, node)
}

/** CANCEL REFRESH MATERIALIZED VIEW name [FORCE] */
export function cancelRefresh(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CANCEL', 'REFRESH', 'MATERIALIZED', 'VIEW')
  const name = qualifiedName(c)
  const force = accept(c, 'FORCE') ? { force: true as const } : {}
  return finish(c, start, { kind: 'CancelRefreshMaterializedViewStatement', name, ...force })
}

/** REFRESH EXTERNAL TABLE name [PARTITION ( string [, ...] )] */
export function refreshTable(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'REFRESH', 'EXTERNAL', 'TABLE')
  const name = qualifiedName(c)
  const partitions = accept(c, 'PARTITION') ? { partitions: parenthesized(c, string) } : {}
  return finish(c, start, { kind: 'RefreshTableStatement', name, ...partitions })
}

/** BEGIN [WORK] | START TRANSACTION [WITH CONSISTENT SNAPSHOT] */
export function begin(c: Cursor): Statement {
  const start = c.index
  if (accept(c, 'BEGIN')) {
    accept(c, 'WORK')
    return finish(c, start, { kind: 'BeginStatement' })
  }
  expectWords(c, 'START', 'TRANSACTION')
  const snapshot = acceptWords(c, 'WITH', 'CONSISTENT', 'SNAPSHOT') ? { consistentSnapshot: true as const } : {}
  return finish(c, start, { kind: 'BeginStatement', ...snapshot })
}

/** (COMMIT | ROLLBACK) [WORK] [AND [NO] CHAIN] [[NO] RELEASE] */
export function endTransaction(c: Cursor): Statement {
  const start = c.index
  const kind = expectOneOf(c, ['COMMIT', 'ROLLBACK']) === 'COMMIT' ? 'CommitStatement' : 'RollbackStatement'
  accept(c, 'WORK')
  let chain: { readonly chain?: boolean } = {}
  if (accept(c, 'AND')) {
    chain = { chain: !accept(c, 'NO') }
    expect(c, 'CHAIN')
  }
  let release: { readonly release?: boolean } = {}
  if (acceptWords(c, 'NO', 'RELEASE')) release = { release: false }
  else if (accept(c, 'RELEASE')) release = { release: true }
  return finish(c, start, { kind, ...chain, ...release })
}

/** KILL [CONNECTION | QUERY] (integer | string) */
export function kill(c: Cursor): Statement {
  const start = c.index
  expect(c, 'KILL')
  const query = accept(c, 'QUERY') ? { query: true as const } : {}
  if (query.query === undefined) accept(c, 'CONNECTION')
  if (at(c, 'string')) return finish(c, start, { kind: 'KillStatement', ...query, queryId: string(c) })
  return finish(c, start, { kind: 'KillStatement', ...query, connectionId: integerText(c) })
}

/** SYNC */
export function sync(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SYNC')
  return finish(c, start, { kind: 'SyncStatement' })
}

/** ADMIN SET FRONTEND CONFIG ( property ) [WITH PERSISTENT] */
export function adminSetConfig(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ADMIN', 'SET', 'FRONTEND', 'CONFIG', '(')
  const setting = property(c)
  expect(c, ')')
  const persistent = acceptWords(c, 'WITH', 'PERSISTENT') ? { persistent: true as const } : {}
  return finish(c, start, { kind: 'AdminSetConfigStatement', property: setting, ...persistent })
}
