import type { Expression, Query, Select, SortItem } from 'starrocks-kit/language'
import { outputName } from '../analyzed/analyze-query.ts'
import type { RowColumn, SqlValue } from '../../sql/scope.ts'
import { compareValues, evaluateExpression, NotEvaluableError, truth } from './evaluate-expression.ts'
import type { EvaluationContext } from './evaluate-expression.ts'

export interface SelectedRows {
  readonly columns: readonly RowColumn[]
  readonly rows: readonly (readonly SqlValue[])[]
}

const TEXT: RowColumn['type'] = { kind: 'varchar', length: 65_533 }
const BIGINT: RowColumn['type'] = { kind: 'simple', name: 'bigint' }

/**
 * Answers a plain SELECT over the rows of one metadata table (columns, WHERE, ORDER BY, LIMIT, and `count(*)` over all of them) without the engine.
 * Returns undefined for queries beyond that.
 */
export function selectRows(query: Query, source: SelectedRows, context: EvaluationContext): SelectedRows | undefined {
  const select = query.body
  if (query.with !== undefined || select.kind !== 'Select') return undefined
  if (
    select.groupBy !== undefined ||
    select.having !== undefined ||
    select.pivot !== undefined ||
    select.qualify !== undefined
  )
    return undefined
  if (select.distinct === true) return undefined
  try {
    return select.items.some((item) => item.kind === 'SelectExpression' && isCount(item.expression))
      ? countRows(query, select, source, context)
      : plainRows(query, select, source, context)
  } catch (error) {
    if (error instanceof NotEvaluableError) return undefined
    throw error
  }
}

function isCount(expression: Expression): boolean {
  return (
    expression.kind === 'FunctionCall' &&
    expression.name.join('.').toLowerCase() === 'count' &&
    expression.over === undefined &&
    (expression.star === true ||
      (expression.distinct !== true && expression.arguments.every((argument) => argument.kind === 'NumberLiteral')))
  )
}

function countRows(
  query: Query,
  select: Select,
  source: SelectedRows,
  context: EvaluationContext,
): SelectedRows | undefined {
  const [item] = select.items
  if (select.items.length !== 1 || item?.kind !== 'SelectExpression' || query.orderBy !== undefined) return undefined
  const count = filterRows(source, select.where, context).length
  return { columns: [{ name: item.alias ?? outputName(item.expression), type: BIGINT }], rows: [[count]] }
}

function plainRows(
  query: Query,
  select: Select,
  source: SelectedRows,
  context: EvaluationContext,
): SelectedRows | undefined {
  const outputs: { readonly column: RowColumn; readonly value: (row: readonly SqlValue[]) => SqlValue }[] = []
  for (const item of select.items) {
    if (item.kind === 'SelectStar') {
      if (item.exclude !== undefined) return undefined
      source.columns.forEach((column, i) => outputs.push({ column, value: (row) => row[i] ?? null }))
      continue
    }
    const { expression } = item
    const position = expression.kind === 'ColumnReference' ? columnIndex(source, expression.parts) : -1
    if (expression.kind === 'ColumnReference' && position === -1) return undefined
    const type = source.columns[position]?.type ?? TEXT
    outputs.push({
      column: { name: item.alias ?? outputName(expression), type },
      value: (row) => evaluateExpression(expression, rowContext(source, row, context)),
    })
  }
  const kept = filterRows(source, select.where, context)
  const sorted = query.orderBy === undefined ? kept : sortRows(kept, query.orderBy, source, outputs, context)
  if (sorted === undefined) return undefined
  const limited = limitRows(sorted, query, context)
  return (
    limited && {
      columns: outputs.map((output) => output.column),
      rows: limited.map((row) => outputs.map((output) => output.value(row))),
    }
  )
}

/** The rows for which the condition is true. */
function filterRows(
  source: SelectedRows,
  condition: Expression | undefined,
  context: EvaluationContext,
): readonly (readonly SqlValue[])[] {
  if (condition === undefined) return source.rows
  return source.rows.filter((row) => truth(evaluateExpression(condition, rowContext(source, row, context))) === true)
}

function rowContext(source: SelectedRows, row: readonly SqlValue[], context: EvaluationContext): EvaluationContext {
  return {
    ...context,
    column: (parts) => {
      const index = columnIndex(source, parts)
      if (index === -1) throw new NotEvaluableError()
      return row[index] ?? null
    },
    variable: (name, scope) => context.variable(name, scope),
    userVariable: (name) => context.userVariable(name),
    sessionFunction: (name, args) => context.sessionFunction(name, args),
  }
}

function columnIndex(source: SelectedRows, parts: readonly string[]): number {
  const name = parts.at(-1)?.toLowerCase()
  return source.columns.findIndex((column) => column.name.toLowerCase() === name)
}

function sortRows(
  rows: readonly (readonly SqlValue[])[],
  order: readonly SortItem[],
  source: SelectedRows,
  outputs: readonly { readonly column: RowColumn; readonly value: (row: readonly SqlValue[]) => SqlValue }[],
  context: EvaluationContext,
): readonly (readonly SqlValue[])[] | undefined {
  const keys: ((row: readonly SqlValue[]) => SqlValue)[] = []
  for (const { expression } of order) {
    if (expression.kind === 'NumberLiteral') {
      const output = outputs[Number(expression.text) - 1]
      if (output === undefined) return undefined
      keys.push(output.value)
      continue
    }
    const name =
      expression.kind === 'ColumnReference' && expression.parts.length === 1
        ? expression.parts[0]?.toLowerCase()
        : undefined
    const output = outputs.find((candidate) => candidate.column.name.toLowerCase() === name)
    keys.push(
      output === undefined ? (row) => evaluateExpression(expression, rowContext(source, row, context)) : output.value,
    )
  }
  return rows.toSorted((a, b) => {
    for (const [i, key] of keys.entries()) {
      const direction = order[i]?.order === 'DESC' ? -1 : 1
      const [left, right] = [key(a), key(b)]
      const result =
        left === null || right === null
          ? Number(left !== null) - Number(right !== null)
          : (compareValues(left, right) ?? 0)
      if (result !== 0) return result * direction
    }
    return 0
  })
}

/** Undefined when the limit is not a plain number. */
function limitRows<T>(rows: readonly T[], query: Query, context: EvaluationContext): readonly T[] | undefined {
  if (query.limit === undefined) return rows
  const limit = evaluateExpression(query.limit.limit, context)
  const offset = query.limit.offset === undefined ? 0 : evaluateExpression(query.limit.offset, context)
  if (typeof limit !== 'number' || typeof offset !== 'number') return undefined
  return rows.slice(offset, offset + limit)
}
