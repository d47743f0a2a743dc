import type { UserIdentity } from '../../language/index.ts'

/** As StarRocks writes identities, without escapes: no name of a user has a quote (FeNameFormat.checkUserName). */
const IDENTITY = /^'([^']*)'@(?:'(.*)'|\['(.*)'\])$/su
const USER_NAME = /^\w{1,64}\/?[.\w-]{0,63}$/u

/** The name that stands for a user in a schema: `etl` for one of every host, `'etl'@'10.0.%'` and `'etl'@['db.example.com']` for others. */
export function userName({ user, host = '%', domain }: Pick<UserIdentity, 'user' | 'host' | 'domain'>): string {
  return host === '%' && domain !== true ? user : quotedIdentity({ user, host, ...(domain === true ? { domain } : {}) })
}

/** The user that a name stands for. */
export function userIdentity(name: string): UserIdentity {
  const [, user, host, domain] = IDENTITY.exec(name) ?? []
  if (user === undefined) return { kind: 'UserIdentity', user: name }
  if (domain !== undefined) return { kind: 'UserIdentity', user, host: domain, domain: true }
  return host === undefined || host === '%' ? { kind: 'UserIdentity', user } : { kind: 'UserIdentity', user, host }
}

/** What is wrong with the name of a user, and how to write it; undefined for a good one. */
export function userNameProblem(name: string): { readonly problem: string; readonly remedy: string } | undefined {
  const identity = userIdentity(name)
  const { user } = identity
  // FeNameFormat.checkUserName.
  if (!USER_NAME.test(user) || user.length > 64)
    return {
      problem: 'is no name of a user',
      remedy: `write it as 'etl' or, for some hosts only, as "'etl'@'10.0.%'" or "'etl'@['db.example.com']"`,
    }
  const written = userName(identity)
  return written === name ? undefined : { problem: 'is written in two ways', remedy: `write it as "${written}"` }
}

/** An identity as servers write it, with the host that stands for every one: `'etl'@'%'`. */
export function quotedIdentity({ user, host = '%', domain }: Pick<UserIdentity, 'user' | 'host' | 'domain'>): string {
  return domain === true ? `'${user}'@['${host}']` : `'${user}'@'${host}'`
}
