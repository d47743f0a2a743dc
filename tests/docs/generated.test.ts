import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { attributeDocs } from '../../scripts/attribute-docs/render.ts'
import { commandDocs } from '../../scripts/command-docs.ts'
import { errorDocs } from '../../scripts/error-docs.ts'

const read = (page: string): Promise<string> => readFile(new URL(`../../docs/${page}`, import.meta.url), 'utf8')

test('docs/attributes.md says what the code says (node scripts/generate-attribute-docs.ts writes it anew)', async () => {
  expect(await read('attributes.md')).toBe(attributeDocs())
})

test('docs/commands.md says what the help says (node scripts/generate-command-docs.ts writes it anew)', async () => {
  expect(await read('commands.md')).toBe(commandDocs())
})

test('docs/errors.md says what the errors say (node scripts/generate-error-docs.ts writes it anew)', async () => {
  expect(await read('errors.md')).toBe(errorDocs())
})
