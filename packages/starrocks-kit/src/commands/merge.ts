import { relative } from 'node:path'
import process from 'node:process'
import { renderMigration } from '../codegen/index.ts'
import { StarRocksKitError } from '../errors/base.ts'
import { newRevisionId, revisionFileName, RevisionGraph } from '../migrations/index.ts'
import type { Environment } from './environment.ts'
import { placeRevision } from './revision-place.ts'
import type { RevisionPlace } from './revision-place.ts'

export interface MergeOptions extends Pick<RevisionPlace, 'branchLabel' | 'revisionId'> {
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

/** Writes a revision that joins several heads and changes nothing itself. @throws NothingToMergeError */
export async function merge(
  { folder, defaultDatabase }: Pick<Environment, 'folder' | 'defaultDatabase'>,
  options: MergeOptions,
): Promise<MergeResult> {
  const graph = new RevisionGraph(await folder.list())
  const merged = [...new Set(options.revisions.flatMap((name) => graph.resolve(name)))]
  if (merged.length < 2) throw new NothingToMergeError(merged)
  const message = options.message ?? `merge ${merged.join(' and ')}`
  const createdAt = new Date()
  const place = placeRevision(graph, { revisionId: newRevisionId(), ...options, head: 'heads', splice: true })
  const { revision } = place
  const source = renderMigration({
    ...place,
    downRevisions: merged,
    message,
    createdAt,
    upgrade: [],
    downgrade: [],
    defaultDatabase,
  })
  const file = await folder.write(revisionFileName({ revision, message, createdAt }), source)
  return { file: relative(process.cwd(), file), revision, merged }
}
