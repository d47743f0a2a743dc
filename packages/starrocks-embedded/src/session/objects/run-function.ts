import { applyStatement, ownEntry } from 'starrocks-kit/schema'
import type { SchemaState, UserFunction } from 'starrocks-kit/schema'
import type { CreateFunctionStatement, DropFunctionStatement, Statement } from 'starrocks-kit/language'
import { analyzedFunction } from '../../catalog/analyzed/analyzed-function.ts'
import { declaredFunctions } from '../../catalog/analyzed/declared-functions.ts'
import { CatalogError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import type { FunctionEntry } from '../../catalog/data/cluster-objects.ts'
import type { OkResult } from '../../wire/handler.ts'
import { DONE } from '../results.ts'
import type { SessionState } from '../session-state.ts'

/** Runs CREATE FUNCTION and DROP FUNCTION; undefined for all others. Expressions are run where they are called; code is kept, and not run. */
export async function runFunction(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  if (statement.kind !== 'CreateFunctionStatement' && statement.kind !== 'DropFunctionStatement') return undefined
  await session.server.catalog.update((data) => changed(data, statement, session))
  return DONE
}

function changed(
  data: CatalogData,
  statement: CreateFunctionStatement | DropFunctionStatement,
  session: SessionState,
): CatalogData {
  const { database } = session.place
  const result = applyStatement(stateOf(data), statement, {
    target: session.server.target,
    ...(database === undefined ? {} : { currentDatabase: database }),
  })
  if (result.kind === 'refused') throw new CatalogError(result.refusal.message, result.refusal.code)
  const definitions: Readonly<Record<string, UserFunction>> = result.state.cluster?.Function ?? {}
  const finder = declaredFunctions(data, database)
  let { nextId } = data
  const functions = Object.entries(definitions).map(([name, definition]): [string, FunctionEntry] => {
    const old = ownEntry(data.functions, name)
    if (old?.definition === definition) return [name, old]
    return [name, { id: nextId++, ...analyzedFunction(definition, finder) }]
  })
  return { ...data, nextId, functions: Object.fromEntries(functions) }
}

function stateOf({ schema, functions }: CatalogData): SchemaState {
  const entries = Object.entries(functions).map(([name, { definition }]) => [name, definition] as const)
  return { databases: schema.databases, cluster: { Function: Object.fromEntries(entries) } }
}
