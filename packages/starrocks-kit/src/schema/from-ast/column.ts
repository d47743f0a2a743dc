import { StarRocksKitError } from '../../errors/base.ts'
import type { ColumnDefinition, DefaultDesc, Expression } from '../../language/index.ts'
import type { Column, ColumnDefault } from '../types/column.ts'
import { dataTypeFromAst } from './data-type.ts'
import { sqlTextFromExpression } from './sql-text.ts'
import type { TextOrigin } from './sql-text.ts'

/** A column definition has no type (`MODIFY COLUMN c NOT NULL`): there is no column to make of it. */
class ColumnTypeMissingError extends StarRocksKitError {
  override readonly code = 'COLUMN_TYPE_MISSING'
  readonly column: string

  constructor(column: string) {
    super(`Column ${column} has no type. Write one after its name, for example: ${column} INT`)
    this.column = column
  }
}

export interface ColumnOptions extends TextOrigin {
  /** The column belongs to a PRIMARY KEY: without NULL or NOT NULL it is NOT NULL. */
  readonly primaryKey?: boolean
}

/**
 * The column that a definition describes. Nullability when none was written: NOT NULL for PRIMARY KEY and AUTO_INCREMENT columns, else NULL.
 *
 * @throws {ColumnTypeMissingError} when the definition has no type
 */
export function columnFromDefinition(definition: ColumnDefinition, options: ColumnOptions = {}): Column {
  if (definition.type === undefined) throw new ColumnTypeMissingError(definition.name)
  const implied = options.primaryKey !== true && definition.autoIncrement !== true
  const columnDefault = definition.default === undefined ? undefined : defaultFromDesc(definition.default, options)
  return {
    name: definition.name,
    // SHOW CREATE prints what a generic aggregate state is stored as before the state itself: `varbinary avg(int(11))`.
    type: dataTypeFromAst(typeof definition.aggregation === 'object' ? definition.aggregation : definition.type),
    nullable: definition.nullable ?? implied,
    ...(typeof definition.aggregation === 'string' ? { aggregation: definition.aggregation } : {}),
    ...(columnDefault !== undefined ? { default: columnDefault } : {}),
    ...(definition.autoIncrement ? { autoIncrement: true } : {}),
    ...(definition.generated !== undefined ? { generated: sqlTextFromExpression(definition.generated, options) } : {}),
    ...(definition.comment !== undefined && definition.comment !== '' ? { comment: definition.comment } : {}),
  }
}

/**
 * The default that a DEFAULT clause gives; undefined for `DEFAULT NULL`, which is the same as none.
 * `(now())` is stored as CURRENT_TIMESTAMP; a constant without quotes (4.1) is the same as its text in quotes.
 */
export function defaultFromDesc(desc: DefaultDesc, options: TextOrigin = {}): ColumnDefault | undefined {
  switch (desc.kind) {
    case 'DefaultNull':
      return undefined
    case 'DefaultLiteral':
      return { kind: 'literal', value: desc.value }
    case 'DefaultCurrentTimestamp':
      return currentTimestamp(desc.precision)
    case 'DefaultExpression':
      return defaultFromExpression(desc.expression, options)
  }
}

function defaultFromExpression(expression: Expression, options: TextOrigin): ColumnDefault | undefined {
  switch (expression.kind) {
    case 'NullLiteral':
      return undefined
    case 'NumberLiteral':
      return { kind: 'literal', value: expression.text }
    case 'StringLiteral':
      return { kind: 'literal', value: expression.value }
    case 'BooleanLiteral':
      return { kind: 'literal', value: expression.value ? '1' : '0' }
    case 'UnaryExpression':
      if (expression.operator === '-' && expression.operand.kind === 'NumberLiteral') {
        return { kind: 'literal', value: `-${expression.operand.text}` }
      }
      break
    case 'FunctionCall': {
      const name = expression.name.at(-1)?.toLowerCase()
      if (name === 'now' || name === 'current_timestamp') {
        const precision = expression.arguments[0]
        if (precision === undefined) return currentTimestamp(undefined)
        if (precision.kind === 'NumberLiteral') return currentTimestamp(Number(precision.text))
      }
      break
    }
  }
  return { kind: 'expression', expression: sqlTextFromExpression(expression, options) }
}

/** A precision of 0 is the same as none: both keep whole seconds. */
function currentTimestamp(precision: number | undefined): ColumnDefault {
  return { kind: 'current-timestamp', ...(precision !== undefined && precision !== 0 ? { precision } : {}) }
}
