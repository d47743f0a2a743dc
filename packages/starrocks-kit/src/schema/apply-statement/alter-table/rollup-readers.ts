import type { AlterTableClause, Expression, Query } from '../../../language/index.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { queryDependencies } from '../../resolve-query/dependencies.ts'
import { queryOf } from '../../sql-text.ts'
import { sameObjectName, schemaObjects } from '../../state.ts'
import type { ObjectName } from '../../types/names.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { expressionMessage } from '../create-table/expression-message.ts'
import { includesColumn } from '../columns.ts'
import { refuse } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** Columns that rollups and synchronous materialized views aggregate or filter stay as they are (AlterMVJobExecutor.checkModifiedColumWithMaterializedViews). */
export function checkRollupReaders(
  name: ObjectName,
  table: Table,
  key: TableKey,
  clause: AlterTableClause,
  scope: ApplyScope,
): void {
  const column = changedColumn(clause)
  if (column === undefined) return
  const used = `Can not drop/modify the column ${column}, because the column is used in the related rollup`
  // The server takes rollups of AGGREGATE KEY tables for plain ones.
  const aggregates = key.type !== 'AGGREGATE'
  for (const [rollup, { columns }] of Object.entries(table.rollups)) {
    const replaces = key.type === 'UNIQUE' && columns.some((own) => !includesColumn(key.columns, own))
    if (replaces && columns.includes(column)) refuse(`${used} ${rollup}, please drop the rollup index first.`)
  }
  for (const { name: view, object } of schemaObjects(scope.state, ['materializedViews'])) {
    if (object.kind !== 'MaterializedView' || object.refresh !== undefined) continue
    const reads = queryDependencies(object.query, { currentDatabase: view.database })
    if (!reads.some((read) => sameObjectName(read, name))) continue
    const { outputs, where } = partsOf(queryOf(object.query))
    if (aggregates && outputs.some(isAggregation)) {
      if (outputs.some((output) => output.kind === 'ColumnReference' && output.parts.at(-1) === column)) {
        refuse(`${used} ${view.name}, please drop the rollup index first.`)
      }
      const reader = outputs.find((output) => referencedColumns(output).includes(column))
      if (reader?.kind === 'FunctionCall') {
        const [defined = reader] = reader.arguments
        refuse(`${used} ${view.name} with the define expr:${quoted(defined)}, please drop the rollup index first.`)
      }
    }
    if (where !== undefined && referencedColumns(where).includes(column)) {
      refuse(`${used} ${view.name} with the where expr:${quoted(where)}, please drop the rollup index first.`)
    }
  }
}

function quoted(expression: Expression): string {
  return expressionMessage(expression, ({ parts }) => `\`${parts.at(-1) ?? ''}\``)
}

function changedColumn(clause: AlterTableClause): string | undefined {
  switch (clause.kind) {
    case 'DropColumnClause':
      return clause.name
    case 'ModifyColumnClause':
      return clause.column.name
    case 'AddFieldClause':
    case 'DropFieldClause':
      return clause.column
    default:
      return undefined
  }
}

/** In a synchronous view only aggregations and functions of columns are calls; what stands bare is a column. */
function isAggregation(output: Expression): boolean {
  return output.kind === 'FunctionCall' && AGGREGATIONS.has(output.name.join('.').toLowerCase())
}

const AGGREGATIONS: ReadonlySet<string> = new Set([
  'sum',
  'min',
  'max',
  'count',
  'bitmap_union',
  'hll_union',
  'percentile_union',
  'bitmap_agg',
])

function partsOf(query: Query): { readonly outputs: readonly Expression[]; readonly where: Expression | undefined } {
  const { body } = query
  if (body.kind === 'Query') return partsOf(body)
  if (body.kind !== 'Select') return { outputs: [], where: undefined }
  const outputs = body.items.flatMap((item) => (item.kind === 'SelectExpression' ? [item.expression] : []))
  return { outputs, where: body.where }
}
