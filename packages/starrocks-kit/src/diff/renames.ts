import { applyOperation } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { capabilitiesOf } from '../schema/capabilities.ts'
import type { Refusal, SchemaState, Target } from '../schema/index.ts'
import { objectNameText } from '../schema/state.ts'
import { StarRocksKitError } from '../errors/base.ts'
import type { DiffOptions, Rename } from './schema-diff.ts'

/** A rename that was asked for cannot be made: what it names is not there, or the server would not do it. */
export class RenameError extends StarRocksKitError {
  override readonly code = 'RENAME_IMPOSSIBLE'
  readonly rename: Rename

  constructor(rename: Rename, reason: string, remedy = 'Check both names, or take the rename out.') {
    const what =
      rename.kind === 'column'
        ? `column ${rename.from} of ${objectNameText(rename.table)} to ${rename.to}`
        : `${rename.kind} ${objectNameText(rename.from)} to ${rename.to}`
    super(`Cannot rename ${what}: ${reason.replace(/\.+$/u, '')}. ${remedy}`)
    this.rename = rename
  }
}

/** The operations of the renames, and the schema after them: from there on everything is compared by name. */
export function applyRenames(
  from: SchemaState,
  options: DiffOptions,
): { readonly operations: readonly Operation[]; readonly state: SchemaState } {
  let state = from
  const operations: Operation[] = []
  const renames = options.renames ?? []
  // Tables first: columns are named by the table's new name.
  for (const rename of [...renames.filter(isObject), ...renames.filter((other) => !isObject(other))]) {
    const operation = operationOf(rename)
    const result = applyOperation(state, operation, options)
    if (result.kind === 'refused') throw new RenameError(rename, ...problemOf(rename, result.refusal, options.target))
    state = result.state
    operations.push(operation)
  }
  return { operations, state }
}

/** Where the server has no RENAME COLUMN, the column can only be made anew under the new name. */
function problemOf(
  rename: Rename,
  { message, remedy }: Refusal,
  target: Target,
): readonly [reason: string, remedy?: string] {
  if (rename.kind !== 'column' || capabilitiesOf(target).renameColumn)
    return remedy === undefined ? [message] : [message, remedy]
  const { table, from, to } = rename
  return [
    `RENAME COLUMN needs StarRocks 3.3.2 or later, and this is ${target.version.label}`,
    `Take the rename out and go in steps: add ${to} beside ${from}, fill it (UPDATE ${table.name} SET ${to} = ${from} on a primary key table, ` +
      `otherwise load its rows again), switch readers and writers over, and drop ${from} in a later revision.`,
  ]
}

function isObject(rename: Rename): boolean {
  return rename.kind !== 'column'
}

function operationOf(rename: Rename): Operation {
  switch (rename.kind) {
    case 'column':
      return { kind: 'RenameColumn', table: rename.table, from: rename.from, to: rename.to }
    case 'table':
      return { kind: 'RenameTable', table: rename.from, to: rename.to }
    case 'materialized-view':
      return { kind: 'RenameMaterializedView', view: rename.from, to: rename.to }
  }
}
