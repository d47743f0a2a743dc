import type {
  Expression,
  Query,
  QueryBody,
  Relation,
  Select,
  SelectItem,
  SetOperation,
  TableFunction,
} from 'starrocks-kit/language'
import type { OutputColumn } from '../catalog-data.ts'
import { inferType } from './infer-type.ts'
import { joinWords } from './join-words.ts'
import { printAnalyzed, printSortItem } from './print-expression.ts'
import type { ExpressionContext } from './print-expression.ts'
import { endsWith, resolveColumn } from './relation-scope.ts'
import type { RelationScope, ScopeRelation } from './relation-scope.ts'

/** A table or view as a query sees it, under its full name. */
export interface NamedRelation {
  readonly catalog: string
  readonly database: string
  readonly name: string
  readonly columns: readonly OutputColumn[]
}

export interface AnalyzeOptions {
  /** Undefined when there is no such relation: its name is printed as written then. */
  resolve(name: readonly string[]): NamedRelation | undefined
  /** Columns are qualified by the table alone, not by the database: materialized views over one database. */
  readonly shortNames: boolean
}

export interface AnalyzedQuery {
  /** The query in the analyzer's wording: names in full, stars expanded, aliases given to expressions. */
  readonly text: string
  readonly columns: readonly OutputColumn[]
}

/** A query whose names mean something that the catalog does not have. */
export class AnalyzeError extends Error {
  readonly code = 'ANALYZE'
}

interface Environment {
  readonly options: AnalyzeOptions
  readonly ctes: ReadonlyMap<string, NamedCte>
  readonly outer?: RelationScope
}

interface NamedCte {
  readonly name: string
  readonly columns: readonly OutputColumn[]
}

/** Rewrites a query as StarRocks' analyzer does (AstToSQLBuilder), and tells the columns that it returns. Throws `AnalyzeError`. */
export function analyzeQuery(query: Query, options: AnalyzeOptions): AnalyzedQuery {
  return visitQuery(query, { options, ctes: new Map() })
}

