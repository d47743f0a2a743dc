import type { Expression } from '../../language/index.ts'
import type { ScopeRelation } from './scope.ts'

/** The parts that name a column of one of the relations. */
function holder(relations: readonly ScopeRelation[], name: string): readonly string[] | undefined {
  const wanted = name.toLowerCase()
  const found =
    relations.find((relation) => relation.columns?.some((column) => column.toLowerCase() === wanted)) ??
    (relations.length === 1 && relations[0]?.columns === undefined ? relations[0] : undefined)
  return found === undefined ? undefined : [...found.parts, wanted]
}

/** `USING (id)` is `ON l.id = r.id`, as the analyzer writes it. */
export function usingCondition(
  names: readonly string[],
  left: readonly ScopeRelation[],
  right: readonly ScopeRelation[],
): Expression | undefined {
  const conditions: Expression[] = []
  for (const name of names) {
    const [l, r] = [holder(left, name), holder(right, name)]
    if (l === undefined || r === undefined) return undefined
    conditions.push({
      kind: 'ComparisonExpression',
      operator: '=',
      left: { kind: 'ColumnReference', parts: l },
      right: { kind: 'ColumnReference', parts: r },
    })
  }
  const [only] = conditions
  return conditions.length === 1 ? only : { kind: 'LogicalExpression', operator: 'AND', operands: conditions }
}
