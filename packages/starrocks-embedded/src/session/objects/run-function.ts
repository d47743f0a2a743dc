import { ownEntry } from 'starrocks-kit/schema'
import type { ClusterState } from 'starrocks-kit/schema'
import type { CreateFunctionStatement, DropFunctionStatement, Statement } from 'starrocks-kit/language'
import { analyzedFunction } from '../../catalog/analyzed/analyzed-function.ts'
import { declaredFunctions } from '../../catalog/analyzed/declared-functions.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import type { FunctionEntry } from '../../catalog/data/cluster-objects.ts'
import type { OkResult } from '../../wire/handler.ts'
import { afterClusterStatement, changeCatalog } from '../change-catalog.ts'
import type { SessionState } from '../session-state.ts'

/** Runs CREATE FUNCTION and DROP FUNCTION; undefined for all others. Expressions are run where they are called; code is kept, and not run. */
export async function runFunction(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  if (statement.kind !== 'CreateFunctionStatement' && statement.kind !== 'DropFunctionStatement') return undefined
  return changeCatalog((data) => changed(data, statement, session), session)
}

function changed(
  data: CatalogData,
  statement: CreateFunctionStatement | DropFunctionStatement,
  session: SessionState,
): CatalogData {
  const { Function: definitions = {} } = afterClusterStatement(statement, definitionsOf(data), data, session)
  const finder = declaredFunctions(data, session.place.database)
  let { nextId } = data
  const functions = Object.entries(definitions).map(([name, definition]): [string, FunctionEntry] => {
    const old = ownEntry(data.functions, name)
    if (old?.definition === definition) return [name, old]
    return [name, { id: nextId++, ...analyzedFunction(definition, finder) }]
  })
  return { ...data, nextId, functions: Object.fromEntries(functions) }
}

function definitionsOf({ functions }: CatalogData): ClusterState {
  const entries = Object.entries(functions).map(([name, { definition }]) => [name, definition] as const)
  return { Function: Object.fromEntries(entries) }
}
