import { StarRocksKitError } from '../errors/base.ts'
import { replayRevisions, RevisionGraph, RevisionPlanner } from '../migrations/index.ts'
import type { OpaqueStatement, Revision } from '../migrations/index.ts'
import { normalizeSchema } from '../schema/index.ts'
import { count } from '../util/count.ts'
import { oneLine } from '../util/one-line.ts'
import { baselineOf } from './baseline.ts'
import { plannerContext } from './environment.ts'
import type { Environment } from './environment.ts'
import { writeRevision } from './write-revision.ts'

export interface SquashOptions {
  /** The last revision of those that become one. */
  readonly revision: string
  readonly message?: string
  /** Leaves statements out that nobody can replay, such as changes of rows. */
  readonly dropOpaque?: boolean
}

export interface SquashResult {
  /** The new file, relative to the current folder. */
  readonly file: string
  readonly revision: string
  /** What it stands for; their files are gone. */
  readonly squashed: readonly Revision[]
}

/** Revisions that cannot become one. */
export class SquashError extends StarRocksKitError {
  readonly code = 'REFUSED_SQUASH'
}

/**
 * Makes one baseline of a revision and all before it. It keeps the id of the last, so that databases that have them all notice nothing; those that have
 * only some must be upgraded to it before.
 *
 * The new file is written first, then the old ones are removed; interrupted in between, the id is there twice, and every command says so.
 *
 * @throws SquashError when a revision beside them follows or needs one of them, or when a statement would be lost.
 */
export async function squash(environment: Environment, options: SquashOptions): Promise<SquashResult> {
  const { folder, config, defaultDatabase } = environment
  const { target } = config
  const graph = new RevisionGraph(await folder.list())
  const [id, ...more] = graph.resolve(options.revision)
  if (id === undefined || more.length > 0) throw new SquashError('Name one revision: all before it become one with it.')
  const squashed = graph.inOrder(graph.ancestors([id], { dependencies: true }))
  const ids = new Set(squashed.map((revision) => revision.id))
  const outside = squashed
    .filter((revision) => revision.id !== id)
    .flatMap((revision) => [...graph.children(revision.id), ...graph.dependents(revision.id)])
    .find((revision) => !ids.has(revision.id))
  if (outside !== undefined)
    throw new SquashError(
      `Revision ${outside.id} follows or needs one of these, and is not among them: merge first, or choose another revision.`,
    )

  // The baseline says what the revisions say, not what this environment makes of it.
  const context = { ...plannerContext(environment), properties: {} }
  const { opaque, rows } = await replayRevisions(context)
  const lost = [...opaque, ...rows].filter(({ revision, direction }) => direction === 'upgrade' && ids.has(revision.id))
  if (lost.length > 0 && options.dropOpaque !== true) throw new SquashError(lostText(lost))

  const planner = new RevisionPlanner(context)
  const to = normalizeSchema(await planner.stateAt(squashed), target)
  const from = await planner.stateAt([])
  const content = {
    revision: id,
    downRevisions: [],
    branchLabels: squashed.flatMap(({ branchLabels }) => branchLabels),
    dependsOn: [],
    message: options.message ?? `baseline of ${count(squashed.length, 'revision')}`,
    ...baselineOf(to, { from, to, target, defaultDatabase }),
    squashes: squashed.map((revision) => revision.id),
  }
  const last = graph.get(id)
  const file = await writeRevision(environment, graph, content, { replaces: last })
  for (const revision of squashed) if (revision !== last) await folder.remove(revision)
  return { file, revision: id, squashed }
}

function lostText(lost: readonly OpaqueStatement[]): string {
  const list = lost
    .map(({ revision, step, sql }) => `  ${revision.id}, statement ${step}: ${oneLine(sql, 100)}`)
    .join('\n')
  return `These statements cannot be replayed, and would not be in the baseline:\n${list}\nIf new databases do without them, use --drop-opaque.`
}
