import type { Capabilities, Column, KeyType } from 'starrocks-kit/schema'
import { showDataType } from 'starrocks-kit/schema'
import { stateStorageType } from './aggregate-state-storage.ts'
import { defaultExpression, isCollectionDefault, literalDefault } from './default.ts'
import { backquoted, displayComment, escapedDefault } from './text.ts'
import { serverExpression } from './expression.ts'

/** Types whose default is never printed. */
const METRIC_TYPES: ReadonlySet<string> = new Set(['hll', 'bitmap', 'percentile'])

export interface ColumnPrintOptions {
  readonly keyType: KeyType | undefined
  readonly isKey: boolean
  /** Defaults are escaped as in Java source, otherwise printed raw. */
  readonly escapesDefaults: boolean
  readonly capabilities: Capabilities
  /** Columns stand in backquotes in the expression of a generated column. */
  readonly quotesGenerated: boolean
  /** The expression of a generated column as it is to be printed; in the server's own wording when absent. */
  readonly generatedText?: string
}

/** A column's line in SHOW CREATE TABLE: NULL or NOT NULL and COMMENT are always there. */
export function showCreateColumn(column: Column, options: ColumnPrintOptions): string {
  const parts = [backquoted(column.name)]
  if (column.type.kind === 'aggregate-state') {
    parts.push(showDataType(stateStorageType(column.type, options.capabilities)), showDataType(column.type))
  } else {
    parts.push(showDataType(column.type))
    if (column.aggregation !== undefined && options.keyType === 'AGGREGATE' && !options.isKey)
      parts.push(column.aggregation)
  }
  parts.push(column.nullable ? 'NULL' : 'NOT NULL')
  if (column.autoIncrement === true) parts.push('AUTO_INCREMENT')
  const defaultText = showCreateDefault(column, options)
  if (defaultText !== undefined) parts.push(`DEFAULT ${defaultText}`)
  if (column.generated !== undefined) {
    parts.push(
      `AS ${options.generatedText ?? serverExpression(column.generated.text, options.quotesGenerated ? 'quoted' : 'plain')}`,
    )
  }
  const comment = column.comment ?? ''
  const isRaw = options.keyType === 'PRIMARY' && !options.capabilities.escapesPrimaryKeyComments
  parts.push(`COMMENT "${isRaw ? comment : displayComment(comment)}"`)
  return parts.join(' ')
}

function showCreateDefault(column: Column, options: ColumnPrintOptions): string | undefined {
  const value = column.default
  if (value === undefined || (column.type.kind === 'simple' && METRIC_TYPES.has(column.type.name))) return undefined
  switch (value.kind) {
    case 'literal': {
      const text = literalDefault(column, value.value, options.capabilities.numericBooleanDefaults)
      return `"${options.escapesDefaults ? escapedDefault(text) : text}"`
    }
    case 'current-timestamp':
      return value.precision === undefined ? 'CURRENT_TIMESTAMP' : `current_timestamp(${value.precision})`
    case 'expression': {
      const text = defaultExpression(value.expression.text)
      return isCollectionDefault(text) ? text : `(${text})`
    }
  }
}
