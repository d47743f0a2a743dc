import type { PartitionNames, Property, QualifiedName } from './common.ts'
import type { NodeBase } from './node.ts'

/** Columns of which statistics are made: named, all, those that predicates use, or several together. */
export interface AnalyzeColumns extends NodeBase {
  readonly kind: 'AnalyzeColumns'
  readonly type: 'REGULAR' | 'ALL' | 'PREDICATE' | 'MULTIPLE'
  /** Absent for ALL and PREDICATE. */
  readonly columns?: readonly QualifiedName[]
}

export interface AnalyzeTableStatement extends NodeBase {
  readonly kind: 'AnalyzeTableStatement'
  readonly type?: 'FULL' | 'SAMPLE'
  readonly table: QualifiedName
  readonly columns?: AnalyzeColumns
  readonly partitions?: PartitionNames
  readonly mode?: 'SYNC' | 'ASYNC'
  readonly properties?: readonly Property[]
}

/** `[CREATE] ANALYZE TABLE t UPDATE HISTOGRAM ON columns ...`; with CREATE a job that does it regularly. */
export interface AnalyzeHistogramStatement extends NodeBase {
  readonly kind: 'AnalyzeHistogramStatement'
  readonly job?: true
  readonly table: QualifiedName
  readonly columns: AnalyzeColumns
  readonly buckets?: number
  readonly properties?: readonly Property[]
  readonly mode?: 'SYNC' | 'ASYNC'
}

/** `ANALYZE TABLE t DROP HISTOGRAM ON columns`. */
export interface DropHistogramStatement extends NodeBase {
  readonly kind: 'DropHistogramStatement'
  readonly table: QualifiedName
  readonly columns: readonly QualifiedName[]
}

/** `CREATE ANALYZE [FULL | SAMPLE] ALL | DATABASE d | TABLE t [(columns)]`: a job that collects statistics regularly. */
export interface CreateAnalyzeJobStatement extends NodeBase {
  readonly kind: 'CreateAnalyzeJobStatement'
  readonly type?: 'FULL' | 'SAMPLE'
  readonly database?: string
  readonly table?: QualifiedName
  readonly columns?: readonly QualifiedName[]
  readonly properties?: readonly Property[]
}

/** `DROP ANALYZE id`; without an identifier `DROP ALL ANALYZE JOB`. */
export interface DropAnalyzeJobStatement extends NodeBase {
  readonly kind: 'DropAnalyzeJobStatement'
  readonly id?: string
}

export interface DropStatsStatement extends NodeBase {
  readonly kind: 'DropStatsStatement'
  readonly multiple?: true
  readonly table: QualifiedName
}

export interface KillAnalyzeStatement extends NodeBase {
  readonly kind: 'KillAnalyzeStatement'
  readonly id: string
}

/** `ANALYZE PROFILE FROM 'query id' [, plan node]...`. */
export interface AnalyzeProfileStatement extends NodeBase {
  readonly kind: 'AnalyzeProfileStatement'
  readonly queryId: string
  readonly planNodes?: readonly string[]
}

export type AnalyzeStatement =
  | AnalyzeTableStatement
  | AnalyzeHistogramStatement
  | DropHistogramStatement
  | CreateAnalyzeJobStatement
  | DropAnalyzeJobStatement
  | DropStatsStatement
  | KillAnalyzeStatement
  | AnalyzeProfileStatement

export type AnalyzeNode = AnalyzeStatement | AnalyzeColumns
