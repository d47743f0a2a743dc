import { closestMatch } from '../../util/closest-match.ts'
import type { ClusterKind, ClusterName, ClusterObject, ClusterObjectOf } from '../types/cluster.ts'
import { clusterRules, isBuiltIn } from './registry.ts'
import { isSecretProperty } from './secrets.ts'
import { userNameProblem } from './user-identity.ts'
import { authStringOf } from './user-auth.ts'
import { errorText } from '../../util/error-text.ts'

type Fail = (problem: string, remedy: string) => never

/** What is said by the name, or only read from servers. */
type NotEntries = 'kind' | 'name' | 'arguments' | 'unseen'

/** Everything of an object but its kind and name, as people write it: values of properties may be numbers and switches. */
export type ClusterInput<K extends ClusterKind> = {
  readonly [P in keyof Omit<ClusterObjectOf<K>, NotEntries>]: P extends 'properties' | 'sourceProperties'
    ? Readonly<Record<string, string | number | boolean>>
    : ClusterObjectOf<K>[P]
}

/** What may be said of each kind: a mapped type, so that nothing is forgotten. */
const ENTRIES: {
  readonly [K in ClusterKind]: { readonly [P in Exclude<keyof Required<ClusterObjectOf<K>>, NotEntries>]: true }
} = {
  ResourceGroup: { classifiers: true, properties: true },
  Role: { comment: true, roles: true, grants: true },
  User: {
    plugin: true,
    authString: true,
    password: true,
    defaultRoles: true,
    roles: true,
    grants: true,
    properties: true,
  },
  ExternalCatalog: { comment: true, properties: true, secrets: true },
  StorageVolume: { type: true, locations: true, comment: true, properties: true, secrets: true },
  Task: { database: true, every: true, start: true, statement: true, properties: true },
  Pipe: { statement: true, properties: true, secrets: true },
  RoutineLoad: {
    table: true,
    columnsTerminatedBy: true,
    rowsTerminatedBy: true,
    columns: true,
    where: true,
    partitions: true,
    source: true,
    properties: true,
    sourceProperties: true,
    secrets: true,
  },
  Function: { expression: true, returns: true, type: true, properties: true, source: true },
}

/** Entries without which there is no object. */
const REQUIRED: { readonly [K in ClusterKind]: readonly string[] } = {
  ResourceGroup: ['properties'],
  Role: [],
  User: [],
  ExternalCatalog: ['properties'],
  StorageVolume: ['type', 'locations'],
  Task: ['database', 'every', 'statement'],
  Pipe: ['statement'],
  RoutineLoad: ['table', 'source', 'sourceProperties'],
  Function: [],
}

/** The object that an input describes. `fail` is told what is wrong with it, and what to write. */
export function clusterObjectFromInput<K extends ClusterKind>(
  kind: K,
  name: string,
  input: ClusterInput<K>,
  fail: Fail,
): ClusterObjectOf<K> {
  const known = Object.keys(ENTRIES[kind])
  for (const key of Object.keys(input)) {
    if (known.includes(key)) continue
    const suggestion = closestMatch(key, known)
    fail(
      `has no option "${key}"`,
      suggestion === undefined ? `its options are ${known.join(', ')}` : `did you mean "${suggestion}"?`,
    )
  }
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  for (const key of REQUIRED[kind]) if (!Object.hasOwn(given, key)) fail(`says no ${key}`, `add "${key}"`)
  checkClusterName({ kind, name }, fail)
  for (const key of ['password', 'authString']) checkSecret(key, given[key], fail)
  const texts = Object.fromEntries(
    ['properties', 'sourceProperties'].flatMap((key) =>
      given[key] === undefined ? [] : [[key, propertyTexts(given[key], fail)]],
    ),
  )
  const wrong = (what: string): never => fail(what, 'write it as StarRocks does')
  const object = readInput<K>(kind, name, { ...given, ...texts }, wrong)
  const problem = clusterRules(kind).problem?.(object)
  return problem === undefined ? object : wrong(problem)
}

function readInput<K extends ClusterKind>(
  kind: K,
  name: string,
  entries: object,
  wrong: (what: string) => never,
): ClusterObjectOf<K> {
  const { comparable, naming } = clusterRules(kind)
  try {
    // The entries are those of the kind: they were looked at, and the compiler has where the input was written in TypeScript.
    const object = { kind, ...(naming?.read(name) ?? { name }), ...entries } as unknown as ClusterObject
    return comparable(object) as ClusterObjectOf<K>
  } catch (error) {
    return wrong(errorText(error))
  }
}

/** The bare name, which functions share. */
export function shortClusterName({ kind, name }: ClusterName): string {
  return clusterRules(kind).naming?.short(name) ?? name
}

/** The object in the database of names that say none. */
export function inDefaultDatabase<O extends ClusterName>(object: O, defaultDatabase: string): O {
  const { naming } = clusterRules(object.kind)
  return naming === undefined ? object : { ...object, name: naming.place(object.name, defaultDatabase) }
}

/** The name as people write it: `f(a INT)` of a function in the default database. */
export function clusterNameText(object: ClusterName | ClusterObject, defaultDatabase?: string): string {
  const { naming } = clusterRules(object.kind)
  if (naming === undefined) return object.name
  // A name alone says less than an object does.
  const whole = 'arguments' in object ? object : { ...object, ...naming.read(object.name) }
  return naming.write(whole as ClusterObject, defaultDatabase)
}

/** The name that a text means. `fail` is told what is wrong with it, and gives another or throws. */
export function clusterNameFromText(
  kind: ClusterKind,
  text: string,
  defaultDatabase: string,
  fail: (problem: string) => ClusterName,
): ClusterName {
  const { naming } = clusterRules(kind)
  if (naming === undefined) return { kind, name: text }
  try {
    return inDefaultDatabase({ kind, name: naming.read(text).name }, defaultDatabase)
  } catch (error) {
    return fail(errorText(error))
  }
}

function propertyTexts(properties: unknown, fail: Fail): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties as object).map(([name, given]) => {
      const value = String(given)
      if (isSecretProperty(name, value))
        fail(
          `the property ${name} is a secret, and would stand in files and logs`,
          `write it as secrets: { '${name}': { env: 'THE_VARIABLE' } }`,
        )
      return [name, value]
    }),
  )
}

/** Refuses names that no object can have, and those that every server has. */
export function checkClusterName({ kind, name }: ClusterName, fail: Fail): void {
  if (isBuiltIn({ kind, name })) fail('is on every server', 'leave it to the server: such objects are not managed')
  const wrong = kind === 'User' ? userNameProblem(name) : undefined
  if (wrong !== undefined) fail(wrong.problem, wrong.remedy)
}

function checkSecret(key: string, value: unknown, fail: Fail): void {
  if (value === undefined) return
  const remedy = `write it as ${key}: { env: 'THE_VARIABLE' }`
  if (typeof value === 'string') {
    if (key === 'password' || typeof authStringOf(value) === 'object')
      fail(`its ${key} is a secret, and would stand in files and logs`, remedy)
    return
  }
  const { env } = Object(value) as { readonly env?: unknown }
  if (typeof env !== 'string' || !/^[A-Za-z_]\w*$/u.test(env)) fail(`its ${key} names no environment variable`, remedy)
}
