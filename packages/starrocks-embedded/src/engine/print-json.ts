/**
 * JSON text as StarRocks prints it: members sorted by name, one space after each colon and comma, none elsewhere. Numbers keep their spelling.
 * Text that is no JSON comes back as it is.
 */
export function printJson(text: string): string {
  const reader = { text, at: 0 }
  const printed = value(reader)
  space(reader)
  return printed === undefined || reader.at < text.length ? text : printed
}

interface Reader {
  readonly text: string
  at: number
}

function value(reader: Reader): string | undefined {
  space(reader)
  const start = reader.text.charAt(reader.at)
  if (start === '{') return object(reader)
  if (start === '[') return array(reader)
  if (start === '"') return string(reader)
  let end = reader.at
  while (/[-+.\w]/.test(reader.text.charAt(end))) end += 1
  if (end === reader.at) return undefined
  const word = reader.text.slice(reader.at, end)
  reader.at = end
  return word
}

function object(reader: Reader): string | undefined {
  const members = new Map<string, string>()
  const complete = items(reader, '}', () => {
    const name = string(reader)
    space(reader)
    if (name === undefined || reader.text.charAt(reader.at) !== ':') return false
    reader.at += 1
    const member = value(reader)
    if (member === undefined) return false
    if (!members.has(name)) members.set(name, member)
    return true
  })
  if (!complete) return undefined
  const sorted = [...members].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, member]) => `${name}: ${member}`).join(', ')}}`
}

function array(reader: Reader): string | undefined {
  const elements: string[] = []
  const complete = items(reader, ']', () => {
    const element = value(reader)
    if (element !== undefined) elements.push(element)
    return element !== undefined
  })
  return complete ? `[${elements.join(', ')}]` : undefined
}

/** Reads what stands between brackets; false when it is broken. */
function items(reader: Reader, close: string, item: () => boolean): boolean {
  reader.at += 1
  space(reader)
  if (reader.text.charAt(reader.at) === close) {
    reader.at += 1
    return true
  }
  for (;;) {
    space(reader)
    if (!item()) return false
    space(reader)
    const next = reader.text.charAt(reader.at)
    reader.at += 1
    if (next === close) return true
    if (next !== ',') return false
  }
}

function string(reader: Reader): string | undefined {
  if (reader.text.charAt(reader.at) !== '"') return undefined
  let end = reader.at + 1
  while (end < reader.text.length && reader.text.charAt(end) !== '"') end += reader.text.charAt(end) === '\\' ? 2 : 1
  if (end >= reader.text.length) return undefined
  const read = reader.text.slice(reader.at, end + 1)
  reader.at = end + 1
  return read
}

function space(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at += 1
}
