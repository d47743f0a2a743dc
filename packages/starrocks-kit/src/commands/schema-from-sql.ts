import { StarRocksKitError } from '../errors/base.ts'
import { lineAndColumn, parseStatements } from '../language/index.ts'
import { emptyDatabase, emptySchema, StatementFold, withDatabase } from '../schema/index.ts'
import type { SchemaState, Target } from '../schema/index.ts'

/** A SQL script that StarRocks would not run. */
export class SqlScriptError extends StarRocksKitError {
  readonly code = 'SQL_SCRIPT'

  constructor(path: string, reason: string, line?: number) {
    super(`${path}${line === undefined ? '' : `:${line}`}: ${reason}`)
  }
}

export interface SqlScript {
  /** For messages. */
  readonly path: string
  readonly text: string
}

/**
 * The schema that scripts make, one after the other, on a server with nothing but an empty database. Statements that change no schema (INSERT, SET ...)
 * are passed over.
 *
 * @throws SqlScriptError with file and line of the first statement that is not StarRocks SQL, or that StarRocks would refuse.
 */
export function schemaFromSql(
  scripts: readonly SqlScript[],
  context: { readonly target: Target; readonly defaultDatabase: string },
): SchemaState {
  const { target, defaultDatabase } = context
  const fold = new StatementFold(withDatabase(emptySchema(), emptyDatabase(defaultDatabase)))
  for (const { path, text } of scripts) {
    let currentDatabase = defaultDatabase
    const { statements, errors } = parseStatements(text, { positions: true })
    const [error] = errors
    if (error !== undefined) throw new SqlScriptError(path, error.message, error.line)
    for (const statement of statements) {
      const line = statement.span === undefined ? undefined : lineAndColumn(text, statement.span.start).line
      if (statement.kind === 'UseDatabaseStatement') {
        currentDatabase = statement.name.parts.at(-1) ?? currentDatabase
        continue
      }
      const result = fold.run(statement, { target, currentDatabase, partial: true })
      if (result.kind === 'refused')
        throw new SqlScriptError(path, `StarRocks refuses this statement: ${result.refusal.message}`, line)
    }
  }
  return fold.state
}
