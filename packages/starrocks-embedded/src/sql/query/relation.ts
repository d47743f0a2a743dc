import { visit } from 'starrocks-kit/language'
import type { Expression, Join, JoinRelation, Relation, SubqueryRelation, ValuesRelation } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { castTo } from '../cast.ts'
import type { Bound } from '../bound.ts'
import type { Field, NameScope } from '../name-scope.ts'
import type { Environment, OutputColumn, QueryContext } from '../translation.ts'
import { commonTypeOf, comparisonType } from '../types/common-type.ts'
import { toDataType } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import { canGroupBy, NO_JOIN } from '../types/type-uses.ts'
import { bindExpression, translateQuery } from '../expression/bind.ts'
import { bindCondition } from '../expression/predicate.ts'
import { derivedFields, renamed, type BoundRelation } from './derived.ts'
import { translateTableFunction } from './table-function.ts'
import { translateTableReference } from './table-reference.ts'

/** The whole FROM clause; the text is empty when there is none. */
export function translateFrom(
  relations: readonly Relation[] | undefined,
  context: QueryContext,
  parent: NameScope | undefined,
): BoundRelation {
  let fields: readonly Field[] = []
  const texts: string[] = []
  for (const relation of relations ?? []) {
    const bound = translateRelation(relation, context, { fields, ...(parent === undefined ? {} : { parent }) })
    refuseDuplicate(fields, bound.fields)
    fields = [...fields, ...bound.fields]
    texts.push(bound.sql)
  }
  return { sql: texts.join(', '), fields }
}

/** One relation; `outer` holds the columns that a lateral relation may use. */
function translateRelation(relation: Relation, context: QueryContext, outer: NameScope): BoundRelation {
  switch (relation.kind) {
    case 'TableReference':
      return translateTableReference(relation, context)
    case 'SubqueryRelation':
      return translateSubqueryRelation(relation, context, outer)
    case 'ValuesRelation':
      return translateValues(relation, context, outer)
    case 'TableFunction':
      return translateTableFunction(relation, context, outer)
    case 'FileTableFunction':
      throw analyzingError('FILES() is not supported by the embedded server')
    case 'JoinRelation':
      return translateJoins(relation, context, outer)
    case 'RelationGroup':
      return translateFrom(relation.relations, context, outer)
  }
}

function translateSubqueryRelation(relation: SubqueryRelation, context: QueryContext, outer: NameScope): BoundRelation {
  const inner = translateQuery(relation.query, context, relation.lateral === true ? outer : outer.parent)
  const alias = context.translation.newName()
  const columns = renamed(inner.columns, relation.columns, relation.alias ?? '')
  const qualifier = relation.alias === undefined ? undefined : { name: relation.alias }
  return {
    sql: `${relation.lateral === true ? 'LATERAL ' : ''}(${inner.sql}) AS ${alias}`,
    fields: derivedFields(alias, columns, qualifier),
  }
}

function translateValues(relation: ValuesRelation, context: QueryContext, outer: NameScope): BoundRelation {
  const rows = relation.rows.map((row) =>
    row.values.map((value) => {
      if (value.kind === 'DefaultValue') throw analyzingError('DEFAULT can only stand in the VALUES of an INSERT')
      return bindExpression(value, { context, names: outer })
    }),
  )
  const { sql, columns } = valuesText(rows)
  const alias = context.translation.newName()
  const named = renamed(columns, relation.columns, relation.alias ?? '')
  return {
    sql: `(${sql}) AS ${alias}`,
    fields: derivedFields(alias, named, relation.alias === undefined ? undefined : { name: relation.alias }),
  }
}

/** Rows of expressions as a query: columns are called `column_0`, `column_1`, ... and have common types. */
function valuesText(rows: readonly (readonly Bound[])[]): {
  readonly sql: string
  readonly columns: readonly OutputColumn[]
} {
  const width = rows[0]?.length ?? 0
  const columns: OutputColumn[] = []
  for (let index = 0; index < width; index += 1) {
    const types = rows.map((row) => {
      const cell = row[index]
      if (cell === undefined || row.length !== width) throw analyzingError('Values have unequal number of columns')
      return cell.type
    })
    const type = commonTypeOf(types)
    if (type === undefined) throw analyzingError(`Values have incompatible types ${types.map(typeText).join(', ')}`)
    columns.push({ name: `column_${index}`, type })
  }
  const texts = rows.map(
    (row) =>
      `(${row.map((cell, index) => castTo(cell, toDataType(columns[index]?.type ?? cell.type)).sql).join(', ')})`,
  )
  const names = columns.map((_, index) => `_${index + 1}`).join(', ')
  return { sql: `SELECT * FROM (VALUES ${texts.join(', ')}) AS v(${names})`, columns }
}

