import type { DataType as AstDataType, Expression, ScalarTypeName } from '../../language/index.ts'
import { canonicalType } from '../data-type/canonical-type.ts'

const scalar = (name: ScalarTypeName): AstDataType => ({ kind: 'ScalarType', name })

/** The type that the analyzer writes before a literal array or map: that of its widest element; undefined where it cannot be told. */
function literalType(expressions: readonly Expression[]): AstDataType | undefined {
  const types = expressions.map(typeOf)
  const ranks = types.map((type) => (type === undefined ? -1 : ORDER.indexOf(type)))
  const highest = Math.max(...ranks)
  if (ranks.includes(-1) || highest === -1) return undefined
  const name = ORDER[highest]
  if (name === undefined) return undefined
  if (name === 'varchar' && types.some((type) => type !== 'varchar')) return undefined
  return scalar(name)
}

const ORDER: readonly ScalarTypeName[] = [
  'boolean',
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'largeint',
  'double',
  'varchar',
]

function typeOf(expression: Expression): ScalarTypeName | undefined {
  switch (expression.kind) {
    case 'StringLiteral':
      return 'varchar'
    case 'BooleanLiteral':
      return 'boolean'
    case 'NumberLiteral': {
      if (!/^-?\d+$/.test(expression.text)) return undefined
      const value = BigInt(expression.text)
      if (value >= -128n && value <= 127n) return 'tinyint'
      if (value >= -32768n && value <= 32767n) return 'smallint'
      if (value >= -2147483648n && value <= 2147483647n) return 'int'
      return value >= -9223372036854775808n && value <= 9223372036854775807n ? 'bigint' : 'largeint'
    }
    default:
      return undefined
  }
}

/** Arrays and maps always carry their type: the analyzer writes it, people leave it out. */
export function withLiteralType(expression: Expression): Expression {
  if (expression.kind === 'ArrayExpression') {
    if (expression.type !== undefined) {
      return { ...expression, type: { kind: 'ArrayType', element: canonicalType(expression.type.element) } }
    }
    const element = literalType(expression.elements)
    return element === undefined ? expression : { ...expression, type: { kind: 'ArrayType', element } }
  }
  if (expression.kind === 'MapExpression') {
    if (expression.type !== undefined) {
      const { key, value } = expression.type
      return { ...expression, type: { kind: 'MapType', key: canonicalType(key), value: canonicalType(value) } }
    }
    const key = literalType(expression.entries.map((entry) => entry.key))
    const value = literalType(expression.entries.map((entry) => entry.value))
    return key === undefined || value === undefined
      ? expression
      : { ...expression, type: { kind: 'MapType', key, value } }
  }
  return expression
}
