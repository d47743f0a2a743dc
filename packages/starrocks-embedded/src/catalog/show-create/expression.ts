import { parseExpression, visit } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import { printAnalyzed } from '../analyzed/print-expression.ts'

/** An expression of a table (generated column, partition) in the server's wording; columns in backquotes or bare. */
export function serverExpression(text: string, columns: 'quoted' | 'plain'): string {
  return printAnalyzed(parseExpression(text), {
    ...(columns === 'plain' ? { short: true as const } : {}),
    column: (parts) => parts.map((part) => (columns === 'quoted' ? `\`${part}\`` : part)).join('.'),
    // Subqueries are refused in these places; the text is never asked for.
    query: () => '',
  })
}

/** An expression of a statement in the server's short wording, with the columns quoted or bare as they stand in the source. */
export function sourceExpression(expression: Expression, source: string): string {
  const spelled = new Map<string, string>()
  visit(expression, {
    ColumnReference(node) {
      if (node.span !== undefined) spelled.set(node.parts.join('.'), source.slice(node.span.start, node.span.end))
    },
  })
  return printAnalyzed(expression, {
    short: true,
    column: (parts) => spelled.get(parts.join('.')) ?? parts.join('.'),
    query: () => '',
  })
}
