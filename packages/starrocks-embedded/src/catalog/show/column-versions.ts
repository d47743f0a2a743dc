import { isAtLeast } from 'starrocks-kit/schema'
import type { Target } from 'starrocks-kit/schema'
import type { ResultTable } from '../result/result-table.ts'

/** A span of versions: from the first (absent: all before) until before the second. */
type Span = readonly [from: string | undefined, until?: string]

/** Backports that the main branch of June 2025 did not have yet. */
const BACKPORTED: readonly Span[] = [['3.5', '3.6'], ['4.0']]

/** Columns of SHOW that not all versions have, by subject; read from the frontends of 3.2, 3.3, 3.5, main and 4.1. */
const SPANS: Readonly<Record<string, Readonly<Record<string, readonly Span[]>>>> = {
  'ALTER TABLE COLUMN': { Warehouse: [['3.3']] },
  BACKENDS: { MemLimit: [['3.3']], DataCacheMetrics: [['3.3']], Location: [['3.3']], StatusCode: [['3.5']] },
  'COMPUTE NODES': { MemLimit: [['3.3']], DataCacheMetrics: [['3.3']], StatusCode: [['3.5']] },
  'DATA DISTRIBUTION': {
    SubPartitionId: [['3.6']],
    MaterializedIndexName: [['3.6']],
    VirtualBuckets: [['3.6']],
    BucketId: [[undefined, '3.6']],
  },
  'DYNAMIC PARTITION TABLES': { InScheduler: [['3.3']] },
  LOAD: { Warehouse: [['3.5']] },
  'LOAD ALL': { Warehouse: [['3.5']] },
  PARTITIONS: {
    StorageSize: [['3.5']],
    DataVersion: [['3.3']],
    VersionEpoch: [['3.3']],
    VersionTxnType: [['3.3']],
    MetaSwitchVersion: [['3.6']],
    TabletBalanced: BACKPORTED,
  },
  PROCESSLIST: { ServerName: [['3.5']], Warehouse: [['3.5']] },
  'ROUTINE LOAD': { OffsetLag: [['3.5']] },
  'ROUTINE LOAD TASK': { Warehouse: [['3.3']] },
  'RUNNING QUERIES': { WarehouseId: [['3.5']] },
  'STATS META': {
    ColumnStats: [['3.3']],
    TabletStatsReportTime: [['3.5']],
    TableHealthyMetrics: [['3.5']],
    TableUpdateTime: [['3.5']],
  },
  TABLET: { DiskRootPath: [['3.3']], IsConsistent: [['3.5']], Checksum: [['3.5']] },
  TRANSACTION: { PreparedTime: BACKPORTED, PreparedTimeoutMs: BACKPORTED },
}

/** The result without the columns that the version does not have. */
export function availableColumns(subject: string, result: ResultTable, target: Target): ResultTable {
  const spans = Object.hasOwn(SPANS, subject) ? SPANS[subject] : undefined
  if (spans === undefined) return result
  const kept = result.columns.flatMap((column, i) => {
    const known = Object.hasOwn(spans, column) ? spans[column] : undefined
    return known === undefined || known.some((span) => covers(span, target)) ? [i] : []
  })
  if (kept.length === result.columns.length) return result
  return {
    columns: kept.map((i) => result.columns[i] ?? ''),
    rows: result.rows.map((row) => kept.map((i) => row[i] ?? null)),
  }
}

function covers([from, until]: Span, target: Target): boolean {
  const reached = (version: string): boolean => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    return isAtLeast(target.version, major, minor)
  }
  return (from === undefined || reached(from)) && (until === undefined || !reached(until))
}
