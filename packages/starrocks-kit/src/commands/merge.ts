import { StarRocksKitError } from '../errors/base.ts'
import { RevisionGraph } from '../migrations/index.ts'
import { compact } from '../util/compact.ts'
import { NotAHeadError, placeRevision } from './revision-place.ts'
import type { RevisionPlace } from './revision-place.ts'
import { writeRevision } from './write-revision.ts'
import type { WritingEnvironment } from './write-revision.ts'

export interface MergeOptions extends Pick<RevisionPlace, 'branchLabel' | 'revisionId' | 'versionPath' | 'splice'> {
  /** What to join: `heads`, ids or their beginnings, `label@head`. */
  readonly revisions: readonly string[]
  readonly message?: string
}

export interface MergeResult {
  /** The file, relative to the current folder. */
  readonly file: string
  readonly revision: string
  readonly merged: readonly string[]
}

/** There is only one head, or one revision was named: nothing to join. */
export class NothingToMergeError extends StarRocksKitError {
  readonly code = 'NOTHING_TO_MERGE'

  constructor(revisions: readonly string[]) {
    super(
      `A merge joins two revisions or more, and ${revisions.length === 0 ? 'there is none' : `this is one: ${revisions.join(', ')}`}. starrocks-kit heads lists what there is.`,
    )
  }
}

/** Writes a revision that joins several heads and changes nothing itself. @throws NothingToMergeError, NotAHeadError without `splice` */
export async function merge(environment: WritingEnvironment, options: MergeOptions): Promise<MergeResult> {
  const graph = new RevisionGraph(await environment.folder.list())
  const named = [...new Set(options.revisions.flatMap((name) => graph.resolve(name)))]
  // What another one of them follows is in it already.
  const merged = named.filter(
    (id) => !named.some((other) => other !== id && graph.ancestors([other], { dependencies: false }).has(id)),
  )
  if (merged.length < 2) throw new NothingToMergeError(merged)
  const inner = merged.find((id) => graph.children(id).length > 0)
  if (inner !== undefined && options.splice !== true) throw new NotAHeadError(inner)
  const message = options.message ?? `merge ${merged.join(' and ')}`
  const { versionPath, ...place } = options
  const { revision, ...header } = placeRevision(graph, {
    ...place,
    head: 'heads',
    splice: true,
  })
  const content = { ...header, revision, downRevisions: merged, message, upgrade: [], downgrade: [] }
  const file = await writeRevision(environment, graph, content, compact({ versionPath }))
  return { file, revision, merged }
}
