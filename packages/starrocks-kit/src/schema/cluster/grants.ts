import { parseStatement, printNode } from '../../language/index.ts'
import type {
  Grantee,
  GrantPrivilegeStatement,
  PrivilegeObject,
  PrivilegeObjectName,
  PrivilegeObjectType,
  RevokePrivilegeStatement,
  Statement,
} from '../../language/index.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { Capabilities } from '../capabilities.ts'
import { DEFAULT_CATALOG } from '../types/names.ts'
import { inShownOrder, isEverything, privilegesOf } from './privileges.ts'

type PrivilegeStatement = GrantPrivilegeStatement | RevokePrivilegeStatement

const OPTION = ' WITH GRANT OPTION'

/** What somebody may do with one object. */
export interface ObjectGrant {
  readonly object: PrivilegeObject
  /** `TABLE`, `SYSTEM`, also for all tables of a database. */
  readonly type: string
  readonly privileges: ReadonlySet<string>
  /** Those that may be passed on; they are none of the others. */
  readonly passedOn: ReadonlySet<string>
}

/** Grants by what they are on, in order of it. */
export type ObjectGrants = ReadonlyMap<string, ObjectGrant>

/** The type of the objects that privileges are on, in the singular. */
export function privilegeType(object: PrivilegeObject): string {
  switch (object.kind) {
    case 'PrivilegeOnObjects':
      return object.type ?? 'TABLE'
    case 'PrivilegeOnAll':
      return object.type.replace(/IES$/u, 'Y').replace(/S$/u, '')
    case 'PrivilegeOnSystem':
      return 'SYSTEM'
    case 'PrivilegeOnUsers':
      return 'USER'
    case 'PrivilegeOnFunctions':
      return object.global === true ? 'GLOBAL FUNCTION' : 'FUNCTION'
  }
}

/** Types whose objects lie in databases. */
const IN_DATABASES: ReadonlySet<string> = new Set(['TABLE', 'VIEW', 'MATERIALIZED VIEW', 'PIPE'])

/** Names of tables and the like with their database. @throws StatementRefusedError where there is none to take. */
export function inDatabase<S extends PrivilegeStatement>(statement: S, currentDatabase: string | undefined): S {
  const { object } = statement
  if (object.kind === 'PrivilegeOnFunctions' && object.global !== true) {
    const functions = object.functions.map((item) => {
      if (item.name.parts.length > 1) return item
      if (currentDatabase === undefined) refuseAnalyzing('database not selected')
      return { ...item, name: { ...item.name, parts: [currentDatabase, ...item.name.parts] } }
    })
    return { ...statement, object: { ...object, functions } }
  }
  if (object.kind !== 'PrivilegeOnObjects' || !IN_DATABASES.has(object.type ?? 'TABLE')) return statement
  const names = object.names.map((name) => {
    if (name.parts.length > 1) return name
    if (currentDatabase === undefined) refuseAnalyzing('No database selected', { code: 1046 })
    return { ...name, parts: [currentDatabase, ...name.parts] }
  })
  return { ...statement, object: { ...object, names } }
}

/** The objects of a statement one by one, each spelled in one way. @throws TypeError where the database of a table is not said. */
function singleObjects(object: PrivilegeObject): readonly PrivilegeObject[] {
  switch (object.kind) {
    case 'PrivilegeOnObjects':
      return object.names.map((name) => namedObject(object.type ?? 'TABLE', name))
    case 'PrivilegeOnFunctions':
      return object.functions.map((item) => ({ ...object, functions: [item] }))
    case 'PrivilegeOnUsers':
      // The users of every host may be written without it.
      return object.users.map(({ host, ...user }) => ({
        ...object,
        users: [host === undefined || (host === '%' && user.domain !== true) ? user : { ...user, host }],
      }))
    case 'PrivilegeOnAll':
    case 'PrivilegeOnSystem':
      return [object]
  }
}

/** `*` is another way to say ALL (the PEntryObjects' generate). */
function namedObject(type: PrivilegeObjectType, name: PrivilegeObjectName): PrivilegeObject {
  const [last = '', qualifier] = name.parts.toReversed()
  const types = `${type}S`
  if (!IN_DATABASES.has(type)) {
    if (last === '*') return { kind: 'PrivilegeOnAll', type: types }
    const parts = type === 'DATABASE' && qualifier === DEFAULT_CATALOG ? [last] : name.parts
    return { kind: 'PrivilegeOnObjects', type, names: [{ ...name, parts }] }
  }
  if (qualifier === undefined) throw new TypeError(`${last} is written without its database`)
  if (qualifier === '*') return { kind: 'PrivilegeOnAll', type: types, allDatabases: true }
  if (last === '*') return { kind: 'PrivilegeOnAll', type: types, database: qualifier }
  return { kind: 'PrivilegeOnObjects', type, names: [name] }
}

/** The grants that texts such as `SELECT, INSERT ON TABLE shop.orders` say together. @throws SyntaxError of a text. */
export function objectGrants(grants: readonly string[] = []): ObjectGrants {
  return grants.reduce<ObjectGrants>((all, grant) => withGrant(all, statementOf(grant)), new Map())
}

/** Texts that say the same, one for each object; ALL for everything that there is. */
export function grantTexts(grants: ObjectGrants): readonly string[] {
  return [...grants.values()]
    .flatMap(({ object, type, privileges, passedOn }) => {
      const text = (set: ReadonlySet<string>): string => `${wordOf(type, set)} ON ${printNode(object)}`
      return [
        ...(privileges.size === 0 ? [] : [text(privileges)]),
        ...(passedOn.size === 0 ? [] : [`${text(passedOn)}${OPTION}`]),
      ]
    })
    .toSorted()
}

