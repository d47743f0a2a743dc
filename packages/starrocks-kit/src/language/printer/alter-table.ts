import type { AlterTableClause, CreateReferenceClause, DropPartitionClause, Retention } from '../ast/alter-table.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { nameList, names, nodes, propertiesClause, propertyList, when, words } from './printers.ts'
import { indexBody } from './table.ts'

type AlterKind = 'AlterTableStatement' | AlterTableClause['kind'] | 'ColumnPosition' | 'OptimizeRange' | 'Retention'

export const alterTablePrinters = (): Printers<AlterKind> => ({
  AlterTableStatement: (node, print) => words('ALTER TABLE', print(node.name), nodes(node.clauses, print)),
  ColumnPosition: (node) => (node.after === undefined ? 'FIRST' : `AFTER ${quoteIdentifier(node.after)}`),
  AddColumnClause: (node, print) =>
    words('ADD COLUMN', print(node.column), node.position && print(node.position), toRollup(node), tail(node)),
  AddColumnsClause: (node, print) => words(`ADD COLUMN (${nodes(node.columns, print)})`, toRollup(node), tail(node)),
  DropColumnClause: (node) => words('DROP COLUMN', quoteIdentifier(node.name), fromRollup(node), tail(node)),
  ModifyColumnClause: (node, print) =>
    words('MODIFY COLUMN', print(node.column), node.position && print(node.position), fromRollup(node), tail(node)),
  ModifyColumnCommentClause: (node) =>
    `MODIFY COLUMN ${quoteIdentifier(node.name)} COMMENT ${quoteString(node.comment)}`,
  ColumnRenameClause: (node) => `RENAME COLUMN ${quoteIdentifier(node.name)} TO ${quoteIdentifier(node.newName)}`,
  ReorderColumnsClause: (node, print) => words(print(node.orderBy), fromRollup(node), tail(node)),
  AddFieldClause: (node, print) =>
    words(
      `MODIFY COLUMN ${quoteIdentifier(node.column)} ADD FIELD ${fieldPath(node.path)}`,
      print(node.type),
      node.position && print(node.position),
      tail(node),
    ),
  DropFieldClause: (node) =>
    words(`MODIFY COLUMN ${quoteIdentifier(node.column)} DROP FIELD ${fieldPath(node.path)}`, tail(node)),
  CreateIndexClause: (node) => `ADD INDEX ${quoteIdentifier(node.index.name)} ${indexBody(node.index)}`,
  DropIndexClause: (node) => `DROP INDEX ${quoteIdentifier(node.name)}`,
  TableRenameClause: (node) => `RENAME ${quoteIdentifier(node.newName)}`,
  SwapTableClause: (node) => `SWAP WITH ${quoteIdentifier(node.name)}`,
  ModifyPropertiesClause: (node) => `SET ${propertyList(node.properties)}`,
  ModifyCommentClause: (node) => `COMMENT = ${quoteString(node.comment)}`,
  ModifyAutoIncrementClause: (node) => `AUTO_INCREMENT = ${node.value}`,
  OptimizeClause: (node, print) =>
    words(
      node.partitions && print(node.partitions),
      node.key && print(node.key),
      node.partition && print(node.partition),
      node.orderBy && print(node.orderBy),
      node.distribution && print(node.distribution),
      node.range && print(node.range),
    ),
  OptimizeRange: (node) => `BETWEEN ${quoteString(node.start)} AND ${quoteString(node.end)}`,
  AddRollupClause: (node, print) => `ADD ROLLUP ${nodes(node.rollups, print)}`,
  DropRollupClause: (node) => `DROP ROLLUP ${names(node.names)}`,
  RollupRenameClause: (node) => `RENAME ROLLUP ${quoteIdentifier(node.name)} ${quoteIdentifier(node.newName)}`,
  CompactionClause: (node) => words(node.type, 'COMPACT', node.partitions && nameList(node.partitions)),
  AddPartitionClause: (node, print) =>
    words(
      'ADD',
      when(node.temporary, 'TEMPORARY'),
      node.partition.kind === 'MultiRangePartition' && 'PARTITIONS',
      print(node.partition),
      node.distribution && print(node.distribution),
      tail(node),
    ),
  DropPartitionClause: dropPartition,
  TruncatePartitionClause: (node, print) => `TRUNCATE ${print(node.partitions)}`,
  ModifyPartitionClause: (node) => {
    const partitions = typeof node.names === 'string' ? '(*)' : nameList(node.names)
    return `MODIFY PARTITION ${partitions} SET ${propertyList(node.properties)}`
  },
  ModifyPartitionDistributionClause: (node, print) => `MODIFY PARTITION ${print(node.distribution)}`,
  ReplacePartitionClause: (node, print) =>
    words('REPLACE', print(node.partitions), 'WITH', print(node.replacement), tail(node)),
  PartitionRenameClause: (node) => `RENAME PARTITION ${quoteIdentifier(node.name)} ${quoteIdentifier(node.newName)}`,
  DropPersistentIndexClause: (node) => `DROP PERSISTENT INDEX ON TABLETS (${node.tablets.join(', ')})`,
  PartitionColumnsClause: (node, print) =>
    `${node.action} PARTITION COLUMN ${node.expressions.map((item) => print(item)).join(', ')}`,
  SplitTabletClause: (node, print) =>
    words(
      'SPLIT TABLET',
      node.tablets && `(${node.tablets.join(', ')})`,
      node.partitions && print(node.partitions),
      tail(node),
    ),
  CreateReferenceClause: createReference,
  Retention: (node) => retention(node),
  DropReferenceClause: (node) => words('DROP', node.type, when(node.ifExists, 'IF EXISTS'), quoteIdentifier(node.name)),
  TableOperationClause: (node, print) => `EXECUTE ${print(node.call)}`,
})

