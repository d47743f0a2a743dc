import type { PrivilegeNode } from '../ast/privilege.ts'
import { quoteIdentifier } from '../quote.ts'
import { roles } from './account.ts'
import type { Printers } from './printers.ts'
import { nodes, when, words } from './printers.ts'

export const privilegePrinters = (): Printers<PrivilegeNode['kind']> => ({
  GrantRoleStatement: (node, print) => `GRANT ${roles(node.roles)} TO ${print(node.grantee)}`,
  RevokeRoleStatement: (node, print) => `REVOKE ${roles(node.roles)} FROM ${print(node.grantee)}`,
  GrantPrivilegeStatement: (node, print) =>
    words(
      `GRANT ${node.privileges.join(', ')} ON ${print(node.object)} TO ${print(node.grantee)}`,
      when(node.grantOption, 'WITH GRANT OPTION'),
    ),
  RevokePrivilegeStatement: (node, print) =>
    `REVOKE ${node.privileges.join(', ')} ON ${print(node.object)} FROM ${print(node.grantee)}`,
  ShowGrantsStatement: (node, print) => words('SHOW GRANTS', node.grantee && `FOR ${print(node.grantee)}`),
  PrivilegeOnObjects: (node, print) => words(node.type, nodes(node.names, print)),
  PrivilegeOnFunctions: (node, print) => words(when(node.global, 'GLOBAL'), 'FUNCTION', nodes(node.functions, print)),
  PrivilegeOnSystem: () => 'SYSTEM',
  PrivilegeOnUsers: (node, print) => `USER ${nodes(node.users, print)}`,
  PrivilegeOnAll: (node) =>
    words(
      'ALL',
      node.type,
      when(node.allDatabases, 'IN ALL DATABASES'),
      node.database === undefined ? undefined : `IN DATABASE ${quoteIdentifier(node.database)}`,
    ),
  PrivilegeObjectName: (node) => node.parts.map((part) => (part === '*' ? part : quoteIdentifier(part))).join('.'),
  FunctionSignature: (node, print) => `${print(node.name)}${print(node.arguments)}`,
  RoleName: (node) => `ROLE ${quoteIdentifier(node.name)}`,
})
