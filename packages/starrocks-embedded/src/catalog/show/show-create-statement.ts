import { DEFAULT_CATALOG, findObject } from 'starrocks-kit/schema'
import type { ShowCreateStatement } from 'starrocks-kit/language'
import { analyzingError, missingTable } from '../catalog-error.ts'
import type { CatalogError } from '../catalog-error.ts'
import type { ResultTable } from '../result/result-table.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import { requireSecurityObject } from '../data/security-objects.ts'
import type { SecurityObjectEntry } from '../data/cluster-objects.ts'
import { hashMapOrder } from '../show-create/hash-map-order.ts'
import { showCreateDatabase } from '../show-create/database.ts'
import { showCreateMaterializedView } from '../show-create/materialized-view.ts'
import type { PrintContext } from '../show-create/print-context.ts'
import { showCreateTable } from '../show-create/table.ts'
import { showCreateView } from '../show-create/view.ts'
import { showCreateRoutineLoad } from './create-routine-load.ts'
import { shownDatabase, shownObject } from './show-names.ts'
import { showCreateCatalog } from './external.ts'
import type { ShowContext } from './show-context.ts'

/** Answers SHOW CREATE TABLE, VIEW, MATERIALIZED VIEW, DATABASE, CATALOG, SECURITY INTEGRATION and GROUP PROVIDER. */
export function showCreate(statement: ShowCreateStatement, context: ShowContext): ResultTable {
  const { catalog } = context
  const print = (database: string): PrintContext => ({
    target: catalog.target,
    capabilities: catalog.capabilities,
    catalog: DEFAULT_CATALOG,
    database,
    schema: catalog.schema,
  })
  if (statement.type === 'DATABASE') {
    const { name } = shownDatabase(statement.name, context)
    return { columns: ['Database', 'Create Database'], rows: [[name, showCreateDatabase(name, print(name))]] }
  }
  if (statement.type === 'CATALOG') {
    const name = statement.name.parts[0] ?? ''
    // Of the internal catalog a server shows nothing.
    return name === DEFAULT_CATALOG
      ? { columns: ['Catalog', 'Create Catalog'], rows: [] }
      : showCreateCatalog(catalog.data, name)
  }
  if (statement.type === 'ROUTINE LOAD') return showCreateRoutineLoad(statement, context)
  if (statement.type === 'SECURITY INTEGRATION' || statement.type === 'GROUP PROVIDER')
    return showCreateSecurityObject(statement.type, statement.name.parts.join('.'), catalog.data)
  const name = shownObject(statement.name, undefined, context)
  const temporary = context.temporaryTable(name)
  const object = temporary ?? findObject(catalog.schema, name)
  const { definition, expressions } = catalog.entry(name) ?? {}
  switch (object?.kind) {
    case undefined:
      throw missingTable(name.name, catalog.capabilities, 'SHOW')
    case 'UnsupportedObject':
      return { columns: ['Table', 'Create Table'], rows: [[object.name, object.createStatement]] }
    case 'Table':
      if (statement.type !== 'TABLE') throw wrongKind(name.database, name.name, statement.type)
      return {
        columns: ['Table', 'Create Table'],
        rows: [
          [
            object.name,
            showCreateTable(object, {
              ...print(name.database),
              ...(temporary === undefined ? {} : { temporary: true as const }),
              ...(expressions === undefined ? {} : { expressions }),
            }),
          ],
        ],
      }
    case 'View': {
      if (statement.type === 'MATERIALIZED VIEW') throw wrongKind(name.database, name.name, statement.type)
      const text = showCreateView(
        object,
        definition?.columns ?? object.columns ?? [],
        definition?.text ?? object.query.text,
        print(name.database),
      )
      return {
        columns: ['View', 'Create View', 'character_set_client', 'collation_connection'],
        rows: [[object.name, text, 'utf8', 'utf8_general_ci']],
      }
    }
    case 'MaterializedView': {
      if (statement.type === 'VIEW') {
        const text = `CREATE VIEW \`${object.name}\` AS ${definition?.inlineText ?? object.query.text}`
        return {
          columns: ['View', 'Create View', 'character_set_client', 'collation_connection'],
          rows: [[object.name, text, 'utf8', 'utf8_general_ci']],
        }
      }
      const text =
        object.refresh === undefined
          ? (catalog.entry(name)?.submitted ?? '')
          : showCreateMaterializedView(
              object,
              definition?.columns ?? object.columns ?? [],
              definition?.text ?? object.query.text,
              print(name.database),
              catalog.entry(name)?.addedProperties,
            )
      return { columns: ['Materialized View', 'Create Materialized View'], rows: [[object.name, text]] }
    }
  }
}

function showCreateSecurityObject(type: SecurityObjectEntry['type'], name: string, data: CatalogData): ResultTable {
  const { properties } = requireSecurityObject(data, type, name)
  const list = hashMapOrder(Object.keys(properties)).map((key) => `"${key}" = "${properties[key]}"`)
  const title = type === 'GROUP PROVIDER' ? 'Group Provider' : 'Security Integration'
  const text = `CREATE ${type} \`${name}\` PROPERTIES (\n${list.join(',\n')}\n)`
  return { columns: [title, `Create ${title}`], rows: [[name, text]] }
}

function wrongKind(database: string, name: string, type: string): CatalogError {
  return analyzingError(`'${database}'.'${name}' is not '${type}'`, 1347)
}
