import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { attributeDocs } from '../../../../scripts/attribute-docs/render.ts'

test('docs/attributes.md says what the code says (node scripts/generate-attribute-docs.ts writes it anew)', async () => {
  const written = await readFile(new URL('../../../../docs/attributes.md', import.meta.url), 'utf8')
  expect(written).toBe(attributeDocs())
})
