import type { CreateDatabaseStatement, DatabaseQuotaClause } from '../ast/database.ts'
import type { Statement } from '../ast/statement.ts'
import { optionalCharset } from './column.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, advance, at, expect, expectOneOf, finish, peek, text } from './cursor.ts'
import { identifier, identifierOrString, ifExists, ifNotExists, integerText, optionalProperties } from './names.ts'
import { propertyList, qualifiedName, string } from './names.ts'

/** CREATE (DATABASE | SCHEMA) [IF NOT EXISTS] name [charset] [collate] [PROPERTIES] */
export function createDatabase(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  expectOneOf(c, ['DATABASE', 'SCHEMA'])
  const optional = ifNotExists(c)
  const node: Mutable<CreateDatabaseStatement> = { kind: 'CreateDatabaseStatement', name: qualifiedName(c) }
  if (optional) node.ifNotExists = true
  const charset = optionalCharset(c)
  if (charset !== undefined) node.charset = charset
  const collate = optionalCollate(c)
  if (collate !== undefined) node.collate = collate
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}

/** [[DEFAULT] COLLATE [=] name] */
function optionalCollate(c: Cursor): string | undefined {
  if (!acceptWords(c, 'DEFAULT', 'COLLATE') && !accept(c, 'COLLATE')) return undefined
  accept(c, '=')
  return identifierOrString(c)
}

/** DROP (DATABASE | SCHEMA) [IF EXISTS] name [FORCE] */
export function dropDatabase(c: Cursor): Statement {
  const start = c.index
  expect(c, 'DROP')
  expectOneOf(c, ['DATABASE', 'SCHEMA'])
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  const name = qualifiedName(c)
  const force = accept(c, 'FORCE') ? { force: true as const } : {}
  return finish(c, start, { kind: 'DropDatabaseStatement', ...optional, name, ...force })
}

/** ALTER DATABASE name (RENAME name | SET DATA QUOTA amount | SET REPLICA QUOTA integer | SET propertyList) */
export function alterDatabase(c: Cursor): Statement {
  const start = c.index
  expect(c, 'ALTER')
  expect(c, 'DATABASE')
  const name = identifier(c)
  const from = c.index
  if (accept(c, 'RENAME')) {
    const clause = finish(c, from, { kind: 'DatabaseRenameClause', newName: identifier(c) })
    return finish(c, start, { kind: 'AlterDatabaseStatement', name, clause })
  }
  expect(c, 'SET')
  if (at(c, '(')) {
    const clause = finish(c, from, { kind: 'DatabaseSetClause', properties: propertyList(c) })
    return finish(c, start, { kind: 'AlterDatabaseStatement', name, clause })
  }
  const type = expectOneOf(c, ['DATA', 'REPLICA'])
  expect(c, 'QUOTA')
  const quota = type === 'REPLICA' ? integerText(c) : amount(c)
  const clause: DatabaseQuotaClause = finish(c, from, { kind: 'DatabaseQuotaClause', type, quota })
  return finish(c, start, { kind: 'AlterDatabaseStatement', name, clause })
}

/** An amount such as 10GB or 1024 */
function amount(c: Cursor): string {
  if (c.kind !== 'integer') return identifier(c)
  const written = text(c)
  advance(c)
  return written
}

/** USE name | USE string */
export function use(c: Cursor): Statement {
  const start = c.index
  expect(c, 'USE')
  if (at(c, 'string')) return finish(c, start, { kind: 'UseCatalogStatement', text: string(c) })
  return finish(c, start, { kind: 'UseDatabaseStatement', name: qualifiedName(c) })
}

/** SET CATALOG name */
export function setCatalog(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SET')
  expect(c, 'CATALOG')
  return finish(c, start, { kind: 'SetCatalogStatement', name: identifierOrString(c) })
}

export function atSetCatalog(c: Cursor): boolean {
  return peek(c) === 'CATALOG' && peek(c, 2) !== '='
}
