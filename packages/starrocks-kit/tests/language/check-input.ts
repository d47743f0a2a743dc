import { isDeepStrictEqual } from 'node:util'
import { SqlSyntaxError, parseStatements, printStatement } from '../../src/language/index.ts'

/** What is wrong with how the front end takes a text, or undefined. Whatever else it throws is for the caller to report. */
export function faultOf(sql: string): string | undefined {
  const { statements, errors } = parseStatements(sql)
  for (const error of errors) {
    if (!(error instanceof SqlSyntaxError)) return `an error of another kind: ${String(error)}`
    const { offset, line, column } = error.details
    if (offset > sql.length || line < 1 || column < 1)
      return `a place outside of the text: ${JSON.stringify(error.details)}`
  }
  for (const statement of statements) {
    const before = JSON.stringify(statement)
    const printed = printStatement(statement)
    if (JSON.stringify(statement) !== before) return `printing changed the tree of: ${printed}`
    const again = parseStatements(printed)
    if (again.errors[0] !== undefined) return `printed text does not parse: ${printed}\n${again.errors[0].message}`
    // Keys may come in another order: clauses of materialized views are printed in one order, whatever it was.
    const same = JSON.stringify(again.statements) === `[${before}]` || isDeepStrictEqual(again.statements, [statement])
    if (!same) return `printed text reads differently: ${printed}`
  }
  return undefined
}
