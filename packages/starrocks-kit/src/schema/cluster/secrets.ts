import { transform } from '../../language/index.ts'
import type { Property, Statement } from '../../language/index.ts'
import type { Properties } from '../types/properties.ts'
import type { SecretReference, Secrets } from '../types/cluster.ts'
import { isSecretKey } from '../../util/secret-key.ts'

/** Whether the value of a property must not be seen: its name says so, and it is no switch. */
export function isSecretProperty(name: string, value: string): boolean {
  return isSecretKey(name) && !/^(?:true|false|none|simple|kerberos)?$/iu.test(value)
}

const PLACEHOLDER = /^\$\{env:([A-Za-z_]\w*)\}$/u
/** As the whole value of a property, or of what stands behind IDENTIFIED, and nowhere else. */
const PLACEHOLDERS =
  /(?<=(?:=|\bIDENTIFIED\s+(?:WITH\s+\S+\s+)?(?:BY|AS|BY\s+PASSWORD))\s*(["']))\$\{env:([A-Za-z_]\w*)\}(?=\1)/giu

/** What stands for a secret until the statement is sent. */
export function placeholder(variable: string): string {
  return `\${env:${variable}}`
}

/** The variable that a text names in place of a secret; undefined for any other text. */
export function secretOf(text: string): SecretReference | undefined {
  const env = PLACEHOLDER.exec(text)?.[1]
  return env === undefined ? undefined : { env }
}

/**
 * Secrets with the variable that each comes from. Of what was read from a server that is not known: then the name tells a person what is wanted, and no statement is sent until
 * there is such a variable.
 */
export function namedSecrets(owner: string, secrets: Secrets = {}): Readonly<Record<string, { readonly env: string }>> {
  return Object.fromEntries(
    Object.entries(secrets).map(([key, { env }]) => [
      key,
      {
        env:
          env ??
          `${owner}_${key}`
            .replaceAll(/\W+/gu, '_')
            .toUpperCase()
            .replace(/^(?=\d)/u, '_'),
      },
    ]),
  )
}

/** Properties and secrets as one list; for the value of a secret stands the variable that holds it when the statement is sent. */
export function propertyList(properties: Properties = {}, secrets: Secrets = {}, owner = ''): readonly Property[] {
  const hidden = Object.entries(namedSecrets(owner, secrets)).map(([key, { env }]) => [key, placeholder(env)] as const)
  return [...Object.entries(properties), ...hidden].map(([key, value]) => ({ kind: 'Property', key, value }))
}

/** The properties of a statement, with the values of those that are secret left behind. */
export function splitSecrets(list: readonly Property[] = []): {
  readonly properties: Properties
  readonly secrets: Secrets
} {
  const properties: [string, string][] = []
  const secrets: [string, SecretReference][] = []
  for (const { key, value } of list) {
    const named = secretOf(value)
    if (named !== undefined) secrets.push([key, named])
    else if (isSecretProperty(key, value)) secrets.push([key, {}])
    else properties.push([key, value])
  }
  return { properties: Object.fromEntries(properties), secrets: Object.fromEntries(secrets) }
}

/** The statement with another text in the place of the value of each secret property that it holds; the same one where nothing is another. */
export function withSecretValues<N extends Statement>(statement: N, textOf: (property: Property) => string): N {
  return transform(statement, (node) => {
    if (node.kind !== 'Property' || !isSecretProperty(node.key, node.value)) return node
    const value = textOf(node)
    return value === node.value ? node : { ...node, value }
  })
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
  return [...new Set([...sql.matchAll(PLACEHOLDERS)].map(([, , name = '']) => name))]
}

/** The statement as the server gets it; `value` is asked once for each place. */
export function withSecrets(sql: string, value: (variable: string) => string): string {
  return sql.replaceAll(PLACEHOLDERS, (_, __, name: string) => value(name))
}
