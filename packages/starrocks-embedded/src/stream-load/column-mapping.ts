import type { Table } from 'starrocks-kit/schema'
import { columnNames, OPERATION_COLUMN } from '../sql/dml/load.ts'
import type { LoadField, LoadMapping } from '../sql/dml/load.ts'
import { LoadError } from './load-error.ts'
import type { LoadOptions } from './load-options.ts'

/**
 * How the fields of a load become columns (Load.initColumns): names in `columns` are fields, equations compute columns; without a single name the
 * fields are the table's columns. JSON rows of a primary key table may say by `__op` what is to be done with them.
 */
export function columnMapping(options: LoadOptions, table: Table): LoadMapping {
  const assignments: { readonly column: string; readonly value: LoadMapping['assignments'][number]['value'] }[] = []
  const names: string[] = []
  for (const item of options.columns ?? []) {
    if (item.kind === 'QualifiedName') names.push(item.parts.join('.'))
    else if (item.value.kind === 'DefaultValue') throw new LoadError(`DEFAULT is no value for column ${item.column}`)
    else assignments.push({ column: item.column, value: item.value })
  }
  if (names.length === 0) {
    for (const column of table.columns) {
      if (column.generated === undefined && column.autoIncrement !== true) names.push(column.name)
    }
  }
  const saysOperation =
    names.includes(OPERATION_COLUMN) || assignments.some(({ column }) => column === OPERATION_COLUMN)
  if (options.format === 'json' && table.key?.type === 'PRIMARY' && !saysOperation) names.push(OPERATION_COLUMN)
  const used = new Set(assignments.flatMap(({ value }) => columnNames(value)))
  return {
    format: options.format,
    fields: names.map((name) => fieldOf(name, table, options.format === 'json' && !used.has(name.toLowerCase()))),
    assignments,
    ...(options.where === undefined ? {} : { where: options.where }),
    ...(options.partitions === undefined ? {} : { partitions: options.partitions }),
    strict: options.strict,
    partialUpdate: options.partialUpdate,
    ...(options.mergeCondition === undefined ? {} : { mergeCondition: options.mergeCondition }),
    negative: options.negative,
  }
}

/** A field that goes into a nested column as it is keeps its JSON. */
function fieldOf(name: string, table: Table, mayBeJson: boolean): LoadField {
  const type = table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.type
  const nested =
    type?.kind === 'array' ||
    type?.kind === 'map' ||
    type?.kind === 'struct' ||
    (type?.kind === 'simple' && type.name === 'json')
  return { name, json: mayBeJson && nested }
}
