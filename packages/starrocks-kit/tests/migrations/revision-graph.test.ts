import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AmbiguousRevisionError,
  DuplicateRevisionError,
  MissingRevisionError,
  MultipleHeadsError,
  RelativeRevisionError,
  RevisionCycleError,
  RevisionRangeError,
  UnknownRevisionError,
} from '../../src/migrations/revisions/revision-errors.ts'
import { RevisionGraph } from '../../src/migrations/revisions/revision-graph.ts'
import { applyHeadsChange, headsChange } from '../../src/migrations/revisions/revision-paths.ts'
import type { Revision } from '../../src/migrations/revisions/revision.ts'
import { graph, revisions } from './graph.ts'

const ids = (list: readonly Revision[]): string => list.map(({ id }) => id).join(' ')

describe('heads, bases and order', () => {
  test('an empty graph', () => {
    const empty = new RevisionGraph([])
    expect([empty.heads, empty.bases, empty.resolve('heads'), empty.upgradePath('head', [])]).toEqual([[], [], [], []])
  })

  test('branches and a merge', () => {
    const g = graph('a->b->c, a->d, c+d->m, x->y')
    expect(ids(g.heads)).toBe('m y')
    expect(ids(g.bases)).toBe('a x')
    expect(ids(g.revisions)).toBe('a b c d m x y')
  })

  test('the order does not depend on the order of the files', () => {
    const list = revisions('a->b->c, a->d, c+d->m, x->y, d ~> y')
    const expected = ids(new RevisionGraph(list).revisions)
    expect(ids(new RevisionGraph(list.toReversed()).revisions)).toBe(expected)
    expect(expected.indexOf('d')).toBeLessThan(expected.indexOf('y'))
  })
})

describe('resolve', () => {
  const line = graph('aaa1->bbb2->ccc3->ddd4')
  const fork = graph('a1->b1(left)->b2->b3, a1->c1(right)->c2, x1(other)')

  test.each([
    ['head', 'ddd4'],
    ['heads', 'ddd4'],
    ['base', ''],
    ['bbb2', 'bbb2'],
    ['bb', 'bbb2'],
    ['head-1', 'ccc3'],
    ['head-4', ''],
    ['bbb2+1', 'ccc3'],
    ['bb+2', 'ddd4'],
    ['base+1', 'aaa1'],
    ['ccc3-2', 'aaa1'],
    ['+1', 'ccc3'],
    ['+2', 'ddd4'],
    ['-1', 'aaa1'],
    ['-2', ''],
    ['current', 'bbb2'],
    ['current+1', 'ccc3'],
  ])('%s in a line at bbb2', (name, expected) => {
    expect(line.resolve(name, ['bbb2']).join(' ')).toBe(expected)
  })

  test.each([
    ['heads', 'b3 c2 x1'],
    ['left@head', 'b3'],
    ['left@heads', 'b3'],
    ['c1@head', 'c2'],
    ['c@head-1', undefined],
    ['right@head-1', 'c1'],
    ['left', 'b1'],
    ['left@b', undefined],
    ['left@base', ''],
    ['right@+1', 'c2'],
    ['left@-1', 'b1'],
    ['left+1', 'b2'],
    ['other@head', 'x1'],
  ])('%s in branches at b2 and c1', (name, expected) => {
    if (expected === undefined) expect(() => fork.resolve(name, ['b2', 'c1'])).toThrow(AmbiguousRevisionError)
    else expect(fork.resolve(name, ['b2', 'c1']).join(' ')).toBe(expected)
  })

  test('errors', () => {
    expect(() => fork.resolve('head')).toThrow(MultipleHeadsError)
    expect(() => fork.resolve('head')).toThrow(/There are 3 heads, so head is ambiguous:\n {2}b3\n {2}c2\n {2}x1/u)
    expect(() => fork.resolve('zz')).toThrow(UnknownRevisionError)
    expect(() => fork.resolve('right@b2')).toThrow('There is no revision b2 on the branch of c1')
    expect(() => fork.resolve('nowhere@head')).toThrow(UnknownRevisionError)
    expect(() => fork.resolve('')).toThrow(UnknownRevisionError)
    expect(() => fork.resolve('a@b@c')).toThrow(UnknownRevisionError)
    expect(() => fork.resolve('b')).toThrow('b is the beginning of several revisions: b1, b2, b3')
    expect(() => line.resolve('+3', ['bbb2'])).toThrow('+3 cannot be resolved: there are 2 steps up to the head')
    expect(() => line.resolve('-3', ['bbb2'])).toThrow('-3 cannot be resolved: there are 2 steps down to the base')
    expect(() => line.resolve('-1', [])).toThrow(RelativeRevisionError)
    expect(() => fork.resolve('-1', ['b2', 'c1'])).toThrow('it can start from b2 or c1; name a branch (label@-1)')
    expect(() => fork.resolve('a1+1')).toThrow('a1 is followed by b1 and c1')
    expect(() => fork.resolve('+1', [])).toThrow('the base is followed by a1 and x1')
  })
})

