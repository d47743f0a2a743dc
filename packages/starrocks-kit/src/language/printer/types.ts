import type { DataType } from '../ast/data-type.ts'
import { quoteIdentifier } from '../quote.ts'
import type { Printers } from './printers.ts'
import { commentClause, nodes, words } from './printers.ts'

export const typePrinters = (): Printers<DataType['kind'] | 'StructField' | 'AggStateArgument'> => ({
  ScalarType: (node) => {
    const name = node.name.toUpperCase()
    return node.params === undefined ? name : `${name}(${node.params.join(', ')})`
  },
  ArrayType: (node, print) => `ARRAY<${print(node.element)}>`,
  MapType: (node, print) => `MAP<${print(node.key)}, ${print(node.value)}>`,
  StructType: (node, print) => `STRUCT<${nodes(node.fields, print)}>`,
  StructField: (node, print) => words(quoteIdentifier(node.name), print(node.type), commentClause(node.comment)),
  AggStateType: (node, print) => `${quoteIdentifier(node.function)}(${nodes(node.arguments, print)})`,
  AggStateArgument: (node, print) =>
    words(print(node.type), node.nullable === undefined ? undefined : node.nullable ? 'NULL' : 'NOT NULL'),
})
