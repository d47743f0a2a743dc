import { AliasNode, ColumnNode, IdentifierNode, ReferenceNode, SelectAllNode, SelectQueryNode, TableNode } from 'kysely'
import type { OperationNode, RootOperationNode, WithNode } from 'kysely'
import type { DataType } from '../schema/types/data-type.ts'
import type { DeclaredColumns } from './declared-columns.ts'

/** Types of columns by name in lower case; undefined where the query computes a value, or two sources disagree. */
type Types = ReadonlyMap<string, DataType | undefined>

const NONE: Types = new Map()

/** What the name of a table may mean: tables of a WITH clause come before declared ones. */
interface Names {
  readonly declared: DeclaredColumns
  readonly common: ReadonlyMap<string, Types>
}

/** The declared types of the columns that a query gives, as far as they are columns of tables that models declare. */
export function resultTypes(query: RootOperationNode, declared: DeclaredColumns): Types {
  return SelectQueryNode.is(query) ? typesOfSelect(query, { declared, common: new Map() }) : NONE
}

function typesOfSelect(select: SelectQueryNode, outer: Names): Types {
  const names = withCommonTables(select.with, outer)
  const sources = new Map<string, Types>()
  for (const node of [...(select.from?.froms ?? []), ...(select.joins ?? []).map(({ table }) => table)]) {
    const source = sourceOf(node, names)
    sources.set(source.name, source.types)
  }
  const types = new Map<string, DataType | undefined>()
  for (const { selection } of select.selections ?? [])
    for (const [name, type] of typesOfSelection(selection, sources, names)) {
      types.set(name, types.has(name) && !sameType(types.get(name), type) ? undefined : type)
    }
  // Rows of the other queries of a UNION stand under the same names: their columns match by position, which is not followed here.
  return (select.setOperations ?? []).length === 0 ? types : NONE
}

function withCommonTables(node: WithNode | undefined, outer: Names): Names {
  let names = outer
  for (const { name, expression } of node?.expressions ?? []) {
    const types = name.columns === undefined && SelectQueryNode.is(expression) ? typesOfSelect(expression, names) : NONE
    names = { ...names, common: new Map([...names.common, [name.table.table.identifier.name, types]]) }
  }
  return names
}

function sourceOf(node: OperationNode, names: Names): { readonly name: string; readonly types: Types } {
  if (AliasNode.is(node)) {
    const { types } = sourceOf(node.node, names)
    return { name: IdentifierNode.is(node.alias) ? node.alias.name : '', types }
  }
  if (SelectQueryNode.is(node)) return { name: '', types: typesOfSelect(node, names) }
  if (!TableNode.is(node)) return { name: '', types: NONE }
  const { schema, identifier } = node.table
  const common = schema === undefined ? names.common.get(identifier.name) : undefined
  return {
    name: identifier.name,
    types: common ?? names.declared.columnsOf(identifier.name, schema?.name) ?? NONE,
  }
}

function typesOfSelection(
  node: OperationNode,
  sources: ReadonlyMap<string, Types>,
  names: Names,
): readonly (readonly [string, DataType | undefined])[] {
  if (SelectAllNode.is(node)) return [...sources.values()].flatMap((types) => [...types])
  if (ReferenceNode.is(node) && SelectAllNode.is(node.column))
    return [...(sources.get(node.table?.table.identifier.name ?? '') ?? NONE)]
  if (AliasNode.is(node)) {
    const name = IdentifierNode.is(node.alias) ? node.alias.name.toLowerCase() : ''
    return [[name, typeOf(node.node, sources, names)]]
  }
  const column = columnOf(node)
  return column === undefined ? [] : [[column.name, typeOf(node, sources, names)]]
}

function typeOf(node: OperationNode, sources: ReadonlyMap<string, Types>, names: Names): DataType | undefined {
  if (SelectQueryNode.is(node)) {
    const types = [...typesOfSelect(node, names).values()]
    return types.length === 1 ? types[0] : undefined
  }
  const column = columnOf(node)
  if (column === undefined) return undefined
  if (column.table !== undefined) return sources.get(column.table)?.get(column.name)
  const holders = [...sources.values()].filter((types) => types.has(column.name))
  return holders.length === 1 ? holders[0]?.get(column.name) : undefined
}

/** The column that a node refers to, its name in lower case. */
function columnOf(node: OperationNode): { readonly name: string; readonly table?: string } | undefined {
  if (ColumnNode.is(node)) return { name: node.column.name.toLowerCase() }
  if (!ReferenceNode.is(node) || !ColumnNode.is(node.column)) return undefined
  const name = node.column.column.name.toLowerCase()
  return node.table === undefined ? { name } : { name, table: node.table.table.identifier.name }
}

function sameType(left: DataType | undefined, right: DataType | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
