/** Writes docs/commands.md: the help of every command. */
import { writeFile } from 'node:fs/promises'
import { commandDocs } from './command-docs.ts'

await writeFile(new URL('../docs/commands.md', import.meta.url), commandDocs())
