import { renameText } from '../commands/rename-option.ts'
import type { Rename } from '../diff/index.ts'
import { shortObjectName } from '../schema/index.ts'

/** `Was table users renamed to people?` */
export function renameQuestion(rename: Rename, defaultDatabase: string): string {
  return `Was ${subject(rename, defaultDatabase)} renamed to ${rename.to}?`
}

/** What to write so that a pair that is dropped and created is renamed instead. */
export function renameHint(rename: Rename, defaultDatabase: string): string {
  return (
    `${subject(rename, defaultDatabase)} goes and ${rename.to} of the same shape comes: ` +
    `if it was renamed, say --rename ${renameText(rename, defaultDatabase)} (or renamedFrom in the model)`
  )
}

function subject(rename: Rename, defaultDatabase: string): string {
  if (rename.kind === 'column') return `column ${shortObjectName(rename.table, defaultDatabase)}.${rename.from}`
  return `${rename.kind === 'table' ? 'table' : 'materialized view'} ${shortObjectName(rename.from, defaultDatabase)}`
}
