import type { LimitElement, SortItem } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { QueryContext } from '../translation.ts'

/** What stands behind a query's body and belongs to it. */
export interface QueryTail {
  readonly orderBy?: readonly SortItem[]
  readonly limit?: LimitElement
}

/** LIMIT and OFFSET. */
export function limitText(limit: LimitElement | undefined, context: QueryContext): string {
  if (limit === undefined) return ''
  const number = (element: LimitElement['limit']): string => {
    if (element.kind === 'NumberLiteral') return element.text
    if (element.kind === 'UserVariable') return String(context.translation.session.userVariable(element.name) ?? 0)
    throw analyzingError('a parameter has no value outside of a prepared statement')
  }
  return ` LIMIT ${number(limit.limit)}${limit.offset === undefined ? '' : ` OFFSET ${number(limit.offset)}`}`
}
