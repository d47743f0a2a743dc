import { printExpression } from '../../language/index.ts'
import type { ArithmeticExpression, Expression, LogicalExpression, Query, SortItem } from '../../language/index.ts'
import { canonicalCall } from './canonical-function.ts'
import { withLiteralType } from './canonical-literal.ts'
import { canonicalType } from '../data-type/canonical-type.ts'
import { negate } from './negation.ts'
import { report, resolveColumn } from './scope.ts'
import type { Resolver, Scope } from './scope.ts'

/** What expressions need from queries: handed in, because queries hold expressions and expressions hold queries. */
type CanonicalQuery = (query: Query, parent: Scope) => Query

export interface ExpressionContext {
  readonly resolver: Resolver
  readonly scope: Scope
  readonly query: CanonicalQuery
}

/** One form for all ways of writing an expression: names resolved, NOT carried inwards, chains and parentheses alike. */
export function canonicalExpressionTree(expression: Expression, context: ExpressionContext): Expression {
  const canon = (part: Expression): Expression => canonicalExpressionTree(part, context)
  switch (expression.kind) {
    case 'ColumnReference':
      return canonicalColumn(expression, context)
    case 'LambdaExpression': {
      const lambda = new Set([...(context.scope.lambda ?? []), ...expression.parameters])
      const inner = { ...context, scope: { ...context.scope, lambda } }
      return { ...expression, body: expression.body.map((part) => canonicalExpressionTree(part, inner)) }
    }
    case 'LogicalExpression':
      return flatLogical({ ...expression, operands: expression.operands.map(canon) })
    case 'NotExpression':
      return flatten(negate(canon(expression.operand)))
    case 'UnaryExpression': {
      const operand = canon(expression.operand)
      if (expression.operator === '!') return flatten(negate(operand))
      if (expression.operator === '+') return operand
      if (expression.operator === '-' && operand.kind === 'NumberLiteral') {
        return {
          kind: 'NumberLiteral',
          text: operand.text.startsWith('-') ? operand.text.slice(1) : `-${operand.text}`,
        }
      }
      // StarRocks' own parser knows no minus before anything but a number.
      if (expression.operator === '-') return nestedArithmetic(['*'], [{ kind: 'NumberLiteral', text: '-1' }, operand])
      return { ...expression, operand }
    }
    case 'ArithmeticExpression':
      return nestedArithmetic(expression.operators, expression.operands.map(canon))
    case 'DateLiteral':
      return { kind: 'StringLiteral', value: expression.value }
    case 'CollateExpression':
    case 'BinaryPrefixExpression':
      return canon(expression.operand)
    case 'CastExpression':
      return { ...expression, operand: canon(expression.operand), type: canonicalType(expression.type) }
    case 'ExtractExpression':
      return canonicalCall({
        kind: 'FunctionCall',
        name: [expression.unit.toLowerCase()],
        arguments: [canon(expression.operand)],
      })
    case 'SubqueryExpression':
    case 'ExistsExpression':
      return { ...expression, query: context.query(expression.query, context.scope) }
    case 'InSubqueryExpression':
      return {
        ...expression,
        operands: expression.operands.map(canon),
        query: context.query(expression.query, context.scope),
      }
    case 'ArrayExpression':
      return withLiteralType({ ...expression, elements: expression.elements.map(canon) })
    case 'MapExpression':
      return withLiteralType({
        ...expression,
        entries: expression.entries.map((entry) => ({ ...entry, key: canon(entry.key), value: canon(entry.value) })),
      })
    case 'FunctionCall':
      return canonicalCall(children(expression, context))
    case 'FieldAccess': {
      const base = canon(expression.base)
      if (base.kind === 'ColumnReference') {
        return { ...base, parts: [...base.parts, ...expression.fields.map((field) => field.toLowerCase())] }
      }
      return { ...expression, base }
    }
    default:
      return children(expression, context)
  }
}

/** A node of any kind with its expressions canonical. */
function children<T extends Expression>(node: T, context: ExpressionContext): T {
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) copy[key] = child(value, context)
  return copy as unknown as T
}

function child(value: unknown, context: ExpressionContext): unknown {
  if (Array.isArray(value)) return value.map((item) => child(item, context))
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value
  switch (value.kind) {
    case 'SortItem':
      return canonicalSortItem(value as SortItem, context)
    case 'WindowSpecification':
    case 'WindowFrame':
    case 'FrameBound':
    case 'WhenClause':
    case 'BracketHint': {
      const copy: Record<string, unknown> = {}
      for (const [key, inner] of Object.entries(value)) copy[key] = child(inner, context)
      return copy
    }
    default:
      return canonicalExpressionTree(value as Expression, context)
  }
}

/** ASC is the default; NULLs come first when ascending, last when descending. */
export function canonicalSortItem(item: SortItem, context: ExpressionContext): SortItem {
  const order = item.order ?? 'ASC'
  return {
    kind: 'SortItem',
    expression: canonicalExpressionTree(item.expression, context),
    order,
    nulls: item.nulls ?? (order === 'ASC' ? 'FIRST' : 'LAST'),
  }
}

function canonicalColumn(
  expression: Extract<Expression, { kind: 'ColumnReference' }>,
  { resolver, scope }: ExpressionContext,
): Expression {
  const found = resolveColumn(expression.parts, scope)
  switch (found.kind) {
    case 'column':
    case 'lambda':
      return { kind: 'ColumnReference', parts: found.parts }
    case 'ambiguous':
      report(resolver, 1064, `Column '${expression.parts.join('.')}' is ambiguous`)
      return expression
    case 'unknown':
      resolver.doubts.push(`the table of column ${expression.parts.join('.')} is not known`)
      return { kind: 'ColumnReference', parts: [(expression.parts.at(-1) ?? '').toLowerCase()] }
    case 'missing':
      report(resolver, 1064, `Column '${missingColumnText(expression.parts)}' cannot be resolved`)
      return expression
  }
}

/** How messages name a column that is not there: with a table before it, in quotes. */
export function missingColumnText(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => `\`${part}\``).join('.')
}

/** `(a AND b) AND c` and `a AND b AND c` are the same. */
function flatLogical(expression: LogicalExpression): LogicalExpression {
  return {
    ...expression,
    operands: expression.operands.flatMap((operand) =>
      operand.kind === 'LogicalExpression' && operand.operator === expression.operator ? operand.operands : [operand],
    ),
  }
}

function flatten(expression: Expression): Expression {
  return expression.kind === 'LogicalExpression' ? flatLogical(expression) : expression
}

/** Chains become pairs, left to right: the analyzer writes parentheses around each. */
function nestedArithmetic(operators: ArithmeticExpression['operators'], operands: readonly Expression[]): Expression {
  const [first, ...rest] = operands
  let result: Expression = first ?? { kind: 'NullLiteral' }
  rest.forEach((operand, i) => {
    const operator = operators[i] ?? '+'
    result = {
      kind: 'ArithmeticExpression',
      operators: [operator === 'MOD' ? '%' : operator],
      operands: [result, operand],
    }
  })
  return result
}

/** Text of a canonical expression, to compare two of them. */
export function expressionKey(expression: Expression): string {
  return printExpression(expression)
}
