import { isDeepStrictEqual } from 'node:util'
import { compareQueries } from '../schema/resolve-query/compare.ts'
import type { SqlText, ViewColumn } from '../schema/index.ts'
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

/** The column list of a view. Without one, a view has the columns of its query, and none of them has a comment. */
export function compareViewColumns(
  from: readonly ViewColumn[] | undefined,
  to: readonly ViewColumn[] | undefined,
  context: CompareContext,
): Finding {
  const comments = compareColumnComments(from, to, context)
  if (to === undefined) {
    const rule = 'left out means the columns of the query'
    return mergeFindings([compared(context, 'columns', from?.map(nameOf), undefined, true, rule), comments])
  }
  const rule = 'names in their order'
  const equal = isDeepStrictEqual(from?.map(nameOf), to.map(nameOf))
  return mergeFindings([compared(context, 'columns', from?.map(nameOf), to.map(nameOf), equal, rule), comments])
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
