import type { ShowStatement } from 'starrocks-kit/language'
import { findObject } from 'starrocks-kit/schema'
import { analyzingError, CatalogError, missingTable } from '../catalog-error.ts'
import { showColumnsResult } from '../describe/describe.ts'
import { showIndexResult } from '../describe/show-index.ts'
import { isMetadataDatabase } from '../information-schema/system-tables.ts'
import type { ResultTable } from '../result/result-table.ts'
import { showAlterJobs } from './alter-jobs.ts'
import { showBackends, showFrontends, showProcesslist, showWarehouses, storageVolumes } from './cluster.ts'
import { showBuiltinFunctions } from './builtin-functions.ts'
import { showFunctions, showSecurityObjects } from './cluster-objects.ts'
import { availableColumns } from './column-versions.ts'
import { CONSTANT_RESULTS } from './constant-results.ts'
import { showCatalogs, showDatabases } from './databases.ts'
import { emptyResult } from './empty-results.ts'
import { showLoads } from './loads.ts'
import { showMaterializedViews } from './materialized-views.ts'
import { showPartitions } from './partitions.ts'
import { showProc } from './proc.ts'
import { showPipes } from './pipes.ts'
import { showUserProperties, showUsers } from './users.ts'
import { narrow } from './show-result.ts'
import type { NarrowOptions } from './show-result.ts'
import { showData, showDataDistribution, showTablets } from './storage.ts'
import { showDynamicPartitionTables } from './dynamic-partition-tables.ts'
import { shownObject } from './show-names.ts'
import type { ShowContext } from './show-context.ts'
import { showTables, showTableStatus, showViews } from './tables.ts'

/** Answers a SHOW statement. Throws `CatalogError` for what does not exist, and for subjects that this server does not know. */
export async function show(statement: ShowStatement, context: ShowContext): Promise<ResultTable> {
  const found = await unfiltered(statement, context)
  const result = availableColumns(statement.subject, found, context.catalog.target)
  return narrow(result, statement, optionsOf(statement, context))
}

async function unfiltered(statement: ShowStatement, context: ShowContext): Promise<ResultTable> {
  switch (statement.subject) {
    case 'DATABASES':
      return showDatabases(statement.from, context)
    case 'CATALOGS':
      return showCatalogs(context.catalog.data)
    case 'TABLES':
      return showTables(statement, context)
    case 'VIEWS':
      return showViews(statement, context)
    case 'TABLE STATUS':
      return showTableStatus(statement, context)
    case 'COLUMNS':
      return await showColumns(statement, context)
    case 'INDEX':
      return showIndex(statement, context)
    case 'PARTITIONS':
      return showPartitions(statement, context)
    case 'ALTER TABLE COLUMN':
      return showAlterJobs(statement, 'COLUMN', context)
    case 'ALTER TABLE OPTIMIZE':
      return showAlterJobs(statement, 'OPTIMIZE', context)
    case 'ALTER TABLE ROLLUP':
    case 'ALTER MATERIALIZED VIEW':
      return showAlterJobs(statement, 'ROLLUP', context)
    case 'MATERIALIZED VIEWS':
      return showMaterializedViews(statement, context)
    case 'VARIABLES':
      return showVariables(statement, context)
    case 'FRONTENDS':
      return showFrontends(context)
    case 'BACKENDS':
      return showBackends(context)
    case 'PROCESSLIST':
      return showProcesslist(context)
    case 'PIPES':
      return showPipes(statement, context)
    case 'LOAD':
    case 'LOAD ALL':
      return showLoads(statement, context)
    case 'DATA':
      return showData(statement, context)
    case 'DATA DISTRIBUTION':
      return showDataDistribution(statement, context)
    case 'TABLET':
      return showTablets(statement, context)
    case 'DYNAMIC PARTITION TABLES':
      return showDynamicPartitionTables(statement, context)
    case 'PROC':
      return showProc(statement.argument ?? '', context)
    case 'BUILTIN FUNCTIONS':
      return showBuiltinFunctions(statement)
    case 'FUNCTIONS':
    case 'GLOBAL FUNCTIONS':
      return showFunctions(statement, context)
    case 'SECURITY INTEGRATIONS':
      return showSecurityObjects(context.catalog.data, 'SECURITY INTEGRATION')
    case 'GROUP PROVIDERS':
      return showSecurityObjects(context.catalog.data, 'GROUP PROVIDER')
    case 'USERS':
      return showUsers(context)
    case 'PROPERTY':
      return showUserProperties(statement.argument, context)
    case 'WAREHOUSES':
      return showWarehouses(context)
    case 'STORAGE VOLUMES':
      return { columns: ['Storage Volume'], rows: storageVolumes(context).map((name) => [name]) }
    default:
      break
  }
  const constant = Object.hasOwn(CONSTANT_RESULTS, statement.subject)
    ? CONSTANT_RESULTS[statement.subject]
    : emptyResult(statement.subject)
  if (constant !== undefined) return constant
  throw new CatalogError(`SHOW ${statement.subject} is not supported by the embedded server`)
}

