import type { RefreshSchemeDesc } from '../ast/view.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import { listValues } from './partition.ts'
import type { Print, Printers } from './printers.ts'
import { commentClause, nodes, propertiesClause, when, words } from './printers.ts'

type ViewKind =
  | 'ViewColumn'
  | 'CreateViewStatement'
  | 'DropViewStatement'
  | 'AlterViewStatement'
  | 'AlterViewQueryClause'
  | 'AlterViewSecurityClause'
  | 'AlterViewDialectClause'
  | 'CreateMaterializedViewStatement'
  | 'RefreshSchemeDesc'
  | 'DropMaterializedViewStatement'
  | 'AlterMaterializedViewStatement'
  | 'StatusDesc'
  | 'RefreshRange'
  | 'RefreshMaterializedViewStatement'
  | 'CancelRefreshMaterializedViewStatement'

export const viewPrinters = (): Printers<ViewKind> => ({
  ViewColumn: (node) => words(quoteIdentifier(node.name), commentClause(node.comment)),
  CreateViewStatement: (node, print) =>
    words(
      'CREATE',
      when(node.orReplace, 'OR REPLACE'),
      'VIEW',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.name),
      node.columns && `(${nodes(node.columns, print)})`,
      commentClause(node.comment),
      node.security && `SECURITY ${node.security}`,
      propertiesClause(node.properties),
      'AS',
      print(node.query),
    ),
  DropViewStatement: (node, print) => words('DROP VIEW', when(node.ifExists, 'IF EXISTS'), print(node.name)),
  AlterViewStatement: (node, print) => `ALTER VIEW ${print(node.name)} ${print(node.clause)}`,
  AlterViewQueryClause: (node, print) =>
    words(node.columns && `(${nodes(node.columns, print)})`, 'AS', print(node.query)),
  AlterViewSecurityClause: (node) => `SET SECURITY ${node.security}`,
  AlterViewDialectClause: (node, print) => `${node.action} DIALECT ${print(node.query)}`,
  CreateMaterializedViewStatement: (node, print) =>
    words(
      'CREATE MATERIALIZED VIEW',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.name),
      node.columns && `(${nodes([...node.columns, ...(node.indexes ?? [])], print)})`,
      commentClause(node.comment),
      node.partitionBy && `PARTITION BY (${nodes(node.partitionBy, print)})`,
      node.distribution && print(node.distribution),
      node.orderBy && print(node.orderBy),
      node.refresh && print(node.refresh),
      propertiesClause(node.properties),
      'AS',
      print(node.query),
    ),
  RefreshSchemeDesc: refreshScheme,
  DropMaterializedViewStatement: (node, print) =>
    words('DROP MATERIALIZED VIEW', when(node.ifExists, 'IF EXISTS'), print(node.name)),
  AlterMaterializedViewStatement: (node, print) => `ALTER MATERIALIZED VIEW ${print(node.name)} ${print(node.clause)}`,
  StatusDesc: (node) => node.status,
  RefreshRange: (node) => `START (${quoteString(node.start)}) END (${quoteString(node.end)})`,
  RefreshMaterializedViewStatement: (node, print) =>
    words(
      'REFRESH MATERIALIZED VIEW',
      print(node.name),
      node.range && `PARTITION ${print(node.range)}`,
      node.values && `PARTITION ${listValues(node.values)}`,
      when(node.force, 'FORCE'),
      node.mode && `WITH ${node.mode} MODE`,
      node.priority === undefined ? undefined : `WITH PRIORITY ${node.priority}`,
    ),
  CancelRefreshMaterializedViewStatement: (node, print) =>
    words('CANCEL REFRESH MATERIALIZED VIEW', print(node.name), when(node.force, 'FORCE')),
})

function refreshScheme(node: RefreshSchemeDesc, print: Print): string {
  return words(
    'REFRESH',
    node.moment,
    node.type,
    node.start === undefined ? undefined : `START (${quoteString(node.start)})`,
    node.every && `EVERY (${print(node.every)})`,
  )
}
