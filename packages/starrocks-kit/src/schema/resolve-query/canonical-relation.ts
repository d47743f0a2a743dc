import type { Expression, Join, Query, Relation, TableFunction, TableReference } from '../../language/index.ts'
import { objectNameFromParts } from '../from-ast/names.ts'
import { findDatabase, findObject } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import { asofProblem } from './asof-condition.ts'
import { objectColumns } from './object-columns.ts'
import type { OutputColumns } from './object-columns.ts'
import { report } from './scope.ts'
import { usingCondition } from './using-condition.ts'
import type { CommonTables, Resolver, Scope, ScopeRelation } from './scope.ts'

export interface RelationContext {
  readonly resolver: Resolver
  readonly parent: Scope
  readonly tables: CommonTables
  readonly subquery: (
    query: Query,
    parent: Scope,
  ) => { readonly query: Query; readonly columns: readonly string[] | undefined }
  readonly expression: (expression: Expression, scope: Scope) => Expression
  /** Output columns of a view's query, resolved by itself. */
  readonly outputs: OutputColumns
}

export interface CanonicalRelations {
  readonly nodes: readonly Relation[]
  readonly relations: readonly ScopeRelation[]
}

/** The relations of FROM in canonical form, and what they bring into sight. */
export function canonicalRelations(from: readonly Relation[], context: RelationContext): CanonicalRelations {
  const nodes: Relation[] = []
  let relations: readonly ScopeRelation[] = []
  for (const relation of from) {
    const next = canonicalRelation(relation, relations, context)
    nodes.push(next.node)
    relations = [...relations, ...next.relations]
  }
  return { nodes: nodes.length > 1 ? [asCrossJoins(nodes)] : nodes, relations }
}

/** `a, b` is `a CROSS JOIN b`. */
function asCrossJoins(nodes: readonly Relation[]): Relation {
  const [first, ...rest] = nodes
  const joins = rest.map((relation): Join => ({ kind: 'Join', type: 'CROSS', relation }))
  if (first === undefined) throw new RangeError('FROM without relations')
  if (first.kind === 'JoinRelation') return { ...first, joins: [...first.joins, ...joins] }
  return { kind: 'JoinRelation', first, joins }
}

interface One {
  readonly node: Relation
  readonly relations: readonly ScopeRelation[]
}

function canonicalRelation(relation: Relation, left: readonly ScopeRelation[], context: RelationContext): One {
  switch (relation.kind) {
    case 'TableReference':
      return canonicalTable(relation, context)
    case 'SubqueryRelation': {
      const inner = context.subquery(relation.query, context.parent)
      const columns = relation.columns ?? inner.columns
      const exposed = relation.alias ?? ''
      return {
        node: {
          kind: 'SubqueryRelation',
          query: inner.query,
          ...(relation.alias !== undefined ? { alias: relation.alias } : {}),
          ...(relation.columns !== undefined ? { columns: lower(relation.columns) } : {}),
        },
        relations: [{ exposed, parts: exposed === '' ? [] : [exposed], columns }],
      }
    }
    case 'ValuesRelation': {
      const width = relation.rows[0]?.values.length ?? 0
      const columns = relation.columns ?? Array.from({ length: width }, (_, i) => `column_${i}`)
      const exposed = relation.alias ?? ''
      return {
        node: {
          ...relation,
          rows: relation.rows.map((row) => ({
            ...row,
            values: row.values.map((value) =>
              value.kind === 'DefaultValue' ? value : context.expression(value, context.parent),
            ),
          })),
        },
        relations: [{ exposed, parts: exposed === '' ? [] : [exposed], columns }],
      }
    }
    case 'TableFunction':
      return canonicalTableFunction(relation, left, context)
    case 'FileTableFunction': {
      const exposed = relation.alias ?? ''
      return {
        node: relation,
        relations: [{ exposed, parts: exposed === '' ? [] : [exposed], columns: relation.columns }],
      }
    }
    case 'JoinRelation':
      return canonicalJoin(relation, left, context)
    case 'RelationGroup': {
      const inner = canonicalRelations(relation.relations, context)
      const [only] = inner.nodes
      return {
        node: inner.nodes.length === 1 && only !== undefined ? only : { ...relation, relations: inner.nodes },
        relations: inner.relations,
      }
    }
  }
}

function lower(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase())
}

function canonicalTable(relation: TableReference, context: RelationContext): One {
  const { resolver, tables } = context
  const [only] = relation.name.parts
  if (relation.name.parts.length === 1 && only !== undefined && tables.has(only)) {
    const exposed = relation.alias ?? only
    return {
      node: {
        kind: 'TableReference',
        name: { kind: 'QualifiedName', parts: [only] },
        ...(relation.alias !== undefined && relation.alias !== only ? { alias: relation.alias } : {}),
      },
      relations: [{ exposed, parts: [exposed], columns: tables.get(only) }],
    }
  }
  const name = objectNameFromParts(relation.name.parts, {
    currentDatabase: resolver.currentDatabase,
    ...(resolver.currentCatalog !== undefined ? { currentCatalog: resolver.currentCatalog } : {}),
  })
  if (name === undefined) return { node: relation, relations: [] }
  const columns = columnsOf(name, context)
  const parts = [...(name.catalog !== undefined ? [name.catalog] : []), name.database, name.name]
  const alias = relation.alias === name.name ? undefined : relation.alias
  if (relation.period !== undefined && name.catalog === undefined && columns !== undefined) {
    report(resolver, 1064, 'Unsupported table type for temporal clauses, table type: OLAP', true)
  }
  const { hint: _, alias: __, lateral: ___, ...rest } = relation
  return {
    node: { ...rest, name: { kind: 'QualifiedName', parts }, ...(alias !== undefined ? { alias } : {}) },
    relations: [
      {
        exposed: alias ?? name.name,
        database: name.database,
        ...(name.catalog !== undefined ? { catalog: name.catalog } : {}),
        parts: alias === undefined ? parts : [alias],
        columns,
      },
    ],
  }
}

