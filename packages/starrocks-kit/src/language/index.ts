/** StarRocks SQL text <-> syntax tree. */

// The syntax tree: plain, readonly, JSON-serialisable. `kind` is always the name of the interface.
export type * from './ast/node.ts'
export type * from './ast/common.ts'
export type * from './ast/data-type.ts'
export type * from './ast/expression.ts'
export type * from './ast/query.ts'
export type * from './ast/table.ts'
export type * from './ast/alter-table.ts'
export type * from './ast/view.ts'
export type * from './ast/database.ts'
export type * from './ast/dml.ts'
export type * from './ast/show.ts'
export type * from './ast/set.ts'
export type * from './ast/utility.ts'
export type * from './ast/account.ts'
export type * from './ast/privilege.ts'
export type * from './ast/resource.ts'
export type * from './ast/load.ts'
export type * from './ast/task.ts'
export type * from './ast/function.ts'
export type * from './ast/analyze.ts'
export type * from './ast/backup.ts'
export type * from './ast/prepare.ts'
export type * from './ast/administration.ts'
export type * from './ast/statement.ts'
export type * from './ast/ast-node.ts'

// Positions and errors
export { MASK } from './secrets.ts'
export { lineAndColumn } from './position.ts'
export type { LineAndColumn } from './position.ts'
export { SqlSyntaxError } from './syntax-error.ts'
export type { SqlSyntaxErrorDetails } from './syntax-error.ts'

// Parsing
export {
  parseColumnDefinition,
  parseDataType,
  parseDistributionDesc,
  parseExpression,
  parseImportColumns,
  parseIndexDesc,
  parseKeyDesc,
  parseOrderByDesc,
  parsePartitionDesc,
  parseProperties,
  parseQuery,
  parseRefreshSchemeDesc,
  parseStatement,
  parseStatements,
} from './parse.ts'
export type { ParseResult } from './parse.ts'
export type { ParseOptions } from './parser/cursor.ts'
export { splitStatements } from './split.ts'
export type { StatementText } from './split.ts'
export { tokenize } from './lexer.ts'
export type { TokenKind, Tokens } from './tokens.ts'

// Printing
export {
  printColumnDefinition,
  printDataType,
  printDistributionDesc,
  printExpression,
  printIndexDesc,
  printKeyDesc,
  printNode,
  printOrderByDesc,
  printPartitionDesc,
  printProperties,
  printQuery,
  printRefreshSchemeDesc,
  printStatement,
} from './print.ts'

// Formatting
export { formatStatement } from './format/format-statement.ts'
export { formatScript } from './format/format-script.ts'
export type { FormattedScript } from './format/format-script.ts'
export type { FormatOptions } from './format/options.ts'

// Names, strings and keywords
export {
  alwaysQuoteIdentifier,
  quoteDouble,
  quoteIdentifier,
  quoteQualifiedName,
  quoteString,
  unquoteIdentifier,
  unquoteString,
} from './quote.ts'
export { jaroWinkler } from './jaro-winkler.ts'
export { KEYWORDS, NON_RESERVED_WORDS, RESERVED_WORDS, isReservedWord } from './keywords.ts'
export type { Keyword, NonReservedWord, ReservedWord } from './keywords.ts'

// Walking
export { childrenOf, transform, visit } from './visit.ts'
export type { Visitor } from './visit.ts'
