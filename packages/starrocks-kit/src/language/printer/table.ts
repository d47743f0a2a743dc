import type { ColumnDefinition, IndexDesc } from '../ast/table.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { commentClause, nameList, nodes, propertiesClause, propertyList, when, words } from './printers.ts'

type TableKind =
  | 'CreateTableStatement'
  | 'CreateTableAsSelectStatement'
  | 'CreateTableLikeStatement'
  | 'DropTableStatement'
  | 'CreateIndexStatement'
  | 'DropIndexStatement'
  | 'ColumnDefinition'
  | 'DefaultLiteral'
  | 'DefaultNull'
  | 'DefaultCurrentTimestamp'
  | 'DefaultExpression'
  | 'KeyDesc'
  | 'OrderByDesc'
  | 'SortKeyItem'
  | 'IndexDesc'
  | 'RollupDesc'
  | 'HashDistributionDesc'
  | 'RandomDistributionDesc'

export const tablePrinters = (): Printers<TableKind> => ({
  CreateTableStatement: (node, print) =>
    words(
      'CREATE',
      when(node.temporary, 'TEMPORARY'),
      when(node.external, 'EXTERNAL'),
      'TABLE',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.name),
      `(${nodes([...node.columns, ...(node.indexes ?? [])], print)})`,
      node.engine === undefined ? undefined : `ENGINE = ${quoteIdentifier(node.engine)}`,
      node.charset === undefined ? undefined : `DEFAULT CHARSET = ${quoteIdentifier(node.charset)}`,
      node.key && print(node.key),
      commentClause(node.comment),
      node.partition && print(node.partition),
      node.distribution && print(node.distribution),
      node.orderBy && print(node.orderBy),
      node.rollups && `ROLLUP (${nodes(node.rollups, print)})`,
      propertiesClause(node.properties),
      node.brokerProperties && `BROKER ${propertiesClause(node.brokerProperties)}`,
    ),
  CreateTableAsSelectStatement: (node, print) => {
    const items = [...(node.columns ?? []).map(quoteIdentifier), ...(node.indexes ?? []).map(print)]
    return words(
      'CREATE',
      when(node.temporary, 'TEMPORARY'),
      'TABLE',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.name),
      items.length > 0 && `(${items.join(', ')})`,
      node.key && print(node.key),
      commentClause(node.comment),
      node.partition && print(node.partition),
      node.distribution && print(node.distribution),
      node.orderBy && print(node.orderBy),
      propertiesClause(node.properties),
      'AS',
      print(node.query),
    )
  },
  CreateTableLikeStatement: (node, print) =>
    words(
      'CREATE',
      when(node.temporary, 'TEMPORARY'),
      when(node.external, 'EXTERNAL'),
      'TABLE',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.name),
      node.partition && print(node.partition),
      node.distribution && print(node.distribution),
      propertiesClause(node.properties),
      'LIKE',
      print(node.source),
    ),
  DropTableStatement: (node, print) =>
    words(
      'DROP',
      when(node.temporary, 'TEMPORARY'),
      'TABLE',
      when(node.ifExists, 'IF EXISTS'),
      print(node.name),
      when(node.force, 'FORCE'),
    ),
  CreateIndexStatement: (node, print) =>
    `CREATE INDEX ${quoteIdentifier(node.index.name)} ON ${print(node.table)} ${indexBody(node.index)}`,
  DropIndexStatement: (node, print) => `DROP INDEX ${quoteIdentifier(node.name)} ON ${print(node.table)}`,
  ColumnDefinition: columnDefinition,
  DefaultLiteral: (node) => `DEFAULT ${quoteString(node.value)}`,
  DefaultNull: () => 'DEFAULT NULL',
  DefaultCurrentTimestamp: (node) =>
    `DEFAULT CURRENT_TIMESTAMP${node.precision === undefined ? '' : `(${node.precision})`}`,
  DefaultExpression: (node, print) =>
    node.bare === true ? `DEFAULT ${print(node.expression)}` : `DEFAULT (${print(node.expression)})`,
  KeyDesc: (node) => `${node.type} KEY ${nameList(node.columns)}`,
  OrderByDesc: (node, print) => `ORDER BY (${nodes(node.items, print)})`,
  SortKeyItem: (node) => words(quoteIdentifier(node.column), node.order, node.nulls && `NULLS ${node.nulls}`),
  IndexDesc: (node) => `INDEX ${quoteIdentifier(node.name)} ${indexBody(node)}`,
  RollupDesc: (node) =>
    words(
      `${quoteIdentifier(node.name)} ${nameList(node.columns)}`,
      node.duplicateKey && `DUPLICATE KEY ${nameList(node.duplicateKey)}`,
      node.from === undefined ? undefined : `FROM ${quoteIdentifier(node.from)}`,
      propertiesClause(node.properties),
    ),
  HashDistributionDesc: (node) => words(`DISTRIBUTED BY HASH${nameList(node.columns)}`, buckets(node)),
  RandomDistributionDesc: (node) => words('DISTRIBUTED BY RANDOM', buckets(node)),
})

function buckets(node: { readonly buckets?: number }): string | undefined {
  return node.buckets === undefined ? undefined : `BUCKETS ${node.buckets}`
}

/** What stands behind the name of an index, and behind ON table. */
export function indexBody(node: IndexDesc): string {
  return words(
    nameList(node.columns),
    node.type && `USING ${node.type}`,
    node.properties && propertyList(node.properties),
    commentClause(node.comment),
  )
}

function columnDefinition(node: ColumnDefinition, print: Print): string {
  const { aggregation } = node
  return words(
    quoteIdentifier(node.name),
    node.type && print(node.type),
    node.charset === undefined ? undefined : `CHARSET ${quoteIdentifier(node.charset)}`,
    when(node.key, 'KEY'),
    typeof aggregation === 'object' ? print(aggregation) : aggregation,
    node.nullable === undefined ? undefined : node.nullable ? 'NULL' : 'NOT NULL',
    node.default && print(node.default),
    when(node.autoIncrement, 'AUTO_INCREMENT'),
    node.generated && `AS ${print(node.generated)}`,
    commentClause(node.comment),
  )
}
