import { printJson } from '../print-json.ts'

/** JSON values as JavaScript's, whose numbers keep their text. */
type Json = null | boolean | string | RawNumber | readonly Json[] | JsonObject
interface JsonObject {
  readonly [name: string]: Json
}
interface RawNumber {
  readonly number: string
}

const NUMBER = Symbol('number')

function isNumber(value: Json): value is RawNumber {
  return typeof value === 'object' && value !== null && NUMBER in value
}

function read(text: string): Json {
  return JSON.parse(text, (_key: string, value: unknown, context?: { readonly source: string }) =>
    typeof value === 'number' ? { [NUMBER]: true, number: context?.source ?? String(value) } : value,
  ) as Json
}

function write(value: Json): string {
  if (isNumber(value)) return value.number
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}:${write(member as Json)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

/** JSON over lines, two spaces a level, members sorted by name. */
export function prettyJson(text: string): string {
  return pretty(read(printJson(text)), '')
}

function pretty(value: Json, indent: string): string {
  const inner = `${indent}  `
  if (isNumber(value)) return value.number
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((item: Json) => `${inner}${pretty(item, inner)}`).join(',\n')}\n${indent}]`
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
    if (members.length === 0) return '{}'
    return `{\n${members.map(([name, member]) => `${inner}${JSON.stringify(name)}: ${pretty(member as Json, inner)}`).join(',\n')}\n${indent}}`
  }
  return JSON.stringify(value)
}

/** Whether all of `part` is found in `whole`: members by name, elements anywhere, values by equality. */
export function containsJson(whole: string, part: string): boolean {
  return contains(read(whole), read(part))
}

function contains(whole: Json, part: Json): boolean {
  if (isNumber(part)) return isNumber(whole) && Number(whole.number) === Number(part.number)
  if (Array.isArray(part))
    return Array.isArray(whole) && part.every((item: Json) => whole.some((other: Json) => contains(other, item)))
  if (typeof part === 'object' && part !== null) {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole) || isNumber(whole)) return false
    return Object.entries(part).every(([name, member]) => {
      const own = (whole as JsonObject)[name]
      return own !== undefined && contains(own, member as Json)
    })
  }
  // A value that stands alone is looked for among the elements of an array.
  if (Array.isArray(whole)) return whole.some((item: Json) => !Array.isArray(item) && contains(item, part))
  return whole === part
}

type Step = string | number

/** `$.a."b c"[0]` in its steps; undefined for anything else, wildcards among it. */
function stepsOf(path: string): readonly Step[] | undefined {
  const steps: Step[] = []
  let rest = path.startsWith('$') ? path.slice(1) : `.${path}`
  while (rest !== '') {
    const match = /^\.(?:"([^"]*)"|([^.[\]"*]+))|^\[(\d+)\]/.exec(rest)
    if (match === null) return undefined
    steps.push(match[3] === undefined ? (match[1] ?? match[2] ?? '') : Number(match[3]))
    rest = rest.slice(match[0].length)
  }
  return steps
}

/** Sets or adds the value at a path whose parents exist; an index behind the end appends. */
export function setJson(text: string, path: string, value: string): string {
  const steps = stepsOf(path)
  return steps === undefined ? text : write(changed(read(text), steps, () => read(value)))
}

/** Takes away what stands at a path. */
export function removeJson(text: string, path: string): string {
  const steps = stepsOf(path)
  return steps === undefined || steps.length === 0 ? text : write(changed(read(text), steps, () => undefined))
}

function changed(whole: Json, [step, ...rest]: readonly Step[], value: () => Json | undefined): Json {
  if (step === undefined) return value() ?? whole
  const put = (own: Json | undefined): Json | undefined =>
    rest.length === 0 ? value() : own === undefined ? undefined : changed(own, rest, value)
  if (Array.isArray(whole)) {
    if (typeof step !== 'number') return whole
    const items: Json[] = [...(whole as readonly Json[])]
    const item = put(items[step])
    if (step >= items.length) return item === undefined ? whole : [...items, item]
    return item === undefined ? (rest.length === 0 ? items.toSpliced(step, 1) : whole) : items.with(step, item)
  }
  if (typeof whole !== 'object' || whole === null || isNumber(whole) || typeof step !== 'string') return whole
  const members = whole as JsonObject
  const member = put(members[step])
  if (member !== undefined) return { ...members, [step]: member }
  if (rest.length > 0) return whole
  const { [step]: _gone, ...others } = members
  return others
}
