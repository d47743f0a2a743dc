import { parseStatement, splitStatements } from '../../src/language/index.ts'
import { applyStatement } from '../../src/schema/index.ts'
import type { SchemaState, Target } from '../../src/schema/index.ts'
import { emptyDatabase, emptySchema, withDatabase } from '../../src/schema/state.ts'

/** A server of version 3.5, as most tests want one. */
export const TARGET: Target = {
  version: { major: 3, minor: 5, patch: 7, label: '3.5.7' },
  runMode: 'shared_nothing',
}

/** The database that statements without a database mean. */
export const DATABASE = 'shop'

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
