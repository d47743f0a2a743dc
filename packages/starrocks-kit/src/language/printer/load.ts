import type { LoadNode } from '../ast/load.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Printers } from './printers.ts'
import { clause, listClause, nodes, propertiesClause, propertyList, when, words } from './printers.ts'

export const loadPrinters = (): Printers<LoadNode['kind']> => ({
  CreateRoutineLoadStatement: (node, print) =>
    words(
      `CREATE ROUTINE LOAD ${print(node.name)} ON ${print(node.table)}`,
      node.load && nodes(node.load, print),
      propertiesClause(node.properties),
      `FROM ${quoteIdentifier(node.source)}`,
      node.sourceProperties && propertyList(node.sourceProperties),
    ),
  AlterRoutineLoadStatement: (node, print) =>
    words(
      `ALTER ROUTINE LOAD FOR ${print(node.name)}`,
      node.load && nodes(node.load, print),
      propertiesClause(node.properties),
      node.source === undefined ? undefined : `FROM ${quoteIdentifier(node.source)}`,
      node.sourceProperties && propertyList(node.sourceProperties),
    ),
  LoadSeparator: (node) => `${node.type} TERMINATED BY ${quoteString(node.value)}`,
  ImportColumns: (node, print) => `COLUMNS (${nodes(node.columns, print)})`,
  ImportWhere: (node, print) => `WHERE ${print(node.condition)}`,
  ControlRoutineLoadStatement: (node, print) => `${node.action} ROUTINE LOAD FOR ${print(node.name)}`,
  ShowLoadJobsStatement: (node, print) =>
    words(
      'SHOW',
      when(node.all, 'ALL'),
      node.subject,
      clause('FOR', node.name, print),
      clause('FROM', node.database, print),
      clause('WHERE', node.where, print),
      listClause('ORDER BY', node.orderBy, print),
      node.limit && print(node.limit),
    ),
})
