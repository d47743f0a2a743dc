import type { DataType } from 'starrocks-kit/schema'
import { castSql } from './cast.ts'
import { structOf } from './nested.ts'
import { duckType } from './types/duck-type.ts'

/** Stored values of a column whose type an ALTER changes: unlike CAST it finds the fields of structs by name, and new ones are NULL. */
export function reshapeSql(sql: string, from: DataType, to: DataType): string {
  if (duckType(from) === duckType(to)) return sql
  if (from.kind === 'struct' && to.kind === 'struct') {
    const fields = to.fields.map(({ name, type }) => {
      const index = from.fields.findIndex((field) => field.name.toLowerCase() === name.toLowerCase())
      const old = from.fields[index]
      return {
        name,
        sql:
          old === undefined
            ? `CAST(NULL AS ${duckType(type)})`
            : reshapeSql(`struct_extract_at(s, ${index + 1})`, old.type, type),
      }
    })
    return structOf(sql, 's', fields)
  }
  if (from.kind === 'array' && to.kind === 'array')
    return `list_transform(${sql}, lambda x: ${reshapeSql('x', from.element, to.element)})`
  if (from.kind === 'map' && to.kind === 'map') {
    const [key, value] = [reshapeSql('e.key', from.key, to.key), reshapeSql('e.value', from.value, to.value)]
    return `list_transform(${sql}, lambda e: {'key': ${key}, 'value': ${value}})`
  }
  return castSql(sql, from, to)
}
