import type { FunctionCall } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { canCast, castTo } from '../cast.ts'
import { quoteDuckIdentifier, quoteDuckString } from '../duck-text.ts'
import { isNull } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

/** `dictionary_get('name', key ... [, null_if_not_exist])`: a struct of the values of a key; a key that is not there is an error, or NULL. */
export function bindDictionaryGet(call: FunctionCall, environment: Environment): Bound {
  const [first, ...rest] = call.arguments
  if (first === undefined || rest.length === 0) throw analyzingError('dictionary_get function get illegal param list')
  if (first.kind !== 'StringLiteral')
    throw analyzingError('dictionary_get function first param dictionary_name should be string literal')
  const name = first.value
  const { translation } = environment.context
  const dictionary = translation.session.dictionary?.(name)
  if (dictionary === undefined) throw analyzingError(`dictionary: ${name} does not exist`)
  if (dictionary.state !== 'FINISHED') throw analyzingError(`dictionary: ${name} is in ${dictionary.state} state`)
  const { keys, values, rows } = dictionary
  // Every argument is analyzed before its place is looked at.
  const bound = rest.map((argument) => bindExpression(argument, environment))
  if (rest.length !== keys.length && rest.length !== keys.length + 1) {
    const names = keys.map((key) => key.name).join(', ')
    throw analyzingError(
      `dictionary: ${name} has expected keys size: ${keys.length} keys: [${names}] plus null_if_not_exist flag(optional) but param given: ${rest.length}`,
    )
  }
  const flag = rest[keys.length]
  if (flag !== undefined && flag.kind !== 'BooleanLiteral') {
    throw analyzingError(
      `dictionary: ${name} has invalid parameter for \`null_if_not_exist\` invalid parameter: it must be true or false`,
    )
  }
  const relation = translation.relationOf({ kind: 'materialized-view', id: rows, columns: [...keys, ...values] })
  const alias = translation.newName()
  const column = (item: { readonly name: string }): string => `${alias}.${quoteDuckIdentifier(item.name)}`
  const conditions = keys.map((key, index) => {
    const value = bound[index] ?? { sql: 'NULL', type: { kind: 'null' } as const }
    if (!isNull(value.type) && !canCast(value.type, key.type))
      throw analyzingError(`column type ${typeText(key.type)} cast from ${typeText(value.type)} is invalid`)
    return `${column(key)} = ${castTo(value, key.type).sql}`
  })
  const fields = values.map((item) => `${quoteDuckIdentifier(item.name)} := ${column(item)}`)
  const found = `(SELECT struct_pack(${fields.join(', ')}) FROM ${relation} AS ${alias} WHERE ${conditions.join(' AND ')})`
  const sql =
    flag?.kind === 'BooleanLiteral' && flag.value
      ? found
      : `coalesce(${found}, error(${quoteDuckString('sr:key not found in dictionary cache')}))`
  return combine(sql, { kind: 'struct', fields: values.map((item) => ({ name: item.name, type: item.type })) }, bound)
}
