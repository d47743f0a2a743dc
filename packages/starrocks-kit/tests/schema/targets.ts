import { parseStatement } from '../../src/language/index.ts'
import { applyStatement, emptyDatabase, emptySchema, withDatabase } from '../../src/schema/index.ts'
import type { ApplyResult, Refusal, SchemaState, StatementEffect, Target } from '../../src/schema/index.ts'

export const V35: Target = { version: { major: 3, minor: 5, patch: 7, label: '3.5.7' }, runMode: 'shared_nothing' }
export const V33: Target = { version: { major: 3, minor: 3, patch: 5, label: '3.3.5' }, runMode: 'shared_nothing' }
export const V32: Target = { version: { major: 3, minor: 2, patch: 0, label: '3.2' }, runMode: 'shared_nothing' }
export const V41: Target = { version: { major: 4, minor: 1, patch: 0, label: '4.1' }, runMode: 'shared_nothing' }

export function apply(state: SchemaState, sql: string, target: Target = V35): ApplyResult {
  return applyStatement(state, parseStatement(sql), { target, currentDatabase: 'shop' })
}

/** The state after statements that must all be accepted. */
export function accepted(statements: readonly string[], target: Target = V35): SchemaState {
  return statements.reduce(
    (state, sql) => {
      const result = apply(state, sql, target)
      if (result.kind === 'refused') throw new Error(`${sql}: ${result.refusal.message}`)
      return result.state
    },
    withDatabase(emptySchema(), emptyDatabase('shop')),
  )
}

export function refusal(state: SchemaState, sql: string, target: Target = V35): Refusal {
  const result = apply(state, sql, target)
  if (result.kind === 'applied') throw new Error(`accepted: ${sql}`)
  return result.refusal
}

export function effects(state: SchemaState, sql: string, target: Target = V35): readonly StatementEffect[] {
  const result = apply(state, sql, target)
  if (result.kind === 'refused') throw new Error(result.refusal.message)
  return result.effects
}
