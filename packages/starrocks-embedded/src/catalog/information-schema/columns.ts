import { databaseKey } from 'starrocks-kit/schema'
import type { DataType, KeyType } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import {
  describeMaterializedViewColumns,
  describeTableColumns,
  describeViewColumns,
} from '../describe/described-column.ts'
import type { DescribedColumn } from '../describe/described-column.ts'
import { storedColumns } from '../describe/materialized-view-columns.ts'
import { entryOf } from '../data/entries.ts'
import { informationSchemaColumnType, informationSchemaDataType } from '../show-create/data-type.ts'
import { serverExpression } from '../show-create/expression.ts'
import type { InformationContext } from './information-context.ts'
import { systemTables } from './system-tables.ts'

const KEY_WORDS: { readonly [K in KeyType]: string } = {
  DUPLICATE: 'DUP',
  AGGREGATE: 'AGG',
  UNIQUE: 'UNI',
  PRIMARY: 'PRI',
}

export function columnRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  const rows: (readonly SqlValue[])[] = []
  for (const database of Object.values(catalog.schema.databases)) {
    const key = databaseKey(database.name, database.catalog)
    for (const table of Object.values(database.tables)) {
      const word = table.key === undefined ? '' : KEY_WORDS[table.key.type]
      rows.push(
        ...describeTableColumns(table, catalog.capabilities).map((column, i) =>
          columnRow(database.name, table.name, column, i, word),
        ),
      )
    }
    for (const view of Object.values(database.views)) {
      const columns = entryOf(catalog.data, key, view.name)?.definition?.columns ?? []
      rows.push(...describeViewColumns(columns).map((column, i) => columnRow(database.name, view.name, column, i, '')))
    }
    for (const view of Object.values(database.materializedViews)) {
      if (view.refresh === undefined) continue
      const columns = storedColumns(view, entryOf(catalog.data, key, view.name)?.definition?.columns ?? [])
      rows.push(
        ...describeMaterializedViewColumns(columns).map((column, i) =>
          columnRow(database.name, view.name, column, i, 'DUP'),
        ),
      )
    }
  }
  for (const table of systemTables(target)) {
    rows.push(
      ...describeViewColumns(table.columns).map((column, i) => columnRow(table.database, table.name, column, i, '')),
    )
  }
  return rows
}

function columnRow(
  database: string,
  table: string,
  column: DescribedColumn,
  index: number,
  keyWord: string,
): readonly SqlValue[] {
  const type: DataType = column.type ?? { kind: 'varchar', length: 65_533 }
  const [precision, scale, size] = numbersOf(type)
  const length = type.kind === 'char' || type.kind === 'varchar' ? type.length : null
  return [
    null,
    database,
    table,
    column.name,
    index + 1,
    column.default,
    column.nullable ? 'YES' : 'NO',
    informationSchemaDataType(type),
    length,
    length === null ? null : length * 3,
    precision,
    scale,
    null,
    null,
    null,
    type.kind === 'aggregate-state' ? 'varbinary' : informationSchemaColumnType(type),
    column.key ? keyWord : '',
    '',
    '',
    column.comment,
    size,
    scale,
    column.generated === undefined ? null : serverExpression(column.generated, 'quoted'),
    null,
  ]
}

const NUMBERS: Readonly<Record<string, readonly [number, number | null]>> = {
  tinyint: [3, 0],
  smallint: [5, 0],
  int: [10, 0],
  bigint: [19, 0],
  largeint: [39, null],
  float: [7, 7],
  double: [15, 15],
}

/** Precision, scale and size. */
function numbersOf(type: DataType): readonly [number | null, number | null, number | null] {
  switch (type.kind) {
    case 'decimal':
      return [type.precision, type.scale, type.precision]
    case 'char':
    case 'varchar':
      return [null, null, type.length]
    case 'simple': {
      if (type.name === 'boolean') return [null, 0, null]
      if (type.name === 'hll') return [null, null, 16_385]
      const [precision, scale] = NUMBERS[type.name] ?? [null, null]
      return [precision, scale, precision]
    }
    default:
      return [null, null, null]
  }
}
