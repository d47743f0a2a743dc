import { RevisionGraph, RevisionPlanner } from '../migrations/index.ts'
import { planOperations, wayBack } from '../plan/index.ts'
import type { PlanContext } from '../plan/index.ts'
import { writeDraft } from './draft-revision.ts'
import type { Draft } from './draft-revision.ts'
import { plannerContext } from './environment.ts'
import type { Environment } from './environment.ts'
import { ImpossibleChangesError } from './errors.ts'
import { operationsFromSql } from './operations-from-sql.ts'
import { placeRevision } from './revision-place.ts'
import type { RevisionOptions, RevisionResult } from './revision-result.ts'
import type { SqlScript } from './schema-from-sql.ts'

/** A revision that compares nothing: empty, or what a script says. */
export async function revisionByHand(environment: Environment, options: RevisionOptions): Promise<RevisionResult> {
  const { defaultDatabase, folder } = environment
  const { target } = environment.config
  const planContext = async (): Promise<PlanContext> => {
    const graph = new RevisionGraph(await folder.list())
    const below = graph.inOrder(graph.ancestors(placeRevision(graph, options).downRevisions, { dependencies: true }))
    // In the words of the revisions: what an environment makes of them is no part of a file.
    const planner = new RevisionPlanner({ ...plannerContext(environment), properties: {} })
    return { from: await planner.stateAt(below), target, defaultDatabase }
  }
  const content =
    options.sqlScript === undefined
      ? { upgrade: [], downgrade: [], notes: [], steps: [] }
      : fromScript(options.sqlScript, await planContext())
  const { steps, ...draft } = content
  const written = await writeDraft(environment, { ...draft, options }, { autogenerate: false, plan: planContext })
  return {
    ...(written === null ? {} : { file: written.file }),
    files: written === null ? [] : [written.file],
    defaultDatabase,
    operations: written?.upgrade ?? [],
    steps: written?.upgrade === draft.upgrade ? steps : [],
    errors: [],
    unowned: [],
    renameHints: [],
    kept: [],
    withheld: written === null,
  }
}

/** @throws SqlScriptError, ImpossibleChangesError */
function fromScript(
  script: SqlScript,
  context: PlanContext,
): Pick<Draft, 'upgrade' | 'downgrade' | 'notes'> & Pick<RevisionResult, 'steps'> {
  const { operations, hasForeign } = operationsFromSql(script, context.from, context)
  const { steps, errors } = planOperations(operations, context)
  // What is refused for want of an object that no revision made, the server may know.
  if (errors.length > 0 && !hasForeign) throw new ImpossibleChangesError(errors)
  const back = wayBack(operations, context)
  return { upgrade: operations, downgrade: back.operations, notes: [...new Set(back.notes)], steps }
}
