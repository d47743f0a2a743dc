import { findObject } from 'starrocks-kit/schema'
import type { AdminShowReplicaStatement, ShowStatement } from 'starrocks-kit/language'
import type { MaterializedView, ObjectName, Table } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog-error.ts'
import { BACKENDS } from '../data/cluster-facts.ts'
import { type Tablet, tabletsOf } from '../partitions/tablets.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { shownDatabase, shownObject } from './show-names.ts'
import type { ShowContext } from './show-context.ts'

/** The quota of a new database: 8 PB, and as many replicas as there are numbers. */
const QUOTA = ['8388608.000 TB', '9223372036854775807'] as const

/** Sizes are told by backends from time to time: they stay what they are for a new table. */
const NO_SIZE = '0.000 B'

function requireStored(name: ObjectName, context: ShowContext): Table | MaterializedView {
  const object = context.temporaryTable(name) ?? findObject(context.catalog.schema, name)
  if (object === undefined) throw analyzingError(`Table ${name.name} is not found`)
  if (object.kind === 'View' || object.kind === 'UnsupportedObject')
    throw analyzingError(`Table '${name.name}' is not a OLAP table`)
  return object
}

function replicaCount(tablets: readonly Tablet[]): number {
  return tablets.reduce((sum, tablet) => sum + tablet.replicas, 0)
}

/** SHOW DATA: the tables of a database with what they take; SHOW DATA FROM table: its indexes. */
export function showData(statement: ShowStatement, context: ShowContext): ResultTable {
  if (statement.from !== undefined) {
    const name = shownObject(statement.from, undefined, context)
    const object = requireStored(name, context)
    const replicas = replicaCount(tabletsOf(name, context.catalog))
    const indexes = object.kind === 'Table' ? Object.keys(object.rollups ?? {}) : []
    const rows = [object.name, ...indexes]
      .toSorted()
      .map((index, i): readonly Cell[] => [i === 0 ? object.name : '', index, NO_SIZE, String(replicas), '0'])
    return {
      columns: ['TableName', 'IndexName', 'Size', 'ReplicaCount', 'RowCount'],
      rows: [...rows, ['', 'Total', NO_SIZE, String(replicas * rows.length), '']],
    }
  }
  const { name, database } = shownDatabase(undefined, context)
  const names = [...Object.keys(database?.tables ?? {}), ...Object.keys(database?.materializedViews ?? {})].toSorted()
  const counts = names.map((table) => replicaCount(tabletsOf({ database: name, name: table }, context.catalog)))
  const total = counts.reduce((sum, count) => sum + count, 0)
  return {
    columns: ['TableName', 'Size', 'ReplicaCount'],
    rows: [
      ...names.map((table, i) => [table, NO_SIZE, String(counts[i] ?? 0)]),
      ['Total', NO_SIZE, String(total)],
      ['Quota', ...QUOTA],
      ['Left', QUOTA[0], String(BigInt(QUOTA[1]) - BigInt(total))],
    ],
  }
}

/** SHOW TABLET FROM table: a row for each replica of each bucket; in shared-data mode one for each bucket. */
export function showTablets(statement: ShowStatement, context: ShowContext): ResultTable {
  if (statement.from === undefined) throw analyzingError('No table given')
  const name = shownObject(statement.from, undefined, context)
  requireStored(name, context)
  const tablets = tabletsOf(name, context.catalog).filter(
    ({ partition }) => statement.partitions === undefined || isNamed(partition, statement),
  )
  if (context.catalog.target.runMode === 'shared_data') {
    return {
      columns: ['TabletId', 'BackendId', 'DataSize', 'RowCount', 'MinVersion'],
      rows: tablets.map((tablet) => [String(tablet.id), '[]', '0B', '0', '0']),
    }
  }
  const created = context.catalog.entry(name)?.createdAt
  return {
    columns: [
      'TabletId',
      'ReplicaId',
      'BackendId',
      'SchemaHash',
      'Version',
      'VersionHash',
      'LstSuccessVersion',
      'LstSuccessVersionHash',
      'LstFailedVersion',
      'LstFailedVersionHash',
      'LstFailedTime',
      'DataSize',
      'RowCount',
      'State',
      'LstConsistencyCheckTime',
      'CheckVersion',
      'CheckVersionHash',
      'VersionCount',
      'PathHash',
      'MetaUrl',
      'CompactionStatus',
      'DiskRootPath',
      'IsConsistent',
      'Checksum',
    ],
    rows: tablets.flatMap((tablet) =>
      replicasOf(tablet).map(({ id, backend }): readonly Cell[] => [
        String(tablet.id),
        String(id),
        String(backend),
        '0',
        '1',
        '0',
        '1',
        '0',
        '-1',
        '0',
        null,
        '0B',
        '0',
        'NORMAL',
        null,
        '-1',
        '0',
        '1',
        '0',
        `http://${context.address.host}:8040/api/meta/header/${tablet.id}`,
        `http://${context.address.host}:8040/api/compaction/show?tablet_id=${tablet.id}`,
        created === undefined ? '' : `/storage/${tablet.partitionId}`,
        'true',
        '-1',
      ]),
    ),
  }
}

