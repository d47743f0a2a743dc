import type { ArrayCode, CallCode, ChainCode, Code, ObjectCode, TemplateCode, TextCode } from './code.ts'

/** Columns of a line, as in the formatter's settings of this project. */
const WIDTH = 120
const STEP = '  '

/** What surrounds the code. */
export interface LayoutOptions {
  /** The indent of its lines. */
  readonly indent?: string
  /** What stands before it on its first line. */
  readonly before?: string
  /** What follows on its last line. */
  readonly after?: string
}

/** Where a piece of code starts: the indent of its line, what stands before it there, and how much follows on its last line. */
interface Place {
  readonly indent: string
  readonly column: number
  readonly after: number
}

/**
 * Lays code out in lines of at most 120 columns, the way that the common formatters do: what fits stays on one line, else brackets open,
 * an object at the end of a call first.
 */
export function layOut(code: Code, options: LayoutOptions = {}): string {
  const { indent = '', before = '', after = '' } = options
  const start = indent + before
  return start + render(code, { indent, column: displayWidth(start), after: after.length }) + after
}

function render(code: Code, place: Place): string {
  const flat = flatten(code)
  if (flat !== undefined && place.column + displayWidth(flat) + place.after <= WIDTH) return flat
  switch (code.kind) {
    case 'text':
      return code.text
    case 'template':
      return renderTemplate(code, place)
    case 'array':
      return renderArray(code, place)
    case 'object':
      return renderObject(code, place)
    case 'call':
      return renderCall(code, place)
    case 'chain':
      return renderChain(code, place)
    case 'arrow':
      return `(${code.parameter}) => (${renderObject(code.body, place)})`
  }
}

/** The code on one line; absent when something in it has to break. */
function flatten(code: Code): string | undefined {
  switch (code.kind) {
    case 'text':
      return code.text.includes('\n') ? undefined : code.text
    case 'template':
      return code.lines.length === 1 && !code.lines.join('').includes('\n')
        ? `${code.tag}\`${code.lines[0]}\``
        : undefined
    case 'array':
      return isTabular(code) ? undefined : wrap('[', flattenAll(code.items), ']')
    case 'object': {
      if (code.expanded && code.entries.length > 0) return undefined
      if (code.entries.length === 0) return '{}'
      const values = code.entries.map(({ key, value }) => ({ key, value: flatten(value) }))
      if (values.some(({ value }) => value === undefined)) return undefined
      return `{ ${values.map(({ key, value }) => `${key}: ${value}`).join(', ')} }`
    }
    case 'call':
      return wrap(`${code.callee}(`, flattenAll(code.arguments), ')')
    case 'chain': {
      if (breaksByArguments(code)) return undefined
      const head = flatten(code.head)
      const calls = code.calls.map(flatten)
      if (head === undefined || calls.includes(undefined)) return undefined
      return [head, ...calls].join('.')
    }
    case 'arrow': {
      const body = flatten(code.body)
      return body === undefined ? undefined : `(${code.parameter}) => (${body})`
    }
  }
}

/** Several objects, or several lists, of more than one entry each read as a table: the formatters give each a line. */
function isTabular({ items }: ArrayCode): boolean {
  if (items.length < 2) return false
  return (
    items.every((item) => item.kind === 'object' && item.entries.length > 1) ||
    items.every((item) => item.kind === 'array' && item.items.length > 1)
  )
}

function flattenAll(items: readonly Code[]): string | undefined {
  const flat = items.map(flatten)
  return flat.includes(undefined) ? undefined : flat.join(', ')
}

function wrap(open: string, inner: string | undefined, close: string): string | undefined {
  return inner === undefined ? undefined : open + inner + close
}

function renderTemplate({ tag, lines, exact }: TemplateCode, { indent }: Place): string {
  if (exact === true || lines.length === 1) return `${tag}\`${lines.join('\n')}\``
  return [`${tag}\``, ...lines.map((line) => indent + STEP + line), `${indent}\``].join('\n')
}

function renderArray({ items }: ArrayCode, place: Place): string {
  return ['[', ...onLines(items, place.indent), `${place.indent}]`].join('\n')
}

function renderObject({ entries }: ObjectCode, place: Place): string {
  if (entries.length === 0) return '{}'
  const indent = place.indent + STEP
  const lines = entries.map(({ key, value }) => {
    const before = `${indent}${key}: `
    // A text that is too long for the line of its key gets the next one.
    if (isString(value) && displayWidth(before + value.text) + 1 > WIDTH)
      return `${indent}${key}:\n${indent}${STEP}${value.text},`
    return `${before}${render(value, { indent, column: displayWidth(before), after: 1 })},`
  })
  return ['{', ...lines, `${place.indent}}`].join('\n')
}

