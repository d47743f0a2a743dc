import type { ReaderOf, RecordOperation } from './op-recorder.ts'
import type { NameInput, RowInput } from './op-inputs.ts'

/** Operations on rows. */
export interface RowOp {
  /** Inserts rows. All of them name the same columns; a column that none names gets its default. */
  insert(table: NameInput, rows: readonly RowInput[]): void
  /** Copies rows from another table of the same database, column by column of the same name; with `partition` only those of that partition of `from`. */
  copyRows(
    table: NameInput,
    from: string,
    options: { readonly columns: readonly string[]; readonly partition?: string },
  ): void
  /** Stops the upgrade or downgrade when the two tables of one database have different numbers of rows. */
  checkRowCounts(table: NameInput, other: string): void
}

export function createRowOp(reader: ReaderOf, record: RecordOperation): RowOp {
  return {
    insert: (table, rows) => {
      const read = reader('insert', table)
      record({ kind: 'InsertRows', table: read.name(), ...read.rows(rows) })
    },
    copyRows: (table, from, { columns, partition }) => {
      const read = reader('copyRows', table)
      record({
        kind: 'CopyRows',
        table: read.name(),
        from: read.identifier('the table to copy from', from),
        columns: read.identifiers('the columns', columns),
        ...(partition === undefined ? {} : { partition: read.identifier('the partition', partition) }),
      })
    },
    checkRowCounts: (table, other) => {
      const read = reader('checkRowCounts', table)
      record({ kind: 'CheckRowCounts', table: read.name(), with: read.identifier('the other table', other) })
    },
  }
}
