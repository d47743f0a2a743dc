import type { FrameBound, WindowSpecification } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { typeText } from '../types/type-text.ts'
import { canOrderBy } from '../types/type-uses.ts'
import { bindExpression } from './bind.ts'
import type { Environment } from '../translation.ts'
import { orderByText } from './sort.ts'

/** What stands between the parentheses of OVER. */
export function windowText(window: WindowSpecification, environment: Environment): string {
  const parts: string[] = []
  if (window.partitionBy !== undefined && window.partitionBy.length > 0) {
    const keys = window.partitionBy.map((item) => bindExpression(item, environment))
    const wrong = keys.find((key) => !canOrderBy(key.type))
    if (wrong !== undefined) throw analyzingError(`${typeText(wrong.type)} type can't as partition by column`)
    parts.push(`PARTITION BY ${keys.map((key) => key.sql).join(', ')}`)
  }
  const order = orderByText(window.orderBy, environment)
  if (order !== '') parts.push(order)
  if (window.frame !== undefined) {
    const start = boundText(window.frame.start, environment)
    const end = window.frame.end === undefined ? 'CURRENT ROW' : boundText(window.frame.end, environment)
    parts.push(`${window.frame.unit} BETWEEN ${start} AND ${end}`)
  }
  return parts.join(' ')
}

function boundText(bound: FrameBound, environment: Environment): string {
  return bound.offset === undefined ? bound.type : `${bindExpression(bound.offset, environment).sql} ${bound.type}`
}
