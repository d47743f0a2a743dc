import { array, object, string } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import { opCall } from './call.ts'
import type { Renderers } from './call.ts'
import { plainTemplate } from '../source/template.ts'
import { UnrenderableOperationError } from './unrenderable-operation-error.ts'

/** What people wrote themselves. */
export const EXECUTE_SQL_RENDERERS: Renderers<'ExecuteSql' | 'RunDataStep'> = {
  RunDataStep: (operation) => {
    throw new UnrenderableOperationError(
      operation,
      `The data step ${operation.name} is a function of its own revision file`,
      'move it by hand',
    )
  },
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
  return first !== undefined && rest.length === 0 ? statementCode(first) : array(statements.map(statementCode))
}

/** Nothing may change in what a person wrote: a line break may stand inside a string. */
function statementCode(sql: string): Code {
  return sql.includes('\n') ? plainTemplate(sql, { exact: true }) : string(sql)
}
