import type { Expression, InsertStatement } from 'starrocks-kit/language'
import type { Column } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { EngineError } from '../engine-error.ts'
import { combine, type Bound } from '../bound.ts'
import { canCast, castTo } from '../cast.ts'
import { quoteDuckIdentifier } from '../duck-text.ts'
import { sortedMaps } from '../nested.ts'
import { bindExpression } from '../expression/bind.ts'
import { partitionCondition } from '../query/partition.ts'
import { translateQuery } from '../expression/bind.ts'
import type { OutputColumn, QueryContext } from '../translation.ts'
import { columnLabel } from '../query/column-label.ts'
import { duckType } from '../types/duck-type.ts'
import { isNull } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import { defaultOf, generatedValue } from './column-default.ts'
import { columnOf, isKey, type WriteTarget } from './target.ts'

/** An INSERT, ready to run: rows come from `source`, whose columns are the table's, by name, and `__n`, their order. */
export interface PlannedInsert {
  readonly target: WriteTarget
  readonly source: string
  /** Columns that the statement leaves out of a row that may already be there: their old values stay. */
  readonly kept: readonly string[]
  /** The rows that an INSERT OVERWRITE removes first: a condition, or all. */
  readonly overwrite?: { readonly condition?: string }
}

/** Services that a plan needs beside the translation. */
export interface InsertServices {
  parseExpression(text: string): Expression
  /** The next values of the table's AUTO_INCREMENT column, as DuckDB text. */
  nextValue(id: number): string
}

/** Plans an INSERT: matches columns, fills in defaults, converts values. */
export function planInsert(
  statement: InsertStatement,
  target: WriteTarget,
  context: QueryContext,
  services: InsertServices,
): PlannedInsert {
  if (statement.target.kind !== 'InsertTable') throw analyzingError('the embedded server inserts into tables only')
  const { table } = target
  const source = sourceOf(statement, target, context, services)
  const names = statement.byName === true ? source.columns.map((column) => column.name) : statement.columns
  const targets = targetColumns(target, names)
  if (source.columns.length !== targets.length) {
    throw analyzingError(
      `Inserted target column count: ${targets.length} doesn't match select/value column count: ${source.columns.length}`,
      undefined,
      5604,
    )
  }
  const partial =
    target.keyType === 'PRIMARY' &&
    targets.length < table.columns.filter((column) => column.generated === undefined).length
  if (partial) refuseMissingKeys(target, targets)
  const kept: string[] = []
  const items = table.columns.flatMap((column) => {
    if (column.generated !== undefined) return []
    const index = targets.indexOf(column)
    if (index >= 0) {
      const input = source.columns[index]
      const given = input === undefined ? undefined : convert({ sql: `s._${index + 1}`, type: input.type }, column)
      return [{ column, value: given ?? defaultText(column, target, targets, context, services) }]
    }
    if (partial && !isKey(target, column)) kept.push(column.name)
    return [{ column, value: defaultText(column, target, targets, context, services, partial) }]
  })
  const list = items.map(({ column, value }) => `${value} AS ${quoteDuckIdentifier(column.name)}`)
  const base = `SELECT row_number() OVER () AS __n, ${list.join(', ')} FROM (${source.sql}) AS s`
  const condition = partitionCondition(table, statement.target.partitions)
  return {
    target,
    source: withGenerated(base, target, context, services),
    kept,
    ...(statement.overwrite === true ? { overwrite: condition === undefined ? {} : { condition } } : {}),
  }
}

/** Adds the generated columns to rows that have all others. */
export function withGenerated(
  sql: string,
  target: WriteTarget,
  context: QueryContext,
  services: InsertServices,
): string {
  const generated = target.table.columns.filter((column) => column.generated !== undefined)
  if (generated.length === 0) return sql
  const alias = context.translation.newName()
  const items = generated.map((column) => {
    const value = generatedValue(column, target.table, alias, context, (text) => services.parseExpression(text))
    return `${value.sql} AS ${quoteDuckIdentifier(column.name)}`
  })
  return `SELECT ${alias}.*, ${items.join(', ')} FROM (${sql}) AS ${alias}`
}

