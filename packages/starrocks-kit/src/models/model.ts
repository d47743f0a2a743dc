import type { AttributeTreatment } from '../schema/types/attribute-override.ts'
import type { ClusterObject } from '../schema/types/cluster.ts'
import type { MaterializedView } from '../schema/types/materialized-view.ts'
import type { Table } from '../schema/types/table.ts'
import type { View } from '../schema/types/view.ts'
import { CLUSTER_MODEL, MODEL } from './brand.ts'
import type { ColumnMap } from './column.ts'
import type { ColumnRef } from './column-ref.ts'
import type { InsertRow, SelectRow } from './infer.ts'
import { isModelReference } from './model-reference.ts'
import type { ModelPlace } from './model-reference.ts'
import type { SqlFragment } from './sql.ts'

/** A column that had another name before. */
export interface ColumnRename {
  readonly from: string
  readonly to: string
}

/** What every definition says besides the object itself. */
interface DefinitionBase extends ModelPlace {
  readonly renamedFrom?: string
  readonly overrides: readonly AttributeTreatment[]
}

/** A table as its model declares it. `names` and `columns` exist for the compiler only. */
export interface TableDefinition<
  Name extends string = string,
  Columns extends ColumnMap = ColumnMap,
> extends DefinitionBase {
  readonly kind: 'Table'
  readonly name: Name
  readonly columns?: Columns
  readonly table: Table
  readonly columnRenames: readonly ColumnRename[]
  /** Where no ALTER leads to what is declared, the table may be rebuilt. */
  readonly rebuild?: true
}

/** A view as its model declares it: the query becomes text when the default database is known. */
export interface ViewDefinition extends DefinitionBase {
  readonly kind: 'View'
  readonly view: Omit<View, 'query'>
  readonly query: string | SqlFragment
}

/** A materialized view as its model declares it: the query becomes text when the default database is known. */
export interface MaterializedViewDefinition extends DefinitionBase {
  readonly kind: 'MaterializedView'
  readonly materializedView: Omit<MaterializedView, 'query'>
  readonly query: string | SqlFragment
}

export type ModelDefinition = TableDefinition | ViewDefinition | MaterializedViewDefinition

/** A model of a resource group, a role or another object beside databases. */
export interface ClusterModel {
  readonly [CLUSTER_MODEL]: ClusterObject
}

/**
 * A table model: a class whose instances are rows. Use it as it is, or extend it to name the row type:
 *
 * @example
 * export class User extends table('users', { id: bigint().primaryKey(), name: string() }) {}
 * const describe = (user: User) => `${user.id}: ${user.name}`
 */
export interface TableModel<Name extends string = string, Columns extends ColumnMap = ColumnMap> {
  /** Makes a row object with these values. */
  new (values: SelectRow<Columns>): SelectRow<Columns>
  /** The columns by reference, for `sql` templates and clauses. */
  readonly columns: ColumnRefs<Columns>
  readonly [MODEL]: TableDefinition<Name, Columns>
}

/** References to all columns of a table, by the property that declares each. */
export type ColumnRefs<Columns extends ColumnMap> = {
  readonly [Key in keyof Columns & string]: ColumnRef<Key>
}

/** A view model. */
export interface ViewModel {
  readonly [MODEL]: ViewDefinition
}

/** A materialized view model. */
export interface MaterializedViewModel {
  readonly [MODEL]: MaterializedViewDefinition
}

/** Anything that describes an object of a database. */
export type Model = { readonly [MODEL]: ModelDefinition }

/** Anything that is declared. */
export type AnyModel = Model | ClusterModel

/** Whether a value is the model of an object beside databases, of whichever copy of the library. */
export function isClusterModel(value: unknown): value is ClusterModel {
  return typeof value === 'object' && value !== null && CLUSTER_MODEL in value
}

/** The object that such a model declares. */
export function clusterObjectOf(model: ClusterModel): ClusterObject {
  return model[CLUSTER_MODEL]
}

/** The row type of a table model, as rows are read: the same as its instance type. */
export type InferRow<T> = T extends { readonly [MODEL]: { readonly columns?: infer Columns extends ColumnMap } }
  ? SelectRow<Columns>
  : never

/** The row type of a table model, as rows are inserted: generated columns left out, columns with a default or NULL optional. */
export type InferInsert<T> = T extends { readonly [MODEL]: { readonly columns?: infer Columns extends ColumnMap } }
  ? InsertRow<Columns>
  : never

/** Whether a value is a model, of whichever copy of the library. */
export function isModel(value: unknown): value is Model {
  return isModelReference(value)
}

/** The definition that a model carries. Models that extend each other share one. */
export function definitionOf(model: Model): ModelDefinition {
  return model[MODEL]
}
