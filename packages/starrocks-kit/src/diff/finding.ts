import type { Operation } from '../operations/index.ts'
import type { ObjectName, SchemaState, Target } from '../schema/index.ts'
import type { AttributeComparison, QueryDecider, UndecidedComparison } from './schema-diff.ts'

/** What comparators know about the two schemas around the objects that they compare. */
export interface CompareContext {
  readonly name: ObjectName
  readonly target: Target
  readonly defaultDatabase: string
  readonly fromState: SchemaState
  readonly toState: SchemaState
  readonly decideQuery?: QueryDecider
  /** Partitions that are not declared beside others that are go away. */
  readonly managePartitions?: boolean
}

/** What one comparator has to say. */
export interface Finding {
  readonly comparisons: readonly AttributeComparison[]
  /** What would make both sides equal. Empty when they are, or when nothing can. */
  readonly operations: readonly Operation[]
  /** Why nothing can, one sentence each. */
  readonly reasons: readonly string[]
  readonly undecided: readonly UndecidedComparison[]
}

/** Compares one attribute of two objects. */
export type Comparator<T> = (from: T, to: T, context: CompareContext) => Finding

/** One comparator for each attribute: a new attribute does not compile until it has its own. */
export type Comparators<T extends object> = { readonly [K in keyof Required<T>]: Comparator<T> }

export const NOTHING: Finding = { comparisons: [], operations: [], reasons: [], undecided: [] }

export function mergeFindings(findings: readonly Finding[]): Finding {
  return {
    comparisons: findings.flatMap((finding) => finding.comparisons),
    operations: findings.flatMap((finding) => finding.operations),
    reasons: findings.flatMap((finding) => finding.reasons),
    undecided: findings.flatMap((finding) => finding.undecided),
  }
}

/** Runs all comparators over the two objects, in the order in which they are listed. */
export function compareAll<T extends object>(
  comparators: Comparators<T>,
  from: T,
  to: T,
  context: CompareContext,
): Finding {
  const list: readonly Comparator<T>[] = Object.values(comparators)
  return mergeFindings(list.map((comparator) => comparator(from, to, context)))
}

/** A verdict on one attribute with nothing to do about it. */
export function compared(
  context: CompareContext,
  attribute: string,
  from: unknown,
  to: unknown,
  equal: boolean,
  rule: string,
): Finding {
  return { ...NOTHING, comparisons: [{ object: context.name, attribute, from, to, equal, rule }] }
}

/** Adds what can be done about it. */
export function withOperations(finding: Finding, operations: readonly Operation[]): Finding {
  return { ...finding, operations: [...finding.operations, ...operations] }
}

/** Adds why nothing can be done about it. */
export function withReason(finding: Finding, reason: string): Finding {
  return { ...finding, reasons: [...finding.reasons, reason] }
}

export function isEqual(finding: Finding): boolean {
  return finding.comparisons.every(({ equal }) => equal)
}
