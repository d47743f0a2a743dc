import type { AlterJob } from './alter-job.ts'

const DOCS = 'https://docs.starrocks.io/docs/sql-reference/sql-statements'
const SHOW_ALTER = `${DOCS}/table_bucket_part_index/SHOW_ALTER`
const SHOW_ALTER_MATERIALIZED_VIEW = `${DOCS}/materialized_view/SHOW_ALTER_MATERIALIZED_VIEW`

/** The server's refusal of an ALTER while another one of the same table is not done. */
export function busyMessage(job: AlterJob): string {
  const wait = 'Please wait until the current operation completes. To check the status of the operation, see'
  switch (job.type) {
    case 'COLUMN':
      return `A schema change operation is in progress on the table ${job.table}. ${wait} ${SHOW_ALTER}`
    case 'ROLLUP':
      return `A materialized view or rollup index is being created on the table ${job.table}. ${wait} ${SHOW_ALTER_MATERIALIZED_VIEW} or ${SHOW_ALTER}`
    case 'OPTIMIZE':
      return `An optimize operation is in progress on the table ${job.table}. ${wait} ${SHOW_ALTER}`
  }
}
