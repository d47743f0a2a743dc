/** Writes docs/attributes.md: what the code knows about every attribute and property. */
import { writeFile } from 'node:fs/promises'
import { attributeDocs } from './attribute-docs/render.ts'

await writeFile(new URL('../docs/attributes.md', import.meta.url), attributeDocs())
