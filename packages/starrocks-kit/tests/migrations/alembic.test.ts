import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { RelativeRevisionError, RevisionGraph } from '../../src/migrations/index.ts'
import type { Revision } from '../../src/migrations/index.ts'

/** What Alembic 1.20.1 answered for graphs made at random: one graph in each line. */
interface Recorded {
  /** Id, and with blanks between them: what it follows, depends on, its labels. */
  readonly revisions: readonly (readonly [id: string, down: string, depends: string, labels: string])[]
  readonly heads: string
  /** By applied heads and name: the paths of upgrade and downgrade; null where Alembic refuses. */
  readonly at: Readonly<Record<string, Readonly<Record<string, readonly [string | null, string | null]>>>>
}

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '))

test('names lead where they lead with Alembic, on the same graphs', async () => {
  const lines = (await readFile(new URL('./alembic-paths.jsonl', import.meta.url), 'utf8')).trim().split('\n')
  let compared = 0
  let ambiguous = 0
  for (const line of lines) {
    const { revisions, heads, at } = JSON.parse(line) as Recorded
    const graph = new RevisionGraph(
      revisions.map(([id, down, depends, labels]): Revision => ({
        id,
        downRevisions: words(down),
        dependsOn: words(depends),
        branchLabels: words(labels),
        message: '',
      })),
    )
    expect(graph.heads.map(({ id }) => id).toSorted()).toEqual(words(heads))
    for (const [applied, names] of Object.entries(at)) {
      const current = words(applied)
      for (const [name, [up, down]] of Object.entries(names)) {
        for (const [direction, expected] of [
          ['upgrade', up],
          ['downgrade', down],
        ] as const) {
          if (expected === null) continue
          const where = `${line}\n${direction} ${name} at ${applied}`
          try {
            const path = direction === 'upgrade' ? graph.upgradePath(name, current) : graph.downgradePath(name, current)
            // Independent branches may come in either order; what comes before what is tested with the graph.
            expect(path.map(({ id }) => id).toSorted(), where).toEqual(words(expected).toSorted())
            compared++
          } catch (error) {
            // Alembic picks one of several heads, with a warning that it will stop doing so; with heads-1 it picks silently.
            const isAmbiguous = /^(?:-\d|heads-\d)$/u.test(name) && error instanceof RelativeRevisionError
            if (!isAmbiguous) throw error
            ambiguous++
          }
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(5_000)
  expect(ambiguous).toBeLessThan(compared / 30)
})
