import { MODEL } from './brand.ts'
import { columnRef } from './column-ref.ts'
import type { ColumnMap } from './column.ts'
import type { SelectRow } from './infer.ts'
import type { ColumnRefs, TableModel } from './model.ts'
import { columnName } from './evaluate-columns.ts'
import { modelLabel } from './model-reference.ts'
import { UnknownColumnError } from './errors/unknown-column-error.ts'
import { evaluateTable } from './evaluate-table.ts'
import type { TableOptions } from './table-options.ts'

/**
 * Declares a table. The result is a class: use it as it is, or extend it to give its rows a name. Options are an object, or a function of
 * the columns.
 *
 * Throws a `ModelError` when a clause is not valid StarRocks text, names a column that does not exist, or contradicts another.
 *
 * @example
 * export class Order extends table(
 *   'orders',
 *   { id: bigint().primaryKey(), placed: datetime().notNull(), total: decimal(12, 2) },
 *   (t) => ({ partitionBy: dateTrunc('month', t.placed), distributedBy: hash(t.id).buckets(10) }),
 * ) {}
 * // CREATE TABLE orders (id BIGINT NOT NULL, placed DATETIME NOT NULL, total DECIMAL(12,2)) PRIMARY KEY (id)
 * // PARTITION BY date_trunc('month', placed) DISTRIBUTED BY HASH(id) BUCKETS 10
 */
export function table<
  const Name extends string,
  const Columns extends ColumnMap,
  Options extends TableOptions<keyof Columns & string> = TableOptions<keyof Columns & string>,
>(
  name: Name,
  columns: Columns,
  options?: TableOptions<keyof Columns & string> | ((t: ColumnRefs<Columns>) => Options & KnownOptions<Options>),
): TableModel<Name, Columns> {
  const refs = columnRefs(name, columns)
  const given = typeof options === 'function' ? options(checkedRefs(name, refs)) : (options ?? {})
  const definition = evaluateTable(name, columns, given)
  const model = class {
    static readonly columns = refs
    static readonly [MODEL] = definition

    constructor(values: SelectRow<Columns>) {
      Object.assign(this, values)
    }
  }
  Object.defineProperty(model, 'name', { value: name })
  // The instance type is the row: what the constructor assigns, which the compiler cannot see in a class expression.
  return Object.freeze(model) as unknown as TableModel<Name, Columns>
}

/** What is not type-checked when it runs, as TypeScript is not by Node, would be undefined in some clause. */
function checkedRefs<Refs extends object>(name: string, refs: Refs): Refs {
  return new Proxy(refs, {
    get: (target, key) => {
      if (typeof key === 'string' && !(key in target))
        throw new UnknownColumnError(modelLabel({ kind: 'Table', name }), 'an option', key, Object.keys(target))
      return Reflect.get(target, key)
    },
  })
}

/** A function may return more than is asked for, as far as the compiler goes: an option that does not exist gets a type that no value has. */
type KnownOptions<Options> = {
  readonly [Name in keyof Options]: Name extends keyof TableOptions ? unknown : never
}

function columnRefs<Columns extends ColumnMap>(tableName: string, columns: Columns): ColumnRefs<Columns> {
  const entries = Object.entries(columns).map(([key, column]) => [
    key,
    columnRef(tableName, key, columnName(key, column)),
  ])
  return Object.freeze(Object.fromEntries(entries)) as ColumnRefs<Columns>
}
