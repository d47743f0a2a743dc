import type { AstNode, Expression, Statement } from 'starrocks-kit/language'
import type { StatementParameter } from '../wire/statement-parameters.ts'

/** The placeholders of a statement that was parsed with positions, in the order of the text. */
export function countParameters(statement: Statement): number {
  return placeholders(statement).length
}

/** The statement with literals in the place of its placeholders. */
export function bindParameters(statement: Statement, values: readonly StatementParameter[]): Statement {
  const literals = new Map<unknown, Expression>()
  placeholders(statement).forEach((node, i) => {
    const value = values[i]
    if (value !== undefined) literals.set(node, literal(value))
  })
  return replace(statement, literals)
}

function placeholders(root: Statement): readonly AstNode[] {
  const found: AstNode[] = []
  collect(root, found)
  return found.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))
}

/** The tree is plain data: whatever has the kind of a placeholder is one. */
function collect(value: unknown, found: AstNode[]): void {
  if (typeof value !== 'object' || value === null) return
  if ('kind' in value && value.kind === 'Parameter') found.push(value as AstNode)
  for (const child of Object.values(value)) collect(child, found)
}

function replace<T>(value: T, literals: ReadonlyMap<unknown, Expression>): T {
  if (typeof value !== 'object' || value === null) return value
  const literalNode = literals.get(value)
  if (literalNode !== undefined) return literalNode as T
  if (Array.isArray(value)) return value.map((item: unknown) => replace(item, literals)) as T
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, replace(child as unknown, literals)]),
  ) as T
}

function literal(value: StatementParameter): Expression {
  switch (value.type) {
    case 'null':
      return { kind: 'NullLiteral' }
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'largeint':
    case 'decimal':
    case 'float':
    case 'double':
      return numberLiteral(value.text)
    case 'varchar':
    case 'time':
      return { kind: 'StringLiteral', value: value.text }
    case 'date':
      return { kind: 'DateLiteral', type: 'DATE', value: value.text }
    case 'datetime':
      return { kind: 'DateLiteral', type: 'DATETIME', value: value.text }
    case 'varbinary':
      return { kind: 'BinaryLiteral', digits: Buffer.from(value.bytes).toString('hex') }
  }
}

function numberLiteral(text: string): Expression {
  return text.startsWith('-')
    ? { kind: 'UnaryExpression', operator: '-', operand: { kind: 'NumberLiteral', text: text.slice(1) } }
    : { kind: 'NumberLiteral', text }
}
