import { posix } from 'node:path'
import { parseQuery, quoteIdentifier, visit } from '../../language/index.ts'
import { canonicalQuery } from '../../schema/sql-text.ts'
import { objectNameText } from '../../schema/state.ts'
import { DEFAULT_CATALOG } from '../../schema/types/names.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import type { View } from '../../schema/types/view.ts'
import { formatQuery, hasInnerLineBreak } from '../query/format-query.ts'
import { simplifyQuery } from '../query/simplify-query.ts'
import type { Replacement } from '../query/words.ts'
import { sqlTemplate } from '../source/template.ts'
import { string } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import type { SourceFile } from './source-file.ts'

/**
 * The query of a view as a formatted `sql` template. Tables and views that the file declares before are referred to, wherever the reference
 * gives the same name again.
 */
export function queryCode(
  view: ObjectName,
  { query, columns }: Pick<View, 'query' | 'columns'>,
  file: SourceFile,
): Code {
  // A name without a database is one of the default database only for a view that lives there itself.
  const atHome = view.database === file.defaultDatabase && (view.catalog ?? DEFAULT_CATALOG) === DEFAULT_CATALOG
  const simple = simplifyQuery(query, file.state, file.defaultDatabase, { atHome, named: columns !== undefined })
  if (hasInnerLineBreak(simple.text)) return string(simple.text)
  file.imports.use('sql')
  const parts = formatQuery(simple.text, references(view, simple, file))
  const formatted = parts.map((part) => (typeof part === 'string' ? part : part.name)).join('')
  // Only white space may differ: a query that reads otherwise when formatted is left as it is.
  const safe = canonicalQuery(formatted).text === canonicalQuery(simple.text).text
  if (!safe) return sqlTemplate([simple.text])
  for (const part of parts) if (typeof part !== 'string') importModel(part.identifier, file)
  return sqlTemplate(parts)
}

/** A model that another file declares has to be imported. */
function importModel(identifier: string, { declared, imports, path }: SourceFile): void {
  const model = [...declared.values()].find((one) => one.identifier === identifier)
  if (model !== undefined && model.path !== path) imports.useFrom(relativeModule(path, model.path), identifier)
}

/** `../orders.ts`: how one file names another. */
function relativeModule(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}

function references(view: ObjectName, query: SqlText, file: SourceFile): readonly Replacement[] {
  const tree = parseQuery(query.text, { positions: true })
  const commonTables = new Set<string>()
  visit(tree, {
    CommonTableExpression(node) {
      commonTables.add(node.name.toLowerCase())
    },
  })
  const found: Replacement[] = []
  visit(tree, {
    TableReference({ name: { parts, span } }) {
      const [first] = parts
      if (span === undefined || first === undefined) return
      if (parts.length === 1 && commonTables.has(first.toLowerCase())) return
      const target = resolve(parts, view)
      const identifier = file.declared.get(objectNameText(target))?.identifier
      const name = query.text.slice(span.start, span.end)
      if (
        identifier === undefined ||
        renderedName(target, view, file.defaultDatabase) !== parts.map(quoteIdentifier).join('.')
      )
        return
      found.push({ ...span, reference: { identifier, name } })
    },
  })
  return found
}

/** A name without a database is one of the view's own. */
function resolve(parts: readonly string[], view: ObjectName): ObjectName {
  const name = parts.at(-1) ?? ''
  const database = parts.at(-2) ?? view.database
  const catalog = parts.at(-3) ?? (parts.length === 1 ? view.catalog : undefined)
  return catalog === undefined ? { database, name } : { catalog, database, name }
}

/** What a `sql` template writes for a model: see `queryText` of the models. */
function renderedName(target: ObjectName, view: ObjectName, defaultDatabase: string): string {
  const { catalog = DEFAULT_CATALOG, database, name } = target
  const foreign = catalog !== DEFAULT_CATALOG
  const away = foreign || database !== defaultDatabase || view.database !== defaultDatabase
  return [...(foreign ? [catalog] : []), ...(away ? [database] : []), name].map(quoteIdentifier).join('.')
}
