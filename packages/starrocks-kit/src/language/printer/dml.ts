import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Printers } from './printers.ts'
import { withClause } from './query.ts'
import {
  clause,
  hintComments,
  listClause,
  nameList,
  nodes,
  propertiesClause,
  propertyList,
  when,
  words,
} from './printers.ts'

type DmlKind =
  | 'ExplainDesc'
  | 'OptimizerTrace'
  | 'QueryStatement'
  | 'Outfile'
  | 'InsertStatement'
  | 'InsertTable'
  | 'InsertFiles'
  | 'InsertBlackhole'
  | 'InsertValues'
  | 'UpdateStatement'
  | 'Assignment'
  | 'DeleteStatement'

export const dmlPrinters = (): Printers<DmlKind> => ({
  ExplainDesc: (node) => words('EXPLAIN', node.level),
  OptimizerTrace: (node) =>
    words('TRACE', node.mode, node.module === undefined ? undefined : quoteIdentifier(node.module)),
  QueryStatement: (node, print) =>
    words(
      node.explain && print(node.explain),
      node.trace && print(node.trace),
      print(node.query),
      node.outfile && print(node.outfile),
    ),
  Outfile: (node) =>
    words(
      `INTO OUTFILE ${quoteString(node.path)}`,
      node.format === undefined ? undefined : `FORMAT AS ${quoteIdentifier(node.format)}`,
      propertiesClause(node.properties),
    ),
  InsertStatement: (node, print) =>
    words(
      node.explain && print(node.explain),
      'INSERT',
      hintComments(node.hints),
      node.overwrite === true ? 'OVERWRITE' : 'INTO',
      print(node.target),
      node.label === undefined ? undefined : `WITH LABEL ${quoteIdentifier(node.label)}`,
      node.columns && nameList(node.columns),
      when(node.byName, 'BY NAME'),
      propertiesClause(node.properties),
      print(node.source),
    ),
  InsertTable: (node, print) =>
    words(
      print(node.name),
      node.branch === undefined ? undefined : `FOR VERSION AS OF ${quoteIdentifier(node.branch)}`,
      node.partitions && print(node.partitions),
    ),
  InsertFiles: (node) => `FILES${propertyList(node.properties)}`,
  InsertBlackhole: () => 'BLACKHOLE()',
  InsertValues: (node, print) => `VALUES ${nodes(node.rows, print)}`,
  UpdateStatement: (node, print) =>
    words(
      node.explain && print(node.explain),
      withClause(node, print),
      'UPDATE',
      hintComments(node.hints),
      print(node.table),
      `SET ${nodes(node.assignments, print)}`,
      listClause('FROM', node.from, print),
      clause('WHERE', node.where, print),
    ),
  Assignment: (node, print) => `${quoteIdentifier(node.column)} = ${print(node.value)}`,
  DeleteStatement: (node, print) =>
    words(
      node.explain && print(node.explain),
      withClause(node, print),
      'DELETE',
      hintComments(node.hints),
      `FROM ${print(node.table)}`,
      node.partitions && print(node.partitions),
      listClause('USING', node.using, print),
      clause('WHERE', node.where, print),
    ),
})
