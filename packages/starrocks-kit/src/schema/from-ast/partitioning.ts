import { visit } from '../../language/index.ts'
import type {
  Expression,
  ListPartition as AstListPartition,
  PartitionBound as AstPartitionBound,
  PartitionDesc,
  PartitionStep,
  RangePartition as AstRangePartition,
} from '../../language/index.ts'
import type { BatchPartition, Partition, PartitionBound, PartitionItem, Partitioning } from '../types/partitioning.ts'
import { propertiesFromAst } from './properties.ts'
import { sqlTextFromExpression } from './sql-text.ts'
import type { TextOrigin } from './sql-text.ts'

export function partitioningFromDesc(desc: PartitionDesc, options: TextOrigin = {}): Partitioning {
  switch (desc.kind) {
    case 'RangePartitionDesc': {
      const partitions = desc.partitions.map((partition) => partitionFromAst(partition, desc.columns?.length ?? 1))
      if (desc.expression === undefined) return { kind: 'range', columns: desc.columns ?? [], partitions }
      return {
        kind: 'range',
        columns: referencedColumns(desc.expression),
        expression: sqlTextFromExpression(desc.expression, options),
        partitions,
      }
    }
    case 'ListPartitionDesc':
      return {
        kind: 'list',
        columns: desc.columns,
        partitions: (desc.partitions ?? []).map((partition) => partitionFromAst(partition, desc.columns.length)),
      }
    case 'ExpressionPartitionDesc':
      return {
        kind: 'expression',
        items: desc.expressions.map((expression) => partitionItemFromAst(expression, options)),
        partitions: (desc.partitions ?? []).map((partition) => partitionFromAst(partition, 1)),
      }
  }
}

/** An item of automatic partitioning: a column, or an expression over columns. */
export function partitionItemFromAst(expression: Expression, options: TextOrigin = {}): PartitionItem {
  if (expression.kind === 'ColumnReference') return { kind: 'column', column: expression.parts.at(-1) ?? '' }
  return { kind: 'expression', expression: sqlTextFromExpression(expression, options) }
}

/** Names of the columns that an expression reads, each once. */
export function referencedColumns(expression: Expression): readonly string[] {
  const names = new Set<string>()
  visit(expression, {
    ColumnReference(node) {
      names.add(node.parts.at(-1) ?? '')
    },
  })
  return [...names]
}

/** One partition; `width` is the number of partition columns (a bare MAXVALUE stands for all of them). */
export function partitionFromAst(partition: AstRangePartition | AstListPartition, width = 1): Partition {
  switch (partition.kind) {
    case 'LessThanPartition':
      return {
        kind: 'less-than',
        name: partition.name,
        upper:
          partition.upper === 'MAXVALUE'
            ? Array.from({ length: width }, (): PartitionBound => ({ kind: 'maxvalue' }))
            : partition.upper.map(boundFromAst),
        ...partitionProperties(partition),
      }
    case 'FixedRangePartition':
      return {
        kind: 'range',
        name: partition.name,
        lower: partition.lower.map(boundFromAst),
        upper: partition.upper.map(boundFromAst),
        ...partitionProperties(partition),
      }
    case 'MultiRangePartition':
      return { kind: 'batch', start: partition.start, end: partition.end, every: stepFromAst(partition.every) }
    case 'ListPartition':
      return { kind: 'list', name: partition.name, values: partition.values, ...partitionProperties(partition) }
  }
}

function partitionProperties(partition: {
  readonly properties?: Parameters<typeof propertiesFromAst>[0]
}): Pick<Extract<Partition, { kind: 'range' }>, 'properties'> {
  const properties = propertiesFromAst(partition.properties)
  return Object.keys(properties).length === 0 ? {} : { properties }
}

function boundFromAst(bound: AstPartitionBound): PartitionBound {
  return bound.kind === 'MaxValue' ? { kind: 'maxvalue' } : { kind: 'value', value: bound.value }
}

function stepFromAst(step: PartitionStep): BatchPartition['every'] {
  if (step.kind === 'NumberLiteral') return { count: Number(step.text) }
  return { count: numberOf(step.value), unit: step.unit }
}

/** The count of an INTERVAL: a number, possibly written as text. */
export function numberOf(expression: Expression): number {
  if (expression.kind === 'NumberLiteral') return Number(expression.text)
  if (expression.kind === 'StringLiteral') return Number(expression.value)
  if (expression.kind === 'UnaryExpression' && expression.operator === '-') return -numberOf(expression.operand)
  return Number.NaN
}
