import { DEFAULT_CATALOG } from '../../schema/types/names.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { string } from '../source/code.ts'
import type { Code } from '../source/code.ts'

/** A name as the methods of `op` read it: without the default database, parts with a dot in backquotes. */
export function objectNameCode(name: ObjectName, defaultDatabase: string): Code {
  const { catalog = DEFAULT_CATALOG, database } = name
  const parts = catalog === DEFAULT_CATALOG ? (database === defaultDatabase ? [] : [database]) : [catalog, database]
  return string([...parts, name.name].map(part).join('.'))
}

function part(name: string): string {
  return /[.`]/.test(name) ? `\`${name.replaceAll('`', '``')}\`` : name
}
