import type { Query, Span } from 'starrocks-kit/language'
import type { Capabilities } from 'starrocks-kit/schema'
import { missingColumnText } from 'starrocks-kit/schema'
import type { FunctionFinder } from '../../sql/scope.ts'
import type { ExpressionContext } from './expression-context.ts'
import { inferType } from './infer-type.ts'
import { unknownSignature } from './unknown-function.ts'
import { resolveColumn } from './relation-scope.ts'
import type { AnalyzedColumn, RelationScope, ScopeRelation } from './relation-scope.ts'

/** A table or view as a query sees it, under its full name. */
export interface NamedRelation {
  readonly catalog: string
  readonly database: string
  readonly name: string
  readonly columns: readonly AnalyzedColumn[]
}

export interface AnalyzeOptions {
  /** Undefined when there is no such relation: its name is printed as written then. */
  resolve(name: readonly string[]): NamedRelation | undefined
  /** Columns are qualified by the table alone, not by the database: materialized views over one database. */
  readonly shortNames: boolean
  /** The text is worded once more, without names to look up: that of views. */
  readonly wordedTwice?: true
  /** Functions of users. */
  readonly functions?: FunctionFinder
  /** Names of functions are not looked up. */
  readonly anyFunction?: true
  /** How this version words a query. */
  readonly capabilities: Pick<Capabilities, 'spacedPartitionNames' | 'printsDefaultArguments'>
}

export interface AnalyzedQuery {
  /** The query in the analyzer's wording: names in full, stars expanded, aliases given to expressions. */
  readonly text: string
  readonly columns: readonly AnalyzedColumn[]
}

/** A query whose names mean something that the catalog does not have. */
export class AnalyzeError extends Error {
  readonly code = 'ANALYZE'
  /** The place in the statement, where it is told. */
  readonly span: Span | undefined

  constructor(message: string, node: { readonly span?: Span } = {}) {
    super(message)
    this.span = node.span
  }
}

/** What a query inherits from the queries around it. */
export interface Environment {
  readonly options: AnalyzeOptions
  readonly ctes: ReadonlyMap<string, NamedCte>
  readonly outer?: RelationScope
  /** What the first operand of the set operation inherits, where that is something else: a recursive common table does not see itself there. */
  readonly ofAnchor?: Environment
  /** Analyzes a query inside of this one. */
  visitQuery(query: Query, environment: Environment): AnalyzedQuery
}

interface NamedCte {
  readonly name: string
  readonly columns: readonly AnalyzedColumn[]
}

/** `aliases`: output names with what is printed for them where no column has the name. */
export function expressionContext(
  scope: RelationScope,
  environment: Environment,
  aliases: ReadonlyMap<string, string>,
  columnsFirst = false,
): ExpressionContext {
  return {
    ...(environment.options.wordedTwice === true ? { deep: true as const } : {}),
    column: (parts) => {
      const [only] = parts
      if (parts.length === 1 && only !== undefined) {
        const alias = aliases.get(only.toLowerCase())
        if (alias !== undefined && !(columnsFirst && resolveColumn(parts, scope) !== undefined)) return alias
      }
      const found = resolveColumn(parts, scope)
      if (found === undefined) {
        if (knowsAll(scope)) throw new AnalyzeError(`Column '${missingColumnText(parts)}' cannot be resolved`)
        return parts.map((part) => `\`${part}\``).join('.')
      }
      const fields = found.fields.map((field) => `.\`${field}\``).join('')
      // A reference keeps its own spelling.
      const name = parts[parts.length - 1 - found.fields.length] ?? found.column.name
      return qualified(found.relation, name) + fields
    },
    typeOf: (expression) => inferType(expression, scope),
    checkCall: (call) => {
      if (environment.options.anyFunction === true) return
      const { functions } = environment.options
      const signature = unknownSignature(call, (argument) => inferType(argument, scope), functions)
      if (signature !== undefined) throw new AnalyzeError(`No matching function with signature: ${signature}`, call)
    },
    query: (query) => environment.visitQuery(query, { ...environment, outer: scope }).text,
    lambda: (name) =>
      environment.options.shortNames
        ? `\`__LAMBDA_TABLE\`.\`${name}\``
        : `\`__LAMBDA_TABLE\`.\`__LAMBDA_TABLE\`.\`${name}\``,
  }
}

/** Whether every relation in sight has known columns: only then is a name surely wrong. */
function knowsAll(scope: RelationScope | undefined): boolean {
  return (
    scope === undefined || (scope.relations.every((relation) => relation.columns.length > 0) && knowsAll(scope.outer))
  )
}

/** A column with what is printed before it. */
export function qualified(relation: ScopeRelation, column: string): string {
  return relation.qualifier === '' ? `\`${column}\`` : `${relation.qualifier}.\`${column}\``
}

/** The columns under other names. */
export function rename(
  columns: readonly AnalyzedColumn[],
  names: readonly string[] | undefined,
): readonly AnalyzedColumn[] {
  return names === undefined ? columns : columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }))
}
