import type { IndexType } from '../schema/types/table.ts'
import type { ColumnLike } from './column-ref.ts'
import type { PropertyValue } from './properties.ts'

/** `INDEX name (columns) USING type (properties) COMMENT 'text'`. */
export interface IndexClause<Key extends string = string> {
  readonly clause: 'index'
  readonly name: string
  readonly columns: readonly ColumnLike<Key>[]
  readonly type: IndexType
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly text?: string
  /** The kind of index (BITMAP when not called) and its properties: `using('NGRAMBF', { gram_num: 4 })`. */
  using(type: IndexType, properties?: Readonly<Record<string, PropertyValue>>): IndexClause<Key>
  /** `COMMENT 'text'`. */
  comment(text: string): IndexClause<Key>
}

/**
 * Names an index; `on` says which columns it is on.
 *
 * @example index('idx_city').on(t.city).using('BITMAP').comment('by city')
 */
export function index(name: string): {
  on<const Key extends string>(...columns: readonly [ColumnLike<Key>, ...ColumnLike<Key>[]]): IndexClause<Key>
} {
  return { on: (...columns) => indexClause({ name, columns, type: 'BITMAP', properties: {} }) }
}

type IndexParts<Key extends string> = Omit<IndexClause<Key>, 'clause' | 'using' | 'comment'>

function indexClause<Key extends string>(parts: IndexParts<Key>): IndexClause<Key> {
  return Object.freeze({
    clause: 'index',
    ...parts,
    using: (type: IndexType, properties: Readonly<Record<string, PropertyValue>> = {}) =>
      indexClause({ ...parts, type, properties }),
    comment: (text: string) => indexClause({ ...parts, text }),
  })
}
