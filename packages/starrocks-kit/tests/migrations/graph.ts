import type { Revision } from '../../src/migrations/revisions/revision.ts'
import { RevisionGraph } from '../../src/migrations/revisions/revision-graph.ts'

/**
 * A tiny graph in one line: `a->b->c, a->d, c+d->m, e(label)`. `x(y)` gives x the branch label y, `x ~> y` makes y depend on x.
 */
export function graph(text: string): RevisionGraph {
  return new RevisionGraph(revisions(text))
}

export function revisions(text: string): readonly Revision[] {
  const found = new Map<string, { down: Set<string>; labels: string[]; depends: Set<string> }>()
  const node = (token: string): string => {
    const [, id = '', label] = /^(\w+)(?:\((\w+)\))?$/u.exec(token.trim()) ?? []
    const entry = found.get(id) ?? { down: new Set(), labels: [], depends: new Set() }
    if (label !== undefined) entry.labels.push(label)
    found.set(id, entry)
    return id
  }
  for (const chain of text.split(',')) {
    const parts = chain.trim().split(/(->|~>)/u)
    let before = (parts[0] ?? '').split('+').map(node)
    for (let i = 1; i < parts.length; i += 2) {
      const id = node(parts[i + 1] ?? '')
      const entry = found.get(id)
      for (const down of before) (parts[i] === '->' ? entry?.down : entry?.depends)?.add(down)
      before = [id]
    }
  }
  return [...found].map(([id, { down, labels, depends }]) => ({
    id,
    downRevisions: [...down],
    branchLabels: labels,
    dependsOn: [...depends],
    message: '',
  }))
}
