import {
  ColumnUpdateNode,
  InsertQueryNode,
  PrimitiveValueListNode,
  TableNode,
  UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely'
import type { ColumnNode, OperationNode, RootOperationNode } from 'kysely'
import type { DataType } from '../schema/types/data-type.ts'
import type { ColumnTypes, DeclaredColumns } from './declared-columns.ts'

/** A value with the declared type of the column that it is for. */
export class TypedValue {
  readonly value: unknown
  readonly type: DataType

  constructor(value: unknown, type: DataType) {
    this.value = value
    this.type = type
  }
}

/** The same query, with the values that go into columns of declared tables marked with their types. */
export function withTypedValues(query: RootOperationNode, declared: DeclaredColumns): RootOperationNode {
  if (InsertQueryNode.is(query)) return typedInsert(query, columnsOf(query.into, declared))
  if (UpdateQueryNode.is(query)) return typedUpdate(query, columnsOf(query.table, declared))
  return query
}

function columnsOf(node: OperationNode | undefined, declared: DeclaredColumns): ColumnTypes | undefined {
  if (node === undefined || !TableNode.is(node)) return undefined
  return declared.columnsOf(node.table.identifier.name, node.table.schema?.name)
}

function typedInsert(query: InsertQueryNode, types: ColumnTypes | undefined): InsertQueryNode {
  const { columns, values } = query
  if (types === undefined || columns === undefined || values === undefined || !ValuesNode.is(values)) return query
  const rows = values.values.map((row) =>
    PrimitiveValueListNode.is(row)
      ? PrimitiveValueListNode.create(row.values.map((value, index) => typed(value, columns[index], types)))
      : ValueListNode.create(
          row.values.map((item, index) =>
            ValueNode.is(item) ? ValueNode.create(typed(item.value, columns[index], types)) : item,
          ),
        ),
  )
  return InsertQueryNode.cloneWith(query, { values: ValuesNode.create(rows) })
}

function typedUpdate(query: UpdateQueryNode, types: ColumnTypes | undefined): UpdateQueryNode {
  if (types === undefined || query.updates === undefined) return query
  const updates = query.updates.map((update) => {
    const { column, value } = update
    if (!ValueNode.is(value) || column.kind !== 'ColumnNode') return update
    return ColumnUpdateNode.create(column, ValueNode.create(typed(value.value, column as ColumnNode, types)))
  })
  return { ...query, updates }
}

function typed(value: unknown, column: ColumnNode | undefined, types: ColumnTypes): unknown {
  const type = column === undefined ? undefined : types.get(column.column.name.toLowerCase())
  return type === undefined ? value : new TypedValue(value, type)
}
