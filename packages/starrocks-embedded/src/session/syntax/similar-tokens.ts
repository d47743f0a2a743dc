import { jaroWinkler } from 'starrocks-kit/language'

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
  const distances = new Map(words.map((word) => [word, 1 - jaroWinkler(word, text)]))
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

/**
 * Keywords that the lexer does not have where the alphabet has them, by the word that they stand behind: only there does the order of the lexer differ, and it
 * decides between words that are equally near.
 */
const MISPLACED: Readonly<Record<string, string>> = {
  ASYNC: 'ASSERT_ROWS',
  AUTHORS: 'AUTHENTICATION',
  DATA: 'DATACACHE',
  DECIMAL: 'DECIMALV2',
  DECIMAL64: 'DECIMAL128 DECIMAL256',
  DENSE_RANK: 'DEFERRED NTILE',
  EXTRACT: 'EVERY',
  FOLLOWING: 'FOLLOWER',
  GROUP: 'GROUPS',
  IF: 'IMPERSONATE IMMEDIATE',
  INSTALL: 'INSERT',
  INVOKER: 'GIN OVERWRITE',
  LOGS: 'LOGICAL',
  MATCH: 'MATCH_ANY MATCH_ALL',
  MINUTES: 'MINUS META',
  PENDING: 'PERCENT_RANK',
  PLUGINS: 'PIPE PIPES PIVOT',
  POLICY: 'POLICIES',
  QUERY: 'QUERIES',
  REFRESH: 'REWRITE',
  REPOSITORY: 'REPOSITORIES',
  RETURNS: 'RETRY',
  REVOKE: 'REVERT',
  SKIP_HEADER: 'SHOW',
  STRING_AGG: 'TEXT',
  SYSTEM_TIME: 'SWAP STRUCT',
  TRANSLATE: 'TO TRACE',
  UNIQUE: 'UNINSTALL',
  ZZZ: 'LOCK UNLOCK LOW_PRIORITY DISK BEFORE FIELD PERSISTENT DIV BITSHIFTLEFT BITSHIFTRIGHT BITSHIFTRIGHTLOGICAL',
}

const PLACES: ReadonlyMap<string, string> = new Map(
  Object.entries(MISPLACED).flatMap(([before, words]) =>
    words.split(' ').map((word, i) => [`'${word}'`, `'${before}' ${String(i).padStart(2, '0')}`] as const),
  ),
)

/** Keywords in the order of the lexer, then classes. */
function byKind(a: string, b: string): number {
  const left = CLASS_ORDER.indexOf(a)
  const right = CLASS_ORDER.indexOf(b)
  if (left !== right && (left === -1 || right === -1)) return left - right
  if (left !== -1) return left - right
  const [first, second] = [PLACES.get(a) ?? a, PLACES.get(b) ?? b]
  return first < second ? -1 : first > second ? 1 : 0
}

function order(symbol: string): number {
  if (LAST_SYMBOLS.includes(symbol)) return SYMBOLS.length + 1
  const index = SYMBOLS.indexOf(symbol)
  return index === -1 ? SYMBOLS.length : index
}
