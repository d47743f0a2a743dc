import { printSchemaPage } from '../codegen/index.ts'
import { printMermaid } from '../codegen/mermaid.ts'
import { normalizeSchema, printSchema } from '../schema/index.ts'
import { readAsset } from './files.ts'
import { printSchemaDocument } from './schema-document.ts'
import { loadWholeSchema } from './schema-source.ts'
import type { SourceContext } from './schema-source.ts'

export type ExportFormat = 'sql' | 'json' | 'mermaid' | 'html'

/**
 * A schema as text, from any source that `diff` reads: SQL that runs from top to bottom, JSON that `diff` reads again, a Mermaid diagram, or an HTML page
 * with the lineage of views down to columns.
 *
 * @throws the errors of `loadWholeSchema`.
 */
export async function exportSchema(source: string, format: ExportFormat, context: SourceContext): Promise<string> {
  const { label, state, defaultDatabase, target = context.target, complete } = await loadWholeSchema(source, context)
  switch (format) {
    case 'sql':
      return printSchema(state, { defaultDatabase })
    case 'json':
      return printSchemaDocument({ state: normalizeSchema(state, target), defaultDatabase, target, complete })
    case 'html':
      return printSchemaPage(normalizeSchema(state, target), { title: label, defaultDatabase }, await pageParts())
    case 'mermaid':
      return printMermaid(normalizeSchema(state, target), defaultDatabase)
  }
}

async function pageParts() {
  const [template, style, script] = await Promise.all(
    ['page.html', 'page.css', 'page.js'].map((name) => readAsset(`schema-page/${name}`)),
  )
  return { template: template ?? '', style: style ?? '', script: script ?? '' }
}
