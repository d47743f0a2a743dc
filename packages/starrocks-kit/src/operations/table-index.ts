import { indexDesc, rollupDesc } from '../schema/to-statements/table-index.ts'
import { alterTable } from './alter-table.ts'
import { definitionMissing } from './rules.ts'
import type { RulesOf } from './rules.ts'

export const indexRules: RulesOf<'AddIndex' | 'DropIndex' | 'AddRollup' | 'DropRollup'> = {
  AddIndex: {
    object: ({ table }) => table,
    reverse: ({ table, index }) => ({ kind: 'DropIndex', table, index: index.name, definition: index }),
    toStatements: ({ table, index }, context) => [
      alterTable(table, { kind: 'CreateIndexClause', index: indexDesc(index) }, context),
    ],
  },
  DropIndex: {
    object: ({ table }) => table,
    reverse: ({ table, index, definition }) =>
      definition === undefined
        ? definitionMissing(`the index ${index}`)
        : { kind: 'AddIndex', table, index: definition },
    toStatements: ({ table, index }, context) => [alterTable(table, { kind: 'DropIndexClause', name: index }, context)],
  },
  AddRollup: {
    object: ({ table }) => table,
    reverse: ({ table, rollup }) => ({ kind: 'DropRollup', table, rollup: rollup.name, definition: rollup }),
    toStatements: ({ table, rollup }, context) => [
      alterTable(table, { kind: 'AddRollupClause', rollups: [rollupDesc(rollup)] }, context),
    ],
  },
  DropRollup: {
    object: ({ table }) => table,
    reverse: ({ table, rollup, definition }) =>
      definition === undefined
        ? definitionMissing(`the rollup ${rollup}`)
        : { kind: 'AddRollup', table, rollup: definition },
    toStatements: ({ table, rollup }, context) => [
      alterTable(table, { kind: 'DropRollupClause', names: [rollup] }, context),
    ],
  },
}