function translateJoins(relation: JoinRelation, context: QueryContext, outer: NameScope): BoundRelation {
  let left = translateRelation(relation.first, context, outer)
  for (const join of relation.joins) left = translateJoin(left, join, context, outer)
  return left
}

const DUCK_JOINS: Readonly<Record<Join['type'], string>> = {
  INNER: 'INNER JOIN',
  CROSS: 'INNER JOIN',
  LEFT: 'LEFT JOIN',
  RIGHT: 'RIGHT JOIN',
  FULL: 'FULL JOIN',
  'LEFT SEMI': 'SEMI JOIN',
  'RIGHT SEMI': 'SEMI JOIN',
  'LEFT ANTI': 'ANTI JOIN',
  'RIGHT ANTI': 'ANTI JOIN',
  'NULL AWARE LEFT ANTI': 'ANTI JOIN',
  'ASOF INNER': 'ASOF JOIN',
  'ASOF LEFT': 'ASOF LEFT JOIN',
}

function translateJoin(left: BoundRelation, join: Join, context: QueryContext, outer: NameScope): BoundRelation {
  const right = translateRelation(join.relation, context, {
    fields: [...outer.fields, ...left.fields],
    ...(outer.parent === undefined ? {} : { parent: outer.parent }),
  })
  refuseDuplicate(left.fields, right.fields)
  const fields = [...left.fields, ...right.fields]
  const keepsRight = join.type === 'RIGHT SEMI' || join.type === 'RIGHT ANTI'
  const keepsLeft = join.type === 'LEFT SEMI' || join.type === 'LEFT ANTI' || join.type === 'NULL AWARE LEFT ANTI'
  const names: NameScope = { fields, ...(outer.parent === undefined ? {} : { parent: outer.parent }) }
  const using = join.using === undefined ? undefined : usingText(join.using, left, right)
  refuseLateral(join)
  const environment: Environment = { context, names, forbidAggregates: 'JOIN' }
  if (join.on !== undefined) refuseUnjoinable(join.on, environment)
  const on = join.on === undefined ? using : bindCondition(join.on, environment).sql
  if (join.on !== undefined && hasSubquery(join.on)) {
    if (join.type === 'LEFT' || join.type === 'RIGHT')
      return outerJoin(left, right, { condition: on ?? 'TRUE', side: join.type }, context)
    if (join.type === 'FULL') return fullJoin(left, right, on ?? 'TRUE', context)
  }
  const [first, second] = keepsRight ? [right, left] : [left, right]
  const nested = join.relation.kind === 'JoinRelation' || join.relation.kind === 'RelationGroup'
  const secondText = nested && !keepsRight ? `(${second.sql})` : second.sql
  const text = `${first.sql} ${DUCK_JOINS[join.type]} ${secondText} ON ${on ?? 'TRUE'}`
  if (keepsLeft) return { sql: text, fields: left.fields }
  if (keepsRight) return { sql: text, fields: right.fields }
  return {
    sql: text,
    fields: join.using === undefined ? fields : shadowed(fields, join.using, join.type === 'RIGHT' ? left : right),
  }
}

/** An outer join whose condition holds a subquery, which DuckDB takes in WHERE only: the rows that match are chosen for each row of the side that is kept. */
function outerJoin(
  left: BoundRelation,
  right: BoundRelation,
  join: { readonly condition: string; readonly side: 'LEFT' | 'RIGHT' },
  context: QueryContext,
): BoundRelation {
  const [kept, matched] = join.side === 'LEFT' ? [left, right] : [right, left]
  const alias = context.translation.newName()
  const columns = matched.fields.map((field, i) => `${field.sql} AS _${i + 1}`)
  const renamedFields = matched.fields.map((field, i) => ({ ...field, sql: `${alias}._${i + 1}` }))
  const sql = `${kept.sql} LEFT JOIN LATERAL (SELECT ${columns.join(', ')} FROM ${matched.sql} WHERE ${join.condition}) AS ${alias} ON TRUE`
  return {
    sql,
    fields: join.side === 'LEFT' ? [...left.fields, ...renamedFields] : [...renamedFields, ...right.fields],
  }
}

