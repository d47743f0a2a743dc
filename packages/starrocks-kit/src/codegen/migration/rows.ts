import { array, object, string, text } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import type { InsertedValue } from '../../operations/types/rows.ts'
import { onObject, stringCode } from './call.ts'
import type { Renderers } from './call.ts'
import { namesCode } from './inputs.ts'

/** Operations on rows. */
export const ROW_RENDERERS: Renderers<'InsertRows' | 'CopyRows' | 'CheckRowCounts'> = {
  InsertRows: ({ table, columns, rows }, context) =>
    onObject(
      'insert',
      table,
      context,
      array(rows.map((row) => object(columns.map((column, index) => [column, valueCode(row[index] ?? null)])))),
    ),
  CopyRows: ({ table, from, columns, partition }, context) =>
    onObject(
      'copyRows',
      table,
      context,
      string(from),
      object([
        ['columns', namesCode(columns)],
        ['partition', stringCode(partition)],
      ]),
    ),
  CheckRowCounts: ({ table, with: other }, context) => onObject('checkRowCounts', table, context, string(other)),
}

function valueCode(value: InsertedValue): Code {
  if (typeof value === 'string') return string(value)
  return typeof value === 'object' && value !== null ? object([['sql', string(value.sql)]]) : text(String(value))
}
