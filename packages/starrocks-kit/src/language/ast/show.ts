import type { PartitionSelection, Property, QualifiedName } from './common.ts'
import type { Expression, SortItem, VariableScope } from './expression.ts'
import type { NodeBase } from './node.ts'
import type { LimitElement } from './query.ts'

/**
 * Every SHOW that lists something, in one regular shape. `subject` is the words that say what is listed, in the grammar's order,
 * such as `TABLES`, `TABLE STATUS`, `ALTER TABLE COLUMN`, `MATERIALIZED VIEWS`, `VARIABLES`. Aliases are folded: SCHEMAS is DATABASES, FIELDS is
 * COLUMNS, INDEXES, KEY and KEYS are INDEX, CHAR SET and CHARACTER SET are CHARSET.
 */
export interface ShowStatement extends NodeBase {
  readonly kind: 'ShowStatement'
  readonly subject: string
  readonly full?: true
  readonly temporary?: true
  readonly scope?: VariableScope
  /** The object of SHOW ... FROM object: a table where the subject belongs to a table, else a database or catalog. */
  readonly from?: QualifiedName
  /** The second FROM of SHOW COLUMNS and SHOW INDEX: the table's database. */
  readonly database?: QualifiedName
  readonly partitions?: PartitionSelection
  /** The argument behind the subject: a path (PROC), a name or number (TABLET, USAGE), the text behind FOR or ON. */
  readonly argument?: string
  readonly like?: string
  readonly where?: Expression
  readonly orderBy?: readonly SortItem[]
  readonly limit?: LimitElement
}

/** `SHOW CREATE type name`. */
export interface ShowCreateStatement extends NodeBase {
  readonly kind: 'ShowCreateStatement'
  readonly type:
    | 'TABLE'
    | 'VIEW'
    | 'MATERIALIZED VIEW'
    | 'DATABASE'
    | 'CATALOG'
    | 'ROUTINE LOAD'
    | 'SECURITY INTEGRATION'
    | 'GROUP PROVIDER'
  readonly name: QualifiedName
}

/** `DESC table [ALL]`. */
export interface DescTableStatement extends NodeBase {
  readonly kind: 'DescTableStatement'
  readonly name: QualifiedName
  readonly all?: true
}

/** `DESC FILES (...)`. */
export interface DescFilesStatement extends NodeBase {
  readonly kind: 'DescFilesStatement'
  readonly properties: readonly Property[]
}

export type ShowNode = ShowStatement | ShowCreateStatement | DescTableStatement | DescFilesStatement
