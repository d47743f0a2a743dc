import { StarRocksKitError } from '../errors/base.ts'
import { newRevisionId } from '../migrations/index.ts'
import type { RevisionGraph } from '../migrations/index.ts'

/** Where in the graph a new revision goes, and what it is called. */
export interface RevisionPlace {
  /** What it follows: a revision, `label@head`, `base`; the only head unless given. */
  readonly head?: string
  /** It may follow a revision that is not a head, which begins a branch. */
  readonly splice?: boolean
  /** A name for the branch that begins with it. */
  readonly branchLabel?: string
  /** Revisions of other branches that must be applied before it. */
  readonly dependsOn?: readonly string[]
  /** Its id; a random one unless given. */
  readonly revisionId?: string
  /** Which of the migrations folders it goes to, relative to the current one; that of what it follows, or the first, unless given. */
  readonly versionPath?: string
}

/** A revision would begin a branch that nobody asked for. */
export class NotAHeadError extends StarRocksKitError {
  readonly code = 'REFUSED_NOT_A_HEAD'

  constructor(revision: string) {
    super(
      `Revision ${revision} is not a head: a revision that follows it begins a branch. Use --splice if that is what you want.`,
    )
  }
}

/** The id cannot be used for a new revision. */
export class RevisionIdError extends StarRocksKitError {
  readonly code = 'REVISION_ID'
}

/**
 * The header of a new revision.
 *
 * @throws NotAHeadError, RevisionIdError; errors of names that cannot be resolved.
 */
export function placeRevision(
  graph: RevisionGraph,
  { head = 'head', splice = false, branchLabel, dependsOn = [], revisionId }: RevisionPlace,
): {
  readonly revision: string
  readonly downRevisions: readonly string[]
  readonly branchLabels: readonly string[]
  readonly dependsOn: readonly string[]
} {
  const downRevisions = graph.resolve(head)
  const heads = new Set(graph.heads.map(({ id }) => id))
  const inner = downRevisions.find((id) => !heads.has(id))
  if (inner !== undefined && !splice) throw new NotAHeadError(inner)
  for (const name of [revisionId, branchLabel]) {
    if (name === undefined) continue
    if (!/^[\w.]+$/u.test(name) || /^(?:heads?|base|current)$/u.test(name))
      throw new RevisionIdError(`'${name}' cannot name a revision or branch: use letters, digits and _.`)
    if (graph.find(name) !== undefined || graph.findLabel(name) !== undefined)
      throw new RevisionIdError(`There is a revision or branch '${name}' already: give the new one another name.`)
  }
  return {
    revision: revisionId ?? newRevisionId(),
    downRevisions,
    branchLabels: branchLabel === undefined ? [] : [branchLabel],
    dependsOn: dependsOn.flatMap((name) => (graph.findLabel(name) === undefined ? graph.resolve(name) : [name])),
  }
}
