import type { Distribution } from '../../schema/types/distribution.ts'
import type { Index, KeyType, Rollup, SortItem, TableKey } from '../../schema/types/table.ts'
import { array, call, chain, object, string, text } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import type { ColumnAccess } from './column-access.ts'
import type { ImportList, ModelImport } from './imports.ts'
import { plainPropertiesCode } from './properties.ts'

/** What the code of every clause needs. */
export interface ClauseContext {
  readonly imports: ImportList
  readonly columns: ColumnAccess
}

const KEY_FUNCTIONS: { readonly [Type in KeyType]: ModelImport } = {
  PRIMARY: 'primaryKey',
  DUPLICATE: 'duplicateKey',
  AGGREGATE: 'aggregateKey',
  UNIQUE: 'uniqueKey',
}

/** `duplicateKey(t.id, t.city)`. */
export function keyCode(key: TableKey, { imports, columns }: ClauseContext): Code {
  return call(imports.use(KEY_FUNCTIONS[key.type]), ...key.columns.map((column) => columns.code(column)))
}

/** `hash(t.id).buckets(10)`; absent for range distribution, which has no clause. */
export function distributionCode(distribution: Distribution, { imports, columns }: ClauseContext): Code | undefined {
  if (distribution.kind === 'range') return undefined
  const buckets = distribution.buckets === undefined ? [] : [call('buckets', text(String(distribution.buckets)))]
  if (distribution.kind === 'random') return chain(call(imports.use('random')), ...buckets)
  return chain(call(imports.use('hash'), ...distribution.columns.map((column) => columns.code(column))), ...buckets)
}

/** `[t.city, desc(t.at)]`. */
export function sortKeyCode(items: readonly SortItem[], { imports, columns }: ClauseContext): Code {
  return array(
    items.map((item) =>
      item.descending === true ? call(imports.use('desc'), columns.code(item.column)) : columns.code(item.column),
    ),
  )
}

/** `[index('by_city').on(t.city)]`; absent when there are none. */
export function indexesCode(indexes: Readonly<Record<string, Index>>, context: ClauseContext): Code | undefined {
  const items = Object.values(indexes).map((index) => indexCode(index, context))
  return items.length === 0 ? undefined : array(items)
}

function indexCode({ name, columns, type, properties, comment }: Index, context: ClauseContext): Code {
  const values = plainPropertiesCode(properties)
  const plain = type === 'BITMAP' && values === undefined
  return chain(
    call(context.imports.use('index'), string(name)),
    call('on', ...columns.map((column) => context.columns.code(column))),
    ...(plain ? [] : [call('using', string(type), ...(values === undefined ? [] : [values]))]),
    ...(comment === undefined ? [] : [call('comment', string(comment))]),
  )
}

/** `[rollup('by_city', [t.city, t.amount])]`; absent when there are none. */
export function rollupsCode(rollups: Readonly<Record<string, Rollup>>, context: ClauseContext): Code | undefined {
  const items = Object.values(rollups).map((rollup) => rollupCode(rollup, context))
  return items.length === 0 ? undefined : array(items)
}

function rollupCode({ name, columns, duplicateKey, from, properties }: Rollup, context: ClauseContext): Code {
  const list = (names: readonly string[]): Code => array(names.map((column) => context.columns.code(column)))
  const options = object([
    ['duplicateKey', duplicateKey === undefined ? undefined : list(duplicateKey)],
    ['from', from === undefined ? undefined : string(from)],
    ['properties', plainPropertiesCode(properties)],
  ])
  return call(
    context.imports.use('rollup'),
    string(name),
    list(columns),
    ...(options.entries.length === 0 ? [] : [options]),
  )
}
