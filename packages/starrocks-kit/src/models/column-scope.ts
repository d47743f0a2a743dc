import { UnknownColumnError } from './errors/unknown-column-error.ts'
import { isColumnRef } from './column-ref.ts'
import type { ColumnLike } from './column-ref.ts'

/** The columns that the clauses of one model may name. */
export interface ColumnScope {
  /** The model as messages name it. */
  readonly label: string
  /** The column that a reference or a property stands for, as the model spells it; throws `UnknownColumnError`. */
  resolve(clause: string, column: ColumnLike): string
  /** The column that a text names: letter case does not count in StarRocks. Throws `UnknownColumnError`. */
  resolveName(clause: string, name: string): string
}

/** The scope of a table: `columns` are pairs of declaring property and name in the database. */
export function tableScope(label: string, columns: readonly (readonly [key: string, name: string])[]): ColumnScope {
  const names = columns.map(([, name]) => name)
  const byKey = new Map(columns)
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]))
  const resolveName = (clause: string, name: string): string => {
    const found = byName.get(name.toLowerCase())
    if (found === undefined) throw new UnknownColumnError(label, clause, name, names)
    return found
  }
  return {
    label,
    resolve: (clause, column) =>
      resolveName(clause, isColumnRef(column) ? column.column : (byKey.get(column) ?? column)),
    resolveName,
  }
}

/** The scope of a materialized view whose columns only its query knows: every name is taken as it is. */
export function openScope(label: string): ColumnScope {
  return {
    label,
    resolve: (_clause, column) => (isColumnRef(column) ? column.column : column),
    resolveName: (_clause, name) => name,
  }
}
