import type { Expression } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import { quoteDuckIdentifier } from '../duck-text.ts'
import { bindExpression } from '../expression/bind.ts'
import type { QueryContext } from '../translation.ts'

/** A condition over the columns of a stored table, as DuckDB text. */
export function rowCondition(condition: Expression, table: Table, context: QueryContext): string {
  const fields = table.columns.map((column) => ({
    qualifier: { name: table.name },
    name: column.name,
    type: column.type,
    sql: quoteDuckIdentifier(column.name),
  }))
  return bindExpression(condition, { context, names: { fields } }).sql
}
