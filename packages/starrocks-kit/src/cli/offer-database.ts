import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { MissingDatabaseError } from '../commands/errors.ts'
import type { CommandContext } from './context.ts'

/**
 * Runs a command that may need its database created: with `--create-database` it is; at a terminal the person is asked; otherwise the error
 * says what to do.
 */
export async function offerDatabase<O extends { readonly createDatabase?: boolean }, T>(
  { terminal }: CommandContext,
  options: O,
  run: (options: O) => Promise<T>,
): Promise<T> {
  try {
    return await run(options)
  } catch (error) {
    if (!(error instanceof MissingDatabaseError) || !process.stdin.isTTY || !process.stderr.isTTY) throw error
    const reader = createInterface({ input: process.stdin, output: process.stderr })
    try {
      const answer = await reader.question(`There is no database ${error.database}. Create it? [y/N] `)
      if (!/^y(es)?$/i.test(answer.trim())) throw error
    } finally {
      reader.close()
    }
    terminal.note(`creating database ${error.database}`)
    return run({ ...options, createDatabase: true })
  }
}
