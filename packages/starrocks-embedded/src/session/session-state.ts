import { declaredFunctions } from '../catalog/analyzed/declared-functions.ts'
import { findObject } from 'starrocks-kit/schema'
import { parseQuery } from 'starrocks-kit/language'
import type { DataType, ObjectName } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog/catalog-error.ts'
import type { OutputColumn } from '../catalog/data/object-entry.ts'
import {
  describeMaterializedViewColumns,
  describeTableColumns,
  describeViewColumns,
} from '../catalog/describe/described-column.ts'
import type { DescribedColumn } from '../catalog/describe/described-column.ts'
import { storedColumns } from '../catalog/describe/materialized-view-columns.ts'
import { storedText, withoutTextLength } from '../catalog/describe/text-length.ts'
import { isMetadataDatabase, systemTable } from '../catalog/information-schema/system-tables.ts'
import type { InformationContext } from '../catalog/information-schema/information-context.ts'
import { NotEvaluableError } from '../catalog/result/evaluate-expression.ts'
import type { EvaluationContext } from '../catalog/result/evaluate-expression.ts'
import type { SessionInfo } from '../catalog/show/session-info.ts'
import { randomUUID } from 'node:crypto'
import type { ShowContext } from '../catalog/show/show-context.ts'
import type { RelationName, Resolved, Scope, SqlValue } from '../sql/scope.ts'
import type { ConnectionInfo } from '../wire/handler.ts'
import { ServerError } from '../wire/server-error.ts'
import { activeRoles } from './accounts/active-roles.ts'
import { allRoles } from './accounts/privileges.ts'
import { findDictionary, resolveRelation } from './catalog-scope.ts'
import { NamedStatements } from './prepared-statements.ts'
import { SessionPlace } from './session-place.ts'
import type { ServerState } from './server-state.ts'
import { SessionVariables } from './session-variables.ts'
import { SessionTransaction } from './transaction.ts'
import { TemporaryTables } from './temporary-tables.ts'

/** What a session knows from one statement to the next. */
export class SessionState {
  readonly server: ServerState
  readonly place: SessionPlace
  readonly variables: SessionVariables
  readonly temporary: TemporaryTables
  readonly prepared = new NamedStatements()
  readonly transaction: SessionTransaction
  /** Who the session acts as: who logged in, until EXECUTE AS. */
  user: { readonly name: string; readonly host: string }
  /** What SET ROLE chose; undefined: the user's default roles. */
  chosenRoles: readonly string[] | undefined
  readonly connection: ConnectionInfo
  readonly sessionId = randomUUID()
  readonly #connectedAt: number
  #running: { readonly sql: string; readonly since: number; readonly signal: AbortSignal } | undefined

  constructor(server: ServerState, user: { readonly name: string; readonly host: string }, connection: ConnectionInfo) {
    this.server = server
    this.user = user
    this.connection = connection
    this.place = new SessionPlace(server)
    this.variables = new SessionVariables(server)
    this.transaction = new SessionTransaction(server.target)
    this.temporary = new TemporaryTables(server)
    this.#connectedAt = server.catalog.now()
  }

  begin(sql: string, signal: AbortSignal): void {
    this.#running = { sql, since: this.server.catalog.now(), signal }
  }

  end(): void {
    this.#running = undefined
  }

  /** As SHOW PROCESSLIST and KILL see the session. */
  info(): SessionInfo {
    return {
      id: this.connection.connectionId,
      user: this.user.name,
      host: `${this.connection.host}:${this.connection.port}`,
      connectedAt: this.#connectedAt,
      database: () => this.place.database ?? '',
      hasTemporaryTables: (database) => this.temporary.list(database).length > 0,
      running: () => this.#running,
      kill: (queryOnly) => {
        if (queryOnly) this.connection.cancel(new ServerError('Query was killed', 1317))
        else this.connection.disconnect()
      },
    }
  }

  /** For expressions that need neither tables nor the engine. */
  evaluation(): EvaluationContext {
    return {
      column: () => {
        throw new NotEvaluableError()
      },
      variable: (name, scope) => this.variable(name, scope),
      userVariable: (name) => this.variables.getUser(name),
      sessionFunction: (name, args) => this.sessionFunction(name, args),
    }
  }

  variable(name: string, scope: 'session' | 'global'): SqlValue {
    const value = this.variables.get(name, scope)
    if (value === undefined) throw analyzingError(`Unknown system variable '${name}'`, 1193)
    return value
  }

