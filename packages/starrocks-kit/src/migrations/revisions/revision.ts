/** One migration file, as its header tells it. The script itself is read only when it runs. */
export interface Revision {
  readonly id: string
  /** The revisions that it follows: none for a base, several for a merge. */
  readonly downRevisions: readonly string[]
  /** Names for the branch that begins here, as in `label@head`. */
  readonly branchLabels: readonly string[]
  /** Revisions of other branches that must be applied before this one. */
  readonly dependsOn: readonly string[]
  /** The text given with `-m`; empty when none was. */
  readonly message: string
  /** ISO 8601 with time zone; absent when the header does not tell. */
  readonly createdAt?: string
  /** The file, for messages and for running it; absent for revisions that exist in memory only. */
  readonly file?: string
}

export type Direction = 'upgrade' | 'downgrade'

/** `1f2e3d4c5b6a (create initial schema)`, for messages. */
export function describeRevision(revision: Pick<Revision, 'id' | 'message'>): string {
  return revision.message === '' ? revision.id : `${revision.id} (${revision.message})`
}