/** The rows of an outer join, and behind them those of the right side that match nothing. */
function fullJoin(left: BoundRelation, right: BoundRelation, condition: string, context: QueryContext): BoundRelation {
  const matched = outerJoin(left, right, { condition, side: 'LEFT' }, context)
  const alias = context.translation.newName()
  const columns = matched.fields.map((field, i) => `${field.sql} AS _${i + 1}`)
  const alone = [...left.fields.map(() => 'NULL'), ...right.fields.map((field) => field.sql)]
  const rest = `SELECT ${alone.join(', ')} FROM ${right.sql} WHERE NOT EXISTS (SELECT 1 FROM ${left.sql} WHERE ${condition})`
  return {
    sql: `(SELECT ${columns.join(', ')} FROM ${matched.sql} UNION ALL ${rest}) AS ${alias}`,
    fields: [...left.fields, ...right.fields].map((field, i) => ({ ...field, sql: `${alias}._${i + 1}` })),
  }
}

/** What a table function in a join may not be (QueryAnalyzer.visitJoin). */
function refuseLateral({ relation, type, on }: Join): void {
  if (relation.kind !== 'TableFunction' || type === 'INNER' || type === 'CROSS') return
  const name = (relation.name.parts.at(-1) ?? '').toLowerCase()
  if (type !== 'LEFT' || name !== 'unnest') throw analyzingError('Not support lateral join except inner or cross')
  if (on !== undefined && !(on.kind === 'BooleanLiteral' && on.value))
    throw analyzingError('left join unnest only support on true')
}

/** A condition that compares what cannot be joined: sketches and JSON, alone or in nested values. */
function refuseUnjoinable(condition: Expression, environment: Environment): void {
  if (condition.kind === 'LogicalExpression') {
    for (const operand of condition.operands) refuseUnjoinable(operand, environment)
  } else if (condition.kind === 'NotExpression') refuseUnjoinable(condition.operand, environment)
  else if (condition.kind === 'ComparisonExpression') {
    for (const side of [condition.left, condition.right]) {
      if (!canGroupBy(bindExpression(side, environment).type)) throw analyzingError(NO_JOIN)
    }
  }
}

function hasSubquery(condition: Expression): boolean {
  let found = false
  const note = (): 'skip' => {
    found = true
    return 'skip'
  }
  visit(condition, { SubqueryExpression: note, InSubqueryExpression: note, ExistsExpression: note })
  return found
}

function usingText(columns: readonly string[], left: BoundRelation, right: BoundRelation): string {
  return columns
    .map((name) => {
      const [a, b] = [left, right].map((side) =>
        side.fields.find((field) => field.name.toLowerCase() === name.toLowerCase() && field.shadowed !== true),
      )
      if (a === undefined || b === undefined) throw analyzingError(`Column '${name}' cannot be resolved`)
      const type = toDataType(comparisonType(a.type, b.type, true) ?? a.type)
      return `${castTo({ sql: a.sql, type: a.type }, type).sql} = ${castTo({ sql: b.sql, type: b.type }, type).sql}`
    })
    .join(' AND ')
}

function shadowed(fields: readonly Field[], columns: readonly string[], side: BoundRelation): readonly Field[] {
  const names = new Set(columns.map((name) => name.toLowerCase()))
  const own = new Set(side.fields.map((field) => field.sql))
  return fields.map((field) =>
    own.has(field.sql) && names.has(field.name.toLowerCase()) ? { ...field, shadowed: true as const } : field,
  )
}

function refuseDuplicate(left: readonly Field[], right: readonly Field[]): void {
  const name = right[0]?.qualifier?.name
  const database = right[0]?.qualifier?.database
  if (name === undefined) return
  if (left.some((field) => field.qualifier?.name === name && field.qualifier.database === database)) {
    throw analyzingError(`Not unique table/alias: '${name}'`)
  }
}
