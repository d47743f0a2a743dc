import type { Expression, Query, QueryBody, Relation, Select, SelectItem, SetOperation } from 'starrocks-kit/language'
import { recursiveTable } from 'starrocks-kit/schema'
import { isLateral, visitRelation } from './analyze-relation.ts'
import { AnalyzeError, expressionContext, qualified, rename } from './environment.ts'
import type { AnalyzedQuery, AnalyzeOptions, Environment } from './environment.ts'
import { commonTypeOf } from '../../sql/types/common-type.ts'
import { NULL_TYPE } from '../../sql/types/sql-type.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import { inferNullable } from './infer-nullable.ts'
import { inferType } from './infer-type.ts'
import type { ExpressionContext } from './expression-context.ts'
import { printAnalyzed } from './print-expression.ts'
import { printSortItem } from './print-sort-item.ts'
import { endsWith, resolveColumn, throughRelation } from './relation-scope.ts'
import type { AnalyzedColumn, RelationScope, ScopeRelation } from './relation-scope.ts'

export { AnalyzeError } from './environment.ts'
export type { AnalyzedQuery, AnalyzeOptions, NamedRelation } from './environment.ts'

/** Rewrites a query as StarRocks' analyzer does (AstToSQLBuilder), and tells the columns that it returns. Throws `AnalyzeError`. */
export function analyzeQuery(query: Query, options: AnalyzeOptions): AnalyzedQuery {
  return visitQuery(query, { options, ctes: new Map(), visitQuery })
}

function visitQuery(query: Query, outerEnvironment: Environment): AnalyzedQuery {
  let environment = outerEnvironment
  const prefix: string[] = []
  for (const cte of query.with ?? []) {
    const anchor = recursiveTable(query, cte)?.anchor
    const before = environment
    const withTable = (columns: readonly AnalyzedColumn[]): Environment => ({
      ...before,
      ctes: new Map([...before.ctes, [cte.name.toLowerCase(), { name: cte.name, columns }]]),
    })
    const ofAnchor = anchor && rename(visitBody(anchor, before).columns, cte.columns)
    const inside = ofAnchor === undefined ? before : { ...withTable(ofAnchor), ofAnchor: before }
    const analyzed = visitQuery(cte.query, inside)
    // The types of a table that reads itself are those of its first operand.
    const columns = ofAnchor ?? rename(analyzed.columns, cte.columns)
    prefix.push(`\`${cte.name}\` (${columns.map((column) => `\`${column.name}\``).join(', ')}) AS (${analyzed.text}) `)
    environment = withTable(columns)
  }
  const body = visitBody(query.body, environment)
  let text = `${prefix.length === 0 ? '' : `WITH ${query.recursive === true ? 'RECURSIVE ' : ''}${prefix.join(', ')}`}${body.text}`
  if (query.orderBy !== undefined && query.orderBy.length > 0) {
    const context = expressionContext(body.scope, environment, body.aliases)
    const items = query.orderBy.map((item) => {
      // A number stands for an output column.
      const position =
        item.expression.kind === 'NumberLiteral' ? body.outputs[Number(item.expression.text) - 1] : undefined
      return printSortItem(position === undefined ? item : { ...item, expression: position }, (expression) =>
        printAnalyzed(expression, context),
      )
    })
    text += ` ORDER BY ${items.join(', ')} `
  }
  if (query.limit !== undefined) {
    const context = expressionContext({ relations: [] }, environment, new Map())
    const offset = query.limit.offset === undefined ? '' : printAnalyzed(query.limit.offset, context)
    text += ` LIMIT ${offset === '' || offset === '0' ? '' : `${offset}, `}${printAnalyzed(query.limit.limit, context)}`
  }
  return { text, columns: body.columns }
}

interface AnalyzedBody extends AnalyzedQuery {
  readonly scope: RelationScope
  /** Output names that ORDER BY may use, in lower case, as they are printed there. */
  readonly aliases: ReadonlyMap<string, string>
  /** The expressions of the select list, as far as they were written out. */
  readonly outputs: readonly (Expression | undefined)[]
}

function visitBody(body: QueryBody, environment: Environment): AnalyzedBody {
  switch (body.kind) {
    case 'Select':
      return visitSelect(body, environment)
    case 'SetOperation':
      return visitSetOperation(body, environment)
    case 'Query': {
      const analyzed = visitQuery(body, environment)
      return {
        ...analyzed,
        text: `(${analyzed.text})`,
        columns: throughRelation(analyzed.columns),
        scope: outputScope(analyzed.columns),
        aliases: namesOf(analyzed.columns),
        outputs: [],
      }
    }
  }
}

function visitSetOperation(operation: SetOperation, environment: Environment): AnalyzedBody {
  const { ofAnchor, ...others } = environment
  const operands = operation.operands.map((operand, index) => {
    const analyzed = visitBody(operand, index === 0 ? (ofAnchor ?? others) : others)
    return operand.kind === 'SetOperation' ? { ...analyzed, text: `(${analyzed.text})` } : analyzed
  })
  const [first] = operands
  let text = first?.text ?? ''
  operands.slice(1).forEach((operand, i) => {
    text += ` ${operation.operators[i] ?? ''} ${operand.text}`
  })
  const columns = (first?.columns ?? []).map(({ type: _, untyped: _untyped, ...column }, i) => ({
    ...column,
    ...typeParts(commonColumnType(operands.map((operand) => operand.columns[i]))),
    nullable: operands.some((operand) => operand.columns[i]?.nullable ?? true),
  }))
  return { text, columns, scope: outputScope(columns), aliases: namesOf(columns), outputs: [] }
}

function typeParts(type: SqlType | undefined): Pick<AnalyzedColumn, 'type' | 'untyped'> {
  if (type === undefined) return {}
  return type.kind === 'null' ? { untyped: true } : { type }
}

/** The type to which the operands of a set operation are brought. */
function commonColumnType(columns: readonly (AnalyzedColumn | undefined)[]): SqlType | undefined {
  const types = columns.map((column) => (column?.untyped === true ? NULL_TYPE : column?.type))
  const known = types.filter((type) => type !== undefined)
  return known.length === types.length ? commonTypeOf(known) : undefined
}

function outputScope(columns: readonly AnalyzedColumn[]): RelationScope {
  return { relations: [{ names: [], qualifier: '', columns }] }
}

function namesOf(columns: readonly AnalyzedColumn[]): ReadonlyMap<string, string> {
  return new Map(columns.map((column) => [column.name.toLowerCase(), `\`${column.name}\``]))
}

