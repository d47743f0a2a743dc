import type { AdministrationNode } from './administration.ts'
import type { AlterTableNode } from './alter-table.ts'
import type { CommonNode } from './common.ts'
import type { DataTypeNode } from './data-type.ts'
import type { DatabaseNode } from './database.ts'
import type { DmlNode } from './dml.ts'
import type { ExpressionNode } from './expression.ts'
import type { QueryNode } from './query.ts'
import type { SetNode } from './set.ts'
import type { ShowNode } from './show.ts'
import type { TableNode } from './table.ts'
import type { UtilityStatement } from './utility.ts'
import type { ViewNode } from './view.ts'

/** Every kind of node of the syntax tree. */
export type AstNode =
  | CommonNode
  | DataTypeNode
  | ExpressionNode
  | QueryNode
  | TableNode
  | AlterTableNode
  | ViewNode
  | DatabaseNode
  | DmlNode
  | ShowNode
  | SetNode
  | UtilityStatement
  | AdministrationNode

export type AstKind = AstNode['kind']

/** The interface of a kind: `NodeOfKind<'KeyDesc'>` is `KeyDesc`. */
export type NodeOfKind<K extends AstKind> = Extract<AstNode, { readonly kind: K }>
