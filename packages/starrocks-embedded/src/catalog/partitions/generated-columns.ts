import { parseExpression } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import type { Column, DataType, Table } from 'starrocks-kit/schema'

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

const TEXT: DataType = { kind: 'varchar', length: 1_048_576 }

/** The type of a partition function's value; text unless it is one of the date functions. */
function resultType(expression: Expression, table: Table): DataType {
  if (expression.kind !== 'FunctionCall') return TEXT
  switch (expression.name.join('.').toLowerCase()) {
    case 'date_trunc':
      return argumentType(expression.arguments[1], table)
    case 'time_slice':
      return argumentType(expression.arguments[0], table)
    case 'str2date':
    case 'to_date':
    case 'last_day':
      return { kind: 'simple', name: 'date' }
    case 'str_to_date':
      return { kind: 'simple', name: hasTimeOfDay(expression.arguments[1]) ? 'datetime' : 'date' }
    case 'from_unixtime_ms':
      return { kind: 'simple', name: 'datetime' }
    case 'year':
      return { kind: 'simple', name: 'smallint' }
    case 'month':
    case 'day':
    case 'hour':
      return { kind: 'simple', name: 'tinyint' }
    default:
      return TEXT
  }
}

/** A format with hours, minutes or seconds reads a time of day too. */
function hasTimeOfDay(format: Expression | undefined): boolean {
  return format?.kind !== 'StringLiteral' || /%[HhIkliSsTrpf]/.test(format.value)
}

function argumentType(argument: Expression | undefined, table: Table): DataType {
  if (argument?.kind === 'FunctionCall') return resultType(argument, table)
  const name = argument?.kind === 'ColumnReference' ? argument.parts.at(-1)?.toLowerCase() : undefined
  return (
    table.columns.find((column) => column.name.toLowerCase() === name)?.type ?? { kind: 'simple', name: 'datetime' }
  )
}
