import type { AccountNode, AuthOption, RoleSelection } from '../ast/account.ts'
import { alwaysQuoteIdentifier, quoteIdentifier, quoteString } from '../quote.ts'
import type { Printers } from './printers.ts'
import { commentClause, nodes, propertiesClause, propertyList, when, words } from './printers.ts'

export const accountPrinters = (): Printers<AccountNode['kind']> => ({
  CreateUserStatement: (node, print) =>
    words(
      'CREATE USER',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.user),
      node.auth && print(node.auth),
      node.defaultRoles && `DEFAULT ROLE ${roles(node.defaultRoles)}`,
      propertiesClause(node.properties),
    ),
  AlterUserStatement: (node, print) =>
    words(
      'ALTER USER',
      when(node.ifExists, 'IF EXISTS'),
      print(node.user),
      node.auth && print(node.auth),
      node.defaultRoles && `DEFAULT ROLE ${roles(node.defaultRoles)}`,
      node.properties && `SET ${propertiesClause(node.properties)}`,
    ),
  DropUserStatement: (node, print) => words('DROP USER', when(node.ifExists, 'IF EXISTS'), print(node.user)),
  AuthOption: auth,
  ExecuteAsStatement: (node, print) => words('EXECUTE AS', print(node.user), when(node.noRevert, 'WITH NO REVERT')),
  SetUserPropertyStatement: (node, print) =>
    words(
      'SET PROPERTY',
      node.user === undefined ? undefined : `FOR ${quoteString(node.user)}`,
      nodes(node.properties, print),
    ),
  CreateRoleStatement: (node) =>
    words('CREATE ROLE', when(node.ifNotExists, 'IF NOT EXISTS'), roles(node.roles), commentClause(node.comment)),
  AlterRoleStatement: (node) =>
    words(
      'ALTER ROLE',
      when(node.ifExists, 'IF EXISTS'),
      roles(node.roles),
      `SET COMMENT = ${quoteString(node.comment)}`,
    ),
  DropRoleStatement: (node) => words('DROP ROLE', when(node.ifExists, 'IF EXISTS'), roles(node.roles)),
  SetRoleStatement: (node) => words('SET ROLE', roles(node.roles), node.except && `EXCEPT ${roles(node.except)}`),
  SetDefaultRoleStatement: (node, print) => `SET DEFAULT ROLE ${roles(node.roles)} TO ${print(node.user)}`,
  ShowAuthenticationStatement: (node, print) =>
    words('SHOW', when(node.all, 'ALL'), 'AUTHENTICATION', node.user && `FOR ${print(node.user)}`),
  CreateSecurityObjectStatement: (node) =>
    words('CREATE', node.type, quoteIdentifier(node.name), propertiesClause(node.properties)),
  AlterSecurityIntegrationStatement: (node) =>
    `ALTER SECURITY INTEGRATION ${quoteIdentifier(node.name)} SET ${propertyList(node.properties)}`,
  DropSecurityObjectStatement: (node) => `DROP ${node.type} ${quoteIdentifier(node.name)}`,
})

function auth(node: AuthOption): string {
  const { plugin, password, hash } = node
  if (plugin === undefined) {
    return password === undefined
      ? `IDENTIFIED BY PASSWORD ${quoteString(hash ?? '')}`
      : `IDENTIFIED BY ${quoteString(password)}`
  }
  return words(
    `IDENTIFIED WITH ${quoteIdentifier(plugin)}`,
    password === undefined ? undefined : `BY ${quoteString(password)}`,
    hash === undefined ? undefined : `AS ${quoteString(hash)}`,
  )
}

/** Names of roles, or the word that chooses several. */
export function roles(selection: RoleSelection | 'DEFAULT'): string {
  return typeof selection === 'string' ? selection : selection.map(role).join(', ')
}

/** NONE is a name to the grammar, but stands for no role where roles are chosen. */
function role(name: string): string {
  return name.toUpperCase() === 'NONE' ? alwaysQuoteIdentifier(name) : quoteIdentifier(name)
}
