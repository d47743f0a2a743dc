import type { FunctionFinder } from '../../sql/scope.ts'
import type { OutputColumn } from '../data/object-entry.ts'

/**
 * A column while its query is analyzed. The analyzer remembers two answers to whether it may be NULL: of the column itself, which materialized views
 * keep, and of the expression that it came from, which views keep (absent: it may).
 */
export interface AnalyzedColumn extends OutputColumn {
  readonly originNullable?: boolean
  /** Holds the value of a partition expression: named, but in no star. */
  readonly hidden?: true
  /** A bare NULL: it takes the type of what stands beside it. */
  readonly untyped?: true
}

/** The columns of a query as the query around it sees them. */
export function throughRelation(columns: readonly AnalyzedColumn[]): readonly AnalyzedColumn[] {
  return columns.map((column) => ({ ...column, nullable: true }))
}

/** A relation of FROM, as the names behind it see it. */
export interface ScopeRelation {
  /** By which a column may be qualified: the alias, or the last parts of the table's name. */
  readonly names: readonly string[]
  /** What is printed before its columns; empty for none. */
  readonly qualifier: string
  readonly columns: readonly AnalyzedColumn[]
}

/** The relations that a query's expressions see; `outer` is that of the query around it. */
export interface RelationScope {
  readonly relations: readonly ScopeRelation[]
  readonly outer?: RelationScope
  /** Functions of users that its expressions may call. */
  readonly functions?: FunctionFinder
}

export interface ResolvedColumn {
  readonly relation: ScopeRelation
  readonly column: AnalyzedColumn
  /** Struct fields behind the column. */
  readonly fields: readonly string[]
}

/** Finds the column that a dotted name means, from the innermost query outwards; names are compared without regard to case. */
export function resolveColumn(parts: readonly string[], scope: RelationScope): ResolvedColumn | undefined {
  for (let level: RelationScope | undefined = scope; level !== undefined; level = level.outer) {
    // A qualified name is tried first with as many qualifying parts as it can have.
    for (let split = Math.min(parts.length - 1, 3); split >= 0; split--) {
      const qualifier = parts.slice(0, split)
      const name = parts[split]?.toLowerCase()
      for (const relation of level.relations) {
        if (!endsWith(relation.names, qualifier)) continue
        const column = relation.columns.find((candidate) => candidate.name.toLowerCase() === name)
        if (column !== undefined) return { relation, column, fields: parts.slice(split + 1) }
      }
    }
  }
  return undefined
}

/** Whether `qualifier` names the relation: the same last parts. */
export function endsWith(names: readonly string[], qualifier: readonly string[]): boolean {
  if (qualifier.length > names.length) return false
  const tail = names.slice(names.length - qualifier.length)
  return tail.every((name, i) => name.toLowerCase() === qualifier[i]?.toLowerCase())
}
