import type { CreateMaterializedViewStatement, Expression, FunctionCall } from '../../../language/index.ts'
import { expressionMessage } from '../create-table/expression-message.ts'
import { at } from '../names.ts'
import { refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** What the parser itself refuses in PARTITION BY (AstBuilder.visitCreateMaterializedViewStatement, AnalyzerUtils.checkAndExtractPartitionCol). */
export function checkPartitionBySyntax(statement: CreateMaterializedViewStatement, scope: ApplyScope): void {
  for (const expression of statement.partitionBy ?? []) {
    if (expression.kind === 'ColumnReference') continue
    const ceil =
      expression.kind === 'FunctionCall' && nameOf(expression) === 'time_slice' && endOf(expression) === 'ceil'
    if (isPartitionCall(expression, scope) && !ceil) continue
    const explained = ceil ? '. Automatic partitioning does not support the ceil parameter' : ''
    refuseSyntax(
      `Unsupported expr '${expressionMessage(expression)}' in PARTITION BY clause${explained}`,
      at(expression, scope),
    )
  }
}

export function nameOf(call: FunctionCall): string {
  return call.name.join('.').toLowerCase()
}

function textOf(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'StringLiteral' ? expression.value.toLowerCase() : undefined
}

/** The unit of a slice: `INTERVAL 7 DAY` and `7, 'day', 'floor'` are two spellings of one call. */
export function sliceUnit({ arguments: given }: FunctionCall): string | undefined {
  return given[1]?.kind === 'IntervalExpression' ? given[1].unit.toLowerCase() : textOf(given[2])
}

function endOf({ arguments: given }: FunctionCall): string {
  const end = given[1]?.kind === 'IntervalExpression' ? given[2] : given[3]
  return end === undefined
    ? 'floor'
    : end.kind === 'ColumnReference'
      ? (end.parts[0] ?? '').toLowerCase()
      : (textOf(end) ?? '')
}

function isPartitionCall(expression: Expression, scope: ApplyScope): boolean {
  if (expression.kind !== 'FunctionCall') return false
  const [first, second] = expression.arguments
  const units = ['hour', 'day', 'month', 'year']
  if (scope.capabilities.mixedExpressionPartitions) units.push('minute')
  switch (nameOf(expression)) {
    case 'date_trunc': {
      const known = scope.capabilities.wording === '3.2' ? units : [...units, 'week']
      return (
        expression.arguments.length === 2 && second?.kind === 'ColumnReference' && known.includes(textOf(first) ?? '')
      )
    }
    case 'time_slice':
      return first?.kind === 'ColumnReference' && units.includes(sliceUnit(expression) ?? '')
    case 'str2date':
      return expression.arguments.length === 2 && first?.kind === 'ColumnReference' && second?.kind === 'StringLiteral'
    default:
      return false
  }
}
