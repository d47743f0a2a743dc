import type { InsertedValue, InsertRows } from '../../operations/types/rows.ts'
import type { RowInput, ValueInput } from './op-inputs.ts'

/** The rows of one call, each with the same columns in the same order. `fail` is given what is wrong with them. */
export function readRows(
  [first, ...others]: readonly RowInput[],
  {
    fail,
    identifiers,
  }: {
    readonly fail: (problem: string) => never
    readonly identifiers: (what: string, values: readonly string[]) => readonly string[]
  },
): Pick<InsertRows, 'columns' | 'rows'> {
  if (first === undefined) return fail('there is no row')
  const columns = identifiers('the columns', Object.keys(first))
  if (columns.length === 0) return fail('the first row has no column')
  for (const [index, row] of others.entries()) {
    const names = new Set(Object.keys(row))
    if (names.size !== columns.length || columns.some((column) => !names.has(column)))
      return fail(
        `row ${index + 2} has the columns ${[...names].join(', ')} and row 1 has ${columns.join(', ')}: name the same in all rows, with null or in a call of their own`,
      )
  }
  return {
    columns,
    rows: [first, ...others].map((row, index) =>
      columns.map((column) => {
        const value = insertedValue(row[column])
        return value === undefined
          ? fail(`row ${index + 1}, column ${column}: the value is no text, number, boolean, null, Date or { sql }`)
          : value
      }),
    ),
  }
}

/** Undefined for what has no SQL text. */
function insertedValue(value: ValueInput | undefined): InsertedValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : undefined
    case 'bigint':
      return { sql: String(value) }
    case 'object':
      if (value === null) return null
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : dateTime(value)
      return typeof value.sql === 'string' && value.sql.trim() !== '' ? { sql: value.sql } : undefined
    default:
      return undefined
  }
}

/** A DATETIME literal, with milliseconds only where there are some. */
function dateTime(value: Date): string {
  return value.toISOString().slice(0, 23).replace('T', ' ').replace('.000', '')
}
