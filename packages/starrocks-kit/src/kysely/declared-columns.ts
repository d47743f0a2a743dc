import { modelsFromExports } from '../models/index.ts'
import { definitionOf, isClusterModel } from '../models/model.ts'
import type { DataType } from '../schema/types/data-type.ts'

/** Types of the columns of one table, by name in lower case. */
export type ColumnTypes = ReadonlyMap<string, DataType>

/** What models say of the types of columns. */
export interface DeclaredColumns {
  /** Undefined for what no model declares. */
  columnsOf(table: string, database?: string): ColumnTypes | undefined
}

export const NOTHING_DECLARED: DeclaredColumns = { columnsOf: () => undefined }

/** Tables of models, found by name and, where a query names one, by database. */
export function declaredColumns(models: object): DeclaredColumns {
  const tables = new Map<string, ColumnTypes>()
  for (const model of modelsFromExports([models])) {
    if (isClusterModel(model)) continue
    const definition = definitionOf(model)
    if (definition.kind !== 'Table') continue
    const types = new Map(definition.table.columns.map(({ name, type }) => [name.toLowerCase(), type]))
    tables.set(placeOf(definition.name, definition.database), types)
  }
  // A table that names no database is in the connection's own, which a query may name.
  return {
    columnsOf: (table, database) => tables.get(placeOf(table, database)) ?? tables.get(placeOf(table, undefined)),
  }
}

function placeOf(table: string, database: string | undefined): string {
  return JSON.stringify([database ?? null, table])
}
