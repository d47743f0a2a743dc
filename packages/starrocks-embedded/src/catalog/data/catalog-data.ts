import { emptySchema } from 'starrocks-kit/schema'
import type {
  DataType,
  ExternalCatalog,
  ObjectName,
  Properties,
  SchemaState,
  StorageVolume,
} from 'starrocks-kit/schema'
import type {
  DictionaryEntry,
  FunctionEntry,
  RecycledDatabase,
  RecycledTable,
  ResourceGroupEntry,
  SecurityObjectEntry,
  TaskEntry,
} from './cluster-objects.ts'
import type { ConcretePartition } from '../partitions/concrete-partition.ts'
import type { AlterJob } from '../jobs/alter-job.ts'
import type { LoadEntry } from '../loads/load-entry.ts'

/** An output column of a view or materialized view. The type is absent when it could not be told without running the query. */
export interface OutputColumn {
  readonly name: string
  readonly type?: DataType
  readonly nullable?: boolean
  readonly comment?: string
}

/** What the server remembers of an object beside its place in the schema. */
export interface ObjectEntry {
  /** Immutable: it survives renames and swaps. */
  readonly id: number
  /** The id of its rows, when an ALTER has written them anew; else they have its own. */
  readonly rows?: number
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The statement that made it, as it was sent. */
  readonly submitted: string
  /** Tables: the wording of expressions, as long as it is the submitted one. */
  readonly expressions?: ExpressionTexts
  /** Views and materialized views: the stored text of the query, and what it returns. */
  readonly definition?: ViewDefinition
  /** Properties that the server gave it when it was created. */
  readonly addedProperties?: Properties
  /** Tables: the partitions that came with rows, in the order in which they came. */
  readonly automaticPartitions?: readonly ConcretePartition[]
  /** Materialized views: absent while active. */
  readonly inactiveReason?: string
}

/** Expressions as they are printed; a RENAME of a column ends the submitted wording. */
export interface ExpressionTexts {
  /** Those of PARTITION BY, without its plain columns. */
  readonly partition: readonly string[]
  /** By generated column. */
  readonly generated: Readonly<Record<string, string>>
}

export interface ViewDefinition {
  /** The query as SHOW CREATE prints it. */
  readonly text: string
  /** The query with full names: `VIEW_DEFINITION` of information_schema.views. */
  readonly inlineText: string
  /** The query with full names where the other texts are as written: what ACTIVE shows of a materialized view. */
  readonly analyzedText?: string
  /** The query as it was sent: what the engine runs. */
  readonly query: string
  /** Tables and views that the query reads. */
  readonly dependencies: readonly ObjectName[]
  /** The database (and catalog) in whose scope the query's names are read. */
  readonly database: string
  readonly columns: readonly OutputColumn[]
}

export interface DatabaseEntry {
  readonly id: number
  readonly createdAt: number
}

/** A user: `'name'@'host'` with the hash of a native password. */
export interface UserEntry {
  readonly name: string
  readonly host: string
  /** `SHA1(SHA1(password))` in hexadecimal digits; absent: no password. */
  readonly passwordHash?: string
  readonly roles?: readonly string[]
  /** Those of its roles that are active when it logs in. */
  readonly defaultRoles?: readonly string[]
  readonly grants?: readonly GrantEntry[]
}

export interface RoleEntry {
  readonly name: string
  readonly comment?: string
  readonly roles?: readonly string[]
  readonly grants?: readonly GrantEntry[]
}

/** A privilege on an object; `*` stands for all databases or all objects. */
export interface GrantEntry {
  /** In upper case: `SELECT`, `CREATE TABLE`, `ALL`. */
  readonly privilege: string
  /** `TABLE`, `VIEW`, `MATERIALIZED VIEW`, `DATABASE`, `CATALOG`, `SYSTEM` ... */
  readonly type: string
  readonly database?: string
  readonly name?: string
}

/** All that the catalog knows: plain, frozen, JSON-serialisable data. */
export interface CatalogData {
  readonly schema: SchemaState
  /** By `databaseKey`. */
  readonly databases: Readonly<Record<string, DatabaseEntry>>
  /** By `databaseKey`, then by name. */
  readonly objects: Readonly<Record<string, Readonly<Record<string, ObjectEntry>>>>
  /** By id, as text. */
  readonly jobs: Readonly<Record<string, AlterJob>>
  /** By `name@host`. */
  readonly users: Readonly<Record<string, UserEntry>>
  /** Roles that were created, by name. */
  readonly roles: Readonly<Record<string, RoleEntry>>
  /** Loads by id, as text: the newest, for their labels. */
  readonly loads: Readonly<Record<string, LoadEntry>>
  /** Functions that users declared, by `functionKey`. */
  readonly functions: Readonly<Record<string, FunctionEntry>>
  /** By name. */
  readonly dictionaries: Readonly<Record<string, DictionaryEntry>>
  /** By name; the built-in ones are there only once they were altered. */
  readonly resourceGroups: Readonly<Record<string, ResourceGroupEntry>>
  /** Security integrations and group providers, by `securityObjectKey`. */
  readonly securityObjects: Readonly<Record<string, SecurityObjectEntry>>
  /** By name, without the values of their secrets: nothing of them is ever reached. */
  readonly externalCatalogs: Readonly<Record<string, ExternalCatalog>>
  /** By name, beside the built-in one; without the values of their secrets. */
  readonly storageVolumes: Readonly<Record<string, StorageVolume>>
  /** Tasks that users submitted, by name. */
  readonly tasks: Readonly<Record<string, TaskEntry>>
  /** Tables that were dropped without FORCE, by id. */
  readonly recycled: Readonly<Record<string, RecycledTable>>
  /** Databases that were dropped without FORCE, by id. */
  readonly recycledDatabases: Readonly<Record<string, RecycledDatabase>>
  /** Global variables that were set. */
  readonly variables: Readonly<Record<string, string>>
  readonly nextId: number
}

/** Ids start where a fresh frontend's do. */
const FIRST_ID = 10_001

export function emptyCatalogData(): CatalogData {
  return {
    schema: emptySchema(),
    databases: {},
    objects: {},
    jobs: {},
    users: {},
    roles: {},
    loads: {},
    functions: {},
    dictionaries: {},
    resourceGroups: {},
    securityObjects: {},
    externalCatalogs: {},
    storageVolumes: {},
    tasks: {},
    recycled: {},
    recycledDatabases: {},
    variables: {},
    nextId: FIRST_ID,
  }
}
