import type { Expression } from '../../language/index.ts'
import { isSimple } from '../data-type/rules.ts'
import { expressionOf } from '../sql-text.ts'
import type { Column } from '../types/column.ts'
import { numberOf } from '../from-ast/partitioning.ts'
import type { DataType } from '../types/data-type.ts'
import type { ExpressionPartitioning } from '../types/partitioning.ts'

/** What an expression that partitions by ranges is made of. */
export interface RangeExpression {
  readonly function: 'date_trunc' | 'time_slice' | 'str2date'
  readonly column: string
  /** In lower case; str2date has none. */
  readonly unit?: string
  /** How many units a partition spans. */
  readonly count: number
}

const UNITS: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute'])

/**
 * Reads the only expression of PARTITION BY where the server partitions by ranges of a column. Undefined: it keeps the value in a hidden column, and
 * partitions by list.
 *
 * Source: AnalyzerUtils.checkAndExtractPartitionCol: calendar units of a bare column, hours and minutes of DATETIME only, slices at their floor.
 */
export function rangeExpression(
  expression: Expression,
  columnType: (name: string) => DataType | undefined,
): RangeExpression | undefined {
  if (expression.kind !== 'FunctionCall') return undefined
  const [first, second, third] = expression.arguments
  const name = expression.name.join('.').toLowerCase()
  switch (name) {
    case 'date_trunc': {
      const column = bareColumn(second)
      const unit = first?.kind === 'StringLiteral' ? first.value.toLowerCase() : undefined
      if (column === undefined || unit === undefined || expression.arguments.length !== 2) return undefined
      return isCalendarUnit(unit, columnType(column)) ? { function: name, column, unit, count: 1 } : undefined
    }
    case 'time_slice': {
      const column = bareColumn(first)
      // `INTERVAL 7 DAY` and `7, 'day', 'floor'` are two spellings of one call.
      const unit = second?.kind === 'IntervalExpression' ? second.unit : wordOf(third)
      const end = wordOf(expression.arguments[second?.kind === 'IntervalExpression' ? 2 : 3])
      if (column === undefined || unit === undefined || end?.toLowerCase() === 'ceil') return undefined
      const lowerCase = unit.toLowerCase()
      const count =
        second === undefined ? Number.NaN : numberOf(second.kind === 'IntervalExpression' ? second.value : second)
      return isCalendarUnit(lowerCase, columnType(column))
        ? { function: name, column, unit: lowerCase, count }
        : undefined
    }
    case 'str2date': {
      const column = bareColumn(first)
      return column !== undefined && second?.kind === 'StringLiteral' ? { function: name, column, count: 1 } : undefined
    }
    default:
      return undefined
  }
}

/** How automatic partitions are ranges; undefined where they are lists. */
export function automaticRange(
  partitioning: ExpressionPartitioning,
  columns: readonly Column[],
): RangeExpression | undefined {
  const [only] = partitioning.items
  if (partitioning.items.length !== 1 || only?.kind !== 'expression') return undefined
  return rangeExpression(
    expressionOf(only.expression),
    (name) => columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.type,
  )
}

function bareColumn(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'ColumnReference' ? expression.parts.at(-1) : undefined
}

function wordOf(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'StringLiteral' ? expression.value : bareColumn(expression)
}

function isCalendarUnit(unit: string, type: DataType | undefined): boolean {
  if (!UNITS.has(unit)) return false
  return (unit !== 'hour' && unit !== 'minute') || (type !== undefined && isSimple(type, 'datetime'))
}
