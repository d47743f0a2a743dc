import { databaseOfSelection } from '../diff/index.ts'
import type { Selection } from '../diff/index.ts'
import { findTable, normalizeSchema, schemaObjects, schemaOf, validateSchema } from '../schema/index.ts'
import type { SchemaState, Target } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import { InvalidSelectionError } from './errors.ts'

/**
 * What of a database takes part where it is read for itself, to become models, a baseline or text: what `compare` of the config leaves out is as the models that
 * are there have it, or missing.
 *
 * @param declared What the models say that are there.
 * @throws InvalidSelectionError when a table cannot be without the columns that are left out.
 */
export function selectedDatabase(
  read: SchemaState,
  declared: SchemaState,
  { selection, target }: { readonly selection: Selection; readonly target: Target },
): SchemaState {
  if (Object.keys(selection).length === 0) return read
  const sides = { database: normalizeSchema(read, target), models: normalizeSchema(declared, target) }
  const selected = databaseOfSelection(sides, { read, declared }, selection)
  requireWholeTables(read, selected, target)
  return selected
}

function requireWholeTables(read: SchemaState, selected: SchemaState, target: Target): void {
  const changed = [...schemaObjects(selected)].flatMap(({ name: { database, catalog, name }, object }) => {
    const before = findTable(read, { database, name, ...compact({ catalog }) })
    const lacksColumns =
      object.kind === 'Table' && before !== undefined && object.columns.length < before.columns.length
    return lacksColumns ? [{ database, object, ...compact({ catalog }) }] : []
  })
  const errors = validateSchema(schemaOf(changed), target).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new InvalidSelectionError(errors)
}