function visitQuery(query: Query, outerEnvironment: Environment): AnalyzedQuery {
  let environment = outerEnvironment
  const prefix: string[] = []
  for (const cte of query.with ?? []) {
    const analyzed = visitQuery(cte.query, environment)
    const columns = rename(analyzed.columns, cte.columns)
    prefix.push(`\`${cte.name}\` (${columns.map((column) => `\`${column.name}\``).join(', ')}) AS (${analyzed.text}) `)
    environment = {
      ...environment,
      ctes: new Map([...environment.ctes, [cte.name.toLowerCase(), { name: cte.name, columns }]]),
    }
  }
  const body = visitBody(query.body, environment)
  let text = `${prefix.length === 0 ? '' : `WITH ${prefix.join(', ')}`}${body.text}`
  if (query.orderBy !== undefined && query.orderBy.length > 0) {
    const context = expressionContext(body.scope, environment, body.aliases)
    const items = query.orderBy.map((item) => {
      // A number stands for an output column.
      const position =
        item.expression.kind === 'NumberLiteral' ? body.outputs[Number(item.expression.text) - 1] : undefined
      return printSortItem(position === undefined ? item : { ...item, expression: position }, context)
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
  /** Output names that ORDER BY may use, in lower case. */
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
        scope: outputScope(analyzed.columns),
        aliases: namesOf(analyzed.columns),
        outputs: [],
      }
    }
  }
}

function visitSetOperation(operation: SetOperation, environment: Environment): AnalyzedBody {
  const operands = operation.operands.map((operand) => {
    const analyzed = visitBody(operand, environment)
    return operand.kind === 'SetOperation' ? { ...analyzed, text: `(${analyzed.text})` } : analyzed
  })
  const [first] = operands
  let text = first?.text ?? ''
  operands.slice(1).forEach((operand, i) => {
    text += ` ${operation.operators[i] ?? ''} ${operand.text}`
  })
  const columns = first?.columns ?? []
  return { text, columns, scope: outputScope(columns), aliases: namesOf(columns), outputs: [] }
}

function outputScope(columns: readonly OutputColumn[]): RelationScope {
  return { relations: [{ names: [], qualifier: '', columns }] }
}

function namesOf(columns: readonly OutputColumn[]): ReadonlyMap<string, string> {
  return new Map(columns.map((column) => [column.name.toLowerCase(), column.name]))
}

function visitSelect(select: Select, environment: Environment): AnalyzedBody {
  const relations: ScopeRelation[] = []
  const scope: RelationScope = { relations, ...(environment.outer === undefined ? {} : { outer: environment.outer }) }
  const from = (select.from ?? []).map((relation, i) => visitRelation(relation, environment, scope, relations, i > 0))
  const context = expressionContext(scope, environment, new Map())
  const items = select.items.flatMap((item) => visitItem(item, scope, context))
  const aliases = new Map<string, string>()
  const expressions = new Map<string, Expression>()
  for (const item of select.items) {
    if (item.kind === 'SelectExpression' && item.alias !== undefined) {
      aliases.set(item.alias.toLowerCase(), item.alias)
      expressions.set(item.alias.toLowerCase(), item.expression)
    }
  }
  const hints = (select.hints ?? []).map((hint) => `/*+ ${hint.trim()} */ `).join('')
  let text = `SELECT ${hints}${select.distinct === true ? 'DISTINCT ' : ''}${items.map((item) => item.text).join(', ')}`
  if (from.length > 0) text += `\nFROM ${commaJoin(from, select.from ?? [])}`
  if (select.where !== undefined) text += `\nWHERE ${printAnalyzed(select.where, context)}`
  const grouping = expressionContext(scope, environment, aliases)
  if (select.groupBy !== undefined) text += `\nGROUP BY ${groupBy(select.groupBy, grouping)}`
  if (select.having !== undefined) {
    text += `\nHAVING ${printAnalyzed(replaceAliases(select.having, expressions, scope), context)}`
  }
  const columns = items.map((item) => item.column)
  const outputs = select.items.some((item) => item.kind === 'SelectStar')
    ? []
    : select.items.map((item) => (item.kind === 'SelectExpression' ? item.expression : undefined))
  if (select.qualify !== undefined)
    return { ...surroundByQualify(select.qualify, text, columns, context), scope, aliases, outputs }
  return { text, columns, scope, aliases, outputs }
}

/** QUALIFY is a query around the query, with the window function's value as a column more. */
function surroundByQualify(
  qualify: NonNullable<Select['qualify']>,
  text: string,
  columns: readonly OutputColumn[],
  context: ExpressionContext,
): AnalyzedQuery {
  const [table, value] = ['`__QUALIFY__TABLE`', '`__QUALIFY__VALUE`']
  const end = text.indexOf('\nFROM ')
  const inner = `${text.slice(0, end)}, ${printAnalyzed(qualify.expression, context)} AS ${value}${text.slice(end)}`
  const list = columns.map((column) => `${table}.\`${column.name}\``).join(', ')
  return {
    text: `SELECT ${list}\nFROM (${inner}) ${table}\nWHERE ${table}.${value} ${qualify.operator} ${qualify.limit.text}`,
    columns,
  }
}

/** `FROM a, b` is a join without condition: `a , b `. */
function commaJoin(texts: readonly string[], relations: readonly Relation[]): string {
  return texts.reduce((left, right, i) => {
    if (i === 0) return right
    const lateral = relations[i]?.kind === 'TableFunction' ? 'LATERAL ' : ''
    return `${left} , ${lateral}${right} `
  }, '')
}

interface AnalyzedItem {
  readonly text: string
  readonly column: OutputColumn
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
        .filter((column) => !excluded.has(column.name.toLowerCase()))
        .map((column) => ({ text: qualified(relation, column.name), column: withoutComment(column) })),
    )
  }
  const text = printAnalyzed(item.expression, context)
  const name = item.alias ?? outputName(item.expression, scope)
  const inferred = inferType(item.expression, scope)
  const column: OutputColumn = { name, ...(inferred === undefined ? {} : inferred) }
  const ownName = item.expression.kind === 'ColumnReference' ? item.expression.parts.at(-1) : undefined
  const aliased =
    ownName === undefined || ownName.toLowerCase() !== name.toLowerCase() || isStructField(item.expression, scope)
  return [{ text: aliased ? `${text} AS \`${name}\`` : text, column }]
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
        options: { resolve: () => undefined, shortNames: true },
        ctes: new Map(),
        ...(scope === undefined ? {} : { outer: scope }),
      }).text,
  })
}

