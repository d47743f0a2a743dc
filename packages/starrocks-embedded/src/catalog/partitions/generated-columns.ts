import { parseExpression } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import type { Column, DataType, Table } from 'starrocks-kit/schema'
import { toDataType, VARCHAR } from '../../sql/types/sql-type.ts'
import { inferColumnType } from '../analyzed/infer-type.ts'
import { storedText } from '../describe/text-length.ts'

const TRUNCATION_UNITS: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute'])
const SLICE_UNITS: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE'])

/** Whether a partition expression gives ranges: `date_trunc` or `time_slice` of a column, in calendar units. Then it needs no hidden column. */
export function isRangeExpression(text: string): boolean {
  const expression = parseExpression(text)
  if (expression.kind !== 'FunctionCall') return false
  const [first, second] = expression.arguments
  switch (expression.name.join('.').toLowerCase()) {
    case 'date_trunc':
      return (
        first?.kind === 'StringLiteral' &&
        TRUNCATION_UNITS.has(first.value.toLowerCase()) &&
        second?.kind === 'ColumnReference'
      )
    case 'time_slice':
      return first?.kind === 'ColumnReference' && second?.kind === 'IntervalExpression' && SLICE_UNITS.has(second.unit)
    default:
      return false
  }
}

/** The table's columns, with the hidden ones behind them that hold the values of its other partition expressions. */
export function columnsWithHidden(table: Table): readonly Column[] {
  const partitioning = table.partitioning
  if (partitioning?.kind !== 'expression') return table.columns
  const expressions = partitioning.items.filter((item) => item.kind === 'expression')
  const [first] = expressions
  if (partitioning.items.length === 1 && first !== undefined && isRangeExpression(first.expression.text))
    return table.columns
  if (expressions.length === 0) return table.columns
  const known = new Set(table.columns.map((column) => column.name))
  return [
    ...table.columns,
    ...expressions
      .map((item, index): Column => ({
        name: `__generated_partition_column_${index}`,
        type: resultType(parseExpression(item.expression.text), table),
        nullable: true,
        generated: item.expression,
      }))
      .filter((column) => !known.has(column.name)),
  ]
}

/** The type of a partition function's value; text where nobody knows it. */
function resultType(expression: Expression, table: Table): DataType {
  const type = inferColumnType(expression, table.columns)
  return storedText(type === undefined ? VARCHAR : toDataType(type), { longestTextOfQueries: false })
}
