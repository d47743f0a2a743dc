import type { RefreshScheme } from '../../types/materialized-view.ts'
import { NO_REASON, refuse } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

export function checkRefresh(refresh: RefreshScheme, scope: ApplyScope): void {
  if (refresh.mode === 'INCREMENTAL') {
    const { runMode, wording } = scope.capabilities
    refuse(
      runMode === 'shared_data'
        ? 'Incremental materialized view in shared_data mode is not supported'
        : NO_REASON[wording],
    )
  }
  const minimum = scope.capabilities.minimumRefreshInterval
  if (refresh.every === undefined || minimum === 0) return
  const seconds = refresh.every.count * (SECONDS[refresh.every.unit.toUpperCase()] ?? 86400)
  if (seconds < minimum) {
    refuse(
      `Refresh schedule interval ${seconds} is too small which may cost a lot of memory/cpu resources to refresh the asynchronous materialized view, please config an interval larger than Config.materialized_view_min_refresh_interval(${minimum}s).`,
    )
  }
}

const SECONDS: Readonly<Record<string, number>> = { SECOND: 1, MINUTE: 60, HOUR: 3600, DAY: 86400 }
