import type { SchemaState } from '../types/schema-state.ts'

/** A relation in sight: how it can be named, and its columns if they are known. */
export interface ScopeRelation {
  /** Its alias, or the name of the table. */
  readonly exposed: string
  /** Database and catalog, when it is a table by name. */
  readonly database?: string
  readonly catalog?: string
  /** How canonical text names it. */
  readonly parts: readonly string[]
  /** Undefined when they cannot be known. */
  readonly columns: readonly string[] | undefined
  /** Columns that a USING clause took over from the left side. */
  readonly hidden?: ReadonlySet<string>
  /** Columns that a FULL OUTER JOIN with USING made one with those of the other side: nobody's any more, where the server takes them so. */
  readonly merged?: ReadonlySet<string>
}

export interface Scope {
  readonly relations: readonly ScopeRelation[]
  readonly parent?: Scope
  /** Parameters of lambdas around the place. */
  readonly lambda?: ReadonlySet<string>
}

/** Names of WITH clauses in sight, with their columns. */
export type CommonTables = ReadonlyMap<string, readonly string[] | undefined>

/** Why a query cannot be resolved, in the server's words. */
export interface QueryProblem {
  readonly code: number
  readonly message: string
  /** The server words it without a preamble. */
  readonly bare?: true
}

/** What resolving one query needs and collects. */
export interface Resolver {
  /** Absent when nothing is known about tables: then names are completed, but not checked. */
  readonly state: SchemaState | undefined
  readonly currentDatabase: string
  readonly currentCatalog: string | undefined
  /** Catalogs that there are; absent when that is not known. */
  readonly catalogs?: readonly string[]
  /** A database that is not in the state may be there all the same: nothing is known of its tables. */
  readonly partial?: true
  /** The columns of USING belong to neither side of a FULL OUTER JOIN (4.1). */
  readonly mergesFullJoins?: boolean
  /** The first problem found. */
  problem: QueryProblem | undefined
  /** What could not be told apart for want of knowledge: then a difference proves nothing. */
  readonly doubts: string[]
}

export function report(resolver: Resolver, code: number, message: string, bare = false): void {
  resolver.problem ??= { code, message, ...(bare ? { bare } : {}) }
}

export type ColumnResolution =
  | { readonly kind: 'column'; readonly parts: readonly string[] }
  | { readonly kind: 'lambda'; readonly parts: readonly string[] }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' }

const LAMBDA_TABLE = '__LAMBDA_TABLE'

/** Finds what a dotted name means: a lambda parameter, a column, or a column with struct fields behind it. */
export function resolveColumn(parts: readonly string[], scope: Scope): ColumnResolution {
  const [first] = parts
  if (first === LAMBDA_TABLE) return { kind: 'lambda', parts: parts.slice(2) }
  for (let place: Scope | undefined = scope; place !== undefined; place = place.parent) {
    if (first !== undefined && place.lambda?.has(first)) return { kind: 'lambda', parts }
  }
  let unknown = false
  for (let place: Scope | undefined = scope; place !== undefined; place = place.parent) {
    const found = resolveHere(parts, place)
    if (found.kind === 'column' || found.kind === 'ambiguous') return found
    if (found.kind === 'unknown') unknown = true
  }
  return { kind: unknown ? 'unknown' : 'missing' }
}

function resolveHere(parts: readonly string[], scope: Scope): ColumnResolution {
  for (let length = Math.min(parts.length - 1, 3); length >= 1; length--) {
    const qualifier = parts.slice(0, length)
    const relations = scope.relations.filter((relation) => isNamed(relation, qualifier))
    const column = parts[length]
    for (const relation of relations) {
      if (column === undefined || relation.merged?.has(column.toLowerCase()) === true) continue
      if (relation.columns === undefined || has(relation.columns, column)) {
        return { kind: 'column', parts: [...relation.parts, ...parts.slice(length).map((part) => part.toLowerCase())] }
      }
    }
  }
  return resolveBare(parts, scope)
}

function resolveBare(parts: readonly string[], scope: Scope): ColumnResolution {
  const [name] = parts
  if (name === undefined) return { kind: 'missing' }
  const lower = parts.map((part) => part.toLowerCase())
  const holders = scope.relations.filter(
    (relation) =>
      relation.columns !== undefined &&
      has(relation.columns, name) &&
      relation.hidden?.has(name.toLowerCase()) !== true,
  )
  const [holder] = holders
  if (holders.length > 1) return { kind: 'ambiguous' }
  if (holder !== undefined) return { kind: 'column', parts: [...holder.parts, ...lower] }
  const unknown = scope.relations.filter((relation) => relation.columns === undefined)
  const [only] = unknown
  if (only === undefined) return { kind: 'missing' }
  return unknown.length === 1 && scope.relations.length === 1
    ? { kind: 'column', parts: [...only.parts, ...lower] }
    : { kind: 'unknown' }
}

/** `t`, `db.t` and `catalog.db.t` name a relation; the analyzer also writes `db.alias`. */
function isNamed(relation: ScopeRelation, qualifier: readonly string[]): boolean {
  const [name, database, catalog] = qualifier.toReversed()
  if (relation.exposed !== name) return false
  if (database !== undefined && relation.database !== database) return false
  return catalog === undefined || (relation.catalog ?? 'default_catalog') === catalog
}

function has(columns: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase()
  return columns.some((column) => column.toLowerCase() === wanted)
}
