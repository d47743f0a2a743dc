import type { ArrayCode, CallCode, ChainCode, Code, ObjectCode, TemplateCode } from './code.ts'

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
  return start + render(code, { indent, column: start.length, after: after.length }) + after
}

function render(code: Code, place: Place): string {
  const flat = flatten(code)
  if (flat !== undefined && place.column + flat.length + place.after <= WIDTH) return flat
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

function renderTemplate({ tag, lines }: TemplateCode, { indent }: Place): string {
  if (lines.length === 1) return `${tag}\`${lines[0]}\``
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
    return `${before}${render(value, { indent, column: before.length, after: 1 })},`
  })
  return ['{', ...lines, `${place.indent}}`].join('\n')
}

function renderCall(code: CallCode, place: Place): string {
  const { callee, arguments: args } = code
  const last = args.at(-1)
  const others = args.slice(0, -1)
  const flatOthers = flattenAll(others)
  if (last === undefined) return `${callee}()`
  if (flatOthers !== undefined && hugs(last) && others.at(-1)?.kind !== last.kind) {
    const before = `${callee}(${others.length === 0 ? '' : `${flatOthers}, `}`
    const first = place.column + before.length
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

/** Up to two method calls stay on the line of the value, and the last one opens; more stand on lines of their own. */
function renderChain({ head, calls }: ChainCode, place: Place): string {
  if (calls.length > 2) {
    const indent = place.indent + STEP
    const lines = calls.map(
      (one) => `${indent}.${render(one, { indent, column: indent.length + 1, after: place.after })}`,
    )
    return [render(head, { ...place, after: 0 }), ...lines].join('\n')
  }
  const before = [head, ...calls.slice(0, -1)]
    .map((one) => flatten(one) ?? render(one, { ...place, after: 0 }))
    .join('.')
  const last = calls.at(-1)
  if (last === undefined) return before
  const column = place.column + before.length + 1
  return `${before}.${render(last, { ...place, column })}`
}

function onLines(items: readonly Code[], outer: string): readonly string[] {
  const indent = outer + STEP
  return items.map((item) => `${indent}${render(item, { indent, column: indent.length, after: 1 })},`)
}
