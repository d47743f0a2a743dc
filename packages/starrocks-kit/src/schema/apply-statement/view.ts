import type {
  AlterViewStatement,
  CreateViewStatement,
  Query,
  ViewColumn as AstViewColumn,
} from '../../language/index.ts'
import { visit } from '../../language/index.ts'
import { sqlTextFromQuery } from '../from-ast/sql-text.ts'
import { viewColumnFromAst, viewFromStatement } from '../from-ast/view.ts'
import { resolveQuery } from '../resolve-query/resolve.ts'
import { findObject } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import type { View } from '../types/view.ts'
import { inactivates } from './dependents.ts'
import { at, checkTableName, isInternal, requireDatabase, resolveName, tableNotFound } from './names.ts'
import { checkQueryVersion } from './query-versions.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from './refusal.ts'
import { applied, put } from './result.ts'
import { refuseInput } from './unexpected-input.ts'
import type { Applied, ApplyScope } from './result.ts'

/** CREATE [OR REPLACE] VIEW. The query is resolved: unknown tables and columns are refused, and so are output names that come twice. */
export function createView(statement: CreateViewStatement, scope: ApplyScope): Applied {
  if (statement.security !== undefined && !scope.capabilities.viewSecurity) {
    refuseInput(statement, ["'AS'"], scope, { word: 'SECURITY', find: /\bSECURITY\b/i })
  }
  if (statement.properties !== undefined && !scope.capabilities.viewProperties) {
    refuseInput(statement, ["'AS'", "'COMMENT'", "'SECURITY'", "'('"], scope, {
      word: 'PROPERTIES',
      find: /\bPROPERTIES\b/i,
    })
  }
  if (statement.properties !== undefined) refuseAnalyzing('Setting properties is only supported for Iceberg views')
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  checkTableName(name.name)
  requireDatabase(name, scope)
  checkViewQuery(statement.query, statement.columns, name, scope)
  const existing = findObject(scope.state, name)
  if (existing === undefined) {
    return put(scope, name, { ...viewFromStatement(statement), name: name.name })
  }
  if (statement.orReplace) {
    if (existing.kind !== 'View') {
      refuse(`The specified table [${name.database}.${name.name}] is not a view`)
    }
    const replaced: View = { ...viewFromStatement(statement), name: name.name }
    // Without a SECURITY clause the view keeps what it has.
    const security = statement.security === undefined ? existing.security : replaced.security
    const { security: _, ...rest } = replaced
    return put(
      scope,
      name,
      { ...rest, ...(security !== undefined ? { security } : {}) },
      ...inactivates(name, `base-view changed: ${name.name}`, scope),
    )
  }
  if (statement.ifNotExists) return applied(scope.state)
  refuse(`Table '${name.name}' already exists`, {
    code: 1050,
    remedy: 'Choose another name, or write CREATE OR REPLACE VIEW.',
  })
}

/** ALTER VIEW: the query form clears the comment and keeps the security (recorded). */
export function alterView(statement: AlterViewStatement, scope: ApplyScope): Applied {
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  const { clause } = statement
  if (clause.kind === 'AlterViewSecurityClause' && !scope.capabilities.viewSecurity) {
    refuseInput(clause, ["'AS'", "'('"], scope, { word: 'SET' })
  }
  requireDatabase(name, scope)
  const view = findObject(scope.state, name) ?? tableNotFound(name, !scope.capabilities.viewSecurity)
  if (view.kind !== 'View') {
    refuse(`The specified table [${name.database}.${name.name}] is not a view`, { code: 1347 })
  }
  const effects = inactivates(name, `base-view changed: ${name.name}`, scope)
  switch (clause.kind) {
    case 'AlterViewQueryClause': {
      checkViewQuery(clause.query, clause.columns, name, scope)
      const { columns: _, comment: __, ...rest } = view
      const changed: View = {
        ...rest,
        ...(clause.columns !== undefined ? { columns: clause.columns.map(viewColumnFromAst) } : {}),
        query: sqlTextFromQuery(clause.query),
      }
      return put(scope, name, changed, ...effects)
    }
    case 'AlterViewSecurityClause': {
      const { security: _, ...rest } = view
      const changed: View = clause.security === 'INVOKER' ? { ...rest, security: 'INVOKER' } : rest
      return put(scope, name, changed)
    }
    default:
      return applied(scope.state)
  }
}

/** What CREATE and ALTER VIEW ask of a query and its column list. */
export function checkViewQuery(
  query: Query,
  columns: readonly AstViewColumn[] | undefined,
  name: ObjectName,
  scope: ApplyScope,
): readonly string[] | undefined {
  return checkColumnNames(checkResolves(query, name, scope), columns)
}

/** The names of a query's outputs, as far as they are known; tables and columns that are not there are refused. */
export function checkResolves(query: Query, name: ObjectName, scope: ApplyScope): readonly string[] | undefined {
  const currentDatabase = scope.context.currentDatabase ?? name.database
  const { currentCatalog, cluster, partial } = scope.context
  checkQueryVersion(query, scope)
  checkNumbers(query, scope)
  const resolved = resolveQuery(query, scope.state, {
    currentDatabase,
    catalogs: cluster?.catalogs,
    partial,
    mergesFullJoins: scope.capabilities.mergesFullJoins,
    ...(currentCatalog !== undefined ? { currentCatalog } : {}),
  })
  if (resolved.problem?.bare) refuse(resolved.problem.message, { code: resolved.problem.code })
  if (resolved.problem !== undefined) {
    refuseAnalyzing(resolved.problem.message, { code: mysqlCode(resolved.problem.code, scope) })
  }
  return resolved.columns
}

/** The names of the columns of a view: those written, or else those of its query; each once. */
export function checkColumnNames(
  outputs: readonly string[] | undefined,
  columns: readonly AstViewColumn[] | undefined,
): readonly string[] | undefined {
  if (columns !== undefined && outputs !== undefined && columns.length !== outputs.length) {
    refuseAnalyzing("View's SELECT and view's field list have different column counts", { code: 1353 })
  }
  const names = columns?.map((column) => column.name) ?? outputs
  const seen = new Set<string>()
  for (const output of names ?? []) {
    if (seen.has(output.toLowerCase())) refuseAnalyzing(`Duplicate column name '${output}'`)
    seen.add(output.toLowerCase())
  }
  return names
}

/** Numbers beyond DOUBLE are refused by the parser (AstBuilder.visitDoubleValue). */
function checkNumbers(query: Query, scope: ApplyScope): void {
  visit(query, {
    NumberLiteral(node) {
      if (!Number.isFinite(Number(node.text))) refuseSyntax(`Invalid numeric literal ${node.text}`, at(node, scope))
    },
  })
}

/** Before 3.3 unknown tables and databases had MySQL's codes. */
function mysqlCode(code: number, scope: ApplyScope): number {
  if (scope.capabilities.ownErrorCodes) return code
  return code === 5502 ? 1146 : code === 5501 ? 1049 : code
}
