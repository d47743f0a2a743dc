import type {
  AlterMaterializedViewStatement,
  CreateMaterializedViewStatement,
  NodeBase,
  Query,
  CancelRefreshMaterializedViewStatement,
  RefreshMaterializedViewStatement,
} from '../../../language/index.ts'
import { printStatement, visit } from '../../../language/index.ts'
import { materializedViewFromStatement, refreshFromDesc } from '../../from-ast/materialized-view.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { propertiesFromAst } from '../../from-ast/properties.ts'
import { normalizeMaterializedView } from '../../normalize/materialized-view.ts'
import { dependenciesOfQuery } from '../../resolve-query/dependencies.ts'
import { queryOf } from '../../sql-text.ts'
import { findMaterializedView, findObject, findTable, withObject, withoutObject } from '../../state.ts'
import { createMaterializedViewStatement } from '../../to-statements/materialized-view.ts'
import { isAlterableMaterializedViewProperty } from '../../properties/materialized-view-properties.ts'
import type { Capabilities } from '../../capabilities.ts'
import type { Properties } from '../../types/properties.ts'
import type { MaterializedView, RefreshScheme } from '../../types/materialized-view.ts'
import type { ObjectName } from '../../types/names.ts'
import { expressionMessage } from '../create-table/expression-message.ts'
import { splitsByRange } from '../create-table/distribution.ts'
import { inactivates } from '../dependents.ts'
import { checkPartitionBySyntax } from './partition-call.ts'
import { checkAlteredValues } from './values.ts'
import { checkMaterializedView, sessionTimeout } from './rules.ts'
import { at, checkTableName, isInternal, requireDatabase, resolveName } from '../names.ts'
import { NO_REASON, refuse, refuseAnalyzing, refuseSyntax, StatementRefusedError } from '../refusal.ts'
import { applied } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'
import { checkColumnNames, checkResolves, checkViewQuery } from '../view.ts'

/** CREATE MATERIALIZED VIEW. An asynchronous one starts its first refresh unless it is DEFERRED; a synchronous one is a rollup job. */
export function createMaterializedView(statement: CreateMaterializedViewStatement, scope: ApplyScope): Applied {
  checkPartitionBySyntax(statement, scope)
  const unit = statement.refresh?.every?.unit
  if (unit !== undefined && !['DAY', 'HOUR', 'MINUTE', 'SECOND'].includes(unit)) {
    refuseSyntax(
      `'Refresh interval unit' cannot support '${unit}' in materialized view`,
      at(lastToken(statement.refresh?.every, scope), scope),
    )
  }
  // Without REFRESH and DISTRIBUTED BY it is a synchronous one (AstBuilder.visitCreateMaterializedViewStatement).
  const partitioned = statement.partitionBy !== undefined && statement.partitionBy.length > 0
  if (statement.refresh === undefined && statement.distribution === undefined && partitioned) {
    refuseSyntax("'SYNC refresh type' cannot support 'PARTITION BY' in materialized view", {
      remedy: 'Write REFRESH ASYNC or REFRESH MANUAL.',
    })
  }
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  checkTableName(name.name)
  const view = { ...materializedViewFromStatement(statement), name: name.name }
  const currentDatabase = scope.context.currentDatabase ?? name.database
  const bases = dependenciesOfQuery(statement.query, { currentDatabase })
  if (view.refresh === undefined) return createSynchronous(view, name, bases, statement, scope)
  // The query comes before the place where the view is to be (recorded).
  const outputs = checkResolves(statement.query, name, scope)
  checkDeterministic(statement.query, scope)
  if (bases.length === 0 || pivots(statement.query)) refuseAnalyzing('Can not find base table in query statement')
  const columns = checkColumnNames(outputs, statement.columns)
  requireDatabase(name, scope)
  checkRefresh(view.refresh, scope)
  checkMaterializedView(statement, view, name, columns, scope)
  if (findObject(scope.state, name) !== undefined) {
    if (statement.ifNotExists) return applied(scope.state)
    refuse(`Table '${name.name}' already exists`, { code: 1050, remedy: 'Choose another name, or drop it first.' })
  }
  const created: MaterializedView =
    view.distribution === undefined && splitsByRange(scope) === true
      ? { ...view, distribution: { kind: 'range' } }
      : view
  const refreshes = view.refresh.moment !== 'DEFERRED' && view.refresh.mode !== 'INCREMENTAL'
  return applied(withObject(scope.state, name, normalizeMaterializedView(created, scope.capabilities)), {
    kind: 'Job',
    object: name,
    job: refreshes ? 'refresh' : 'metadata',
  })
}

