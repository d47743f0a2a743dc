import { printQuery } from '../../language/index.ts'
import { queryOf } from '../sql-text.ts'
import type { SchemaState } from '../types/schema-state.ts'
import type { SqlText } from '../types/sql-text.ts'
import { canonicalQueryTree } from './canonical-query.ts'
import type { CanonicalQueryResult } from './canonical-query.ts'
import type { Resolver } from './scope.ts'

/** Where the two queries live. The states say which columns `*` stands for, on either side. */
export interface CompareQueriesContext {
  readonly fromState?: SchemaState
  readonly toState?: SchemaState
  readonly currentDatabase: string
  readonly currentCatalog?: string
}

export interface QueryComparison {
  readonly verdict: 'same' | 'different' | 'undecided'
  /** How it was found out. */
  readonly method: string
  /** The canonical forms, for people to look at. */
  readonly left: string
  readonly right: string
}

/**
 * Whether two queries mean the same, whoever worded them: both are brought into one canonical form (names completed, stars expanded, aliases and
 * ordinals replaced, parentheses and negations alike) and compared. `undecided` when they differ and something about one of them is not known.
 */
export function compareQueries(a: SqlText, b: SqlText, context: CompareQueriesContext): QueryComparison {
  if (a.text === b.text && a.origin === b.origin) {
    return { verdict: 'same', method: 'the same text', left: a.text, right: b.text }
  }
  const left = resolve(a, context.fromState, context)
  const right = resolve(b, context.toState ?? context.fromState, context)
  const [leftText, rightText] = [printQuery(left.query), printQuery(right.query)]
  if (leftText === rightText) {
    return { verdict: 'same', method: 'the same canonical form', left: leftText, right: rightText }
  }
  const doubts = [...new Set([...left.doubts, ...right.doubts])]
  if (doubts.length > 0) {
    return { verdict: 'undecided', method: `not decided: ${doubts.join('; ')}`, left: leftText, right: rightText }
  }
  return { verdict: 'different', method: 'canonical forms differ', left: leftText, right: rightText }
}

function resolve(
  query: SqlText,
  state: SchemaState | undefined,
  context: CompareQueriesContext,
): CanonicalQueryResult & { readonly doubts: readonly string[] } {
  const resolver: Resolver = {
    state,
    currentDatabase: context.currentDatabase,
    currentCatalog: context.currentCatalog,
    problem: undefined,
    doubts: [],
  }
  const result = canonicalQueryTree(queryOf(query), resolver)
  return { ...result, doubts: resolver.doubts }
}
