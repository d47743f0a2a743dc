import type { FrameBound, WindowFrame, WindowSpecification } from 'starrocks-kit/language'
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
    refuseFrame(window.frame, order !== '')
    const start = boundText(window.frame.start, environment)
    const end = window.frame.end === undefined ? 'CURRENT ROW' : boundText(window.frame.end, environment)
    parts.push(`${window.frame.unit} BETWEEN ${start} AND ${end}`)
  }
  return parts.join(' ')
}

/** Which frames the server computes (AnalyticAnalyzer.verifyWindowFrame). */
function refuseFrame({ unit, start, end }: WindowFrame, ordered: boolean): void {
  if (!ordered) throw analyzingError('Windowing clause requires ORDER BY clause')
  const last: FrameBound = end ?? { kind: 'FrameBound', type: 'CURRENT ROW' }
  if (end === undefined && start.type === 'FOLLOWING') throw analyzingError('FOLLOWING requires a BETWEEN clause')
  if (start.type === 'UNBOUNDED FOLLOWING')
    throw analyzingError('UNBOUNDED FOLLOWING is only allowed for upper bound of BETWEEN')
  if (last.type === 'UNBOUNDED PRECEDING')
    throw analyzingError('UNBOUNDED PRECEDING is only allowed for lower bound of BETWEEN')
  const current = start.type === 'CURRENT ROW' && last.type === 'CURRENT ROW'
  if (unit === 'RANGE' && (start.offset !== undefined || last.offset !== undefined || current)) {
    throw analyzingError(
      'RANGE is only supported with both the lower and upper bounds UNBOUNDED or one UNBOUNDED and the other CURRENT ROW',
    )
  }
  if (start.type === 'FOLLOWING' && last.type !== 'FOLLOWING' && last.type !== 'UNBOUNDED FOLLOWING')
    throw analyzingError('A lower window bound of FOLLOWING requires that the upper bound also be FOLLOWING')
  if (last.type === 'PRECEDING' && start.type !== 'PRECEDING' && start.type !== 'UNBOUNDED PRECEDING')
    throw analyzingError('An upper window bound of PRECEDING requires that the lower bound also be PRECEDING')
}

function boundText(bound: FrameBound, environment: Environment): string {
  return bound.offset === undefined ? bound.type : `${bindExpression(bound.offset, environment).sql} ${bound.type}`
}
