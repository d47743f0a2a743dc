import type { AlterTableClause, IndexDesc } from '../../../language/index.ts'
import { indexFromDesc } from '../../from-ast/table-index.ts'
import { columnSpelling, normalizeIndex } from '../../normalize/table.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import type { Index, Table, TableKey } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { checkIndexColumn, checkIndexDesc, checkOneFilter, indexOf } from '../index-rules.ts'
import { refuse, refuseAnalyzing, whileRunning } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { withoutEntry } from '../../state.ts'
import type { TableDraft } from './draft.ts'

export function analyzeCreateIndex(desc: IndexDesc, table: Table, scope: ApplyScope): void {
  checkIndexDesc(desc, scope)
  if (scope.capabilities.wording === '3.2') return
  for (const name of desc.columns) {
    if (!table.columns.some((column) => sameColumn(column.name, name))) {
      refuseAnalyzing(`can not find column by name: ${name}, from table: ${table.name}`)
    }
  }
}

/** The indexes of a materialized view after ADD INDEX or DROP INDEX. What type its columns have is not known here. */
export function indexesOfView(view: MaterializedView, clause: AlterTableClause, scope: ApplyScope): MaterializedView {
  if (clause.kind === 'DropIndexClause') {
    return { ...view, indexes: withoutEntry(view.indexes, presentIndex(view.indexes, clause.name)) }
  }
  if (clause.kind !== 'CreateIndexClause') return view
  checkIndexDesc(clause.index, scope)
  const index = normalizeIndex(indexFromDesc(clause.index), columnSpelling(view.columns ?? []))
  requireNewIndex(index, clause.index, view.indexes)
  return { ...view, indexes: { ...view.indexes, [index.name]: index } }
}

function presentIndex(indexes: Readonly<Record<string, Index>>, name: string): string {
  return Object.keys(indexes).find((one) => sameColumn(one, name)) ?? refuse(`index ${name} does not exist`)
}

function requireNewIndex(index: Index, desc: IndexDesc, present: Readonly<Record<string, Index>>): void {
  for (const existing of Object.values(present)) {
    if (sameColumn(existing.name, index.name)) refuse(`index \`${index.name}\` already exist.`)
    if (existing.columns.join(',').toLowerCase() === index.columns.join(',').toLowerCase()) {
      refuse(`index for columns (${desc.columns.join(',')} ) already exist.`)
    }
  }
}

/** ADD INDEX (SchemaChangeHandler.processAddIndex); the table's present indexes count, not those that the statement drops. */
export function addIndex(draft: TableDraft, desc: IndexDesc, scope: ApplyScope): void {
  draft.fast = false
  const { table, key } = draft
  const index = indexOf(desc, table)
  // From 4.1 on the column comes first.
  if (index.type === 'GIN' && scope.capabilities.wording === '4.1') checkColumns(index, table, key, scope)
  const replicated = (table.properties['replicated_storage'] ?? 'true').toLowerCase() === 'true'
  if (index.type === 'GIN' && replicated && scope.capabilities.runMode === 'shared_nothing') {
    refuseAnalyzing('GIN does not support replicated mode')
  }
  if (index.type === 'VECTOR') {
    const existing = Object.values(draft.indexes).find(({ type }) => type === 'VECTOR')
    if (existing !== undefined) {
      refuseAnalyzing(
        `At most one vector index is allowed for a table, but there is already a vector index [${existing.name}]`,
      )
    }
  }
  requireNewIndex(index, desc, table.indexes)
  checkColumns(index, table, key, scope)
  checkOneFilter([index], table.properties['bloom_filter_columns'])
  draft.indexes = { ...draft.indexes, [index.name]: index }
  draft.indexesChanged = true
}

function checkColumns(index: Index, table: Table, key: TableKey, scope: ApplyScope): void {
  for (const name of index.columns) {
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column === undefined) {
      const named = scope.capabilities.wording === '3.2' ? 'BITMAP' : index.name
      refuse(`${named} column does not exist in table. invalid column: ${name}`)
    }
    whileRunning(() => checkIndexColumn(index, column, key, scope))
  }
}

export function removeIndex(draft: TableDraft, name: string): void {
  draft.fast = false
  draft.indexes = withoutEntry(draft.indexes, presentIndex(draft.table.indexes, name))
  draft.indexesChanged = true
}