function withoutComment(column: OutputColumn): OutputColumn {
  const { comment: _, ...rest } = column
  return rest
}

function qualified(relation: ScopeRelation, column: string): string {
  return relation.qualifier === '' ? `\`${column}\`` : `${relation.qualifier}.\`${column}\``
}

/** `aliases`: output names that are printed as they are where no column has the name. */
function expressionContext(
  scope: RelationScope,
  environment: Environment,
  aliases: ReadonlyMap<string, string>,
): ExpressionContext {
  return {
    column: (parts) => {
      const [only] = parts
      if (parts.length === 1 && only !== undefined) {
        const alias = aliases.get(only.toLowerCase())
        if (alias !== undefined) return `\`${alias}\``
      }
      const found = resolveColumn(parts, scope)
      if (found === undefined) {
        if (knowsAll(scope))
          throw new AnalyzeError(`Column '${parts.map((part) => part).join('`.`')}' cannot be resolved`)
        return parts.map((part) => `\`${part}\``).join('.')
      }
      const fields = found.fields.map((field) => `.\`${field}\``).join('')
      return qualified(found.relation, found.column.name) + fields
    },
    query: (query) => visitQuery(query, { ...environment, outer: scope }).text,
    lambda: (name) =>
      environment.options.shortNames
        ? `\`__LAMBDA_TABLE\`.\`${name}\``
        : `\`__LAMBDA_TABLE\`.\`__LAMBDA_TABLE\`.\`${name}\``,
  }
}

/** Whether every relation in sight has known columns: only then is a name surely wrong. */
function knowsAll(scope: RelationScope | undefined): boolean {
  return (
    scope === undefined || (scope.relations.every((relation) => relation.columns.length > 0) && knowsAll(scope.outer))
  )
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

/** Prints a relation and adds what it brings into scope. */
function visitRelation(
  relation: Relation,
  environment: Environment,
  scope: RelationScope,
  relations: ScopeRelation[],
  _laterally: boolean,
): string {
  switch (relation.kind) {
    case 'TableReference':
      return visitTable(relation, environment, relations)
    case 'SubqueryRelation': {
      const analyzed = visitQuery(relation.query, environment)
      const columns = rename(analyzed.columns, relation.columns)
      const alias = relation.alias
      relations.push({
        names: alias === undefined ? [] : [alias],
        qualifier: alias === undefined ? '' : `\`${alias}\``,
        columns,
      })
      const names = relation.columns === undefined ? '' : `(${relation.columns.map((name) => `\`${name}\``).join(',')})`
      return `(${analyzed.text})${alias === undefined ? '' : ` \`${alias}\`${names}`}`
    }
    case 'JoinRelation': {
      let text = visitRelation(relation.first, environment, scope, relations, false)
      for (const join of relation.joins) {
        const left = [...relations]
        const lateral = join.relation.kind === 'TableFunction' ? 'LATERAL ' : ''
        const right = visitRelation(join.relation, environment, scope, relations, true)
        const added = relations.slice(left.length)
        text += ` ${joinWords(join)} ${lateral}${right} `
        const context = expressionContext(scope, environment, new Map())
        if (join.on !== undefined) text += `ON ${printAnalyzed(join.on, context)}`
        else if (join.using !== undefined) text += `ON ${usingCondition(join.using, left, added)}`
      }
      return text
    }
    case 'TableFunction':
      return visitTableFunction(relation, environment, scope, relations)
    case 'ValuesRelation': {
      const context = expressionContext({ relations: [] }, environment, new Map())
      const [first] = relation.rows
      const columns = (first?.values ?? []).map((_, i): OutputColumn => ({
        name: relation.columns?.[i] ?? `column_${i}`,
      }))
      relations.push({
        names: relation.alias === undefined ? [] : [relation.alias],
        qualifier: relation.alias === undefined ? '' : `\`${relation.alias}\``,
        columns,
      })
      const rows = relation.rows.map(
        (row) =>
          `(${row.values.map((value) => (value.kind === 'DefaultValue' ? 'DEFAULT' : printAnalyzed(value, context))).join(', ')})`,
      )
      const names = relation.columns === undefined ? '' : `(${relation.columns.join(',')})`
      return `(VALUES${rows.join(', ')})${relation.alias === undefined ? '' : ` ${relation.alias}${names}`}`
    }
    case 'FileTableFunction':
      relations.push({ names: relation.alias === undefined ? [] : [relation.alias], qualifier: '', columns: [] })
      return `FILES(${relation.properties.map((item) => `"${item.key}" = "${item.value}"`).join(', ')})`
    case 'RelationGroup':
      return relation.relations.map((item) => visitRelation(item, environment, scope, relations, false)).join(' , ')
  }
}

