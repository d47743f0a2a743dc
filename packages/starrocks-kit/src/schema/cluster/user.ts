import type { CreateUserStatement, Property, RoleSelection, UserIdentity } from '../../language/index.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import { capabilitiesOf } from '../capabilities.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import type { User } from '../types/cluster.ts'
import { compact } from '../../util/compact.ts'
import { afterGrant, comparableGranted, grantedChange, namedInGrants, withoutRoles } from './granted.ts'
import { requireRole, requireRoles } from './role-names.ts'
import { sortedProperties } from './properties.ts'
import { changeOf } from './rules.ts'
import type { ClusterObjects, ClusterRules } from './rules.ts'
import { authChange, authEntries, authOf, NATIVE_PASSWORD, shownAuth } from './user-auth.ts'
import { propertyList } from './secrets.ts'
import { quotedIdentity, userIdentity, userName } from './user-identity.ts'
import {
  changedProperties,
  propertiesOfName,
  setProperties,
  takesProperties,
  withoutUserDefaults,
  withProperties,
  withShortNames,
} from './user-properties.ts'

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
      ...(inCreate.length === 0 ? {} : { properties: propertyList(Object.fromEntries(inCreate)) }),
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
  compared: ({ plugin, authString, password, properties, ...rest }) => ({
    ...rest,
    ...shownAuth({ ...compact({ plugin, authString, password }) }),
    ...compact({ properties: properties && withoutUserDefaults(properties) }),
  }),
  saidByBoth: ['defaultRoles'],
  leftAlone: ['password', 'properties'],
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
