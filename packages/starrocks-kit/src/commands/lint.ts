import { lintRevisions } from '../migrations/index.ts'
import type { LintFinding } from '../migrations/index.ts'
import { plannerContext } from './environment.ts'
import type { Environment } from './environment.ts'
import { history, revisionRange } from './status.ts'

export interface LintOptions {
  /** Only these revisions, as `from:to`; all unless given. */
  readonly range?: string
}

/** Applies the rules to the revisions, with nothing connected. */
export async function lint(
  environment: Environment,
  { range = ':' }: LintOptions = {},
): Promise<readonly LintFinding[]> {
  const wanted = new Set(revisionRange(await history(environment), range).map(({ id }) => id))
  return lintRevisions(plannerContext(environment), ({ id }) => wanted.has(id), environment.config.lint)
}
