import type { COLUMN } from './brand.ts'
import type { ColumnBuilder, ColumnMap, ColumnSpec, ColumnTrait } from './column.ts'

/** Shows a computed type as the plain object type that it is. */
type Simplify<T> = { [Key in keyof T]: T[Key] }

type ValueOf<Builder> = Builder extends { readonly [COLUMN]: ColumnSpec<infer Value, ColumnTrait> } ? Value : never
type TraitsOf<Builder> = Builder extends ColumnBuilder<unknown, infer Traits> ? Traits : never

/** The name of a column in the database: what `named()` says, else the property that declares it. */
export type ColumnName<Key, Builder> = [Extract<TraitsOf<Builder>, `named:${string}`>] extends [never]
  ? Key
  : Extract<TraitsOf<Builder>, `named:${string}`> extends `named:${infer Name}`
    ? Name
    : Key

/** The value of one column in a row that was read. */
type SelectValue<Builder> = 'notNull' extends TraitsOf<Builder> ? ValueOf<Builder> : ValueOf<Builder> | null

/** A row as it is read: every column, `null` where the column allows it. */
export type SelectRow<Columns extends ColumnMap> = { -readonly [Key in keyof Columns]: SelectValue<Columns[Key]> }

/** `generated` columns cannot be inserted, columns with a default and those that allow NULL need not be. */
type InsertNeed<Builder> =
  'generated' extends TraitsOf<Builder>
    ? 'never'
    : 'hasDefault' extends TraitsOf<Builder>
      ? 'optional'
      : 'notNull' extends TraitsOf<Builder>
        ? 'required'
        : 'optional'

type KeysOfNeed<Columns extends ColumnMap, Need extends string> = {
  [Key in keyof Columns]: InsertNeed<Columns[Key]> extends Need ? Key : never
}[keyof Columns]

/** A row as it is inserted. */
export type InsertRow<Columns extends ColumnMap> = Simplify<
  { [Key in KeysOfNeed<Columns, 'required'>]: SelectValue<Columns[Key]> } & {
    [Key in KeysOfNeed<Columns, 'optional'>]?: SelectValue<Columns[Key]>
  }
>
