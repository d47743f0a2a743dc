import type { BackupNode, BackupObject } from '../ast/backup.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { clause, nameList, nodes, propertiesClause, when, words } from './printers.ts'

export const backupPrinters = (): Printers<BackupNode['kind']> => ({
  BackupStatement: (node, print) =>
    words(
      'BACKUP',
      node.catalogs &&
        (node.catalogs === 'ALL' ? 'ALL EXTERNAL CATALOGS' : `EXTERNAL CATALOGS ${nameList(node.catalogs)}`),
      node.database === undefined ? undefined : `DATABASE ${quoteIdentifier(node.database)}`,
      `SNAPSHOT ${print(node.snapshot)} TO ${quoteIdentifier(node.repository)}`,
      objectList(node.objects, print),
      propertiesClause(node.properties),
    ),
  RestoreStatement: (node, print) =>
    words(
      `RESTORE SNAPSHOT ${print(node.snapshot)} FROM ${quoteIdentifier(node.repository)}`,
      when(node.allCatalogs, 'ALL EXTERNAL CATALOGS'),
      node.catalogs && `EXTERNAL CATALOGS (${nodes(node.catalogs, print)})`,
      clause('DATABASE', node.database, print),
      objectList(node.objects, print),
      propertiesClause(node.properties),
    ),
  RestoredName: (node) =>
    words(quoteIdentifier(node.name), node.alias === undefined ? undefined : `AS ${quoteIdentifier(node.alias)}`),
  BackupObject: (node, print) =>
    words(
      node.name === undefined ? `ALL ${node.type}S` : node.type,
      node.name && print(node.name),
      node.partitions && print(node.partitions),
      node.alias === undefined ? undefined : `AS ${quoteIdentifier(node.alias)}`,
    ),
  CancelBackupStatement: (node) =>
    words(
      `CANCEL ${node.job}`,
      node.database === undefined ? undefined : `FROM ${quoteIdentifier(node.database)}`,
      when(node.externalCatalog, 'FOR EXTERNAL CATALOG'),
    ),
  CreateRepositoryStatement: (node) =>
    words(
      'CREATE',
      when(node.readOnly, 'READ ONLY'),
      `REPOSITORY ${quoteIdentifier(node.name)} WITH BROKER`,
      node.broker === undefined ? undefined : quoteIdentifier(node.broker),
      `ON LOCATION ${quoteString(node.location)}`,
      propertiesClause(node.properties),
    ),
  DropRepositoryStatement: (node) => `DROP REPOSITORY ${quoteIdentifier(node.name)}`,
})

function objectList(objects: readonly BackupObject[] | undefined, print: Print): string | undefined {
  return objects === undefined ? undefined : `ON (${nodes(objects, print)})`
}
