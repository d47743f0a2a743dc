import type { Revision } from './revision.ts'
import { RevisionLinks } from './revision-links.ts'
import { downgradePath, upgradePath } from './revision-paths.ts'
import { resolveRevisions } from './revision-symbols.ts'

/**
 * The revisions, how they follow each other, and the ways through them. It knows nothing of files and databases: `current` is always passed in, as the ids
 * of the applied heads.
 *
 * @throws DuplicateRevisionError, MissingRevisionError or RevisionCycleError from the constructor.
 */
export class RevisionGraph extends RevisionLinks {
  /**
   * The ids that a name stands for; none for `base`. Understood are `head`, `heads`, `base`, ids and their beginnings, branch labels, and relative to
   * them `head-1`, `1f2e+2`; relative to `current` `+1` and `-1`; and each of them within one branch: `label@head`, `label@-1`.
   *
   * @throws RevisionError of the kind that tells why not.
   */
  resolve(name: string, current: readonly string[] = []): readonly string[] {
    return resolveRevisions(this, name, current)
  }

  /** What has to be applied, in order, so that `target` is reached from the applied heads `current`. */
  upgradePath(target: string, current: readonly string[]): readonly Revision[] {
    return upgradePath(this, target, current)
  }

  /** What has to be taken back, in order, so that `target` is left of the applied heads `current`. */
  downgradePath(target: string, current: readonly string[]): readonly Revision[] {
    return downgradePath(this, target, current)
  }
}
