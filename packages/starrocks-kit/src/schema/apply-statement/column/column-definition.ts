import { messageDataType, showDataType } from '../../data-type/print.ts'
import { aggregationAccepts, canBeKey, isFloatingPoint, isMetric, isSimple } from '../../data-type/rules.ts'
import { printExpression } from '../../../language/index.ts'
import type { ColumnDefinition, DataType as AstDataType, DefaultDesc, NodeBase } from '../../../language/index.ts'
import { dataTypeFromAst } from '../../from-ast/data-type.ts'
import { expressionType } from '../../resolve-query/expression-type.ts'
import type { Column } from '../../types/column.ts'
import type { DataType } from '../../types/data-type.ts'
import { defaultProblem } from './default-value.ts'
import { at, checkColumnName } from '../names.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { refuseInput } from '../unexpected-input.ts'

/** Charsets that have a name, of which only utf8 is taken. */
export const CHARSETS: ReadonlySet<string> = new Set(['utf8', 'gbk'])
/** The first words of the grammar that can begin a type. */
const TYPE_WORDS = ["'ARRAY'", "'BIGINT'", "'BINARY'", "'BITMAP'", "'BOOLEAN'"]
const MAX_VARCHAR_LENGTH = 1048576
const MAX_CHAR_LENGTH = 255

/** What the server's parser itself refuses in a definition that fits the grammar. */
export function checkColumnSyntax(definition: ColumnDefinition, scope: ApplyScope): void {
  if (definition.type === undefined) withoutType(definition.name, firstToken(definition, scope), scope)
  checkTypeSyntax(definition.type, scope)
  if (definition.default?.kind === 'DefaultExpression') checkDefaultSyntax(definition.default, scope)
  const moment = definition.default?.kind === 'DefaultCurrentTimestamp' ? definition.default : undefined
  if (moment?.precision !== undefined && !scope.capabilities.currentTimestampPrecision) {
    refuseInput(moment, ["','", "')'"], scope, { word: '(', find: /\(/ })
  }
  if (definition.autoIncrement && definition.nullable === true) {
    refuseSyntax(`AUTO_INCREMENT column ${definition.name} must be NOT NULL`, nameOnly(definition, scope))
  }
  // The grammar has a place for one of the three: such a definition comes from a model, never from a text.
  if (definition.generated !== undefined && (definition.default !== undefined || definition.autoIncrement)) {
    refuseSyntax("Unexpected input 'AS'", { remedy: 'A generated column has neither DEFAULT nor AUTO_INCREMENT.' })
  }
  if (definition.generated !== undefined && definition.nullable === false) {
    refuseSyntax('Generated Column must be nullable column')
  }
  if (definition.generated !== undefined && definition.key) {
    refuseSyntax('Generated Column can not be KEY')
  }
}

/** Before 4.1 an expression as default is one function call without arguments, in parentheses. */
function checkDefaultSyntax(desc: Extract<DefaultDesc, { kind: 'DefaultExpression' }>, scope: ApplyScope): void {
  if (scope.capabilities.defaultExpressions) return
  const { expression } = desc
  const { source } = scope.context
  const plain = expression.kind === 'FunctionCall'
  const bare =
    source !== undefined &&
    desc.span !== undefined &&
    !/^(?:DEFAULT\b)?\s*\(/i.test(source.slice(desc.span.start, desc.span.end))
  if (plain && !bare) return
  refuseInput(expression, ["'CURRENT_TIMESTAMP'", "'NULL'", 'SINGLE_QUOTED_TEXT', 'DOUBLE_QUOTED_TEXT', "'('"], scope, {
    word: printExpression(expression),
  })
}

/** Only columns of aggregate states have no type of their own (AstBuilder.getColumnDef). */
export function withoutType(name: string, node: NodeBase, scope: ApplyScope): never {
  return refuseSyntax(
    `Unsupported type specification: 'Column's type is null and it's not agg state column${name}'`,
    at(node, scope),
  )
}

/** The position of the column's name: the first token of its definition. */
function nameOnly(definition: ColumnDefinition, scope: ApplyScope): ReturnType<typeof at> {
  return at(firstToken(definition, scope), scope)
}

export function firstToken(node: NodeBase, scope: ApplyScope): NodeBase {
  const { span } = node
  const { source } = scope.context
  if (span === undefined || source === undefined) return node
  const token = /^(?:`[^`]*`|[^\s,()<]+)/.exec(source.slice(span.start, span.end))
  return { span: { start: span.start, end: span.start + (token?.[0].length ?? 1) } }
}

/** Precision and scale are refused by the parser, and without its usual preamble. */
function checkTypeSyntax(type: AstDataType, scope: ApplyScope): void {
  switch (type.kind) {
    case 'ScalarType': {
      if ((type.name === 'decimal256' || type.name === 'variant') && !scope.capabilities.decimal256Word) {
        // Older parsers take the word for the name of a function, whose arguments are types.
        if (type.params !== undefined)
          refuseInput(type, TYPE_WORDS, scope, { word: String(type.params[0]), find: /(?<=\(\s*)\d/ })
        refuseInput(type, ["'('"], scope, { word: type.name.toUpperCase(), find: /(?<=\w\s*)(?:[^\w\s]|(?<=\s)\w)/ })
      }
      if (!/^(?:decimal|numeric|number)/.test(type.name)) return
      const [precision, scale] = type.params ?? []
      if (
        type.name === 'decimal32' ||
        type.name === 'decimal64' ||
        type.name === 'decimal128' ||
        type.name === 'decimal256'
      ) {
        const max = { decimal32: 9, decimal64: 18, decimal128: 38, decimal256: 76 }[type.name]
        if (precision !== undefined && (precision < 1 || precision > max)) {
          refuse(`DECIMAL's precision should range from 1 to ${max}`)
        }
      } else if (type.name === 'decimalv2') {
        if (precision !== undefined && (precision < 1 || precision > 27)) {
          refuse(`DECIMAL's precision should range from 1 to 27`)
        }
      } else if (precision !== undefined && (precision < 1 || precision > scope.capabilities.maxDecimalPrecision)) {
        refuse(`DECIMAL's precision should range from 1 to ${scope.capabilities.maxDecimalPrecision}`)
      }
      if (precision !== undefined && scale !== undefined && scale > precision) {
        refuse(`DECIMAL(P[,S]) type P must be greater than or equal to the value of S`)
      }
      return
    }
    case 'ArrayType':
      return checkTypeSyntax(type.element, scope)
    case 'MapType':
      if (type.key.kind !== 'ScalarType' || ['json', 'hll', 'bitmap', 'percentile'].includes(type.key.name)) {
        refuseSyntax(
          `Unsupported type specification: '${messageDataType(dataTypeFromAst(type.key))}' for map's key, which should be base types`,
          at(firstToken(type.key, scope), scope),
        )
      }
      checkTypeSyntax(type.key, scope)
      return checkTypeSyntax(type.value, scope)
    case 'StructType':
      for (const field of type.fields) {
        checkTypeSyntax(field.type, scope)
        // No recorded version takes a comment there, although SHOW CREATE could print one.
        if (field.comment !== undefined) {
          refuseInput(field, ["'>'"], scope, { word: 'COMMENT', find: /\bCOMMENT\b/i })
        }
      }
      checkFieldNames(type.fields, scope)
      return
    case 'AggStateType':
      if (!scope.capabilities.aggregateStateColumns) refuseInput(type, TYPE_WORDS, scope, { word: type.function })
      for (const argument of type.arguments) checkTypeSyntax(argument.type, scope)
  }
}

