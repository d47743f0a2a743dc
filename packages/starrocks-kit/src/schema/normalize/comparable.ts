import type { Capabilities } from '../capabilities.ts'
import { tablePropertyRule } from '../properties/table-properties.ts'
import type { Column } from '../types/column.ts'
import type { DataType } from '../types/data-type.ts'
import type { Properties } from '../types/properties.ts'
import type { Table } from '../types/table.ts'

/**
 * The table without what SHOW CREATE cannot tell: two tables that the server prints alike are equal. Only for comparing; what is sent to the server
 * keeps the words of its author.
 */
export function comparableTable(table: Table, capabilities: Capabilities): Table {
  const columns = table.columns.map(comparableColumn)
  const unchanged = columns.every((column, i) => column === table.columns[i])
  return {
    ...table,
    ...(unchanged ? {} : { columns }),
    properties: withoutUnprinted(table.properties, capabilities),
  }
}

function comparableColumn(column: Column): Column {
  const type = withoutLegacy(column.type)
  const written = column.default
  // 4.1 prints '1' for 'true', earlier versions what was written (recorded).
  const value =
    type.kind === 'simple' && type.name === 'boolean' && written?.kind === 'literal'
      ? BOOLEANS[written.value.trim().toLowerCase()]
      : undefined
  if (type === column.type && (value === undefined || (written?.kind === 'literal' && written.value === value))) {
    return column
  }
  return { ...column, type, ...(value !== undefined ? { default: { kind: 'literal', value } } : {}) }
}

const BOOLEANS: Readonly<Record<string, string>> = { true: '1', false: '0' }

/** SHOW CREATE prints DECIMALV2 as DECIMAL, inside of other types too (recorded). */
function withoutLegacy(type: DataType): DataType {
  switch (type.kind) {
    case 'decimal': {
      if (!type.legacy) return type
      const { legacy: _, ...rest } = type
      return rest
    }
    case 'array': {
      const element = withoutLegacy(type.element)
      return element === type.element ? type : { ...type, element }
    }
    case 'map': {
      const value = withoutLegacy(type.value)
      return value === type.value ? type : { ...type, value }
    }
    case 'struct': {
      const fields = type.fields.map((field) => {
        const inner = withoutLegacy(field.type)
        return inner === field.type ? field : { ...field, type: inner }
      })
      return fields.every((field, i) => field === type.fields[i]) ? type : { ...type, fields }
    }
    default:
      return type
  }
}

function withoutUnprinted(properties: Properties, capabilities: Capabilities): Properties {
  const entries = Object.entries(properties)
  const printed = entries.filter(([name]) => tablePropertyRule(name)?.printed?.(capabilities) ?? true)
  return printed.length === entries.length ? properties : Object.fromEntries(printed)
}
