import {
  defaultToText,
  distributionToText,
  keyToText,
  materializedViewPartitioningToText,
  objectNameText,
  partitioningToText,
  printDataTypeText,
  printSchema,
  queryDependencies,
  queryLineage,
  refreshToText,
  schemaObjects,
  schemaOf,
  sortKeyToText,
} from '../schema/index.ts'
import type {
  ColumnLineage,
  MaterializedView,
  ObjectName,
  Properties,
  SchemaObject,
  SchemaState,
  Table,
  View,
} from '../schema/index.ts'

/** The page without its content: what the package keeps in files. */
export interface PageParts {
  /** Has the marks `<!-- title -->`, `<!-- style -->`, `<!-- data -->` and `<!-- script -->`. */
  readonly template: string
  readonly style: string
  readonly script: string
}

export interface SchemaPageOptions {
  readonly title: string
  readonly defaultDatabase: string
}

/** One table or view, as the script of the page reads it. */
interface PageObject {
  readonly id: string
  readonly name: string
  readonly database: string
  readonly kind: 'table' | 'view' | 'materialized view' | 'unsupported'
  readonly comment: string
  /** What there is to say beside its columns, as pairs of a word and a text. */
  readonly facts: readonly (readonly [string, string])[]
  readonly columns: readonly PageColumn[]
  /** The ids of the objects that it reads. */
  readonly reads: readonly string[]
  readonly sql: string
}

interface PageColumn {
  readonly name: string
  readonly type: string
  /** `PK`, `key`, the aggregation, NOT NULL, the default ... in one text. */
  readonly rest: string
  readonly comment: string
  /** The columns that it is computed from: pairs of an object's id and a column. */
  readonly from: readonly (readonly [string, string])[]
}

/**
 * A schema as one HTML page that needs nothing else: tables, views and materialized views, with their lineage down to columns.
 *
 * @example printSchemaPage(state, { title: 'shop', defaultDatabase: 'shop' }, parts)
 */
export function printSchemaPage(state: SchemaState, options: SchemaPageOptions, parts: PageParts): string {
  const objects = [...schemaObjects(state)].map(({ name, object }) => pageObject(name, object, state))
  // Inside of a script element only `</` could end it, and `<!--` change how it is read.
  const data = JSON.stringify({ ...options, objects }).replaceAll('<', String.raw`\u003c`)
  const values: Readonly<Record<string, string>> = {
    title: escapeHtml(options.title),
    style: `<style>\n${parts.style}</style>`,
    data: `<script id="data" type="application/json">${data}</script>`,
    script: `<script>\n${parts.script}</script>`,
  }
  return parts.template.replaceAll(/<!-- (\w+) -->/gu, (mark, name: string) => values[name] ?? mark)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function pageObject(name: ObjectName, object: SchemaObject, state: SchemaState): PageObject {
  const base = { id: objectNameText(name), name: name.name, database: name.database }
  switch (object.kind) {
    case 'Table':
      return {
        ...base,
        kind: 'table',
        comment: object.comment ?? '',
        facts: tableFacts(object),
        columns: tableColumns(object),
        reads: [],
        sql: sqlOf(name, object),
      }
    case 'View':
    case 'MaterializedView':
      return {
        ...base,
        kind: object.kind === 'View' ? 'view' : 'materialized view',
        comment: object.comment ?? '',
        facts: object.kind === 'View' ? viewFacts(object) : materializedViewFacts(object),
        ...viewColumns(name, object, state),
        sql: sqlOf(name, object),
      }
    case 'UnsupportedObject':
      return {
        ...base,
        kind: 'unsupported',
        comment: `Not understood: ${object.reason}`,
        facts: [],
        columns: [],
        reads: [],
        sql: object.createStatement,
      }
  }
}

function sqlOf(name: ObjectName, object: SchemaObject): string {
  return printSchema(schemaOf([{ ...name, object }]), { defaultDatabase: name.database }).trim()
}

type Facts = PageObject['facts']

function present(facts: readonly (readonly [string, string | undefined])[]): Facts {
  return facts.flatMap(([word, text]) => (text === undefined || text === '' ? [] : [[word, text] as const]))
}

function propertyFacts(properties: Properties): Facts {
  return Object.entries(properties).map(([name, value]) => [name, value] as const)
}

function tableFacts(table: Table): Facts {
  const { key, partitioning, distribution, sortKey, engine } = table
  return [
    ...present([
      ['Key', key && keyToText(key)],
      ['Partitions', partitioning && partitioningToText(partitioning)],
      ['Distribution', distribution && distributionToText(distribution)],
      ['Sort key', sortKey && sortKeyToText(sortKey)],
      ['Engine', engine],
    ]),
    ...Object.values(table.indexes).map(
      (index) => ['Index', `${index.name} (${index.columns.join(', ')}) ${index.type}`] as const,
    ),
    ...Object.values(table.rollups).map(
      (rollup) => ['Rollup', `${rollup.name} (${rollup.columns.join(', ')})`] as const,
    ),
    ...propertyFacts(table.properties),
  ]
}

function viewFacts({ security }: View): Facts {
  return present([['Security', security]])
}

function materializedViewFacts(view: MaterializedView): Facts {
  const { refresh, partitioning, distribution, sortKey } = view
  return [
    ...present([
      ['Refresh', refresh === undefined ? 'with its table (synchronous)' : refreshToText(refresh)],
      ['Partitions', partitioning && materializedViewPartitioningToText(partitioning)],
      ['Distribution', distribution && distributionToText(distribution)],
      ['Sort key', sortKey && sortKeyToText(sortKey)],
    ]),
    ...propertyFacts(view.properties),
  ]
}

function tableColumns(table: Table): readonly PageColumn[] {
  const inKey = new Set(table.key?.columns.map((column) => column.toLowerCase()))
  return table.columns.map((column) => {
    const isKey = inKey.has(column.name.toLowerCase())
    const rest = [
      ...(isKey ? [table.key?.type === 'PRIMARY' ? 'PK' : 'key'] : []),
      ...(column.aggregation === undefined ? [] : [column.aggregation]),
      ...(column.nullable ? [] : ['NOT NULL']),
      ...(column.autoIncrement === true ? ['AUTO_INCREMENT'] : []),
      ...(column.default === undefined ? [] : [`DEFAULT ${defaultToText(column.default)}`]),
      ...(column.generated === undefined ? [] : [`AS ${column.generated.text}`]),
    ]
    const type = printDataTypeText(column.type)
    return { name: column.name, type, rest: rest.join(' '), comment: column.comment ?? '', from: [] }
  })
}

function viewColumns(
  name: ObjectName,
  view: View | MaterializedView,
  state: SchemaState,
): Pick<PageObject, 'columns' | 'reads'> {
  const context = {
    currentDatabase: name.database,
    ...(name.catalog === undefined ? {} : { currentCatalog: name.catalog }),
  }
  const lineage = queryLineage(view.query, state, context)
  const declared = view.columns ?? lineage.map((column) => ({ name: column.name }))
  return {
    columns: declared.map((column, index) => ({
      name: column.name,
      type: '',
      rest: '',
      comment: 'comment' in column ? (column.comment ?? '') : '',
      from: fromOf(lineage[index]),
    })),
    reads: queryDependencies(view.query, context).map(objectNameText),
  }
}

function fromOf(lineage: ColumnLineage | undefined): PageColumn['from'] {
  return (lineage?.sources ?? []).map(({ object, column }) => [objectNameText(object), column] as const)
}
