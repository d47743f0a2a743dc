import { databaseKey, dataTypeFromAst, ownEntry, propertiesFromAst, withoutEntry } from 'starrocks-kit/schema'
import type { CreateFunctionStatement, DropFunctionStatement, Statement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import { functionKey, functionSignature } from '../../catalog/data/cluster-objects.ts'
import type { FunctionEntry } from '../../catalog/data/cluster-objects.ts'
import type { OkResult } from '../../wire/handler.ts'
import { DONE } from '../results.ts'
import type { SessionState } from '../session-state.ts'

/** Runs CREATE FUNCTION and DROP FUNCTION; undefined for all others. Declarations are kept and shown; their code is not run. */
export async function runFunction(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  switch (statement.kind) {
    case 'CreateFunctionStatement': {
      const entry = entryOf(statement, session)
      await session.server.catalog.update((data) => create(data, statement, entry))
      return DONE
    }
    case 'DropFunctionStatement': {
      const head = headOf(statement, session)
      await session.server.catalog.update((data) => drop(data, statement, head))
      return DONE
    }
    default:
      return undefined
  }
}

type Head = Pick<FunctionEntry, 'name' | 'database' | 'arguments' | 'variadic'>

function headOf(statement: CreateFunctionStatement | DropFunctionStatement, session: SessionState): Head {
  const [name = '', database = session.place.database] = statement.name.parts.toReversed()
  if (statement.global !== true && database === undefined) throw analyzingError('No database selected', 1046)
  return {
    name,
    ...(statement.global === true || database === undefined ? {} : { database: databaseKey(database) }),
    arguments: statement.arguments.types.map((type) => dataTypeFromAst(type)),
    ...(statement.arguments.variadic === true ? { variadic: true } : {}),
  }
}

/** The rules of CreateFunctionAnalyzer that need no code to be loaded. */
function entryOf(statement: CreateFunctionStatement, session: SessionState): FunctionEntry {
  const head = headOf(statement, session)
  const given = [...(statement.properties ?? []), ...(statement.inlineProperties ?? [])]
  const properties = propertiesFromAst(given.map(({ key, ...rest }) => ({ ...rest, key: key.toLowerCase() })))
  switch (properties['type']?.toLowerCase()) {
    case 'starrocksjar':
      if ((properties['file'] ?? '') === '') throw analyzingError("No 'object_file' in properties")
      if ((properties['symbol'] ?? '') === '') throw analyzingError("No 'symbol' in properties")
      break
    case 'python': {
      if (statement.source !== undefined && properties['file'] !== 'inline')
        throw analyzingError("inline function file should be 'inline'")
      const input = properties['input'] ?? 'scalar'
      if (!/^(?:arrow|scalar)$/i.test(input)) throw analyzingError(`unknown input type:${input}`)
      break
    }
    default:
      throw analyzingError('unknown lang type')
  }
  return {
    ...head,
    type: statement.type ?? 'SCALAR',
    returns: dataTypeFromAst(statement.returns),
    properties,
    ...(statement.source === undefined ? {} : { source: statement.source }),
  }
}

function create(data: CatalogData, statement: CreateFunctionStatement, entry: FunctionEntry): CatalogData {
  if (statement.orReplace === true && statement.ifNotExists === true) {
    throw new CatalogError('"IF NOT EXISTS" and "OR REPLACE" cannot be used together in the same CREATE statement')
  }
  const key = functionKey(entry)
  if (ownEntry(data.functions, key) !== undefined) {
    if (statement.ifNotExists === true) return data
    if (statement.orReplace !== true) throw new CatalogError('function already exists')
  }
  return { ...data, functions: { ...data.functions, [key]: entry } }
}

function drop(data: CatalogData, statement: DropFunctionStatement, head: Head): CatalogData {
  const key = functionKey(head)
  if (ownEntry(data.functions, key) !== undefined) return { ...data, functions: withoutEntry(data.functions, key) }
  if (statement.ifExists === true) return data
  const name = head.database === undefined ? head.name : `${head.database}.${head.name}`
  throw analyzingError(`Unknown function '${functionSignature({ ...head, name })}'`, 5524)
}
