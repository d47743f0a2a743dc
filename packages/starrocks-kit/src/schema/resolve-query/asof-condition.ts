import type { Expression } from '../../language/index.ts'

const RANGES: ReadonlySet<string> = new Set(['<', '<=', '>', '>='])

/** What is wrong with the ON clause of an ASOF JOIN, in the server's words (QueryAnalyzer.AsofJoinConditionValidator). */
export function asofProblem(on: Expression): string | undefined {
  const found = { equal: 0, ordered: 0 }
  const problem = look(on, false, found)
  if (problem !== undefined) return problem
  if (found.equal === 0) return 'ASOF JOIN requires at least one equality condition in join ON clause'
  if (found.ordered === 0) {
    return 'ASOF JOIN requires exactly one temporal inequality condition in join ON clause'
  }
  if (found.ordered === 1) return undefined
  return `ASOF JOIN supports only one inequality condition in join ON clause, found: ${found.ordered}`
}

/** Counts the conditions from left to right, up to the first that may not stand there. */
function look(expression: Expression, underOr: boolean, found: { equal: number; ordered: number }): string | undefined {
  if (expression.kind === 'LogicalExpression') {
    const either = underOr || expression.operator === 'OR'
    for (const operand of expression.operands) {
      const problem = look(operand, either, found)
      if (problem !== undefined) return problem
    }
    return undefined
  }
  if (expression.kind === 'ComparisonExpression') {
    const { operator } = expression
    if (operator === '=') found.equal++
    else if (RANGES.has(operator)) found.ordered++
    else return `ASOF JOIN does not support '${operator}' operator in join ON clause`
  }
  return underOr ? 'ASOF JOIN conditions do not support OR operators in join ON clause' : undefined
}
