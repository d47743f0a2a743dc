import type { Statement } from '../language/index.ts'
import { quotedIdentity } from '../schema/index.ts'
import type { Hazard } from './plan.ts'

/** What a statement does to who may log in, and how. */
export function accessHazards(statement: Statement): readonly Hazard[] {
  switch (statement.kind) {
    case 'DropUserStatement':
      return [
        {
          code: 'ACCESS_LOSS',
          message: `the user ${quotedIdentity(statement.user)} is dropped with its password, and cannot log in any more`,
        },
      ]
    case 'CreateUserStatement':
      return statement.auth === undefined ? [withoutPassword(quotedIdentity(statement.user))] : []
    case 'AlterUserStatement': {
      const { auth, user } = statement
      if (auth === undefined) return []
      const shown = quotedIdentity(user)
      if (auth.plugin === undefined && (auth.password ?? auth.hash) === '') return [withoutPassword(shown)]
      return [{ code: 'LOGIN_CHANGES', message: `the user ${shown} logs in otherwise from then on` }]
    }
    default:
      return []
  }
}

function withoutPassword(user: string): Hazard {
  return { code: 'NO_PASSWORD', message: `the user ${user} logs in without a password` }
}
