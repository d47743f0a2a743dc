import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Printers } from './printers.ts'
import { clause, when, words } from './printers.ts'

type UtilityKind =
  | 'RecoverDatabaseStatement'
  | 'RecoverTableStatement'
  | 'RecoverPartitionStatement'
  | 'TruncateTableStatement'
  | 'CancelAlterTableStatement'
  | 'CancelAlterMaterializedViewStatement'
  | 'RefreshTableStatement'
  | 'BeginStatement'
  | 'CommitStatement'
  | 'RollbackStatement'
  | 'KillStatement'
  | 'SyncStatement'
  | 'AdminSetConfigStatement'
  | 'AdminShowConfigStatement'
  | 'AdminShowReplicaStatement'
  | 'RawStatement'

export const utilityPrinters = (): Printers<UtilityKind> => ({
  RecoverDatabaseStatement: (node) => `RECOVER DATABASE ${quoteIdentifier(node.name)}`,
  RecoverTableStatement: (node, print) => `RECOVER TABLE ${print(node.name)}`,
  RecoverPartitionStatement: (node, print) =>
    `RECOVER PARTITION ${quoteIdentifier(node.name)} FROM ${print(node.table)}`,
  TruncateTableStatement: (node, print) =>
    words('TRUNCATE TABLE', print(node.name), node.partitions && print(node.partitions)),
  CancelAlterTableStatement: (node, print) =>
    words('CANCEL ALTER TABLE', node.type, 'FROM', print(node.name), node.jobs && `(${node.jobs.join(', ')})`),
  CancelAlterMaterializedViewStatement: (node, print) => `CANCEL ALTER MATERIALIZED VIEW FROM ${print(node.name)}`,
  RefreshTableStatement: (node, print) =>
    words(
      'REFRESH EXTERNAL TABLE',
      print(node.name),
      node.partitions && `PARTITION (${node.partitions.map(quoteString).join(', ')})`,
    ),
  BeginStatement: (node) => (node.consistentSnapshot === true ? 'START TRANSACTION WITH CONSISTENT SNAPSHOT' : 'BEGIN'),
  CommitStatement: (node) => `COMMIT${transactionEnd(node)}`,
  RollbackStatement: (node) => `ROLLBACK${transactionEnd(node)}`,
  KillStatement: (node) =>
    words(
      'KILL',
      when(node.query, 'QUERY'),
      node.connectionId,
      node.queryId === undefined ? undefined : quoteString(node.queryId),
    ),
  SyncStatement: () => 'SYNC',
  AdminSetConfigStatement: (node, print) =>
    words(`ADMIN SET FRONTEND CONFIG (${print(node.property)})`, when(node.persistent, 'WITH PERSISTENT')),
  AdminShowConfigStatement: (node) =>
    words('ADMIN SHOW FRONTEND CONFIG', node.like === undefined ? undefined : `LIKE ${quoteString(node.like)}`),
  AdminShowReplicaStatement: (node, print) =>
    words(
      `ADMIN SHOW REPLICA ${node.type} FROM`,
      print(node.name),
      node.partitions && print(node.partitions),
      clause('WHERE', node.where, print),
    ),
  RawStatement: (node) => node.text,
})

function transactionEnd(node: { readonly chain?: boolean; readonly release?: boolean }): string {
  const chain = node.chain === undefined ? '' : node.chain ? ' AND CHAIN' : ' AND NO CHAIN'
  const release = node.release === undefined ? '' : node.release ? ' RELEASE' : ' NO RELEASE'
  return chain + release
}
