import { includesColumn, sameColumn } from '../columns.ts'
import { partitionColumns } from '../create-table/partition.ts'
import { refuse } from '../refusal.ts'
import type { StatementJob } from '../result.ts'
import type { Table } from '../../types/table.ts'
import { findDraft, sameDraft } from './draft.ts'
import type { TableDraft } from './draft.ts'
import { checkCompatible } from './modify-column.ts'

/** The table and the kind of job once every clause of a schema change is worked out (SchemaChangeHandler.finalAnalyze). */
export function finishSchemaChange(draft: TableDraft): { readonly table: Table; readonly job: StatementJob } {
  const { table, key, columns } = draft
  const before = table.columns.map((column) => ({ column, isKey: includesColumn(key.columns, column.name) }))
  const columnsChanged =
    before.length !== columns.length ||
    before.some((column, i) => {
      const other = columns[i]
      return other === undefined || !sameDraft(column, other)
    })
  if (!columnsChanged && !draft.indexesChanged) return { table: withDraft(draft), job: 'metadata' }
  checkOrder(draft)
  for (const modified of columns) {
    if (draft.fieldsChanged.has(modified.column.name.toLowerCase())) continue
    const original = findDraft(before, modified.column.name)
    if (original !== undefined && !sameDraft(original, modified)) checkCompatible(original, modified, key)
  }
  checkProtected(draft, before)
  for (const item of table.sortKey ?? []) {
    if (findDraft(columns, item.column) === undefined) {
      refuse(`Sort Key Column[${item.column}] not exists in new schema`)
    }
  }
  return { table: withDraft(draft), job: draft.fast ? 'fast-schema-evolution' : 'schema-change' }
}

/** Keys first, and at least one. */
function checkOrder(draft: TableDraft): void {
  let meetsValue = false
  for (const { isKey } of draft.columns) {
    if (isKey && meetsValue) {
      refuse(`Invalid column order. value should be after key. index[${draft.table.name}]`)
    }
    meetsValue ||= !isKey
  }
  if (!draft.columns.some(({ isKey }) => isKey)) refuse(`No key column left. index[${draft.table.name}]`)
}

/** Columns of PARTITION BY and DISTRIBUTED BY stay as they are. */
function checkProtected(draft: TableDraft, before: TableDraft['columns']): void {
  const { table, columns } = draft
  const check = (names: readonly string[], what: 'partition' | 'distribution'): void => {
    for (const name of names) {
      const original = findDraft(before, name)
      const now = findDraft(columns, name)
      if (now !== undefined && original !== undefined && !sameDraft(original, now)) {
        refuse(`Can not modify ${what} column[${name}]. index[${table.name}]`)
      }
      if (now === undefined) {
        refuse(
          `${what === 'partition' ? 'Partition' : 'Distribution'} column[${name}] cannot be dropped. index[${table.name}]`,
        )
      }
    }
  }
  check(partitionColumns(table), 'partition')
  if (table.distribution?.kind === 'hash') check(table.distribution.columns, 'distribution')
}

function withDraft(draft: TableDraft): Table {
  const { table, columns } = draft
  const { sortKey: _, ...rest } = table
  const names = columns.map(({ column }) => column)
  return {
    ...rest,
    columns: names,
    key: { type: draft.key.type, columns: columns.filter(({ isKey }) => isKey).map(({ column }) => column.name) },
    ...(draft.sortKey !== undefined ? { sortKey: draft.sortKey } : {}),
    indexes: draft.indexes,
    properties: withoutDroppedFilters(draft),
  }
}

/** The bloom filter of a dropped column goes with it. */
function withoutDroppedFilters(draft: TableDraft): Table['properties'] {
  const { properties } = draft.table
  const filters = properties['bloom_filter_columns']
  if (filters === undefined) return properties
  const kept = filters
    .split(',')
    .map((name) => name.trim())
    .filter((name) => draft.columns.some(({ column }) => sameColumn(column.name, name)))
  if (kept.length > 0) return { ...properties, bloom_filter_columns: kept.join(', ') }
  const { bloom_filter_columns: __, ...rest } = properties
  return rest
}
