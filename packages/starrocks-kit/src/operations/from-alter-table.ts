import type { AlterTableClause, ColumnDefinition } from '../language/index.ts'
import {
  columnFromDefinition,
  distributionFromDesc,
  indexFromDesc,
  partitionFromAst,
  propertiesFromAst,
  rollupFromDesc,
  sortKeyFromDesc,
} from '../schema/index.ts'
import type { ObjectName, Table } from '../schema/index.ts'
import type { Operation } from './operation.ts'
import type { ColumnPosition } from './types/column.ts'
import { hasOnly } from './has-only.ts'

/** A character set has no place in a column of a model, and MODIFY COLUMN may leave out the type. */
export function isKnownColumn({ charset, type }: ColumnDefinition): boolean {
  return charset === undefined && type !== undefined
}

function positionOf(position: Extract<AlterTableClause, { kind: 'AddColumnClause' }>['position']): {
  readonly position?: ColumnPosition
} {
  if (position === undefined) return {}
  if (position.first === true) return { position: { first: true } }
  return position.after === undefined ? {} : { position: { after: position.after } }
}

const keyFlag = ({ key }: ColumnDefinition): { readonly key?: true } => (key === true ? { key } : {})

export function alterTable(
  table: ObjectName,
  clause: AlterTableClause,
  known: Table | undefined,
): readonly Operation[] | undefined {
  switch (clause.kind) {
    case 'AddColumnClause': {
      const { column, position } = clause
      if (!hasOnly(clause, ['column', 'position']) || !isKnownColumn(column)) return undefined
      const placed = { ...keyFlag(column), ...positionOf(position) }
      return [{ kind: 'AddColumn', table, column: columnFromDefinition(column), ...placed }]
    }
    case 'AddColumnsClause':
      if (!hasOnly(clause, ['columns']) || !clause.columns.every(isKnownColumn)) return undefined
      return clause.columns.map((column) => ({
        kind: 'AddColumn',
        table,
        column: columnFromDefinition(column),
        ...keyFlag(column),
      }))
    case 'DropColumnClause':
      return hasOnly(clause, ['name']) ? [{ kind: 'DropColumn', table, column: clause.name }] : undefined
    case 'ModifyColumnClause': {
      const { column, position } = clause
      if (!hasOnly(clause, ['column', 'position']) || !isKnownColumn(column)) return undefined
      const placed = { ...keyFlag(column), ...positionOf(position) }
      return [{ kind: 'ModifyColumn', table, to: columnFromDefinition(column), ...placed }]
    }
    case 'ModifyColumnCommentClause': {
      const column = known?.columns.find(({ name }) => name.toLowerCase() === clause.name.toLowerCase())
      if (column === undefined) return undefined
      const { comment: _, ...rest } = column
      const to = clause.comment === '' ? rest : { ...rest, comment: clause.comment }
      const isKey = known?.key !== undefined && known.key.type !== 'PRIMARY' && known.key.columns.includes(column.name)
      return [{ kind: 'ModifyColumn', table, from: column, to, ...(isKey ? { key: true } : {}) }]
    }
    case 'ColumnRenameClause':
      return [{ kind: 'RenameColumn', table, from: clause.name, to: clause.newName }]
    case 'ReorderColumnsClause':
      return hasOnly(clause, ['orderBy']) ? orderBy(table, clause, known) : undefined
    case 'CreateIndexClause':
      return [{ kind: 'AddIndex', table, index: indexFromDesc(clause.index) }]
    case 'DropIndexClause':
      return [{ kind: 'DropIndex', table, index: clause.name }]
    case 'TableRenameClause':
      return [{ kind: 'RenameTable', table, to: clause.newName }]
    case 'SwapTableClause':
      return [{ kind: 'SwapTable', table, with: clause.name }]
    case 'ModifyPropertiesClause':
      return [{ kind: 'ModifyTableProperties', table, from: {}, to: propertiesFromAst(clause.properties) }]
    case 'ModifyCommentClause':
      return [{ kind: 'ModifyTableComment', table, ...(clause.comment === '' ? {} : { to: clause.comment }) }]
    case 'OptimizeClause':
      if (clause.distribution === undefined || !hasOnly(clause, ['distribution'])) return undefined
      return [{ kind: 'ModifyDistribution', table, to: distributionFromDesc(clause.distribution) }]
    case 'AddRollupClause':
      return clause.rollups.map((rollup) => ({ kind: 'AddRollup', table, rollup: rollupFromDesc(rollup) }))
    case 'DropRollupClause':
      return clause.names.map((rollup) => ({ kind: 'DropRollup', table, rollup }))
    case 'AddPartitionClause':
      if (!hasOnly(clause, ['partition'])) return undefined
      return [{ kind: 'AddPartition', table, partition: partitionFromAst(clause.partition, partitionWidth(known)) }]
    case 'DropPartitionClause':
      if (clause.names === undefined || !hasOnly(clause, ['names'])) return undefined
      return clause.names.map((partition) => ({ kind: 'DropPartition', table, partition }))
    default:
      return undefined
  }
}

/** With all columns it is their order, otherwise the sort key; PRIMARY KEY tables know the sort key only. */
function orderBy(
  table: ObjectName,
  clause: Extract<AlterTableClause, { kind: 'ReorderColumnsClause' }>,
  known: Table | undefined,
): readonly Operation[] | undefined {
  const { items } = clause.orderBy
  if (known === undefined) return undefined
  if (known.key?.type !== 'PRIMARY' && items.length === known.columns.length)
    return [{ kind: 'ReorderColumns', table, to: items.map(({ column }) => column) }]
  return [{ kind: 'ModifySortKey', table, to: sortKeyFromDesc(clause.orderBy) }]
}

function partitionWidth(table: Table | undefined): number {
  return table?.partitioning !== undefined && 'columns' in table.partitioning ? table.partitioning.columns.length : 1
}
