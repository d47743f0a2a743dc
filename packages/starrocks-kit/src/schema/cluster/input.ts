import { closestMatch } from '../../util/closest-match.ts'
import type { ClusterKind, ClusterObject, ClusterObjectOf } from '../types/cluster.ts'
import { clusterRules } from './registry.ts'
import { isSecretProperty } from './secrets.ts'
import { errorText } from '../../util/error-text.ts'

/** Everything of an object but its kind and name, as people write it: values of properties may be numbers and switches. */
export type ClusterInput<K extends ClusterKind> = {
  readonly [P in keyof Omit<ClusterObjectOf<K>, 'kind' | 'name'>]: P extends 'properties'
    ? Readonly<Record<string, string | number | boolean>>
    : ClusterObjectOf<K>[P]
}

/** What may be said of each kind: a mapped type, so that nothing is forgotten. */
const ENTRIES: {
  readonly [K in ClusterKind]: { readonly [P in Exclude<keyof Required<ClusterObjectOf<K>>, 'kind' | 'name'>]: true }
} = {
  ResourceGroup: { classifiers: true, properties: true },
  Role: { comment: true, roles: true, grants: true },
  ExternalCatalog: { comment: true, properties: true, secrets: true },
  StorageVolume: { type: true, locations: true, comment: true, properties: true, secrets: true },
  Task: { database: true, every: true, start: true, statement: true, properties: true },
}

/** Entries without which there is no object. */
const REQUIRED: { readonly [K in ClusterKind]: readonly string[] } = {
  ResourceGroup: ['properties'],
  Role: [],
  ExternalCatalog: ['properties'],
  StorageVolume: ['type', 'locations'],
  Task: ['database', 'every', 'statement'],
}

/** The object that an input describes. `fail` is told what is wrong with it, and what to write. */
export function clusterObjectFromInput<K extends ClusterKind>(
  kind: K,
  name: string,
  input: ClusterInput<K>,
  fail: (problem: string, remedy: string) => never,
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
  const { properties, grants } = given
  if (Array.isArray(grants))
    for (const grant of grants)
      // A server shows it as the privileges that it stands for, so nothing could tell whether it is there.
      if (/^\s*ALL(?:\s+PRIVILEGES)?\s+ON\b/iu.test(String(grant)))
        fail(`grants "${grant}"`, 'name the privileges: a server shows each of them')
  const texts = properties === undefined ? {} : { properties: propertyTexts(properties, fail) }
  // The entries are those of the kind: it was looked at above, and the compiler where the input was written in TypeScript.
  const object = { kind, name, ...given, ...texts } as unknown as ClusterObject
  try {
    return clusterRules(kind).comparable(object) as ClusterObjectOf<K>
  } catch (error) {
    return fail(errorText(error), 'write it as StarRocks does')
  }
}

function propertyTexts(
  properties: unknown,
  fail: (problem: string, remedy: string) => never,
): Readonly<Record<string, string>> {
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