function checkFieldNames(fields: readonly { readonly name: string }[], scope: ApplyScope): void {
  const seen = new Set<string>()
  for (const { name } of fields) {
    if (seen.has(name.toLowerCase())) {
      const detail = `struct contains duplicate subfield name: ${name}`
      // Found by the parser from 4.1 on.
      if (scope.capabilities.wording === '4.1') refuse(detail)
      refuseAnalyzing(detail, { running: true })
    }
    seen.add(name.toLowerCase())
  }
}

/** Lengths, map keys and array elements. */
export function checkDataType(type: DataType): void {
  switch (type.kind) {
    case 'char':
    case 'varchar': {
      const [name, max] = type.kind === 'char' ? ['Char', MAX_CHAR_LENGTH] : ['Varchar', MAX_VARCHAR_LENGTH]
      if (type.length > Number(max)) refuseAnalyzing(`${name} size must be <= ${max}: ${type.length}`)
      return
    }
    case 'varbinary':
      if (type.length !== undefined && type.length > MAX_VARCHAR_LENGTH) {
        refuseAnalyzing(`VARBINARY size must be <= ${MAX_VARCHAR_LENGTH}: ${type.length}`)
      }
      return
    case 'decimal':
      if (type.legacy && type.scale > Math.min(9, type.precision)) {
        refuseAnalyzing(
          `Scale of DECIMALV2 must between 0 and ${Math.min(9, type.precision)},  scale was set to: ${type.scale}`,
        )
      }
      return
    case 'array': {
      let innermost: DataType = type
      while (innermost.kind === 'array') innermost = innermost.element
      checkDataType(innermost)
      if (isMetric(innermost)) refuseAnalyzing(`Invalid data type: ${showDataType(type)}`)
      return
    }
    case 'map':
      if (
        type.key.kind === 'array' ||
        type.key.kind === 'map' ||
        type.key.kind === 'struct' ||
        isMetric(type.key) ||
        isSimple(type.key, 'json')
      ) {
        refuseAnalyzing(`Invalid map.key's type: ${showDataType(type.key)}, which should be base types`)
      }
      checkDataType(type.key)
      return checkDataType(type.value)
    case 'struct':
      for (const field of type.fields) checkDataType(field.type)
      return
    default:
  }
}

