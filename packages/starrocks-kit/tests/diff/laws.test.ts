import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import { applyOperation, reverseOperation } from '../../src/operations/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import { orderOperations, planOperations } from '../../src/plan/index.ts'
import { normalizeSchema } from '../../src/schema/normalize/schema.ts'
import type { SchemaState } from '../../src/schema/index.ts'
import { schemaArbitrary } from '../generators/schema.ts'
import { schemaPairArbitrary } from '../generators/schema-pair.ts'
import { DATABASE, TARGET } from '../support/target.ts'

/** More in the long run: `npm run laws`. */
const RUNS = Number(process.env['LAW_RUNS'] ?? 300)
const OPTIONS = { target: TARGET, defaultDatabase: DATABASE }

function applyAll(from: SchemaState, operations: readonly Operation[]): SchemaState {
  const { operations: ordered, cycles } = orderOperations(operations, { from, defaultDatabase: DATABASE })
  expect(cycles).toEqual([])
  return ordered.reduce((state, operation) => {
    const result = applyOperation(state, operation, OPTIONS)
    if (result.kind === 'refused') throw new Error(`${JSON.stringify(operation)}\n${result.refusal.message}`)
    return result.state
  }, from)
}

/** DEFERRED says only what creating did, and a materialized view that replaces another is created so. */
function comparable(state: SchemaState): unknown {
  return JSON.parse(
    JSON.stringify(normalizeSchema(state, TARGET), (key: string, value: unknown) =>
      key === 'moment' ? undefined : value,
    ),
  )
}

describe('law 3: a diff leads where it says', () => {
  test('applying the diff of two schemas to the first gives the second', () => {
    fc.assert(
      fc.property(schemaPairArbitrary, ([from, to]) => {
        const { operations } = diffSchemas(from, to, OPTIONS)
        expect(comparable(applyAll(from, operations))).toEqual(comparable(to))
      }),
      { numRuns: RUNS },
    )
  })

  test('a schema does not differ from itself', () => {
    fc.assert(
      fc.property(schemaArbitrary, (state) => {
        const { operations, undecided, comparisons } = diffSchemas(state, state, OPTIONS)
        expect(operations).toEqual([])
        expect(undecided).toEqual([])
        expect(comparisons.filter(({ equal }) => !equal)).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  test('a diff is the same however often it is made', () => {
    fc.assert(
      fc.property(schemaPairArbitrary, ([from, to]) => {
        expect(diffSchemas(from, to, OPTIONS)).toEqual(diffSchemas(from, to, OPTIONS))
      }),
      { numRuns: RUNS / 10 },
    )
  })
})

describe('law 4: what can be undone leads back', () => {
  test('undoing the operations of a diff in reverse gives the first schema, or the plan has said that it does not', () => {
    let undone = 0
    fc.assert(
      fc.property(schemaPairArbitrary, ([from, to]) => {
        const { operations } = diffSchemas(from, to, OPTIONS)
        const { operations: ordered } = orderOperations(operations, { from, defaultDatabase: DATABASE })
        const reverse = ordered.toReversed().map(reverseOperation)
        const undo = reverse.filter((operation) => operation.kind !== 'Irreversible')
        // Everything that a diff finds knows what was there before.
        expect(undo).toHaveLength(reverse.length)
        const { steps } = planOperations(operations, { from, ...OPTIONS })
        const oneWay = steps.some(({ hazards }) => hazards.some(({ code }) => code === 'NOT_REVERSIBLE'))
        if (oneWay) return
        undone++
        expect(diffSchemas(applyAll(applyAll(from, ordered), undo), from, OPTIONS).operations).toEqual([])
      }),
      { numRuns: RUNS },
    )
    expect(undone).toBeGreaterThan(RUNS / 2)
  })
})
