import type { ModifyCommentClause, ModifyPropertiesClause } from '../ast/alter-table.ts'
import type {
  AlterResourceGroupStatement,
  Classifier,
  CreateResourceGroupStatement,
  ShowResourceGroupStatement,
} from '../ast/resource.ts'
import type { Statement } from '../ast/statement.ts'
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
import { finish, parenthesized } from './cursor.ts'
import { expression } from './expression.ts'
import { identifier, identifierOrString, ifExists, ifNotExists, integerText, optionalProperties } from './names.ts'
import { propertyList, string } from './names.ts'

/** CREATE [EXTERNAL] RESOURCE name [properties] */
export function createResource(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  const external = accept(c, 'EXTERNAL') ? { external: true as const } : {}
  expect(c, 'RESOURCE')
  const name = identifierOrString(c)
  const properties = optionalProperties(c)
  const listed = properties === undefined ? {} : { properties }
  return finish(c, start, { kind: 'CreateResourceStatement', ...external, name, ...listed })
}

/** ALTER RESOURCE name SET properties */
export function alterResource(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'RESOURCE')
  const name = identifierOrString(c)
  expectWords(c, 'SET', 'PROPERTIES')
  return finish(c, start, { kind: 'AlterResourceStatement', name, properties: propertyList(c) })
}

/** DROP RESOURCE name */
export function dropResource(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'RESOURCE')
  return finish(c, start, { kind: 'DropResourceStatement', name: identifierOrString(c) })
}

/** CREATE RESOURCE GROUP [IF NOT EXISTS] [OR REPLACE] name [TO classifiers] WITH propertyList */
export function createResourceGroup(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'RESOURCE', 'GROUP')
  const optional = ifNotExists(c) ? { ifNotExists: true as const } : {}
  const replace = acceptWords(c, 'OR', 'REPLACE') ? { orReplace: true as const } : {}
  const name = identifier(c)
  const classifiers = accept(c, 'TO') ? { classifiers: commaSeparated(c, classifier) } : {}
  expect(c, 'WITH')
  const node: CreateResourceGroupStatement = {
    kind: 'CreateResourceGroupStatement',
    ...optional,
    ...replace,
    name,
    ...classifiers,
    properties: propertyList(c),
  }
  return finish(c, start, node)
}

/** classifier: ( expression [, expression]... ) */
function classifier(c: Cursor): Classifier {
  const start = c.index
  return finish(c, start, { kind: 'Classifier', expressions: parenthesized(c, expression) })
}

/** ALTER RESOURCE GROUP name (ADD classifiers | DROP (ALL | ( integers )) | WITH propertyList) */
export function alterResourceGroup(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'RESOURCE', 'GROUP')
  const node: Mutable<AlterResourceGroupStatement> = { kind: 'AlterResourceGroupStatement', name: identifier(c) }
  if (accept(c, 'ADD')) node.add = commaSeparated(c, classifier)
  else if (accept(c, 'DROP')) node.drop = accept(c, 'ALL') ? 'ALL' : parenthesized(c, integerText)
  else if (accept(c, 'WITH')) node.properties = propertyList(c)
  else fail(c, 'ADD', 'DROP', 'WITH')
  return finish(c, start, node)
}

/** DROP RESOURCE GROUP [IF EXISTS] name */
export function dropResourceGroup(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'RESOURCE', 'GROUP')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropResourceGroupStatement', ...optional, name: identifier(c) })
}

/** SHOW [VERBOSE | USAGE] RESOURCE (GROUP name | GROUPS [ALL]); USAGE takes no ALL */
export function showResourceGroup(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SHOW')
  const node: Mutable<ShowResourceGroupStatement> = { kind: 'ShowResourceGroupStatement' }
  const detail = acceptOneOf(c, ['VERBOSE', 'USAGE'])
  if (detail !== undefined) node.detail = detail
  expect(c, 'RESOURCE')
  if (expectOneOf(c, ['GROUP', 'GROUPS']) === 'GROUP') node.name = identifier(c)
  else if (detail !== 'USAGE' && accept(c, 'ALL')) node.all = true
  return finish(c, start, node)
}

