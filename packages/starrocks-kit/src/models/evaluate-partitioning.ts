import { quoteIdentifier } from '../language/index.ts'
import { canonicalExpression, materializedViewPartitioningFromText, partitioningFromText } from '../schema/clauses.ts'
import { partitionItemFromAst, referencedColumns } from '../schema/from-ast/partitioning.ts'
import { expressionOf } from '../schema/sql-text.ts'
import type { Partition, PartitionBound, PartitionItem, Partitioning } from '../schema/types/partitioning.ts'
import type { SqlText } from '../schema/types/sql-text.ts'
import { isClauseText, parseClause } from './clause-text.ts'
import { isColumnRef } from './column-ref.ts'
import type { ColumnScope } from './column-scope.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import { propertyTexts } from './evaluate-properties.ts'
import type { Bound, ListValue, PartitionClause, PartitionColumn, PartitioningClause } from './partitioning.ts'
import { isSqlFragment } from './sql.ts'
import type { SqlFragment } from './sql.ts'
import type { ClauseText } from './table-options.ts'

const CLAUSE = 'PARTITION BY'

/** What `partitionBy` of a table may be, overrides apart. */
type PartitioningInput = PartitioningClause | PartitionColumn | readonly PartitionColumn[] | ClauseText

/** The partitioning that a clause of a table declares. */
export function evaluatePartitioning(scope: ColumnScope, declared: PartitioningInput): Partitioning {
  if (typeof declared === 'string')
    return resolveParsed(scope, parseClause(scope.label, CLAUSE, declared, partitioningFromText))
  if (isSqlFragment(declared))
    return resolveParsed(scope, parseClause(scope.label, CLAUSE, declared, partitioningFromText))
  if (isColumnRef(declared)) return { kind: 'expression', items: [evaluateItem(scope, declared)], partitions: [] }
  if (!('clause' in declared)) {
    return { kind: 'expression', items: declared.map((item) => evaluateItem(scope, item)), partitions: [] }
  }
  switch (declared.clause) {
    case 'date-trunc':
    case 'time-slice':
      return { kind: 'expression', items: [evaluateItem(scope, declared)], partitions: [] }
    case 'automatic':
      return {
        kind: 'expression',
        items: declared.columns.map((item) => evaluateItem(scope, item)),
        partitions: evaluatePartitions(scope, declared.partitions, declared.columns.length),
      }
    case 'range':
    case 'list':
      return evaluateNamedPartitions(scope, declared.clause, declared)
  }
}

/** The partitioning that a clause of a materialized view declares: columns and expressions, no partitions. */
export function evaluateMaterializedViewPartitioning(
  scope: ColumnScope,
  declared: PartitionColumn | readonly PartitionColumn[] | ClauseText,
): readonly PartitionItem[] {
  if (isClauseText(declared)) {
    const items = parseClause(scope.label, CLAUSE, declared, materializedViewPartitioningFromText)
    return items.map((item) => resolveItem(scope, item))
  }
  if (isColumnRef(declared) || 'clause' in declared) return [evaluateItem(scope, declared)]
  return declared.map((item) => evaluateItem(scope, item))
}

function evaluateNamedPartitions(
  scope: ColumnScope,
  kind: 'range' | 'list',
  declared: PartitioningClause,
): Partitioning {
  const partitions = evaluatePartitions(scope, declared.partitions, declared.columns.length)
  const [first, ...rest] = declared.columns
  if (kind === 'range' && isSqlFragment(first) && rest.length === 0) {
    const expression = checkedExpression(scope, first)
    return { kind, columns: readColumns(expression), expression, partitions }
  }
  const columns = declared.columns.map((column) => {
    if (typeof column === 'string' || isColumnRef(column)) return scope.resolve(CLAUSE, column)
    throw new InvalidModelError(`${CLAUSE} ${kind.toUpperCase()} takes columns only`, { model: scope.label })
  })
  return { kind, columns, partitions }
}