function isNamed(partition: string, statement: Pick<ShowStatement, 'partitions'>): boolean {
  return statement.partitions?.kind !== 'PartitionNames' || statement.partitions.names.includes(partition)
}

/** Replicas lie on one backend after another. */
function replicasOf(tablet: Tablet): readonly { readonly id: number; readonly backend: number }[] {
  return Array.from({ length: tablet.replicas }, (_, i) => ({
    id: tablet.id * 10 + i,
    backend: BACKENDS[(tablet.id + i) % BACKENDS.length] ?? 0,
  }))
}

/** SHOW DATA DISTRIBUTION FROM table. */
export function showDataDistribution(statement: ShowStatement, context: ShowContext): ResultTable {
  if (statement.from === undefined) throw analyzingError('No table given')
  const name = shownObject(statement.from, undefined, context)
  const object = requireStored(name, context)
  return {
    columns: [
      'PartitionName',
      'SubPartitionId',
      'MaterializedIndexName',
      'BucketId',
      'VirtualBuckets',
      'RowCount',
      'RowCount%',
      'DataSize',
      'DataSize%',
    ],
    rows: tabletsOf(name, context.catalog)
      .filter(({ partition }) => isNamed(partition, statement))
      .map((tablet) => [
        tablet.partition,
        String(tablet.partitionId),
        object.name,
        String(tablet.id % 1000),
        String(tablet.id),
        '0',
        '0.00%',
        '0B',
        '0.00%',
      ]),
  }
}

/** ADMIN SHOW REPLICA STATUS and DISTRIBUTION: all replicas are well. */
export function showReplicas(statement: AdminShowReplicaStatement, context: ShowContext): ResultTable {
  const name = shownObject(statement.name, undefined, context)
  requireStored(name, context)
  const tablets = tabletsOf(name, context.catalog).filter(({ partition }) => isNamed(partition, statement))
  const replicas = tablets.flatMap((tablet) => replicasOf(tablet).map((replica) => ({ tablet, ...replica })))
  if (statement.type === 'DISTRIBUTION') {
    return {
      columns: ['BackendId', 'ReplicaNum', 'Graph', 'Percent'],
      rows: BACKENDS.map((backend) => {
        const count = replicas.filter((replica) => replica.backend === backend).length
        const share = replicas.length === 0 ? 0 : count / replicas.length
        return [String(backend), String(count), '>'.repeat(Math.round(share * 100)), `${(share * 100).toFixed(2)}%`]
      }),
    }
  }
  return {
    columns: [
      'TabletId',
      'ReplicaId',
      'BackendId',
      'Version',
      'LastFailedVersion',
      'LastSuccessVersion',
      'CommittedVersion',
      'SchemaHash',
      'VersionNum',
      'IsBad',
      'IsSetBadForce',
      'State',
      'Status',
    ],
    rows: replicas.map(({ tablet, id, backend }) => [
      String(tablet.id),
      String(id),
      String(backend),
      '1',
      '-1',
      '1',
      '1',
      '0',
      '1',
      'false',
      'false',
      'NORMAL',
      'OK',
    ]),
  }
}
