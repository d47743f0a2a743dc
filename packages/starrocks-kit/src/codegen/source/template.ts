import { unescapeTemplate } from '../../models/sql.ts'
import { string } from './code.ts'
import type { Code } from './code.ts'

/** A part of SQL text: as it is, or a name that an identifier of the generated file stands for. */
export type SqlPart = string | SqlReference

export interface SqlReference {
  readonly identifier: string
  /** The name in SQL, for where no template is possible. */
  readonly name: string
}

/**
 * SQL over one or several lines as a `sql` template. It becomes a plain string where no template gives this text: a backslash right before
 * a backquote cannot be written in one.
 */
export function sqlTemplate(parts: readonly SqlPart[]): Code {
  const escaped = parts.map((part) => (typeof part === 'string' ? escapeTemplate(part) : `\${${part.identifier}}`))
  if (escaped.includes(undefined)) {
    return string(parts.map((part) => (typeof part === 'string' ? part : part.name)).join(''))
  }
  return { kind: 'template', tag: 'sql', lines: escaped.join('').split('\n') }
}

/** The text inside a `sql` template; absent when none gives exactly this text. */
function escapeTemplate(part: string): string | undefined {
  const escaped = part.replaceAll('`', '\\`').replaceAll('${', '\\${')
  const safe = !/\\`/.test(part) && !part.endsWith('\\')
  return safe && unescapeTemplate(escaped) === part ? escaped : undefined
}

/**
 * Text over several lines as a template literal, in which JavaScript's escapes count. Its lines are indented, which SQL does not mind, unless
 * `exact` asks for the very text.
 */
export function plainTemplate(value: string, options: { readonly exact?: true } = {}): Code {
  const escaped = value.replace(/\\|`|\$\{|\r/g, (match) => (match === '\r' ? '\\r' : `\\${match}`))
  return { kind: 'template', tag: '', lines: escaped.split('\n'), ...options }
}
