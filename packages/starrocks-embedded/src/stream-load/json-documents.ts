import { LoadError } from './load-error.ts'

/** The texts of the values that stand one behind another in `text`, from `start` on. Throws `LoadError` when one of them has no end. */
export function* jsonDocuments(text: string, start = 0): Generator<string> {
  let at = skipSpace(text, start)
  while (at < text.length) {
    const end = valueEnd(text, at)
    yield text.slice(at, end)
    at = skipSpace(text, end)
  }
}

/** The texts of an array's elements. Throws `LoadError` when it is none. */
export function* jsonElements(text: string): Generator<string> {
  let at = skipSpace(text, 1)
  if (text[at] === ']') return
  for (;;) {
    const end = valueEnd(text, at)
    yield text.slice(at, end)
    at = skipSpace(text, end)
    if (text[at] === ']') return
    if (text[at] !== ',') throw malformed(text)
    at = skipSpace(text, at + 1)
  }
}

const SPACE = /[ \t\r\n]*/y
const SCALAR = /[^ \t\r\n,\]}[{":]+/y
const STRING = /"(?:[^"\\]|\\.)*"/sy

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at
  SPACE.exec(text)
  return SPACE.lastIndex
}

/** Behind the value that begins at `at`; brackets are counted, whether they fit is JSON.parse's matter. */
function valueEnd(text: string, at: number): number {
  let depth = 0
  let position = at
  do {
    const character = text[position]
    if (character === undefined) throw malformed(text)
    if (character === '"') {
      STRING.lastIndex = position
      if (STRING.exec(text) === null) throw malformed(text)
      position = STRING.lastIndex
    } else if (character === '{' || character === '[') {
      depth += 1
      position += 1
    } else if (character === '}' || character === ']') {
      depth -= 1
      position += 1
    } else if (depth > 0) {
      position += 1
    } else {
      SCALAR.lastIndex = position
      if (SCALAR.exec(text) === null) throw malformed(text)
      position = SCALAR.lastIndex
    }
  } while (depth > 0)
  return position
}

function malformed(text: string): LoadError {
  return new LoadError(
    `Failed to parse json as document stream, error: the text is no complete JSON: ${text.slice(0, 64)}`,
    'DATA_QUALITY_ERROR',
  )
}
