import { quoteDouble, quoteString } from '../language/index.ts'
import type { Capabilities } from '../schema/capabilities.ts'

const INDEX_COMMENT = /^( {2}INDEX .*? COMMENT )'([\s\S]*?)'(?=,\n {2}INDEX |\n\) ENGINE=|\)\n)/gm
const LIST_VALUES = /^( {2}PARTITION .+? VALUES IN )\('(.*)'\)(?= \("replication_num"|,?\n)/gm
const LIST_TUPLES = /^( {2}PARTITION .+? VALUES IN )\(\('(.*)'\)\)(?= \("replication_num"|,?\n)/gm
const COLUMN_COMMENT = /^( {2}`[^`]*` .*? COMMENT )"([\s\S]*?)"(?=,\n {2}(?:`|INDEX )|\n\) ENGINE=)/gm
const COLUMN_DEFAULT = /^( {2}`[^`]*` .*? DEFAULT )"([\s\S]*?)"(?= COMMENT ")/gm
const VIEW_PROPERTIES = /^(CREATE MATERIALIZED VIEW [\s\S]*?\nPROPERTIES \(\n)([\s\S]*?)(?=\n\)\nAS )/
const PROPERTY = /^("[^"\n]+" = )"(.*)"(?=,?$)/gm
const IS_PRIMARY_KEY = /^\) ENGINE=.*\nPRIMARY KEY\(/m

const values = (raw: string): string => raw.split("', '").map(quoteString).join(', ')

/**
 * SHOW CREATE prints some texts between quotes as they are, without escapes: comments of indexes (Index.toSql), values of list partitions
 * (ListPartitionInfo.valuesToString), properties of materialized views (MaterializedView.getMaterializedViewDdlStmt), and in older versions defaults, and comments of
 * the columns of PRIMARY KEY tables (Column.toSql and toSqlWithoutAggregateTypeName); recorded.
 * The same text with literals that mean these: `COMMENT 'it\'s'` for `COMMENT 'it's'`.
 *
 * A text ends at the quote that is followed by what comes next on such a line: one that holds just that cannot be told from two.
 */
export function withEscapedRawTexts(
  text: string,
  { escapedDefaults, escapesPrimaryKeyComments }: Pick<Capabilities, 'escapedDefaults' | 'escapesPrimaryKeyComments'>,
): string {
  const escaped = text
    .replace(INDEX_COMMENT, (_, before: string, comment: string) => before + quoteString(comment))
    .replace(LIST_VALUES, (_, before: string, raw: string) => `${before}(${values(raw)})`)
    .replace(LIST_TUPLES, (_, before: string, raw: string) => {
      const tuples = raw.split("'), ('").map((tuple) => `(${values(tuple)})`)
      return `${before}(${tuples.join(', ')})`
    })
    .replace(VIEW_PROPERTIES, (_, before: string, properties: string) => {
      return before + properties.replace(PROPERTY, (__, key: string, value: string) => key + quoteDouble(value))
    })
  const primary = IS_PRIMARY_KEY.test(escaped)
  const rawDefaults = escapedDefaults === 'none' || (escapedDefaults === 'primary-key' && !primary)
  const quoted = (_: string, before: string, raw: string): string => before + quoteDouble(raw)
  const readable = rawDefaults ? escaped.replace(COLUMN_DEFAULT, quoted) : escaped
  return primary && !escapesPrimaryKeyComments ? readable.replace(COLUMN_COMMENT, quoted) : readable
}
