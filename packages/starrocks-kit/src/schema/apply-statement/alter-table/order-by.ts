import type { ReorderColumnsClause } from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { canBePrimaryKey } from '../../data-type/rules.ts'
import { messageDataType } from '../../data-type/print.ts'
import { sortKeyFromDesc } from '../../from-ast/key.ts'
import type { SortItem } from '../../types/table.ts'
import { refuse } from '../refusal.ts'
import { findDraft } from './draft.ts'
import type { DraftColumn, TableDraft } from './draft.ts'

/** ORDER BY with as many columns as the table has reorders the columns, with fewer it changes the sort key; up to 3.2 the key model decides alone. */
export function isReorder(draft: TableDraft, clause: ReorderColumnsClause, capabilities: Capabilities): boolean {
  if (!capabilities.alterSortKeyOfEveryModel) return draft.key.type !== 'PRIMARY'
  return clause.orderBy.items.length === draft.table.columns.length
}

/** A new order of all columns. */
export function reorderColumns(draft: TableDraft, clause: ReorderColumnsClause): void {
  if (draft.key.type === 'PRIMARY') {
    refuse(
      'Primary key table do not support reorder table schema. Please confirm if you want to modify the sorting columns.',
    )
  }
  const ordered = pick(draft, clause)
  if (ordered.length !== draft.columns.length) refuse('Reorder stmt should contains all columns')
  draft.columns = [...ordered]
  draft.fast = false
  draft.reordered = true
}

/** A new sort key (SchemaChangeHandler.processModifySortKeyColumn). */
export function modifySortKey(
  draft: TableDraft,
  clause: ReorderColumnsClause,
  capabilities: Capabilities,
): readonly SortItem[] {
  const picked = pick(draft, clause)
  switch (draft.key.type) {
    case 'PRIMARY':
      for (const { column } of picked) {
        if (!canBePrimaryKey(column.type)) {
          const where = capabilities.wording === '3.2' ? '' : ' in PrimaryKey table'
          refuse(`Sort key column[${column.name}] type not supported: ${messageDataType(column.type)}${where}`)
        }
      }
      break
    case 'AGGREGATE':
    case 'UNIQUE': {
      const keys = draft.columns.filter(({ isKey }) => isKey)
      if (picked.length !== keys.length || picked.some(({ isKey }) => !isKey)) {
        refuse(`The sort columns of ${draft.key.type} KEY table must be same with key columns`)
      }
      break
    }
    case 'DUPLICATE':
  }
  const written = sortKeyFromDesc(clause.orderBy)
  return picked.map(({ column }, i) => ({
    column: column.name,
    ...(written[i]?.descending ? { descending: true } : {}),
  }))
}

function pick(draft: TableDraft, clause: ReorderColumnsClause): readonly DraftColumn[] {
  const seen = new Set<string>()
  return clause.orderBy.items.map(({ column: name }) => {
    const found = findDraft(draft.columns, name)
    if (found === undefined) refuse(`Column[${name}] not exists`)
    if (seen.has(name.toLowerCase())) refuse(`Duplicated column[${name}]`)
    seen.add(name.toLowerCase())
    return found
  })
}
