import type { Property, Statement } from '../../language/index.ts'
import { capabilitiesOf } from '../capabilities.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { ownEntry } from '../state.ts'
import type { Target } from '../types/capabilities.ts'
import type { User } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { propertyList } from './secrets.ts'
import { userIdentity } from './user-identity.ts'

/** What a property has that nobody has set (UserProperty). An empty value takes every other away. */
const DEFAULTS: Properties = { max_user_connections: '1024', catalog: 'default_catalog', database: '' }

export function takesProperties(target: Target | undefined): boolean {
  return target === undefined || capabilitiesOf(target).userProperties
}

export function changedProperties(
  from: Properties = {},
  to: Properties | undefined,
): readonly (readonly [string, string])[] {
  if (to === undefined) return []
  const [before, after] = [withoutUserDefaults(from), withoutUserDefaults(to)]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .toSorted()
    .filter((key) => ownEntry(before, key) !== ownEntry(after, key))
    .map((key) => [key, ownEntry(after, key) ?? ownEntry(DEFAULTS, key) ?? ''])
}

export function setProperties(
  name: string,
  list: readonly (readonly [string, string])[],
  target: Target | undefined,
): readonly Statement[] {
  if (list.length === 0) return []
  const user = userIdentity(name)
  const properties = propertyList(Object.fromEntries(list))
  return takesProperties(target)
    ? [{ kind: 'AlterUserStatement', user, properties }]
    : [{ kind: 'SetUserPropertyStatement', user: user.user, properties }]
}

/** Properties of a user without those that have the value of one that nobody has set. */
export function withoutUserDefaults(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => value !== (ownEntry(DEFAULTS, key) ?? '')),
  )
}

/** `session.catalog` is another name of `catalog` (UserProperty.update). */
export function withShortNames(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key.toLowerCase() === 'session.catalog' ? 'catalog' : key.toLowerCase(),
      value,
    ]),
  )
}

/** Properties belong to the name of a user, whatever its host (AuthenticationMgr.userNameToProperty). */
export function withProperties(
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
export function propertiesOfName(
  name: string,
  given: Properties,
  all: Readonly<Record<string, User>>,
): Pick<User, 'properties'> {
  const others = Object.entries(all).find(([key]) => userIdentity(key).user === name)
  const properties = { ...others?.[1].properties, ...given }
  return Object.keys(properties).length === 0 ? {} : { properties }
}