function optionsOf(statement: ShowStatement, context: ShowContext): NarrowOptions {
  const base = { context: context.evaluation }
  switch (statement.subject) {
    case 'MATERIALIZED VIEWS':
      return { ...base, likeColumn: 2, aliases: { table_name: 'name', table_schema: 'database_name' } }
    case 'FUNCTIONS':
    case 'GLOBAL FUNCTIONS':
      // Of a signature the name.
      return { ...base, likeText: (cell) => cell.replace(/\(.*$/su, '') }
    case 'TABLES':
      return {
        ...base,
        caseSensitive: true,
        aliases: {
          table_name: `Tables_in_${context.currentDatabase ?? ''}`,
          name: `Tables_in_${context.currentDatabase ?? ''}`,
        },
      }
    case 'TABLE STATUS':
    case 'DATABASES':
    case 'COLUMNS':
      return {
        ...base,
        caseSensitive: true,
        aliases: { schema_name: 'Database', column_name: 'Field', table_name: 'Name' },
      }
    case 'VARIABLES':
      return { ...base, aliases: { variable_value: 'Value' } }
    default:
      return base
  }
}

async function showColumns(statement: ShowStatement, context: ShowContext): Promise<ResultTable> {
  if (statement.from === undefined) throw analyzingError('No table given')
  const name = shownObject(statement.from, statement.database, context)
  if (
    !isMetadataDatabase(name.database) &&
    context.temporaryTable(name) === undefined &&
    findObject(context.catalog.schema, name) === undefined
  ) {
    throw analyzingError(`Unknown table '${name.database}.${name.name}'`, 5502)
  }
  return showColumnsResult(await context.describe(name), statement.full === true)
}

function showIndex(statement: ShowStatement, context: ShowContext): ResultTable {
  if (statement.from === undefined) throw analyzingError('No table given')
  const name = shownObject(statement.from, statement.database, context)
  const object = context.temporaryTable(name) ?? findObject(context.catalog.schema, name)
  if (object === undefined) throw missingTable(name.name, context.catalog.capabilities, 'SHOW')
  const indexes = object.kind === 'Table' || object.kind === 'MaterializedView' ? Object.values(object.indexes) : []
  return showIndexResult(`${name.database}.${name.name}`, indexes, context.catalog.capabilities)
}

function showVariables(statement: ShowStatement, context: ShowContext): ResultTable {
  const scope = statement.scope === 'GLOBAL' ? 'global' : 'session'
  const variables = context.information.variables(scope)
  return statement.scope === 'VERBOSE'
    ? {
        columns: ['Variable_name', 'Value', 'Default_value', 'Is_changed'],
        rows: variables.map((item) => [item.name, item.value, item.default, item.value === item.default ? '0' : '1']),
      }
    : { columns: ['Variable_name', 'Value'], rows: variables.map((item) => [item.name, item.value]) }
}
