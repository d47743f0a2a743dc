import type { BackupObject, BackupStatement, RestoredName, RestoreStatement } from '../ast/backup.ts'
import type { CreateRepositoryStatement } from '../ast/backup.ts'
import type { Statement } from '../ast/statement.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptOneOf, acceptWords, at, expect, expectOneOf, expectWords } from './cursor.ts'
import { finish, isName, parenthesized, peek } from './cursor.ts'
import { atPartitionNames, identifier, identifierList, identifierOrString, optionalProperties } from './names.ts'
import { partitionNames, qualifiedName, string } from './names.ts'

/** BACKUP [external catalogs] [DATABASE name] SNAPSHOT name TO repository [ON ( objects )] [properties] */
export function backup(c: Cursor): Statement {
  const start = c.index
  expect(c, 'BACKUP')
  const catalogs = acceptWords(c, 'ALL', 'EXTERNAL', 'CATALOGS')
    ? ({ catalogs: 'ALL' } as const)
    : externalCatalogs(c)
      ? { catalogs: identifierList(c) }
      : {}
  const database = accept(c, 'DATABASE') ? { database: identifier(c) } : {}
  expect(c, 'SNAPSHOT')
  const snapshot = qualifiedName(c)
  expect(c, 'TO')
  const node: Mutable<BackupStatement> = {
    kind: 'BackupStatement',
    ...catalogs,
    ...database,
    snapshot,
    repository: identifier(c),
  }
  objectsAndProperties(c, node)
  return finish(c, start, node)
}

/** EXTERNAL (CATALOG | CATALOGS) */
function externalCatalogs(c: Cursor): boolean {
  if (!accept(c, 'EXTERNAL')) return false
  expectOneOf(c, ['CATALOG', 'CATALOGS'])
  return true
}

/** [ON ( object [, object]... )] [properties] */
function objectsAndProperties(c: Cursor, node: Mutable<BackupStatement> | Mutable<RestoreStatement>): void {
  if (accept(c, 'ON')) node.objects = parenthesized(c, backupObject)
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
}

const PLURALS = { TABLES: 'TABLE', VIEWS: 'VIEW', FUNCTIONS: 'FUNCTION' } as const

/** [ALL] (TABLE | VIEW | MATERIALIZED VIEW | FUNCTION), singular or plural; with a name unless it is ALL, a bare name is a table */
function backupObject(c: Cursor): BackupObject {
  const start = c.index
  const all = accept(c, 'ALL')
  const type = all || atType(c) ? objectType(c) : 'TABLE'
  if (all) return finish(c, start, { kind: 'BackupObject', type })
  const node: Mutable<BackupObject> = { kind: 'BackupObject', type, name: qualifiedName(c) }
  if (type === 'TABLE' && atPartitionNames(c)) node.partitions = partitionNames(c)
  if (accept(c, 'AS')) node.alias = identifier(c)
  return finish(c, start, node)
}

/** The words of types are also names: a type is followed by a name. */
function atType(c: Cursor): boolean {
  if (c.kind === 'MATERIALIZED') return peek(c) === 'VIEW' || peek(c) === 'VIEWS'
  const word =
    at(c, 'TABLE') || at(c, 'TABLES') || at(c, 'VIEW') || at(c, 'VIEWS') || at(c, 'FUNCTION') || at(c, 'FUNCTIONS')
  return word && isName(peek(c)) && !(peek(c) === 'PARTITIONS' || peek(c) === 'TEMPORARY')
}

function objectType(c: Cursor): BackupObject['type'] {
  if (accept(c, 'MATERIALIZED')) {
    expectOneOf(c, ['VIEW', 'VIEWS'])
    return 'MATERIALIZED VIEW'
  }
  const word = expectOneOf(c, ['TABLE', 'TABLES', 'VIEW', 'VIEWS', 'FUNCTION', 'FUNCTIONS'])
  return word === 'TABLES' || word === 'VIEWS' || word === 'FUNCTIONS' ? PLURALS[word] : word
}

/** RESTORE SNAPSHOT name FROM repository [external catalogs] [DATABASE name [AS name]] [ON ( objects )] [properties] */
export function restore(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'RESTORE', 'SNAPSHOT')
  const snapshot = qualifiedName(c)
  expect(c, 'FROM')
  const node: Mutable<RestoreStatement> = { kind: 'RestoreStatement', snapshot, repository: identifier(c) }
  if (acceptWords(c, 'ALL', 'EXTERNAL', 'CATALOGS')) node.allCatalogs = true
  else if (externalCatalogs(c)) node.catalogs = parenthesized(c, restoredName)
  if (accept(c, 'DATABASE')) node.database = restoredName(c)
  objectsAndProperties(c, node)
  return finish(c, start, node)
}

/** name [AS name] */
function restoredName(c: Cursor): RestoredName {
  const start = c.index
  const name = identifier(c)
  return finish(c, start, { kind: 'RestoredName', name, ...(accept(c, 'AS') ? { alias: identifier(c) } : {}) })
}

/** CANCEL (BACKUP | RESTORE) [(FROM | IN) database | FOR EXTERNAL CATALOG] */
export function cancelBackup(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CANCEL')
  const job = expectOneOf(c, ['BACKUP', 'RESTORE'])
  if (accept(c, 'FOR')) {
    expectWords(c, 'EXTERNAL', 'CATALOG')
    return finish(c, start, { kind: 'CancelBackupStatement', job, externalCatalog: true })
  }
  const database = acceptOneOf(c, ['FROM', 'IN']) === undefined ? {} : { database: identifier(c) }
  return finish(c, start, { kind: 'CancelBackupStatement', job, ...database })
}

/** CREATE [READ ONLY] REPOSITORY name WITH BROKER [broker] ON LOCATION string [properties] */
export function createRepository(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  const readOnly = acceptWords(c, 'READ', 'ONLY') ? { readOnly: true as const } : {}
  expect(c, 'REPOSITORY')
  const name = identifier(c)
  expectWords(c, 'WITH', 'BROKER')
  const broker = at(c, 'ON') ? {} : { broker: identifierOrString(c) }
  expectWords(c, 'ON', 'LOCATION')
  const node: Mutable<CreateRepositoryStatement> = {
    kind: 'CreateRepositoryStatement',
    ...readOnly,
    name,
    ...broker,
    location: string(c),
  }
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}

/** DROP REPOSITORY name */
export function dropRepository(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'REPOSITORY')
  return finish(c, start, { kind: 'DropRepositoryStatement', name: identifier(c) })
}
