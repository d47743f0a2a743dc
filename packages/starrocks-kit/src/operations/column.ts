import { isDeepStrictEqual } from 'node:util'
import type { AlterTableClause, ColumnDefinition, ColumnPosition as PositionNode } from '../language/index.ts'
import { capabilitiesOf } from '../schema/capabilities.ts'
import type { Column } from '../schema/index.ts'
import { columnDefinition } from '../schema/to-statements/column.ts'
import { alterTable } from './alter-table.ts'
import { definitionMissing } from './rules.ts'
import type { RulesOf, StatementContext } from './rules.ts'
import { structFieldClauses } from './struct-fields.ts'
import type { ColumnPosition, ModifyColumn } from './types/column.ts'

function positionNode(position: ColumnPosition | undefined): { position?: PositionNode } {
  if (position === undefined) return {}
  return {
    position:
      'first' in position ? { kind: 'ColumnPosition', first: true } : { kind: 'ColumnPosition', after: position.after },
  }
}

function definitionNode(column: Column, key: true | undefined): ColumnDefinition {
  return columnDefinition(column, { key: key === true })
}

/** Whether two definitions differ in nothing but the comment. */
function onlyCommentDiffers(from: Column, to: Column): boolean {
  const { comment: before, ...restBefore } = from
  const { comment: after, ...restAfter } = to
  return before !== after && isDeepStrictEqual({ ...restBefore, name: restAfter.name }, restAfter)
}

/**
 * MODIFY COLUMN replaces the whole definition: what it leaves out is reset or refused. So everything is repeated, unless a narrower form says just
 * what changes: `MODIFY COLUMN c COMMENT '...'` (3.5, no job), `ADD FIELD` and `DROP FIELD` for struct columns.
 */
function modifyClauses(operation: ModifyColumn, context: StatementContext): readonly AlterTableClause[] {
  const { from, to, key, position } = operation
  const capabilities = capabilitiesOf(context.target)
  if (from !== undefined && position === undefined) {
    if (capabilities.commentOnlyModify && onlyCommentDiffers(from, to)) {
      return [{ kind: 'ModifyColumnCommentClause', name: to.name, comment: to.comment ?? '' }]
    }
    // Fields and the rest of the definition have statements of their own, and the rest comes first: a struct that has been given a field is not defined again.
    const rest = { ...to, type: from.type }
    const fields = capabilities.structFields ? structFieldClauses(rest, to) : undefined
    if (fields !== undefined) {
      return isDeepStrictEqual(from, rest) ? fields : [...modifyClauses({ ...operation, to: rest }, context), ...fields]
    }
  }
  return [{ kind: 'ModifyColumnClause', column: definitionNode(to, key), ...positionNode(position) }]
}

export const columnRules: RulesOf<'AddColumn' | 'DropColumn' | 'ModifyColumn' | 'RenameColumn' | 'ReorderColumns'> = {
  AddColumn: {
    object: ({ table }) => table,
    reverse: ({ table, column, key, position }) => ({
      kind: 'DropColumn',
      table,
      column: column.name,
      definition: column,
      ...(key !== undefined ? { key } : {}),
      ...(position !== undefined ? { position } : {}),
    }),
    toStatements: ({ table, column, key, position }, context) => [
      alterTable(
        table,
        { kind: 'AddColumnClause', column: definitionNode(column, key), ...positionNode(position) },
        context,
      ),
    ],
  },
  DropColumn: {
    object: ({ table }) => table,
    reverse: ({ table, column, definition, key, position }) =>
      definition === undefined
        ? definitionMissing(`the column ${column}`)
        : {
            kind: 'AddColumn',
            table,
            column: definition,
            ...(key !== undefined ? { key } : {}),
            ...(position !== undefined ? { position } : {}),
          },
    toStatements: ({ table, column }, context) => [
      alterTable(table, { kind: 'DropColumnClause', name: column }, context),
    ],
  },
  ModifyColumn: {
    object: ({ table }) => table,
    reverse: ({ kind, table, from, to, key, position, fromPosition }) => {
      if (from === undefined) return definitionMissing(`the column ${to.name} before`)
      if (position !== undefined && fromPosition === undefined)
        return definitionMissing(`the position of ${to.name} before`)
      return {
        kind,
        table,
        from: to,
        to: from,
        ...(key !== undefined ? { key } : {}),
        ...(fromPosition !== undefined ? { position: fromPosition } : {}),
        ...(position !== undefined ? { fromPosition: position } : {}),
      }
    },
    toStatements: (operation, context) =>
      modifyClauses(operation, context).map((clause) => alterTable(operation.table, clause, context)),
  },
  RenameColumn: {
    object: ({ table }) => table,
    reverse: ({ from, to, ...rest }) => ({ ...rest, from: to, to: from }),
    toStatements: ({ table, from, to }, context) => [
      alterTable(table, { kind: 'ColumnRenameClause', name: from, newName: to }, context),
    ],
  },
  ReorderColumns: {
    object: ({ table }) => table,
    reverse: ({ from, to, ...rest }) =>
      from === undefined ? definitionMissing('the order of the columns before') : { ...rest, from: to, to: from },
    toStatements: ({ table, to }, context) => [
      alterTable(
        table,
        {
          kind: 'ReorderColumnsClause',
          orderBy: { kind: 'OrderByDesc', items: to.map((column) => ({ kind: 'SortKeyItem', column })) },
        },
        context,
      ),
    ],
  },
}
