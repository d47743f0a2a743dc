import { visit } from '../../../language/index.ts'
import type { ColumnDefinition, Expression } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { sameDataType } from '../../data-type/change.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { expressionType, OLDER_FUNCTION_TYPES } from '../../resolve-query/expression-type.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Column } from '../../types/column.ts'
import type { DataType } from '../../types/data-type.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { at } from '../names.ts'
import { refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { functionName } from '../function-name.ts'

const AGGREGATES: ReadonlySet<string> = new Set([
  'sum',
  'count',
  'avg',
  'min',
  'max',
  'group_concat',
  'array_agg',
  'bitmap_union',
  'hll_union',
  'percentile_union',
  'any_value',
  'stddev',
  'variance',
  'approx_count_distinct',
  'ndv',
])

/** Generated columns of CREATE TABLE (CreateTableAnalyzer.analyzeGeneratedColumn). */
export function checkGeneratedColumns(
  table: Table,
  key: TableKey,
  definitions: readonly ColumnDefinition[],
  scope: ApplyScope,
): void {
  if (!table.columns.some((column) => column.generated !== undefined)) return
  if (!scope.capabilities.generatedColumns)
    refuseAnalyzing('Does not support generated column in shared data cluster yet')
  if (key.type === 'AGGREGATE') refuseAnalyzing('Generated Column does not support AGG table')
  let found = false
  for (const column of table.columns) {
    if (column.generated === undefined) {
      if (found) refuseAnalyzing('All generated columns must be defined after ordinary columns')
      continue
    }
    found = true
    if (includesColumn(key.columns, column.name)) refuseAnalyzing(`Generated Column ${column.name} can not be KEY`)
    const definition = definitions.find((candidate) => sameColumn(candidate.name, column.name))
    checkGeneratedExpression(column, table.columns, false, scope, definition?.generated)
  }
}

/** The expression of one generated column over the columns of its table. `namesColumn`: ALTER TABLE says which column is at fault. */
export function checkGeneratedExpression(
  column: Column,
  columns: readonly Column[],
  namesColumn: boolean,
  scope: ApplyScope,
  written?: Expression,
): void {
  if (column.generated === undefined) return
  const expression = expressionOf(column.generated)
  const names = referencedColumns(expression)
  for (const name of names) {
    if (!columns.some((candidate) => sameColumn(candidate.name, name))) {
      refuseAnalyzing(missingColumn(name, expression, namesColumn, scope))
    }
  }
  checkFunctions(written ?? expression, columns, scope)
  if (hasAggregate(expression)) refuseAnalyzing("Generated Column don't support aggregation function")
  for (const name of names) {
    const referred = columns.find((candidate) => sameColumn(candidate.name, name))
    const suffix = namesColumn ? `: ${name}` : ''
    if (referred?.generated !== undefined) {
      refuseAnalyzing(`Expression can not refers to other generated columns${suffix}`)
    }
    if (referred?.autoIncrement) refuseAnalyzing(`Expression can not refers to AUTO_INCREMENT columns${suffix}`)
  }
  const type =
    expressionType(
      expression,
      (name) => columns.find((candidate) => sameColumn(candidate.name, name))?.type,
      scope.capabilities.wording === '3.2' ? OLDER_FUNCTION_TYPES : {},
    ) ?? scope.context.expressionType?.(expression, columns)
  if (type !== undefined && !matches(column.type, type)) {
    refuseAnalyzing(
      `${scope.capabilities.wording === '3.2' ? 'Illege' : 'Illegal'} expression type for Generated Column Column Type: ${messageDataType(column.type)}, Expression Type: ${messageDataType(type)}`,
    )
  }
}

/** Up to 3.2 parameters of lambda functions are taken for columns, with words of their own. */
function missingColumn(name: string, expression: Expression, namesColumn: boolean, scope: ApplyScope): string {
  const older = scope.capabilities.wording === '3.2'
  let parameter = false
  visit(expression, {
    LambdaExpression({ parameters }) {
      parameter ||= parameters.includes(name)
    },
  })
  if (older && parameter) return `column:${name} does not exist`
  return older || namesColumn ? `Column '${name}' cannot be resolved` : `can not get column by column id: ${name}`
}

/** Every function that is called must exist. */
export function checkFunctions(expression: Expression, columns: readonly Column[], scope: ApplyScope): void {
  const unknown = scope.context.unknownFunction?.(expression, columns)
  if (unknown === undefined) return
  refuseAnalyzing(`No matching function with signature: ${unknown.signature}`, at(unknown.call, scope))
}

/** Strings of any length match; decimals match by their storage type. */
function matches(column: DataType, expression: DataType): boolean {
  if (isText(column) && isText(expression)) return column.kind === expression.kind
  if (column.kind === 'array' && expression.kind === 'array') return matches(column.element, expression.element)
  return sameDataType(column, expression)
}

function isText(type: DataType): boolean {
  return type.kind === 'varchar' || type.kind === 'char'
}

function hasAggregate(expression: Expression): boolean {
  let found = false
  visit(expression, {
    FunctionCall(node) {
      if (AGGREGATES.has(functionName(node))) found = true
    },
  })
  return found
}
