import type { Revision } from './revision.ts'
import {
  DuplicateRevisionError,
  MissingRevisionError,
  RevisionCycleError,
  UnknownRevisionError,
} from './revision-errors.ts'

/** Revisions of a branch are found along both kinds of edges, or along `downRevisions` alone. */
export interface WalkOptions {
  readonly dependencies: boolean
}

/**
 * The revisions and how they follow each other.
 *
 * @throws DuplicateRevisionError, MissingRevisionError or RevisionCycleError from the constructor.
 */
export class RevisionLinks {
  /** Each after those that it follows or depends on; otherwise the older first. */
  readonly revisions: readonly Revision[]
  readonly #byId: ReadonlyMap<string, Revision>
  readonly #labels: ReadonlyMap<string, Revision>
  readonly #children = new Map<string, Revision[]>()
  readonly #dependents = new Map<string, Revision[]>()
  readonly #position: ReadonlyMap<string, number>

  constructor(revisions: readonly Revision[]) {
    this.#byId = indexById(revisions)
    this.#labels = indexByLabel(revisions, this.#byId)
    for (const revision of revisions) {
      for (const id of revision.downRevisions) this.#link(revision, id, 'downRevision', this.#children)
      for (const name of revision.dependsOn) this.#link(revision, name, 'dependsOn', this.#dependents)
    }
    this.revisions = this.#sort(revisions)
    this.#position = new Map(this.revisions.map((revision, index) => [revision.id, index]))
  }

  /** Revisions that none follows. Those that another one depends on are heads too, as the branch goes on from them. */
  get heads(): readonly Revision[] {
    return this.revisions.filter((revision) => !this.#children.has(revision.id))
  }

  /** Revisions that follow none. */
  get bases(): readonly Revision[] {
    return this.revisions.filter((revision) => revision.downRevisions.length === 0)
  }

  /** The revision with exactly this id. */
  find(id: string): Revision | undefined {
    return this.#byId.get(id)
  }

  /** @throws UnknownRevisionError */
  get(id: string): Revision {
    const revision = this.#byId.get(id)
    if (revision === undefined) throw new UnknownRevisionError(id)
    return revision
  }

  /** The revision that carries this branch label. */
  findLabel(label: string): Revision | undefined {
    return this.#labels.get(label)
  }

  /** What follows directly. */
  children(id: string): readonly Revision[] {
    return this.#children.get(id) ?? []
  }

  /** What names this revision in `dependsOn`. */
  dependents(id: string): readonly Revision[] {
    return this.#dependents.get(id) ?? []
  }

  /** Ids of what these revisions follow, at any distance, themselves included. */
  ancestors(ids: Iterable<string>, { dependencies }: WalkOptions): Set<string> {
    return closure(ids, (id) => {
      const revision = this.get(id)
      return dependencies ? [...revision.downRevisions, ...this.dependencies(revision)] : revision.downRevisions
    })
  }

  /** Ids of what follows these revisions, at any distance, themselves included. */
  descendants(ids: Iterable<string>, { dependencies }: WalkOptions): Set<string> {
    return closure(ids, (id) => {
      const next = dependencies ? [...this.children(id), ...this.dependents(id)] : this.children(id)
      return next.map((revision) => revision.id)
    })
  }

  /** Ids for `dependsOn`, where labels are allowed. */
  dependencies(revision: Revision): readonly string[] {
    return revision.dependsOn.map((name) => this.#labels.get(name)?.id ?? name)
  }

  /** The revisions of a set, in the order in which they are applied. */
  inOrder(ids: Iterable<string>): readonly Revision[] {
    const position = (revision: Revision): number => this.#position.get(revision.id) ?? 0
    return [...ids].map((id) => this.get(id)).toSorted((a, b) => position(a) - position(b))
  }

  #link(
    revision: Revision,
    name: string,
    attribute: 'downRevision' | 'dependsOn',
    edges: Map<string, Revision[]>,
  ): void {
    const target = this.#byId.get(name) ?? (attribute === 'dependsOn' ? this.#labels.get(name) : undefined)
    if (target === undefined) throw new MissingRevisionError(revision, name, attribute)
    const list = edges.get(target.id)
    if (list === undefined) edges.set(target.id, [revision])
    else list.push(revision)
  }

  #sort(revisions: readonly Revision[]): readonly Revision[] {
    const waiting = new Map<string, number>()
    for (const revision of revisions) {
      waiting.set(revision.id, revision.downRevisions.length + revision.dependsOn.length)
    }
    const ready = revisions.filter((revision) => waiting.get(revision.id) === 0).toSorted(byAge)
    const sorted: Revision[] = []
    for (let revision = ready.shift(); revision !== undefined; revision = ready.shift()) {
      sorted.push(revision)
      const freed: Revision[] = []
      for (const next of [...this.children(revision.id), ...this.dependents(revision.id)]) {
        const left = (waiting.get(next.id) ?? 0) - 1
        waiting.set(next.id, left)
        if (left === 0) freed.push(next)
      }
      if (freed.length > 0) ready.unshift(...freed.toSorted(byAge))
    }
    if (sorted.length < revisions.length) throw new RevisionCycleError(this.#cycleIn(revisions, new Set(sorted)))
    return sorted
  }

  /** Follows what is left downwards until a revision comes again. */
  #cycleIn(revisions: readonly Revision[], sorted: ReadonlySet<Revision>): readonly Revision[] {
    const path: Revision[] = []
    let revision = revisions.find((candidate) => !sorted.has(candidate))
    while (revision !== undefined && !path.includes(revision)) {
      path.push(revision)
      revision = [...revision.downRevisions, ...this.dependencies(revision)]
        .map((id) => this.get(id))
        .find((candidate) => !sorted.has(candidate))
    }
    return revision === undefined ? path : path.slice(path.indexOf(revision))
  }
}

function indexById(revisions: readonly Revision[]): ReadonlyMap<string, Revision> {
  const byId = new Map<string, Revision>()
  for (const revision of revisions) {
    const other = byId.get(revision.id)
    if (other !== undefined) throw new DuplicateRevisionError(revision.id, 'revision', other, revision)
    byId.set(revision.id, revision)
  }
  return byId
}

function indexByLabel(
  revisions: readonly Revision[],
  byId: ReadonlyMap<string, Revision>,
): ReadonlyMap<string, Revision> {
  const labels = new Map<string, Revision>()
  for (const revision of revisions) {
    for (const label of revision.branchLabels) {
      const other = labels.get(label) ?? byId.get(label)
      if (other !== undefined) throw new DuplicateRevisionError(label, 'branch label', other, revision)
      labels.set(label, revision)
    }
  }
  return labels
}

function closure(start: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(start)
  // A set that grows while it is iterated hands out what was added.
  for (const id of seen) for (const other of next(id)) seen.add(other)
  return seen
}

/** Age, then id: the same order whatever order the files were listed in. */
function byAge(a: Revision, b: Revision): number {
  return compareText(a.createdAt ?? '', b.createdAt ?? '') || compareText(a.id, b.id)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
