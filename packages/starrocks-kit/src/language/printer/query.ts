import type { Query, QueryBody, Select, SetOperation } from '../ast/query.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { clause, hintComments, nameList, nodes, when, words } from './printers.ts'

type QueryKind =
  | 'Query'
  | 'CommonTableExpression'
  | 'SetOperation'
  | 'Select'
  | 'SelectExpression'
  | 'SelectStar'
  | 'GroupingExpressions'
  | 'GroupingSets'
  | 'GroupingSet'
  | 'QualifyClause'
  | 'LimitElement'
  | 'PivotClause'
  | 'PivotAggregation'
  | 'PivotValue'

export const queryPrinters = (): Printers<QueryKind> => ({
  Query: query,
  CommonTableExpression: (node, print) => {
    const columns = node.columns === undefined ? '' : ` ${nameList(node.columns)}`
    return `${quoteIdentifier(node.name)}${columns} AS (${print(node.query)})`
  },
  SetOperation: setOperation,
  Select: select,
  SelectExpression: (node, print) => words(print(node.expression), aliasOfItem(node.alias)),
  SelectStar: (node, print) => {
    const star = node.qualifier === undefined ? '*' : `${print(node.qualifier)}.*`
    return node.exclude === undefined ? star : `${star} EXCEPT ${nameList(node.exclude)}`
  },
  GroupingExpressions: (node, print) =>
    node.type === undefined ? nodes(node.expressions, print) : `${node.type} (${nodes(node.expressions, print)})`,
  GroupingSets: (node, print) => `GROUPING SETS (${nodes(node.sets, print)})`,
  GroupingSet: (node, print) => `(${nodes(node.expressions, print)})`,
  QualifyClause: (node, print) => `QUALIFY ${print(node.expression)} ${node.operator} ${print(node.limit)}`,
  LimitElement: (node, print) => words(`LIMIT ${print(node.limit)}`, clause('OFFSET', node.offset, print)),
  PivotClause: (node, print) => {
    const [only] = node.columns
    const columns = node.columns.length === 1 && only !== undefined ? quoteIdentifier(only) : nameList(node.columns)
    return `PIVOT (${nodes(node.aggregations, print)} FOR ${columns} IN (${nodes(node.values, print)}))`
  },
  PivotAggregation: (node, print) => words(print(node.call), aliasOfItem(node.alias)),
  PivotValue: (node, print) => {
    const values = nodes(node.values, print)
    return words(node.values.length === 1 ? values : `(${values})`, aliasOfItem(node.alias))
  },
})

/** A name with a backquote in it can only have been written as a string. */
function aliasOfItem(alias: string | undefined): string | undefined {
  if (alias === undefined) return undefined
  return `AS ${alias.includes('`') || alias === '' ? quoteString(alias) : quoteIdentifier(alias)}`
}

/** WITH in front of a query, an UPDATE or a DELETE. */
export function withClause(node: Pick<Query, 'with' | 'recursive'>, print: Print): string | undefined {
  return node.with && words('WITH', when(node.recursive, 'RECURSIVE'), nodes(node.with, print))
}

function query(node: Query, print: Print): string {
  return words(
    withClause(node, print),
    node.body.kind === 'Query' ? `(${print(node.body)})` : print(node.body),
    node.orderBy && `ORDER BY ${nodes(node.orderBy, print)}`,
    node.limit && print(node.limit),
  )
}

function setOperation(node: SetOperation, print: Print): string {
  let text = ''
  node.operands.forEach((item, i) => {
    const printed = isLoose(item, node) ? `(${print(item)})` : print(item)
    text += i === 0 ? printed : ` ${node.operators[i - 1]} ${printed}`
  })
  return text
}

/** Whether an operand needs parentheses: all but SELECT, and INTERSECT under UNION and EXCEPT. */
function isLoose(item: QueryBody, parent: SetOperation): boolean {
  if (item.kind === 'Select') return false
  return item.kind === 'Query' || !isIntersect(item) || isIntersect(parent)
}

function isIntersect(node: SetOperation): boolean {
  return node.operators[0]?.startsWith('INTERSECT') === true
}

function select(node: Select, print: Print): string {
  return words(
    'SELECT',
    hintComments(node.hints),
    when(node.distinct, 'DISTINCT'),
    nodes(node.items, print),
    node.from && `FROM ${nodes(node.from, print)}`,
    node.pivot && print(node.pivot),
    clause('WHERE', node.where, print),
    clause('GROUP BY', node.groupBy, print),
    clause('HAVING', node.having, print),
    node.qualify && print(node.qualify),
  )
}
