import { partitionToAst } from '../schema/to-statements/partitioning.ts'
import { propertiesToAst } from '../schema/to-statements/properties.ts'
import { alterTable } from './alter-table.ts'
import { definitionMissing, irreversible } from './rules.ts'
import type { RulesOf } from './rules.ts'

export const partitionRules: RulesOf<'AddPartition' | 'DropPartition' | 'ModifyPartitionProperties'> = {
  AddPartition: {
    object: ({ table }) => table,
    reverse: ({ table, partition }) =>
      partition.kind === 'batch'
        ? irreversible('a batch of partitions cannot be dropped by one name: drop its partitions one by one')
        : { kind: 'DropPartition', table, partition: partition.name, definition: partition },
    toStatements: ({ table, partition }, context) => [
      alterTable(table, { kind: 'AddPartitionClause', partition: partitionToAst(partition) }, context),
    ],
  },
  DropPartition: {
    object: ({ table }) => table,
    reverse: ({ table, partition, definition }) =>
      definition === undefined
        ? definitionMissing(`the partition ${partition}`)
        : { kind: 'AddPartition', table, partition: definition },
    // Without FORCE: the server keeps a dropped partition for a while, and RECOVER PARTITION brings it back.
    toStatements: ({ table, partition }, context) => [
      alterTable(table, { kind: 'DropPartitionClause', names: [partition] }, context),
    ],
  },
  ModifyPartitionProperties: {
    object: ({ table }) => table,
    reverse: (operation) => {
      const { partition, from, to } = operation
      const unknown = Object.keys(to).filter((key) => !Object.hasOwn(from, key))
      return unknown.length > 0
        ? definitionMissing(`${unknown.join(', ')} of the partition ${partition}`)
        : { ...operation, from: to, to: from }
    },
    // All properties of a partition may be set together.
    toStatements: ({ table, partition, to }, context) => [
      alterTable(
        table,
        { kind: 'ModifyPartitionClause', names: [partition], properties: propertiesToAst(to) },
        context,
      ),
    ],
  },
}