  /** What only the session can answer; undefined for other functions. */
  sessionFunction(name: string, args: readonly SqlValue[] = []): SqlValue | undefined {
    const user = `'${this.user.name}'@'${this.connection.host}'`
    switch (name) {
      case 'database':
      case 'schema':
        return this.place.database ?? ''
      case 'catalog':
        return this.place.catalog
      case 'user':
      case 'session_user':
        return user
      case 'current_user':
        return `'${this.user.name}'@'${this.user.host}'`
      case 'current_role':
        return activeRoles(this).join(', ') || 'NONE'
      case 'is_role_in_session': {
        const [role] = args
        return role === undefined || role === null
          ? undefined
          : allRoles(this.server.catalog.data, activeRoles(this)).has(String(role))
      }
      case 'session_id':
        return this.sessionId
      case 'connection_id':
        return this.connection.connectionId
      case 'version':
        return this.server.serverVersion
      case 'current_timezone':
        return this.variables.get('time_zone')
      case 'current_warehouse':
        return 'default_warehouse'
      case 'current_version':
        return this.server.versionComment
      default:
        return undefined
    }
  }

  /** For the engine: names, variables and session functions of this moment. */
  scope(): Scope {
    return {
      ...(this.place.database === undefined ? {} : { currentDatabase: this.place.database }),
      currentCatalog: this.place.catalog,
      resolve: (name) => this.#resolve(name),
      variable: (name, level = 'session') => this.variables.get(name, level),
      dictionary: (name) => findDictionary(this.server.catalog.data, name),
      functions: declaredFunctions(this.server.catalog.data, this.place.database),
      userVariable: (name) => (this.variables.hasUser(name) ? this.variables.getUser(name) : undefined),
      userVariableType: (name) => this.variables.userType(name),
      sessionFunction: (name, args) => this.sessionFunction(name, args),
      ...(this.#running === undefined ? {} : { signal: this.#running.signal }),
      now: new Date(this.#running?.since ?? this.server.catalog.now()),
    }
  }

  /** Temporary tables hide others of their name. */
  #resolve(name: RelationName): Resolved | undefined {
    const database = name.database ?? this.place.database
    const own =
      database === undefined || name.index === true ? undefined : this.temporary.find({ database, name: name.name })
    if (own !== undefined) return { kind: 'table', ...own }
    return resolveRelation(name, this.place.source, this.server.catalog, () => this.information())
  }

  information(): InformationContext {
    return {
      catalog: this.server.catalog,
      target: this.server.target,
      ...(this.place.database === undefined ? {} : { currentDatabase: this.place.database }),
      taskRuns: [...this.server.refresher.runs, ...this.server.tasks.runs],
      loadLogs: this.server.loads.logs.byLoad(),
      temporaryTables: this.temporary.all(),
      sessionId: this.sessionId,
      variables: (scope) => this.variables.list(scope),
    }
  }

  show(): ShowContext {
    return {
      catalog: this.server.catalog,
      ...(this.place.database === undefined ? {} : { currentDatabase: this.place.database }),
      currentCatalog: this.place.catalog,
      userName: this.user.name,
      evaluation: this.evaluation(),
      information: this.information(),
      sessions: () => this.server.sessions.list(),
      address: this.server.address(),
      startedAt: this.server.startedAt,
      versionComment: this.server.versionComment,
      temporaryTable: (name) => this.temporary.find(name)?.table,
      temporaryTables: (database) => this.temporary.list(database),
      describe: (name) => this.describe(name),
    }
  }

  /** The columns of any object. Output types that only the engine can tell are asked from it. */
  async describe(name: ObjectName): Promise<readonly DescribedColumn[]> {
    if (isMetadataDatabase(name.database)) {
      const table = systemTable(name.database, name.name, this.server.target)
      if (table === undefined) throw analyzingError(`Unknown table '${name.name}'`, 5502)
      return describeViewColumns(table.columns)
    }
    const object = this.temporary.find(name)?.table ?? findObject(this.server.catalog.schema, name)
    switch (object?.kind) {
      case 'Table':
        return describeTableColumns(object, this.server.catalog.capabilities)
      case 'View':
        return describeViewColumns(await this.#outputColumns(name, withoutTextLength))
      case 'MaterializedView':
        return describeMaterializedViewColumns(
          storedColumns(
            object,
            await this.#outputColumns(name, (type) =>
              storedText(withoutTextLength(type), this.server.catalog.capabilities),
            ),
          ),
        )
      default:
        throw analyzingError(`Unknown table '${name.name}'`, 5502)
    }
  }

  async #outputColumns(name: ObjectName, typed: (type: DataType) => DataType): Promise<readonly OutputColumn[]> {
    const definition = this.server.catalog.entry(name)?.definition
    if (definition === undefined) return []
    if (definition.columns.every((column) => column.type !== undefined)) return definition.columns
    const scope = { ...this.scope(), currentDatabase: definition.database }
    const described = await this.server.engine.describe(parseQuery(definition.query), {
      ...scope,
      resolve: (relation) =>
        resolveRelation(relation, { database: definition.database }, this.server.catalog, () => this.information()),
    })
    return definition.columns.map((column, i) => {
      const type = described[i]?.type
      return column.type !== undefined || type === undefined ? column : { ...column, type: typed(type) }
    })
  }
}