function evaluateItem(scope: ColumnScope, item: PartitionColumn): PartitionItem {
  if (typeof item === 'string' || isColumnRef(item)) return { kind: 'column', column: scope.resolve(CLAUSE, item) }
  if (isSqlFragment(item)) return partitionItemFromAst(expressionOf(checkedExpression(scope, item)))
  const column = quoteIdentifier(scope.resolve(CLAUSE, item.column))
  const text =
    item.clause === 'date-trunc'
      ? `date_trunc('${item.unit}', ${column})`
      : `time_slice(${column}, INTERVAL ${item.count} ${item.unit})`
  return { kind: 'expression', expression: canonicalExpression(text) }
}

/** A parsed text with its columns as the table spells them. */
function resolveParsed(scope: ColumnScope, parsed: Partitioning): Partitioning {
  if (parsed.kind === 'expression') {
    return { ...parsed, items: parsed.items.map((item) => resolveItem(scope, item)) }
  }
  return { ...parsed, columns: parsed.columns.map((column) => scope.resolveName(CLAUSE, column)) }
}

function resolveItem(scope: ColumnScope, item: PartitionItem): PartitionItem {
  if (item.kind === 'column') return { kind: 'column', column: scope.resolveName(CLAUSE, item.column) }
  checkColumns(scope, item.expression)
  return item
}

function checkedExpression(scope: ColumnScope, input: SqlFragment): SqlText {
  const expression = parseClause(scope.label, CLAUSE, input, canonicalExpression)
  checkColumns(scope, expression)
  return expression
}

function checkColumns(scope: ColumnScope, expression: SqlText): void {
  for (const column of readColumns(expression)) scope.resolveName(CLAUSE, column)
}

function readColumns(expression: SqlText): readonly string[] {
  return referencedColumns(expressionOf(expression))
}

function evaluatePartitions(
  scope: ColumnScope,
  partitions: readonly PartitionClause[],
  width: number,
): readonly Partition[] {
  return partitions.map((partition) => evaluatePartition(scope, partition, width))
}

function evaluatePartition(scope: ColumnScope, partition: PartitionClause, width: number): Partition {
  if (partition.clause === 'batch') {
    const { start, end } = partition
    return { kind: 'batch', start, end, every: stepOf(scope, partition.every) }
  }
  const { name } = partition
  const texts = propertyTexts(partition.properties)
  const properties = Object.keys(texts).length === 0 ? {} : { properties: texts }
  switch (partition.clause) {
    case 'less-than':
      return { kind: 'less-than', name, upper: bounds(partition.upper, width), ...properties }
    case 'between':
      return {
        kind: 'range',
        name,
        lower: bounds(partition.lower, width),
        upper: bounds(partition.upper, width),
        ...properties,
      }
    case 'in':
      return { kind: 'list', name, values: partition.values.map((row) => row.map(listValue)), ...properties }
  }
}

/** A bare MAXVALUE stands for all columns. */
function bounds(declared: readonly Bound[], width: number): readonly PartitionBound[] {
  const all = declared.map((bound): PartitionBound =>
    typeof bound === 'object' ? { kind: 'maxvalue' } : { kind: 'value', value: String(bound) },
  )
  const [first] = all
  if (all.length === 1 && first?.kind === 'maxvalue') return Array.from({ length: width }, () => first)
  return all
}

function listValue(value: ListValue): string | null {
  return value === null ? null : String(value)
}

/** `INTERVAL 1 DAY`, `1 DAY`, or a number for integer columns. */
function stepOf(scope: ColumnScope, every: string | number): { readonly count: number; readonly unit?: string } {
  if (typeof every === 'number') return { count: every }
  const match = /^\s*(?:INTERVAL\s+)?'?(\d+)'?\s*(?:([A-Za-z]+)\s*)?$/i.exec(every)
  if (match === null) {
    throw new InvalidModelError(`${CLAUSE}: "${every}" is not a step`, {
      model: scope.label,
      remedy: "write a number, or an interval such as 'INTERVAL 1 DAY'",
    })
  }
  const [, count, unit] = match
  return unit === undefined ? { count: Number(count) } : { count: Number(count), unit: unit.toUpperCase() }
}
