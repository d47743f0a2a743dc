import type { Properties } from './properties.ts'

/** Which queries a resource group takes: all that is said has to hold. At least one thing is said. */
export interface ResourceGroupClassifier {
  readonly user?: string
  readonly role?: string
  /** In upper case and in order: `SELECT`, `INSERT`. */
  readonly queryTypes?: readonly string[]
  /** A block of addresses: `192.168.2.0/24`. */
  readonly sourceIp?: string
  readonly databases?: readonly string[]
  /** `[min, max)`. */
  readonly planCpuCostRange?: string
  /** `[min, max)`. */
  readonly planMemCostRange?: string
}

/** `CREATE RESOURCE GROUP`. */
export interface ResourceGroup {
  readonly kind: 'ResourceGroup'
  readonly name: string
  readonly classifiers?: readonly ResourceGroupClassifier[]
  readonly properties: Properties
}

/** A role with what it was granted. */
export interface Role {
  readonly kind: 'Role'
  readonly name: string
  readonly comment?: string
  /** Roles that it has itself. */
  readonly roles?: readonly string[]
  /** Privileges as they stand between GRANT and TO: `SELECT ON TABLE shop.orders`. */
  readonly grants?: readonly string[]
}

/** A user, how it logs in and what it was granted. */
export interface User {
  readonly kind: 'User'
  /** `etl` for a user of every host, else the identity as StarRocks writes it: `'etl'@'10.0.%'`, `'etl'@['db.example.com']`. */
  readonly name: string
  /** How it proves who it is, in upper case: `AUTHENTICATION_LDAP_SIMPLE`. Absent: by a password that the server keeps. */
  readonly plugin?: string
  /** What the plugin is told: a DN of LDAP, JSON of others. By the name of a variable where it holds a secret. */
  readonly authString?: string | SecretReference
  /** The password that the server keeps. Left alone where nothing is said of it. */
  readonly password?: SecretReference
  /** Roles that are active when it logs in. They are granted to it; servers do not show which they are. */
  readonly defaultRoles?: readonly string[]
  /** Roles that it has. */
  readonly roles?: readonly string[]
  /** Privileges as they stand between GRANT and TO: `SELECT ON TABLE shop.orders`. */
  readonly grants?: readonly string[]
  /** Its properties, which users of one name on several hosts share. Left alone where nothing is said of them. */
  readonly properties?: Properties
}

/**
 * Where the value of a secret property comes from when a statement is sent. Its value is part of no state, file or log. Without `env` nothing is known but that the
 * server has one.
 */
export interface SecretReference {
  /** The environment variable that holds it. */
  readonly env?: string
}

/** Secret properties by name. */
export type Secrets = Readonly<Record<string, SecretReference>>

/** `CREATE EXTERNAL CATALOG`. */
export interface ExternalCatalog {
  readonly kind: 'ExternalCatalog'
  readonly name: string
  readonly comment?: string
  readonly properties: Properties
  readonly secrets?: Secrets
}

/** `CREATE STORAGE VOLUME`. */
export interface StorageVolume {
  readonly kind: 'StorageVolume'
  readonly name: string
  /** In upper case: `S3`, `HDFS`, `AZBLOB`. */
  readonly type: string
  readonly locations: readonly string[]
  readonly comment?: string
  readonly properties?: Properties
  readonly secrets?: Secrets
}

/** A task with a schedule (`SUBMIT TASK ... SCHEDULE`). Names of tasks are those of the whole cluster. */
export interface Task {
  readonly kind: 'Task'
  readonly name: string
  /** Where its statement runs. */
  readonly database: string
  /** Number and unit: `10 MINUTE`. */
  readonly every: string
  /** When it runs first, as the server reads it; counts when the task is made, and is not compared. */
  readonly start?: string
  /** INSERT, CREATE TABLE AS SELECT or CACHE SELECT. */
  readonly statement: string
  readonly properties?: Properties
}

/** `CREATE PIPE`: loads the files of a place, and those that come later. */
export interface Pipe {
  readonly kind: 'Pipe'
  /** With the database: `shop.ingest`. */
  readonly name: string
  /** INSERT INTO a table of the same database SELECT ... FROM FILES(...), without the secrets of FILES. */
  readonly statement: string
  readonly properties?: Properties
  /** Secret properties of FILES. */
  readonly secrets?: Secrets
}

/** `CREATE ROUTINE LOAD`: loads what comes in a topic. */
export interface RoutineLoad {
  readonly kind: 'RoutineLoad'
  /** With the database: `shop.orders_from_kafka`. */
  readonly name: string
  /** In the same database. */
  readonly table: string
  readonly columnsTerminatedBy?: string
  readonly rowsTerminatedBy?: string
  /** As they stand in COLUMNS: `id`, `total = price * amount`. */
  readonly columns?: readonly string[]
  /** Which rows are loaded. */
  readonly where?: string
  readonly partitions?: readonly string[]
  /** In upper case: `KAFKA`, `PULSAR`. */
  readonly source: string
  /** Those of the job. */
  readonly properties?: Properties
  /** Those of the source; where it begins counts when the load is made, and is not compared. */
  readonly sourceProperties: Properties
  /** Secret properties of the source. */
  readonly secrets?: Secrets
}

/** A function of users (`CREATE FUNCTION`): an expression, a class of a jar, or Python. */
export interface UserFunction {
  readonly kind: 'Function'
  /** Its place, name and types of arguments, which tell it from others of the same name: `shop.total(DECIMAL(18, 2), INT)`, `GLOBAL total(INT)`. */
  readonly name: string
  /** As CREATE FUNCTION has them: `INT`, `amount DECIMAL(10, 2)` where it is an expression, and `...` behind the last of a variadic one. */
  readonly arguments: readonly string[]
  /** What the function is, over the names of its arguments; nothing else is said of such a function. */
  readonly expression?: string
  /** The type of its result. */
  readonly returns?: string
  /** Scalar unless given. */
  readonly type?: 'AGGREGATE' | 'TABLE'
  /** By their names in lower case: `type`, `symbol`, `file`, `md5`, `isolation`, `analytic`, `input`. */
  readonly properties?: Properties
  /** Python code. */
  readonly source?: string
  readonly unseen?: Unseen
}

/** What a server does not show of an object that was read from it: names of entries. What they say is unknown. */
type Unseen = readonly string[]

/** A kind of object does not compile until every stage has an answer for it. */
interface ClusterObjectTypes {
  readonly ResourceGroup: ResourceGroup
  readonly Role: Role
  readonly User: User
  readonly ExternalCatalog: ExternalCatalog
  readonly StorageVolume: StorageVolume
  readonly Task: Task
  readonly Function: UserFunction
  readonly Pipe: Pipe
  readonly RoutineLoad: RoutineLoad
}

/** The kinds of objects that lie beside databases. */
export type ClusterKind = keyof ClusterObjectTypes
export type ClusterObjectOf<K extends ClusterKind> = ClusterObjectTypes[K]
export type ClusterObject = ClusterObjectTypes[ClusterKind]

/** What tells one object from all others. */
export interface ClusterName {
  readonly kind: ClusterKind
  readonly name: string
}

/** Objects beside databases, each kind by name. Of a kind that is absent nothing is known: it is never compared. */
export type ClusterState = {
  readonly [K in ClusterKind]?: Readonly<Record<string, ClusterObjectOf<K>>>
}
