import { MissingDatabaseError } from '../commands/errors.ts'
import { askYesNo, canAsk } from './ask.ts'
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
    if (!(error instanceof MissingDatabaseError) || !canAsk()) throw error
    if (!(await askYesNo(`There is no database ${error.database}. Create it?`))) throw error
    terminal.note(`creating database ${error.database}`)
    return run({ ...options, createDatabase: true })
  }
}
