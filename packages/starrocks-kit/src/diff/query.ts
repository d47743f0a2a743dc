import { compareQueries } from '../schema/resolve-query/compare.ts'
import { resolveQuery } from '../schema/resolve-query/resolve.ts'
import { queryOf } from '../schema/sql-text.ts'
import type { SchemaState, SqlText, ViewColumn } from '../schema/index.ts'
import { COMMENT_RULE } from './comment.ts'
import { compared, mergeFindings, NOTHING } from './finding.ts'
import type { CompareContext, Finding } from './finding.ts'

/** Compares what two queries mean. `equal` is also true when no method could decide: then the finding says so, and nothing is changed. */
export function compareQuery(from: SqlText, to: SqlText, context: CompareContext): Finding {
  const { verdict, method, left, right } = compareQueries(from, to, {
    fromState: context.fromState,
    toState: context.toState,
    currentDatabase: context.defaultDatabase,
  })
  const decision = verdict === 'undecided' ? context.decideQuery?.(context.name, from, to) : undefined
  if (decision !== undefined) {
    return compared(context, 'query', from.text, to.text, true, `resolved meaning: ${method}; ${decision.method}`)
  }
  const equal = verdict !== 'different'
  const finding = compared(context, 'query', from.text, to.text, equal, `resolved meaning: ${method}`)
  if (verdict !== 'undecided') return finding
  return {
    ...finding,
    undecided: [
      { object: context.name, attribute: 'query', reason: `no method decides: ${method}`, from: left, to: right },
    ],
  }
}

/** What a view says of its output columns. */
interface ViewOutput {
  readonly columns?: readonly ViewColumn[]
  readonly query: SqlText
}

/** The column list of a view. Without one, a view has the columns of its query, and none of them has a comment. */
export function compareViewColumns(from: ViewOutput, to: ViewOutput, context: CompareContext): Finding {
  const before = outputNames(from, context.fromState, context)
  const after = outputNames(to, context.toState, context)
  const known = before !== undefined && after !== undefined
  const equal = known ? sameNames(before, after) : to.columns === undefined
  const rule = known
    ? 'names in their order; left out means those of the query'
    : 'left out, and the columns of the query cannot be known'
  return mergeFindings([
    compared(context, 'columns', before, after, equal, rule),
    compareColumnComments(from.columns, to.columns, context),
  ])
}

/**
 * An expression without an alias is called by its text, which the server words in its own way: two such names may always mean the same. A proper name and a text
 * never do.
 */
function sameNames(before: readonly string[], after: readonly string[]): boolean {
  return (
    before.length === after.length &&
    before.every(
      (name, index) => name === after[index] || !(PROPER_NAME.test(name) || PROPER_NAME.test(after[index] ?? '')),
    )
  )
}

const PROPER_NAME = /^[\p{L}\p{N}_$]+$/u

/** Names of the output columns; undefined when the query hides them. */
function outputNames(view: ViewOutput, state: SchemaState, context: CompareContext): readonly string[] | undefined {
  if (view.columns !== undefined) return view.columns.map(nameOf)
  const { columns } = resolveQuery(queryOf(view.query), state, { currentDatabase: context.defaultDatabase })
  return columns?.map((name) => name.toLowerCase())
}

function nameOf(column: ViewColumn): string {
  return column.name.toLowerCase()
}

function compareColumnComments(
  from: readonly ViewColumn[] | undefined,
  to: readonly ViewColumn[] | undefined,
  context: CompareContext,
): Finding {
  if (from === undefined && to === undefined) return NOTHING
  const before = commentsByName(from)
  const after = commentsByName(to)
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return mergeFindings(
    names.map((name) => {
      const old = before.get(name)
      const comment = after.get(name)
      return compared(context, `columns.${name}.comment`, old, comment, old === comment, COMMENT_RULE)
    }),
  )
}

function commentsByName(columns: readonly ViewColumn[] | undefined): ReadonlyMap<string, string | undefined> {
  return new Map((columns ?? []).map((column) => [nameOf(column), column.comment]))
}
