import type { CreateMaterializedViewStatement, NodeBase, Query } from '../../../language/index.ts'
import { visit } from '../../../language/index.ts'
import { materializedViewFromStatement } from '../../from-ast/materialized-view.ts'
import { normalizeMaterializedView } from '../../normalize/materialized-view.ts'
import { dependenciesOfQuery } from '../../resolve-query/dependencies.ts'
import { findObject } from '../../state.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import { expressionMessage } from '../create-table/expression-message.ts'
import { splitsByRange } from '../create-table/distribution.ts'
import { checkPartitionBySyntax } from './partition-call.ts'
import { checkMaterializedView } from './rules.ts'
import { at, checkTableName, isInternal, requireDatabase, resolveName } from '../names.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import { applied, put } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'
import { checkColumnNames, checkResolves } from '../view.ts'
import { checkRefresh } from './refresh-scheme.ts'
import { createSynchronousView } from './synchronous-view.ts'

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
  if (view.refresh === undefined) return createSynchronousView(view, name, bases, statement, scope)
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
  return put(scope, name, normalizeMaterializedView(created, scope.capabilities), {
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
