import { distributionDesc } from '../schema/to-statements/distribution.ts'
import { orderByDesc } from '../schema/to-statements/key.ts'
import { propertiesToAst } from '../schema/to-statements/properties.ts'
import { createTableStatement } from '../schema/to-statements/table.ts'
import { alterTable } from './alter-table.ts'
import { nameParts, qualifiedName } from '../schema/to-statements/names.ts'
import { sibling } from './sibling.ts'
import { definitionMissing, irreversible } from './rules.ts'
import type { RulesOf } from './rules.ts'
import { propertyGroups, unclearable } from './table-properties.ts'

type TableKind =
  | 'CreateTable'
  | 'DropTable'
  | 'RenameTable'
  | 'SwapTable'
  | 'ReplaceTable'
  | 'ModifyTableComment'
  | 'ModifyTableProperties'
  | 'ModifyDistribution'
  | 'ModifySortKey'

export const tableRules: RulesOf<TableKind> = {
  CreateTable: {
    object: ({ table }) => table,
    reverse: (operation) => ({ ...operation, kind: 'DropTable' }),
    toStatements: ({ table, definition }, context) => [
      createTableStatement(definition, nameParts(table, context.defaultDatabase)),
    ],
  },
  DropTable: {
    object: ({ table }) => table,
    reverse: ({ table, definition }) =>
      definition === undefined
        ? definitionMissing(`the table ${table.name}`)
        : { kind: 'CreateTable', table, definition },
    // Without FORCE: the server keeps a dropped table for a while, and RECOVER TABLE brings it back.
    toStatements: ({ table }, context) => [
      { kind: 'DropTableStatement', name: qualifiedName(nameParts(table, context.defaultDatabase)) },
    ],
  },
  RenameTable: {
    object: ({ table }) => table,
    reverse: ({ kind, table, to }) => ({ kind, table: sibling(table, to), to: table.name }),
    toStatements: ({ table, to }, context) => [alterTable(table, { kind: 'TableRenameClause', newName: to }, context)],
  },
  SwapTable: {
    object: ({ table }) => table,
    reverse: (operation) => operation,
    toStatements: (operation, context) => [
      alterTable(operation.table, { kind: 'SwapTableClause', name: operation.with }, context),
    ],
  },
  ReplaceTable: {
    object: ({ table }) => table,
    reverse: ({ from, to, ...rest }) => ({ ...rest, from: to, to: from }),
    // What a replacement means for the schema. It would lose the rows, so the plan never runs this.
    toStatements: ({ table, to }, context) => [
      { kind: 'DropTableStatement', name: qualifiedName(nameParts(table, context.defaultDatabase)) },
      createTableStatement(to, nameParts(table, context.defaultDatabase)),
    ],
  },
  ModifyTableComment: {
    object: ({ table }) => table,
    // An absent `from` means that there was no comment: StarRocks does not tell an empty comment from none.
    reverse: ({ kind, table, from, to }) => ({
      kind,
      table,
      ...(to !== undefined ? { from: to } : {}),
      ...(from !== undefined ? { to: from } : {}),
    }),
    toStatements: ({ table, to }, context) => [
      alterTable(table, { kind: 'ModifyCommentClause', comment: to ?? '' }, context),
    ],
  },
  ModifyTableProperties: {
    object: ({ table }) => table,
    reverse: ({ from, to, ...rest }) => {
      const stuck = unclearable(to, from)
      if (stuck.length > 0) {
        return irreversible(
          `StarRocks cannot unset ${stuck.join(', ')}, and the operation does not say what the value was before: give it in \`from\``,
        )
      }
      return { ...rest, from: to, to: from }
    },
    toStatements: ({ table, from, to }, context) =>
      propertyGroups(from, to).map((properties) =>
        alterTable(table, { kind: 'ModifyPropertiesClause', properties: propertiesToAst(properties) }, context),
      ),
  },
  ModifyDistribution: {
    object: ({ table }) => table,
    reverse: ({ from, to, ...rest }) =>
      from === undefined
        ? definitionMissing('the distribution before')
        : from.kind === 'range'
          ? irreversible(
              'there is no clause that lets the server split the table by range again: create it anew without DISTRIBUTED BY',
            )
          : { ...rest, from: to, to: from },
    toStatements: ({ table, to }, context) => {
      const distribution = distributionDesc(to)
      // Range distribution has no clause: the server splits by the sort key on its own.
      return distribution === undefined ? [] : [alterTable(table, { kind: 'OptimizeClause', distribution }, context)]
    },
  },
  ModifySortKey: {
    object: ({ table }) => table,
    reverse: ({ from, to, ...rest }) =>
      from === undefined ? definitionMissing('the sort key before') : { ...rest, from: to, to: from },
    toStatements: ({ table, to }, context) => [
      alterTable(table, { kind: 'ReorderColumnsClause', orderBy: orderByDesc(to) }, context),
    ],
  },
}
