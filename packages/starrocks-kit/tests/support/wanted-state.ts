import type { AlterTableClause, ColumnDefinition, ColumnPosition, Statement } from '../../src/language/index.ts'
import type { Rename } from '../../src/diff/index.ts'
import {
  columnFromDefinition,
  dataTypeFromAst,
  distributionFromDesc,
  findMaterializedView,
  findTable,
  objectNameFromAst,
  propertiesFromAst,
  refreshFromDesc,
  sortKeyFromDesc,
  withObject,
} from '../../src/schema/index.ts'
import type { Column, ObjectName, SchemaState, StructType, Table } from '../../src/schema/index.ts'
import { partitionFromAst } from '../../src/schema/from-ast/partitioning.ts'
import { indexFromDesc } from '../../src/schema/from-ast/table-index.ts'

/** What somebody wants who writes the ALTER: the state and the renames on the way. */
export interface Wish {
  readonly state: SchemaState
  readonly renames: readonly Rename[]
}

/**
 * The state that an ALTER asks for, taken at its word: no rule of the server is applied. Undefined for statements whose wish no state can hold
 * (TRUNCATE, SWAP, COMPACT, MODIFY PARTITION ...).
 */
export function wishOf(statement: Statement, state: SchemaState, currentDatabase: string): Wish | undefined {
  if (statement.kind === 'AlterTableStatement') {
    const name = objectNameFromAst(statement.name, { currentDatabase })
    const table = name === undefined ? undefined : findTable(state, name)
    if (name === undefined || table === undefined) return undefined
    let wished: Table = table
    const renames: Rename[] = []
    for (const clause of statement.clauses) {
      if (clause.kind === 'ColumnRenameClause') {
        renames.push({ kind: 'column', table: name, from: clause.name, to: clause.newName })
        continue
      }
      const next = wishOfClause(wished, clause)
      if (next === undefined) return undefined
      wished = next
    }
    return { state: withObject(state, name, wished), renames }
  }
  if (statement.kind === 'AlterMaterializedViewStatement') {
    const name: ObjectName | undefined = objectNameFromAst(statement.name, { currentDatabase })
    const view = name === undefined ? undefined : findMaterializedView(state, name)
    if (name === undefined || view === undefined) return undefined
    const { clause } = statement
    if (clause.kind === 'RefreshSchemeDesc') {
      return { state: withObject(state, name, { ...view, refresh: refreshFromDesc(clause) }), renames: [] }
    }
    if (clause.kind === 'ModifyPropertiesClause') {
      const properties = { ...view.properties, ...propertiesFromAst(clause.properties) }
      return { state: withObject(state, name, { ...view, properties }), renames: [] }
    }
  }
  return undefined
}

function wishOfClause(table: Table, clause: AlterTableClause): Table | undefined {
  switch (clause.kind) {
    case 'AddColumnClause':
      return clause.rollup === undefined ? withColumn(table, clause.column, clause.position) : undefined
    case 'AddColumnsClause':
      return clause.columns.reduce<Table>((wished, column) => withColumn(wished, column, undefined), table)
    case 'DropColumnClause':
      return withoutColumn(table, clause.name)
    case 'ModifyColumnClause': {
      const old = table.columns.find((column) => same(column.name, clause.column.name))
      if (old === undefined || clause.column.type === undefined) return undefined
      const changed = columnFromDefinition(clause.column)
      if (clause.position !== undefined) {
        return withColumn(withoutColumn(table, old.name), clause.column, clause.position)
      }
      return { ...table, columns: table.columns.map((column) => (column === old ? changed : column)) }
    }
    case 'ModifyColumnCommentClause':
      return mapColumn(table, clause.name, (column) => ({ ...column, comment: clause.comment }))
    case 'ReorderColumnsClause': {
      const names = clause.orderBy.items.map(({ column }) => column)
      if (names.length !== table.columns.length) return { ...table, sortKey: sortKeyFromDesc(clause.orderBy) }
      const columns = names.flatMap((name) => table.columns.filter((column) => same(column.name, name)))
      return columns.length === table.columns.length ? { ...table, columns } : undefined
    }
    case 'AddFieldClause':
      if (clause.path.length !== 1) return undefined
      return mapStruct(table, clause.column, (struct) => ({
        ...struct,
        fields: [...struct.fields, { name: clause.path[0] ?? '', type: dataTypeFromAst(clause.type) }],
      }))
    case 'DropFieldClause':
      if (clause.path.length !== 1) return undefined
      return mapStruct(table, clause.column, (struct) => ({
        ...struct,
        fields: struct.fields.filter((field) => !same(field.name, clause.path[0] ?? '')),
      }))
    case 'CreateIndexClause':
      return { ...table, indexes: { ...table.indexes, [clause.index.name]: indexFromDesc(clause.index) } }
    case 'DropIndexClause':
      return {
        ...table,
        indexes: Object.fromEntries(Object.entries(table.indexes).filter(([name]) => name !== clause.name)),
      }
    case 'ModifyPropertiesClause':
      return { ...table, properties: { ...table.properties, ...propertiesFromAst(clause.properties) } }
    case 'ModifyCommentClause':
      return { ...table, comment: clause.comment }
    case 'OptimizeClause':
      if (clause.partitions !== undefined || clause.partition !== undefined || clause.key !== undefined)
        return undefined
      return {
        ...table,
        ...(clause.distribution !== undefined ? { distribution: distributionFromDesc(clause.distribution) } : {}),
        ...(clause.orderBy !== undefined ? { sortKey: sortKeyFromDesc(clause.orderBy) } : {}),
      }
    case 'AddPartitionClause': {
      if (table.partitioning === undefined || clause.temporary === true) return undefined
      const added = partitionFromAst(clause.partition, 1)
      const partitions = [...table.partitioning.partitions, added]
      return { ...table, partitioning: { ...table.partitioning, partitions } as Table['partitioning'] & object }
    }
    default:
      return undefined
  }
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function mapColumn(table: Table, name: string, map: (column: Column) => Column): Table | undefined {
  if (!table.columns.some((column) => same(column.name, name))) return undefined
  return { ...table, columns: table.columns.map((column) => (same(column.name, name) ? map(column) : column)) }
}

function mapStruct(table: Table, name: string, map: (struct: StructType) => StructType): Table | undefined {
  return mapColumn(table, name, (column) =>
    column.type.kind === 'struct' ? { ...column, type: map(column.type) } : column,
  )
}

function withoutColumn(table: Table, name: string): Table {
  return {
    ...table,
    columns: table.columns.filter((column) => !same(column.name, name)),
    ...(table.key !== undefined
      ? { key: { ...table.key, columns: table.key.columns.filter((column) => !same(column, name)) } }
      : {}),
  }
}

/** KEY columns stand behind the last key, others where the position says or at the end. */
function withColumn(table: Table, definition: ColumnDefinition, position: ColumnPosition | undefined): Table {
  const column = columnFromDefinition(definition)
  const others = table.columns.filter((other) => !same(other.name, column.name))
  const keys = table.key?.columns ?? []
  const isKey = definition.key === true
  const after = position?.after
  const anchor = after === undefined ? -1 : others.findIndex((other) => same(other.name, after))
  const index = position?.first === true ? 0 : after !== undefined ? anchor + 1 : isKey ? keys.length : others.length
  const columns = others.toSpliced(index, 0, column)
  const key = table.key
  if (!isKey || key === undefined) return { ...table, columns }
  const names = columns.filter((other) => other === column || keys.some((name) => same(name, other.name)))
  return { ...table, columns, key: { ...key, columns: names.map((other) => other.name) } }
}
