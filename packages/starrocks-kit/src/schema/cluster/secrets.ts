import type { Property } from '../../language/index.ts'
import { isSecretKey } from '../../language/index.ts'
import type { Properties } from '../types/properties.ts'
import type { SecretReference, Secrets } from '../types/cluster.ts'

/** Whether the value of a property must not be seen: its name says so, and it is no switch. */
export function isSecretProperty(name: string, value: string): boolean {
  return isSecretKey(name) && !/^(?:true|false|none|simple|kerberos)?$/iu.test(value)
}

const PLACEHOLDER = /^\$\{env:([A-Za-z_]\w*)\}$/u
const PLACEHOLDERS = /\$\{env:([A-Za-z_]\w*)\}/gu

/** What stands in a statement for a value that is known only when it is sent. */
function placeholder({ env }: SecretReference): string {
  return env === undefined ? '***' : `\${env:${env}}`
}

/** Properties and secrets as one list, secrets as placeholders. */
export function propertyList(properties: Properties = {}, secrets: Secrets = {}): readonly Property[] {
  const given = Object.entries(properties)
  const hidden = Object.entries(secrets).map(([key, reference]) => [key, placeholder(reference)] as const)
  return [...given, ...hidden].map(([key, value]) => ({ kind: 'Property', key, value }))
}

/** The properties of a statement, with the values of those that are secret left behind. */
export function splitSecrets(list: readonly Property[] = []): {
  readonly properties: Properties
  readonly secrets: Secrets
} {
  const properties: [string, string][] = []
  const secrets: [string, SecretReference][] = []
  for (const { key, value } of list) {
    const env = PLACEHOLDER.exec(value)?.[1]
    if (env !== undefined) secrets.push([key, { env }])
    else if (isSecretProperty(key, value)) secrets.push([key, {}])
    else properties.push([key, value])
  }
  return { properties: Object.fromEntries(properties), secrets: Object.fromEntries(secrets) }
}

/** In order of their names; nothing for none. */
export function sortedSecrets(secrets: Secrets = {}): { readonly secrets?: Secrets } {
  const entries = Object.entries(secrets).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? {} : { secrets: Object.fromEntries(entries) }
}

/**
 * Secrets are compared by their presence: nobody shows their values. Of the password of a JDBC catalog the server does not show even that (CredentialUtil).
 */
export function comparableSecrets(secrets: Secrets = {}): readonly string[] {
  return Object.keys(secrets)
    .filter((name) => name !== 'password')
    .toSorted()
}

/** The environment variables that a statement waits for. */
export function secretVariables(sql: string): readonly string[] {
  return [...new Set([...sql.matchAll(PLACEHOLDERS)].map(([, name = '']) => name))]
}

/** The statement as the server gets it; `value` is asked once for each place. */
export function withSecrets(sql: string, value: (variable: string) => string): string {
  return sql.replaceAll(PLACEHOLDERS, (_, name: string) => value(name))
}
