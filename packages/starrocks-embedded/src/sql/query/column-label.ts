import type {
  DataType,
  Expression,
  FunctionCall,
  IntervalExpression,
  SortItem,
  WindowFrame,
  WindowSpecification,
} from 'starrocks-kit/language'

/** The name of an output column without alias: a column's own name, or the expression as the server words it. */
export function columnLabel(expression: Expression): string {
  return expression.kind === 'ColumnReference' ? (expression.parts.at(-1) ?? '') : label(expression)
}

function label(node: Expression): string {
  switch (node.kind) {
    case 'NullLiteral':
      return 'NULL'
    case 'BooleanLiteral':
      return node.value ? 'TRUE' : 'FALSE'
    case 'NumberLiteral':
      return numberLabel(node.text)
    case 'StringLiteral':
      return quoted(node.value)
    case 'DateLiteral':
      return `'${node.type === 'DATE' ? node.value.slice(0, 10) : node.value}'`
    case 'BinaryLiteral':
      return `'${node.digits}'`
    case 'UnitBoundary':
      return node.boundary
    case 'Parameter':
      return '?'
    case 'IntervalExpression':
      return interval(node)
    case 'ColumnReference':
      return node.parts.join('.')
    case 'UserVariable':
      return `@${node.name}`
    case 'SystemVariable':
      return `@@${node.scope === undefined ? '' : node.scope === 'GLOBAL' ? 'GLOBAL.' : 'SESSION.'}${node.name}`
    case 'LogicalExpression':
      return arithmetic(
        node.operands,
        node.operands.slice(1).map(() => node.operator),
      )
    case 'NotExpression':
      return `NOT ${wrapped(node.operand)}`
    case 'ArithmeticExpression':
      return arithmetic(node.operands, node.operators)
    case 'UnaryExpression':
      return unary(node.operator, node.operand)
    case 'BinaryPrefixExpression':
    case 'CollateExpression':
      return label(node.operand)
    case 'ComparisonExpression':
      return `${wrapped(node.left)} ${node.operator} ${wrapped(node.right)}`
    case 'IsNullExpression':
      return `${wrapped(node.operand)} IS ${node.negated === true ? 'NOT ' : ''}NULL`
    case 'InListExpression':
      return `${wrapped(node.operand)} ${node.negated === true ? 'NOT ' : ''}IN (${node.values.map(wrapped).join(', ')})`
    case 'InSubqueryExpression':
      return `${node.operands.map(wrapped).join(', ')} ${node.negated === true ? 'NOT ' : ''}IN (subquery)`
    case 'BetweenExpression':
      return `${wrapped(node.operand)} ${node.negated === true ? 'NOT ' : ''}BETWEEN ${wrapped(node.lower)} AND ${wrapped(node.upper)}`
    case 'LikeExpression': {
      const text = `${wrapped(node.operand)} ${node.operator} ${wrapped(node.pattern)}`
      return node.negated === true ? `NOT (${text})` : text
    }
    case 'MatchExpression': {
      const text = `${wrapped(node.left)} ${node.operator} ${wrapped(node.right)}`
      return node.negated === true ? `NOT (${text})` : text
    }
    case 'ExistsExpression':
      return 'EXISTS (subquery)'
    case 'SubqueryExpression':
      return '(subquery)'
    case 'CastExpression':
      return `CAST(${wrapped(node.operand)} AS ${typeLabel(node.type)})`
    case 'CaseExpression': {
      const operand = node.operand === undefined ? '' : ` ${wrapped(node.operand)}`
      const branches = node.branches
        .map((branch) => ` WHEN ${wrapped(branch.condition)} THEN ${wrapped(branch.result)}`)
        .join('')
      return `CASE${operand}${branches}${node.otherwise === undefined ? '' : ` ELSE ${wrapped(node.otherwise)}`} END`
    }
    case 'ArrayExpression':
      return `[${node.elements.map(label).join(',')}]`
    case 'MapExpression':
      return `map{${node.entries.map((entry) => `${label(entry.key)}:${label(entry.value)}`).join(',')}}`
    case 'SubscriptExpression':
      return `${label(node.base)}[${label(node.index)}]`
    case 'SliceExpression':
      return `${label(node.base)}[${node.start ?? ''}:${node.end ?? ''}]`
    case 'FieldAccess':
      return `${label(node.base)}.${node.fields.join('.')}`
    case 'JsonArrowExpression':
      return `${label(node.base)}->${quoted(node.path)}`
    case 'LambdaExpression': {
      const parameters = node.parameters.length === 1 ? node.parameters.join('') : `(${node.parameters.join(', ')})`
      return `${parameters} -> ${node.body.map(label).join(', ')}`
    }
    case 'FunctionCall':
      return call(node)
    case 'ExtractExpression':
      return `${node.unit.toLowerCase()}(${label(node.operand)})`
    case 'TimestampArithmetic':
      return `${node.function}(${node.unit}, ${label(node.left)}, ${label(node.right)})`
  }
}

