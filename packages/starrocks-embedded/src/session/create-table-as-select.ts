import { declaredFunctions } from '../catalog/analyzed/declared-functions.ts'
import { dataTypeToAst, DEFAULT_CATALOG, findObject } from 'starrocks-kit/schema'
import type { CreateTableAsSelectStatement, CreateTableStatement } from 'starrocks-kit/language'
import type { Capabilities, DataType } from 'starrocks-kit/schema'
import { VARCHAR } from '../sql/types/sql-type.ts'
import type { OkResult } from '../wire/handler.ts'
import { analyzeQuery } from '../catalog/analyzed/analyze-query.ts'
import type { NamedRelation } from '../catalog/analyzed/analyze-query.ts'
import { analyzingError } from '../catalog/catalog-error.ts'
import { storedText, withoutTextLength } from '../catalog/describe/text-length.ts'
import { relationResolver } from '../catalog/analyzed/relation-resolver.ts'
import { DONE } from './results.ts'
import type { SourceText } from './source-text.ts'
import { runDml } from './rows.ts'
import type { SessionState } from './session-state.ts'

/** CREATE TABLE AS SELECT: the query's columns make the table, its rows fill it; a failed INSERT takes the table away again. */
export async function runCreateTableAsSelect(
  statement: CreateTableAsSelectStatement,
  source: SourceText,
  session: SessionState,
): Promise<OkResult> {
  const { catalog, engine } = session.server
  const name = session.place.resolve(statement.name)
  const existing = statement.temporary === true ? session.temporary.find(name) : findObject(catalog.schema, name)
  if (existing !== undefined && statement.ifNotExists === true) return DONE
  const described = await engine.describe(statement.query, session.scope())
  const analyzed = analyzeQuery(statement.query, {
    resolve: (parts) =>
      temporaryRelation(parts, session) ?? relationResolver(catalog.data, session.place.source, catalog.target)(parts),
    shortNames: false,
    capabilities: catalog.capabilities,
    functions: declaredFunctions(catalog.data, session.place.database),
    anyFunction: true,
  }).columns
  if (statement.columns !== undefined && statement.columns.length !== described.length) {
    throw analyzingError('Number of columns does not match the query')
  }
  const { kind: _, columns, query, ...clauses } = statement
  const partitions = listColumns(statement)
  const create: CreateTableStatement = {
    ...clauses,
    kind: 'CreateTableStatement',
    columns: described.map((column, i) => ({
      kind: 'ColumnDefinition',
      name: columns?.[i] ?? column.name,
      type: dataTypeToAst(
        columnType(analyzed[i]?.untyped === true ? VARCHAR : analyzed[i]?.type, column.type, catalog.capabilities),
      ),
      ...(analyzed[i]?.originNullable === false || partitions.has((columns?.[i] ?? column.name).toLowerCase())
        ? { nullable: false }
        : {}),
    })),
  }
  const place = { ...source, ...session.place.source }
  if (statement.temporary === true) await session.temporary.create(create, name, undefined)
  else await catalog.apply(create, place)
  try {
    return await runDml(
      { kind: 'InsertStatement', target: { kind: 'InsertTable', name: statement.name }, source: query },
      session,
    )
  } catch (error) {
    if (statement.temporary === true) await session.temporary.drop(name)
    else await catalog.apply({ kind: 'DropTableStatement', name: statement.name, force: true }, place)
    throw error
  }
}

/** The columns of list partitions: they are NOT NULL then (CTASAnalyzer). */
function listColumns({ partition }: CreateTableAsSelectStatement): ReadonlySet<string> {
  const names =
    partition?.kind === 'ListPartitionDesc'
      ? partition.columns
      : partition?.kind === 'ExpressionPartitionDesc'
        ? partition.expressions.flatMap((item) => (item.kind === 'ColumnReference' ? item.parts.slice(-1) : []))
        : []
  return new Set(names.map((name) => name.toLowerCase()))
}

/** A temporary table as the analyzer sees it. */
function temporaryRelation(parts: readonly string[], session: SessionState): NamedRelation | undefined {
  const [name = '', database = session.place.database] = parts.toReversed()
  const found = database === undefined ? undefined : session.temporary.find({ database, name })
  if (found === undefined || database === undefined) return undefined
  return { catalog: DEFAULT_CATALOG, database, name, columns: found.table.columns }
}

/** Columns keep their length of text, expressions have none; floating point becomes DECIMAL(38, 9), which can be a key. */
function columnType(analyzed: DataType | undefined, described: DataType, capabilities: Capabilities): DataType {
  const type = storedText(analyzed ?? withoutTextLength(described), capabilities)
  return type.kind === 'simple' && (type.name === 'double' || type.name === 'float')
    ? { kind: 'decimal', precision: 38, scale: 9 }
    : type
}
