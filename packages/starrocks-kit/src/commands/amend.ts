import { StarRocksKitError } from '../errors/base.ts'
import { RevisionGraph } from '../migrations/index.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'
import { revision } from './revision.ts'
import type { RevisionOptions, RevisionResult } from './revision-result.ts'

/** The head cannot be written anew. */
export class AmendError extends StarRocksKitError {
  readonly code = 'REFUSED_AMEND'
}

/**
 * Generates the head anew, as long as it is not applied: same id, same place, from the models as they are now. What was written into it by hand is lost.
 * When the models and the database are the same by now, the file stays.
 *
 * @throws AmendError when it is applied or a merge; what `revision` throws.
 */
export async function amend(environment: Environment, options: RevisionOptions): Promise<RevisionResult> {
  const { folder } = environment
  const graph = new RevisionGraph(await folder.list())
  const [id] = graph.resolve(options.head ?? 'head')
  if (id === undefined) throw new AmendError('There is no revision to amend.')
  const head = graph.get(id)
  const [below, ...others] = head.downRevisions
  if (graph.children(id).length > 0 || others.length > 0)
    throw new AmendError(
      `Revision ${id} ${others.length > 0 ? 'is a merge' : 'is not a head'}: only a head with one revision before it can be amended.`,
    )
  const { heads, unfinished } = await withConnection(environment, ({ migrator }) => migrator.current())
  if (heads.includes(id) || unfinished?.revision === id)
    throw new AmendError(
      `Revision ${id} is applied: take it back first (starrocks-kit downgrade -1), or write another one.`,
    )

  // As if it were not there.
  const without = { ...folder, list: async () => (await folder.list()).filter((other) => other.id !== id) }
  const [branchLabel] = head.branchLabels
  return revision(
    { ...environment, folder: without },
    {
      ...options,
      autogenerate: true,
      message: options.message === '' ? head.message : options.message,
      revisionId: id,
      head: below ?? 'base',
      splice: true,
      dependsOn: head.dependsOn,
      replaces: head,
      ...(branchLabel === undefined ? {} : { branchLabel }),
    },
  )
}
