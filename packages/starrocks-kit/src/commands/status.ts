import { RevisionGraph } from '../migrations/index.ts'
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

/** The heads of the revision files, with nothing connected. */
export async function heads(environment: Pick<Environment, 'folder'>): Promise<readonly Revision[]> {
  return (await history(environment)).heads
}
