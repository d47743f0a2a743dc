import type { AstKind, AstNode } from './ast/ast-node.ts'
import type { Property } from './ast/common.ts'
import type { DataType } from './ast/data-type.ts'
import type { Expression } from './ast/expression.ts'
import type { Query } from './ast/query.ts'
import type { Statement } from './ast/statement.ts'
import type { ColumnDefinition, DistributionDesc, IndexDesc, KeyDesc, OrderByDesc, PartitionDesc } from './ast/table.ts'
import type { RefreshSchemeDesc } from './ast/view.ts'
import { accountPrinters } from './printer/account.ts'
import { privilegePrinters } from './printer/privilege.ts'
import { resourcePrinters } from './printer/resource.ts'
import { loadPrinters } from './printer/load.ts'
import { taskPrinters } from './printer/task.ts'
import { functionPrinters } from './printer/function.ts'
import { analyzePrinters } from './printer/analyze.ts'
import { backupPrinters } from './printer/backup.ts'
import { preparePrinters } from './printer/prepare.ts'
import { alterTablePrinters } from './printer/alter-table.ts'
import { dmlPrinters } from './printer/dml.ts'
import { expressionPrinters } from './printer/expression.ts'
import { partitionPrinters } from './printer/partition.ts'
import type { Print, Printers } from './printer/printers.ts'
import { propertyList } from './printer/printers.ts'
import { queryPrinters } from './printer/query.ts'
import { relationPrinters } from './printer/relation.ts'
import { statementPrinters } from './printer/statement.ts'
import { tablePrinters } from './printer/table.ts'
import { typePrinters } from './printer/types.ts'
import { utilityPrinters } from './printer/utility.ts'
import { viewPrinters } from './printer/view.ts'

/** Made by the first print: those who only parse do not wait for it. */
let printers: Printers<AstKind> | undefined

const makePrinters = (): Printers<AstKind> => ({
  ...typePrinters(),
  ...expressionPrinters(),
  ...queryPrinters(),
  ...relationPrinters(),
  ...tablePrinters(),
  ...partitionPrinters(),
  ...alterTablePrinters(),
  ...viewPrinters(),
  ...dmlPrinters(),
  ...statementPrinters(),
  ...utilityPrinters(),
  ...accountPrinters(),
  ...privilegePrinters(),
  ...resourcePrinters(),
  ...loadPrinters(),
  ...taskPrinters(),
  ...functionPrinters(),
  ...analyzePrinters(),
  ...backupPrinters(),
  ...preparePrinters(),
})

/**
 * Prints any node in canonical form: keywords in upper case, one line, names quoted only where StarRocks needs it, as few parentheses as
 * the grammar allows. Reading the text back gives an equal node.
 *
 * @example printNode(parseExpression('(A+b) * 2 and not c')) // (A + b) * 2 AND NOT c
 */
export function printNode(node: AstNode): string {
  const printer = (printers ??= makePrinters())[node.kind] as (node: AstNode, print: Print) => string
  return printer(node, printNode)
}

/** Prints a statement, without a closing semicolon. */
export function printStatement(node: Statement): string {
  return printNode(node)
}

export function printExpression(node: Expression): string {
  return printNode(node)
}

export function printQuery(node: Query): string {
  return printNode(node)
}

/** Prints a type in upper case, such as `ARRAY<VARCHAR(20)>`. */
export function printDataType(node: DataType): string {
  return printNode(node)
}

export function printColumnDefinition(node: ColumnDefinition): string {
  return printNode(node)
}

export function printKeyDesc(node: KeyDesc): string {
  return printNode(node)
}

/** Prints `DISTRIBUTED BY HASH(id) BUCKETS 10`. */
export function printDistributionDesc(node: DistributionDesc): string {
  return printNode(node)
}

/** Prints `PARTITION BY ...`. */
export function printPartitionDesc(node: PartitionDesc): string {
  return printNode(node)
}

/** Prints `ORDER BY (a, b)`. */
export function printOrderByDesc(node: OrderByDesc): string {
  return printNode(node)
}

/** Prints `INDEX name (a) USING BITMAP`. */
export function printIndexDesc(node: IndexDesc): string {
  return printNode(node)
}

/** Prints `REFRESH ASYNC ...`. */
export function printRefreshSchemeDesc(node: RefreshSchemeDesc): string {
  return printNode(node)
}

/** Prints `("key" = "value")`, without the word PROPERTIES. */
export function printProperties(properties: readonly Property[]): string {
  return propertyList(properties)
}
