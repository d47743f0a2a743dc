import type {
  CancelRefreshMaterializedViewStatement,
  RefreshMaterializedViewStatement,
} from '../../../language/index.ts'
import { findMaterializedView, findTable } from '../../state.ts'
import { at, isInternal, requireDatabase, resolveName } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import { applied } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'

/** REFRESH changes data, not the schema. */
export function refreshMaterializedView(statement: RefreshMaterializedViewStatement, scope: ApplyScope): Applied {
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  requireDatabase(name, scope)
  if (findMaterializedView(scope.state, name) === undefined) {
    if (findTable(scope.state, name) !== undefined) {
      refuseAnalyzing(`Can not refresh non materialized view:${name.name}`, at(statement.name, scope))
    }
    refuseAnalyzing(`Can not find materialized view:${name.name}`, at(statement.name, scope))
  }
  return applied(scope.state, { kind: 'Job', object: name, job: 'refresh' })
}

/** CANCEL REFRESH: the view has to be there; that no refresh is at work is no error (LocalMetastore.cancelRefreshMaterializedView). */
export function cancelRefreshMaterializedView(
  statement: CancelRefreshMaterializedViewStatement,
  scope: ApplyScope,
): Applied {
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  requireDatabase(name, scope)
  if (findMaterializedView(scope.state, name) === undefined) refuse(`${name.name} is not a materialized view`)
  return applied(scope.state)
}
