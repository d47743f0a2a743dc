import { isDeepStrictEqual } from 'node:util'
import type { AddFieldClause, AlterTableClause, DropFieldClause } from '../language/index.ts'
import { dataTypeToAst } from '../schema/to-statements/data-type.ts'
import type { Column, DataType, StructType } from '../schema/index.ts'

/**
 * The fields to add and to drop that turn one struct column into the other, or undefined when another change is needed: field types, orders and
 * names cannot change, and nothing but the type may differ. Fields are added first, because the last field of a struct cannot be dropped.
 */
export function structFieldClauses(from: Column, to: Column): readonly AlterTableClause[] | undefined {
  if (!isDeepStrictEqual({ ...from, type: to.type }, to) || isDeepStrictEqual(from.type, to.type)) return undefined
  const added: AddFieldClause[] = []
  const dropped: DropFieldClause[] = []
  if (!collect(to.name, [], from.type, to.type, added, dropped)) return undefined
  return [...added, ...dropped]
}

function collect(
  column: string,
  path: readonly string[],
  from: DataType,
  to: DataType,
  added: AddFieldClause[],
  dropped: DropFieldClause[],
): boolean {
  if (isDeepStrictEqual(from, to)) return true
  if (from.kind === 'array' && to.kind === 'array') {
    return collect(column, [...path, '[*]'], from.element, to.element, added, dropped)
  }
  if (from.kind !== 'struct' || to.kind !== 'struct') return false
  if (!sameOrderOfCommonFields(from, to)) return false
  const before = new Map(from.fields.map((field) => [field.name.toLowerCase(), field]))
  const after = new Set(to.fields.map((field) => field.name.toLowerCase()))
  for (const [index, field] of to.fields.entries()) {
    const old = before.get(field.name.toLowerCase())
    if (old !== undefined) {
      if (
        old.comment !== field.comment ||
        !collect(column, [...path, field.name], old.type, field.type, added, dropped)
      ) {
        return false
      }
      continue
    }
    if (field.comment !== undefined) return false
    const previous = to.fields[index - 1]
    added.push({
      kind: 'AddFieldClause',
      column,
      path: [...path, field.name],
      type: dataTypeToAst(field.type),
      position: { kind: 'ColumnPosition', ...(previous === undefined ? { first: true } : { after: previous.name }) },
    })
  }
  for (const field of from.fields) {
    if (!after.has(field.name.toLowerCase())) {
      dropped.push({ kind: 'DropFieldClause', column, path: [...path, field.name] })
    }
  }
  return true
}

function sameOrderOfCommonFields(from: StructType, to: StructType): boolean {
  const before = fieldNames(from)
  const after = fieldNames(to)
  return isDeepStrictEqual(
    before.filter((name) => after.includes(name)),
    after.filter((name) => before.includes(name)),
  )
}

function fieldNames(type: StructType): readonly string[] {
  return type.fields.map((field) => field.name.toLowerCase())
}
