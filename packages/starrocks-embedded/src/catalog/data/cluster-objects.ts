import type { Database, DataType, Properties, Table, UserFunction } from 'starrocks-kit/schema'
import type { RowColumn } from '../../sql/scope.ts'
import type { DatabaseEntry, ObjectEntry } from './object-entry.ts'

/** A function that was declared. Code is kept, and never run. */
export interface FunctionEntry {
  readonly id: number
  readonly definition: UserFunction
  /** What its expression gives, where that is known. */
  readonly result?: DataType
}

/** A copy of some columns of a table that `dictionary_get` looks up. */
export interface DictionaryEntry {
  readonly id: number
  readonly name: string
  readonly catalog: string
  readonly database: string
  /** The table or view that the copy is made from. */
  readonly source: string
  readonly keys: readonly string[]
  readonly values: readonly string[]
  readonly properties: Properties
  readonly state: 'UNINITIALIZED' | 'FINISHED' | 'CANCELLED'
  /** The columns of the copy, keys first. */
  readonly columns: readonly RowColumn[]
  /** The id of the copy's rows. */
  readonly rows: number
  /** Milliseconds since the epoch. */
  readonly refreshedAt?: number
  readonly message?: string
}

/** Which queries a resource group takes. */
export interface ClassifierEntry {
  readonly id: number
  readonly user?: string
  readonly role?: string
  readonly queryTypes?: readonly string[]
  readonly sourceIp?: string
  readonly databases?: readonly string[]
  readonly cpuCost?: string
  readonly memoryCost?: string
}

export interface ResourceGroupEntry {
  readonly name: string
  readonly id: number
  readonly type: 'NORMAL' | 'SHORT_QUERY' | 'MV'
  readonly cpuWeight?: number
  readonly exclusiveCpuCores?: number
  readonly maxCpuCores?: number
  /** A share of the memory, up to 1. */
  readonly memoryLimit: number
  readonly bigQueryMemoryLimit?: number
  readonly bigQueryScanRowsLimit?: number
  readonly bigQueryCpuSecondLimit?: number
  readonly concurrencyLimit?: number
  readonly spillMemoryLimitThreshold?: number
  readonly classifiers: readonly ClassifierEntry[]
}

export interface SecurityObjectEntry {
  readonly type: 'SECURITY INTEGRATION' | 'GROUP PROVIDER'
  readonly name: string
  readonly properties: Properties
}

export function securityObjectKey({ type, name }: Pick<SecurityObjectEntry, 'type' | 'name'>): string {
  return `${type}\n${name}`
}

/** What messages call it. */
export function securityObjectWord(type: SecurityObjectEntry['type']): string {
  return type === 'GROUP PROVIDER' ? 'Group Provider' : 'security integration'
}

export interface TaskEntry {
  readonly id: number
  readonly name: string
  readonly database: string
  readonly catalog: string
  /** The statement that the task runs. */
  readonly definition: string
  readonly creator: string
  readonly properties: Properties
  readonly schedule?: { readonly start: number; readonly seconds: number }
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/** A database in the recycle bin, with all that was in it: RECOVER DATABASE brings it back. */
export interface RecycledDatabase {
  readonly database: Database
  readonly entry: DatabaseEntry
  /** By name. */
  readonly objects: Readonly<Record<string, ObjectEntry>>
  /** By the names of their definitions. */
  readonly functions: Readonly<Record<string, FunctionEntry>>
  /** Milliseconds since the epoch. */
  readonly droppedAt: number
}

/** A table in the recycle bin: RECOVER TABLE brings it back. */
export interface RecycledTable {
  /** By `databaseKey`. */
  readonly database: string
  /** The database's own id: another of the same name has nothing of it. */
  readonly databaseId: number
  readonly table: Table
  readonly entry: ObjectEntry
  /** Milliseconds since the epoch. */
  readonly droppedAt: number
}
