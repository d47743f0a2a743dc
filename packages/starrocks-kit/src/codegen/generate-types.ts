import { objectNameText } from '../schema/state.ts'
import { dependencyOrder } from '../schema/to-statements/schema.ts'
import type { Column } from '../schema/types/column.ts'
import type { DataType, SimpleTypeName } from '../schema/types/data-type.ts'
import type { SchemaState } from '../schema/types/schema-state.ts'
import type { Table } from '../schema/types/table.ts'
import { identifiersOf } from './models/identifiers.ts'
import { isIdentifierName, propertyKey } from './source/code.ts'
import { shortObjectName } from '../schema/index.ts'

/** Types for which there is more than one honest answer in TypeScript, and the one that models give. */
const DEFAULT_TYPE_MAPPING = {
  bigint: 'bigint',
  largeint: 'bigint',
  decimal: 'string',
  date: 'string',
  datetime: 'string',
  json: 'unknown',
  varbinary: 'Uint8Array',
} as const

export type MappedType = keyof typeof DEFAULT_TYPE_MAPPING

/** What each of them is in TypeScript: any type, as text. */
export type TypeMapping = Readonly<Record<MappedType, string>>

export interface GenerateTypesOptions {
  readonly defaultDatabase: string
  readonly mapping?: Partial<TypeMapping>
}

/**
 * Row types as TypeScript source without imports: for each table what is read and what is inserted, and an interface with all tables by name.
 *
 * @example
 * export interface Orders { id: bigint; note: string | null }
 * export interface NewOrders { id: bigint; note?: string | null }
 */
export function generateTypes(state: SchemaState, options: GenerateTypesOptions): string {
  const { defaultDatabase } = options
  const mapping: TypeMapping = { ...DEFAULT_TYPE_MAPPING, ...options.mapping }
  const objects = dependencyOrder(state).flatMap(({ name, object }) =>
    object.kind === 'Table' ? [{ name, object }] : [],
  )
  const identifiers = identifiersOf(objects, 'class')
  const typeNames = objects.map(({ name }) => identifiers.get(objectNameText(name)) ?? name.name)
  const blocks = objects.map(({ object }, index) => tableTypes(object, typeNames[index] ?? '', mapping))
  const all = objects.map(
    ({ name }, index) => `  ${propertyKey(shortObjectName(name, defaultDatabase))}: ${typeNames[index] ?? ''}`,
  )
  const index = `/** All tables, by name. */\nexport interface Tables {\n${all.join('\n')}\n}`
  return `${[...blocks, ...(objects.length === 0 ? ['export {}'] : [index])].join('\n\n')}\n`
}

function tableTypes(table: Table, typeName: string, mapping: TypeMapping): string {
  const read = table.columns.map(
    (column) => `${doc(column.comment, '  ')}  ${propertyKey(column.name)}: ${valueType(column, mapping)}`,
  )
  const written = table.columns
    .filter(({ generated }) => generated === undefined)
    .map((column) => `  ${propertyKey(column.name)}${isOptional(column) ? '?' : ''}: ${valueType(column, mapping)}`)
  return [
    `${doc(table.comment ?? `A row of ${table.name}.`, '')}export interface ${typeName} {\n${read.join('\n')}\n}`,
    `/** A new row of ${table.name}. */\nexport interface New${typeName} {\n${written.join('\n')}\n}`,
  ].join('\n\n')
}

/** Columns with a default, and those that allow NULL, need not be given. */
function isOptional(column: Column): boolean {
  return column.nullable || column.default !== undefined || column.autoIncrement === true
}

function valueType({ type, nullable }: Column, mapping: TypeMapping): string {
  const text = typeText(type, mapping)
  return nullable && text !== 'unknown' && text !== 'null' ? `${text} | null` : text
}

const SIMPLE_TYPES: { readonly [K in SimpleTypeName]: (mapping: TypeMapping) => string } = {
  boolean: () => 'boolean',
  tinyint: () => 'number',
  smallint: () => 'number',
  int: () => 'number',
  bigint: ({ bigint }) => bigint,
  largeint: ({ largeint }) => largeint,
  float: () => 'number',
  double: () => 'number',
  date: ({ date }) => date,
  datetime: ({ datetime }) => datetime,
  time: () => 'string',
  json: ({ json }) => json,
  variant: ({ json }) => json,
  // The server sends NULL in their place.
  hll: () => 'null',
  bitmap: () => 'null',
  percentile: () => 'null',
}

function typeText(type: DataType, mapping: TypeMapping): string {
  // Values inside of ARRAY, MAP and STRUCT may be NULL, whatever the column says.
  const inner = (nested: DataType): string => valueType({ name: '', type: nested, nullable: true }, mapping)
  switch (type.kind) {
    case 'simple':
      return SIMPLE_TYPES[type.name](mapping)
    case 'decimal':
      return mapping.decimal
    case 'char':
    case 'varchar':
      return 'string'
    case 'varbinary':
      return mapping.varbinary
    case 'array':
      return isIdentifierName(inner(type.element)) ? `${inner(type.element)}[]` : `(${inner(type.element)})[]`
    case 'map':
      return `Map<${typeText(type.key, mapping)}, ${inner(type.value)}>`
    case 'struct':
      return `{ ${type.fields.map((field) => `${propertyKey(field.name)}: ${inner(field.type)}`).join('; ')} }`
    case 'aggregate-state':
      return 'null'
  }
}

function doc(comment: string | undefined, indent: string): string {
  if (comment === undefined) return ''
  return `${indent}/** ${comment.replaceAll('*/', '* /').replaceAll(/\s+/gu, ' ').trim()} */\n`
}
