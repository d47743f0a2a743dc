import type { ColumnDefinition, DefaultDesc } from '../../language/index.ts'
import { expressionOf } from '../sql-text.ts'
import type { Column, ColumnDefault } from '../types/column.ts'
import { dataTypeToAst } from './data-type.ts'

/**
 * The definition of a column. NOT NULL is written, NULL is left out (it is the default).
 * With `key` the word KEY is added, which ALTER TABLE needs for a key column.
 */
export function columnDefinition(column: Column, options: { readonly key?: boolean } = {}): ColumnDefinition {
  return {
    kind: 'ColumnDefinition',
    name: column.name,
    type: dataTypeToAst(column.type),
    ...(options.key === true ? { key: true } : {}),
    ...(column.aggregation !== undefined ? { aggregation: column.aggregation } : {}),
    ...(column.nullable ? {} : { nullable: false }),
    ...(column.default !== undefined ? { default: defaultDesc(column.default) } : {}),
    ...(column.autoIncrement ? { autoIncrement: true } : {}),
    ...(column.generated !== undefined ? { generated: expressionOf(column.generated) } : {}),
    ...(column.comment !== undefined ? { comment: column.comment } : {}),
  }
}

function defaultDesc(value: ColumnDefault): DefaultDesc {
  switch (value.kind) {
    case 'literal':
      return { kind: 'DefaultLiteral', value: value.value }
    case 'current-timestamp':
      return {
        kind: 'DefaultCurrentTimestamp',
        ...(value.precision !== undefined ? { precision: value.precision } : {}),
      }
    case 'expression':
      return { kind: 'DefaultExpression', expression: expressionOf(value.expression) }
  }
}
