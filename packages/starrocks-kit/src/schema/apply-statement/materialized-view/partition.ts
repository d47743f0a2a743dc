import type {
  CreateMaterializedViewStatement,
  Expression,
  FunctionCall,
  NodeBase,
  Query,
  SelectExpression,
} from '../../../language/index.ts'
import { visit } from '../../../language/index.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { columnOrigin } from '../../resolve-query/column-origin.ts'
import type { TracedQuery } from '../../resolve-query/column-origin.ts'
import { impliedName } from '../../resolve-query/implied-name.ts'
import { findObject } from '../../state.ts'
import type { ObjectName } from '../../types/names.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import { columnNamed, includesColumn, sameColumn } from '../columns.ts'
import { expressionMessage } from '../create-table/expression-message.ts'
import { checkBase, checkKind, checkNamedDirectly, checkPattern, checkWindows } from './partition-base.ts'
import type { PartitionByItem } from './partition-base.ts'
import { at } from '../names.ts'
import { nameOf } from './partition-call.ts'
import { refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** PARTITION BY against the query and the partitions of its tables (MaterializedViewAnalyzer). */
export function checkPartitioning(
  statement: CreateMaterializedViewStatement,
  view: MaterializedView,
  traced: TracedQuery,
  columns: readonly string[] | undefined,
  scope: ApplyScope,
): void {
  const items = statement.partitionBy ?? []
  if (items.length === 0) return
  if (items.length > 1 && !scope.capabilities.materializedViewMultiColumnPartitions) {
    refuseAnalyzing('Materialized view with more than one partition column needs version 3.4')
  }
  for (const item of items) checkWritten(item, columns, scope)
  if (columns === undefined) return
  const found: PartitionByItem[] = []
  for (const item of items) {
    const traceable = traceItem(item, traced, columns, found.length === 0, statement.query, scope)
    // What comes from elsewhere is not known.
    if (traceable === undefined) return
    found.push(traceable)
  }
  for (const item of found) checkNamedDirectly(item, view, scope)
  for (const item of found) checkPattern(item, scope)
  for (const item of found) checkBase(item, scope)
  for (const item of found) checkWindows(item, traced.query, view, scope)
  checkKind(found, scope)
}

function checkWritten(item: Expression, columns: readonly string[] | undefined, scope: ApplyScope): void {
  visit(item, {
    ColumnReference(reference) {
      const [column, ...qualifier] = reference.parts.toReversed()
      if (qualifier.length > 0) {
        const text = reference.parts.map((part) => `\`${part}\``).join('.')
        refuseAnalyzing(`Materialized view partition exp: ${text} must related to column`, at(item, scope))
      }
      if (columns !== undefined && column !== undefined && !includesColumn(columns, column)) {
        refuseAnalyzing(`Materialized view partition exp column:${column} is not found in query statement`)
      }
    },
  })
}

function traceItem(
  written: Expression,
  traced: TracedQuery,
  columns: readonly string[],
  first: boolean,
  query: Query,
  scope: ApplyScope,
): PartitionByItem | undefined {
  const [name = ''] = referencedColumns(written)
  const origin = columnOrigin(
    traced,
    columns.findIndex((column) => sameColumn(column, name)),
  )
  if (origin === undefined) return undefined
  const references = columnsIn(origin)
  const [only] = references
  if (references.length !== 1 || only === undefined) {
    const detail = `Materialized view partition expression ${expressionMessage(written)} must ref to one column`
    const { wording } = scope.capabilities
    if (first && wording !== '3.2' && wording !== '3.3') refuseAnalyzing(detail)
    return refuseAnalyzing(`Resolve partition column failed:${first ? 'null' : detail}`, at(written, scope))
  }
  if (written.kind === 'FunctionCall') {
    const call = nameOf(written)
    if (call === 'time_slice') {
      refuseAnalyzing(`Materialized view partition function ${call} is not supported yet`, at(written, scope))
    }
    if (!isPlainOrigin(origin)) {
      refuseAnalyzing(`Materialized view partition function ${call} must related with column`, at(written, scope))
    }
  } else if (!isCall(origin) && origin.kind !== 'ColumnReference') {
    refuseAnalyzing('Materialized view partition function must related with column', at(written, scope))
  }
  const [column = '', table = '', database = ''] = only.toReversed()
  const spelled = spelling({ database, name: table }, column, scope)
  const base = { database, name: table, ...(only.length > 3 && only[0] !== undefined ? { catalog: only[0] } : {}) }
  const reference =
    written.kind === 'FunctionCall'
      ? { ...written, arguments: written.arguments.map((item) => (item.kind === 'ColumnReference' ? origin : item)) }
      : { ...origin, ...spanOf(outputNode(query, name)) }
  return { written, origin, reference, base, column: spelled }
}

/** Names of columns as their table spells them. */
function spelling(base: ObjectName, column: string, scope: ApplyScope): string {
  const object = findObject(scope.state, base)
  return (object?.kind === 'Table' ? columnNamed(object.columns, column)?.name : undefined) ?? column
}

function columnsIn(expression: Expression): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  visit(expression, {
    ColumnReference({ parts }) {
      found.push(parts)
    },
  })
  return found
}

/** Arithmetic with dates is no call of a function for the server. */
const DATE_ARITHMETIC: ReadonlySet<string> = new Set(['date_add', 'adddate', 'date_sub', 'subdate', 'timestampadd'])

function isCall(expression: Expression): expression is FunctionCall {
  return expression.kind === 'FunctionCall' && expression.over === undefined && !DATE_ARITHMETIC.has(nameOf(expression))
}

function isPlainOrigin(origin: Expression): boolean {
  if (origin.kind === 'ColumnReference') return true
  if (!isCall(origin) || !['time_slice', 'str2date'].includes(nameOf(origin))) return false
  return origin.arguments[0]?.kind === 'ColumnReference'
}

/** The node that an output column was written as, where the query is a plain SELECT: the server points at it. */
function outputNode(query: Query, name: string): NodeBase | undefined {
  const { body } = query
  if (body.kind === 'Query') return outputNode(body, name)
  if (body.kind !== 'Select') return undefined
  return body.items.find(
    (item): item is SelectExpression =>
      item.kind === 'SelectExpression' && sameColumn(item.alias ?? impliedName(item.expression), name),
  )?.expression
}

function spanOf(node: NodeBase | undefined): Pick<NodeBase, 'span'> {
  return node?.span === undefined ? {} : { span: node.span }
}
