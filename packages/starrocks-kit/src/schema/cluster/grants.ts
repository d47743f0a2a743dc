import { parseStatement, printNode } from '../../language/index.ts'
import type { GrantPrivilegeStatement, RevokePrivilegeStatement, Statement } from '../../language/index.ts'

type PrivilegeStatement = GrantPrivilegeStatement | RevokePrivilegeStatement

const OPTION = ' WITH GRANT OPTION'

/** The single privileges of a statement, as texts that are the same however they were written together: `SELECT ON TABLE shop.orders`. */
export function grantTexts(statement: PrivilegeStatement): readonly string[] {
  const { privileges, object } = statement
  const option = statement.kind === 'GrantPrivilegeStatement' && statement.grantOption === true ? OPTION : ''
  const objects =
    object.kind === 'PrivilegeOnObjects'
      ? object.names.map((name) => ({ ...object, type: object.type ?? 'TABLE', names: [name] }) as const)
      : object.kind === 'PrivilegeOnFunctions'
        ? object.functions.map((item) => ({ ...object, functions: [item] }))
        : object.kind === 'PrivilegeOnUsers'
          ? object.users.map((user) => ({ ...object, users: [user] }))
          : [object]
  return objects.flatMap((one) =>
    privileges.map((privilege) => `${privilege.replace(/ PRIVILEGES$/u, '')} ON ${printNode(one)}${option}`),
  )
}

/** The statement that grants what a text says, to a role. @throws SyntaxError of the text. */
export function grantStatement(grant: string, role: string): GrantPrivilegeStatement {
  const grantOption = grant.toUpperCase().endsWith(OPTION)
  const said = grantOption ? grant.slice(0, -OPTION.length) : grant
  const statement: Statement = parseStatement(`GRANT ${said} TO ROLE r`)
  if (statement.kind !== 'GrantPrivilegeStatement') throw new TypeError(`${grant} is no privilege on an object`)
  const { privileges, object } = statement
  return {
    kind: 'GrantPrivilegeStatement',
    privileges,
    object,
    grantee: { kind: 'RoleName', name: role },
    ...(grantOption ? { grantOption } : {}),
  }
}

/** One text for each privilege and object, in order. */
export function comparableGrants(grants: readonly string[]): readonly string[] {
  return [...new Set(grants.flatMap((grant) => grantTexts(grantStatement(grant, 'r'))))].toSorted()
}
