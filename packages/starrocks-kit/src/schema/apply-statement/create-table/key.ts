import type { ColumnDefinition, CreateTableStatement } from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { canBePrimaryKey } from '../../data-type/rules.ts'
import { messageDataType, showDataType } from '../../data-type/print.ts'
import { GENERATED_PARTITION_COLUMN_PREFIX } from '../../from-ast/table.ts'
import { derivedKey } from '../../normalize/key.ts'
import { automaticRange } from '../../partitions/range-expression.ts'
import type { Column } from '../../types/column.ts'
import type { KeyType, Table, TableKey } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** The names that StarRocks uses inside for the key models. */
export const KEYS_TYPE: Readonly<Record<KeyType, string>> = {
  DUPLICATE: 'DUP_KEYS',
  AGGREGATE: 'AGG_KEYS',
  UNIQUE: 'UNIQUE_KEYS',
  PRIMARY: 'PRIMARY_KEYS',
}

/** What is written, or what is derived; the key columns must be the first ones, in order (CreateTableAnalyzer.analyzeKeysDesc). */
export function checkKey(table: Table, definitions: readonly ColumnDefinition[], capabilities: Capabilities): TableKey {
  const { columns } = table
  const key = table.key ?? derivedKey(columns, capabilities)
  if (key === undefined) {
    const [first] = columns
    refuseAnalyzing(`Data type of first column cannot be ${first === undefined ? '' : messageDataType(first.type)}`)
  }
  if (key.columns.length > columns.length) {
    refuseAnalyzing('The number of key columns should be less than the number of columns')
  }
  key.columns.forEach((name, i) => checkKeyColumn(key, name, columns, i, definitions[i]))
  for (const column of columns.slice(key.columns.length)) checkValueColumn(key, column)
  // The hidden column of a partition expression comes last, and has no aggregation.
  if (key.type === 'AGGREGATE' && capabilities.mixedExpressionPartitions && hasHiddenColumn(table)) {
    refuseAnalyzing(
      `AGG_KEYS table should specify aggregate type for non-key column[${GENERATED_PARTITION_COLUMN_PREFIX}0]`,
    )
  }
  return key
}

/** Whether the table is partitioned by an expression that the server keeps in a column: all but one of date_trunc and time_slice. */
function hasHiddenColumn({ partitioning, columns }: Table): boolean {
  if (partitioning?.kind !== 'expression') return false
  return (
    partitioning.items.some((item) => item.kind === 'expression') && automaticRange(partitioning, columns) === undefined
  )
}

function checkKeyColumn(
  key: TableKey,
  name: string,
  columns: readonly Column[],
  i: number,
  definition: ColumnDefinition | undefined,
): void {
  const column = columns[i]
  if (column === undefined || !sameColumn(column.name, name)) {
    if (!columns.some((candidate) => sameColumn(candidate.name, name))) {
      refuseAnalyzing(`Key column(${name}) doesn't exist.`)
    }
    refuseAnalyzing(
      'Key columns must be the first few columns of the schema and the order  of the key columns must be consistent with the order of the schema',
      { remedy: `List the key columns first and in the same order as in ${key.type} KEY.` },
    )
  }
  if (column.aggregation !== undefined || column.type.kind === 'aggregate-state') {
    refuseAnalyzing(`Key column[${column.name}] should not specify aggregate type.`)
  }
  if (key.type !== 'PRIMARY') return
  if (definition?.nullable === true) refuseAnalyzing(`primary key column[${column.name}] cannot be nullable`)
  if (!canBePrimaryKey(column.type)) {
    refuseAnalyzing(`primary key column[${column.name}] type not supported: ${writtenType(column, definition)}`)
  }
}

/** A CHAR without length has none yet when keys are looked at. */
function writtenType(column: Column, definition: ColumnDefinition | undefined): string {
  const type = definition?.type
  return type?.kind === 'ScalarType' && type.name === 'char' && type.params === undefined
    ? 'char'
    : showDataType(column.type)
}

