import { diffSchemas } from '../../packages/starrocks-kit/src/diff/index.ts'
import type { SchemaDiff } from '../../packages/starrocks-kit/src/diff/index.ts'
import { parseStatement } from '../../packages/starrocks-kit/src/language/index.ts'
import { reverseOperation } from '../../packages/starrocks-kit/src/operations/index.ts'
import { planOperations } from '../../packages/starrocks-kit/src/plan/index.ts'
import type { JobKind } from '../../packages/starrocks-kit/src/plan/index.ts'
import {
  applyStatement,
  emptyDatabase,
  emptySchema,
  withDatabase,
} from '../../packages/starrocks-kit/src/schema/index.ts'
import type { SchemaState, Target } from '../../packages/starrocks-kit/src/schema/index.ts'
import { AROUND } from './specimens.ts'
import type { Specimen } from './specimens.ts'

const DATABASE = 'docs'

/** What the tools make of a change on one server. */
export interface Outcome {
  readonly alter: string
  /** The rule by which the attribute was compared. */
  readonly rule: string | undefined
  readonly reverse: string | undefined
}

/** From the lightest job to the heaviest, in words. */
const JOBS: readonly (readonly [job: JobKind, words: string])[] = [
  ['metadata', 'in place'],
  ['fast-schema-evolution', 'job, no rewrite'],
  ['refresh', 'in place'],
  ['rollup', 'rollup job'],
  ['schema-change', 'job, rewrite'],
  ['optimize', 'optimize job'],
  ['copy', 'copy'],
  ['opaque', 'by hand'],
]

/** Tries the change out: declared, compared and planned for the target. */
export function outcomeOf(specimen: Specimen, target: Target): Outcome {
  const from = stateAfter(specimen.before, target)
  const to = stateAfter(specimen.after, target)
  if (from === undefined || to === undefined) return { alter: 'not there', rule: undefined, reverse: undefined }
  const context = { target, defaultDatabase: DATABASE }
  const diff = diffSchemas(from, to, context)
  return { alter: alterOf(diff, from, to, target), rule: ruleOf(diff), reverse: reverseOf(diff) }
}

function stateAfter(create: string, target: Target): SchemaState | undefined {
  let state = withDatabase(emptySchema(), emptyDatabase(DATABASE))
  for (const sql of [AROUND, create]) {
    const result = applyStatement(state, parseStatement(sql), { target, currentDatabase: DATABASE })
    if (result.kind === 'refused') return undefined
    state = result.state
  }
  return state
}

function alterOf(diff: SchemaDiff, from: SchemaState, to: SchemaState, target: Target): string {
  const { operations, undecided } = diff
  if (operations.length === 0) return undecided.length > 0 ? 'reported' : 'left alone'
  if (operations.some(({ kind }) => kind === 'ReplaceTable')) return 'rebuild'
  if (operations.some(({ kind }) => kind === 'ReplaceMaterializedView')) return 'beside and swap'
  if (operations.some(({ kind }) => kind === 'ReplaceView')) return 'replaced'
  const plan = planOperations(operations, { target, defaultDatabase: DATABASE, from, to })
  if (plan.errors.length > 0) return 'impossible'
  const weights = plan.steps.map(({ job }) => JOBS.findIndex(([name]) => name === job))
  return JOBS[Math.max(...weights)]?.[1] ?? 'by hand'
}

function ruleOf({ comparisons }: SchemaDiff): string | undefined {
  return comparisons.find(({ equal }) => !equal)?.rule
}

function reverseOf({ operations }: SchemaDiff): string | undefined {
  if (operations.length === 0) return undefined
  return operations.every((operation) => reverseOperation(operation).kind !== 'Irreversible') ? 'yes' : 'no'
}
