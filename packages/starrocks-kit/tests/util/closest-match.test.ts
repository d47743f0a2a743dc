import { expect, test } from 'vitest'
import { closestMatch } from '../../src/util/closest-match.ts'

test.each([
  ['idd', 'id'],
  ['nmae', 'name'],
  ['NAME', 'name'],
  ['custmer_id', 'customer_id'],
  ['custoemr_idx', 'customer_id'],
  ['x', undefined],
  ['something', undefined],
])('%s means %s', (name, expected) => {
  expect(closestMatch(name, ['id', 'name', 'customer_id', 'customer_address'])).toBe(expected)
})
