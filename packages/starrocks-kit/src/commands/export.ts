import { printMermaid } from '../codegen/mermaid.ts'
import { normalizeSchema, printSchema } from '../schema/index.ts'
import { printSchemaDocument } from './schema-document.ts'
import { loadSchemaSource } from './schema-source.ts'
import type { SourceContext } from './schema-source.ts'

export type ExportFormat = 'sql' | 'json' | 'mermaid'

/**
 * A schema as text, from any source that `diff` reads: SQL that runs from top to bottom, JSON that `diff` reads again, or a Mermaid diagram.
 *
 * @throws the errors of `loadSchemaSource`.
 */
export async function exportSchema(source: string, format: ExportFormat, context: SourceContext): Promise<string> {
  const { state, defaultDatabase, target = context.target, complete } = await loadSchemaSource(source, context)
  switch (format) {
    case 'sql':
      return printSchema(state, { defaultDatabase })
    case 'json':
      return printSchemaDocument({ state: normalizeSchema(state, target), defaultDatabase, target, complete })
    case 'mermaid':
      return printMermaid(normalizeSchema(state, target), defaultDatabase)
  }
}
