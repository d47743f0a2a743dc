import type { Column, ColumnDefault } from '../../schema/types/column.ts'
import type { DataType } from '../../schema/types/data-type.ts'
import { call, chain, string, text } from '../source/code.ts'
import type { CallCode, Code } from '../source/code.ts'
import { dataTypeCode } from './data-type.ts'
import { isExactNumber } from './exact-number.ts'
import type { ImportList } from './imports.ts'

/** A column as its builder: `varchar(50).notNull().comment('full name')`. `key` is the property that declares it. */
export function columnCode(
  column: Column,
  options: { readonly key: string; readonly primaryKey: boolean; readonly imports: ImportList },
): Code {
  const calls: CallCode[] = []
  if (options.key !== column.name) calls.push(call('named', string(column.name)))
  if (options.primaryKey) calls.push(call('primaryKey'))
  if (column.autoIncrement === true) calls.push(call('autoIncrement'))
  if (!column.nullable && !options.primaryKey && column.autoIncrement !== true) calls.push(call('notNull'))
  if (column.aggregation !== undefined) calls.push(call('aggregate', string(column.aggregation)))
  if (column.default !== undefined) calls.push(defaultCall(column.default, column.type))
  if (column.generated !== undefined) calls.push(call('generatedAs', string(column.generated.text)))
  if (column.comment !== undefined) calls.push(call('comment', string(column.comment)))
  return chain(dataTypeCode(column.type, options.imports), ...calls)
}

function defaultCall(value: ColumnDefault, type: DataType): CallCode {
  switch (value.kind) {
    case 'literal':
      return call('default', literalCode(value.value, type))
    case 'current-timestamp':
      return call('defaultNow', ...(value.precision === undefined ? [] : [text(String(value.precision))]))
    case 'expression':
      return call('defaultExpression', string(value.expression.text))
  }
}

/** StarRocks keeps defaults as text; a number or boolean stands for it where it gives the same text. */
function literalCode(value: string, type: DataType): Code {
  if (type.kind !== 'simple') return string(value)
  switch (type.name) {
    case 'boolean':
      return value === 'true' || value === 'false' ? text(value) : string(value)
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'largeint':
    case 'float':
    case 'double':
      return isExactNumber(value) ? text(value) : string(value)
    default:
      return string(value)
  }
}
