import type { DataType, StructField } from '../schema/types/data-type.ts'
import { COLUMN } from './brand.ts'
import { ColumnBuilder } from './column.ts'
import type { ColumnSpec, TypeContext } from './column.ts'
import type { TypedColumn } from './column-types.ts'
import type { ColumnName } from './infer.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'

/** The values inside an ARRAY, MAP or STRUCT may be NULL, whatever the column says. */
type Nested<Value> = Value | null

/** `ARRAY<element>`. */
export function array<Value>(element: TypedColumn<Value>): TypedColumn<Nested<Value>[]> {
  return nested((context) => ({ kind: 'array', element: nestedType(element[COLUMN], context) }))
}

/** `MAP<key, value>`: a JavaScript `Map`, because an object would turn the keys into text. Keys are of a scalar type. */
export function map<Key, Value>(
  key: TypedColumn<Key>,
  value: TypedColumn<Value>,
): TypedColumn<Map<Key, Nested<Value>>> {
  return nested((context) => ({
    kind: 'map',
    key: nestedType(key[COLUMN], context),
    value: nestedType(value[COLUMN], context),
  }))
}

/** A field of a struct: a type, a comment, and a name where the property has another one. */
type StructFieldBuilder<Value> = ColumnBuilder<Value, `named:${string}`>

/** The fields of a `struct()`. */
export type StructFields = Readonly<Record<string, StructFieldBuilder<unknown>>>

/** The object that a struct of these fields is read as: by the fields' names in the database. */
export type StructValue<Fields extends StructFields> = {
  -readonly [Key in keyof Fields as ColumnName<Key, Fields[Key]>]: Nested<
    Fields[Key] extends StructFieldBuilder<infer Value> ? Value : never
  >
}

/**
 * `STRUCT<name type, ...>`. A field may have a `comment()`, and `named()` where the property differs from the name.
 *
 * @example struct({ street: string(), zip: int().comment('postal code') })
 */
export function struct<const Fields extends StructFields>(fields: Fields): TypedColumn<StructValue<Fields>> {
  return nested((context) => ({
    kind: 'struct',
    fields: Object.entries(fields).map(([key, { [COLUMN]: spec }]): StructField => {
      const name = spec.name ?? key
      const { name: _name, comment, ...rest } = spec
      const type = nestedType(rest, { model: context.model, column: `${context.column}.${name}` })
      return comment === undefined || comment === '' ? { name, type } : { name, type, comment }
    }),
  }))
}

/**
 * A generic aggregate state, `avg(bigint)` in place of a type (AGGREGATE KEY tables, 3.4 and later). Its values cannot be read directly.
 *
 * @example aggState('avg', bigint())
 */
export function aggState(
  functionName: string,
  ...argumentTypes: readonly TypedColumn<unknown>[]
): TypedColumn<unknown> {
  return nested((context) => ({
    kind: 'aggregate-state',
    function: functionName.toLowerCase(),
    arguments: argumentTypes.map((argument) => nestedType(argument[COLUMN], context)),
  }))
}

function nested<Value>(type: (context: TypeContext) => DataType): TypedColumn<Value> {
  return new ColumnBuilder<Value, never>({ type })
}

/** The bare type of a nested column: everything else that a column can say belongs to the column as a whole. */
function nestedType(spec: ColumnSpec, context: TypeContext): DataType {
  const { type, ...attributes } = spec
  const [attribute] = Object.keys(attributes)
  if (attribute !== undefined) {
    throw new InvalidModelError(`a nested type cannot have ${attribute}`, {
      ...context,
      remedy: `put it on the column itself`,
    })
  }
  return type(context)
}
