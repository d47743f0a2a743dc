import type { ColumnPosition } from '../../operations/types/column.ts'
import { string } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import { flagCode, onObject, optionsCode, stringCode } from './call.ts'
import type { Renderers } from './call.ts'
import { columnInput, namesCode } from './inputs.ts'

/** Operations on the columns of a table. */
export const COLUMN_RENDERERS: Renderers<
  'AddColumn' | 'DropColumn' | 'ModifyColumn' | 'RenameColumn' | 'ReorderColumns'
> = {
  AddColumn: ({ table, column, key, position }, context) =>
    onObject('addColumn', table, context, columnInput(column), placementInput(key, position)),
  DropColumn: ({ table, column }, context) => onObject('dropColumn', table, context, string(column)),
  ModifyColumn: ({ table, to, key, position }, context) =>
    onObject('modifyColumn', table, context, columnInput(to), placementInput(key, position)),
  RenameColumn: ({ table, from, to }, context) => onObject('renameColumn', table, context, string(from), string(to)),
  ReorderColumns: ({ table, to }, context) => onObject('reorderColumns', table, context, namesCode(to)),
}

function placementInput(key: true | undefined, position: ColumnPosition | undefined): Code | undefined {
  return optionsCode([
    ['first', position !== undefined && 'first' in position ? flagCode(true) : undefined],
    ['after', position !== undefined && 'after' in position ? stringCode(position.after) : undefined],
    ['key', flagCode(key)],
  ])
}
