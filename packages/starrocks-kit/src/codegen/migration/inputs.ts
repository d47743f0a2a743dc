import {
  defaultToText,
  distributionToText,
  keyToText,
  partitionItemToText,
  partitioningToText,
  printDataTypeText,
  refreshToText,
  sortKeyToText,
} from '../../schema/clauses.ts'
import { printNode } from '../../language/index.ts'
import { partitionToAst } from '../../schema/to-statements/partitioning.ts'
import type { Column } from '../../schema/types/column.ts'
import type { MaterializedView } from '../../schema/types/materialized-view.ts'
import type { Partitioning } from '../../schema/types/partitioning.ts'
import type { Properties } from '../../schema/types/properties.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import type { Index, Rollup, Table } from '../../schema/types/table.ts'
import type { View, ViewColumn } from '../../schema/types/view.ts'
import { formatQuery, hasInnerLineBreak } from '../query/format-query.ts'
import { array, object, string, text as code } from '../source/code.ts'
import type { Code, ObjectCode } from '../source/code.ts'
import { plainTemplate } from '../source/template.ts'
import { flagCode, optionsCode, stringCode } from './call.ts'

/** `{ name: 'id', type: 'INT', nullable: false }`. */
export function columnInput(column: Column): ObjectCode {
  return object([
    ['name', string(column.name)],
    ['type', string(printDataTypeText(column.type))],
    ['nullable', column.nullable ? undefined : code('false')],
    ['aggregation', stringCode(column.aggregation)],
    ['autoIncrement', flagCode(column.autoIncrement)],
    ['default', column.default && string(defaultToText(column.default))],
    ['generated', column.generated && string(column.generated.text)],
    ['comment', stringCode(column.comment)],
  ])
}

/** Everything of a table but its name. */
export function tableInput(table: Table): ObjectCode {
  return object(
    [
      ['columns', array(table.columns.map(columnInput))],
      ['key', table.key && string(keyToText(table.key))],
      ['comment', stringCode(table.comment)],
      ['partitionBy', table.partitioning && sqlCode(partitioningText(table.partitioning))],
      ['distributedBy', table.distribution && stringCode(distributionToText(table.distribution))],
      ['orderBy', table.sortKey && string(sortKeyToText(table.sortKey))],
      ['indexes', listOf(Object.values(table.indexes).map(indexInput))],
      ['rollups', listOf(Object.values(table.rollups).map(rollupInput))],
      ['properties', propertiesInput(table.properties)],
    ],
    { expanded: true },
  )
}

export function indexInput(index: Index): ObjectCode {
  return object([
    ['name', string(index.name)],
    ['columns', namesCode(index.columns)],
    ['type', string(index.type)],
    ['properties', propertiesInput(index.properties)],
    ['comment', stringCode(index.comment)],
  ])
}

export function rollupInput(rollup: Rollup): ObjectCode {
  return object([
    ['name', string(rollup.name)],
    ['columns', namesCode(rollup.columns)],
    ['duplicateKey', rollup.duplicateKey && namesCode(rollup.duplicateKey)],
    ['from', stringCode(rollup.from)],
    ['properties', propertiesInput(rollup.properties)],
  ])
}

/** Everything of a view but its name. */
export function viewInput(view: View): ObjectCode {
  return object(
    [
      ['columns', viewColumnsInput(view.columns)],
      ['comment', stringCode(view.comment)],
      ['security', stringCode(view.security)],
      ['query', queryInput(view.query)],
    ],
    { expanded: true },
  )
}

/** Everything of a materialized view but its name. */
export function materializedViewInput(view: MaterializedView): ObjectCode {
  return object(
    [
      ['columns', viewColumnsInput(view.columns)],
      ['comment', stringCode(view.comment)],
      ['partitionBy', view.partitioning && string(view.partitioning.map(partitionItemToText).join(', '))],
      ['distributedBy', view.distribution && stringCode(distributionToText(view.distribution))],
      ['orderBy', view.sortKey && string(sortKeyToText(view.sortKey))],
      ['refresh', view.refresh && string(refreshToText(view.refresh))],
      ['indexes', listOf(Object.values(view.indexes).map(indexInput))],
      ['properties', propertiesInput(view.properties)],
      ['query', queryInput(view.query)],
    ],
    { expanded: true },
  )
}

/** Properties as an object of texts; absent when there are none. */
export function propertiesInput(properties: Properties): ObjectCode | undefined {
  return optionsCode(Object.entries(properties).map(([name, value]) => [name, string(value)]))
}

export function namesCode(names: readonly string[]): Code {
  return array(names.map(string))
}

function viewColumnsInput(columns: readonly ViewColumn[] | undefined): Code | undefined {
  return (
    columns &&
    array(
      columns.map(({ name, comment }) =>
        comment === undefined
          ? string(name)
          : object([
              ['name', string(name)],
              ['comment', string(comment)],
            ]),
      ),
    )
  )
}

function queryInput(query: SqlText): Code {
  if (hasInnerLineBreak(query.text)) return string(query.text)
  const formatted = formatQuery(query.text).map((part) => (typeof part === 'string' ? part : part.name))
  return sqlCode(formatted.join(''))
}

/** The text after PARTITION BY, with a line for each partition where there are several. */
function partitioningText(partitioning: Partitioning): string {
  const text = partitioningToText(partitioning)
  if (partitioning.partitions.length < 2) return text
  const partitions = partitioning.partitions.map((partition) => printNode(partitionToAst(partition)))
  const list = `(${partitions.join(', ')})`
  // Only a text that ends with exactly this list is broken up.
  return text.endsWith(list) ? `${text.slice(0, -list.length)}(\n  ${partitions.join(',\n  ')}\n)` : text
}

/** SQL as a string, or as a template literal when it has several lines. */
function sqlCode(sql: string): Code {
  return sql.includes('\n') ? plainTemplate(sql) : string(sql)
}

function listOf(items: readonly Code[]): Code | undefined {
  return items.length === 0 ? undefined : array(items)
}
