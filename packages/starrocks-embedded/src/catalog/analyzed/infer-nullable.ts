import { dataTypeFromAst } from 'starrocks-kit/schema'
import type { Expression } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import { inferType } from './infer-type.ts'
import { resolveColumn } from './relation-scope.ts'
import type { RelationScope } from './relation-scope.ts'

/** Functions that never return NULL (FunctionSet.alwaysReturnNonNullableFunctions). */
const NEVER_NULL: ReadonlySet<string> = new Set(
  [
    'count count_if multi_distinct_count null_or_empty hll_hash hll_union_agg ndv approx_count_distinct approx_top_k bitmap_union_int',
    'bitmap_union_count bitmap_count curdate current_date current_timestamp current_time now utc_timestamp md5sum ds_hll_count_distinct',
    'ds_theta_count_distinct md5sum_numeric bitmap_empty hll_empty field',
  ].flatMap((line) => line.split(' ')),
)
/** Functions that are NULL only where an argument is. */
const AS_ARGUMENTS: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'add', 'subtract', 'multiply'])
const INTEGERS: readonly string[] = ['tinyint', 'smallint', 'int', 'bigint', 'largeint']

/** Whether the analyzer takes an expression to allow NULL (Expr.isNullable); columns say so themselves. */
export function inferNullable(expression: Expression, scope: RelationScope): boolean {
  switch (expression.kind) {
    case 'ColumnReference': {
      const found = resolveColumn(expression.parts, scope)
      return found === undefined || found.fields.length > 0 || (found.column.nullable ?? true)
    }
    case 'BooleanLiteral':
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'DateLiteral':
    case 'BinaryLiteral':
    case 'IsNullExpression':
      return false
    case 'ComparisonExpression':
      return (
        expression.operator !== '<=>' && [expression.left, expression.right].some((side) => inferNullable(side, scope))
      )
    case 'ArithmeticExpression':
      if (
        expression.operators.some(
          (operator) => operator === '/' || operator === '%' || operator === 'DIV' || operator === 'MOD',
        )
      )
        return true
      return expression.operands.some((operand) => nullableOrDecimal(operand, scope))
    case 'CastExpression': {
      const from = inferType(expression.operand, scope)
      const keeps = from !== undefined && from.kind !== 'null' && isWider(from, dataTypeFromAst(expression.type))
      return !keeps || inferNullable(expression.operand, scope)
    }
    case 'FunctionCall': {
      const name = expression.name.join('.').toLowerCase()
      if (NEVER_NULL.has(name)) return expression.over !== undefined && name !== 'count'
      return !AS_ARGUMENTS.has(name) || expression.arguments.some((argument) => nullableOrDecimal(argument, scope))
    }
    default:
      return true
  }
}

/** Arithmetic on decimals can overflow into NULL. */
function nullableOrDecimal(expression: Expression, scope: RelationScope): boolean {
  return inferNullable(expression, scope) || inferType(expression, scope)?.kind === 'decimal'
}

/** Whether a cast keeps every value (ScalarType.isFullyCompatible). */
function isWider(from: DataType, to: DataType): boolean {
  if (JSON.stringify(from) === JSON.stringify(to)) return true
  const text = to.kind === 'varchar' || to.kind === 'char'
  if (from.kind === 'varchar' || from.kind === 'char') return text && (to.length < 0 || to.length >= from.length)
  if (from.kind === 'decimal' && to.kind === 'decimal') return to.precision >= from.precision && to.scale >= from.scale
  if (from.kind !== 'simple' || !(INTEGERS.includes(from.name) || from.name === 'boolean')) return false
  if (text) return true
  if (to.kind !== 'simple') return false
  if (from.name === 'boolean') return INTEGERS.includes(to.name) || to.name === 'double' || to.name === 'float'
  return INTEGERS.indexOf(to.name) > INTEGERS.indexOf(from.name)
}