function visitSelect(select: Select, environment: Environment): AnalyzedBody {
  const relations: ScopeRelation[] = []
  const { functions } = environment.options
  const scope: RelationScope = {
    relations,
    ...(environment.outer === undefined ? {} : { outer: environment.outer }),
    ...(functions === undefined ? {} : { functions }),
  }
  const from = (select.from ?? []).map((relation) => visitRelation(relation, environment, scope, relations))
  const context = expressionContext(scope, environment, new Map())
  const items = select.items.flatMap((item) => visitItem(item, scope, context))
  const aliases = new Map<string, string>()
  const sortNames = new Map<string, string>()
  const expressions = new Map<string, Expression>()
  for (const item of select.items) {
    if (item.kind === 'SelectExpression' && item.alias !== undefined) {
      aliases.set(item.alias.toLowerCase(), `\`${item.alias}\``)
      expressions.set(item.alias.toLowerCase(), item.expression)
      sortNames.set(item.alias.toLowerCase(), sortName(item.alias, item.expression, scope))
    }
  }
  const hints = (select.hints ?? []).map((hint) => `/*+ ${hint.trim()} */ `).join('')
  let text = `SELECT ${hints}${select.distinct === true ? 'DISTINCT ' : ''}${items.map((item) => item.text).join(', ')}`
  if (from.length > 0) text += `\nFROM ${commaJoin(from, select.from ?? [])}`
  if (select.where !== undefined) text += `\nWHERE ${printAnalyzed(select.where, context)}`
  const grouping = expressionContext(scope, environment, aliases, true)
  if (select.groupBy !== undefined) text += `\nGROUP BY ${groupBy(select.groupBy, grouping)}`
  if (select.having !== undefined) {
    text += `\nHAVING ${printAnalyzed(replaceAliases(select.having, expressions, scope), context)}`
  }
  const columns = items.map((item) => item.column)
  const outputs = select.items.some((item) => item.kind === 'SelectStar')
    ? []
    : select.items.map((item) => (item.kind === 'SelectExpression' ? item.expression : undefined))
  if (select.qualify !== undefined)
    return { ...surroundByQualify(select.qualify, text, columns, context), scope, aliases: sortNames, outputs }
  return { text, columns, scope, aliases: sortNames, outputs }
}

/** How ORDER BY names an output with an alias: that of a column belongs to the column's relation. */
function sortName(alias: string, expression: Expression, scope: RelationScope): string {
  const found = expression.kind === 'ColumnReference' ? resolveColumn(expression.parts, scope) : undefined
  return found === undefined || found.fields.length > 0 ? `\`${alias}\`` : qualified(found.relation, alias)
}

/** QUALIFY is a query around the query, with the window function's value as a column more. */
function surroundByQualify(
  qualify: NonNullable<Select['qualify']>,
  text: string,
  columns: readonly AnalyzedColumn[],
  context: ExpressionContext,
): AnalyzedQuery {
  const [table, value] = ['`__QUALIFY__TABLE`', '`__QUALIFY__VALUE`']
  const end = text.indexOf('\nFROM ')
  const inner = `${text.slice(0, end)}, ${printAnalyzed(qualify.expression, context)} AS ${value}${text.slice(end)}`
  const list = columns.map((column) => `${table}.\`${column.name}\``).join(', ')
  return {
    text: `SELECT ${list}\nFROM (${inner}) ${table}\nWHERE ${table}.${value} ${qualify.operator} ${qualify.limit.text}`,
    columns: columns.map(({ originNullable: _, ...column }) => ({ ...column, nullable: true })),
  }
}

