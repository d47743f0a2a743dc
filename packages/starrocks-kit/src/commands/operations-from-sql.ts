import { isDeepStrictEqual } from 'node:util'
import { lineAndColumn, parseStatements } from '../language/index.ts'
import { completeOperations } from '../migrations/index.ts'
import { applyOperations, operationObject, operationsFromStatement } from '../operations/index.ts'
import type { Operation, StatementContext } from '../operations/index.ts'
import { applyStatement, findObject } from '../schema/index.ts'
import type { Refusal, SchemaState } from '../schema/index.ts'
import { SqlScriptError } from './schema-from-sql.ts'
import type { SqlScript } from './schema-from-sql.ts'

export interface SqlOperations {
  readonly operations: readonly Operation[]
  /** Statements are about objects that no revision has made: what they do to those is not known. */
  readonly hasForeign: boolean
}

/**
 * What a script does, as operations in its order: typed where they say all that a statement says, otherwise the statement as it is written. Comments between
 * statements are left out.
 *
 * @param from the schema on which the script would run.
 * @throws SqlScriptError with file and line of the first statement that is not StarRocks SQL, or that StarRocks would refuse.
 */
export function operationsFromSql(
  { path, text }: SqlScript,
  from: SchemaState,
  context: StatementContext,
): SqlOperations {
  const { target, defaultDatabase } = context
  const { statements, errors } = parseStatements(text, { positions: true })
  const [error] = errors
  if (error !== undefined) throw new SqlScriptError(path, error.message, error.line)
  const made: Operation[] = []
  let hasForeign = false
  let state = from
  let currentDatabase = defaultDatabase
  for (const statement of statements) {
    const { start = 0, end = 0 } = statement.span ?? {}
    const fail = (reason: string): never => {
      throw new SqlScriptError(path, reason, lineAndColumn(text, start).line)
    }
    if (statement.kind === 'UseDatabaseStatement') {
      currentDatabase = statement.name.parts.at(-1) ?? currentDatabase
      continue
    }
    if (statement.kind === 'UseCatalogStatement' || statement.kind === 'SetCatalogStatement')
      fail('a revision does not change the catalog of the session: write the catalog in front of the names.')
    const result = applyStatement(state, statement, { target, currentDatabase })
    const operations = operationsFromStatement(statement, { state, currentDatabase })
    if (result.kind === 'refused' && !isAboutForeign(result.refusal, operations ?? [], state))
      fail(`StarRocks refuses this statement: ${result.refusal.message}`)
    const after = result.kind === 'applied' ? result.state : undefined
    const typed = after === undefined ? operations : exactly(operations, state, after, context)
    if (typed === undefined && currentDatabase !== defaultDatabase)
      fail(
        `this statement runs as it is written, in ${defaultDatabase}: write the database in front of the names, and leave USE out.`,
      )
    made.push(...(typed ?? [{ kind: 'ExecuteSql', statements: [text.slice(start, end)] }]))
    if (after === undefined) hasForeign = true
    else state = after
  }
  if (made.length === 0) throw new SqlScriptError(path, 'there is no statement in it.')
  return { operations: made, hasForeign }
}

/** What the server answers where something in a query is unknown. */
const UNKNOWN_OBJECT: ReadonlySet<number> = new Set([1049, 1051, 1146, 5501, 5502])

/** The statement is about what no revision has made: on the server it may well be. */
function isAboutForeign({ code }: Refusal, operations: readonly Operation[], state: SchemaState): boolean {
  if (UNKNOWN_OBJECT.has(code)) return true
  return operations.some((operation) => {
    const object = operationObject(operation)
    return object !== undefined && !operation.kind.startsWith('Create') && findObject(state, object) === undefined
  })
}

/** The operations, with what they find, if they lead exactly where the statement leads. */
function exactly(
  operations: readonly Operation[] | undefined,
  state: SchemaState,
  after: SchemaState,
  context: StatementContext,
): readonly Operation[] | undefined {
  if (operations === undefined) return undefined
  const completed = completeOperations(operations, state, context)
  const result = applyOperations(state, completed, context)
  return result.kind === 'applied' && isDeepStrictEqual(result.state, after) ? completed : undefined
}
