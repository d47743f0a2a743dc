import type { ModifyColumnClause } from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { isTypeChangeAllowed, sameDataType } from '../../data-type/change.ts'
import { isComplex, isString } from '../../data-type/rules.ts'
import { messageDataType } from '../../data-type/print.ts'
import { columnFromDefinition } from '../../from-ast/column.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { columnSpelling, normalizeColumn } from '../../normalize/table.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Column } from '../../types/column.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { NO_REASON, refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { analyzeColumn, noAggregation } from './add-column.ts'
import { findDraft, sameDefault, sameDraft } from './draft.ts'
import type { DraftColumn, TableDraft } from './draft.ts'

export function analyzeModifyColumn(clause: ModifyColumnClause, table: Table, key: TableKey, scope: ApplyScope): void {
  analyzeColumn(clause.column, table, key, scope)
  const after = clause.position?.after
  if (after !== undefined) {
    const anchor = table.columns.find((column) => sameColumn(column.name, after))
    if (anchor?.generated !== undefined) refuseAnalyzing('Can not modify column after Generated Column')
  }
}

/** MODIFY COLUMN puts a whole new definition in place of the old one (SchemaChangeHandler.processModifyColumn). */
export function modifyColumn(draft: TableDraft, clause: ModifyColumnClause, scope: ApplyScope): void {
  const { key, table } = draft
  const written = columnFromDefinition(clause.column)
  const { name } = written
  const isKey = modifiedKeyness(draft, written, clause.column.key === true, scope.capabilities)
  if (written.generated === undefined) checkGeneratedReaders(table, name)
  const index = draft.columns.findIndex(({ column }) => sameColumn(column.name, name))
  const original = draft.columns[index]
  if (original === undefined) refuse(`Column[${name}] does not exists`)
  const after = clause.position?.after
  const anchor = after === undefined ? undefined : findDraft(draft.columns, after)
  if (after !== undefined && anchor === undefined) refuse(`Column[${after}] does not exists`)
  for (const tableIndex of Object.values(table.indexes)) {
    if (!includesColumn(tableIndex.columns, name)) continue
    if (tableIndex.type === 'GIN' && !isString(written.type)) {
      refuse('Cannot modify a column with GIN into non-string type')
    }
    if (tableIndex.type === 'VECTOR' && !sameDataType(written.type, original.column.type)) {
      refuse('Cannot modify a column with VECTOR index')
    }
  }
  if (original.column.autoIncrement) refuse("Can't not modify a AUTO_INCREMENT column")
  if (original.column.generated === undefined && written.generated !== undefined) {
    refuse('Can not modify a non-generated column to a generated column')
  }
  if (original.column.generated !== undefined && written.generated === undefined) {
    refuse('Can not modify a generated column to a non-generated column')
  }
  const column = {
    ...normalizeColumn(written, key.type, isKey, columnSpelling(table.columns)),
    name: original.column.name,
  }
  const modified: DraftColumn = { column, isKey }
  place(draft, index, modified, clause, anchor)
  if (!sameDraft(original, modified)) draft.changedColumns.push(original.column.name)
  const evolves =
    scope.capabilities.runMode === 'shared_data' &&
    !isKey &&
    !original.isKey &&
    !isComplex(column.type) &&
    !isComplex(original.column.type) &&
    original.column.type.kind !== 'decimal' &&
    original.column.generated === undefined
  if (!evolves) draft.fast = false
}

/** Whether the column is a key from now on: AGGREGATE KEY goes by the missing aggregation, the other models by the word KEY. */
function modifiedKeyness(draft: TableDraft, column: Column, key: boolean, capabilities: Capabilities): boolean {
  const { table } = draft
  const { name, aggregation } = column
  switch (draft.key.type) {
    case 'PRIMARY':
      if (includesColumn(draft.key.columns, name)) refuse(`Can not modify key column: ${name} for primary key table`)
      if (table.sortKey?.some((item) => sameColumn(item.column, name))) {
        refuse('Can not modify sort column in primary data model table')
      }
      return false
    case 'AGGREGATE':
      if (column.type.kind === 'aggregate-state') return false
      if (key && aggregation !== undefined) refuse(`Can not assign aggregation method on key column: ${name}`)
      // The server fails on this one without a reason (recorded).
      if (aggregation === undefined && isComplex(column.type)) refuse(NO_REASON[capabilities.wording])
      return aggregation === undefined
    default:
      if (aggregation !== undefined) noAggregation(draft.key, name)
      return key
  }
}

function checkGeneratedReaders(table: Table, name: string): void {
  for (const column of table.columns) {
    if (column.generated !== undefined && referencedColumns(expressionOf(column.generated)).includes(name)) {
      refuse(`Do not support modify column: ${name}, because it associates with the generated column`)
    }
  }
}

function place(
  draft: TableDraft,
  index: number,
  modified: DraftColumn,
  clause: ModifyColumnClause,
  anchor: DraftColumn | undefined,
): void {
  if (clause.position === undefined) {
    draft.columns[index] = modified
    return
  }
  const original = draft.columns[index]
  const rest = draft.columns.filter((column) => column !== original)
  if (clause.position.first) {
    draft.columns = [modified, ...rest]
    return
  }
  if (anchor === undefined || anchor === original) {
    refuse(`Column[${clause.position.after ?? ''}] modify position is invalid`)
  }
  const target = rest.indexOf(anchor)
  draft.columns = rest.toSpliced(target + 1, 0, modified)
}

/** Bytes that JSON is taken to need at most (recorded). */
const JSON_LENGTH = 1024

/** Whether the old column may become the new one (Column.checkSchemaChangeAllowed), once all clauses are worked out. */
export function checkCompatible(original: DraftColumn, modified: DraftColumn, key: TableKey): void {
  const [from, to] = [original.column, modified.column]
  if (to.generated !== undefined) return
  const sameType = sameDataType(from.type, to.type)
  if (!(sameType && !isComplex(from.type)) && !isTypeChangeAllowed(from.type, to.type)) {
    refuse(`Can not change ${messageDataType(from.type)} to ${messageDataType(to.type)}`, {
      remedy: 'Add a column of the new type, fill it, switch over, and drop the old one.',
    })
  }
  const aggregationChanged =
    original.isKey !== modified.isKey || (key.type === 'AGGREGATE' && from.aggregation !== to.aggregation)
  if (aggregationChanged) {
    refuse('Can not change aggregation type', {
      remedy:
        original.isKey && key.type !== 'AGGREGATE'
          ? 'MODIFY COLUMN replaces the whole definition: repeat the word KEY.'
          : 'MODIFY COLUMN replaces the whole definition: repeat the aggregation.',
    })
  }
  if (from.nullable && !to.nullable) refuse('Can not change from nullable to non-nullable')
  if (!sameDefault(from.default, to.default)) {
    refuse('Can not change default value', {
      remedy: 'Repeat the default that the column has. To get another default, add a new column.',
    })
  }
  if (isString(from.type) && isString(to.type) && 'length' in from.type && 'length' in to.type) {
    if (Number(from.type.length) > Number(to.type.length)) refuse('Cannot shorten string length')
  }
  if (
    from.type.kind === 'simple' &&
    from.type.name === 'json' &&
    to.type.kind === 'varchar' &&
    to.type.length <= JSON_LENGTH
  ) {
    refuse(`JSON needs minimum length of ${JSON_LENGTH}`)
  }
}
