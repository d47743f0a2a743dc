import type { AlterMaterializedViewStatement } from '../../../language/index.ts'
import { printStatement } from '../../../language/index.ts'
import { refreshFromDesc } from '../../from-ast/materialized-view.ts'
import { propertiesFromAst } from '../../from-ast/properties.ts'
import { normalizeMaterializedView } from '../../normalize/materialized-view.ts'
import { queryOf } from '../../sql-text.ts'
import { findMaterializedView, findObject, withObject, withoutObject } from '../../state.ts'
import { createMaterializedViewStatement } from '../../to-statements/materialized-view.ts'
import { isAlterableMaterializedViewProperty } from '../../properties/materialized-view-properties.ts'
import type { Capabilities } from '../../capabilities.ts'
import type { Properties } from '../../types/properties.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import type { ObjectName } from '../../types/names.ts'
import { inactivates } from '../dependents.ts'
import { checkAlteredValues } from './values.ts'
import { sessionTimeout } from './rules.ts'
import { at, checkTableName, isInternal, requireDatabase, resolveName } from '../names.ts'
import { refuse, refuseAnalyzing, StatementRefusedError } from '../refusal.ts'
import { applied, put } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'
import { checkViewQuery } from '../view.ts'
import { checkRefresh } from './refresh-scheme.ts'

/** How ALTER MATERIALIZED VIEW says that there is no such view. */
function materializedViewNotFound(name: ObjectName, { wording }: Capabilities): string {
  return wording === '4.1'
    ? `Materialized view ${name.name} is not found`
    : `Table ${name.database}.${name.name} is not found`
}

/** ALTER MATERIALIZED VIEW: refresh scheme, name, properties, state and exchange; all else needs another view. */
export function alterMaterializedView(statement: AlterMaterializedViewStatement, scope: ApplyScope): Applied {
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  requireDatabase(name, scope)
  const view = findMaterializedView(scope.state, name)
  if (view === undefined) {
    if (findObject(scope.state, name) !== undefined) {
      refuseAnalyzing(`${name.name} is not async materialized view`, at(statement.name, scope))
    }
    refuseAnalyzing(materializedViewNotFound(name, scope.capabilities))
  }
  const { clause } = statement
  switch (clause.kind) {
    case 'TableRenameClause': {
      checkTableName(clause.newName)
      const target = { ...name, name: clause.newName }
      if (clause.newName === name.name) refuseAnalyzing(`Same table name ${clause.newName}`, at(clause, scope))
      if (findObject(scope.state, target) !== undefined) {
        refuse(`Materialized view [${clause.newName}] is already used`)
      }
      return applied(
        withObject(withoutObject(scope.state, name), name, { ...view, name: clause.newName }),
        ...inactivates(name, `base-table renamed: ${name.name}`, scope),
      )
    }
    case 'RefreshSchemeDesc': {
      // The moment stays: only how and when a view refreshes can be changed (AlterMVJobExecutor.visitRefreshSchemeClause).
      const { moment: _, ...scheme } = refreshFromDesc(clause)
      const moment = view.refresh?.moment
      const refresh = { ...scheme, ...(moment === undefined ? {} : { moment }) }
      checkRefresh(refresh, scope)
      return put(scope, name, normalizeMaterializedView({ ...view, refresh }, scope.capabilities))
    }
    case 'ModifyPropertiesClause': {
      const changed = propertiesFromAst(clause.properties)
      checkAlteredValues(changed, view, name, scope)
      checkAlterable(changed, scope)
      const properties = { ...view.properties, ...changed }
      return put(scope, name, normalizeMaterializedView({ ...view, properties }, scope.capabilities))
    }
    case 'SwapTableClause':
      return swap(name, view, clause.name, scope)
    case 'StatusDesc': {
      if (clause.status === 'INACTIVE') {
        const reason = 'user use alter materialized view set status to inactive'
        return applied(scope.state, { kind: 'Inactivates', view: name, reason })
      }
      checkActive(view, name, scope)
      return applied(scope.state, { kind: 'Job', object: name, job: 'refresh' })
    }
  }
}

function checkAlterable(properties: Properties, scope: ApplyScope): void {
  const stuck = Object.entries(properties).filter(([key]) => !isAlterableMaterializedViewProperty(key))
  if (stuck.length === 0) return
  if (properties['colocate_with'] !== undefined) {
    const what = scope.capabilities.namesColocateMode
      ? 'colocate_with is not supported for materialized view in shared-nothing cluster.'
      : 'colocate group is not supported for materialized view'
    refuseAnalyzing(`Modify failed because unsupported properties: ${what}`)
  }
  const text = stuck.map(([key, value]) => `${key}=${value}`).join(', ')
  refuseAnalyzing(
    `Modify failed because unknown properties: {${text}}, please add \`session.\` prefix if you want add session variables for mv(eg, "session.${sessionTimeout(scope)}"="30000000").`,
    { remedy: 'This property cannot be changed once the view exists: create another one beside it and swap.' },
  )
}

/** ACTIVE analyses the query again (AlterMVJobExecutor.visitRefreshSchemeClause and AlterJobMgr.alterMaterializedViewStatus). */
function checkActive(view: MaterializedView, name: ObjectName, scope: ApplyScope): void {
  try {
    checkViewQuery(queryOf(view.query), undefined, name, scope)
  } catch (error) {
    if (!(error instanceof StatementRefusedError)) throw error
    const definition = printStatement(createMaterializedViewStatement(view, [view.name]))
    refuseAnalyzing(
      `Can not active materialized view [${view.name}] because analyze materialized view define sql: \n\n${definition}\n\nCause an error: ${error.refusal.message}`,
    )
  }
}

function swap(name: ObjectName, view: MaterializedView, other: string, scope: ApplyScope): Applied {
  const target = { ...name, name: other }
  if (other === name.name) refuse(`New name conflicts with rollup index name: ${other}`)
  const second = findMaterializedView(scope.state, target)
  if (second === undefined) {
    if (findObject(scope.state, target) !== undefined) refuse('Materialized view can only SWAP WITH materialized view')
    refuse(`Table ${other} does not exist or is not OLAP/LAKE table`)
  }
  const swapped = withObject(withObject(scope.state, name, { ...second, name: name.name }), name, {
    ...view,
    name: second.name,
  })
  return applied(
    swapped,
    ...inactivates(name, `base-table swapped: ${name.name}`, scope),
    ...inactivates(target, `base-table swapped: ${other}`, scope),
  )
}