function isString(code: Code): code is TextCode {
  return code.kind === 'text' && /^['"]/.test(code.text)
}

function renderCall(code: CallCode, place: Place): string {
  const { callee, arguments: args } = code
  const last = args.at(-1)
  const others = args.slice(0, -1)
  const flatOthers = flattenAll(others)
  if (last === undefined) return `${callee}()`
  if (flatOthers !== undefined && hugs(last) && others.at(-1)?.kind !== last.kind) {
    const before = `${callee}(${others.length === 0 ? '' : `${flatOthers}, `}`
    const first = place.column + displayWidth(before)
    if (first + 1 <= WIDTH) return `${before}${render(last, { ...place, column: first, after: place.after + 1 })})`
  }
  return [`${callee}(`, ...onLines(args, place.indent), `${place.indent})`].join('\n')
}

/** Whether an argument keeps its opening bracket on the line of the call. */
function hugs(code: Code): boolean {
  switch (code.kind) {
    case 'object':
    case 'arrow':
      return true
    case 'array':
      return code.items.length > 0
    case 'template':
      return true
    default:
      return false
  }
}

/**
 * One method call stays on the line of the value: what the value holds opens first, then the arguments of the method. More calls stand on
 * lines of their own.
 */
function renderChain({ head, calls }: ChainCode, place: Place): string {
  const [only, ...more] = calls
  if (only === undefined || more.length > 0) {
    const onOneLine = renderOpenAtEnd({ kind: 'chain', head, calls }, place)
    if (onOneLine !== undefined) return onOneLine
    const indent = place.indent + STEP
    const lines = calls.map((one, index) => {
      const after = index === calls.length - 1 ? place.after : 0
      return `${indent}.${render(one, { indent, column: indent.length + 1, after })}`
    })
    return [render(head, { ...place, after: 0 }), ...lines].join('\n')
  }
  const flatHead = flatten(head)
  const flatCall = flatten(only)
  const stays = flatHead !== undefined && place.column + displayWidth(`${flatHead}.${only.callee}(`) <= WIDTH
  if (flatCall !== undefined && (opensFirst(head) || !stays))
    return `${render(head, { ...place, after: WIDTH })}.${flatCall}`
  const start = flatHead ?? render(head, { ...place, after: 0 })
  return `${start}.${render(only, { ...place, column: place.column + displayWidth(start) + 1 })}`
}

/** A chain on one line whose last call opens an object or list at its end, if all before it fits. */
function renderOpenAtEnd(code: ChainCode, place: Place): string | undefined {
  const last = code.calls.at(-1)
  const opening = last?.arguments.at(-1)
  if (last === undefined || opening === undefined || !hugs(opening) || breaksByArguments(code)) return undefined
  const before = [code.head, ...code.calls.slice(0, -1)].map(flatten)
  if (before.includes(undefined)) return undefined
  const start = `${before.join('.')}.`
  const rendered = start + render(last, { ...place, column: place.column + displayWidth(start) })
  const [firstLine = ''] = rendered.split('\n')
  return place.column + displayWidth(firstLine) <= WIDTH && !firstLine.endsWith('(') ? rendered : undefined
}

/** Whether a value opens its own last argument before a method after it opens one. */
function opensFirst(code: Code): boolean {
  const last = code.kind === 'call' ? code.arguments.at(-1) : undefined
  return last !== undefined && hugs(last)
}

/** The formatters break a chain of two or more calls, even a short one, when it has an argument that is not simple. */
function breaksByArguments({ head, calls }: ChainCode): boolean {
  if (calls.length < 2) return false
  const all = head.kind === 'call' ? [head, ...calls] : calls
  return all.some((one) => one.arguments.some((argument) => !isSimple(argument, 0)))
}

/** Plain text, and what holds only plain text, down to the second level. */
function isSimple(code: Code, depth: number): boolean {
  if (depth >= 2) return false
  switch (code.kind) {
    case 'text':
      return true
    case 'template':
      return code.lines.length === 1
    case 'array':
      return code.items.every((item) => isSimple(item, depth + 1))
    case 'object':
      return code.entries.every(({ value }) => isSimple(value, depth + 1))
    case 'call':
      return code.arguments.every((argument) => isSimple(argument, depth + 1))
    case 'chain':
      return isSimple(code.head, depth) && code.calls.every((one) => isSimple(one, depth))
    case 'arrow':
      return false
  }
}

/** Columns that text takes on a screen: the formatters count ideographs and emoji twice, and marks on letters not at all. */
function displayWidth(value: string): number {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u02ff]*$/.test(value)) return value.length
  let width = 0
  for (const character of value) width += WIDE.test(character) ? 2 : /\p{M}|\p{Cf}/u.test(character) ? 0 : 1
  return width
}

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u

function onLines(items: readonly Code[], outer: string): readonly string[] {
  const indent = outer + STEP
  return items.map((item) => `${indent}${render(item, { indent, column: indent.length, after: 1 })},`)
}
