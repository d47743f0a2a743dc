import { dataTypeToAst, findObject } from 'starrocks-kit/schema'
import type { CreateTableAsSelectStatement, CreateTableStatement } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import type { OkResult } from '../wire/handler.ts'
import { analyzingError } from '../catalog/catalog-error.ts'
import { DONE } from './results.ts'
import type { SourceText } from './run-statement.ts'
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
  if (findObject(catalog.schema, name) !== undefined && statement.ifNotExists === true) return DONE
  const described = await engine.describe(statement.query, session.scope())
  if (statement.columns !== undefined && statement.columns.length !== described.length) {
    throw analyzingError('Number of columns does not match the query')
  }
  const { kind: _, columns, query, ...clauses } = statement
  const create: CreateTableStatement = {
    ...clauses,
    kind: 'CreateTableStatement',
    columns: described.map((column, i) => ({
      kind: 'ColumnDefinition',
      name: columns?.[i] ?? column.name,
      type: dataTypeToAst(storedType(column.type)),
    })),
  }
  await catalog.apply(create, { ...source, ...session.place.source })
  try {
    return await runDml(
      { kind: 'InsertStatement', target: { kind: 'InsertTable', name: statement.name }, source: query },
      session,
    )
  } catch (error) {
    await catalog.apply(
      { kind: 'DropTableStatement', name: statement.name, force: true },
      { ...source, ...session.place.source },
    )
    throw error
  }
}

/** Text is stored as VARCHAR of the same length, floating point as DECIMAL(38, 9). */
function storedType(type: DataType): DataType {
  if (type.kind === 'varchar' || type.kind === 'char')
    return { kind: 'varchar', length: type.length > 0 ? type.length : 1_048_576 }
  if (type.kind === 'simple' && (type.name === 'double' || type.name === 'float'))
    return { kind: 'decimal', precision: 38, scale: 9 }
  return type
}
