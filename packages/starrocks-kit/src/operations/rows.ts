import { parseStatement, quoteIdentifier, quoteString } from '../language/index.ts'
import { nameParts } from '../schema/to-statements/names.ts'
import type { ObjectName } from '../schema/index.ts'
import { irreversible } from './rules.ts'
import type { RulesOf, StatementContext } from './rules.ts'
import { sibling } from './sibling.ts'

function quoted(name: ObjectName, context: StatementContext): string {
  return nameParts(name, context.defaultDatabase).map(quoteIdentifier).join('.')
}

/** Operations on rows rather than on the schema. */
export const rowRules: RulesOf<'CopyRows' | 'CheckRowCounts'> = {
  CopyRows: {
    object: ({ table }) => table,
    reverse: ({ table }) =>
      irreversible(`rows that were copied into ${table.name} cannot be told from others any more: they stay`),
    toStatements: ({ table, from, columns, partition }, context) => {
      const list = columns.map(quoteIdentifier).join(', ')
      const source = quoted(sibling(table, from), context)
      const part = partition === undefined ? '' : ` PARTITION (${quoteIdentifier(partition)})`
      return [parseStatement(`INSERT INTO ${quoted(table, context)} (${list}) SELECT ${list} FROM ${source}${part}`)]
    },
  },
  CheckRowCounts: {
    object: ({ table }) => table,
    reverse: (operation) => operation,
    // Each count with its table's name, so that a person who reads a script sees which is which.
    toStatements: ({ table, with: other }, context) => [
      parseStatement(
        [table, sibling(table, other)]
          .map(
            (name) => `SELECT ${quoteString(name.name)} AS name, COUNT(*) AS row_count FROM ${quoted(name, context)}`,
          )
          .join(' UNION ALL '),
      ),
    ],
  },
}
