import type {
  AuthOption,
  CreateUserStatement,
  Property,
  RoleSelection,
  Statement,
  UserIdentity,
} from '../../language/index.ts'
import { refuse, refuseAnalyzing } from '../apply-statement/refusal.ts'
import { capabilitiesOf } from '../capabilities.ts'
import type { Capabilities } from '../capabilities.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { ownEntry } from '../state.ts'
import type { Target } from '../types/capabilities.ts'
import type { SecretReference, User } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { compact } from '../../util/compact.ts'
import { afterGrant, comparableGranted, grantedChange, namedInGrants, withoutRoles } from './granted.ts'
import { requireRole, requireRoles } from './role-names.ts'
import { sortedProperties } from './properties.ts'
import { changeOf } from './rules.ts'
import type { ClusterObjects, ClusterRules } from './rules.ts'
import { namedSecrets, placeholder, secretOf } from './secrets.ts'
import { quotedIdentity, userIdentity, userName } from './user-identity.ts'

/** The plugin of users that say none: the server keeps their password. */
export const NATIVE_PASSWORD = 'MYSQL_NATIVE_PASSWORD'

/** MysqlPassword.checkPassword. */
const PASSWORD_HASH = /^(?:\*[0-9a-f]{40})?$/iu

/** What a property has that nobody has set (UserProperty). An empty value takes every other away. */
const DEFAULTS: Properties = { max_user_connections: '1024', catalog: 'default_catalog', database: '' }

export const userRules: ClusterRules<User> = {
  word: 'user',
  builtIn: new Set(['root']),
  create: (given, target) => {
    const user = userRules.comparable(given)
    const { defaultRoles = [], properties = {} } = user
    const auth = authOf(user)
    const inCreate = takesProperties(target) ? Object.entries(properties) : []
    const create: CreateUserStatement = {
      kind: 'CreateUserStatement',
      user: userIdentity(user.name),
      ...(auth === undefined ? {} : { auth }),
      ...(defaultRoles.length === 0 ? {} : { defaultRoles }),
      ...(inCreate.length === 0 ? {} : { properties: propertyNodes(inCreate) }),
    }
    return [
      create,
      ...(inCreate.length > 0 ? [] : setProperties(user.name, Object.entries(properties), target)),
      // Its default roles are granted to it with that.
      ...grantedChange(userIdentity(user.name), { roles: defaultRoles }, user, target && capabilitiesOf(target)),
    ]
  },
  change: (given, wanted, target) => {
    const from = given === undefined ? undefined : userRules.comparable(given)
    const to = userRules.comparable(wanted)
    const user = userIdentity(to.name)
    const auth = authChange(from, to)
    const { defaultRoles } = to
    const isOther = defaultRoles !== undefined && String(from?.defaultRoles) !== String(defaultRoles)
    return changeOf(
      [
        ...(auth.kind === 'auth' ? [{ kind: 'AlterUserStatement' as const, user, auth: auth.auth }] : []),
        ...grantedChange(user, from ?? {}, to, target && capabilitiesOf(target)),
        ...(isOther
          ? [
              {
                kind: 'SetDefaultRoleStatement' as const,
                roles: defaultRoles.length === 0 ? ('NONE' as const) : defaultRoles,
                user,
              },
            ]
          : []),
        ...setProperties(to.name, changedProperties(from?.properties, to.properties), target),
      ],
      auth.kind === 'impossible' ? [auth.reason] : [],
    )
  },
  needs: (user) => namedInGrants(userRules.comparable(user)),
  bare: ({ defaultRoles: _, roles: __, grants: ___, ...user }) => user,
  drop: ({ name }) => ({ kind: 'DropUserStatement', user: userIdentity(name) }),
  apply: (statement, objects) => {
    const { capabilities } = objects.scope
    switch (statement.kind) {
      case 'CreateUserStatement': {
        const name = userName(statement.user)
        if (objects.find(name) !== undefined) {
          if (statement.ifNotExists === true) return objects.all()
          refuseAnalyzing(`Operation CREATE USER failed for ${quotedIdentity(statement.user)} : user already exists`)
        }
        const { auth, defaultRoles, properties } = statement
        for (const role of defaultRoles ?? []) requireRole(role, 'Valid role name fail', objects.scope)
        return objects.with({
          kind: 'User',
          name,
          ...authEntries(auth, capabilities),
          defaultRoles: defaultRoles ?? [],
          ...(defaultRoles === undefined ? {} : { roles: defaultRoles }),
          ...propertiesOfName(statement.user.user, propertiesFromAst(properties), objects.all()),
        })
      }
      case 'AlterUserStatement':
        return altered(statement.user, objects, {
          action: 'ALTER USER',
          optional: statement.ifExists === true,
          change: (user) => {
            const { auth, defaultRoles, properties } = statement
            if (properties !== undefined) return user
            if (defaultRoles !== undefined) return withDefaultRoles(user, defaultRoles, objects)
            const { plugin: _, authString: __, password: ___, ...rest } = user
            return { ...rest, ...authEntries(auth, capabilities) }
          },
          ...(statement.properties === undefined ? {} : { properties: statement.properties }),
        })
      case 'SetDefaultRoleStatement':
        return altered(statement.user, objects, {
          change: (user) => withDefaultRoles(user, statement.roles, objects),
        })
      case 'SetUserPropertyStatement':
        return statement.user === undefined
          ? objects.all()
          : withProperties(statement.user, statement.properties, objects.all())
      case 'DropUserStatement': {
        const name = userName(statement.user)
        if (objects.find(name) === undefined && statement.ifExists !== true && objects.complete)
          refuseAnalyzing(`Operation DROP USER failed for ${quotedIdentity(statement.user)} : user not exists`)
        if (name === 'root')
          refuseAnalyzing(
            `Operation DROP USER failed for ${quotedIdentity(statement.user)} : cannot drop user ${quotedIdentity(statement.user)}`,
          )
        return objects.without(name)
      }
      case 'GrantRoleStatement':
      case 'RevokeRoleStatement':
      case 'GrantPrivilegeStatement':
      case 'RevokePrivilegeStatement': {
        const { grantee } = statement
        if (grantee.kind !== 'UserIdentity') return undefined
        if (statement.kind === 'GrantRoleStatement' || statement.kind === 'RevokeRoleStatement')
          requireRoles(statement.roles, objects.scope)
        return altered(grantee, objects, {
          change: (user) => onlyActive(afterGrant(user, statement, objects)),
        })
      }
      case 'DropRoleStatement':
        return Object.fromEntries(
          Object.entries(objects.all()).map(([name, user]) => [name, onlyActive(withoutRoles(user, statement.roles))]),
        )
      default:
        return undefined
    }
  },
  comparable: ({ kind, name, plugin, authString, password, defaultRoles, roles = [], grants, properties }) => {
    const own = plugin === undefined || plugin.toUpperCase() === NATIVE_PASSWORD
    return {
      kind,
      name,
      ...compact({
        plugin: own ? undefined : plugin.toUpperCase(),
        authString,
        password,
        defaultRoles: defaultRoles && [...new Set(defaultRoles)].toSorted(),
      }),
      ...comparableGranted({ roles: [...roles, ...(defaultRoles ?? [])], ...compact({ grants }) }),
      ...(properties === undefined ? {} : { properties: sortedProperties(withShortNames(properties)) }),
    }
  },
  // Left out of the statement, it would make a user who logs in without a password.
  problem: ({ plugin, authString, password }) => {
    if (plugin === undefined)
      return authString === undefined
        ? undefined
        : "its authString is for a plugin, and the server keeps this password itself: write password: { env: 'THE_VARIABLE' }"
    return password === undefined ? undefined : `${plugin} asks for no password of this server: leave it out`
  },
  compared: ({ authString, password, properties, ...rest }) => ({
    ...rest,
    ...compact({
      authString: typeof authString === 'object' ? GIVEN : authString,
      password: password && GIVEN,
      properties: properties && withoutUserDefaults(properties),
    }),
  }),
  saidByBoth: ['defaultRoles'],
  leftAlone: ['password', 'properties'],
}

