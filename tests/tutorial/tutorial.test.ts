import { expect, test } from 'vitest'
import { playPage } from './play-page.ts'

test('the tutorial does what the page says', { timeout: 180_000 }, async () => {
  expect(await playPage('tutorial.md')).toBeGreaterThan(20)
})
