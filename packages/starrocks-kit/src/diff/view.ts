import { changeView } from '../operations/index.ts'
import type { View } from '../schema/index.ts'
import { COMMENT_RULE } from './comment.ts'
import { compareAll, compared, isEqual, NOTHING, withOperations } from './finding.ts'
import type { CompareContext, Comparators, Finding } from './finding.ts'
import { compareQuery, compareViewColumns } from './query.ts'

/** One comparator for each attribute of a view. */
const viewComparators: Comparators<View> = {
  // Objects of one kind and name are compared, so these two are equal before anything begins.
  kind: () => NOTHING,
  name: () => NOTHING,
  columns: (from, to, context) => compareViewColumns(from, to, context),
  comment: (from, to, context) =>
    compared(context, 'comment', from.comment, to.comment, from.comment === to.comment, COMMENT_RULE),
  security: (from, to, context) => {
    const before = from.security ?? 'NONE'
    const after = to.security ?? 'NONE'
    return compared(context, 'security', before, after, before === after, 'left out means NONE')
  },
  query: (from, to, context) => compareQuery(from.query, to.query, context),
}

/** What it takes to turn one view into the other: ALTER VIEW where that can, else a replacement. */
export function diffView(from: View, to: View, declared: View, context: CompareContext): Finding {
  const finding = compareAll(viewComparators, from, to, context)
  if (isEqual(finding)) return finding
  // A text that means the same is not sent again: else a change of the comment would reword the query.
  const same = finding.comparisons.every(({ attribute, equal }) => equal || !/^(query|columns)\b/.test(attribute))
  const unchanged = { query: from.query, ...(from.columns !== undefined ? { columns: from.columns } : {}) }
  const goal: View = same ? { ...declared, ...unchanged } : declared
  return withOperations(finding, [changeView(context.name, from, goal)])
}
