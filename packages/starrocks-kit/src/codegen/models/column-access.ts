import { propertyAccess, string, text } from '../source/code.ts'
import type { Code } from '../source/code.ts'

/** How clauses name columns: by reference in the options of a table, by name in those of a materialized view. */
export interface ColumnAccess {
  code(column: string): Code
  /** Whether any column was named by reference, so that the options must be a function. */
  readonly used: boolean
}

/** `t.id`, or `t['odd name']`; a name that is no column of the table stays text, to be refused when the model is evaluated. */
export function columnsByReference(keyOf: ReadonlyMap<string, string>): ColumnAccess {
  let used = false
  return {
    code(column) {
      const key = keyOf.get(column.toLowerCase())
      if (key === undefined) return string(column)
      used = true
      return text(propertyAccess('t', key))
    },
    get used() {
      return used
    },
  }
}

/** `'id'`. */
export const columnsByName: ColumnAccess = Object.freeze({ code: string, used: false })