describe('upgradePath', () => {
  const g = graph('a->b->c->m, a->d, d->m, x->y, d ~> y')
  test.each([
    ['head of a line', 'm', '', 'a b c d m'],
    ['what is applied is left out', 'm', 'b', 'c d m'],
    ['nothing to do', 'b', 'm', ''],
    ['the dependency first', 'y', '', 'a d x y'],
    ['heads', 'heads', 'b d', 'c m x y'],
    ['a relative step', 'x@+1', 'x m', 'y'],
  ])('%s', (_, target, current, expected) => {
    expect(ids(g.upgradePath(target, current === '' ? [] : current.split(' ')))).toBe(expected)
  })

  test('down is not up', () => {
    expect(() => g.upgradePath('-1', ['m'])).toThrow(RevisionRangeError)
  })
})

describe('downgradePath', () => {
  const g = graph('a->b(left)->c->m, a->d, d->m, x(other)->y, d ~> y')
  test.each([
    ['everything', 'base', 'm y', 'y x m d c b a'],
    ['one tree', 'other@base', 'm y', 'y x'],
    ['only what is applied', 'base', 'b', 'b a'],
    ['to a revision', 'b', 'm', 'm c'],
    ['a merge gives back both', '-1', 'm', 'm'],
    ['below a branch point: both branches', 'a', 'c d', 'd c b'],
    ['one branch only', 'left@a', 'c d', 'c b'],
    ['by steps within a branch', 'left@-1', 'c d', 'c'],
    ['what depends on it goes first', 'base', 'd y', 'y x d a'],
    ['nothing', 'c', 'c', ''],
  ])('%s', (_, target, current, expected) => {
    expect(ids(g.downgradePath(target, current.split(' ')))).toBe(expected)
  })

  test('errors', () => {
    expect(() => g.downgradePath('m', ['b'])).toThrow('A downgrade cannot go to m: it is not applied')
    expect(() => g.downgradePath('+1', ['b'])).toThrow(RevisionRangeError)
    expect(() => g.downgradePath('-1', ['c', 'd'])).toThrow(RelativeRevisionError)
  })
})

