import type { Expression } from '../ast/expression.ts'
import type { ListPartition, PartitionBound, PartitionDesc, RangePartition } from '../ast/table.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { nameList, nodes, propertyList, when, words } from './printers.ts'

type PartitionKind =
  | PartitionDesc['kind']
  | RangePartition['kind']
  | ListPartition['kind']
  | PartitionBound['kind']
  | 'PartitionNames'
  | 'KeyPartitions'
  | 'KeyPartition'

export const partitionPrinters = (): Printers<PartitionKind> => ({
  RangePartitionDesc: (node, print) => {
    const by = node.columns === undefined ? inParentheses(node.expression, print) : nameList(node.columns)
    return `PARTITION BY RANGE${by} (${nodes(node.partitions, print)})`
  },
  ListPartitionDesc: (node, print) =>
    words(`PARTITION BY LIST${nameList(node.columns)}`, node.partitions && `(${nodes(node.partitions, print)})`),
  ExpressionPartitionDesc: (node, print) => {
    const items = nodes(node.expressions, print)
    const columns = node.expressions.every((item) => item.kind === 'ColumnReference')
    return words(
      `PARTITION BY ${columns ? `(${items})` : items}`,
      node.partitions && `(${nodes(node.partitions, print)})`,
    )
  },
  LessThanPartition: (node, print) => {
    const upper = typeof node.upper === 'string' ? node.upper : `(${nodes(node.upper, print)})`
    return words(head(node), `VALUES LESS THAN ${upper}`, node.properties && propertyList(node.properties))
  },
  FixedRangePartition: (node, print) =>
    words(
      head(node),
      `VALUES [(${nodes(node.lower, print)}), (${nodes(node.upper, print)}))`,
      node.properties && propertyList(node.properties),
    ),
  MultiRangePartition: (node, print) =>
    `START (${quoteString(node.start)}) END (${quoteString(node.end)}) EVERY (${print(node.every)})`,
  ListPartition: (node) =>
    words(head(node), `VALUES IN ${listValues(node.values)}`, node.properties && propertyList(node.properties)),
  PartitionValue: (node) => quoteString(node.value),
  MaxValue: () => 'MAXVALUE',
  PartitionNames: (node) => words(when(node.temporary, 'TEMPORARY'), `PARTITION ${nameList(node.names)}`),
  KeyPartitions: (node, print) => `PARTITION (${nodes(node.keys, print)})`,
  KeyPartition: (node, print) => `${quoteIdentifier(node.column)} = ${print(node.value)}`,
})

function head(node: { readonly name: string; readonly ifNotExists?: true }): string {
  return words('PARTITION', when(node.ifNotExists, 'IF NOT EXISTS'), quoteIdentifier(node.name))
}

function inParentheses(expression: Expression | undefined, print: Print): string {
  return expression === undefined ? '()' : `(${print(expression)})`
}

/** `('a', 'b')` when every value stands alone, else `(('a', 'b'), ('c', 'd'))`. */
export function listValues(values: readonly (readonly (string | null)[])[]): string {
  const single = values.every((tuple) => tuple.length === 1)
  const tuples = values.map((tuple) => tuple.map((value) => (value === null ? 'NULL' : quoteString(value))).join(', '))
  return `(${(single ? tuples : tuples.map((tuple) => `(${tuple})`)).join(', ')})`
}
