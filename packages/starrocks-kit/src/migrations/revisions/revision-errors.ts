import { StarRocksKitError } from '../../errors/base.ts'
import type { Revision } from './revision.ts'

/** Something is wrong with the graph of revisions, or with the way one was named. */
export abstract class RevisionError extends StarRocksKitError {}

/** One revision was asked for, and there are several heads. */
export class MultipleHeadsError extends RevisionError {
  readonly code = 'MULTIPLE_HEADS'
  readonly heads: readonly string[]
  readonly argument: string

  constructor(heads: readonly Revision[], argument: string) {
    const list = heads
      .map((head) => `  ${head.id}${head.message === '' ? '' : ` ${head.message}`}${fileSuffix(head)}`)
      .join('\n')
    const label = heads.flatMap((head) => head.branchLabels)[0] ?? heads[0]?.id ?? 'branch'
    super(
      `There are ${heads.length} heads, so ${argument} is ambiguous:\n${list}\n` +
        `Join them with a merge revision (starrocks-kit merge heads), name one head (${label}@head or its id), or use heads for all.`,
    )
    this.heads = heads.map((head) => head.id)
    this.argument = argument
  }
}

/** No revision, label or symbol of that name. */
export class UnknownRevisionError extends RevisionError {
  readonly code = 'UNKNOWN_REVISION'
  readonly revision: string

  constructor(revision: string, detail?: string) {
    super(
      `There is no revision ${revision}${detail === undefined ? '' : ` ${detail}`}. ` +
        'starrocks-kit history lists the revisions of the migrations folder.',
    )
    this.revision = revision
  }
}

/** The beginning of an id fits several revisions. */
export class AmbiguousRevisionError extends RevisionError {
  readonly code = 'AMBIGUOUS_REVISION'
  readonly revision: string
  readonly matches: readonly string[]

  constructor(revision: string, matches: readonly string[]) {
    super(`${revision} is the beginning of several revisions: ${matches.join(', ')}. Write more of the id.`)
    this.revision = revision
    this.matches = matches
  }
}

/** A file names a revision that no file has. */
export class MissingRevisionError extends RevisionError {
  readonly code = 'MISSING_REVISION'
  readonly revision: string
  readonly missing: string

  constructor(revision: Revision, missing: string, attribute: 'downRevision' | 'dependsOn') {
    super(
      `${revision.file ?? `Revision ${revision.id}`}: ${attribute} is '${missing}', but no file of the migrations folder has that revision. ` +
        `Restore the missing file, or correct ${attribute}.`,
    )
    this.revision = revision.id
    this.missing = missing
  }
}

/** Revisions that follow each other in a circle. */
export class RevisionCycleError extends RevisionError {
  readonly code = 'REVISION_CYCLE'
  /** In the order in which each follows the next one. */
  readonly revisions: readonly string[]

  constructor(revisions: readonly Revision[]) {
    const first = revisions[0]
    const files = revisions.map((revision) => revision.file).filter((file) => file !== undefined)
    super(
      `These revisions follow each other in a circle: ${[...revisions, ...(first === undefined ? [] : [first])].map(({ id }) => id).join(' -> ')}. ` +
        `Correct downRevision or dependsOn in one of them${files.length === 0 ? '' : `: ${files.join(', ')}`}.`,
    )
    this.revisions = revisions.map(({ id }) => id)
  }
}

/** Two files have the same revision, or two revisions the same label. */
export class DuplicateRevisionError extends RevisionError {
  readonly code = 'DUPLICATE_REVISION'
  readonly revision: string

  constructor(name: string, what: 'revision' | 'branch label', first: Revision, second: Revision) {
    const owners = [first, second].map((revision) => revision.file ?? revision.id).join(' and ')
    super(
      `The ${what} '${name}' appears twice: in ${owners}. ${what === 'revision' ? 'Give one file another id' : 'Remove it from one of them'}.`,
    )
    this.revision = name
  }
}

/** A relative name (`+2`, `-1`, `head-3`) that leads nowhere, or to several places. */
export class RelativeRevisionError extends RevisionError {
  readonly code = 'RELATIVE_REVISION'
  readonly argument: string
  /** It leads beyond the base or a head. */
  readonly isTooFar: boolean

  constructor(argument: string, problem: string, options: { readonly isTooFar?: boolean } = {}) {
    super(`${argument} cannot be resolved: ${problem}.`)
    this.argument = argument
    this.isTooFar = options.isTooFar ?? false
  }
}

/** The way from one revision to the other does not exist. */
export class RevisionRangeError extends RevisionError {
  readonly code = 'REVISION_RANGE'
}

function fileSuffix(revision: Revision): string {
  return revision.file === undefined ? '' : ` (${revision.file})`
}
