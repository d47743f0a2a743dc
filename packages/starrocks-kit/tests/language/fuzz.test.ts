import { expect, it } from 'vitest'
import { faultOf } from './check-input.ts'
import { SEEDS, mutatedInput } from './mutate.ts'

/** scripts/fuzz-language.ts runs the same with a million inputs. */
const COUNT = 5000

it(`takes ${COUNT} broken statements: trees that print and read back, or syntax errors`, () => {
  for (let index = 0; index < COUNT; index++) {
    const sql = mutatedInput(SEEDS, 20_250_627, index)
    expect(faultOf(sql), `input ${index}: ${sql}`).toBeUndefined()
  }
})

it('makes the same inputs of the same seed, and others of another', () => {
  const inputs = (seed: number) => Array.from({ length: 50 }, (_, index) => mutatedInput(SEEDS, seed, index))
  expect(inputs(1)).toEqual(inputs(1))
  expect(inputs(1)).not.toEqual(inputs(2))
})
