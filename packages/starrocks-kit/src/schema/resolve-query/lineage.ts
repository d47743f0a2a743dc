import { visit } from '../../language/index.ts'
import type {
  AstNode,
  CommonTableExpression,
  Expression,
  Query,
  QueryBody,
  Relation,
  Select,
} from '../../language/index.ts'
import { objectNameFromParts } from '../from-ast/names.ts'
import { queryOf } from '../sql-text.ts'
import { objectNameText } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'
import type { SqlText } from '../types/sql-text.ts'
import { canonicalQueryTree } from './canonical-query.ts'
import type { QueryContext } from './dependencies.ts'
import { impliedName } from './implied-name.ts'
import type { Resolver } from './scope.ts'
import { recursiveTable } from './recursive-table.ts'

/** A column of a table or view that a query reads. */
interface SourceColumn {
  readonly object: ObjectName
  /** In lower case. */
  readonly column: string
}

/** An output column of a query, and the columns that its values are computed from; those that only filter or join rows are not among them. */
export interface ColumnLineage {
  readonly name: string
  readonly sources: readonly SourceColumn[]
}

/** Sources by a text of them, so that each counts once. */
type Sources = ReadonlyMap<string, SourceColumn>

const NONE: Sources = new Map()

/** What a relation in FROM gives: a base object, whose columns are sources themselves, or columns with sources of their own. */
interface Origin {
  /** How references name it. */
  readonly parts: readonly string[]
  readonly columnSources: (column: string) => Sources
}

/** The relations around a place, the innermost first. */
type Origins = readonly Origin[]

type CommonTables = ReadonlyMap<string, readonly ColumnLineage[]>

/**
 * Which columns of which objects each output column of a query is computed from, one step: what a view reads may be a view again. Where a query cannot be
 * resolved (columns behind `*` that are not known, say), the columns that can be are there.
 */
export function queryLineage(
  query: SqlText,
  state: SchemaState,
  { currentDatabase, currentCatalog }: QueryContext,
): readonly ColumnLineage[] {
  const resolver: Resolver = { state, currentDatabase, currentCatalog, problem: undefined, doubts: [] }
  return lineageOf(canonicalQueryTree(queryOf(query), resolver).query, [], new Map())
}

function lineageOf(query: Query, outer: Origins, tables: CommonTables): readonly ColumnLineage[] {
  const inSight = new Map(tables)
  for (const cte of query.with ?? []) {
    const anchor = recursiveTable(query, cte)?.anchor
    const found =
      anchor === undefined
        ? renamed(lineageOf(cte.query, outer, inSight), cte.columns)
        : lineageOfRounds(cte, anchor, outer, inSight)
    inSight.set(cte.name, found)
  }
  return lineageOfBody(query.body, outer, inSight)
}

/** Each round of a table that reads itself may bring sources from another column, until there are no more. */
function lineageOfRounds(
  { name, query, columns }: CommonTableExpression,
  anchor: QueryBody,
  outer: Origins,
  tables: CommonTables,
): readonly ColumnLineage[] {
  let found = renamed(lineageOfBody(anchor, outer, tables), columns)
  for (let count = -1; sourceCount(found) > count;) {
    count = sourceCount(found)
    found = renamed(lineageOf(query, outer, new Map([...tables, [name, found]])), columns)
  }
  return found
}

const sourceCount = (columns: readonly ColumnLineage[]): number =>
  columns.reduce((count, { sources }) => count + sources.length, 0)

function lineageOfBody(body: QueryBody, outer: Origins, tables: CommonTables): readonly ColumnLineage[] {
  switch (body.kind) {
    case 'Select':
      return lineageOfSelect(body, outer, tables)
    case 'Query':
      return lineageOf(body, outer, tables)
    case 'SetOperation': {
      // Columns of all operands match by position; names are those of the first.
      const [first = [], ...rest] = body.operands.map((operand) => lineageOfBody(operand, outer, tables))
      return first.map((column, index) => ({
        name: column.name,
        sources: [...union([column, ...rest.flatMap((columns) => columns[index] ?? [])].map(sourcesOf)).values()],
      }))
    }
  }
}

