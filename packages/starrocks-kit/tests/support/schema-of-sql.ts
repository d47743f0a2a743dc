import { parseStatement, splitStatements } from '../../src/language/index.ts'
import { applyStatement } from '../../src/schema/apply-statement/apply-statement.ts'
import type { SchemaState, Target } from '../../src/schema/index.ts'
import { DATABASE, TARGET } from './target.ts'
import { emptyDatabase, emptySchema, withDatabase } from '../../src/schema/state.ts'

/** The schema that the statements lead to, on a server where `shop` is there and empty. */
export function schemaOfSql(sql: string, target: Target = TARGET): SchemaState {
  let state = withDatabase(emptySchema(), emptyDatabase(DATABASE))
  for (const text of splitStatements(sql)) {
    const result = applyStatement(state, parseStatement(text), { target, currentDatabase: DATABASE })
    if (result.kind === 'refused') throw new Error(`${text}\n${result.refusal.message}`)
    state = result.state
  }
  return state
}
