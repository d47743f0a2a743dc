import { parseExpression } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import { automaticRange } from 'starrocks-kit/schema'
import type { Column, DataType, Table } from 'starrocks-kit/schema'
import { toDataType, VARCHAR } from '../../sql/types/sql-type.ts'
import { inferColumnType } from '../analyzed/infer-type.ts'
import { storedText } from '../describe/text-length.ts'

/** The table's columns, with the hidden ones behind them that hold the values of its other partition expressions. */
export function columnsWithHidden(table: Table): readonly Column[] {
  const partitioning = table.partitioning
  if (partitioning?.kind !== 'expression') return table.columns
  const expressions = partitioning.items.filter((item) => item.kind === 'expression')
  if (expressions.length === 0 || automaticRange(partitioning, table.columns) !== undefined) return table.columns
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
