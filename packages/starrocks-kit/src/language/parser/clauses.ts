import type {
  DistributionDesc,
  IndexDesc,
  IndexType,
  KeyDesc,
  KeyType,
  OrderByDesc,
  RollupDesc,
  SortKeyItem,
} from '../ast/table.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, at, atWords, expect, expectOneOf, expectWords, fail, finish } from './cursor.ts'
import { parenthesized } from './cursor.ts'
import { identifier, identifierList, integer, optionalComment, optionalProperties, propertyList } from './names.ts'

const KEY_TYPES: readonly KeyType[] = ['DUPLICATE', 'AGGREGATE', 'UNIQUE', 'PRIMARY']

export function atKeyDesc(c: Cursor): boolean {
  return KEY_TYPES.some((type) => atWords(c, type, 'KEY'))
}

/** keyDesc: (AGGREGATE | UNIQUE | PRIMARY | DUPLICATE) KEY ( columns ) */
export function keyDesc(c: Cursor): KeyDesc {
  const start = c.index
  const type = expectOneOf(c, KEY_TYPES)
  expect(c, 'KEY')
  return finish(c, start, { kind: 'KeyDesc', type, columns: identifierList(c) })
}

/** distributionDesc: DISTRIBUTED BY (HASH ( columns ) | RANDOM) [BUCKETS integer] */
export function distributionDesc(c: Cursor): DistributionDesc {
  const start = c.index
  expectWords(c, 'DISTRIBUTED', 'BY')
  return distribution(c, start)
}

/** What follows DISTRIBUTED BY. */
export function distribution(c: Cursor, start: number): DistributionDesc {
  if (accept(c, 'HASH')) {
    const columns = identifierList(c)
    return finish(c, start, { kind: 'HashDistributionDesc', columns, ...optionalBuckets(c) })
  }
  if (accept(c, 'RANDOM')) return finish(c, start, { kind: 'RandomDistributionDesc', ...optionalBuckets(c) })
  return fail(c, 'HASH', 'RANDOM')
}

function optionalBuckets(c: Cursor): { readonly buckets?: number } {
  return accept(c, 'BUCKETS') ? { buckets: integer(c) } : {}
}

/** orderByDesc: ORDER BY ( column [, column]... ); later versions take ASC, DESC and NULLS behind a column */
export function orderByDesc(c: Cursor): OrderByDesc {
  const start = c.index
  expectWords(c, 'ORDER', 'BY')
  return finish(c, start, { kind: 'OrderByDesc', items: parenthesized(c, sortKeyItem) })
}

function sortKeyItem(c: Cursor): SortKeyItem {
  const start = c.index
  const node: Mutable<SortKeyItem> = { kind: 'SortKeyItem', column: identifier(c) }
  if (accept(c, 'ASC')) node.order = 'ASC'
  else if (accept(c, 'DESC')) node.order = 'DESC'
  if (accept(c, 'NULLS')) node.nulls = expectOneOf(c, ['FIRST', 'LAST'])
  return finish(c, start, node)
}

/** indexDesc: INDEX name ( columns ) [USING type [propertyList]] [COMMENT string] */
export function indexDesc(c: Cursor): IndexDesc {
  const start = c.index
  expect(c, 'INDEX')
  const name = identifier(c)
  return indexBody(c, start, name)
}

const INDEX_TYPES: readonly IndexType[] = ['BITMAP', 'GIN', 'NGRAMBF', 'VECTOR']

/** What follows the name of an index. */
export function indexBody(c: Cursor, start: number, name: string): IndexDesc {
  const node: Mutable<IndexDesc> = { kind: 'IndexDesc', name, columns: identifierList(c) }
  if (accept(c, 'USING')) {
    node.type = expectOneOf(c, INDEX_TYPES)
    if (at(c, '(')) node.properties = propertyList(c)
  }
  const comment = optionalComment(c)
  if (comment !== undefined) node.comment = comment
  return finish(c, start, node)
}

/** rollupItem: name ( columns ) [DUPLICATE KEY ( columns )] [FROM rollup] [PROPERTIES] */
export function rollupDesc(c: Cursor): RollupDesc {
  const start = c.index
  const node: Mutable<RollupDesc> = { kind: 'RollupDesc', name: identifier(c), columns: identifierList(c) }
  if (acceptWords(c, 'DUPLICATE', 'KEY')) node.duplicateKey = identifierList(c)
  if (accept(c, 'FROM')) node.from = identifier(c)
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}
