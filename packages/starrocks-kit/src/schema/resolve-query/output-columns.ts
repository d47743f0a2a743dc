import type { Expression } from '../../language/index.ts'
import { isInteger, isSimple, isString } from '../data-type/rules.ts'
import { STRING_LENGTH } from '../from-ast/data-type.ts'
import { findTable, ownEntry } from '../state.ts'
import { queryOf } from '../sql-text.ts'
import type { Column } from '../types/column.ts'
import type { DataType } from '../types/data-type.ts'
import type { SchemaState } from '../types/schema-state.ts'
import type { SqlText } from '../types/sql-text.ts'
import { columnOrigin, tracedQuery } from './column-origin.ts'
import type { QueryContext } from './dependencies.ts'

/** What an output of a query is stored as. */
export interface OutputColumn {
  readonly type: DataType
  readonly nullable: boolean
}

/** The outputs of a query by position; undefined where the type cannot be told, as it can for columns of tables and the simple aggregates of them. */
export function outputColumns(
  query: SqlText,
  state: SchemaState,
  context: QueryContext,
): readonly (OutputColumn | undefined)[] {
  const traced = tracedQuery(queryOf(query), state, context)
  return (traced.names ?? []).map((_, position) => {
    const origin = columnOrigin(traced, position)
    return origin === undefined ? undefined : outputColumn(origin, state)
  })
}

function outputColumn(expression: Expression, state: SchemaState): OutputColumn | undefined {
  if (expression.kind === 'ColumnReference') return tableColumn(expression.parts, state)
  if (expression.kind !== 'FunctionCall' || expression.over !== undefined) return undefined
  const [argument, ...others] = expression.arguments
  if (argument?.kind !== 'ColumnReference' || others.length > 0) return undefined
  const column = tableColumn(argument.parts, state)
  const aggregate = ownEntry(AGGREGATES, (expression.name.at(-1) ?? '').toLowerCase())
  const type = column === undefined ? undefined : aggregate?.(column.type)
  return type === undefined ? undefined : { type, nullable: true }
}

function tableColumn(parts: readonly string[], state: SchemaState): Column | undefined {
  const [column = '', name = '', database = ''] = parts.toReversed()
  const wanted = column.toLowerCase()
  return findTable(state, { database, name })?.columns.find((own) => own.name.toLowerCase() === wanted)
}

const extreme = (type: DataType): DataType => (isString(type) ? { kind: 'varchar', length: STRING_LENGTH } : type)

/** Types of aggregates by that of the column (FunctionSet). */
const AGGREGATES: Readonly<Record<string, (type: DataType) => DataType | undefined>> = {
  min: extreme,
  max: extreme,
  sum: (type) => {
    if (isInteger(type)) return { kind: 'simple', name: 'bigint' }
    if (isSimple(type, 'float', 'double')) return { kind: 'simple', name: 'double' }
    if (type.kind === 'decimal') return { ...type, precision: 38 }
    return isSimple(type, 'largeint') ? type : undefined
  },
}