/** Columns of a table, view or materialized view; reports those that do not exist in a database that does. */
function columnsOf(name: ObjectName, { resolver, outputs }: RelationContext): readonly string[] | undefined {
  const { state } = resolver
  if (name.catalog !== undefined) {
    if (resolver.catalogs?.includes(name.catalog) === false) {
      report(resolver, 5078, `Unknown catalog '${name.catalog}'`)
    }
    return undefined
  }
  if (state === undefined) return undefined
  const object = findObject(state, name)
  if (object !== undefined) return objectColumns(name, object, state, outputs)
  if (findDatabase(state, name) === undefined) {
    if (!isSystem(name.database) && resolver.partial !== true)
      report(resolver, 5501, `Unknown database '${name.database}'`)
  } else {
    report(resolver, 5502, `Unknown table '${name.database}.${name.name}'`)
  }
  return undefined
}

function isSystem(database: string): boolean {
  return ['information_schema', 'sys', '_statistics_', 'starrocks_audit_db__', 'mysql'].includes(database)
}

/** Names that a table function gives to its columns when none are written. */
const FUNCTION_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  unnest: ['unnest'],
  generate_series: ['generate_series'],
}

function canonicalTableFunction(
  relation: Extract<Relation, { kind: 'TableFunction' }>,
  left: readonly ScopeRelation[],
  context: RelationContext,
): One {
  const name = relation.name.parts.map((part) => part.toLowerCase())
  const known = Object.hasOwn(FUNCTION_COLUMNS, name.at(-1) ?? '') ? FUNCTION_COLUMNS[name.at(-1) ?? ''] : undefined
  const columns = relation.columns ?? known
  const exposed = relation.alias ?? name.at(-1) ?? ''
  const scope: Scope = { relations: left, parent: context.parent }
  if (relation.arguments.length === 0) {
    // The analyzer loses the arguments of TABLE(f(...)) in its text (recorded): nothing can be compared.
    context.resolver.doubts.push(`the arguments of ${name.join('.')} are not in the text`)
  }
  return {
    node: {
      kind: 'TableFunction',
      ...(relation.table ? { table: true } : {}),
      name: { kind: 'QualifiedName', parts: name },
      arguments: withoutDefaultStep(relation).map((argument) =>
        argument.kind === 'NamedArgument'
          ? { ...argument, value: context.expression(argument.value, scope) }
          : context.expression(argument, scope),
      ),
      alias: exposed,
      ...(columns !== undefined ? { columns: lower(columns) } : {}),
    },
    relations: [{ exposed, parts: [exposed], columns }],
  }
}

/** 3.3 writes out the step of a series, which is 1 when it is left out (recorded). */
function withoutDefaultStep(relation: TableFunction): TableFunction['arguments'] {
  const [start, end, step] = relation.arguments
  const series = relation.name.parts.at(-1)?.toLowerCase() === 'generate_series'
  const one = step?.kind === 'NumberLiteral' && step.text === '1'
  return series && one && start !== undefined && end !== undefined ? [start, end] : relation.arguments
}

function canonicalJoin(
  relation: Extract<Relation, { kind: 'JoinRelation' }>,
  outer: readonly ScopeRelation[],
  context: RelationContext,
): One {
  const first = canonicalRelation(relation.first, outer, context)
  let relations = first.relations
  const joins: Join[] = []
  for (const join of relation.joins) {
    const right = canonicalRelation(join.relation, [...outer, ...relations], context)
    const on = join.using === undefined ? undefined : usingCondition(join.using, relations, right.relations)
    if (join.using !== undefined && on === undefined) {
      context.resolver.doubts.push('the columns of a JOIN with USING are not known')
    }
    const before = relations
    const hidden = new Set(join.using?.map((name) => name.toLowerCase()))
    relations = [...relations, ...right.relations.map((item) => (hidden.size > 0 ? { ...item, hidden } : item))]
    if (join.type === 'FULL' && hidden.size > 0 && context.resolver.mergesFullJoins === true) {
      relations = relations.map((item) => ({ ...item, merged: new Set([...(item.merged ?? []), ...hidden]) }))
    }
    const condition =
      on ??
      (join.on === undefined
        ? undefined
        : context.expression(join.on, { relations: [...outer, ...relations], parent: context.parent }))
    if (join.type.startsWith('ASOF') && condition !== undefined) {
      const problem = asofProblem(condition)
      if (problem !== undefined) report(context.resolver, 1064, problem)
    }
    if (/SEMI|ANTI/.test(join.type)) {
      // Only one side of these joins can be seen from outside.
      relations = join.type.startsWith('RIGHT') ? right.relations : before
    }
    joins.push({
      kind: 'Join',
      type: join.type === 'INNER' && condition === undefined ? 'CROSS' : join.type,
      ...(join.hint !== undefined ? { hint: join.hint } : {}),
      relation: right.node,
      ...(condition !== undefined ? { on: condition } : {}),
    })
  }
  // A join in parentheses at the head needs none.
  const node: Relation =
    first.node.kind === 'JoinRelation'
      ? { kind: 'JoinRelation', first: first.node.first, joins: [...first.node.joins, ...joins] }
      : { kind: 'JoinRelation', first: first.node, joins }
  return { node, relations }
}
