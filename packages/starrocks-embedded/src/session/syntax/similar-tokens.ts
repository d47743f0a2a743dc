/** The server names at most so many words. */
const MOST_WORDS = 5

/** What is no word keeps this order. */
const SYMBOLS = [
  '#end',
  '.',
  '(',
  ',',
  ')',
  '[',
  ']',
  '{',
  '}',
  ':',
  '?',
  '#dot',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '<=>',
  '[*]',
  '+',
  '-',
  '*',
]
const LAST_SYMBOLS = [';']

/**
 * What a frontend lists of the tokens that it expected: a name stands for all when one could stand there; else the words that look most like what was
 * found (Jaro and Winkler's distance, upper case, with their quotes), and all that is no word.
 */
export function similarTokens(found: string, expected: ReadonlySet<string>): readonly string[] {
  if (expected.has('#name')) return ['a legal identifier']
  const words = [...expected].flatMap(wordsOf).toSorted(byKind)
  const text = found.toUpperCase()
  const distances = new Map(words.map((word) => [word, 1 - similarity(word, text)]))
  const nearest = words.toSorted((a, b) => (distances.get(a) ?? 1) - (distances.get(b) ?? 1)).slice(0, MOST_WORDS)
  const symbols = [...expected].filter((token) => wordsOf(token).length === 0).toSorted((a, b) => order(a) - order(b))
  return [
    ...nearest,
    ...symbols.map((symbol) => (symbol === '#end' ? '<EOF>' : symbol === '#dot' ? 'DOT_IDENTIFIER' : `'${symbol}'`)),
  ]
}

function wordsOf(token: string): readonly string[] {
  switch (token) {
    case '#string':
      return ['SINGLE_QUOTED_TEXT', 'DOUBLE_QUOTED_TEXT']
    case '#integer':
      return ['INTEGER_VALUE']
    case '#decimal':
      return ['DECIMAL_VALUE']
    case '#double':
      return ['DOUBLE_VALUE']
    case '#binary':
      return ['BINARY_SINGLE_QUOTED_TEXT', 'BINARY_DOUBLE_QUOTED_TEXT']
    default:
      return /^[A-Z]/.test(token) ? [`'${token}'`] : []
  }
}

const CLASS_ORDER = [
  'INTEGER_VALUE',
  'DECIMAL_VALUE',
  'DOUBLE_VALUE',
  'SINGLE_QUOTED_TEXT',
  'DOUBLE_QUOTED_TEXT',
  'BINARY_SINGLE_QUOTED_TEXT',
  'BINARY_DOUBLE_QUOTED_TEXT',
]

/** Keywords that came late to the lexer stand behind the others. */
const LATE_KEYWORDS = ["'LOCK'", "'UNLOCK'", "'LOW_PRIORITY'", "'DISK'", "'BEFORE'", "'FIELD'", "'PERSISTENT'", "'DIV'"]

/** Keywords by the alphabet, late ones, then classes. */
function byKind(a: string, b: string): number {
  const left = CLASS_ORDER.indexOf(a)
  const right = CLASS_ORDER.indexOf(b)
  if (left !== right && (left === -1 || right === -1)) return left - right
  if (left !== -1) return left - right
  const late = LATE_KEYWORDS.indexOf(a) - LATE_KEYWORDS.indexOf(b)
  return late !== 0 ? late : a < b ? -1 : a > b ? 1 : 0
}

function order(symbol: string): number {
  if (LAST_SYMBOLS.includes(symbol)) return SYMBOLS.length + 1
  const index = SYMBOLS.indexOf(symbol)
  return index === -1 ? SYMBOLS.length : index
}

/** The similarity of Jaro and Winkler, between 0 and 1. */
function similarity(left: string, right: string): number {
  const [long, short] = left.length > right.length ? [left, right] : [right, left]
  const range = Math.max(Math.floor(long.length / 2) - 1, 0)
  const used = new Set<number>()
  const fromShort: string[] = []
  for (let i = 0; i < short.length; i++) {
    for (let j = Math.max(i - range, 0); j < Math.min(i + range + 1, long.length); j++) {
      if (used.has(j) || long[j] !== short[i]) continue
      used.add(j)
      fromShort.push(short[i] ?? '')
      break
    }
  }
  const matches = fromShort.length
  if (matches === 0) return 0
  const fromLong = [...used].toSorted((a, b) => a - b).map((j) => long[j])
  const swapped = fromShort.filter((letter, i) => letter !== fromLong[i]).length / 2
  const jaro = (matches / left.length + matches / right.length + (matches - swapped) / matches) / 3
  let prefix = 0
  while (prefix < Math.min(4, short.length) && left[prefix] === right[prefix]) prefix++
  return jaro < 0.7 ? jaro : jaro + 0.1 * prefix * (1 - jaro)
}
