import { KEYWORDS, NON_RESERVED_WORDS } from 'starrocks-kit/language'
import type { Tokens } from 'starrocks-kit/language'
import type { Grammar } from './grammar-node.ts'
import type { TokenClasses } from './predict.ts'

/** The keywords of a version, and what each token of a text can be in its grammar. */
export interface Vocabulary {
  /** Whether a keyword is also a name. */
  readonly isName: (word: string) => boolean
  readonly classesOf: (tokens: Tokens, sql: string) => TokenClasses
}

/** Keywords by the version that first had them (lexers of branch 3.2, 3.3.5, 3.5.7 and of the main branch); to older ones they are names as any other. */
const NEW_WORDS: readonly (readonly [major: number, minor: number, words: string])[] = [
  [
    3,
    3,
    'BLACKHOLE CACHE CLEAR DATACACHE DICTIONARY DICTIONARY_GET DISK FIELD GIN MATCH NGRAMBF PIVOT PRIORITY REASON',
  ],
  [3, 3, 'RULE RULES SCHEDULE'],
  [
    3,
    4,
    'ADVISOR AUTOMATED BASELINE BEFORE BRANCH CURRENT_GROUP DAYS DIALECT HOURS INVOKER MINUTES MULTIPLE OFF PERSISTENT',
  ],
  [3, 4, 'PLAN PREDICATE PROVIDER PROVIDERS RETAIN RETENTION SNAPSHOTS STARROCKS TAG TRANSLATE VECTOR'],
  [3, 6, 'ASSERT_ROWS AWARE CNGROUP CNGROUPS EXCLUDE SPLIT'],
  [4, 1, 'ASOF CALL CONNECTIONS CURRENT_WAREHOUSE DECIMAL256 DIGEST LAST_QUERY_ID MATCH_ALL MATCH_ANY RECURSIVE SQL'],
  [4, 1, 'STRING_AGG VARIANT'],
]

/** Keywords that became names later than they came. */
const NEW_NAMES: readonly (readonly [major: number, minor: number, words: string])[] = [
  [3, 6, 'EXCEPT'],
  [4, 1, 'SYSTEM CALL CONNECTIONS DIGEST MATCH_ALL MATCH_ANY RECURSIVE SQL STRING_AGG'],
]

export function createVocabulary(since: Grammar['since']): Vocabulary {
  const words = new Set<string>(KEYWORDS)
  const names = new Set<string>(NON_RESERVED_WORDS)
  for (const [table, set] of [
    [NEW_WORDS, words],
    [NEW_NAMES, names],
  ] as const) {
    for (const [major, minor, text] of table) {
      for (const word of text.split(' ')) {
        if (since(major, minor)) set.add(word)
        else set.delete(word)
      }
    }
  }
  const isName = (word: string): boolean => words.has(word) && names.has(word)
  const lists = new Map<string, readonly string[]>()
  const listOf = (...classes: readonly string[]): readonly string[] => {
    const key = classes.join(' ')
    let list = lists.get(key)
    if (list === undefined) lists.set(key, (list = classes))
    return list
  }
  const ofWord = (word: string): readonly string[] =>
    words.has(word) ? (names.has(word) ? listOf(word, '#name', '#any') : listOf(word, '#any')) : listOf('#name', '#any')
  return {
    isName,
    classesOf: (tokens, sql) =>
      tokens.kinds.map((kind, i): readonly string[] => {
        switch (kind) {
          case 'end':
            return listOf('#end')
          case ';':
            return listOf(';')
          case 'identifier':
            return ofWord(sql.slice(tokens.starts[i], tokens.ends[i]).toUpperCase())
          case 'backquoted':
          case 'digit-identifier':
            return listOf('#name', '#any')
          case 'dot-identifier':
            return listOf('#dot', '#any')
          case 'string':
          case 'integer':
          case 'decimal':
          case 'double':
          case 'binary':
            return listOf(`#${kind}`, '#any')
          default:
            return /^[A-Z]/.test(kind) ? ofWord(kind) : listOf(kind, '#any')
        }
      }),
  }
}
