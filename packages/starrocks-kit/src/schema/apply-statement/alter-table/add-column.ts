import type { ColumnDefinition, ColumnPosition } from '../../../language/index.ts'
import { canBeKey, isSimple } from '../../data-type/rules.ts'
import { messageDataType } from '../../data-type/print.ts'
import { columnFromDefinition } from '../../from-ast/column.ts'
import { columnSpelling, normalizeColumn } from '../../normalize/table.ts'
import type { Column } from '../../types/column.ts'
import type { KeyType, Table, TableKey } from '../../types/table.ts'
import { checkColumnDefinition } from '../column/column-definition.ts'
import { sameColumn } from '../columns.ts'
import { checkGeneratedExpression } from '../column/generated-column.ts'
import { at } from '../names.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { columnMessage, findDraft, sameDraft } from './draft.ts'
import type { DraftColumn, TableDraft } from './draft.ts'

/** What is wrong with a definition by itself; the server looks at all clauses before it starts with the first. */
export function analyzeColumn(definition: ColumnDefinition, table: Table, key: TableKey, scope: ApplyScope): Column {
  const column = columnFromDefinition(definition)
  const fail = (detail: string): never =>
    refuseAnalyzing(`Column definition is wrong. ${detail}`, at(definition, scope))
  const aggregation = key.type === 'PRIMARY' ? 'REPLACE' : column.aggregation
  checkColumnDefinition(
    definition,
    column,
    { isKey: definition.key === true, ...(aggregation !== undefined ? { aggregation } : {}) },
    scope,
    fail,
  )
  if (isSimple(column.type, 'time')) refuseAnalyzing('Unsupported data type: TIME')
  if (column.generated !== undefined) {
    if (key.type === 'AGGREGATE') refuseAnalyzing('Generated Column does not support AGG table')
    checkGeneratedExpression(column, table.columns, true, scope, definition.generated)
  }
  return column
}

/** The rules of ADD COLUMN that come before any clause is carried out. */
export function analyzeAddColumn(
  definition: ColumnDefinition,
  position: ColumnPosition | undefined,
  table: Table,
  key: TableKey,
  scope: ApplyScope,
): void {
  if (definition.generated !== undefined && position !== undefined) {
    refuseSyntax('AFTER can not be set when ADD GENERATED COLUMN', at(definition, scope))
  }
  const column = analyzeColumn(definition, table, key, scope)
  if (column.generated !== undefined) return
  if (!column.nullable && column.default === undefined && !isSimple(column.type, 'bitmap', 'hll')) {
    refuseAnalyzing(`Field '${column.name}' is not null but doesnt have a default value`, {
      ...at(definition, scope),
      remedy: 'Give the column a DEFAULT, or leave NOT NULL out.',
    })
  }
  const aggregates = key.type === 'PRIMARY' || column.aggregation !== undefined
  if (aggregates && position?.first) {
    refuseAnalyzing(`Cannot add value column[${column.name}] at first`, at(definition, scope))
  }
}

const MODEL_NAME: Readonly<Record<KeyType, string>> = {
  DUPLICATE: 'Duplicate',
  AGGREGATE: 'Aggregation',
  UNIQUE: 'Unique',
  PRIMARY: 'Primary',
}

export function noAggregation(key: TableKey, name: string): never {
  return refuse(`Can not assign aggregation method on column in ${MODEL_NAME[key.type]} data model table: ${name}`)
}

