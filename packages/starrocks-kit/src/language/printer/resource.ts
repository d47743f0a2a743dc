import type { AlterResourceGroupStatement, ResourceNode } from '../ast/resource.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { commentClause, nodes, propertiesClause, propertyList, when, words } from './printers.ts'

export const resourcePrinters = (): Printers<ResourceNode['kind']> => ({
  CreateResourceStatement: (node) =>
    words(
      'CREATE',
      when(node.external, 'EXTERNAL'),
      'RESOURCE',
      quoteIdentifier(node.name),
      propertiesClause(node.properties),
    ),
  AlterResourceStatement: (node) =>
    words('ALTER RESOURCE', quoteIdentifier(node.name), 'SET', propertiesClause(node.properties)),
  DropResourceStatement: (node) => `DROP RESOURCE ${quoteIdentifier(node.name)}`,
  CreateResourceGroupStatement: (node, print) =>
    words(
      'CREATE RESOURCE GROUP',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      when(node.orReplace, 'OR REPLACE'),
      quoteIdentifier(node.name),
      node.classifiers && `TO ${nodes(node.classifiers, print)}`,
      `WITH ${propertyList(node.properties)}`,
    ),
  Classifier: (node, print) => `(${nodes(node.expressions, print)})`,
  AlterResourceGroupStatement: alterResourceGroup,
  DropResourceGroupStatement: (node) =>
    words('DROP RESOURCE GROUP', when(node.ifExists, 'IF EXISTS'), quoteIdentifier(node.name)),
  ShowResourceGroupStatement: (node) =>
    words(
      'SHOW',
      node.detail,
      'RESOURCE',
      node.name === undefined ? 'GROUPS' : `GROUP ${quoteIdentifier(node.name)}`,
      when(node.all, 'ALL'),
    ),
  CreateCatalogStatement: (node) =>
    words(
      'CREATE EXTERNAL CATALOG',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      quoteIdentifier(node.name),
      commentClause(node.comment),
      propertiesClause(node.properties),
    ),
  AlterCatalogStatement: (node, print) => `ALTER CATALOG ${quoteIdentifier(node.name)} ${print(node.clause)}`,
  DropCatalogStatement: (node) => words('DROP CATALOG', when(node.ifExists, 'IF EXISTS'), quoteIdentifier(node.name)),
  CreateStorageVolumeStatement: (node) =>
    words(
      'CREATE STORAGE VOLUME',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      quoteIdentifier(node.name),
      `TYPE = ${quoteIdentifier(node.type)}`,
      `LOCATIONS = (${node.locations.map(quoteString).join(', ')})`,
      commentClause(node.comment),
      propertiesClause(node.properties),
    ),
  AlterStorageVolumeStatement: (node, print) =>
    `ALTER STORAGE VOLUME ${quoteIdentifier(node.name)} ${nodes(node.clauses, print)}`,
  DropStorageVolumeStatement: (node) =>
    words('DROP STORAGE VOLUME', when(node.ifExists, 'IF EXISTS'), quoteIdentifier(node.name)),
  DescStorageVolumeStatement: (node) => `DESC STORAGE VOLUME ${quoteIdentifier(node.name)}`,
  SetDefaultStorageVolumeStatement: (node) => `SET ${quoteIdentifier(node.name)} AS DEFAULT STORAGE VOLUME`,
})

function alterResourceGroup(node: AlterResourceGroupStatement, print: Print): string {
  const { drop } = node
  return words(
    'ALTER RESOURCE GROUP',
    quoteIdentifier(node.name),
    node.add && `ADD ${nodes(node.add, print)}`,
    drop && `DROP ${drop === 'ALL' ? drop : `(${drop.join(', ')})`}`,
    node.properties && `WITH ${propertyList(node.properties)}`,
  )
}
