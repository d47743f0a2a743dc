import type { Query } from '../../language/index.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { canonicalQueryTree } from './canonical-query.ts'
import type { QueryContext } from './dependencies.ts'
import type { QueryProblem, Resolver } from './scope.ts'

export interface ResolvedQuery {
  /** Output columns in order; undefined when they cannot be known. */
  readonly columns: readonly string[] | undefined
  /** Why the server would refuse the query; undefined when nothing wrong was found. */
  readonly problem: QueryProblem | undefined
}

/** Resolves a query against the objects of a schema. */
export function resolveQuery(
  query: Query,
  state: SchemaState,
  context: QueryContext & {
    readonly catalogs?: readonly string[] | undefined
    readonly partial?: true | undefined
    readonly mergesFullJoins?: boolean
  },
): ResolvedQuery {
  const resolver: Resolver = {
    state,
    currentDatabase: context.currentDatabase,
    currentCatalog: context.currentCatalog,
    ...(context.catalogs !== undefined ? { catalogs: context.catalogs } : {}),
    ...(context.partial === true ? { partial: true } : {}),
    ...(context.mergesFullJoins === undefined ? {} : { mergesFullJoins: context.mergesFullJoins }),
    problem: undefined,
    doubts: [],
  }
  const { columns } = canonicalQueryTree(query, resolver)
  return { columns, problem: resolver.problem }
}
