import type { Join, QueryPeriod, Relation } from '../ast/query.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Print, Printers } from './printers.ts'
import { clause, nameList, nodes, propertyList, when, words } from './printers.ts'

type RelationKind =
  | Relation['kind']
  | 'QueryPeriod'
  | 'SampleClause'
  | 'ValuesRow'
  | 'DefaultValue'
  | 'NamedArgument'
  | 'Join'

export const relationPrinters = (): Printers<RelationKind> => ({
  TableReference: (node, print) =>
    words(
      lateral(node),
      print(node.name),
      node.period && print(node.period),
      node.partitions && print(node.partitions),
      node.tablets && `TABLET (${node.tablets.join(', ')})`,
      node.replicas && `REPLICA (${node.replicas.join(', ')})`,
      node.sample && print(node.sample),
      aliasOf(node),
      node.hint && print(node.hint),
      node.before === undefined ? undefined : `BEFORE ${quoteString(node.before)}`,
    ),
  QueryPeriod: queryPeriod,
  SampleClause: (node) => words('SAMPLE', node.properties && propertyList(node.properties)),
  SubqueryRelation: (node, print) =>
    words(lateral(node), when(node.assertRows, 'ASSERT_ROWS'), `(${print(node.query)})`, aliasOf(node)),
  ValuesRelation: (node, print) => words(lateral(node), `(VALUES ${nodes(node.rows, print)})`, aliasOf(node)),
  ValuesRow: (node, print) => `(${nodes(node.values, print)})`,
  DefaultValue: () => 'DEFAULT',
  TableFunction: (node, print) => {
    const call = `${print(node.name)}(${nodes(node.arguments, print)})`
    return words(lateral(node), node.table === true ? `TABLE(${call})` : call, aliasOf(node))
  },
  NamedArgument: (node, print) => `${quoteIdentifier(node.name)} => ${print(node.value)}`,
  FileTableFunction: (node) => words(lateral(node), `FILES${propertyList(node.properties)}`, aliasOf(node)),
  JoinRelation: (node, print) => words(lateral(node), joined(node.first, print), node.joins.map(print).join(' ')),
  Join: join,
  RelationGroup: (node, print) => words(lateral(node), `(${nodes(node.relations, print)})`),
})

function lateral(node: Relation): string | undefined {
  return when(node.lateral, 'LATERAL')
}

function aliasOf(node: { readonly alias?: string; readonly columns?: readonly string[] }): string | undefined {
  if (node.alias === undefined) return undefined
  return `AS ${quoteIdentifier(node.alias)}${node.columns === undefined ? '' : nameList(node.columns)}`
}

/** A join inside a join keeps its parentheses. */
function joined(node: Relation, print: Print): string {
  if (node.kind !== 'JoinRelation') return print(node)
  if (node.lateral === undefined) return `(${print(node)})`
  const { lateral: _, ...inner } = node
  return `LATERAL (${print(inner)})`
}

function join(node: Join, print: Print): string {
  const [first, ...rest] = node.type.split(' ')
  const type = first === 'ASOF' && rest[0] === 'INNER' ? 'ASOF' : node.type
  return words(
    `${type} JOIN`,
    node.hint && print(node.hint),
    joined(node.relation, print),
    clause('ON', node.on, print),
    node.using && `USING ${nameList(node.using)}`,
  )
}

function queryPeriod(node: QueryPeriod, print: Print): string {
  const head = `FOR ${node.period}`
  const start = node.start === undefined ? '' : print(node.start)
  const end = node.end === undefined ? '' : print(node.end)
  switch (node.type) {
    case 'ALL':
      return `${head} ALL`
    case 'AS OF':
      return `${head} AS OF ${end}`
    case 'BETWEEN':
      return `${head} BETWEEN ${start} AND ${end}`
    case 'FROM':
      return `${head} FROM ${start} TO ${end}`
  }
}
