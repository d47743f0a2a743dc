import type { SqlValue } from '../../sql/scope.ts'
import { columnRows } from './columns.ts'
import type { InformationContext } from './information-context.ts'
import { loadRows } from './loads.ts'
import { materializedViewRows } from './materialized-views.ts'
import { partitionsMetaRows } from './partitions-meta.ts'
import { schemataRows } from './schemata.ts'
import { tableRows } from './tables.ts'
import { tablesConfigRows } from './tables-config.ts'
import { taskRunRows, taskRows } from './tasks.ts'
import { keywordRows, variableRows, verboseVariableRows } from './variables.ts'
import { viewRows } from './views.ts'

type RowProducer = (context: InformationContext) => readonly (readonly SqlValue[])[]

const PRODUCERS: Readonly<Record<string, RowProducer>> = {
  schemata: schemataRows,
  tables: tableRows,
  columns: columnRows,
  views: viewRows,
  materialized_views: materializedViewRows,
  tables_config: tablesConfigRows,
  partitions_meta: partitionsMetaRows,
  tasks: taskRows,
  task_runs: taskRunRows,
  loads: loadRows,
  global_variables: (context) => variableRows(context, 'global'),
  session_variables: (context) => variableRows(context, 'session'),
  verbose_session_variables: verboseVariableRows,
  keywords: keywordRows,
  character_sets: () => [['utf8', 'utf8_general_ci', 'UTF-8 Unicode', 3]],
  collations: () => [['utf8_general_ci', 'utf8', 33, 'Yes', 'Yes', 1]],
}

/** The rows of a table of information_schema, named in lower case. */
export function informationSchemaRows(name: string, context: InformationContext): readonly (readonly SqlValue[])[] {
  return PRODUCERS[name]?.(context) ?? []
}
