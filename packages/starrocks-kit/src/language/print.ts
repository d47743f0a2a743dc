import type { AstKind, AstNode } from './ast/ast-node.ts'
import type { Property } from './ast/common.ts'
import type { DataType } from './ast/data-type.ts'
import type { Expression } from './ast/expression.ts'
import type { Query } from './ast/query.ts'
import type { Statement } from './ast/statement.ts'
import type { ColumnDefinition, DistributionDesc, IndexDesc, KeyDesc, OrderByDesc, PartitionDesc } from './ast/table.ts'
import type { RefreshSchemeDesc } from './ast/view.ts'
import { ACCOUNT_PRINTERS } from './printer/account.ts'
import { PRIVILEGE_PRINTERS } from './printer/privilege.ts'
import { RESOURCE_PRINTERS } from './printer/resource.ts'
import { LOAD_PRINTERS } from './printer/load.ts'
import { TASK_PRINTERS } from './printer/task.ts'
import { FUNCTION_PRINTERS } from './printer/function.ts'
import { ANALYZE_PRINTERS } from './printer/analyze.ts'
import { BACKUP_PRINTERS } from './printer/backup.ts'
import { PREPARE_PRINTERS } from './printer/prepare.ts'
import { ALTER_TABLE_PRINTERS } from './printer/alter-table.ts'
import { DML_PRINTERS } from './printer/dml.ts'
import { EXPRESSION_PRINTERS } from './printer/expression.ts'
import { PARTITION_PRINTERS } from './printer/partition.ts'
import type { Print, Printers } from './printer/printers.ts'
import { propertyList } from './printer/printers.ts'
import { QUERY_PRINTERS } from './printer/query.ts'
import { RELATION_PRINTERS } from './printer/relation.ts'
import { STATEMENT_PRINTERS } from './printer/statement.ts'
import { TABLE_PRINTERS } from './printer/table.ts'
import { TYPE_PRINTERS } from './printer/types.ts'
import { UTILITY_PRINTERS } from './printer/utility.ts'
import { VIEW_PRINTERS } from './printer/view.ts'

const PRINTERS: Printers<AstKind> = {
  ...TYPE_PRINTERS,
  ...EXPRESSION_PRINTERS,
  ...QUERY_PRINTERS,
  ...RELATION_PRINTERS,
  ...TABLE_PRINTERS,
  ...PARTITION_PRINTERS,
  ...ALTER_TABLE_PRINTERS,
  ...VIEW_PRINTERS,
  ...DML_PRINTERS,
  ...STATEMENT_PRINTERS,
  ...UTILITY_PRINTERS,
  ...ACCOUNT_PRINTERS,
  ...PRIVILEGE_PRINTERS,
  ...RESOURCE_PRINTERS,
  ...LOAD_PRINTERS,
  ...TASK_PRINTERS,
  ...FUNCTION_PRINTERS,
  ...ANALYZE_PRINTERS,
  ...BACKUP_PRINTERS,
  ...PREPARE_PRINTERS,
}

/**
 * Prints any node in canonical form: keywords in upper case, one line, names quoted only where StarRocks needs it, as few parentheses as
 * the grammar allows. Reading the text back gives an equal node.
 *
 * @example printNode(parseExpression('(A+b) * 2 and not c')) // (A + b) * 2 AND NOT c
 */
export function printNode(node: AstNode): string {
  const printer = PRINTERS[node.kind] as (node: AstNode, print: Print) => string
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
