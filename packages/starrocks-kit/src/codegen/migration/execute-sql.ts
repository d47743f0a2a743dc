import { array, object } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import { opCall } from './call.ts'
import type { Renderers } from './call.ts'
import { sqlCode } from './inputs.ts'

/** SQL written by hand. */
export const EXECUTE_SQL_RENDERERS: Renderers<'ExecuteSql'> = {
  ExecuteSql: ({ statements, reverse }) => ({
    calls: [
      opCall(
        'execute',
        statementsCode(statements),
        reverse === undefined ? undefined : object([['reverse', statementsCode(reverse)]]),
      ),
    ],
  }),
}

function statementsCode(statements: readonly string[]): Code {
  const [first, ...rest] = statements
  return first !== undefined && rest.length === 0 ? sqlCode(first) : array(statements.map(sqlCode))
}
