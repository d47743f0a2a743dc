import type {
  Expression,
  ListPartition as AstListPartition,
  PartitionBound as AstPartitionBound,
  PartitionDesc,
  PartitionStep,
  RangePartition as AstRangePartition,
} from '../../language/index.ts'
import { expressionOf } from '../sql-text.ts'
import type {
  BatchPartition,
  LessThanPartition,
  ListPartition,
  Partition,
  PartitionBound,
  PartitionItem,
  Partitioning,
  RangePartition,
} from '../types/partitioning.ts'
import { asLessThan, endsBeyondAll, isMaximum } from '../partitions/less-than.ts'
import { timeUnit } from '../time-unit.ts'
import { propertiesPart } from './properties.ts'

export function partitionDesc(partitioning: Partitioning): PartitionDesc {
  switch (partitioning.kind) {
    case 'range':
      return {
        kind: 'RangePartitionDesc',
        ...(partitioning.expression !== undefined
          ? { expression: expressionOf(partitioning.expression) }
          : { columns: partitioning.columns }),
        partitions: partitioning.partitions.flatMap(rangePartition),
      }
    case 'list':
      return {
        kind: 'ListPartitionDesc',
        columns: partitioning.columns,
        partitions: partitioning.partitions.flatMap((partition) =>
          partition.kind === 'list' ? [listPartition(partition)] : [],
        ),
      }
    case 'expression': {
      const partitions = partitioning.partitions.flatMap(rangePartition)
      return {
        kind: 'ExpressionPartitionDesc',
        expressions: partitioning.items.map(partitionItem),
        ...(partitions.length > 0 ? { partitions } : {}),
      }
    }
  }
}

export function partitionItem(item: PartitionItem): Expression {
  return item.kind === 'column' ? { kind: 'ColumnReference', parts: [item.column] } : expressionOf(item.expression)
}

/** One partition as ADD PARTITION wants it. */
export function partitionToAst(partition: Partition): AstRangePartition | AstListPartition {
  switch (partition.kind) {
    case 'list':
      return listPartition(partition)
    case 'less-than':
      return lessThanPartition(partition)
    case 'range':
      return endsBeyondAll(partition) ? lessThanPartition(asLessThan(partition)) : fixedRangePartition(partition)
    case 'batch':
      return batchPartition(partition)
  }
}

function rangePartition(partition: Partition): readonly AstRangePartition[] {
  switch (partition.kind) {
    case 'list':
      return []
    case 'less-than':
      return [lessThanPartition(partition)]
    case 'range':
      return [fixedRangePartition(partition)]
    case 'batch':
      return [batchPartition(partition)]
  }
}

function lessThanPartition(partition: LessThanPartition): AstRangePartition {
  return {
    kind: 'LessThanPartition',
    name: partition.name,
    // A tuple of MAXVALUE is refused over several columns, the bare word never (PartitionKeyDesc.analyze).
    upper: isMaximum(partition.upper) ? 'MAXVALUE' : partition.upper.map(boundToAst),
    ...propertiesPart(partition.properties),
  }
}

function fixedRangePartition(partition: RangePartition): AstRangePartition {
  return {
    kind: 'FixedRangePartition',
    name: partition.name,
    lower: partition.lower.map(boundToAst),
    upper: partition.upper.map(boundToAst),
    ...propertiesPart(partition.properties),
  }
}

function listPartition(partition: ListPartition): AstListPartition {
  return {
    kind: 'ListPartition',
    name: partition.name,
    values: partition.values,
    ...propertiesPart(partition.properties),
  }
}

function batchPartition(partition: BatchPartition): AstRangePartition {
  return { kind: 'MultiRangePartition', start: partition.start, end: partition.end, every: stepToAst(partition.every) }
}

function stepToAst(every: BatchPartition['every']): PartitionStep {
  const value: PartitionStep = { kind: 'NumberLiteral', text: String(every.count) }
  return every.unit === undefined ? value : { kind: 'IntervalExpression', value, unit: timeUnit(every.unit) }
}

function boundToAst(bound: PartitionBound): AstPartitionBound {
  return bound.kind === 'maxvalue' ? { kind: 'MaxValue' } : { kind: 'PartitionValue', value: bound.value }
}