/** Operands stand in parentheses unless they are a column or a literal. */
function wrapped(node: Expression): string {
  const negative = node.kind === 'UnaryExpression' && node.operator === '-' && node.operand.kind === 'NumberLiteral'
  const plain = negative || node.kind === 'ColumnReference' || node.kind.endsWith('Literal')
  return plain ? label(node) : `(${label(node)})`
}

function arithmetic(operands: readonly Expression[], operators: readonly string[]): string {
  let text = ''
  for (const [index, operand] of operands.entries()) {
    const operator = operators[index - 1]
    const bare = operand.kind === 'IntervalExpression' ? label(operand) : wrapped(operand)
    if (operator === undefined) text = bare
    else text = `${index === 1 ? text : `(${text})`} ${operator === 'MOD' ? '%' : operator} ${bare}`
  }
  return text
}

function unary(operator: string, operand: Expression): string {
  if (operator === '!') return `NOT ${wrapped(operand)}`
  if (operator === '+') return label(operand)
  if (operator === '-')
    return operand.kind === 'NumberLiteral' ? `-${numberLabel(operand.text)}` : `-1 * ${wrapped(operand)}`
  return `${operator}${wrapped(operand)}`
}

function call(node: FunctionCall): string {
  const name = (node.name.at(-1) ?? '').toLowerCase()
  const distinct = node.distinct === true ? 'DISTINCT ' : ''
  const over = node.over === undefined ? '' : ` OVER (${windowLabel(node.over)})`
  if (node.star === true) return `${name}(*)${over}`
  if (name === 'array_agg' || name === 'group_concat') {
    const order = node.orderBy === undefined ? '' : ` ORDER BY ${sortLabel(node.orderBy)}`
    const separator =
      name === 'group_concat' ? ` SEPARATOR ${node.separator === undefined ? "','" : label(node.separator)}` : ''
    return `${name}(${distinct}${node.arguments.map(label).join(',')}${order}${separator})${over}`
  }
  const nulls = node.ignoreNulls === true ? ' ignore nulls' : ''
  return `${name}(${distinct}${node.arguments.map(label).join(', ')}${nulls})${over}`
}

function windowLabel(window: WindowSpecification): string {
  const partition = window.partitionBy === undefined ? '' : `PARTITION BY ${window.partitionBy.map(label).join(', ')} `
  const order = window.orderBy === undefined ? '' : `ORDER BY ${sortLabel(window.orderBy)} `
  return `${partition}${order}${window.frame === undefined ? '' : frameLabel(window.frame)}`
}

function boundLabel(item: WindowFrame['start']): string {
  return `${item.offset === undefined ? '' : `${label(item.offset)} `}${item.type}`
}

function frameLabel(frame: WindowFrame): string {
  return frame.end === undefined
    ? `${frame.unit} ${boundLabel(frame.start)}`
    : `${frame.unit} BETWEEN ${boundLabel(frame.start)} AND ${boundLabel(frame.end)}`
}

function sortLabel(items: readonly SortItem[]): string {
  return items
    .map(
      (item) =>
        `${label(item.expression)} ${item.order ?? 'ASC'}${item.nulls === undefined ? '' : ` NULLS ${item.nulls}`}`,
    )
    .join(', ')
}

function interval(node: IntervalExpression): string {
  return `INTERVAL ${label(node.value)} ${node.unit}`
}

function numberLabel(text: string): string {
  if (/e/i.test(text)) {
    return doubleLabel(Number(text))
  }
  return text.startsWith('.') ? `0${text}` : text
}

/** A double as Java prints it: `1.0`, `1.5E20`. */
function doubleLabel(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', power = ''] = value.toExponential().split('e')
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(power)}`
  }
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

function typeLabel(type: DataType): string {
  switch (type.kind) {
    case 'ScalarType':
      return `${type.name.toUpperCase()}${type.params === undefined || type.params.length === 0 ? '' : `(${type.params.join(',')})`}`
    case 'ArrayType':
      return `ARRAY<${typeLabel(type.element)}>`
    case 'MapType':
      return `MAP<${typeLabel(type.key)},${typeLabel(type.value)}>`
    case 'StructType':
      return `STRUCT<${type.fields.map((field) => `${field.name} ${typeLabel(field.type)}`).join(', ')}>`
    case 'AggStateType':
      return type.function
  }
}
