import type { ClusterState } from './cluster.ts'
import type { MaterializedView } from './materialized-view.ts'
import type { Properties } from './properties.ts'
import type { Table } from './table.ts'
import type { View } from './view.ts'

/** An object that was found but not understood. It is reported, and never altered or dropped. */
export interface UnsupportedObject {
  readonly kind: 'UnsupportedObject'
  readonly name: string
  /** The server's own text, as SHOW CREATE printed it. */
  readonly createStatement: string
  readonly reason: string
}

/** Objects of a database, each kind keyed by name. Tables, views and materialized views share one name space. */
export interface Database {
  readonly name: string
  /** Absent for the default catalog. */
  readonly catalog?: string
  readonly properties: Properties
  readonly tables: Readonly<Record<string, Table>>
  readonly views: Readonly<Record<string, View>>
  readonly materializedViews: Readonly<Record<string, MaterializedView>>
  readonly unsupported: Readonly<Record<string, UnsupportedObject>>
}

/**
 * The one description of a schema that every stage understands: plain, frozen, JSON-serialisable data.
 * Databases are keyed by `databaseKey`: the name, or `catalog.name` outside the default catalog.
 */
export interface SchemaState {
  readonly databases: Readonly<Record<string, Database>>
  /** Resource groups, roles and the like; absent where nothing is known of them. */
  readonly cluster?: ClusterState
}