/** CREATE EXTERNAL CATALOG [IF NOT EXISTS] name [COMMENT string] properties */
export function createCatalog(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'EXTERNAL', 'CATALOG')
  const optional = ifNotExists(c) ? { ifNotExists: true as const } : {}
  const name = identifierOrString(c)
  const commented = optionalCommented(c)
  expect(c, 'PROPERTIES')
  const properties = propertyList(c)
  return finish(c, start, { kind: 'CreateCatalogStatement', ...optional, name, ...commented, properties })
}

function optionalCommented(c: Cursor): { readonly comment?: string } {
  return accept(c, 'COMMENT') ? { comment: string(c) } : {}
}

/** ALTER CATALOG name SET propertyList */
export function alterCatalog(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'CATALOG')
  const name = identifierOrString(c)
  return finish(c, start, { kind: 'AlterCatalogStatement', name, clause: setProperties(c) })
}

/** SET propertyList */
export function setProperties(c: Cursor): ModifyPropertiesClause {
  const start = c.index
  expect(c, 'SET')
  return finish(c, start, { kind: 'ModifyPropertiesClause', properties: propertyList(c) })
}

/** DROP CATALOG [IF EXISTS] name */
export function dropCatalog(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'CATALOG')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropCatalogStatement', ...optional, name: identifierOrString(c) })
}

/** CREATE STORAGE VOLUME [IF NOT EXISTS] name TYPE = type LOCATIONS = ( strings ) [COMMENT string] [properties] */
export function createStorageVolume(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'STORAGE', 'VOLUME')
  const optional = ifNotExists(c) ? { ifNotExists: true as const } : {}
  const name = identifierOrString(c)
  expectWords(c, 'TYPE', '=')
  const type = identifier(c)
  expectWords(c, 'LOCATIONS', '=')
  const locations = parenthesized(c, string)
  const commented = optionalCommented(c)
  const properties = optionalProperties(c)
  const listed = properties === undefined ? {} : { properties }
  return finish(c, start, {
    kind: 'CreateStorageVolumeStatement',
    ...optional,
    name,
    type,
    locations,
    ...commented,
    ...listed,
  })
}

/** ALTER STORAGE VOLUME name clause [, clause]... */
export function alterStorageVolume(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'STORAGE', 'VOLUME')
  const name = identifierOrString(c)
  return finish(c, start, { kind: 'AlterStorageVolumeStatement', name, clauses: commaSeparated(c, volumeClause) })
}

/** SET propertyList | COMMENT = string */
function volumeClause(c: Cursor): ModifyCommentClause | ModifyPropertiesClause {
  const start = c.index
  if (at(c, 'SET')) return setProperties(c)
  expectWords(c, 'COMMENT', '=')
  return finish(c, start, { kind: 'ModifyCommentClause', comment: string(c) })
}

/** DROP STORAGE VOLUME [IF EXISTS] name */
export function dropStorageVolume(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'STORAGE', 'VOLUME')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropStorageVolumeStatement', ...optional, name: identifierOrString(c) })
}

/** (DESC | DESCRIBE) STORAGE VOLUME name */
export function descStorageVolume(c: Cursor): Statement {
  const start = c.index
  expectOneOf(c, ['DESC', 'DESCRIBE'])
  expectWords(c, 'STORAGE', 'VOLUME')
  return finish(c, start, { kind: 'DescStorageVolumeStatement', name: identifierOrString(c) })
}

/** SET name AS DEFAULT STORAGE VOLUME */
export function setDefaultStorageVolume(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SET')
  const name = identifierOrString(c)
  expectWords(c, 'AS', 'DEFAULT', 'STORAGE', 'VOLUME')
  return finish(c, start, { kind: 'SetDefaultStorageVolumeStatement', name })
}
