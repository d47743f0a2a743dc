import { isDeepStrictEqual } from 'node:util'
import type { Operation } from '../operations/index.ts'
import { compareQueries } from '../schema/resolve-query/compare.ts'
import type { CompareQueriesContext } from '../schema/resolve-query/compare.ts'
import { databaseKey, sameObjectName } from '../schema/state.ts'
import type { Column, MaterializedView, ObjectName, Table } from '../schema/index.ts'
import type { Rename } from './schema-diff.ts'

/**
 * What may have been renamed rather than dropped and created: an object, or a column of a table, that goes while one of the same shape comes. Only pairs of
 * which nothing else could be the other half; the answer is a person's.
 */
export function renameCandidates(operations: readonly Operation[], context: CompareQueriesContext): readonly Rename[] {
  return [...tables(operations), ...materializedViews(operations, context), ...columnRenames(operations)]
}

interface Named<T> {
  readonly name: ObjectName
  readonly shape: T
}

function tables(operations: readonly Operation[]): readonly Rename[] {
  const gone = operations.flatMap((operation): Named<unknown>[] =>
    operation.kind === 'DropTable' && operation.definition !== undefined
      ? [{ name: operation.table, shape: tableShape(operation.definition) }]
      : [],
  )
  const come = operations.flatMap((operation): Named<unknown>[] =>
    operation.kind === 'CreateTable' ? [{ name: operation.table, shape: tableShape(operation.definition) }] : [],
  )
  return objectPairs(gone, come, isDeepStrictEqual).map(({ from, to }) => ({ kind: 'table', from, to }))
}

function materializedViews(operations: readonly Operation[], context: CompareQueriesContext): readonly Rename[] {
  const gone = operations.flatMap((operation): Named<MaterializedView>[] =>
    operation.kind === 'DropMaterializedView' && operation.definition?.refresh !== undefined
      ? [{ name: operation.view, shape: operation.definition }]
      : [],
  )
  const come = operations.flatMap((operation): Named<MaterializedView>[] =>
    operation.kind === 'CreateMaterializedView' && operation.definition.refresh !== undefined
      ? [{ name: operation.view, shape: operation.definition }]
      : [],
  )
  const same = (a: MaterializedView, b: MaterializedView): boolean =>
    compareQueries(a.query, b.query, context).verdict === 'same'
  return objectPairs(gone, come, same).map(({ from, to }) => ({ kind: 'materialized-view', from, to }))
}

/** Objects of one database. */
function objectPairs<T>(
  gone: readonly Named<T>[],
  come: readonly Named<T>[],
  same: (a: T, b: T) => boolean,
): readonly { readonly from: ObjectName; readonly to: string }[] {
  const place = ({ database, catalog }: ObjectName): string => databaseKey(database, catalog)
  return pairs(gone, come, (a, b) => place(a.name) === place(b.name) && same(a.shape, b.shape)).map(([from, to]) => ({
    from: from.name,
    to: to.name.name,
  }))
}

/** Those that fit each other and nothing else. */
function pairs<A, B>(
  gone: readonly A[],
  come: readonly B[],
  fit: (a: A, b: B) => boolean,
): readonly (readonly [A, B])[] {
  return gone.flatMap((from): (readonly [A, B])[] => {
    const fitting = come.filter((to) => fit(from, to))
    const [to, ...others] = fitting
    if (to === undefined || others.length > 0) return []
    return gone.filter((other) => fit(other, to)).length === 1 ? [[from, to]] : []
  })
}

/** The columns with their types: all else may have changed beside the name, or is filled in by the server. */
function tableShape(table: Table): unknown {
  return table.columns.map(({ name, type, generated }) => [name.toLowerCase(), type, generated !== undefined])
}

function columnRenames(operations: readonly Operation[]): readonly Rename[] {
  const changes = operations.flatMap(
    (operation): { table: ObjectName; gone: readonly Column[]; come: readonly Column[] }[] => {
      switch (operation.kind) {
        case 'DropColumn':
          return operation.definition === undefined
            ? []
            : [{ table: operation.table, gone: [operation.definition], come: [] }]
        case 'AddColumn':
          return [{ table: operation.table, gone: [], come: [operation.column] }]
        case 'ReplaceTable':
          return [
            {
              table: operation.table,
              gone: without(operation.from.columns, operation.to.columns),
              come: without(operation.to.columns, operation.from.columns),
            },
          ]
        default:
          return []
      }
    },
  )
  const seen = new Set<ObjectName>()
  return changes.flatMap(({ table }) => {
    if ([...seen].some((other) => sameObjectName(other, table))) return []
    seen.add(table)
    const own = changes.filter((change) => sameObjectName(change.table, table))
    return pairs(
      own.flatMap(({ gone }) => gone),
      own.flatMap(({ come }) => come),
      (a, b) => isDeepStrictEqual(columnShape(a), columnShape(b)),
    ).map(([from, to]): Rename => ({ kind: 'column', table, from: from.name, to: to.name }))
  })
}

function without(columns: readonly Column[], others: readonly Column[]): readonly Column[] {
  const names = new Set(others.map(({ name }) => name.toLowerCase()))
  return columns.filter(({ name }) => !names.has(name.toLowerCase()))
}

function columnShape({ type, nullable, aggregation, autoIncrement, generated, default: value }: Column): unknown {
  return [type, nullable, aggregation, autoIncrement === true, generated?.text, value]
}