/** ADD COLUMN of one column (SchemaChangeHandler.addColumnInternal). */
export function addColumn(
  draft: TableDraft,
  definition: ColumnDefinition,
  position: ColumnPosition | undefined,
  scope: ApplyScope,
): void {
  const written = columnFromDefinition(definition)
  const { key, table } = draft
  const { name } = written
  const varying = varyingDefault(written)
  if (varying !== undefined) {
    refuse(`unsupported default expr:${varying}`, {
      remedy: `Give ${name} a default that is the same for all rows, such as a literal or CURRENT_TIMESTAMP.`,
    })
  }
  if (written.generated !== undefined || written.autoIncrement || written.default?.kind === 'current-timestamp') {
    draft.fast = false
  }
  const isKey = keyness(written, definition.key === true, key)
  checkMetric(written, key)
  if (isKey) draft.fast = false
  const column = normalizeColumn(written, key.type, isKey, columnSpelling(table.columns))
  const added: DraftColumn = { column, isKey, added: true }
  const existing = table.columns.find((candidate) => sameColumn(candidate.name, name))
  if (existing !== undefined) {
    const known = findDraft(draft.columns, name) ?? { column: existing, isKey: false }
    if (sameDraft({ column: existing, isKey: known.isKey }, added) && key.type !== 'PRIMARY') {
      refuse(`Can not add column which already exists in base table: ${name}`)
    }
    if (scope.capabilities.wording !== '3.2') {
      refuse(
        `Can not add column which already exists in column id: ${name}, you can remove ${columnMessage(existing)} and try again.`,
      )
    }
  }
  const earlier = findDraft(draft.columns, name)
  if (earlier !== undefined) {
    if (!sameDraft(earlier, added)) refuse(`Repeatedly add same column with different definition: ${name}`)
    return
  }
  insert(draft, added, position)
}

/** A default with which the rows that are there could not share one value (Column.getDefaultValueType): uuid(), and the time with a precision. */
function varyingDefault({ default: value }: Column): string | undefined {
  if (value?.kind === 'current-timestamp') {
    return value.precision === undefined ? undefined : `current_timestamp(${value.precision})`
  }
  return value?.kind === 'expression' && /^\w+\(/.test(value.expression.text) ? value.expression.text : undefined
}

/** Whether the new column is a key; refuses aggregation where the model has none. */
function keyness(column: Column, key: boolean, tableKey: TableKey): boolean {
  const { name, aggregation } = column
  switch (tableKey.type) {
    case 'PRIMARY':
      // The analyzer has put REPLACE in the place of what was written: nothing to refuse.
      return false
    case 'AGGREGATE':
      if (column.type.kind === 'aggregate-state') return false
      if (key && aggregation !== undefined) refuse(`Can not assign aggregation method on key column: ${name}`)
      if (aggregation === undefined) {
        if (!canBeKey(column.type)) {
          refuse(
            `column without agg function will be treated as key column for aggregate table, ${messageDataType(column.type)} type can not be key column`,
          )
        }
        return true
      }
      if (aggregation === 'SUM' && column.default?.kind === 'literal' && column.default.value !== '0') {
        refuse(`The default value of '${name}' with SUM aggregation function must be zero`)
      }
      return false
    default:
      if (aggregation !== undefined) noAggregation(tableKey, name)
      return key
  }
}

function checkMetric(column: Column, key: TableKey): void {
  if (key.type === 'AGGREGATE') return
  if (isSimple(column.type, 'hll')) {
    refuse(`HLL type column can only be in Aggregation data model table: ${column.name}`)
  }
  if (column.aggregation === 'BITMAP_UNION' && key.type !== 'PRIMARY') refuse('BITMAP_UNION must be used in AGG_KEYS')
  if (column.aggregation === 'PERCENTILE_UNION' && key.type !== 'PRIMARY') {
    refuse('PERCENTILE_UNION must be used in AGG_KEYS')
  }
}

/** Without a position keys go behind the last key, values to the end but before generated columns. */
function insert(draft: TableDraft, added: DraftColumn, position: ColumnPosition | undefined): void {
  const { columns } = draft
  if (position?.first) {
    columns.unshift(added)
    return
  }
  if (position?.after !== undefined) {
    const after = position.after
    const index = columns.findIndex(({ column }) => sameColumn(column.name, after))
    const anchor = columns[index]
    if (anchor === undefined) refuse(`Column[${after}] does not found`)
    if (anchor.column.generated !== undefined) refuse('Can not add column after Generated Column')
    columns.splice(index + 1, 0, added)
    return
  }
  if (added.isKey) {
    const last = columns.findLastIndex(({ isKey }) => isKey)
    columns.splice(last + 1, 0, added)
    return
  }
  const generated = columns.findIndex(({ column }) => column.generated !== undefined)
  if (generated === -1 || added.column.generated !== undefined) columns.push(added)
  else columns.splice(generated, 0, added)
}
