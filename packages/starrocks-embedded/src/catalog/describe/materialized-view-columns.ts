import type { DataType, MaterializedView } from 'starrocks-kit/schema'
import type { OutputColumn } from '../data/object-entry.ts'

/** A column of a materialized view's own table. */
export interface StoredColumn extends OutputColumn {
  readonly key: boolean
  /** Holds the value of a partition expression. */
  readonly hidden?: true
}

/** Bytes that a short key may have. */
const SHORT_KEY_BYTES = 36

const SIZES: Readonly<Record<string, number>> = {
  boolean: 1,
  tinyint: 1,
  smallint: 2,
  int: 4,
  bigint: 8,
  largeint: 16,
  float: 4,
  double: 8,
  date: 3,
  datetime: 8,
  json: 16,
  hll: 16,
  bitmap: 16,
  percentile: 16,
}

/**
 * The columns as they are stored: the sort key first, which is a duplicate key (MaterializedViewAnalyzer.genMaterializedViewColumns).
 * Without ORDER BY it is the first columns that can be a key, up to 36 bytes, and no further than the first VARCHAR.
 */
export function storedColumns(view: MaterializedView, columns: readonly OutputColumn[]): readonly StoredColumn[] {
  const keys = view.sortKey?.map((item) => item.column) ?? defaultSortKey(columns)
  const wanted = keys.map((name) => name.toLowerCase())
  const key = wanted.flatMap((name) => columns.filter((column) => column.name.toLowerCase() === name))
  return [
    ...key.map((column) => ({ ...column, key: true })),
    ...columns.filter((column) => !key.includes(column)).map((column) => ({ ...column, key: false })),
    ...hiddenColumns(view),
  ]
}

/** Partitioning by several items needs a column for each expression among them. */
function hiddenColumns(view: MaterializedView): readonly StoredColumn[] {
  const items = view.partitioning ?? []
  if (items.length < 2) return []
  return items
    .filter((item) => item.kind === 'expression')
    .map((_, i) => ({
      name: `__generated_partition_column_${i}`,
      type: { kind: 'simple', name: 'date' },
      nullable: true,
      key: false,
      hidden: true,
    }))
}

function defaultSortKey(columns: readonly OutputColumn[]): readonly string[] {
  const keys: string[] = []
  const first = columns.findIndex((column) => canBeKey(column.type))
  let size = 0
  for (const column of first === -1 ? [] : columns.slice(first)) {
    size += sizeOf(column.type)
    if (size > SHORT_KEY_BYTES) {
      if (column.type?.kind === 'char' || column.type?.kind === 'varchar') keys.push(column.name)
      break
    }
    if (!canBeKey(column.type)) continue
    keys.push(column.name)
    if (column.type?.kind === 'varchar') break
  }
  return keys
}

/** Whether no column can be a key: then there is no materialized view (MaterializedViewAnalyzer.genMaterializedViewColumns). */
export function hasNoKey(columns: readonly OutputColumn[]): boolean {
  return columns.length > 0 && !columns.some((column) => canBeKey(column.type))
}

function canBeKey(type: DataType | undefined): boolean {
  if (type === undefined) return true
  if (type.kind === 'decimal' || type.kind === 'char' || type.kind === 'varchar') return true
  return (
    type.kind === 'simple' &&
    !['float', 'double', 'json', 'hll', 'bitmap', 'percentile', 'variant', 'time'].includes(type.name)
  )
}

function sizeOf(type: DataType | undefined): number {
  switch (type?.kind) {
    case 'char':
      return type.length
    case 'decimal':
      return type.legacy === true
        ? 12
        : type.precision <= 9
          ? 4
          : type.precision <= 18
            ? 8
            : type.precision <= 38
              ? 16
              : 32
    case 'varchar':
      return 20
    case 'simple':
      return SIZES[type.name] ?? 16
    default:
      return 16
  }
}
