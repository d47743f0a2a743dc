import type { Operation, OperationOf } from '../operations/operation.ts'
import type { ObjectName } from '../schema/types/names.ts'

/** What the server does with a statement, and therefore what to wait for after it. */
export type JobKind =
  /** Done when the statement returns. */
  | 'metadata'
  /** A schema-change job that touches no data. */
  | 'fast-schema-evolution'
  /** A schema-change job that rewrites data. */
  | 'schema-change'
  | 'optimize'
  | 'rollup'
  /** The first or a later refresh of a materialized view. */
  | 'refresh'
  /** Rows are written by INSERT: done when the statement returns. */
  | 'copy'
  /** Unknown to us: statements written by hand. */
  | 'opaque'

/** What may be dangerous about a step; the codes are stable. */
export const HAZARD_CODES = [
  'DATA_LOSS',
  'NARROWING',
  'FULL_REWRITE',
  'SECOND_REWRITE',
  'INACTIVATES',
  'NOT_REVERSIBLE',
  'FUTURE_PARTITIONS_ONLY',
  'REPLICATION_CHANGES',
  'AUTO_INCREMENT_RESTARTS',
  'ACCESS_LOSS',
  'NO_PASSWORD',
  'LOGIN_CHANGES',
] as const

/** A danger of a step, told before anything runs. */
export interface Hazard {
  readonly code: (typeof HAZARD_CODES)[number]
  readonly message: string
}

/** One statement with all that has to be known before and after it runs. */
export interface PlanStep {
  /** A comment where the step is code: `dataStepOf` says so. */
  readonly sql: string
  /** The operations that this statement carries out (several column changes share one ALTER). */
  readonly operations: readonly Operation[]
  /** The object that it changes; absent for statements written by hand. */
  readonly object?: ObjectName
  readonly job: JobKind
  readonly hazards: readonly Hazard[]
  /** The statement only looks: `row-counts` fails unless all numbers in its second column are the same. */
  readonly check?: 'row-counts'
}

/** What a person reads, and the ledger keeps, in place of a statement: the text changes with the code. */
export function dataStepText({ name, source }: OperationOf<'RunDataStep'>): string {
  return `-- op.run: ${name} (code ${source})`
}

/** The code that a step runs; undefined for statements. */
export function dataStepOf({
  operations: [operation],
}: Pick<PlanStep, 'operations'>): OperationOf<'RunDataStep'> | undefined {
  return operation?.kind === 'RunDataStep' ? operation : undefined
}

/** What a step does to the catalog model, as SQL: its statement, or what its code says of itself. */
export function modelledSql(step: Pick<PlanStep, 'sql' | 'operations'>): string {
  return dataStepOf(step)?.effect?.join(';\n') ?? step.sql
}

/** What the target cannot carry out of one object's changes, with the reason and the way around. */
export interface PlanError {
  /** The first of `operations`. */
  readonly operation: Operation
  /** All operations of the object that cannot be carried out for this reason. */
  readonly operations: readonly Operation[]
  readonly code: string
  readonly message: string
  readonly remedy?: string
}

/** Ordered steps, and what could not become one. */
export interface Plan {
  readonly steps: readonly PlanStep[]
  readonly errors: readonly PlanError[]
}
