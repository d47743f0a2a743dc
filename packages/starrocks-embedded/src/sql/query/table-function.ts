import type { TableFunction } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Bound } from '../bound.ts'
import { castTo } from '../cast.ts'
import { declaredFunction } from '../declared-function.ts'
import { codeRefusal } from '../expression/declared-call.ts'
import { bindExpression } from '../expression/bind.ts'
import type { NameScope } from '../name-scope.ts'
import type { OutputColumn, QueryContext } from '../translation.ts'
import { BIGINT, INT, integerTypeOf, JSON_TYPE, VARCHAR, type SqlType } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import { derivedFields, renamed, type BoundRelation } from './derived.ts'

/** A function in FROM; its arguments see the relations before it. */
export function translateTableFunction(
  relation: TableFunction,
  context: QueryContext,
  outer: NameScope,
): BoundRelation {
  const name = (relation.name.parts.at(-1) ?? '').toLowerCase()
  const args: Bound[] = []
  const named = new Map<string, Bound>()
  for (const argument of relation.arguments) {
    if (argument.kind === 'NamedArgument')
      named.set(argument.name.toLowerCase(), bindExpression(argument.value, { context, names: outer }))
    else args.push(bindExpression(argument, { context, names: outer }))
  }
  const produced = produce(name, args, named)
  if (produced === undefined) {
    const declared = declaredFunction(
      context.translation.session.functions,
      relation.name.parts,
      args.map(({ type }) => type),
    )
    if (declared?.body.kind === 'code') throw codeRefusal(declared.label, declared.body.language)
    throw analyzingError(
      `Unknown table function '${name}(${args
        .map((arg) =>
          typeText(arg.type)
            .toUpperCase()
            .replace(/\(\d+\)/, ''),
        )
        .join(',')})'`,
    )
  }
  const alias = context.translation.newName()
  const list = produced.map((column, index) => `${column.sql} AS _${index + 1}`).join(', ')
  const columns = renamed(produced, relation.columns, relation.alias ?? name)
  // An unnest of one column is also found by its alias alone.
  const shown: readonly OutputColumn[] =
    relation.columns === undefined && columns.length === 1 && relation.alias !== undefined && name === 'unnest'
      ? columns.map((column) => ({ ...column, name: 'unnest' }))
      : columns
  return {
    sql: `LATERAL (SELECT ${list}) AS ${alias}`,
    fields: derivedFields(alias, shown, { name: relation.alias ?? name }),
  }
}

interface ProducedColumn {
  readonly name: string
  readonly type: SqlType
  readonly sql: string
}

function produce(
  name: string,
  args: readonly Bound[],
  named: ReadonlyMap<string, Bound>,
): readonly ProducedColumn[] | undefined {
  switch (name) {
    case 'unnest':
      return unnest(args)
    case 'generate_series':
      return series(args, named)
    case 'unnest_bitmap':
      return args.map((arg) => ({ name: 'unnest_bitmap', type: BIGINT, sql: `CAST(unnest(${arg.sql}) AS BIGINT)` }))
    case 'json_each':
      return args.flatMap((arg) => [
        { name: 'key', type: VARCHAR, sql: `unnest(json_keys(${arg.sql}))` },
        {
          name: 'value',
          type: JSON_TYPE,
          sql: `unnest(json_extract(${arg.sql}, list_transform(json_keys(${arg.sql}), lambda k: '$."' || k || '"')))`,
        },
      ])
    default:
      return undefined
  }
}

function unnest(args: readonly Bound[]): readonly ProducedColumn[] | undefined {
  const columns: ProducedColumn[] = []
  for (const arg of args) {
    if (arg.type.kind === 'array')
      columns.push({
        name: args.length === 1 ? 'unnest' : `unnest_${columns.length + 1}`,
        type: arg.type.element,
        sql: `unnest(${arg.sql})`,
      })
    else if (arg.type.kind === 'map') {
      columns.push({ name: 'key', type: arg.type.key, sql: `unnest(sr_map_keys(${arg.sql}))` })
      columns.push({
        name: 'value',
        type: arg.type.value,
        sql: `unnest(list_transform(${arg.sql}, lambda e: e.value))`,
      })
    } else return undefined
  }
  return columns
}

function series(args: readonly Bound[], named: ReadonlyMap<string, Bound>): readonly ProducedColumn[] | undefined {
  const start = named.get('start') ?? args[0]
  const end = named.get('end') ?? args[1]
  const step = named.get('step') ?? args[2]
  if (start === undefined || end === undefined) return undefined
  const type = integerTypeOf([start.type, end.type]) ?? INT
  if (step?.constant?.value === 0) throw analyzingError('table function generate_series parameter step cannot be 0')
  const texts = [start, end, ...(step === undefined ? [] : [step])].map((bound) => castTo(bound, BIGINT).sql)
  return [
    {
      name: 'generate_series',
      type,
      sql: castTo({ sql: `unnest(generate_series(${texts.join(', ')}))`, type: BIGINT }, type).sql,
    },
  ]
}
