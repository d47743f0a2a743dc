import { parseStatement, quoteIdentifier, quoteString } from '../language/index.ts'
import { nameParts } from '../schema/to-statements/names.ts'
import type { ObjectName } from '../schema/index.ts'
import { irreversible } from './rules.ts'
import type { InsertedValue } from './types/rows.ts'
import type { RulesOf, StatementContext } from './rules.ts'
import { sibling } from './sibling.ts'

/** A frontend refuses a VALUES list of more rows than `expr_children_limit`, 10000 unless set (PostProcessListener.exitInsertStatement). */
const ROWS_PER_STATEMENT = 1_000

function chunks<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(rows.length / ROWS_PER_STATEMENT)
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  )
}

function valueText(value: InsertedValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return quoteString(value)
  return typeof value === 'object' ? value.sql : String(value)
}

function quoted(name: ObjectName, context: StatementContext): string {
  return nameParts(name, context.defaultDatabase).map(quoteIdentifier).join('.')
}

/** Operations on rows rather than on the schema. */
export const rowRules: RulesOf<'InsertRows' | 'CopyRows' | 'CheckRowCounts'> = {
  InsertRows: {
    object: ({ table }) => table,
    reverse: ({ table }) => irreversible(`rows that were inserted into ${table.name} stay: delete them in downgrade`),
    toStatements: ({ table, columns, rows }, context) => {
      const into = `INSERT INTO ${quoted(table, context)} (${columns.map(quoteIdentifier).join(', ')}) VALUES\n`
      return chunks(rows).map((chunk) =>
        parseStatement(into + chunk.map((row) => `(${row.map(valueText).join(', ')})`).join(',\n')),
      )
    },
  },
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
