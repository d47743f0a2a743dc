import { emptySchema } from 'starrocks-kit/schema'
import type { ExternalCatalog, Role, SchemaState, StorageVolume, User } from 'starrocks-kit/schema'
import type { PipeEntry, RoutineLoadEntry } from './load-objects.ts'
import type {
  DictionaryEntry,
  FunctionEntry,
  RecycledDatabase,
  RecycledTable,
  ResourceGroupEntry,
  SecurityObjectEntry,
  TaskEntry,
} from './cluster-objects.ts'
import type { AlterJob } from '../jobs/alter-job.ts'
import type { LoadEntry } from '../loads/load-entry.ts'
import type { DatabaseEntry, ObjectEntry } from './object-entry.ts'

/** A user as the schema knows it, with what proves who it is. */
export interface UserEntry extends User {
  /** `SHA1(SHA1(password))` in hexadecimal digits; absent: no password. */
  readonly passwordHash?: string
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
  readonly roles: Readonly<Record<string, Role>>
  /** Loads by id, as text: the newest, for their labels. */
  readonly loads: Readonly<Record<string, LoadEntry>>
  /** Functions that users declared, by the names of their definitions. */
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
  /** By id, as text. */
  readonly pipes: Readonly<Record<string, PipeEntry>>
  /** By id, as text: also those that have ended. */
  readonly routineLoads: Readonly<Record<string, RoutineLoadEntry>>
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

/** The user of every server. */
const ROOT: UserEntry = { kind: 'User', name: 'root', roles: ['root'], defaultRoles: ['root'] }

export function emptyCatalogData(): CatalogData {
  return {
    schema: emptySchema(),
    databases: {},
    objects: {},
    jobs: {},
    users: { root: ROOT },
    roles: {},
    loads: {},
    functions: {},
    dictionaries: {},
    resourceGroups: {},
    securityObjects: {},
    externalCatalogs: {},
    storageVolumes: {},
    tasks: {},
    pipes: {},
    routineLoads: {},
    recycled: {},
    recycledDatabases: {},
    variables: {},
    nextId: FIRST_ID,
  }
}