describe('errors in the graph', () => {
  test('a broken down revision names the file and the missing id', () => {
    const broken = { ...revision('b', 'zzz'), file: 'migrations/2_b.ts' }
    const error = thrown(() => new RevisionGraph([revision('a'), broken]))
    expect(error).toBeInstanceOf(MissingRevisionError)
    expect(error).toMatchObject({ code: 'MISSING_REVISION', revision: 'b', missing: 'zzz' })
    expect(error.message).toBe(
      `migrations/2_b.ts: downRevision is 'zzz', but no file of the migrations folder has that revision. Restore the missing file, or correct downRevision.`,
    )
    expect(() => graph('a').resolve('a')).not.toThrow()
    expect(() => new RevisionGraph([{ ...revision('b'), dependsOn: ['q'] }])).toThrow(`dependsOn is 'q'`)
  })

  test('a circle', () => {
    const error = thrown(() => graph('r, a->b->c->a'))
    expect(error).toBeInstanceOf(RevisionCycleError)
    expect(error.message).toContain('a -> c -> b -> a')
    expect(() => graph('a->a')).toThrow(RevisionCycleError)
    expect(() => graph('a->b, b ~> a')).toThrow(RevisionCycleError)
  })

  test('twice the same id or label', () => {
    const error = thrown(
      () =>
        new RevisionGraph([
          { ...revision('a'), file: 'one.ts' },
          { ...revision('a'), file: 'two.ts' },
        ]),
    )
    expect(error).toBeInstanceOf(DuplicateRevisionError)
    expect(error.message).toContain(`The revision 'a' appears twice: in one.ts and two.ts`)
    expect(() => graph('a(x), b(x)')).toThrow(`The branch label 'x' appears twice`)
  })
})

describe('laws', () => {
  /** Revisions in which each follows and depends on earlier ones only. */
  const graphs = fc
    .array(fc.record({ down: fc.array(fc.nat(), { maxLength: 2 }), depends: fc.array(fc.nat(), { maxLength: 1 }) }), {
      minLength: 1,
      maxLength: 12,
    })
    .map(
      (nodes) =>
        new RevisionGraph(
          nodes.map(({ down, depends }, index) => ({
            ...revision(`r${index}`, ...new Set(index === 0 ? [] : down.map((n) => `r${n % index}`))),
            dependsOn: index === 0 ? [] : depends.map((n) => `r${n % index}`),
          })),
        ),
    )

  test('the upgrade path then the downgrade path lead back to the same heads', () => {
    fc.assert(
      fc.property(graphs, fc.nat(), fc.nat(), (g, first, second) => {
        const pick = (n: number): string => g.revisions[n % g.revisions.length]?.id ?? ''
        const start = up(g, pick(first), [])
        const there = up(g, pick(second), start)
        // Back: everything that came on top, taken back one by one in the reverse order.
        let back = there
        for (const taken of g.upgradePath(pick(second), start).toReversed()) {
          back = applyHeadsChange(back, headsChange(g, { revision: taken, direction: 'downgrade' }, back))
        }
        expect(new Set(back)).toEqual(new Set(start))
        expect(takeBack(g, 'base', there)).toEqual([])
      }),
    )
  })

  test('applied heads cover exactly what was applied', () => {
    fc.assert(
      fc.property(graphs, fc.nat(), (g, n) => {
        const target = g.revisions[n % g.revisions.length]?.id ?? ''
        const path = g.upgradePath(target, [])
        const heads = up(g, target, [])
        expect(g.ancestors(heads, { dependencies: true })).toEqual(new Set(path.map(({ id }) => id)))
        expect(g.upgradePath(target, heads)).toEqual([])
        // No head covers another.
        for (const head of heads) {
          expect(
            g
              .ancestors(
                heads.filter((other) => other !== head),
                { dependencies: true },
              )
              .has(head),
          ).toBe(false)
        }
      }),
    )
  })
})

function up(g: RevisionGraph, target: string, current: readonly string[]): readonly string[] {
  return g
    .upgradePath(target, current)
    .reduce(
      (heads, next) => applyHeadsChange(heads, headsChange(g, { revision: next, direction: 'upgrade' }, heads)),
      current,
    )
}

function takeBack(g: RevisionGraph, target: string, current: readonly string[]): readonly string[] {
  return g
    .downgradePath(target, current)
    .reduce(
      (heads, next) => applyHeadsChange(heads, headsChange(g, { revision: next, direction: 'downgrade' }, heads)),
      current,
    )
}

function revision(id: string, ...downRevisions: readonly string[]): Revision {
  return { id, downRevisions, branchLabels: [], dependsOn: [], message: '' }
}

function thrown(action: () => unknown): Error {
  try {
    action()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it did not fail')
}
