import type { UserFunction } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { isSecretKey } from '../../util/secret-key.ts'
import { sortedProperties } from './properties.ts'

const LANGUAGES: Readonly<Record<string, string>> = { starrocksjar: 'StarrocksJar', python: 'Python' }
const DEFAULTS: Properties = { isolation: 'isolated', input: 'scalar', analytic: 'false' }
/** All that servers look at; they take others, and forget them. */
export const FUNCTION_PROPERTIES: readonly string[] = [
  'type',
  'symbol',
  'file',
  'md5',
  'isolation',
  'analytic',
  'input',
]
const LOWERED: ReadonlySet<string> = new Set(['md5', 'isolation', 'analytic', 'input'])

/** Properties in one spelling; source text says its language and its file by itself. */
export function comparableCode(
  source: string | undefined,
  given: Properties | undefined,
): Pick<UserFunction, 'source' | 'properties'> {
  const implied: Properties = source === undefined ? {} : { type: 'Python' }
  const said = Object.entries({ ...implied, ...given, ...(source === undefined ? {} : { file: 'inline' }) })
    .map(([key, value]) => [key.toLowerCase(), value] as const)
    .map(([key, value]) => [key, LOWERED.has(key) ? value.toLowerCase() : value] as const)
    .map(([key, value]) => [key, key === 'type' ? (LANGUAGES[value.toLowerCase()] ?? value) : value] as const)
    // Everything but `shared` is isolated (CreateFunctionAnalyzer).
    .filter(([key, value]) => (key === 'isolation' ? value === 'shared' : DEFAULTS[key] !== value))
  return {
    ...(source === undefined ? {} : { source: comparableSource(source) }),
    ...(said.length === 0 ? {} : { properties: sortedProperties(Object.fromEntries(said)) }),
  }
}

/** The same without what source text says by itself. */
export function withoutImplied({ properties, ...object }: UserFunction): UserFunction {
  if (properties === undefined) return object
  if (object.source === undefined) return { ...object, properties }
  const { type: _, file: __, ...said } = properties
  return Object.keys(said).length === 0 ? object : { ...object, properties: said }
}

/** Code between two line ends, without what it is indented by as a whole, as in a template of TypeScript: Python would refuse it. */
function comparableSource(source: string): string {
  const lines = source
    .replace(/^(?:[ \t]*\r?\n)+/u, '')
    .trimEnd()
    .split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/u.exec(line)?.[0] ?? '')
  const [first = ''] = indents
  const common = indents.every((indent) => indent.startsWith(first)) ? first.length : 0
  // Without a line end a word between $$ would be read as one name.
  return `\n${lines.map((line) => line.slice(Math.min(common, line.length - line.trimStart().length))).join('\n')}\n`
}

const USER_OF_ADDRESS = /^([a-z]+:\/\/)[^/@]*@/iu
/** A signed address gives access to whoever has it. */
const SIGNED_PARAMETER = /^(?:sig|.*signature)$/iu

/** Whether an address says who fetches the file, or is signed: that would stand in files and logs. */
export function hasCredentials(address: string): boolean {
  return withoutCredentials(address) !== address
}

export function withoutCredentials(address: string): string {
  return address
    .replace(USER_OF_ADDRESS, '$1')
    .replace(/([?&])([^=&#]*)=[^&#]*/gu, (parameter, mark, name: string) =>
      isSecretKey(name) || SIGNED_PARAMETER.test(name) ? `${mark}${name}=` : parameter,
    )
}