function visitTable(
  relation: Extract<Relation, { kind: 'TableReference' }>,
  environment: Environment,
  relations: ScopeRelation[],
): string {
  const { parts } = relation.name
  const cte = parts.length === 1 ? environment.ctes.get(parts[0]?.toLowerCase() ?? '') : undefined
  if (cte !== undefined) {
    const name = relation.alias ?? cte.name
    relations.push({ names: [name], qualifier: `\`${name}\``, columns: cte.columns })
    return `\`${cte.name}\`${relation.alias === undefined ? '' : ` AS ${relation.alias}`}`
  }
  const found = environment.options.resolve(parts)
  const full =
    found === undefined
      ? [...parts]
      : [...(found.catalog === 'default_catalog' ? [] : [found.catalog]), found.database, found.name]
  const owner = [...full.slice(0, -1), relation.alias ?? full.at(-1) ?? '']
  const printed = environment.options.shortNames ? owner.slice(-1) : owner
  relations.push({
    names: found === undefined ? owner : [found.catalog, found.database, relation.alias ?? found.name],
    qualifier: printed.map((part) => `\`${part}\``).join('.'),
    columns: found?.columns ?? [],
  })
  const partitions =
    relation.partitions?.kind === 'PartitionNames'
      ? ` PARTITION (${relation.partitions.names.map((name) => `\`${name}\``).join(', ')})`
      : ''
  const hints = (relation.hint?.names ?? []).map((name) => ` [${name}] `).join('')
  const alias = relation.alias === undefined ? '' : ` AS \`${relation.alias}\``
  return `${full.map((part) => `\`${part}\``).join('.')}${partitions}${hints}${alias}`
}

function visitTableFunction(
  relation: TableFunction,
  environment: Environment,
  scope: RelationScope,
  relations: ScopeRelation[],
): string {
  const context = expressionContext(scope, environment, new Map())
  const name = relation.name.parts.join('.').toLowerCase()
  const args = relation.arguments.map((argument) =>
    argument.kind === 'NamedArgument'
      ? `${argument.name} => ${printAnalyzed(argument.value, context)}`
      : printAnalyzed(argument, context),
  )
  const names = relation.columns ?? [name]
  relations.push({
    names: relation.alias === undefined ? [] : [relation.alias],
    qualifier: relation.alias === undefined ? '' : `\`${relation.alias}\``,
    columns: names.map((column): OutputColumn => ({ name: column })),
  })
  const columns = names.map((column) => `\`${column}\``).join(',')
  const call = `${name}(${args.join(',')})`
  const text = relation.table === true ? `TABLE(${call})` : call
  return relation.alias === undefined ? text : `${text} ${relation.alias}(${columns})`
}

function usingCondition(
  names: readonly string[],
  left: readonly ScopeRelation[],
  right: readonly ScopeRelation[],
): string {
  const find = (relations: readonly ScopeRelation[], name: string): string => {
    const found = resolveColumn([name], { relations })
    return found === undefined ? `\`${name}\`` : qualified(found.relation, found.column.name)
  }
  const conditions = names.map((name) => `${find(left, name)} = ${find(right, name)}`)
  return conditions.length === 1 ? (conditions[0] ?? '') : conditions.map((condition) => `(${condition})`).join(' AND ')
}

function rename(columns: readonly OutputColumn[], names: readonly string[] | undefined): readonly OutputColumn[] {
  return names === undefined ? columns : columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }))
}
