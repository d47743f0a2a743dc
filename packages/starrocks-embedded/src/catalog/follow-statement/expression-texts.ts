import { findTable } from 'starrocks-kit/schema'
import { parseExpression, visit } from 'starrocks-kit/language'
import type { ColumnDefinition, CreateTableStatement, Expression, Statement } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import type { CatalogData } from '../data/catalog-data.ts'
import type { ExpressionTexts, ObjectEntry } from '../data/object-entry.ts'
import { entryNamed, withEntry } from '../data/entries.ts'
import { serverExpression, sourceExpression } from '../show-create/expression.ts'
import { fullName } from './statement-facts.ts'
import type { StatementSource } from '../statement-source.ts'

/** Remembers how the expressions of a table were worded when it was created, and that a renamed column changes the wording. */
export function withExpressionTexts(data: CatalogData, statement: Statement, source: StatementSource): CatalogData {
  const name =
    statement.kind === 'CreateTableStatement' || statement.kind === 'AlterTableStatement'
      ? fullName(statement.name, source)
      : undefined
  if (name === undefined) return data
  const entry = entryNamed(data, name)
  const table = findTable(data.schema, name)
  if (entry === undefined || table === undefined) return data
  const expressions = textsOf(statement, source.sql, entry, table)
  if (expressions === undefined) return data
  return withEntry(data, name, (known) => ({ ...known, expressions }))
}

function textsOf(statement: Statement, sql: string, entry: ObjectEntry, table: Table): ExpressionTexts | undefined {
  if (statement.kind === 'CreateTableStatement') {
    const partition = partitionExpressions(statement).map((expression) => sourceExpression(expression, sql))
    const generated = generatedTexts(statement.columns, sql)
    return partition.length === 0 && Object.keys(generated).length === 0 ? undefined : { partition, generated }
  }
  if (statement.kind !== 'AlterTableStatement') return undefined
  const renamed = statement.clauses.flatMap((clause) => (clause.kind === 'ColumnRenameClause' ? [clause.newName] : []))
  if (renamed.length > 0) return afterRename(entry, table, renamed)
  const added = statement.clauses.flatMap((clause) =>
    clause.kind === 'AddColumnClause' || clause.kind === 'ModifyColumnClause'
      ? [clause.column]
      : clause.kind === 'AddColumnsClause'
        ? clause.columns
        : [],
  )
  const generated = generatedTexts(added, sql)
  if (Object.keys(generated).length === 0) return undefined
  const old = entry.expressions ?? { partition: [], generated: {} }
  return { ...old, generated: { ...old.generated, ...generated } }
}

/** Expressions with the column are read back then: every column of theirs stands in backquotes. */
function afterRename(entry: ObjectEntry, table: Table, renamed: readonly string[]): ExpressionTexts | undefined {
  if (entry.expressions === undefined || table.partitioning?.kind !== 'expression') return undefined
  const old = entry.expressions.partition
  const partition = table.partitioning.items
    .filter((item) => item.kind === 'expression')
    .map(({ expression: { text } }, i) => {
      const stays = !renamed.some((name) => namesColumn(text, name))
      return (stays ? old[i] : undefined) ?? serverExpression(text, 'quoted')
    })
  return { partition, generated: {} }
}

function namesColumn(text: string, name: string): boolean {
  let found = false
  visit(parseExpression(text), {
    ColumnReference(node) {
      if (node.parts.at(-1)?.toLowerCase() === name.toLowerCase()) found = true
    },
  })
  return found
}

function partitionExpressions(statement: CreateTableStatement): readonly Expression[] {
  const { partition } = statement
  if (partition?.kind === 'ExpressionPartitionDesc')
    return partition.expressions.filter((item) => item.kind !== 'ColumnReference')
  return partition?.kind === 'RangePartitionDesc' && partition.expression !== undefined ? [partition.expression] : []
}

function generatedTexts(columns: readonly ColumnDefinition[], sql: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.flatMap((column) =>
      column.generated === undefined ? [] : [[column.name, sourceExpression(column.generated, sql)] as const],
    ),
  )
}