/** Calls that give something else each time (FunctionSet.nonDeterministicFunctions). */
function checkDeterministic(query: Query, scope: ApplyScope): void {
  visit(query, {
    FunctionCall(call) {
      const name = call.name.join('.').toLowerCase()
      if (!NON_DETERMINISTIC.has(name) && !(scope.capabilities.wording === '4.1' && NEWER_UUIDS.has(name))) return
      refuseAnalyzing(
        `Materialized view query statement select item ${expressionMessage(call)} not supported nondeterministic function`,
        at(call, scope),
      )
    },
  })
}

const NON_DETERMINISTIC: ReadonlySet<string> = new Set(['rand', 'random', 'uuid', 'sleep'])
const NEWER_UUIDS: ReadonlySet<string> = new Set(['uuid_numeric', 'uuid_v7', 'uuid_v7_numeric'])

/** Whether the tables of a query stand under a PIVOT, where the server does not look for them. */
function pivots({ body }: Query): boolean {
  return body.kind === 'Query' ? pivots(body) : body.kind === 'Select' && body.pivot !== undefined
}

/** The last word of a node: where the server points when a unit is wrong. */
function lastToken(node: NodeBase | undefined, scope: ApplyScope): NodeBase | undefined {
  const span = node?.span
  const source = scope.context.source
  if (span === undefined || source === undefined) return node
  const word = /\w+\s*$/.exec(source.slice(span.start, span.end))
  return word === null ? node : { span: { start: span.start + word.index, end: span.end } }
}

function createSynchronous(
  view: MaterializedView,
  name: ObjectName,
  bases: readonly ObjectName[],
  statement: CreateMaterializedViewStatement,
  scope: ApplyScope,
): Applied {
  if (bases.length !== 1) {
    refuseAnalyzing('The materialized view only support one table in from clause.')
  }
  checkViewQuery(statement.query, undefined, name, scope)
  checkOutputs(statement.query)
  requireDatabase(name, scope)
  if (findObject(scope.state, name) !== undefined) {
    if (statement.ifNotExists) return applied(scope.state)
    refuse(`Materialized view[${name.name}] already exists in db ${name.database}`)
  }
  return applied(withObject(scope.state, name, normalizeMaterializedView(view, scope.capabilities)), {
    kind: 'Job',
    object: name,
    job: 'rollup',
  })
}

/** Each output of a synchronous view comes from a column; count(*) does not (MaterializedViewAnalyzer). */
function checkOutputs(query: Query): void {
  const { body } = query
  if (body.kind === 'Query') checkOutputs(body)
  if (body.kind !== 'Select') return
  for (const item of body.items) {
    if (item.kind !== 'SelectExpression') continue
    if (referencedColumns(item.expression).length === 0) {
      // The only message of the analyzer without its period (recorded).
      refuse(
        'Getting analyzing error. Detail message: The materialized view currently does not support const expr in select statement: {}. Please use Asynchronous Materialized View instead',
        { running: false },
      )
    }
  }
}

function checkRefresh(refresh: RefreshScheme, scope: ApplyScope): void {
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
      return applied(withObject(scope.state, name, normalizeMaterializedView({ ...view, refresh }, scope.capabilities)))
    }
    case 'ModifyPropertiesClause': {
      const changed = propertiesFromAst(clause.properties)
      checkAlteredValues(changed, view, name, scope)
      checkAlterable(changed, scope)
      const properties = { ...view.properties, ...changed }
      return applied(
        withObject(scope.state, name, normalizeMaterializedView({ ...view, properties }, scope.capabilities)),
      )
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
