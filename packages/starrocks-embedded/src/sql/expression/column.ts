import type { ColumnReference, FieldAccess } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Bound } from '../bound.ts'
import { fieldsOf, resolveColumn, tryResolveColumn } from '../name-scope.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

/** A name: an alias or lambda parameter that wins, a column, an alias that stands in, or a refusal. */
export function bindColumn(reference: ColumnReference, environment: Environment): Bound {
  const [name = '', ...fields] = reference.parts
  const preferred = aliased(environment.preferred, name, fields) ?? aliased(environment.outputs, name, fields)
  if (preferred !== undefined) return preferred
  if (environment.fallback !== undefined) {
    const own = tryResolveColumn(reference, { fields: environment.names.fields })
    if (own !== undefined) return own
    const standIn = aliased(environment.fallback, name, fields)
    if (standIn !== undefined) return standIn
  }
  return resolveColumn(reference, environment.names)
}

function aliased(
  aliases: ReadonlyMap<string, Bound> | undefined,
  name: string,
  fields: readonly string[],
): Bound | undefined {
  const found = aliases?.get(name.toLowerCase())
  return found === undefined ? undefined : fieldsOf(found, fields)
}

export function bindFieldAccess(access: FieldAccess, environment: Environment): Bound {
  const base = bindExpression(access.base, environment)
  if (base.type.kind !== 'struct') throw analyzingError(`${access.fields.join('.')} must be a field of a struct type`)
  const found = fieldsOf(base, access.fields)
  if (found === undefined) throw analyzingError(`Struct subfield '${access.fields.join('.')}' cannot be resolved`)
  return found
}
