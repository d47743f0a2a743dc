import type { Expression, FunctionCall, IntervalExpression, LambdaExpression, WindowFrame } from '../ast/expression.ts'
import { isFunctionWord, isReservedWord } from '../keywords.ts'
import { alwaysQuoteIdentifier, quoteIdentifier, quoteQualifiedName, quoteString } from '../quote.ts'
import {
  BOOLEAN,
  CONJUNCTION,
  MATCH,
  NEGATION,
  PREDICATE,
  SUBSCRIPT,
  SUFFIXED,
  UNARY,
  VALUE,
  fielded,
  levelOfOperator,
  operand,
  subscripted,
} from './precedence.ts'
import type { Print, Printers } from './printers.ts'
import { clause, nameList, nodes, when, words } from './printers.ts'

type ExpressionKind =
  | Expression['kind']
  | 'WhenClause'
  | 'MapEntry'
  | 'WindowSpecification'
  | 'WindowFrame'
  | 'FrameBound'
  | 'SortItem'
  | 'BracketHint'
  | 'SkewHint'

export const expressionPrinters = (): Printers<ExpressionKind> => ({
  NullLiteral: () => 'NULL',
  BooleanLiteral: (node) => (node.value ? 'TRUE' : 'FALSE'),
  NumberLiteral: (node) => node.text,
  StringLiteral: (node) => quoteString(node.value),
  DateLiteral: (node) => `${node.type} ${quoteString(node.value)}`,
  BinaryLiteral: (node) => (node.digits.includes("'") ? `x"${node.digits}"` : `x'${node.digits}'`),
  UnitBoundary: (node) => node.boundary,
  Parameter: () => '?',
  IntervalExpression: interval,
  ColumnReference: (node) => quoteQualifiedName(node.parts),
  UserVariable: (node) => `@${quoteIdentifier(node.name)}`,
  SystemVariable: (node) => `@@${node.scope === undefined ? '' : `${node.scope}.`}${quoteIdentifier(node.name)}`,
  LogicalExpression: (node, print) => {
    const lowest = node.operator === 'OR' ? CONJUNCTION : NEGATION
    return node.operands.map((item) => operand(item, lowest, print)).join(` ${node.operator} `)
  },
  NotExpression: (node, print) => `NOT ${operand(node.operand, NEGATION, print)}`,
  ArithmeticExpression: (node, print) => {
    const level = levelOfOperator(node.operators[0] ?? '+')
    let text = ''
    node.operands.forEach((item, i) => {
      text += i === 0 ? operand(item, level, print) : ` ${node.operators[i - 1]} ${operand(item, level + 1, print)}`
    })
    return text
  },
  UnaryExpression: (node, print) => {
    const text = operand(node.operand, UNARY, print)
    return node.operator === '-' && text.startsWith('-') ? `- ${text}` : `${node.operator}${text}`
  },
  BinaryPrefixExpression: (node, print) => `BINARY ${operand(node.operand, BOOLEAN, print)}`,
  ComparisonExpression: (node, print) =>
    `${operand(node.left, BOOLEAN, print)} ${node.operator} ${operand(node.right, PREDICATE, print)}`,
  IsNullExpression: (node, print) => `${operand(node.operand, BOOLEAN, print)} IS ${not(node)}NULL`,
  InListExpression: (node, print) =>
    `${operand(node.operand, VALUE, print)} ${not(node)}IN (${nodes(node.values, print)})`,
  InSubqueryExpression: (node, print) => {
    const [only] = node.operands
    const single = node.operands.length === 1 && only !== undefined
    const left = single ? operand(only, VALUE, print) : `(${nodes(node.operands, print)})`
    return `${left} ${not(node)}IN (${print(node.query)})`
  },
  BetweenExpression: (node, print) => {
    const range = `${operand(node.lower, VALUE, print)} AND ${operand(node.upper, PREDICATE, print)}`
    return `${operand(node.operand, VALUE, print)} ${not(node)}BETWEEN ${range}`
  },
  LikeExpression: (node, print) =>
    `${operand(node.operand, VALUE, print)} ${not(node)}${node.operator} ${operand(node.pattern, VALUE, print)}`,
  MatchExpression: (node, print) =>
    `${operand(node.left, MATCH, print)} ${not(node)}${node.operator} ${operand(node.right, SUBSCRIPT, print)}`,
  ExistsExpression: (node, print) => `EXISTS (${print(node.query)})`,
  SubqueryExpression: (node, print) => `(${print(node.query)})`,
  CastExpression: (node, print) => `CAST(${print(node.operand)} AS ${print(node.type)})`,
  CaseExpression: (node, print) =>
    words(
      'CASE',
      node.operand && print(node.operand),
      node.branches.map(print).join(' '),
      clause('ELSE', node.otherwise, print),
      'END',
    ),
  WhenClause: (node, print) => `WHEN ${print(node.condition)} THEN ${print(node.result)}`,
  ArrayExpression: (node, print) =>
    `${node.type === undefined ? '' : print(node.type)}[${nodes(node.elements, print)}]`,
  MapExpression: (node, print) =>
    `${node.type === undefined ? 'MAP' : print(node.type)}{${nodes(node.entries, print)}}`,
  MapEntry: (node, print) => `${print(node.key)}: ${print(node.value)}`,
  SubscriptExpression: (node, print) => `${subscripted(node.base, print)}[${operand(node.index, VALUE, print)}]`,
  SliceExpression: (node, print) => `${subscripted(node.base, print)}[${node.start ?? ''}:${node.end ?? ''}]`,
  FieldAccess: (node, print) => `${fielded(node.base, print)}.${quoteQualifiedName(node.fields)}`,
  JsonArrowExpression: (node, print) => `${subscripted(node.base, print)} -> ${quoteString(node.path)}`,
  CollateExpression: (node, print) =>
    `${operand(node.operand, SUFFIXED, print)} COLLATE ${quoteIdentifier(node.collation)}`,
  LambdaExpression: lambda,
  FunctionCall: functionCall,
  ExtractExpression: (node, print) =>
    `EXTRACT(${quoteIdentifier(node.unit)} FROM ${operand(node.operand, VALUE, print)})`,
  TimestampArithmetic: (node, print) => `${node.function}(${node.unit}, ${print(node.left)}, ${print(node.right)})`,
  WindowSpecification: (node, print) =>
    words(
      node.hint && print(node.hint),
      node.partitionBy && `PARTITION BY ${nodes(node.partitionBy, print)}`,
      node.orderBy && `ORDER BY ${nodes(node.orderBy, print)}`,
      node.frame && print(node.frame),
    ),
  WindowFrame: windowFrame,
  FrameBound: (node, print) => words(node.offset && operand(node.offset, VALUE, print), node.type),
  SortItem: (node, print) => words(print(node.expression), node.order, node.nulls && `NULLS ${node.nulls}`),
  BracketHint: (node, print) =>
    `[${node.names.map(quoteIdentifier).join(', ')}${node.skew === undefined ? '' : `|${print(node.skew)}`}]`,
  SkewHint: (node, print) => `${print(node.column)}(${nodes(node.values, print)})`,
})

