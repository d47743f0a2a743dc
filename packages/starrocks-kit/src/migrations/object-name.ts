import { DEFAULT_CATALOG } from '../schema/types/names.ts'
import type { ObjectName } from '../schema/types/names.ts'

const PART = /(?:`((?:[^`]|``)+)`|([^`.]+))(\.|$)/uy

/** `name`, `database.name` or `catalog.database.name`; parts with dots in backquotes. Undefined when it has another form. */
export function parseObjectName(text: string, defaultDatabase: string): ObjectName | undefined {
  const parts: string[] = []
  let end = 0
  let open = true
  while (open) {
    PART.lastIndex = end
    const match = PART.exec(text)
    if (match === null) return undefined
    parts.push(match[1]?.replaceAll('``', '`') ?? match[2] ?? '')
    end = PART.lastIndex
    open = match[3] === '.'
  }
  const [name, database, catalog, ...more] = parts.toReversed()
  if (name === undefined || more.length > 0) return undefined
  return {
    ...(catalog === undefined || catalog === DEFAULT_CATALOG ? {} : { catalog }),
    database: database ?? defaultDatabase,
    name,
  }
}
