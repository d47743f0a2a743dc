import type { ObjectName, Table } from '../schema/index.ts'
import { compared, withOperations } from './finding.ts'
import type { Comparator } from './finding.ts'

/** A comment that is left out of a model is no comment: it goes away on the server too. */
export const COMMENT_RULE = 'text for text; left out means no comment'

export const compareTableComment: Comparator<Table> = (from, to, context) => {
  const finding = compared(context, 'comment', from.comment, to.comment, from.comment === to.comment, COMMENT_RULE)
  if (from.comment === to.comment) return finding
  return withOperations(finding, [modifyComment(context.name, from.comment, to.comment)])
}

function modifyComment(table: ObjectName, from: string | undefined, to: string | undefined) {
  return {
    kind: 'ModifyTableComment' as const,
    table,
    ...(from !== undefined ? { from } : {}),
    ...(to !== undefined ? { to } : {}),
  }
}
