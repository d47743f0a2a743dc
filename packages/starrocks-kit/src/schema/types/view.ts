import type { SqlText } from './sql-text.ts'

/** An output column of a view or materialized view. */
export interface ViewColumn {
  readonly name: string
  readonly comment?: string
}

/** A logical view. Absent `columns` are those of its query; absent `security` is NONE. */
export interface View {
  readonly kind: 'View'
  readonly name: string
  readonly columns?: readonly ViewColumn[]
  readonly comment?: string
  readonly security?: 'NONE' | 'INVOKER'
  readonly query: SqlText
}
