import type { Expression, GroupingElement, Select } from '../../language/index.ts'
import { canonicalExpressionTree } from './canonical-expression.ts'
import type { ExpressionContext } from './canonical-expression.ts'
import { resolveColumn } from './scope.ts'
import type { Scope } from './scope.ts'

/** Ordinals and aliases in GROUP BY stand for the expressions of the select list; columns of the relations come first. */
export function grouping(
  element: GroupingElement,
  outputs: readonly { readonly expression: Expression }[],
  aliases: ReadonlyMap<string, Expression>,
  context: ExpressionContext,
): GroupingElement {
  const item = (expression: Expression): Expression => {
    if (expression.kind === 'NumberLiteral') {
      return outputs[Number(expression.text) - 1]?.expression ?? expression
    }
    if (expression.kind === 'ColumnReference' && expression.parts.length === 1) {
      const found = resolveColumn(expression.parts, context.scope)
      const alias = aliases.get((expression.parts[0] ?? '').toLowerCase())
      if (found.kind !== 'column' && alias !== undefined) return alias
    }
    return canonicalExpressionTree(expression, context)
  }
  return element.kind === 'GroupingExpressions'
    ? { ...element, expressions: element.expressions.map(item) }
    : { ...element, sets: element.sets.map((set) => ({ ...set, expressions: set.expressions.map(item) })) }
}

/** Aliases in HAVING: those that are no columns of the relations are replaced by what was selected under them. */
export function substitute(
  expression: Expression,
  outputs: readonly { readonly name: string }[],
  select: Select,
  scope: Scope,
): Expression {
  const written = new Map<string, Expression>()
  for (const item of select.items) {
    if (item.kind === 'SelectExpression' && item.alias !== undefined) {
      written.set(item.alias.toLowerCase(), item.expression)
    }
  }
  if (written.size === 0 || outputs.length === 0) return expression
  return replaceColumns(expression, (parts) => {
    if (parts.length !== 1 || resolveColumn(parts, scope).kind === 'column') return undefined
    return written.get((parts[0] ?? '').toLowerCase())
  }) as Expression
}

/** Replaces column references, but not inside subqueries: those have names of their own. */
export function replaceColumns(node: unknown, replace: (parts: readonly string[]) => Expression | undefined): unknown {
  if (Array.isArray(node)) return node.map((item) => replaceColumns(item, replace))
  if (typeof node !== 'object' || node === null) return node
  if ('kind' in node && node.kind === 'ColumnReference' && 'parts' in node && Array.isArray(node.parts)) {
    return replace(node.parts.map(String)) ?? node
  }
  if ('kind' in node && node.kind === 'Query') return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replaceColumns(value, replace)]))
}
