import type { QualifiedName } from '../../language/index.ts'
import { qualifiedName } from '../to-statements/names.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'

/** Where an object of a database is, by its name: `shop.ingest`. A name of its own has no dot (FeNameFormat). */
export function placeOfName(name: string): { readonly database?: string; readonly name: string } {
  const dot = name.lastIndexOf('.')
  return dot === -1 ? { name } : { database: name.slice(0, dot), name: name.slice(dot + 1) }
}

/** `shop.ingest` as the name of a statement. */
export function statementName(name: string): QualifiedName {
  const place = placeOfName(name)
  return qualifiedName(place.database === undefined ? [place.name] : [place.database, place.name])
}

/** The name of an object that a statement means. @throws StatementRefusedError without a database */
export function nameOfStatement(written: QualifiedName, scope: ApplyScope, database?: string): string {
  const [name = '', given = database ?? scope.context.currentDatabase] = written.parts.toReversed()
  if (given === undefined) refuseAnalyzing('No database selected', { code: 1046 })
  return `${given}.${name}`
}

/** Names of objects that lie in databases: those of the default database are written without it. */
export const placedNaming = {
  read: (text: string): { readonly name: string } => ({ name: text }),
  place: (name: string, defaultDatabase: string): string =>
    placeOfName(name).database === undefined ? `${defaultDatabase}.${name}` : name,
  short: (name: string): string => placeOfName(name).name,
  write: ({ name }: { readonly name: string }, defaultDatabase?: string): string => {
    const place = placeOfName(name)
    return place.database === defaultDatabase ? place.name : name
  },
}