function checkValueColumn(key: TableKey, column: Column): void {
  const isState = column.type.kind === 'aggregate-state'
  if (key.type === 'AGGREGATE') {
    if (column.aggregation === undefined && !isState) {
      refuseAnalyzing(`AGG_KEYS table should specify aggregate type for non-key column[${column.name}]`)
    }
  } else if (isState || (column.aggregation !== undefined && column.aggregation !== 'REPLACE')) {
    refuseAnalyzing(`${KEYS_TYPE[key.type]} table should not specify aggregate type for non-key column[${column.name}]`)
  }
}

/** ORDER BY: PRIMARY KEY has type rules, AGGREGATE and UNIQUE KEY want exactly the key columns (CreateTableAnalyzer.analyzeSortKeys). */
export function checkSortKey(table: Table, key: TableKey, statement: CreateTableStatement, scope: ApplyScope): void {
  const { sortKey, columns } = table
  if (sortKey === undefined) return
  if (key.type !== 'PRIMARY' && !scope.capabilities.sortKeyOfEveryModel) {
    refuseAnalyzing('only primary key support sort key', {
      context: scope.context,
      node: statement.key,
      remedy: 'Leave ORDER BY out, or use a server of version 3.3 or later.',
    })
  }
  if (sortKey.some((item) => item.descending) && !scope.capabilities.descendingSortKey) {
    refuseAnalyzing('Descending sort keys need version 4.1', { remedy: 'Leave DESC out.' })
  }
  // Names are compared with their case here: StarRocks does it so for these models.
  const indexes = sortKey.map((item) => columns.findIndex((column) => column.name === item.column))
  switch (key.type) {
    case 'PRIMARY':
      sortKey.forEach((item, i) => {
        const column = columns[indexes[i] ?? -1]
        if (column === undefined) {
          // A slip of 3.2: its own message has more places than it is given words.
          if (scope.capabilities.wording === '3.2') refuse("Format specifier '%s'", { running: false })
          refuseAnalyzing(`Unknown column '${item.column}' does not exist`)
        }
        if (!canBePrimaryKey(column.type)) {
          refuseAnalyzing(`sort key column[${column.name}] type not supported: ${showDataType(column.type)}`)
        }
      })
      return
    case 'AGGREGATE':
    case 'UNIQUE': {
      sortKey.forEach((item, i) => {
        if (indexes[i] === -1) refuseAnalyzing(`Unknown column '${item.column}' does not exist`)
      })
      const keyIndexes = new Set(key.columns.map((name) => columns.findIndex((column) => column.name === name)))
      if (keyIndexes.size !== new Set(indexes).size || indexes.some((index) => !keyIndexes.has(index))) {
        refuseAnalyzing(`The sort columns of ${key.type} KEY table must be same with key columns`)
      }
      return
    }
    case 'DUPLICATE':
  }
}

/** Found only when the table is made: unknown and repeated sort columns, and a first column that no index can hold. */
export function checkShortKey(table: Table): void {
  if (table.sortKey === undefined) return
  const seen = new Set<number>()
  let first: Column | undefined
  for (const item of table.sortKey) {
    const index = table.columns.findIndex((column) => sameColumn(column.name, item.column))
    const column = table.columns[index]
    if (column === undefined) refuse(`Invalid column '${item.column}': not exists in all columns.`)
    if (seen.has(index)) refuse(`Duplicate sort key column ${item.column} is not allowed.`)
    seen.add(index)
    first ??= column
  }
  if (first !== undefined && !canHeadSortKey(first)) {
    // The server names the type of the table's first column here, not that of the sort key (recorded).
    const [named] = table.columns
    refuse(`Data type of first column cannot be ${messageDataType((named ?? first).type)}`)
  }
}

function canHeadSortKey(column: Column): boolean {
  switch (column.type.kind) {
    case 'char':
    case 'varchar':
    case 'decimal':
    case 'varbinary':
      return true
    case 'simple':
      return !['float', 'double', 'hll', 'bitmap', 'percentile', 'time'].includes(column.type.name)
    default:
      return false
  }
}
