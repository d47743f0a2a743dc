import { withoutImplied } from '../../schema/cluster/function-code.ts'
import { namedSecrets, shortClusterName } from '../../schema/index.ts'
import type { ClusterObject, User } from '../../schema/types/cluster.ts'
import { array, object, string, text } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import { plainTemplate } from '../source/template.ts'

/** Everything of an object but its kind and name: models and revisions write it alike. */
export function clusterInputCode(given: ClusterObject): Code {
  const { kind: _, name: __, ...rest } = given.kind === 'Function' ? withoutImplied(given) : given
  const { secrets } = 'secrets' in given ? given : {}
  const entries = Object.entries({
    ...rest,
    ...(given.kind === 'User' ? userSecrets(given) : {}),
    ...(secrets === undefined ? {} : { secrets: namedSecrets(shortClusterName(given), secrets) }),
  }).filter(([key, value]) => value !== undefined && !NOT_WRITTEN.has(key))
  return object(
    entries.map(([key, value]) => [key, dataCode(value)]),
    { expanded: entries.length > 1 },
  )
}

/** Entries that stand in the text of the name, and those that nobody writes. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(['arguments', 'unseen'])

/** Each with the variable that it comes from. */
function userSecrets({ name, password, authString }: User): Readonly<Record<string, { readonly env: string }>> {
  return namedSecrets(name, {
    ...(password === undefined ? {} : { password }),
    ...(typeof authString === 'object' ? { authString } : {}),
  })
}

/** Plain data: texts, lists and objects of them. */
function dataCode(value: unknown): Code {
  // Code keeps its lines.
  if (typeof value === 'string') return value.includes('\n') ? plainTemplate(value, { exact: true }) : string(value)
  if (Array.isArray(value)) return array(value.map(dataCode))
  if (typeof value === 'object' && value !== null)
    return object(Object.entries(value).map(([key, entry]) => [key, dataCode(entry)]))
  return text(String(value))
}