function targetColumns(target: WriteTarget, names: readonly string[] | undefined): readonly Column[] {
  const { table } = target
  if (names === undefined) return table.columns.filter((column) => column.generated === undefined)
  const result: Column[] = []
  for (const name of names) {
    const column = columnOf(table, name)
    if (column === undefined) throw analyzingError(`Unknown column '${name}' in '${table.name}'`)
    if (column.generated !== undefined) throw analyzingError(`generated column '${name}' can not be specified`)
    if (result.includes(column)) throw analyzingError(`Duplicate column name '${name}'`, undefined, 1060)
    result.push(column)
  }
  return result
}

function refuseMissingKeys(target: WriteTarget, targets: readonly Column[]): void {
  const missing = target.table.columns.filter(
    (column) =>
      isKey(target, column) &&
      !targets.includes(column) &&
      column.default === undefined &&
      column.autoIncrement === undefined,
  )
  if (missing.length > 0) {
    throw analyzingError(
      `must contain key column ${missing.map((column) => column.name.toLowerCase()).join(',')} in the insert columns list`,
      undefined,
      6014,
    )
  }
}

/** What a column gets that the statement does not mention. */
function defaultText(
  column: Column,
  target: WriteTarget,
  targets: readonly Column[],
  context: QueryContext,
  services: InsertServices,
  partial = false,
): string {
  if (column.autoIncrement === true) return services.nextValue(target.id)
  const value = defaultOf(column, context, (text) => services.parseExpression(text))
  if (value !== undefined) return value.sql
  if (partial) return `CAST(NULL AS ${duckType(column.type)})`
  const mentioned = targets
    .map((item) => item.name)
    .toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map((name) => ` ${name} `)
    .join('')
  throw analyzingError(`'${column.name}' must be explicitly mentioned in column permutation: ${mentioned}`)
}

/** A value as its column holds it. Refuses types that cannot become the column's. */
export function convert(value: Bound, column: Column): string {
  if (!isNull(value.type) && !canCast(value.type, column.type)) {
    throw analyzingError(`Cannot cast '${column.name}' from ${typeText(value.type)} to ${typeText(column.type)}`)
  }
  const text = sortedMaps(castTo(value, column.type).sql, column.type)
  return column.type.kind === 'char' ? `rtrim(${text}, chr(0))` : text
}

/** The rows that go in: a query, or VALUES in which DEFAULT stands for the column's default. */
function sourceOf(
  statement: InsertStatement,
  target: WriteTarget,
  context: QueryContext,
  services: InsertServices,
): { readonly sql: string; readonly columns: readonly OutputColumn[] } {
  if (statement.source.kind === 'Query') return translateQuery(statement.source, context)
  const targets = targetColumns(target, statement.columns)
  const rows = statement.source.rows.map((row) => {
    if (row.values.length !== targets.length) {
      throw analyzingError(
        `Inserted target column count: ${targets.length} doesn't match select/value column count: ${row.values.length}`,
        undefined,
        5604,
      )
    }
    return row.values.map((value, index): string => {
      const column = targets[index]
      if (column === undefined) throw new EngineError('a value without a column')
      if (value.kind === 'DefaultValue') {
        if (column.autoIncrement === true) return services.nextValue(target.id)
        const bound = defaultOf(column, context, (text) => services.parseExpression(text))
        if (bound === undefined) throw analyzingError(`Column has no default value, column=${column.name}`)
        return bound.sql
      }
      if (value.kind === 'NullLiteral' && column.autoIncrement === true) {
        throw analyzingError(
          ` \`NULL\` value is not supported for an AUTO_INCREMENT column: ${column.name} You can use \`default\` for an AUTO INCREMENT column`,
        )
      }
      const bound = bindExpression(value, { context, names: { fields: [] } })
      if (!isNull(bound.type) && !canCast(bound.type, column.type)) {
        throw analyzingError(
          `Cannot cast '${columnLabel(value)}' from ${typeText(bound.type)} to ${typeText(column.type)}`,
        )
      }
      return castTo(combine(bound.sql, bound.type, []), column.type).sql
    })
  })
  const names = targets.map((_, index) => `_${index + 1}`).join(', ')
  const casts = targets.map((column, index) => `CAST(v._${index + 1} AS ${duckType(column.type)}) AS _${index + 1}`)
  return {
    sql: `SELECT ${casts.join(', ')} FROM (VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}) AS v(${names})`,
    columns: targets.map((column) => ({ name: column.name, type: column.type })),
  }
}
