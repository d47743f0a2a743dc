import type { AlterViewStatement, CreateViewStatement, ViewColumn as AstViewColumn } from '../../language/index.ts'
import { queryOf } from '../sql-text.ts'
import type { View, ViewColumn } from '../types/view.ts'
import { qualifiedName } from './names.ts'
import type { QualifiedNameParts } from './names.ts'
import type { CreateOptions } from './table.ts'

export interface CreateViewOptions extends CreateOptions {
  readonly orReplace?: boolean
}

/** CREATE VIEW for the view under the given name. */
export function createViewStatement(
  view: View,
  name: QualifiedNameParts,
  options: CreateViewOptions = {},
): CreateViewStatement {
  return {
    kind: 'CreateViewStatement',
    ...(options.orReplace ? { orReplace: true } : {}),
    ...(options.ifNotExists ? { ifNotExists: true } : {}),
    name: qualifiedName(name),
    ...viewColumnsPart(view.columns),
    ...(view.comment !== undefined ? { comment: view.comment } : {}),
    ...(view.security !== undefined ? { security: view.security } : {}),
    query: queryOf(view.query),
  }
}

/** `ALTER VIEW name (columns) AS query`. It clears the comment of the view and keeps its security. */
export function alterViewStatement(view: View, name: QualifiedNameParts): AlterViewStatement {
  return {
    kind: 'AlterViewStatement',
    name: qualifiedName(name),
    clause: { kind: 'AlterViewQueryClause', ...viewColumnsPart(view.columns), query: queryOf(view.query) },
  }
}

export function viewColumnsPart(columns: readonly ViewColumn[] | undefined): {
  readonly columns?: readonly AstViewColumn[]
} {
  if (columns === undefined) return {}
  return {
    columns: columns.map((column) => ({
      kind: 'ViewColumn',
      name: column.name,
      ...(column.comment !== undefined ? { comment: column.comment } : {}),
    })),
  }
}