function tail(node: { readonly properties?: Parameters<typeof propertyList>[0] }): string | undefined {
  return propertiesClause(node.properties)
}

function toRollup(node: { readonly rollup?: string }): string | undefined {
  return node.rollup === undefined ? undefined : `TO ${quoteIdentifier(node.rollup)}`
}

function fromRollup(node: { readonly rollup?: string }): string | undefined {
  return node.rollup === undefined ? undefined : `FROM ${quoteIdentifier(node.rollup)}`
}

function fieldPath(path: readonly string[]): string {
  return path.map((step) => (step === '[*]' ? step : quoteIdentifier(step))).join('.')
}

function dropPartition(node: DropPartitionClause, print: Print): string {
  const force = when(node.force, 'FORCE')
  const temporary = when(node.temporary, 'TEMPORARY')
  const optional = when(node.ifExists, 'IF EXISTS')
  const { names: list } = node
  if (list !== undefined) {
    const [only] = list
    const single = list.length === 1 && only !== undefined
    const what = single
      ? words('PARTITION', optional, quoteIdentifier(only))
      : words('PARTITIONS', optional, nameList(list))
    return words('DROP', temporary, what, force)
  }
  const what = node.range === undefined ? node.where && `WHERE ${print(node.where)}` : print(node.range)
  if (what === undefined) return words('DROP ALL TEMPORARY PARTITIONS', force)
  return words('DROP', temporary, 'PARTITIONS', optional, what, force)
}

function createReference(node: CreateReferenceClause): string {
  const { minSnapshots, maxSnapshotAge } = node
  const snapshots = words(
    minSnapshots === undefined ? undefined : `${minSnapshots} SNAPSHOTS`,
    maxSnapshotAge && retention(maxSnapshotAge),
  )
  return words(
    when(node.create, 'CREATE'),
    when(node.orReplace, node.create === true ? 'OR REPLACE' : 'REPLACE'),
    node.type,
    when(node.ifNotExists, 'IF NOT EXISTS'),
    quoteIdentifier(node.name),
    node.version === undefined ? undefined : `AS OF VERSION ${node.version}`,
    node.retain && `RETAIN ${retention(node.retain)}`,
    snapshots !== '' && `WITH SNAPSHOT RETENTION ${snapshots}`,
  )
}

function retention(node: Retention): string {
  return `${node.count} ${node.unit}`
}
