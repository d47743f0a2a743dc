import type { Cell, ResultTable } from '../result/result-table.ts'
import { CatalogError } from '../catalog-error.ts'
import { BACKENDS, storageVolumeNames } from '../data/cluster-facts.ts'
import { timeText } from '../result/time-text.ts'
import type { ShowContext } from './show-context.ts'

/** This process is the one frontend, and leads. */
export function showFrontends(context: ShowContext): ResultTable {
  const { host, port } = context.address
  const now = timeText(context.catalog.now())
  return {
    columns: [
      'Id',
      'Name',
      'IP',
      'EditLogPort',
      'HttpPort',
      'QueryPort',
      'RpcPort',
      'Role',
      'ClusterId',
      'Join',
      'Alive',
      'ReplayedJournalId',
      'LastHeartbeat',
      'IsHelper',
      'ErrMsg',
      'StartTime',
      'Version',
    ],
    rows: [
      [
        '1',
        `${host}_9010`,
        host,
        '9010',
        '8030',
        String(port),
        '9020',
        'LEADER',
        '1',
        'true',
        'true',
        '1',
        now,
        'true',
        '',
        timeText(context.startedAt),
        context.versionComment,
      ],
    ],
  }
}

/** The engine in this process stands for the backends. */
export function showBackends(context: ShowContext): ResultTable {
  const started = timeText(context.startedAt)
  const now = timeText(context.catalog.now())
  return {
    columns: [
      'BackendId',
      'IP',
      'HeartbeatPort',
      'BePort',
      'HttpPort',
      'BrpcPort',
      'LastStartTime',
      'LastHeartbeat',
      'Alive',
      'SystemDecommissioned',
      'ClusterDecommissioned',
      'TabletNum',
      'DataUsedCapacity',
      'AvailCapacity',
      'TotalCapacity',
      'UsedPct',
      'MaxDiskUsedPct',
      'ErrMsg',
      'Version',
      'Status',
      'DataTotalCapacity',
      'DataUsedPct',
      'CpuCores',
      'MemLimit',
      'NumRunningQueries',
      'MemUsedPct',
      'CpuUsedPct',
      'DataCacheMetrics',
      'Location',
      'StatusCode',
    ],
    rows: BACKENDS.map((id) => [
      String(id),
      context.address.host,
      '9050',
      '9060',
      '8040',
      '8060',
      started,
      now,
      'true',
      'false',
      'false',
      '0',
      '0.000 B',
      '1.000 GB',
      '1.000 GB',
      '0.00 %',
      '0.00 %',
      '',
      context.versionComment,
      '{}',
      '1.000 GB',
      '0.00 %',
      '1',
      '1.000GB',
      '0',
      '0.00 %',
      '0.0 %',
      'N/A',
      '',
      'OK',
    ]),
  }
}

/** The one warehouse that there always is. */
export function showWarehouses({ catalog }: ShowContext): ResultTable {
  if (catalog.capabilities.warehousesOfSharedNothing) {
    return {
      columns: ['Id', 'Warehouse', 'State', 'ClusterCount'],
      rows: [['0', 'default_warehouse', 'INITIALIZING', '1']],
    }
  }
  if (catalog.target.runMode !== 'shared_data') {
    throw new CatalogError('unsupported statement in shared_nothing mode', 5907)
  }
  return {
    columns: [
      'Id',
      'Name',
      'State',
      'NodeCount',
      'CurrentClusterCount',
      'MaxClusterCount',
      'StartedClusters',
      'RunningSql',
      'QueuedSql',
      'CreatedOn',
      'ResumedOn',
      'UpdatedOn',
      'Property',
      'Comment',
    ],
    rows: [
      [
        '0',
        'default_warehouse',
        'AVAILABLE',
        '0',
        '1',
        '1',
        '1',
        '0',
        '0',
        '',
        '',
        '',
        '',
        'An internal warehouse init after FE is ready',
      ],
    ],
  }
}

export function showProcesslist(context: ShowContext): ResultTable {
  return {
    columns: [
      'ServerName',
      'Id',
      'User',
      'Host',
      'Db',
      'Command',
      'ConnectionStartTime',
      'Time',
      'State',
      'Info',
      'IsPending',
      'Warehouse',
    ],
    rows: context.sessions().map((session): readonly Cell[] => {
      const running = session.running()
      const since = running?.since ?? context.catalog.now()
      return [
        `${context.address.host}_9010`,
        String(session.id),
        session.user,
        session.host,
        session.database(),
        running === undefined ? 'Sleep' : 'Query',
        timeText(session.connectedAt),
        String(Math.floor((context.catalog.now() - since) / 1000)),
        running === undefined ? 'EOF' : 'OK',
        running?.sql ?? '',
        'false',
        'default_warehouse',
      ]
    }),
  }
}

/** Only a shared-data cluster has the built-in volume. */
export function storageVolumes(context: ShowContext): readonly string[] {
  const { target, data } = context.catalog
  return target.runMode === 'shared_data' ? storageVolumeNames(data) : Object.keys(data.storageVolumes)
}
