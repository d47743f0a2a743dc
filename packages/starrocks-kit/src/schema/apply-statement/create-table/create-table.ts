import type { CreateTableStatement } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { holdsTime } from '../../data-type/rules.ts'
import { tableFromStatement } from '../../from-ast/table.ts'
import { findObject } from '../../state.ts'
import type { Column } from '../../types/column.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { CHARSETS, checkColumnDefinition, checkColumnSyntax } from '../column/column-definition.ts'
import type { ColumnRole } from '../column/column-definition.ts'
import { includesColumn } from '../columns.ts'
import { checkGeneratedColumns } from '../column/generated-column.ts'
import { checkIndexes, checkIndexSyntax, checkOneFilter } from '../index-rules.ts'
import { alreadyExists, at, checkTableName, isInternal, requireDatabase, resolveName } from '../names.ts'
import { checkRollups } from '../alter-table/rollup.ts'
import { refuseAnalyzing } from '../refusal.ts'
import { applied, put } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'
import { deriveTable } from './derive.ts'
import { checkDistribution, checkHashColumns, checkRangeSortKey } from './distribution.ts'
import { checkPartitionSyntax, checkSlicedColumn } from './expression-partition.ts'
import { checkKey, checkShortKey, checkSortKey } from './key.ts'
import { checkPartitioning, isPartitionColumn } from './partition.ts'
import { checkGinReplication, checkTableProperties } from './properties.ts'
import { checkPartitionRanges } from './range-partition.ts'

const ENGINES: ReadonlySet<string> = new Set([
  'olap',
  'mysql',
  'broker',
  'elasticsearch',
  'hive',
  'iceberg',
  'hudi',
  'jdbc',
  'file',
  'starrocks',
])

/** FE config `max_column_number_per_table`. */
const MAX_COLUMNS = 10000

/**
 * CREATE TABLE. The rules come in the order in which the server looks: what a statement gets wrong first is what it is refused for.
 * Temporary tables belong to a session and tables of external catalogs to another server: both leave this state as it is.
 */
export function createTable(statement: CreateTableStatement, scope: ApplyScope): Applied {
  for (const definition of statement.columns) checkColumnSyntax(definition, scope)
  for (const index of statement.indexes ?? []) checkIndexSyntax(index, scope)
  checkPartitionSyntax(statement, scope)
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  checkTableName(name.name)
  requireDatabase(name, scope)
  const existing = findObject(scope.state, name)
  if (existing !== undefined && !statement.ifNotExists && !statement.temporary) alreadyExists(name.name)
  const engine = checkEngine(statement)
  if (statement.charset !== undefined && statement.charset.toLowerCase() !== 'utf8') {
    const known = scope.capabilities.wording !== '3.2' || CHARSETS.has(statement.charset.toLowerCase())
    refuseAnalyzing(
      known ? `charset name ${statement.charset} is not supported yet` : `Unknown charset name: ${statement.charset}`,
    )
  }
  checkColumnList(statement, scope)
  const table = tableFromStatement(statement)
  if (engine !== 'olap') {
    if (statement.key !== undefined) {
      refuseAnalyzing(`Create ${engine} table should not contain keys desc`, at(statement.key, scope))
    }
    if (engine === 'mysql') checkMysqlTable(statement, scope)
    return put(scope, name, { ...table, engine })
  }
  const key = checkKey(table, statement.columns, scope.capabilities)
  checkSortKey(table, key, statement, scope)
  checkPartitioning(table, key, statement, scope)
  const distribution = checkDistribution(table, key, statement, scope)
  checkRangeSortKey(table, key, distribution)
  checkColumns(statement, table, key, scope)
  checkGeneratedColumns(table, key, statement.columns, scope)
  checkIndexes(statement.indexes ?? [], table, key, scope)
  for (const column of table.columns) {
    if (holdsTime(column.type)) {
      refuseAnalyzing(`Type:${messageDataType(column.type)} of column:${column.name} does not support`, {
        running: true,
      })
    }
  }
  if (table.partitioning?.kind === 'expression') checkSlicedColumn(table.partitioning, table.columns)
  checkPartitionRanges(table)
  checkHashColumns(table, key, distribution, scope.capabilities)
  checkShortKey(table)
  checkTableProperties(name, table, key, distribution, scope)
  checkGinReplication(table)
  checkOneFilter(Object.values(table.indexes), table.properties['bloom_filter_columns'])
  if (existing !== undefined || statement.temporary) return applied(scope.state)
  checkRollups(table, name.name, key, statement.rollups ?? [], scope.capabilities)
  const created = { ...deriveTable(table, key, distribution, scope.capabilities), name: name.name }
  return put(scope, name, created, { kind: 'Job', object: name, job: 'metadata' })
}

