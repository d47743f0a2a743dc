import { displayComment } from './text.ts'

/** The COMMENT clause of a table or view on a line of its own; empty when there is no comment. */
export function commentClause(comment: string | undefined): string {
  return comment === undefined || comment === '' ? '' : `\nCOMMENT "${displayComment(comment)}"`
}
