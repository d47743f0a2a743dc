import type { SetNames, SetPassword, SetTransaction, UserIdentity } from '../ast/set.ts'
import type { ShowStatement } from '../ast/show.ts'
import { quoteDouble, quoteIdentifier, quoteQualifiedName, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { clause, listClause, propertiesClause, propertyList, when, words } from './printers.ts'

type StatementKind =
  | 'QualifiedName'
  | 'Property'
  | 'CreateDatabaseStatement'
  | 'DropDatabaseStatement'
  | 'AlterDatabaseStatement'
  | 'DatabaseRenameClause'
  | 'DatabaseQuotaClause'
  | 'DatabaseSetClause'
  | 'UseDatabaseStatement'
  | 'UseCatalogStatement'
  | 'SetCatalogStatement'
  | 'ShowStatement'
  | 'ShowCreateStatement'
  | 'DescTableStatement'
  | 'DescFilesStatement'
  | 'SetStatement'
  | 'SetNames'
  | 'SetPassword'
  | 'UserIdentity'
  | 'SetUserVariable'
  | 'SetSystemVariable'
  | 'SetKeyword'
  | 'SetTransaction'

export const statementPrinters = (): Printers<StatementKind> => ({
  QualifiedName: (node) => quoteQualifiedName(node.parts),
  Property: (node) => `${quoteDouble(node.key)} = ${quoteDouble(node.value)}`,
  CreateDatabaseStatement: (node, print) =>
    words(
      'CREATE DATABASE',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.name),
      node.charset === undefined ? undefined : `DEFAULT CHARSET = ${quoteIdentifier(node.charset)}`,
      node.collate === undefined ? undefined : `COLLATE = ${quoteIdentifier(node.collate)}`,
      propertiesClause(node.properties),
    ),
  DropDatabaseStatement: (node, print) =>
    words('DROP DATABASE', when(node.ifExists, 'IF EXISTS'), print(node.name), when(node.force, 'FORCE')),
  AlterDatabaseStatement: (node, print) => `ALTER DATABASE ${quoteIdentifier(node.name)} ${print(node.clause)}`,
  DatabaseRenameClause: (node) => `RENAME ${quoteIdentifier(node.newName)}`,
  DatabaseQuotaClause: (node) => `SET ${node.type} QUOTA ${node.quota}`,
  DatabaseSetClause: (node) => `SET ${propertyList(node.properties)}`,
  UseDatabaseStatement: (node, print) => `USE ${print(node.name)}`,
  UseCatalogStatement: (node) => `USE ${quoteString(node.text)}`,
  SetCatalogStatement: (node) => `SET CATALOG ${quoteIdentifier(node.name)}`,
  ShowStatement: show,
  ShowCreateStatement: (node, print) => `SHOW CREATE ${node.type} ${print(node.name)}`,
  DescTableStatement: (node, print) => words('DESC', print(node.name), when(node.all, 'ALL')),
  DescFilesStatement: (node) => `DESC FILES${propertyList(node.properties)}`,
  SetStatement: (node, print) => `SET ${node.items.map(print).join(', ')}`,
  SetNames: (node) => setNames(node),
  SetPassword: (node) => setPassword(node),
  UserIdentity: (node) => userIdentity(node),
  SetUserVariable: (node, print) => `${print(node.variable)} = ${print(node.value)}`,
  SetSystemVariable: (node, print) => words(node.scope, quoteIdentifier(node.name), '=', print(node.value)),
  SetKeyword: (node) => node.word,
  SetTransaction: (node) => setTransaction(node),
})

function show(node: ShowStatement, print: Print): string {
  const { argument } = node
  const behindFor = argument !== undefined && node.subject !== 'PROC'
  return words(
    'SHOW',
    when(node.full, 'FULL'),
    when(node.temporary, 'TEMPORARY'),
    node.scope,
    node.subject,
    argument === undefined ? undefined : `${behindFor ? 'FOR ' : ''}${quoteString(argument)}`,
    clause('FROM', node.from, print),
    clause('FROM', node.database, print),
    node.partitions && print(node.partitions),
    node.like === undefined ? undefined : `LIKE ${quoteString(node.like)}`,
    clause('WHERE', node.where, print),
    listClause('ORDER BY', node.orderBy, print),
    node.limit && print(node.limit),
  )
}

function setNames(node: SetNames): string {
  const charset = node.charset === undefined ? 'DEFAULT' : quoteIdentifier(node.charset)
  return words(`NAMES ${charset}`, node.collate === undefined ? undefined : `COLLATE ${quoteIdentifier(node.collate)}`)
}

function setPassword(node: SetPassword): string {
  const user = node.user === undefined ? undefined : `FOR ${userIdentity(node.user)}`
  const text = quoteString(node.password)
  return words('PASSWORD', user, '=', node.hashed === true ? text : `PASSWORD(${text})`)
}

function userIdentity(node: UserIdentity): string {
  const user = quoteString(node.user)
  if (node.host === undefined) return user
  return node.domain === true ? `${user}@[${quoteString(node.host)}]` : `${user}@${quoteString(node.host)}`
}

function setTransaction(node: SetTransaction): string {
  const parts = [node.access, node.isolation && `ISOLATION LEVEL ${node.isolation}`].filter(Boolean)
  return words(node.scope, 'TRANSACTION', parts.join(', '))
}