/** `FROM a, b` is a join without condition: `a , b `. */
function commaJoin(texts: readonly string[], relations: readonly Relation[]): string {
  return texts.reduce((left, right, i) => {
    if (i === 0) return right
    const lateral = isLateral(relations[i]) ? 'LATERAL ' : ''
    return `${left} , ${lateral}${right} `
  }, '')
}

interface AnalyzedItem {
  readonly text: string
  readonly column: AnalyzedColumn
}

function visitItem(item: SelectItem, scope: RelationScope, context: ExpressionContext): readonly AnalyzedItem[] {
  if (item.kind === 'SelectStar') {
    const excluded = new Set(item.exclude?.map((name) => name.toLowerCase()))
    const qualifier = item.qualifier?.parts ?? []
    const relations = scope.relations.filter((relation) => endsWith(relation.names, qualifier))
    if (relations.length === 0 && qualifier.length > 0) {
      throw new AnalyzeError(`Unknown table '${qualifier.join('.')}'`)
    }
    return relations.flatMap((relation) =>
      relation.columns
        .filter((column) => column.hidden !== true && !excluded.has(column.name.toLowerCase()))
        .map((column) => ({
          text: qualified(relation, column.name),
          column: withoutComment(column),
        })),
    )
  }
  const text = printAnalyzed(item.expression, context)
  const name = item.alias ?? outputName(item.expression, scope)
  const inferred = inferType(item.expression, scope)
  const nullable = inferNullable(item.expression, scope)
  const type = typeParts(inferred)
  const column: AnalyzedColumn = { name, ...type, nullable, originNullable: nullable }
  const ownName = item.expression.kind === 'ColumnReference' ? item.expression.parts.at(-1) : undefined
  const aliased =
    ownName === undefined || ownName.toLowerCase() !== name.toLowerCase() || isStructField(item.expression, scope)
  return [{ text: aliased ? `${text} AS \`${name}\`` : text, column }]
}

function withoutComment(column: AnalyzedColumn): AnalyzedColumn {
  const { comment: _, ...rest } = column
  return rest
}

function isStructField(expression: Expression, scope: RelationScope): boolean {
  return expression.kind === 'ColumnReference' && (resolveColumn(expression.parts, scope)?.fields.length ?? 0) > 0
}

/** The name that an expression's column gets when it has no alias: its text, with bare column names. */
export function outputName(expression: Expression, scope?: RelationScope): string {
  if (expression.kind === 'ColumnReference') return expression.parts.at(-1) ?? ''
  return printAnalyzed(expression, {
    column: (parts) => parts.join('.'),
    query: (query) =>
      visitQuery(query, {
        options: {
          resolve: () => undefined,
          shortNames: true,
          capabilities: { spacedPartitionNames: true, printsDefaultArguments: false },
        },
        ctes: new Map(),
        visitQuery,
        ...(scope === undefined ? {} : { outer: scope }),
      }).text,
  })
}

function replaceAliases(
  expression: Expression,
  aliases: ReadonlyMap<string, Expression>,
  scope: RelationScope,
): Expression {
  if (expression.kind === 'ColumnReference') {
    const name = expression.parts.length === 1 ? expression.parts[0]?.toLowerCase() : undefined
    const target = name === undefined ? undefined : aliases.get(name)
    return target !== undefined && resolveColumn(expression.parts, scope) === undefined ? target : expression
  }
  return mapChildren(expression, (child) => replaceAliases(child, aliases, scope))
}

/** Rebuilds the operations that HAVING is made of; other expressions stay as they are. */
function mapChildren(expression: Expression, map: (child: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'LogicalExpression':
    case 'ArithmeticExpression':
      return { ...expression, operands: expression.operands.map(map) }
    case 'ComparisonExpression':
      return { ...expression, left: map(expression.left), right: map(expression.right) }
    case 'NotExpression':
    case 'IsNullExpression':
      return { ...expression, operand: map(expression.operand) }
    case 'BetweenExpression':
      return {
        ...expression,
        operand: map(expression.operand),
        lower: map(expression.lower),
        upper: map(expression.upper),
      }
    case 'InListExpression':
      return { ...expression, operand: map(expression.operand), values: expression.values.map(map) }
    default:
      return expression
  }
}

function groupBy(grouping: NonNullable<Select['groupBy']>, context: ExpressionContext): string {
  const list = (expressions: readonly Expression[]): string =>
    expressions.map((expression) => printAnalyzed(expression, context)).join(', ')
  if (grouping.kind === 'GroupingSets')
    return `GROUPING SETS (${grouping.sets.map((set) => `(${list(set.expressions)})`).join(', ')})`
  return grouping.type === undefined ? list(grouping.expressions) : `${grouping.type} (${list(grouping.expressions)})`
}
