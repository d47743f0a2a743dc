import type { Expression } from 'starrocks-kit/language'
import type { Column, Table } from 'starrocks-kit/schema'
import type { Bound } from '../bound.ts'
import { castTo } from '../cast.ts'
import { quoteDuckIdentifier, quoteDuckString } from '../duck-text.ts'
import { bindExpression } from '../expression/bind.ts'
import { clockText } from '../expression/session-call.ts'
import type { QueryContext } from '../translation.ts'
import { VARCHAR } from '../types/sql-type.ts'

/** The value that a column gets when a statement gives it none; undefined when it has no default. */
export function defaultOf(
  column: Column,
  context: QueryContext,
  parse: (text: string) => Expression,
): Bound | undefined {
  const declared = column.default
  if (declared === undefined)
    return column.nullable ? castTo({ sql: 'NULL', type: { kind: 'null' } }, column.type) : undefined
  switch (declared.kind) {
    case 'literal':
      return castTo({ sql: quoteDuckString(declared.value), type: VARCHAR }, column.type)
    case 'current-timestamp': {
      const { session } = context.translation
      const now = clockText(
        session.now ?? new Date(),
        String(session.variable('time_zone') ?? 'UTC'),
        (declared.precision ?? 0) > 0,
      )
      return castTo({ sql: quoteDuckString(now), type: VARCHAR }, column.type)
    }
    case 'expression':
      return castTo(bindExpression(parse(declared.expression.text), { context, names: { fields: [] } }), column.type)
  }
}

/** The expression of a generated column over a relation that has the table's other columns. */
export function generatedValue(
  column: Column,
  table: Table,
  alias: string,
  context: QueryContext,
  parse: (text: string) => Expression,
): Bound {
  const fields = table.columns.map((other) => ({
    qualifier: { name: table.name },
    name: other.name,
    type: other.type,
    sql: `${alias}.${quoteDuckIdentifier(other.name)}`,
  }))
  return castTo(bindExpression(parse(column.generated?.text ?? 'NULL'), { context, names: { fields } }), column.type)
}
