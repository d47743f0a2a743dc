import type { Statement } from '../language/index.ts'
import type { StatementEffect } from '../schema/apply-statement/result.ts'
import { StatementFold } from '../schema/apply-statement/statement-fold.ts'
import type { FoldResult } from '../schema/apply-statement/statement-fold.ts'
import type { SchemaState, Target } from '../schema/index.ts'
import type { JobKind } from './plan.ts'

export interface ReplayContext {
  readonly target: Target
  readonly defaultDatabase: string
}

/** The catalog model on which a plan is tried out, statement by statement, before anything runs. */
export class Replay {
  readonly #context: ReplayContext
  readonly #fold: StatementFold

  constructor(state: SchemaState, context: ReplayContext) {
    this.#fold = new StatementFold(state)
    this.#context = context
  }

  get state(): SchemaState {
    return this.#fold.state
  }

  /** The state for a look: it means nothing any more once another statement has run. */
  get passing(): SchemaState {
    return this.#fold.passing
  }

  /** Runs the statement on the model. A refused one leaves the state as it was. */
  run(statement: Statement): FoldResult {
    const { target, defaultDatabase } = this.#context
    return this.#fold.run(statement, { target, currentDatabase: defaultDatabase, partial: true })
  }
}

/** From the lightest to the heaviest. */
const WEIGHT: readonly JobKind[] = [
  'metadata',
  'fast-schema-evolution',
  'rollup',
  'refresh',
  'schema-change',
  'optimize',
  'copy',
  'opaque',
]

/** The one word for all that a statement starts: its heaviest job. */
export function jobOf(effects: readonly StatementEffect[]): JobKind {
  let heaviest: JobKind = 'metadata'
  for (const effect of effects) {
    if (effect.kind === 'Job' && WEIGHT.indexOf(effect.job) > WEIGHT.indexOf(heaviest)) heaviest = effect.job
  }
  return heaviest
}

/** Whether a job writes all rows of its table anew. */
export function isRewrite(job: JobKind): boolean {
  return job === 'schema-change' || job === 'optimize'
}
