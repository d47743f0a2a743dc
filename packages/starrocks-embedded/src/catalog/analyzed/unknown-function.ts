import { visit } from 'starrocks-kit/language'
import type { Expression, FunctionCall } from 'starrocks-kit/language'
import type { DataType, UnknownFunction } from 'starrocks-kit/schema'
import { declaredFunction } from '../../sql/declared-function.ts'
import type { FunctionFinder } from '../../sql/scope.ts'
import { isKnownForm } from '../../sql/expression/scalar-call.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import { typeText } from '../../sql/types/type-text.ts'
import { isBuiltin, takesArguments, takesTypes } from './function-type.ts'
import { inferColumnType } from './infer-type.ts'

/** Names that the analyzer knows without a signature: forms of the grammar, functions of the session, windows, lambdas. */
const FORMS: ReadonlySet<string> = new Set(
  (
    'array map row struct named_struct if ifnull nvl nullif coalesce time_slice date_slice str_to_date timestampadd timestampdiff ' +
    'database schema catalog user current_user current_role current_group session_user connection_id grouping grouping_id ' +
    'row_number rank dense_rank cume_dist percent_rank ntile lag lead first_value last_value ' +
    'array_map transform array_filter filter array_sortby any_match all_match map_apply map_filter transform_keys transform_values ' +
    'alignment_timestamp date_floor strftime ilike histogram session_id default_value max_by_v2 min_by_v2 distinct_pc distinct_pcsa ' +
    'percentile_disc_lc first_value_rewrite divide multiply subtract exchange_bytes exchange_speed bitmap_dict unnest_bitmap ' +
    'dictionary_get dict_mapping unnest generate_series json_each subdivide_bitmap now current_timestamp localtime localtimestamp'
  ).split(' '),
)

/** The first call of a function that does not exist. Calls whose arguments have no known type are left alone. */
export function unknownFunction(
  expression: Expression,
  columns: readonly { readonly name: string; readonly type: DataType }[],
  functions?: FunctionFinder,
): UnknownFunction | undefined {
  let found: UnknownFunction | undefined
  visit(expression, {
    FunctionCall(call) {
      const signature = unknownSignature(call, (argument) => inferColumnType(argument, columns, functions), functions)
      if (signature !== undefined) found = { signature, call }
    },
  })
  return found
}

/** The signature of a call whose function does not exist. */
export function unknownSignature(
  call: FunctionCall,
  typeOf: (argument: Expression) => SqlType | undefined,
  functions?: FunctionFinder,
): string | undefined {
  const name = (call.name.at(-1) ?? '').toLowerCase()
  const byTypes = call.name.length === 1 && !FORMS.has(name) && takesArguments(name, call.arguments.length)
  if (!byTypes && !isUnknown(call)) return undefined
  const types = call.arguments.map(typeOf)
  const known = types.filter((type): type is SqlType => type !== undefined)
  if (known.length < types.length || declaredFunction(functions, call.name, known) !== undefined) return undefined
  if (byTypes && takesTypes(name, known)) return undefined
  return `${name}(${known.map(typeText).join(', ')})`
}

function isUnknown(call: FunctionCall): boolean {
  const name = (call.name.at(-1) ?? '').toLowerCase()
  if (call.over !== undefined || FORMS.has(name) || takesArguments(name, call.arguments.length)) return false
  if (!isBuiltin(name) && isKnownForm(name)) return false
  // Combinators of aggregate functions.
  if (/_(?:state|merge|union|combine|if|foreach)$/.test(name)) return false
  return inferColumnType(call, []) === undefined
}
