import type { ColumnType } from 'kysely'
import type { MODEL } from '../models/brand.ts'
import type { ColumnMap, InferInsert, InferRow } from '../models/index.ts'
import type { ColumnName } from '../models/infer.ts'

type ColumnsOf<Model> = Model extends { readonly [MODEL]: { readonly columns?: infer Columns extends ColumnMap } }
  ? Columns
  : never

type NameOf<Model> = Model extends { readonly [MODEL]: { readonly kind: 'Table'; readonly name: infer Name } }
  ? Name & string
  : never

type InsertValue<Model, Key> = Key extends keyof InferInsert<Model> ? InferInsert<Model>[Key] : never
type UpdateValue<Model, Key> = Key extends keyof InferInsert<Model>
  ? Key extends keyof InferRow<Model>
    ? InferRow<Model>[Key]
    : never
  : never

/** A table of Kysely, from a table model: what is read, inserted and updated for each column, by its name in the database. */
export type KyselyTable<Model> = {
  [
    Key in keyof InferRow<Model> as Key extends keyof ColumnsOf<Model>
      ? ColumnName<Key, ColumnsOf<Model>[Key]> & string
      : never
  ]: ColumnType<InferRow<Model>[Key], InsertValue<Model, Key>, UpdateValue<Model, Key>>
}

/**
 * The tables of Kysely, from a module of models: nothing is generated. Views have no columns that the compiler knows; add them by hand.
 *
 * @example
 * import * as models from './models.ts'
 * type Database = DatabaseOf<typeof models> & { user_view: { id: number; name: string } }
 */
export type DatabaseOf<Models> = { [Key in keyof Models as NameOf<Models[Key]>]: KyselyTable<Models[Key]> }
