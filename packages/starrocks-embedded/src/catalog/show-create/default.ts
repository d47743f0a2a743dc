import { parseExpression } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import type { Column } from 'starrocks-kit/schema'
import { printString } from '../analyzed/print-literal.ts'

/** The literal default of a column as the server keeps it. */
export function literalDefault(column: Column, value: string, numericBooleans: boolean): string {
  if (!numericBooleans || column.type.kind !== 'simple' || column.type.name !== 'boolean') return value
  return /^(?:true|1)$/i.test(value.trim()) ? '1' : '0'
}

/** The expression of a default without the parentheses around it; arrays, maps and rows in the server's compact wording. */
export function defaultExpression(text: string): string {
  const inner = /^\((.*)\)$/s.exec(text.trim())?.[1] ?? text
  const expression = parseExpression(inner)
  return isCollection(expression) ? compact(expression) : inner
}

/** Whether a default is an array, a map or a row: those stand bare behind DEFAULT. */
export function isCollectionDefault(text: string): boolean {
  return isCollection(parseExpression(text))
}

function isCollection(expression: Expression): boolean {
  switch (expression.kind) {
    case 'ArrayExpression':
    case 'MapExpression':
      return true
    case 'FunctionCall':
      return ['row', 'named_struct', 'map', 'array'].includes((expression.name.at(-1) ?? '').toLowerCase())
    default:
      return false
  }
}

function compact(expression: Expression): string {
  switch (expression.kind) {
    case 'ArrayExpression':
      return `[${expression.elements.map(compact).join(',')}]`
    case 'MapExpression':
      return `map{${expression.entries.map((entry) => `${compact(entry.key)}:${compact(entry.value)}`).join(',')}}`
    case 'FunctionCall':
      return `${expression.name.join('.').toLowerCase()}(${expression.arguments.map(compact).join(', ')})`
    case 'NumberLiteral':
      return expression.text
    case 'StringLiteral':
      return printString(expression.value)
    case 'BooleanLiteral':
      return expression.value ? 'TRUE' : 'FALSE'
    case 'UnaryExpression':
      return `${expression.operator}${compact(expression.operand)}`
    default:
      return 'NULL'
  }
}
