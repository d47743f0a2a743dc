import type { SqlValue } from '../../sql/scope.ts'
import { columnRows } from './columns.ts'
import type { InformationContext } from './information-context.ts'
import { loadRows, loadTrackingRows, streamLoadRows } from './loads.ts'
import { materializedViewRows } from './materialized-views.ts'
import { pipeRows, routineLoadRows } from './load-objects.ts'
import { dependencyRows } from './object-dependencies.ts'
import { partitionsMetaRows } from './partitions-meta.ts'
import { schemataRows } from './schemata.ts'
import { grantRows, roleEdgeRows } from './sys.ts'
import { producedColumns } from './system-tables.ts'
import type { SystemTable } from './system-tables.ts'
import { tableRows } from './tables.ts'
import { tablesConfigRows } from './tables-config.ts'
import { tabletRows } from './tablets.ts'
import { taskRunRows, taskRows } from './tasks.ts'
import { temporaryTableRows } from './temporary-tables.ts'
import { keywordRows, variableRows, verboseVariableRows } from './variables.ts'
import { viewRows } from './views.ts'

type RowProducer = (context: InformationContext) => readonly (readonly SqlValue[])[]

const PRODUCERS: Readonly<Record<string, RowProducer>> = {
  'information_schema.schemata': schemataRows,
  'information_schema.tables': tableRows,
  'information_schema.columns': columnRows,
  'information_schema.views': viewRows,
  'information_schema.materialized_views': materializedViewRows,
  'information_schema.tables_config': tablesConfigRows,
  'information_schema.partitions_meta': partitionsMetaRows,
  'information_schema.be_tablets': tabletRows,
  'information_schema.temp_tables': temporaryTableRows,
  'information_schema.tasks': taskRows,
  'information_schema.task_runs': taskRunRows,
  'information_schema.loads': loadRows,
  'information_schema.pipes': pipeRows,
  'information_schema.routine_load_jobs': routineLoadRows,
  'information_schema.stream_loads': streamLoadRows,
  'information_schema.load_tracking_logs': loadTrackingRows,
  'information_schema.global_variables': (context) => variableRows(context, 'global'),
  'information_schema.session_variables': (context) => variableRows(context, 'session'),
  'information_schema.verbose_session_variables': verboseVariableRows,
  'information_schema.keywords': keywordRows,
  'sys.grants_to_roles': (context) => grantRows(context, 'roles'),
  'sys.grants_to_users': (context) => grantRows(context, 'users'),
  'sys.role_edges': roleEdgeRows,
  'sys.object_dependencies': dependencyRows,
  'information_schema.character_sets': () => [['utf8', 'utf8_general_ci', 'UTF-8 Unicode', 3]],
  'information_schema.collations': () => [['utf8_general_ci', 'utf8', 33, 'Yes', 'Yes', 1]],
}

/** Columns whose name differs from version to version. */
const OTHER_NAMES: Readonly<Record<string, string>> = { WORD: 'KEYWORD' }

/** The rows of a metadata table, with the columns that the version has. */
export function systemTableRows(table: SystemTable, context: InformationContext): readonly (readonly SqlValue[])[] {
  const key = `${table.database}.${table.name}`
  const produce = Object.hasOwn(PRODUCERS, key) ? PRODUCERS[key] : undefined
  if (produce === undefined) return []
  const produced = producedColumns(table.database, table.name)
  const places = table.columns.map(({ name }) => produced.indexOf(OTHER_NAMES[name] ?? name))
  return produce(context).map((row) => places.map((place) => row[place] ?? null))
}
