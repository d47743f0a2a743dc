import { StarRocksKitError } from '../errors/base.ts'
import type { Rename } from '../diff/index.ts'
import { parseObjectName } from '../migrations/index.ts'
import { findObject, findTable, sameObjectName, shortObjectName } from '../schema/index.ts'
import type { ObjectName, SchemaState } from '../schema/index.ts'

/** A rename that was asked for by an option cannot be understood, or names nothing that is there. */
export class InvalidRenameError extends StarRocksKitError {
  readonly code = 'INVALID_RENAME'
  readonly rename: string

  constructor(rename: string, problem: string) {
    super(`--rename ${rename}: ${problem}. Write old:new for a table or materialized view, table.old:new for a column.`)
    this.rename = rename
  }
}

export interface RenameContext {
  /** What the server has. */
  readonly live: SchemaState
  readonly defaultDatabase: string
  /** Renames of objects that are known already: columns may be named by the old or the new name of their table. */
  readonly known: readonly Rename[]
}

/**
 * The renames that `old:new`, `database.old:new` and `table.column:new` stand for. Names are looked up in what the server has, so that a dot is no riddle.
 *
 * @throws InvalidRenameError when the text has another form or the old name is not there.
 */
export function parseRenames(texts: readonly string[], context: RenameContext): readonly Rename[] {
  const parsed = texts.map((text) => {
    const colon = text.lastIndexOf(':')
    const to = unquote(text.slice(colon + 1))
    const from = parseObjectName(text.slice(0, Math.max(colon, 0)), context.defaultDatabase)
    if (colon === -1 || to === '' || to.includes('.') || from === undefined)
      throw new InvalidRenameError(text, 'it is not two names with a colon between them')
    return { text, from, to }
  })
  const objects = parsed.flatMap(({ from, to }) => objectRename(from, to, context.live) ?? [])
  const all = [...context.known, ...objects]
  return parsed.map(({ text, from, to }) => {
    const rename = objectRename(from, to, context.live) ?? columnRename(from, to, all, context)
    if (rename === undefined)
      throw new InvalidRenameError(text, `there is no ${shortObjectName(from, context.defaultDatabase)}`)
    return rename
  })
}

/** The text that `--rename` takes for a rename. */
export function renameText(rename: Rename, defaultDatabase: string): string {
  if (rename.kind !== 'column') return `${nameText(rename.from, defaultDatabase)}:${rename.to}`
  return `${nameText(rename.table, defaultDatabase)}.${part(rename.from)}:${rename.to}`
}

function nameText({ catalog, database, name }: ObjectName, defaultDatabase: string): string {
  if (catalog === undefined && database === defaultDatabase) return part(name)
  return [catalog, database, name].flatMap((text) => (text === undefined ? [] : [part(text)])).join('.')
}

function part(name: string): string {
  return /[.`]/u.test(name) ? `\`${name.replaceAll('`', '``')}\`` : name
}

function unquote(text: string): string {
  return /^`(?:[^`]|``)+`$/u.test(text) ? text.slice(1, -1).replaceAll('``', '`') : text
}

function objectRename(from: ObjectName, to: string, live: SchemaState): Rename | undefined {
  switch (findObject(live, from)?.kind) {
    case 'Table':
      return { kind: 'table', from, to }
    case 'MaterializedView':
      return { kind: 'materialized-view', from, to }
    default:
      return undefined
  }
}

/** `table.column`: what was read as database and name, or as catalog, database and name. */
function columnRename(
  { catalog, database, name: column }: ObjectName,
  to: string,
  renames: readonly Rename[],
  { live, defaultDatabase }: RenameContext,
): Rename | undefined {
  const table: ObjectName = { database: catalog ?? defaultDatabase, name: database }
  const renamed = renames.find(
    (rename) =>
      rename.kind === 'table' &&
      (sameObjectName(rename.from, table) || sameObjectName({ ...rename.from, name: rename.to }, table)),
  )
  const before = renamed?.kind === 'table' ? renamed.from : table
  const found = findTable(live, before)?.columns.some(({ name }) => name.toLowerCase() === column.toLowerCase())
  if (found !== true) return undefined
  return {
    kind: 'column',
    table: renamed?.kind === 'table' ? { ...before, name: renamed.to } : table,
    from: column,
    to,
  }
}
