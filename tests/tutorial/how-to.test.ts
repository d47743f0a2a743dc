import { expect, test } from 'vitest'
import { playPage } from './play-page.ts'

test.for([
  'coming-from-alembic.md',
  'coming-from-drizzle-kit.md',
  'how-to-adopt.md',
  'how-to-ci.md',
  'how-to-compare.md',
  'how-to-diff.md',
  'how-to-environments.md',
  'how-to-hooks.md',
  'how-to-library.md',
  'how-to-pull.md',
  'how-to-rebuild.md',
  'how-to-rename.md',
  'how-to-revision-files.md',
  'how-to-sql-files.md',
])('%s does what it says', { timeout: 120_000 }, async (page) => {
  expect(await playPage(page)).toBeGreaterThan(2)
})