function checkEngine(statement: CreateTableStatement): string {
  const engine = (statement.engine ?? 'olap').toLowerCase()
  if (!ENGINES.has(engine)) refuseAnalyzing(`Unknown engine name: ${statement.engine ?? ''}`)
  return engine
}

/** A table of MySQL has no partitions and no buckets (CreateTableAnalyzer). */
function checkMysqlTable({ partition, distribution }: CreateTableStatement, scope: ApplyScope): void {
  if (partition !== undefined) refuseAnalyzing('Create mysql table should not contain partition desc')
  if (distribution === undefined) return
  refuseAnalyzing('Create mysql table should not contain distribution desc', at(distribution, scope))
}

function checkColumnList(statement: CreateTableStatement, scope: ApplyScope): void {
  if (statement.columns.length === 0) refuseAnalyzing('A table must have at least 1 column', { code: 1113 })
  if (statement.columns.length > MAX_COLUMNS) {
    refuseAnalyzing(`Too many columns. The limit is ${MAX_COLUMNS}`, { code: 1117 })
  }
  const names = new Set<string>()
  for (const { name } of statement.columns) {
    if (names.has(name.toLowerCase())) duplicateColumn(name, scope)
    names.add(name.toLowerCase())
  }
}

function duplicateColumn(name: string, scope: ApplyScope): never {
  return refuseAnalyzing(`Duplicate column name '${name}'`, { code: 1060, context: scope.context })
}

function checkColumns(statement: CreateTableStatement, table: Table, key: TableKey, scope: ApplyScope): void {
  const [, secondCounter] = statement.columns.filter((definition) => definition.autoIncrement)
  if (secondCounter !== undefined) {
    refuseAnalyzing(
      'More than one AUTO_INCREMENT column defined in CREATE TABLE Statement',
      scope.capabilities.wording === '3.2' ? at(secondCounter, scope) : {},
    )
  }
  const byName = new Map(table.columns.map((column) => [column.name, column]))
  for (const definition of statement.columns) {
    const column = byName.get(definition.name)
    // Hidden columns of partition expressions are no columns of the table.
    if (column === undefined) continue
    const role = columnRole(column, key)
    checkColumnDefinition(
      definition,
      column,
      { ...role, partitionColumn: isPartitionColumn(definition, table) },
      scope,
      refuseAnalyzing,
    )
    if (definition.autoIncrement && !(column.type.kind === 'simple' && column.type.name === 'bigint')) {
      refuseAnalyzing('The AUTO_INCREMENT column must be BIGINT', at(definition, scope))
    }
    if (key.type !== 'AGGREGATE' && column.aggregation === 'HLL_UNION') {
      refuseAnalyzing('HLL_UNION must be used in AGG_KEYS', at(statement.key, scope))
    }
  }
}

/** What the key model makes of a column that stands in the table. */
function columnRole(column: Column, key: TableKey): ColumnRole {
  if (includesColumn(key.columns, column.name)) return { isKey: true }
  switch (key.type) {
    case 'AGGREGATE':
      return { isKey: false, ...(column.aggregation !== undefined ? { aggregation: column.aggregation } : {}) }
    case 'DUPLICATE':
      return { isKey: false, aggregation: 'NONE' }
    default:
      return { isKey: false, aggregation: 'REPLACE' }
  }
}