function not(node: { readonly negated?: true }): string {
  return node.negated === true ? 'NOT ' : ''
}

function interval(node: IntervalExpression, print: Print): string {
  const { value } = node
  const plain =
    value.kind === 'NumberLiteral' ||
    value.kind === 'StringLiteral' ||
    value.kind === 'UserVariable' ||
    value.kind === 'Parameter' ||
    (value.kind === 'UnaryExpression' && value.operator === '-' && value.operand.kind === 'NumberLiteral')
  return `INTERVAL ${plain ? print(value) : `(${print(value)})`} ${node.unit}`
}

/** A body that starts with a string is put in parentheses: `x -> 'a'` would take a path from the JSON column x. */
function lambda(node: LambdaExpression, print: Print): string {
  const [parameter] = node.parameters
  const [body] = node.body
  if (node.body.length !== 1 || body === undefined) {
    return `${nameList(node.parameters)} -> (${nodes(node.body, print)})`
  }
  const text = print(body)
  const single = node.parameters.length === 1 && parameter !== undefined
  const head = single ? quoteIdentifier(parameter) : nameList(node.parameters)
  return `${head} -> ${text.startsWith("'") ? `(${text})` : text}`
}

/** Function names that would read as other syntax in front of a parenthesis. */
const SYNTAX_WORDS: ReadonlySet<string> = new Set([
  'CAST',
  'EXTRACT',
  'TIMESTAMPADD',
  'TIMESTAMPDIFF',
  'INTERVAL',
  'BINARY',
])
const PLAIN_WORD = /^[A-Za-z_][A-Za-z0-9_]*$/

function functionName(parts: readonly string[]): string {
  const [name] = parts
  if (parts.length !== 1 || name === undefined) return quoteQualifiedName(parts)
  const word = name.toUpperCase()
  const quoted = !PLAIN_WORD.test(name) || SYNTAX_WORDS.has(word) || (isReservedWord(word) && !isFunctionWord(word))
  return quoted ? alwaysQuoteIdentifier(name) : name
}

function functionCall(node: FunctionCall, print: Print): string {
  const inside = words(
    when(node.star, '*'),
    when(node.distinct, 'DISTINCT'),
    node.hint && print(node.hint),
    node.arguments.length > 0 && nodes(node.arguments, print),
    when(node.ignoreNulls, 'IGNORE NULLS'),
    node.orderBy && `ORDER BY ${nodes(node.orderBy, print)}`,
    clause('SEPARATOR', node.separator, print),
  )
  return words(
    `${functionName(node.name)}(${inside})`,
    node.filter && `FILTER (WHERE ${print(node.filter)})`,
    node.over && `OVER (${print(node.over)})`,
  )
}

function windowFrame(node: WindowFrame, print: Print): string {
  if (node.end === undefined) return `${node.unit} ${print(node.start)}`
  return `${node.unit} BETWEEN ${print(node.start)} AND ${print(node.end)}`
}
