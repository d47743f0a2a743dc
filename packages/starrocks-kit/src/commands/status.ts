import { RelativeRevisionError, RevisionGraph } from '../migrations/index.ts'
import type { CurrentState, Revision } from '../migrations/index.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'

export interface CurrentResult extends CurrentState {
  /** `host:port/database`. */
  readonly place: string
  /** The applied heads with what their files say, in the order of the graph. */
  readonly revisions: readonly Revision[]
  /** Ids of the heads of the revision files. */
  readonly fileHeads: readonly string[]
}

/** What the database says is applied. Nothing is written. */
export async function current(environment: Environment): Promise<CurrentResult> {
  return withConnection(environment, async ({ migrator }) => {
    const state = await migrator.current()
    const graph = await migrator.graph()
    return {
      ...state,
      place: environment.config.connection.description,
      revisions: state.heads.flatMap((id) => graph.find(id) ?? []),
      fileHeads: graph.heads.map(({ id }) => id),
    }
  })
}

/** The graph of the revision files, with nothing connected. */
export async function history({ folder }: Pick<Environment, 'folder'>): Promise<RevisionGraph> {
  return new RevisionGraph(await folder.list())
}

/**
 * The revisions of a range `from:to`, both included, the older first; a missing end is the base or the heads. A beginning such as `-5` may lead beyond the base.
 *
 * @param applied what `current` means.
 */
export function revisionRange(
  graph: RevisionGraph,
  range: string,
  applied: readonly string[] = [],
): readonly Revision[] {
  const colon = range.indexOf(':')
  const [from, to] = colon === -1 ? [range, range] : [range.slice(0, colon), range.slice(colon + 1)]
  const resolve = (name: string): readonly string[] => (name === 'current' ? applied : graph.resolve(name, applied))
  const first = from === '' || from === 'base' ? [] : resolveStart(from, resolve)
  const last = resolve(to === '' ? 'heads' : to)
  const below = graph.ancestors(first, { dependencies: true })
  const wanted = [...graph.ancestors(last, { dependencies: true })].filter((id) => !below.has(id) || first.includes(id))
  return graph.inOrder(wanted)
}

/** Who asks for the last five revisions gets what there is. */
function resolveStart(name: string, resolve: (name: string) => readonly string[]): readonly string[] {
  try {
    return resolve(name)
  } catch (error) {
    if (error instanceof RelativeRevisionError && error.isTooFar && /-\d+$/u.test(name)) return []
    throw error
  }
}

/**
 * The heads of the revision files, with nothing connected.
 *
 * @param options `resolveDependencies` leaves out those that another head depends on.
 */
export async function heads(
  environment: Pick<Environment, 'folder'>,
  options: { readonly resolveDependencies?: boolean } = {},
): Promise<readonly Revision[]> {
  const graph = await history(environment)
  return graph.heads.filter(({ id }) => options.resolveDependencies !== true || graph.dependents(id).length === 0)
}

/** A revision that several follow. */
export interface BranchPoint {
  readonly revision: Revision
  readonly children: readonly Revision[]
}

/** Where branches begin: revisions that several follow. */
export async function branches(environment: Pick<Environment, 'folder'>): Promise<readonly BranchPoint[]> {
  const graph = await history(environment)
  return graph.revisions
    .map((revision) => ({ revision, children: graph.children(revision.id) }))
    .filter(({ children }) => children.length > 1)
}

/** The revisions that a name stands for; the database is asked only where the name is relative to what is applied. */
export async function show(environment: Environment, name: string): Promise<readonly Revision[]> {
  const graph = await history(environment)
  const applied = isRelativeToCurrent(name) ? (await current(environment)).heads : []
  return graph.resolve(name, applied).map((id) => graph.get(id))
}

/** Whether a name means something else for each database: `current`, `+1`, `label@-1`. */
export function isRelativeToCurrent(name: string): boolean {
  return /^(?:[^@]+@)?(?:current|[+-]\d)/u.test(name)
}
