import type { ModifyPropertiesClause } from './alter-table.ts'
import type { Property, QualifiedName } from './common.ts'
import type { InsertStatement } from './dml.ts'
import type { Expression, IntervalExpression } from './expression.ts'
import type { NodeBase } from './node.ts'
import type { SelectItem } from './query.ts'
import type { CreateTableAsSelectStatement } from './table.ts'

/** `SUBMIT TASK [name] [PROPERTIES (...)] [SCHEDULE ...] AS statement`. */
export interface SubmitTaskStatement extends NodeBase {
  readonly kind: 'SubmitTaskStatement'
  readonly hints?: readonly string[]
  readonly name?: QualifiedName
  readonly properties?: readonly Property[]
  readonly schedule?: TaskSchedule
  readonly statement: CreateTableAsSelectStatement | InsertStatement | CacheSelectStatement
}

/** `SCHEDULE [START ('time')] EVERY (INTERVAL n unit)`. */
export interface TaskSchedule extends NodeBase {
  readonly kind: 'TaskSchedule'
  readonly start?: string
  readonly every: IntervalExpression
}

export interface DropTaskStatement extends NodeBase {
  readonly kind: 'DropTaskStatement'
  readonly name: QualifiedName
  readonly force?: true
}

/** `CACHE SELECT items FROM table [WHERE ...] [PROPERTIES (...)]`: fills the data cache. */
export interface CacheSelectStatement extends NodeBase {
  readonly kind: 'CacheSelectStatement'
  readonly items: readonly SelectItem[]
  readonly from: QualifiedName
  readonly where?: Expression
  readonly properties?: readonly Property[]
}

export interface CreatePipeStatement extends NodeBase {
  readonly kind: 'CreatePipeStatement'
  readonly orReplace?: true
  readonly ifNotExists?: true
  readonly name: QualifiedName
  readonly properties?: readonly Property[]
  readonly statement: InsertStatement
}

export interface DropPipeStatement extends NodeBase {
  readonly kind: 'DropPipeStatement'
  readonly ifExists?: true
  readonly name: QualifiedName
}

export interface AlterPipeStatement extends NodeBase {
  readonly kind: 'AlterPipeStatement'
  readonly name: QualifiedName
  readonly clause: AlterPipeClause
}

/** `SUSPEND`, `RESUME`, `RETRY ALL`, `RETRY FILE 'name'`. */
export interface PipeActionClause extends NodeBase {
  readonly kind: 'PipeActionClause'
  readonly action: 'SUSPEND' | 'RESUME' | 'RETRY ALL' | 'RETRY FILE'
  readonly file?: string
}

export type AlterPipeClause = PipeActionClause | ModifyPropertiesClause

export interface DescPipeStatement extends NodeBase {
  readonly kind: 'DescPipeStatement'
  readonly name: QualifiedName
}

/** `CREATE DICTIONARY name USING table (a KEY, b VALUE)`. */
export interface CreateDictionaryStatement extends NodeBase {
  readonly kind: 'CreateDictionaryStatement'
  readonly name: QualifiedName
  readonly source: QualifiedName
  readonly columns: readonly DictionaryColumn[]
  readonly properties?: readonly Property[]
}

export interface DictionaryColumn extends NodeBase {
  readonly kind: 'DictionaryColumn'
  readonly name: QualifiedName
  readonly role: 'KEY' | 'VALUE'
}

/** `DROP DICTIONARY name [CACHE]`: with CACHE only what is in memory. */
export interface DropDictionaryStatement extends NodeBase {
  readonly kind: 'DropDictionaryStatement'
  readonly name: QualifiedName
  readonly cache?: true
}

/** `[CANCEL] REFRESH DICTIONARY name`. */
export interface RefreshDictionaryStatement extends NodeBase {
  readonly kind: 'RefreshDictionaryStatement'
  readonly cancel?: true
  readonly name: QualifiedName
}

export interface ShowDictionaryStatement extends NodeBase {
  readonly kind: 'ShowDictionaryStatement'
  readonly name?: QualifiedName
}

export type TaskStatement =
  | SubmitTaskStatement
  | DropTaskStatement
  | CacheSelectStatement
  | CreatePipeStatement
  | DropPipeStatement
  | AlterPipeStatement
  | DescPipeStatement
  | CreateDictionaryStatement
  | DropDictionaryStatement
  | RefreshDictionaryStatement
  | ShowDictionaryStatement

export type TaskNode = TaskStatement | TaskSchedule | PipeActionClause | DictionaryColumn
