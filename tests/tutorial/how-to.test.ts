import { expect, test } from 'vitest'
import { playPage } from './play-page.ts'

test.for(['how-to-revision-files.md', 'how-to-environments.md', 'how-to-hooks.md', 'how-to-sql-files.md'])(
  '%s does what it says',
  { timeout: 120_000 },
  async (page) => {
    expect(await playPage(page)).toBeGreaterThan(2)
  },
)
