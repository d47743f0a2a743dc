import { transform } from '../../language/index.ts'
import type { AstNode, QualifiedName, Query } from '../../language/index.ts'

/** A query whose names of tables and columns say another database, or (`to` undefined) none, where they said `from`. */
export function queryWithDatabase(query: Query, from: string, to: string | undefined): Query {
  const first = to === undefined ? [] : [to]
  const renamed = (name: QualifiedName): QualifiedName =>
    name.parts.length === 2 && name.parts[0] === from ? { ...name, parts: [...first, ...name.parts.slice(1)] } : name
  return transform(query, (node: AstNode): AstNode => {
    switch (node.kind) {
      case 'ColumnReference':
        return node.parts.length >= 3 && node.parts[0] === from
          ? { ...node, parts: [...first, ...node.parts.slice(1)] }
          : node
      case 'TableReference':
        return { ...node, name: renamed(node.name) }
      case 'SelectStar':
        return node.qualifier === undefined ? node : { ...node, qualifier: renamed(node.qualifier) }
      default:
        return node
    }
  })
}
