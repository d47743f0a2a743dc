import type { Table } from 'starrocks-kit/schema'
import { columnsWithHidden } from '../partitions/generated-columns.ts'
import { showCreateColumn } from './column.ts'
import { commentClause } from './comment.ts'
import { showCreateDistribution } from './distribution.ts'
import { showCreateIndex } from './index-desc.ts'
import { showCreatePartitioning } from './partitioning.ts'
import type { PrintContext } from './print-context.ts'
import { printedTableProperties } from './table-properties.ts'
import { backquoted, propertyLines } from './text.ts'

/**
 * SHOW CREATE TABLE of an OLAP table, byte for byte as the frontend prints it (AstToStringBuilder.getDdlStmt): a space behind `ENGINE=OLAP`
 * and behind `BUCKETS n`, rollups and the direction of sort keys left out. In shared-data mode a table without comment has the comment `OLAP`.
 */
export function showCreateTable(table: Table, context: PrintContext): string {
  const keys = new Set(table.key?.columns.map((name) => name.toLowerCase()))
  const { capabilities } = context
  const primary = table.key?.type === 'PRIMARY'
  const quoted =
    capabilities.quotedGeneratedColumns === 'all' || (capabilities.quotedGeneratedColumns !== 'none' && !primary)
  const texts = quoted ? undefined : context.expressions?.generated
  const columns = columnsWithHidden(table).map(
    (column) =>
      `  ${showCreateColumn(column, {
        keyType: table.key?.type,
        isKey: keys.has(column.name.toLowerCase()),
        escapesDefaults: capabilities.escapedDefaults === 'all' || (capabilities.escapedDefaults !== 'none' && primary),
        capabilities,
        quotesGenerated: quoted,
        ...(texts?.[column.name] === undefined ? {} : { generatedText: texts[column.name] }),
      })}`,
  )
  const lines = [...columns, ...Object.values(table.indexes).map((index) => showCreateIndex(index, capabilities))]
  const comment = table.comment ?? (context.target.runMode === 'shared_data' ? 'OLAP' : undefined)
  const key = table.key === undefined ? '' : `\n${table.key.type} KEY(${table.key.columns.map(backquoted).join(', ')})`
  const clauses = [
    showCreatePartitioning(table, context),
    table.distribution === undefined
      ? undefined
      : showCreateDistribution(table.distribution, table.properties, context),
    table.sortKey === undefined || table.sortKey.length === 0
      ? undefined
      : `ORDER BY(${table.sortKey.map((item) => backquoted(item.column)).join(', ')})`,
  ].filter((clause) => clause !== undefined)
  return (
    `CREATE ${context.temporary === true ? 'TEMPORARY ' : ''}TABLE ${backquoted(table.name)} (\n${lines.join(',\n')}\n) ENGINE=OLAP ${key}${commentClause(comment)}` +
    `${clauses.map((clause) => `\n${clause}`).join('')}` +
    `\nPROPERTIES (\n${propertyLines(printedTableProperties(table, context))}\n);`
  )
}
