import type { AnalyzeColumns, AnalyzeNode } from '../ast/analyze.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { nodes, propertiesClause, when, words } from './printers.ts'

export const analyzePrinters = (): Printers<AnalyzeNode['kind']> => ({
  AnalyzeTableStatement: (node, print) =>
    words(
      'ANALYZE',
      node.type,
      'TABLE',
      print(node.table),
      node.columns && print(node.columns),
      node.partitions && print(node.partitions),
      node.mode && `WITH ${node.mode} MODE`,
      propertiesClause(node.properties),
    ),
  AnalyzeColumns: analyzeColumns,
  AnalyzeHistogramStatement: (node, print) =>
    words(
      when(node.job, 'CREATE'),
      `ANALYZE TABLE ${print(node.table)} UPDATE HISTOGRAM ON ${print(node.columns)}`,
      node.buckets === undefined ? undefined : `WITH ${node.buckets} BUCKETS`,
      propertiesClause(node.properties),
      node.mode && `WITH ${node.mode} MODE`,
    ),
  DropHistogramStatement: (node, print) =>
    `ANALYZE TABLE ${print(node.table)} DROP HISTOGRAM ON ${nodes(node.columns, print)}`,
  CreateAnalyzeJobStatement: (node, print) =>
    words(
      'CREATE ANALYZE',
      node.type,
      node.database === undefined && node.table === undefined ? 'ALL' : undefined,
      node.database === undefined ? undefined : `DATABASE ${quoteIdentifier(node.database)}`,
      node.table && `TABLE ${print(node.table)}`,
      node.columns && `(${nodes(node.columns, print)})`,
      propertiesClause(node.properties),
    ),
  DropAnalyzeJobStatement: (node) => (node.id === undefined ? 'DROP ALL ANALYZE JOB' : `DROP ANALYZE ${node.id}`),
  DropStatsStatement: (node, print) =>
    words('DROP', when(node.multiple, 'MULTIPLE COLUMNS'), 'STATS', print(node.table)),
  KillAnalyzeStatement: (node) => `KILL ANALYZE ${node.id}`,
  AnalyzeProfileStatement: (node) =>
    `ANALYZE PROFILE FROM ${[quoteString(node.queryId), ...(node.planNodes ?? [])].join(', ')}`,
})

function analyzeColumns(node: AnalyzeColumns, print: Print): string {
  const list = `(${nodes(node.columns ?? [], print)})`
  switch (node.type) {
    case 'ALL':
    case 'PREDICATE':
      return `${node.type} COLUMNS`
    case 'MULTIPLE':
      return `MULTIPLE COLUMNS ${list}`
    case 'REGULAR':
      return list
  }
}