/** The same grants, each said in one way. */
export function comparableGrants(grants: readonly string[]): readonly string[] {
  return grantTexts(objectGrants(grants))
}

/** The grants after GRANT: what may be passed on stays so, and what may be from now on no longer counts as granted without that (PrivilegeCollectionV2). */
export function withGrant(
  grants: ObjectGrants,
  statement: GrantPrivilegeStatement,
  capabilities?: Capabilities,
): ObjectGrants {
  return changed(grants, statement, capabilities, ({ privileges, passedOn }, said) =>
    statement.grantOption === true
      ? { privileges: minus(privileges, said), passedOn: new Set([...passedOn, ...said]) }
      : { privileges: new Set([...privileges, ...minus(said, passedOn)]), passedOn },
  )
}

/** The grants after REVOKE, which takes privileges whether they may be passed on or not. */
export function withoutGrant(
  grants: ObjectGrants,
  statement: RevokePrivilegeStatement,
  capabilities?: Capabilities,
): ObjectGrants {
  return changed(grants, statement, capabilities, ({ privileges, passedOn }, said) => ({
    privileges: minus(privileges, said),
    passedOn: minus(passedOn, said),
  }))
}

/** The first object of a statement on which nothing was granted. */
export function missingGrant(grants: ObjectGrants, { object }: RevokePrivilegeStatement): string | undefined {
  return singleObjects(object)
    .map(printNode)
    .find((key) => !grants.has(key))
}

/** What leads from some grants to others: what goes away first. */
export function grantChange(
  grantee: Grantee,
  from: readonly string[] = [],
  to: readonly string[] = [],
  capabilities?: Capabilities,
): readonly Statement[] {
  const [before, after] = [objectGrants(from), objectGrants(to)]
  const revoked: Statement[] = []
  const granted: Statement[] = []
  for (const [key, { object, type }] of new Map([...before, ...after])) {
    const sets = (grant: ObjectGrant | undefined): Pick<ObjectGrant, 'privileges' | 'passedOn'> => ({
      privileges: completed(type, grant?.privileges ?? NONE, capabilities),
      passedOn: completed(type, grant?.passedOn ?? NONE, capabilities),
    })
    const [old, wanted] = [sets(before.get(key)), sets(after.get(key))]
    const taken = new Set([
      ...minus(minus(old.privileges, wanted.privileges), wanted.passedOn),
      // Nothing but REVOKE takes away that a privilege may be passed on.
      ...minus(old.passedOn, wanted.passedOn),
    ])
    const stays = wanted.privileges.size + wanted.passedOn.size > 0
    if (taken.size > 0)
      revoked.push({
        kind: 'RevokePrivilegeStatement',
        privileges: stays ? inShownOrder(type, taken) : wordsOf(type, taken),
        object,
        grantee,
      })
    const given = (set: ReadonlySet<string>, option: { readonly grantOption?: true }): void => {
      if (set.size > 0)
        granted.push({ kind: 'GrantPrivilegeStatement', privileges: wordsOf(type, set), object, grantee, ...option })
    }
    given(minus(wanted.privileges, minus(old.privileges, taken)), {})
    given(minus(wanted.passedOn, old.passedOn), { grantOption: true })
  }
  return [...revoked, ...granted]
}

const NONE: ReadonlySet<string> = new Set()

/** The statement that a text stands for. */
function statementOf(grant: string): GrantPrivilegeStatement {
  const grantOption = grant.toUpperCase().endsWith(OPTION)
  const said = grantOption ? grant.slice(0, -OPTION.length) : grant
  const statement: Statement = parseStatement(`GRANT ${said} TO ROLE r`)
  if (statement.kind !== 'GrantPrivilegeStatement') throw new TypeError(`${grant} is no privilege on an object`)
  return grantOption ? { ...statement, grantOption } : statement
}

function changed(
  grants: ObjectGrants,
  { privileges, object }: PrivilegeStatement,
  capabilities: Capabilities | undefined,
  change: (
    grant: ObjectGrant,
    said: ReadonlySet<string>,
  ) => { readonly privileges: ReadonlySet<string>; readonly passedOn: ReadonlySet<string> },
): ObjectGrants {
  const type = privilegeType(object)
  const said = spelledOut(type, new Set(privileges.map((one) => one.replace(/ PRIVILEGES$/u, ''))), capabilities)
  const next = new Map(grants)
  for (const one of singleObjects(object)) {
    const key = printNode(one)
    const after = change(next.get(key) ?? { object: one, type, privileges: NONE, passedOn: NONE }, said)
    if (after.privileges.size + after.passedOn.size === 0) next.delete(key)
    else next.set(key, { object: one, type, ...after })
  }
  return next
}

/** Everything is what the server at hand has. */
function completed(
  type: string,
  privileges: ReadonlySet<string>,
  capabilities: Capabilities | undefined,
): ReadonlySet<string> {
  return isEverything(type, privileges) ? new Set([...privileges, ...privilegesOf(type, capabilities)]) : privileges
}

/** With the privileges that ALL stands for. */
function spelledOut(
  type: string,
  privileges: ReadonlySet<string>,
  capabilities: Capabilities | undefined,
): ReadonlySet<string> {
  if (!privileges.has('ALL')) return privileges
  return new Set([...minus(privileges, new Set(['ALL'])), ...privilegesOf(type, capabilities)])
}

function minus(set: ReadonlySet<string>, taken: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...set].filter((one) => !taken.has(one)))
}

function wordsOf(type: string, privileges: ReadonlySet<string>): readonly string[] {
  return isEverything(type, privileges) ? ['ALL'] : inShownOrder(type, privileges)
}

function wordOf(type: string, privileges: ReadonlySet<string>): string {
  return wordsOf(type, privileges).join(', ')
}
