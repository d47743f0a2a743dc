import type { View } from 'starrocks-kit/schema'
import { commentClause } from './comment.ts'
import type { PrintContext } from './print-context.ts'
import { backquoted, displayComment } from './text.ts'

/** An output column with its comment, between backquotes. */
export function showCreateViewColumns(
  columns: readonly { readonly name: string; readonly comment?: string }[],
): string {
  return columns
    .map((column) =>
      column.comment === undefined || column.comment === ''
        ? backquoted(column.name)
        : `${backquoted(column.name)} COMMENT "${displayComment(column.comment)}"`,
    )
    .join(', ')
}

/** SHOW CREATE VIEW: the column list is always there, SECURITY from 3.4.1 on; `definition` is the stored text of the query. */
export function showCreateView(
  view: View,
  columns: readonly { readonly name: string; readonly comment?: string }[],
  definition: string,
  context: PrintContext,
): string {
  const security = context.capabilities.viewSecurity ? ` SECURITY ${view.security ?? 'NONE'}` : ''
  return (
    `CREATE VIEW ${backquoted(view.name)} (${showCreateViewColumns(columns)})${commentClause(view.comment)}${security}` +
    ` AS ${definition};`
  )
}
