import { printExpression, printQuery } from '../../language/index.ts'
import type { Expression, Query } from '../../language/index.ts'
import type { SqlText } from '../types/sql-text.ts'

/** Who worded the statement that is read; `analyzer` for SHOW CREATE of servers that store the analyzer's text. */
export interface TextOrigin {
  readonly origin?: SqlText['origin']
}

export function sqlTextFromExpression(expression: Expression, options: TextOrigin = {}): SqlText {
  return { text: printExpression(expression), origin: options.origin ?? 'user' }
}

export function sqlTextFromQuery(query: Query, options: TextOrigin = {}): SqlText {
  return { text: printQuery(query), origin: options.origin ?? 'user' }
}