/** Stands where a secret would: that there is one is all that a server shows. */
const GIVEN = '***'

function takesProperties(target: Target | undefined): boolean {
  return target === undefined || capabilitiesOf(target).userProperties
}

/** How the user logs in; undefined for one without a password. */
function authOf({ name, plugin, authString, password }: User): AuthOption | undefined {
  if (plugin === undefined)
    return password === undefined ? undefined : { kind: 'AuthOption', password: secretText(name, 'password', password) }
  if (authString === undefined) return { kind: 'AuthOption', plugin }
  const hash = typeof authString === 'string' ? authString : secretText(name, 'authString', authString)
  return { kind: 'AuthOption', plugin, hash }
}

/** What stands for a secret until the statement is sent. */
function secretText(owner: string, key: string, secret: SecretReference): string {
  return placeholder(namedSecrets(owner, { [key]: secret })[key]?.env ?? '')
}

type AuthChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'auth'; readonly auth: AuthOption }
  | { readonly kind: 'impossible'; readonly reason: string }

function authChange(from: User | undefined, to: User): AuthChange {
  const [old, wanted] = [from && userRules.compared?.(from, to), userRules.compared?.(to, to)]
  const same = (key: string): boolean => old?.[key] === wanted?.[key]
  // Of a password without a variable nothing is known but that the server has it.
  const isGiven = to.password?.env !== undefined && from?.password === undefined
  if (from !== undefined && same('plugin') && same('authString') && !isGiven) return { kind: 'none' }
  const auth = authOf(to)
  if (auth !== undefined) return { kind: 'auth', auth }
  return from === undefined
    ? { kind: 'none' }
    : { kind: 'impossible', reason: 'a user without a plugin needs a password, and the model says none' }
}

function changedProperties(from: Properties = {}, to: Properties | undefined): readonly (readonly [string, string])[] {
  if (to === undefined) return []
  const [before, after] = [withoutUserDefaults(from), withoutUserDefaults(to)]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .toSorted()
    .filter((key) => ownEntry(before, key) !== ownEntry(after, key))
    .map((key) => [key, ownEntry(after, key) ?? ownEntry(DEFAULTS, key) ?? ''])
}