function lineageOfSelect(select: Select, outer: Origins, tables: CommonTables): readonly ColumnLineage[] {
  const origins = [...(select.from ?? []).flatMap((relation) => originsOf(relation, outer, tables)), ...outer]
  return select.items.flatMap((item): readonly ColumnLineage[] => {
    if (item.kind === 'SelectStar') return []
    const sources = expressionSources(item.expression, origins, tables)
    return [{ name: item.alias ?? impliedName(item.expression), sources: [...sources.values()] }]
  })
}

function originsOf(relation: Relation, outer: Origins, tables: CommonTables): Origins {
  switch (relation.kind) {
    case 'TableReference': {
      const { parts } = relation.name
      const common = parts.length === 1 ? tables.get(parts[0] ?? '') : undefined
      const exposed = relation.alias === undefined ? parts : [relation.alias]
      if (common !== undefined) return [{ parts: exposed, columnSources: sourcesAmong(common) }]
      const object = objectNameFromParts(parts, { currentDatabase: '' })
      return object === undefined ? [] : [{ parts: exposed, columnSources: (column) => baseSource(object, column) }]
    }
    case 'SubqueryRelation': {
      const columns = renamed(lineageOf(relation.query, outer, tables), relation.columns)
      return [{ parts: relation.alias === undefined ? [] : [relation.alias], columnSources: sourcesAmong(columns) }]
    }
    case 'TableFunction':
      return [functionOrigin(relation, outer, tables)]
    case 'JoinRelation':
      return joinOrigins(relation, outer, tables)
    case 'RelationGroup':
      return relation.relations.flatMap((inner) => originsOf(inner, outer, tables))
    case 'ValuesRelation':
    case 'FileTableFunction':
      return []
  }
}

/** What stands behind sees what stands before. */
function joinOrigins(
  { first, joins }: Extract<Relation, { kind: 'JoinRelation' }>,
  outer: Origins,
  tables: CommonTables,
): Origins {
  return joins.reduce<Origins>(
    (before, { relation }) => [...before, ...originsOf(relation, [...before, ...outer], tables)],
    originsOf(first, outer, tables),
  )
}

/** Every column that a table function gives is made from all its arguments. */
function functionOrigin(
  { alias, arguments: given }: Extract<Relation, { kind: 'TableFunction' }>,
  before: Origins,
  tables: CommonTables,
): Origin {
  const values = given.map((argument) => (argument.kind === 'NamedArgument' ? argument.value : argument))
  const sources = union(values.map((value) => expressionSources(value, before, tables)))
  return { parts: alias === undefined ? [] : [alias], columnSources: () => sources }
}

function expressionSources(expression: Expression, origins: Origins, tables: CommonTables): Sources {
  const found: Sources[] = []
  visit(expression, {
    ColumnReference({ parts }) {
      found.push(referenceSources(parts, origins))
    },
    Query(node: AstNode) {
      if (node.kind !== 'Query') return undefined
      found.push(...lineageOf(node, origins, tables).map(sourcesOf))
      return 'skip'
    },
  })
  return union(found)
}

/** Canonical references begin with the parts of their relation; struct fields may follow the column. */
function referenceSources(parts: readonly string[], origins: Origins): Sources {
  const origin = origins.find(
    (candidate) =>
      candidate.parts.length < parts.length && candidate.parts.every((part, index) => part === parts[index]),
  )
  const column = origin === undefined ? undefined : parts[origin.parts.length]
  return origin === undefined || column === undefined ? NONE : origin.columnSources(column)
}

function baseSource(object: ObjectName, column: string): Sources {
  const name = column.toLowerCase()
  return new Map([[`${objectNameText(object)}.${name}`, { object, column: name }]])
}

function sourcesAmong(columns: readonly ColumnLineage[]): (column: string) => Sources {
  return (column) => {
    const found = columns.find(({ name }) => name.toLowerCase() === column.toLowerCase())
    return found === undefined ? NONE : sourcesOf(found)
  }
}

function sourcesOf({ sources }: ColumnLineage): Sources {
  return new Map(sources.map((source) => [`${objectNameText(source.object)}.${source.column}`, source]))
}

function union(all: readonly Sources[]): Sources {
  return new Map(all.flatMap((sources) => [...sources]))
}

function renamed(columns: readonly ColumnLineage[], names: readonly string[] | undefined): readonly ColumnLineage[] {
  return names === undefined
    ? columns
    : columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }))
}
