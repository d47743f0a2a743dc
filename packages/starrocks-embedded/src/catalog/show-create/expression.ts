import { parseExpression } from 'starrocks-kit/language'
import { printAnalyzed } from '../analyzed/print-expression.ts'

/** An expression of a table (generated column, partition) in the server's wording; columns in backquotes or bare. */
export function serverExpression(text: string, columns: 'quoted' | 'plain'): string {
  return printAnalyzed(parseExpression(text), {
    column: (parts) => parts.map((part) => (columns === 'quoted' ? `\`${part}\`` : part)).join('.'),
    // Subqueries are refused in these places; the text is never asked for.
    query: () => '',
  })
}
