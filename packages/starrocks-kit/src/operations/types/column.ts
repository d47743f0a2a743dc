import type { Column } from '../../schema/types/column.ts'
import type { ObjectName } from '../../schema/types/names.ts'

/** Where a column goes; absent means the server's choice (the end of the columns, before generated ones). */
export type ColumnPosition = { readonly first: true } | { readonly after: string }

/** `key` is set when the column joins the key of the table. */
export interface AddColumn {
  readonly kind: 'AddColumn'
  readonly table: ObjectName
  readonly column: Column
  readonly key?: true
  readonly position?: ColumnPosition
}

/** `definition` and `position` are what reversing needs; absent in hand-written revisions, which then cannot be reversed. */
export interface DropColumn {
  readonly kind: 'DropColumn'
  readonly table: ObjectName
  readonly column: string
  readonly definition?: Column
  readonly key?: true
  readonly position?: ColumnPosition
}

/** Same name, another definition. The printer picks the comment-only form when nothing else differs. */
export interface ModifyColumn {
  readonly kind: 'ModifyColumn'
  readonly table: ObjectName
  /** Absent in hand-written revisions, which then cannot be reversed. */
  readonly from?: Column
  readonly to: Column
  readonly key?: true
  readonly position?: ColumnPosition
  readonly fromPosition?: ColumnPosition
}

export interface RenameColumn {
  readonly kind: 'RenameColumn'
  readonly table: ObjectName
  readonly from: string
  readonly to: string
}

/** All columns of the table in their new order. */
export interface ReorderColumns {
  readonly kind: 'ReorderColumns'
  readonly table: ObjectName
  readonly from?: readonly string[]
  readonly to: readonly string[]
}