export interface ColumnRole {
  readonly isKey: boolean
  /**
   * The aggregation in effect: the one written, or that which the key model implies (REPLACE for UNIQUE and PRIMARY KEY, NONE for DUPLICATE KEY).
   */
  readonly aggregation?: Column['aggregation'] | 'NONE'
  readonly partitionColumn?: boolean
}

/**
 * All that StarRocks asks of one column by itself. `fail` words the refusal: CREATE TABLE and ALTER TABLE do it differently.
 */
export function checkColumnDefinition(
  definition: ColumnDefinition,
  column: Column,
  role: ColumnRole,
  scope: ApplyScope,
  fail: (detail: string) => never,
): void {
  const { name, type } = column
  checkColumnName(name, scope, role.partitionColumn)
  const charset = (definition.charset ?? 'utf8').toLowerCase()
  if (charset !== 'utf8') {
    if (type.kind !== 'char' && type.kind !== 'varchar') {
      fail('character setting is only supported for type varchar in column definition')
    }
    if (!CHARSETS.has(charset)) fail(`Unknown charset name: ${charset}`)
    fail(`charset name ${charset} is not supported yet in column definition`)
  }
  checkDataType(type)
  if (role.isKey && !canBeKey(type, scope.capabilities)) {
    const advice = isFloatingPoint(type) ? ', use decimal instead' : ''
    fail(`Invalid data type of key column '${name}': '${messageDataType(type)}'${advice}`)
  }
  const aggregation = role.aggregation
  if (type.kind !== 'aggregate-state') {
    if (aggregation !== undefined && aggregation !== 'NONE') {
      if (role.isKey) fail(`Cannot specify aggregate function '${aggregation}' for key column '${name}'`)
      if (!aggregationAccepts(aggregation, type)) fail(`Invalid aggregate function '${aggregation}' for '${name}'`)
    } else if (isMetric(type)) {
      fail(`No aggregate function specified for '${name}'`)
    }
  }
  const hasDefault = definition.default !== undefined
  const empties = scope.capabilities.defaultExpressions
  if (hasDefault && (type.kind === 'aggregate-state' || (!empties && isSimple(type, 'hll', 'bitmap')))) {
    fail(`Invalid default value for '${name}'`)
  }
  if (!column.nullable && definition.default?.kind === 'DefaultNull') fail(`Invalid default value for '${name}'`)
  const unsupported = unsupportedDefault(definition)
  if (unsupported !== undefined) {
    fail(`Invalid default value for '${name}': Unsupported expr ${unsupported} for default value`)
  }
  if (column.default !== undefined) {
    const problem = defaultProblem(type, column.default, scope.capabilities)
    // Found by the literal itself from 4.1 on, which says no more.
    if (problem?.startsWith('Type DECIMAL') === true && scope.capabilities.wording === '4.1') refuseSyntax(problem)
    if (problem !== undefined) fail(`Invalid default value for '${name}': ${problem}`)
  }
}

/** Bare literals and arithmetic fit the grammar of 4.1 but are refused (recorded); the server names its own class of the expression. */
function unsupportedDefault({ default: desc }: ColumnDefinition): string | undefined {
  if (desc?.kind !== 'DefaultExpression') return undefined
  const { expression } = desc
  const operand = expression.kind === 'UnaryExpression' ? expression.operand : expression
  switch (operand.kind) {
    case 'NumberLiteral': {
      const type = expressionType(operand, () => undefined)
      if (type !== undefined) return `IntLiteral{type=${messageDataType(type)}}`
      const [integer = '', fraction = ''] = operand.text.split('.')
      return `DecimalLiteral{type=DECIMAL32(${integer.length + fraction.length},${fraction.length})}`
    }
    case 'BooleanLiteral':
      return 'BoolLiteral{type=BOOLEAN}'
    case 'ArithmeticExpression':
      return 'ArithmeticExpr{type=INVALID_TYPE}'
    default:
      return undefined
  }
}
