import type { Expression, Query, QueryBody, Relation, Select } from '../../language/index.ts'
import { objectNameFromParts } from '../from-ast/names.ts'
import { queryOf } from '../sql-text.ts'
import { findObject } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { replaceColumns } from './aliases.ts'
import { canonicalQueryTree } from './canonical-query.ts'
import type { QueryContext } from './dependencies.ts'
import { impliedName } from './implied-name.ts'
import type { Resolver } from './scope.ts'
import { recursiveTable } from './recursive-table.ts'

/** A query in canonical form, and what is around it. */
export interface TracedQuery {
  readonly query: Query
  readonly state: SchemaState
  readonly names: readonly string[] | undefined
}

/** What a name stands for: an expression over columns of tables and materialized views, each with the parts of its table before it. */
type Columns = (name: string) => Expression | undefined

interface Origin {
  /** How canonical references name it. */
  readonly parts: readonly string[]
  readonly columns: Columns
}

type CommonTables = ReadonlyMap<string, Columns>

const NOTHING: Columns = () => undefined

export function tracedQuery(query: Query, state: SchemaState, context: QueryContext): TracedQuery {
  const { currentDatabase, currentCatalog } = context
  const resolver: Resolver = { state, currentDatabase, currentCatalog, problem: undefined, doubts: [] }
  const canonical = canonicalQueryTree(query, resolver)
  return { query: canonical.query, state, names: canonical.columns }
}

/**
 * The expression over base tables that an output column is, looked for through subqueries, common tables, views and set operations, in the first operand that
 * has it. Undefined where it cannot be told.
 *
 * Source: MVPartitionSlotRefResolver.
 */
export function columnOrigin(traced: TracedQuery, position: number): Expression | undefined {
  return columnsOfQuery(traced.query, new Map(), traced.state)[position]?.()
}

/** Output columns by position: worked out when they are asked for. */
type Outputs = readonly (() => Expression | undefined)[]

function columnsOfQuery(query: Query, outer: CommonTables, state: SchemaState): Outputs {
  const tables = new Map(outer)
  for (const cte of query.with ?? []) {
    const { name, query: inner, columns } = cte
    const anchor = recursiveTable(query, cte)?.anchor
    const before = new Map(tables)
    const outputs = anchor === undefined ? columnsOfQuery(inner, before, state) : columnsOfBody(anchor, before, state)
    tables.set(name, named(outputs, columns ?? outputNames(inner.body)))
  }
  return columnsOfBody(query.body, tables, state)
}

function columnsOfBody(body: QueryBody, tables: CommonTables, state: SchemaState): Outputs {
  switch (body.kind) {
    case 'Select':
      return columnsOfSelect(body, tables, state)
    case 'Query':
      return columnsOfQuery(body, tables, state)
    case 'SetOperation': {
      const [first = [], ...rest] = body.operands.map((operand) => columnsOfBody(operand, tables, state))
      return first.map((column, i) => () => column() ?? rest.map((columns) => columns[i]?.()).find((found) => found))
    }
  }
}

function columnsOfSelect(select: Select, tables: CommonTables, state: SchemaState): Outputs {
  const origins = (select.from ?? []).flatMap((relation) => originsOf(relation, tables, state))
  return select.items.map((item) => () => {
    if (item.kind === 'SelectStar') return undefined
    let complete = true
    const replaced = replaceColumns(item.expression, (parts) => {
      const found = referenced(parts, origins)
      if (found === undefined) complete = false
      return found
    })
    return complete ? (replaced as Expression) : undefined
  })
}

function referenced(parts: readonly string[], origins: readonly Origin[]): Expression | undefined {
  const origin = origins.find(
    (candidate) =>
      candidate.parts.length === parts.length - 1 && candidate.parts.every((part, index) => part === parts[index]),
  )
  return origin?.columns(parts.at(-1) ?? '')
}

function originsOf(relation: Relation, tables: CommonTables, state: SchemaState): readonly Origin[] {
  switch (relation.kind) {
    case 'TableReference': {
      const { parts } = relation.name
      const exposed = relation.alias === undefined ? parts : [relation.alias]
      const common = parts.length === 1 ? tables.get(parts[0] ?? '') : undefined
      if (common !== undefined) return [{ parts: exposed, columns: common }]
      const name = objectNameFromParts(parts, { currentDatabase: '' })
      return [{ parts: exposed, columns: name === undefined ? NOTHING : columnsOfObject(name, parts, state) }]
    }
    case 'SubqueryRelation': {
      const outputs = columnsOfQuery(relation.query, tables, state)
      const columns = named(outputs, relation.columns ?? outputNames(relation.query.body))
      return [{ parts: relation.alias === undefined ? [] : [relation.alias], columns }]
    }
    case 'JoinRelation':
      return [relation.first, ...relation.joins.map((join) => join.relation)].flatMap((inner) =>
        originsOf(inner, tables, state),
      )
    case 'RelationGroup':
      return relation.relations.flatMap((inner) => originsOf(inner, tables, state))
    default:
      return []
  }
}

/** A view is looked through; anything else is where columns come from. */
function columnsOfObject(name: ObjectName, parts: readonly string[], state: SchemaState): Columns {
  const object = findObject(state, name)
  if (object?.kind !== 'View') return (column) => ({ kind: 'ColumnReference', parts: [...parts, column] })
  return (column) => {
    const traced = tracedQuery(queryOf(object.query), state, { currentDatabase: name.database })
    const names = object.columns?.map((own) => own.name) ?? traced.names ?? []
    const position = names.findIndex((own) => own.toLowerCase() === column.toLowerCase())
    return position === -1 ? undefined : columnOrigin(traced, position)
  }
}

function named(outputs: Outputs, names: readonly string[]): Columns {
  return (name) => outputs[names.findIndex((own) => own.toLowerCase() === name.toLowerCase())]?.()
}

/** Names of output columns in canonical form: an alias that is left out repeats the name of the column. */
function outputNames(body: QueryBody): readonly string[] {
  switch (body.kind) {
    case 'Select':
      return body.items.map((item) => (item.kind === 'SelectStar' ? '' : (item.alias ?? impliedName(item.expression))))
    case 'Query':
      return outputNames(body.body)
    case 'SetOperation':
      return body.operands[0] === undefined ? [] : outputNames(body.operands[0])
  }
}
