import type { Capabilities, DataType } from 'starrocks-kit/schema'

/** Text in a materialized view or a table made from a query, where the query gives it no length (OLAP's longest VARCHAR). */
const LONGEST_TEXT = 1_048_576

/** The type without lengths of text: what expressions return has none. */
export function withoutTextLength(type: DataType): DataType {
  return mapText(type, (text) => ({ kind: text.kind, length: -1 }))
}

/** The type as a column of a table made from a query: text is VARCHAR, with the length that it has or the longest (AnalyzerUtils.transformTableColumnType). */
export function storedText(type: DataType, always: Pick<Capabilities, 'longestTextOfQueries'>): DataType {
  return mapText(type, (text) => ({
    kind: 'varchar',
    length: text.length > 0 && !always.longestTextOfQueries ? text.length : LONGEST_TEXT,
  }))
}

type TextType = Extract<DataType, { kind: 'char' | 'varchar' }>

function mapText(type: DataType, map: (text: TextType) => DataType): DataType {
  switch (type.kind) {
    case 'char':
    case 'varchar':
      return map(type)
    case 'array':
      return { ...type, element: mapText(type.element, map) }
    case 'map':
      return { ...type, key: mapText(type.key, map), value: mapText(type.value, map) }
    case 'struct':
      return { ...type, fields: type.fields.map((field) => ({ ...field, type: mapText(field.type, map) })) }
    case 'simple':
    case 'decimal':
    case 'varbinary':
    case 'aggregate-state':
      return type
  }
}
