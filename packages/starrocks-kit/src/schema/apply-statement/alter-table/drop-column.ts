import type { DropColumnClause } from '../../../language/index.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Table } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import { findDraft } from './draft.ts'
import type { TableDraft } from './draft.ts'

/** A column that a generated column reads has to stay. */
export function analyzeDropColumn(clause: DropColumnClause, table: Table): void {
  for (const column of table.columns) {
    if (column.generated !== undefined && referencedColumns(expressionOf(column.generated)).includes(clause.name)) {
      refuseAnalyzing(
        `Column: ${clause.name} can not be dropped, because expression of Generated Column: ${column.name} will refer to it`,
        { remedy: `Drop ${column.name} first.` },
      )
    }
  }
}

/** DROP COLUMN (SchemaChangeHandler.processDropColumn): indexes on the column go with it. */
export function dropColumn(draft: TableDraft, clause: DropColumnClause): void {
  const { key, table } = draft
  const found = findDraft(draft.columns, clause.name)
  const isKey = found?.isKey ?? false
  switch (key.type) {
    case 'PRIMARY':
      if (isKey) refuse('Can not drop key column in primary data model table')
      if (table.sortKey?.some((item) => sameColumn(item.column, clause.name))) {
        refuse('Can not drop sort column in primary data model table', {
          remedy: 'Take the column out of the sort key first: ALTER TABLE ... ORDER BY (...).',
        })
      }
      break
    case 'UNIQUE':
      if (isKey) refuse('Can not drop key column in Unique data model table')
      break
    case 'AGGREGATE':
      if (
        isKey &&
        table.columns.some(({ aggregation }) => aggregation === 'REPLACE' || aggregation === 'REPLACE_IF_NOT_NULL')
      ) {
        refuse('Can not drop key column when table has value column with REPLACE aggregation method')
      }
      break
    case 'DUPLICATE':
  }
  if (isKey) draft.fast = false
  if (found === undefined) refuse(`Column does not exists: ${clause.name}`)
  draft.columns = draft.columns.filter((column) => column !== found)
  const kept = Object.entries(draft.indexes).filter(([, index]) => !includesColumn(index.columns, clause.name))
  if (kept.length !== Object.keys(draft.indexes).length) {
    draft.indexes = Object.fromEntries(kept)
    draft.indexesChanged = true
  }
  draft.changedColumns.push(clause.name)
}
