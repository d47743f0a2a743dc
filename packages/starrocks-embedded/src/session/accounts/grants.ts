import type { GrantPrivilegeStatement, RevokePrivilegeStatement } from 'starrocks-kit/language'
import type { GrantEntry } from '../../catalog/data/catalog-data.ts'
import { ServerError } from '../../wire/server-error.ts'

/** The single grants that a statement gives or takes. `*` stands for all databases or all objects. */
export function grantsOf(
  statement: GrantPrivilegeStatement | RevokePrivilegeStatement,
  currentDatabase: string | undefined,
): readonly GrantEntry[] {
  return statement.privileges.flatMap((word) => {
    const privilege = word.replace(/ PRIVILEGES$/, '')
    return objectsOf(statement, currentDatabase).map((object) => ({ privilege, ...object }))
  })
}

function objectsOf(
  statement: GrantPrivilegeStatement | RevokePrivilegeStatement,
  currentDatabase: string | undefined,
): readonly Omit<GrantEntry, 'privilege'>[] {
  const { object } = statement
  switch (object.kind) {
    case 'PrivilegeOnObjects': {
      const type = object.type ?? 'TABLE'
      if (type === 'DATABASE') return object.names.map(({ parts }) => ({ type, database: parts.at(-1) ?? '*' }))
      if (type !== 'TABLE' && type !== 'VIEW' && type !== 'MATERIALIZED VIEW')
        return object.names.map(({ parts }) => ({ type, name: parts.at(-1) ?? '*' }))
      return object.names.map(({ parts }) => {
        const [name = '*', database = name === '*' ? '*' : currentDatabase] = parts.toReversed()
        if (database === undefined)
          throw new ServerError('Getting analyzing error. Detail message: No database selected.', 1046)
        return { type, database, name }
      })
    }
    case 'PrivilegeOnAll': {
      const type = object.type.replace(/IES$/, 'Y').replace(/S$/, '')
      return [{ type, database: object.database ?? '*', name: '*' }]
    }
    case 'PrivilegeOnSystem':
      return [{ type: 'SYSTEM' }]
    case 'PrivilegeOnFunctions':
      return object.functions.map((item) => ({ type: 'FUNCTION', name: item.name.parts.join('.') }))
    case 'PrivilegeOnUsers':
      return object.users.map((user) => ({ type: 'USER', name: `'${user.user}'@'${user.host ?? '%'}'` }))
  }
}