function setProperties(
  name: string,
  list: readonly (readonly [string, string])[],
  target: Target | undefined,
): readonly Statement[] {
  if (list.length === 0) return []
  const user = userIdentity(name)
  const properties = propertyNodes(list)
  return takesProperties(target)
    ? [{ kind: 'AlterUserStatement', user, properties }]
    : [{ kind: 'SetUserPropertyStatement', user: user.user, properties }]
}

function propertyNodes(list: readonly (readonly [string, string])[]): readonly Property[] {
  return list.map(([key, value]) => ({ kind: 'Property', key, value }))
}

/** Properties of a user without those that have the value of one that nobody has set. */
export function withoutUserDefaults(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => value !== (ownEntry(DEFAULTS, key) ?? '')),
  )
}

/** `session.catalog` is another name of `catalog` (UserProperty.update). */
function withShortNames(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key.toLowerCase() === 'session.catalog' ? 'catalog' : key.toLowerCase(),
      value,
    ]),
  )
}

function authEntries(
  auth: AuthOption | undefined,
  { authPlugins }: Capabilities,
): Pick<User, 'plugin' | 'authString' | 'password'> {
  const { plugin = NATIVE_PASSWORD, password, hash } = auth ?? {}
  const known = plugin.toUpperCase()
  if (!authPlugins.includes(known))
    refuseAnalyzing(`Cannot find ${known} from [${authPlugins.join(', ')}]`, {
      remedy: `This server knows ${authPlugins.join(', ')}.`,
    })
  if (known === NATIVE_PASSWORD && hash !== undefined && secretOf(hash) === undefined && !PASSWORD_HASH.test(hash))
    refuse('Password hash should be a 41-digit hexadecimal number', { code: 5201 })
  const text = password ?? hash ?? ''
  if (text === '') return known === NATIVE_PASSWORD ? {} : { plugin: known }
  if (known === NATIVE_PASSWORD) return { password: secretOf(text) ?? {} }
  return { plugin: known, authString: secretOf(text) ?? authStringOf(text) }
}

/** What a plugin is told, as far as it may be seen: JSON may hold the secret of a client. */
export function authStringOf(text: string): string | SecretReference {
  return /secret|passw/iu.test(text) ? {} : text
}

/** What a user does not have is not active when it logs in (UserPrivilegeCollectionV2.revokeRole). */
function onlyActive(user: User): User {
  const { defaultRoles, ...rest } = user
  return { ...rest, ...compact({ defaultRoles: defaultRoles?.filter((role) => user.roles?.includes(role)) }) }
}

/** AuthorizationAnalyzer.visitSetDefaultRoleStatement. */
function withDefaultRoles(user: User, roles: RoleSelection, { complete, scope }: ClusterObjects<User>): User {
  const { roles: granted = [] } = user
  for (const role of typeof roles === 'string' ? [] : roles) {
    requireRole(role, 'Cannot set role', scope)
    if (complete && !granted.includes(role))
      refuseAnalyzing(`Role ${role} is not granted to ${quotedIdentity(userIdentity(user.name))}`)
  }
  return { ...user, defaultRoles: roles === 'ALL' ? granted : roles === 'NONE' ? [] : roles }
}

/** Properties belong to the name of a user, whatever its host (AuthenticationMgr.userNameToProperty). */
function withProperties(
  name: string,
  list: readonly Property[],
  all: Readonly<Record<string, User>>,
): Readonly<Record<string, User>> {
  const set = propertiesFromAst(list)
  return Object.fromEntries(
    Object.entries(all).map(([key, user]) => [
      key,
      userIdentity(key).user === name ? { ...user, properties: { ...user.properties, ...set } } : user,
    ]),
  )
}

/** What a new user shares with those of its name. */
function propertiesOfName(
  name: string,
  given: Properties,
  all: Readonly<Record<string, User>>,
): Pick<User, 'properties'> {
  const others = Object.entries(all).find(([key]) => userIdentity(key).user === name)
  const properties = { ...others?.[1].properties, ...given }
  return Object.keys(properties).length === 0 ? {} : { properties }
}

interface Alteration {
  /** How a refusal calls the statement. */
  readonly action?: string
  readonly optional?: boolean
  readonly change: (user: User) => User
  readonly properties?: readonly Property[]
}

function altered(
  identity: UserIdentity,
  objects: ClusterObjects<User>,
  { action, optional = false, change, properties }: Alteration,
): Readonly<Record<string, User>> {
  const user = objects.find(userName(identity))
  if (user === undefined) {
    if (optional || !objects.complete) return objects.all()
    refuseAnalyzing(
      action === undefined
        ? `cannot find user ${quotedIdentity(identity)}!`
        : `Operation ${action} failed for ${quotedIdentity(identity)} : user not exists`,
    )
  }
  const all = objects.with(change(user))
  return properties === undefined ? all : withProperties(identity.user, properties, all)
}
