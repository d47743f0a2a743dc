import { parseStatement, splitStatements } from '../../src/language/index.ts'
import { applyStatement } from '../../src/schema/apply-statement/apply-statement.ts'
import type { SchemaState, Target } from '../../src/schema/index.ts'
import { DATABASE, TARGET } from './target.ts'
import { tableFromStatement } from '../../src/schema/from-ast/table.ts'
import { emptyDatabase, emptySchema, withDatabase, withObject } from '../../src/schema/state.ts'

/** The schema that the statements lead to, on a server where `shop` is there and empty. */
export function schemaOfSql(sql: string, target: Target = TARGET): SchemaState {
  let state = withDatabase(emptySchema(), emptyDatabase(DATABASE))
  for (const { text } of splitStatements(sql)) {
    const result = applyStatement(state, parseStatement(text), { target, currentDatabase: DATABASE })
    if (result.kind === 'refused') throw new Error(`${text}\n${result.refusal.message}`)
    state = result.state
  }
  return state
}

/** The schema of models that say no more than the CREATE TABLE statements do: nothing is filled in that a server would choose. */
export function modelOfSql(sql: string): SchemaState {
  let state = withDatabase(emptySchema(), emptyDatabase(DATABASE))
  for (const { text } of splitStatements(sql)) {
    const statement = parseStatement(text)
    if (statement.kind !== 'CreateTableStatement') throw new Error(`not a CREATE TABLE: ${text}`)
    state = withObject(state, { database: DATABASE }, tableFromStatement(statement))
  }
  return state
}
