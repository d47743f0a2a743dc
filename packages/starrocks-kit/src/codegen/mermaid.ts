import { printDataTypeText, queryDependencies, schemaObjects, shortObjectName } from '../schema/index.ts'
import type { ObjectName, SchemaObject, SchemaState, Table } from '../schema/index.ts'

/**
 * The schema as a Mermaid entity diagram: tables with their columns and keys, views and materialized views, and an arrow from each to what it reads.
 *
 * @example
 * erDiagram
 *   orders { BIGINT id PK }
 *   order_totals }|..|| orders : reads
 */
export function printMermaid(state: SchemaState, defaultDatabase: string): string {
  const objects = [...schemaObjects(state)].filter(({ object }) => object.kind !== 'UnsupportedObject')
  const names = new Set(objects.map(({ name }) => entityName(name, defaultDatabase)))
  const entities = objects.map(({ name, object }) => entity(entityName(name, defaultDatabase), object))
  const arrows = objects.flatMap(({ name, object }) =>
    readsOf(name, object)
      .map((read) => entityName(read, defaultDatabase))
      .filter((read) => names.has(read))
      .map((read) => `  ${entityName(name, defaultDatabase)} }|..|| ${read} : reads`),
  )
  return `${['erDiagram', ...entities, ...new Set(arrows)].join('\n')}\n`
}

/** In double quotes, which Mermaid allows around any name; it has no escape for the quote itself. */
function entityName(name: ObjectName, defaultDatabase: string): string {
  const text = shortObjectName(name, defaultDatabase)
  return /^[A-Za-z_]\w*$/u.test(text) ? text : `"${text.replaceAll('"', "'")}"`
}

function entity(name: string, object: SchemaObject): string {
  if (object.kind === 'Table') {
    const columns = object.columns.map((column) => {
      const key = isKey(object, column.name) ? ' PK' : ''
      const comment = column.comment === undefined ? '' : ` "${column.comment.replaceAll(/["\n]/gu, ' ')}"`
      return `    ${word(printDataTypeText(column.type))} ${word(column.name)}${key}${comment}`
    })
    return `  ${name} {\n${columns.join('\n')}\n  }`
  }
  const columns = 'columns' in object ? (object.columns ?? []) : []
  const kind = object.kind === 'View' ? 'view' : 'materialized_view'
  const lines =
    columns.length === 0 ? [`    ${kind} query`] : columns.map((column) => `    ${kind} ${word(column.name)}`)
  return `  ${name} {\n${lines.join('\n')}\n  }`
}

function isKey({ key }: Table, column: string): boolean {
  return (
    key !== undefined &&
    key.type !== 'DUPLICATE' &&
    key.columns.some((name) => name.toLowerCase() === column.toLowerCase())
  )
}

/** Types and names of attributes are one word of letters, digits, `_`, `-`, `()` and `[]` in Mermaid. */
function word(text: string): string {
  return text
    .replaceAll(/\s+/gu, '')
    .replaceAll(',', '-')
    .replaceAll('<', '[')
    .replaceAll('>', ']')
    .replaceAll(/[^\p{L}\p{N}_()[\]-]/gu, '_')
}

function readsOf({ database, catalog }: ObjectName, object: SchemaObject): readonly ObjectName[] {
  if (object.kind !== 'View' && object.kind !== 'MaterializedView') return []
  return queryDependencies(object.query, {
    currentDatabase: database,
    ...(catalog === undefined ? {} : { currentCatalog: catalog }),
  })
}
