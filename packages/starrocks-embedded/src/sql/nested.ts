import { quoteDuckIdentifier, quoteDuckString } from './duck-text.ts'
import { isComplex, isOpaque, isString, type SqlType } from './types/sql-type.ts'

/** What can be asked of values within values; maps are lists of entries, whose keys may be NULL. */

export function holdsMap(type: SqlType): boolean {
  switch (type.kind) {
    case 'map':
      return true
    case 'array':
      return holdsMap(type.element)
    case 'struct':
      return type.fields.some((field) => holdsMap(field.type))
    default:
      return false
  }
}

/** A struct made from the value that `variable` stands for in the texts of its fields; NULL where that value is NULL. */
export function structOf(
  sql: string,
  variable: string,
  fields: readonly { readonly name: string; readonly sql: string }[],
): string {
  const items = fields.map((field) => `${quoteDuckIdentifier(field.name)} := ${field.sql}`)
  return `list_transform([${sql}], lambda ${variable}: CASE WHEN ${variable} IS NOT NULL THEN struct_pack(${items.join(', ')}) END)[1]`
}

/**
 * A value as a table keeps it: the entries of its maps sorted by key, NULL first (the column of a tablet is built from sorted maps). Keys of text stay in
 * the order in which they came (recorded), unless `ofText` asks for one order of equal maps.
 */
export function sortedMaps(sql: string, type: SqlType, ofText = false, depth = 0): string {
  if (!holdsMap(type)) return sql
  const name = `x${depth}`
  switch (type.kind) {
    case 'map': {
      const value = sortedMaps(`${name}.value`, type.value, ofText, depth + 1)
      const inner = holdsMap(type.value)
        ? `list_transform(${sql}, lambda ${name}: {'key': ${name}.key, 'value': ${value}})`
        : sql
      return isString(type.key) && !ofText ? inner : `sr_map_sorted(${inner})`
    }
    case 'array':
      return `list_transform(${sql}, lambda ${name}: ${sortedMaps(name, type.element, ofText, depth + 1)})`
    case 'struct': {
      const fields = type.fields.map(({ name: field, type: inner }, index) => ({
        name: field,
        sql: sortedMaps(`struct_extract_at(${name}, ${index + 1})`, inner, ofText, depth + 1),
      }))
      return structOf(sql, name, fields)
    }
    default:
      return sql
  }
}

/**
 * `a = b` of two values of one type. Within arrays, maps and structs NULL is unknown, as outside of them: FALSE where something differs, else NULL where
 * something is NULL (ArrayColumn, MapColumn, StructColumn::equals).
 */
export function equalText(a: string, b: string, type: SqlType, depth = 0): string {
  if (!isComplex(type)) return isOpaque(type) ? 'FALSE' : `(${a} = ${b})`
  // Each side is written once: it may be long, and equalities nest.
  const [l, r, name] = [`l${depth}`, `r${depth}`, `p${depth}`]
  const [left, right] = [`${name}.a`, `${name}.b`]
  return `list_transform([{'a': ${a}, 'b': ${b}}], lambda ${name}: ${equalParts(left, right, type, depth, l, r)})[1]`
}

function equalParts(a: string, b: string, type: SqlType, depth: number, l: string, r: string): string {
  const missing = `WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL`
  switch (type.kind) {
    case 'array': {
      const element = equalText(`${l}[1]`, `${l}[2]`, type.element, depth + 1)
      return `CASE ${missing} WHEN len(${a}) <> len(${b}) THEN FALSE ELSE sr_all(list_transform(list_zip(${a}, ${b}), lambda ${l}: ${element})) END`
    }
    case 'struct': {
      const fields = type.fields.map((field, index) =>
        equalText(
          `struct_extract_at(${a}, ${index + 1})`,
          `struct_extract_at(${b}, ${index + 1})`,
          field.type,
          depth + 1,
        ),
      )
      return `CASE ${missing} ELSE (${fields.join(' AND ')}) END`
    }
    case 'map': {
      const value = equalText(`${l}.value`, `${r}.value`, type.value, depth + 1)
      // An entry whose key the other side lacks may still be the one that has no key there.
      const known = `list_transform(list_filter(${b}, lambda ${r}: ${r}.key = ${l}.key), lambda ${r}: ${value})`
      const unknown = `list_transform(list_filter(${b}, lambda ${r}: ${r}.key IS NULL OR (${l}.key IS NULL AND sr_list_position(sr_map_keys(${a}), ${r}.key) = 0)), lambda ${r}: ${value})`
      const entry = `CASE WHEN len(${known}) > 0 THEN ${known}[1] WHEN len(list_filter(${unknown}, lambda ${r}: coalesce(${r}, TRUE))) > 0 THEN NULL ELSE FALSE END`
      return `CASE ${missing} WHEN len(${a}) <> len(${b}) THEN FALSE ELSE sr_all(list_transform(${a}, lambda ${l}: ${entry})) END`
    }
    default:
      return `(${a} = ${b})`
  }
}

/** A nested value as JSON: maps become objects; one with a NULL key has none. */
export function nestedJson(sql: string, type: SqlType, depth = 0): string {
  if (!holdsMap(type)) return `to_json(${sql})`
  const name = `j${depth}`
  switch (type.kind) {
    case 'array':
      return `to_json(list_transform(${sql}, lambda ${name}: ${nestedJson(name, type.element, depth + 1)}))`
    case 'map': {
      const value = nestedJson(`${name}.value`, type.value, depth + 1)
      return `CASE WHEN ${sql} IS NOT NULL AND NOT list_contains(list_transform(${sql}, lambda ${name}: ${name}.key IS NULL), TRUE) THEN to_json(map(list_transform(${sql}, lambda ${name}: CAST(${name}.key AS VARCHAR)), list_transform(${sql}, lambda ${name}: ${value}))) END`
    }
    case 'struct': {
      const fields = type.fields.map(
        (field, index) =>
          `${quoteDuckString(field.name)}, ${nestedJson(`struct_extract_at(${sql}, ${index + 1})`, field.type, depth + 1)}`,
      )
      return `CASE WHEN ${sql} IS NOT NULL THEN json_object(${fields.join(', ')}) END`
    }
    default:
      return `to_json(${sql})`
  }
}
