import type { PartitionNames, Property, QualifiedName } from './common.ts'
import type { Assignment } from './dml.ts'
import type { Expression, SortItem } from './expression.ts'
import type { NodeBase } from './node.ts'
import type { LimitElement } from './query.ts'

export interface CreateRoutineLoadStatement extends NodeBase {
  readonly kind: 'CreateRoutineLoadStatement'
  readonly name: QualifiedName
  readonly table: QualifiedName
  readonly load?: readonly LoadProperty[]
  readonly properties?: readonly Property[]
  /** The kind of source, such as KAFKA. */
  readonly source: string
  readonly sourceProperties?: readonly Property[]
}

export interface AlterRoutineLoadStatement extends NodeBase {
  readonly kind: 'AlterRoutineLoadStatement'
  readonly name: QualifiedName
  readonly load?: readonly LoadProperty[]
  readonly properties?: readonly Property[]
  readonly source?: string
  readonly sourceProperties?: readonly Property[]
}

/** `COLUMNS TERMINATED BY ','`, `ROWS TERMINATED BY '\n'`. */
export interface LoadSeparator extends NodeBase {
  readonly kind: 'LoadSeparator'
  readonly type: 'COLUMNS' | 'ROWS'
  readonly value: string
}

/** `COLUMNS (a, b, c = a + b)`. */
export interface ImportColumns extends NodeBase {
  readonly kind: 'ImportColumns'
  readonly columns: readonly (QualifiedName | Assignment)[]
}

/** `WHERE condition`: which rows are loaded. */
export interface ImportWhere extends NodeBase {
  readonly kind: 'ImportWhere'
  readonly condition: Expression
}

export type LoadProperty = LoadSeparator | ImportColumns | ImportWhere | PartitionNames

/** `PAUSE | RESUME | STOP ROUTINE LOAD FOR name`. */
export interface ControlRoutineLoadStatement extends NodeBase {
  readonly kind: 'ControlRoutineLoadStatement'
  readonly action: 'PAUSE' | 'RESUME' | 'STOP'
  readonly name: QualifiedName
}

/** `SHOW [ALL] ROUTINE LOAD | STREAM LOAD | ROUTINE LOAD TASK ...`. */
export interface ShowLoadJobsStatement extends NodeBase {
  readonly kind: 'ShowLoadJobsStatement'
  readonly subject: 'ROUTINE LOAD' | 'STREAM LOAD' | 'ROUTINE LOAD TASK'
  readonly all?: true
  readonly name?: QualifiedName
  readonly database?: QualifiedName
  readonly where?: Expression
  readonly orderBy?: readonly SortItem[]
  readonly limit?: LimitElement
}

export type LoadStatement =
  | CreateRoutineLoadStatement
  | AlterRoutineLoadStatement
  | ControlRoutineLoadStatement
  | ShowLoadJobsStatement

export type LoadNode = LoadStatement | LoadSeparator | ImportColumns | ImportWhere
