import { databaseKey } from 'starrocks-kit/schema'
import type { ShowStatement } from 'starrocks-kit/language'
import type { AlterJob, AlterJobType } from '../jobs/alter-job.ts'
import { shownState } from '../jobs/job-state.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { timeText } from '../result/time-text.ts'
import { shownDatabase } from './show-names.ts'
import type { ShowContext } from './show-context.ts'

/** A job may take a day (`alter_table_timeout_second`). */
const TIMEOUT = '86400'

const COLUMNS: { readonly [K in AlterJobType]: readonly string[] } = {
  COLUMN: [
    'JobId',
    'TableName',
    'CreateTime',
    'FinishTime',
    'IndexName',
    'IndexId',
    'OriginIndexId',
    'SchemaVersion',
    'TransactionId',
    'State',
    'Msg',
    'Progress',
    'Timeout',
  ],
  OPTIMIZE: [
    'JobId',
    'TableName',
    'CreateTime',
    'FinishTime',
    'Operation',
    'TransactionId',
    'State',
    'Msg',
    'Progress',
    'Timeout',
  ],
  ROLLUP: [
    'JobId',
    'TableName',
    'CreateTime',
    'FinishedTime',
    'BaseIndexName',
    'RollupIndexName',
    'RollupId',
    'TransactionId',
    'State',
    'Msg',
    'Progress',
    'Timeout',
  ],
}

/** SHOW ALTER TABLE COLUMN | OPTIMIZE | ROLLUP, and SHOW ALTER MATERIALIZED VIEW. */
export function showAlterJobs(statement: ShowStatement, type: AlterJobType, context: ShowContext): ResultTable {
  const { name, database } = shownDatabase(statement.from, context)
  const key = databaseKey(database?.name ?? name, database?.catalog)
  const jobs = Object.values(context.catalog.data.jobs).filter((job) => job.type === type && job.database === key)
  const warehouse = context.catalog.target.runMode === 'shared_data' && type === 'COLUMN'
  return {
    columns: warehouse ? [...COLUMNS[type], 'Warehouse'] : COLUMNS[type],
    rows: jobs.map((job) => (warehouse ? [...jobRow(job, context), 'default_warehouse'] : jobRow(job, context))),
  }
}

function jobRow(job: AlterJob, context: ShowContext): readonly Cell[] {
  const { catalog } = context
  const state = shownState(job, catalog.now(), catalog.jobDuration(job.type))
  const head = [
    String(job.id),
    job.table,
    timeText(job.createdAt),
    job.finishedAt === undefined ? null : timeText(job.finishedAt),
  ]
  // Progress is the text \N while there is none to tell.
  const tail = [state, job.message ?? '', state === 'RUNNING' ? '0/1' : '\\N', TIMEOUT]
  switch (job.type) {
    case 'COLUMN':
      return [
        ...head,
        job.indexName,
        String(job.indexId),
        String(job.originIndexId),
        '1:0',
        String(job.transactionId),
        ...tail,
      ]
    case 'OPTIMIZE':
      return [...head, job.operation ?? 'ALTER', String(job.transactionId), ...tail]
    case 'ROLLUP':
      return [...head, job.table, job.indexName, String(job.indexId), String(job.transactionId), ...tail]
  }
}
