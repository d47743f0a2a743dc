/** A piece of TypeScript to be laid out: what stands where, not yet how it breaks into lines. */
export type Code = TextCode | TemplateCode | ArrayCode | ObjectCode | CallCode | ChainCode | ArrowCode

/** Text that never breaks. */
export interface TextCode {
  readonly kind: 'text'
  readonly text: string
}

/** A template literal over several lines; `lines` are escaped already. The layout indents them, unless the text has to be `exact`. */
export interface TemplateCode {
  readonly kind: 'template'
  readonly tag: string
  readonly lines: readonly string[]
  readonly exact?: true
}

export interface ArrayCode {
  readonly kind: 'array'
  readonly items: readonly Code[]
}

/** Entries keep their order; `expanded` puts each on a line of its own even where one line would do. */
export interface ObjectCode {
  readonly kind: 'object'
  readonly entries: readonly ObjectEntry[]
  readonly expanded: boolean
}

interface ObjectEntry {
  /** The key as it stands in the source: quoted where it must be. */
  readonly key: string
  readonly value: Code
}

export interface CallCode {
  readonly kind: 'call'
  readonly callee: string
  readonly arguments: readonly Code[]
}

/** Methods called one after another on the value of `head`. */
export interface ChainCode {
  readonly kind: 'chain'
  readonly head: Code
  readonly calls: readonly CallCode[]
}

/** `(parameter) => (body)`. */
export interface ArrowCode {
  readonly kind: 'arrow'
  readonly parameter: string
  readonly body: ObjectCode
}

export const text = (value: string): TextCode => ({ kind: 'text', text: value })

export const array = (items: readonly Code[]): ArrayCode => ({ kind: 'array', items })

export const call = (callee: string, ...args: readonly Code[]): CallCode => ({ kind: 'call', callee, arguments: args })

export const arrow = (parameter: string, body: ObjectCode): ArrowCode => ({ kind: 'arrow', parameter, body })

/** An object literal; entries that are absent are left out. */
export function object(
  entries: readonly (readonly [key: string, value: Code | undefined])[],
  options: { readonly expanded?: boolean } = {},
): ObjectCode {
  return {
    kind: 'object',
    entries: entries.flatMap(([key, value]) => (value === undefined ? [] : [{ key: propertyKey(key), value }])),
    expanded: options.expanded ?? false,
  }
}

/** Calls of methods on a value: `chain(head, call('notNull'))`. */
export function chain(head: Code, ...calls: readonly CallCode[]): Code {
  return calls.length === 0 ? head : { kind: 'chain', head, calls }
}

/** A string literal in single quotes, or in double quotes where those need fewer escapes. */
export function stringLiteral(value: string): string {
  const quote = value.split("'").length > value.split('"').length ? '"' : "'"
  // oxlint-disable-next-line no-control-regex
  const escaped = value.replace(/[\\'"\u0000-\u001f\u007f\u2028\u2029]|\p{Surrogate}/gu, (character) => {
    if (character === "'" || character === '"') return character === quote ? `\\${character}` : character
    return NAMED_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return quote + escaped + quote
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A string as code. */
export const string = (value: string): TextCode => text(stringLiteral(value))

/** A key of an object literal: quoted unless it is an identifier. `__proto__` would set the prototype, so that it is computed. */
export function propertyKey(name: string): string {
  if (name === '__proto__') return "['__proto__']"
  return isIdentifierName(name) ? name : stringLiteral(name)
}

/** Access to a property: `t.name`, or `t['odd name']`. */
export function propertyAccess(target: string, name: string): string {
  return isIdentifierName(name) ? `${target}.${name}` : `${target}[${stringLiteral(name)}]`
}

/** Whether a name can stand as a property without quotes (reserved words can). */
export function isIdentifierName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
}
