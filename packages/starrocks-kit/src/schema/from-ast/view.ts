import type { CreateViewStatement, ViewColumn as AstViewColumn } from '../../language/index.ts'
import type { View, ViewColumn } from '../types/view.ts'
import { sqlTextFromQuery } from './sql-text.ts'
import type { TextOrigin } from './sql-text.ts'

/** SECURITY NONE is the default and left out. */
export function viewFromStatement(statement: CreateViewStatement, options: TextOrigin = {}): View {
  return {
    kind: 'View',
    name: statement.name.parts.at(-1) ?? '',
    ...viewColumns(statement.columns),
    ...(statement.comment !== undefined && statement.comment !== '' ? { comment: statement.comment } : {}),
    ...(statement.security === 'INVOKER' ? { security: 'INVOKER' } : {}),
    query: sqlTextFromQuery(statement.query, options),
  }
}

export function viewColumns(columns: readonly AstViewColumn[] | undefined): {
  readonly columns?: readonly ViewColumn[]
} {
  return columns === undefined ? {} : { columns: columns.map(viewColumnFromAst) }
}

export function viewColumnFromAst(column: AstViewColumn): ViewColumn {
  return {
    name: column.name,
    ...(column.comment !== undefined && column.comment !== '' ? { comment: column.comment } : {}),
  }
}
