import { findObject, userName } from 'starrocks-kit/schema'
import { visit } from 'starrocks-kit/language'
import type { QualifiedName, Statement } from 'starrocks-kit/language'
import type { ObjectName } from 'starrocks-kit/schema'
import { SYSTEM_DATABASES } from '../../catalog/information-schema/database-name.ts'
import { pipeNamed, routineLoadNamed } from '../../catalog/data/load-objects.ts'
import type { SessionState } from '../session-state.ts'
import { activeRoles } from './active-roles.ts'
import { requirePrivilege } from './privileges.ts'

const SECURITY_LISTS: ReadonlySet<string> = new Set(['SECURITY INTEGRATIONS', 'GROUP PROVIDERS'])

/** Checks what a statement does against what its user was granted. Throws `ServerError` 5203. */
export function requirePrivileges(statement: Statement, session: SessionState): void {
  if (session.user.name === 'root') return
  switch (statement.kind) {
    case 'CreateTableStatement':
    case 'CreateTableLikeStatement':
    case 'CreateTableAsSelectStatement':
      onDatabase('CREATE TABLE', statement.name, session)
      break
    case 'CreateViewStatement':
      onDatabase('CREATE VIEW', statement.name, session)
      break
    case 'CreateMaterializedViewStatement':
      onDatabase('CREATE MATERIALIZED VIEW', statement.name, session)
      break
    case 'CreateDatabaseStatement':
    case 'RecoverDatabaseStatement':
      require(['CREATE DATABASE'], { type: 'CATALOG', name: 'default_catalog' }, session)
      break
    case 'DropDatabaseStatement':
      require(['DROP'], { type: 'DATABASE', database: statement.name.parts.at(-1) ?? '' }, session)
      break
    case 'AlterTableStatement':
    case 'AlterViewStatement':
    case 'AlterMaterializedViewStatement':
      onObject('ALTER', statement.name, session)
      break
    case 'RefreshMaterializedViewStatement':
    case 'CancelRefreshMaterializedViewStatement':
      onObject('REFRESH', statement.name, session)
      break
    case 'DropTableStatement':
    case 'DropViewStatement':
    case 'DropMaterializedViewStatement':
      onObject('DROP', statement.name, session)
      break
    case 'TruncateTableStatement':
      onObject('DELETE', statement.name, session)
      break
    case 'InsertStatement':
      if (statement.target.kind === 'InsertTable') onObject('INSERT', statement.target.name, session)
      break
    case 'UpdateStatement':
      onObject('UPDATE', statement.table, session)
      break
    case 'DeleteStatement':
      onObject('DELETE', statement.table, session)
      break
    case 'DescTableStatement':
      onObject('ANY', statement.name, session)
      return
    case 'CreateUserStatement':
    case 'AlterUserStatement':
    case 'DropUserStatement':
    case 'CreateRoleStatement':
    case 'DropRoleStatement':
    case 'GrantRoleStatement':
    case 'RevokeRoleStatement':
    case 'GrantPrivilegeStatement':
    case 'RevokePrivilegeStatement':
      require(['GRANT'], { type: 'SYSTEM' }, session)
      return
    case 'SetStatement':
      for (const item of statement.items) {
        if (item.kind === 'SetPassword' && item.user !== undefined && item.user.user !== session.user.name)
          require(['GRANT'], { type: 'SYSTEM' }, session)
        if (item.kind === 'SetSystemVariable' && item.scope === 'GLOBAL')
          require(['OPERATE'], { type: 'SYSTEM' }, session)
      }
      break
    case 'KillStatement': {
      const target = session.server.sessions.get(Number(statement.connectionId))
      if (target !== undefined && target.user !== session.user.name) require(['OPERATE'], { type: 'SYSTEM' }, session)
      return
    }
    case 'CreateSecurityObjectStatement':
    case 'AlterSecurityIntegrationStatement':
    case 'DropSecurityObjectStatement':
      require(['SECURITY'], { type: 'SYSTEM' }, session)
      return
    case 'ShowStatement':
      if (SECURITY_LISTS.has(statement.subject)) require(['SECURITY'], { type: 'SYSTEM' }, session)
      return
    case 'ShowCreateStatement':
      if (statement.type === 'SECURITY INTEGRATION' || statement.type === 'GROUP PROVIDER')
        require(['SECURITY'], { type: 'SYSTEM' }, session)
      return
    case 'CreateResourceGroupStatement':
      require(['CREATE RESOURCE GROUP'], { type: 'SYSTEM' }, session)
      return
    case 'AlterResourceGroupStatement':
      require(['ALTER'], { type: 'RESOURCE GROUP', name: statement.name }, session)
      return
    case 'DropResourceGroupStatement':
      require(['DROP'], { type: 'RESOURCE GROUP', name: statement.name }, session)
      return
    case 'CreateFunctionStatement':
      if (statement.global === true) require(['CREATE GLOBAL FUNCTION'], { type: 'SYSTEM' }, session)
      else onDatabase('CREATE FUNCTION', statement.name, session)
      return
    case 'CreatePipeStatement':
      onDatabase('CREATE PIPE', statement.name, session)
      if (statement.statement.target.kind === 'InsertTable')
        onObject('INSERT', statement.statement.target.name, session)
      break
    case 'AlterPipeStatement':
      onPipe('ALTER', statement.name, session)
      return
    case 'DropPipeStatement':
      onPipe('DROP', statement.name, session)
      return
    case 'DescPipeStatement':
      onPipe('ANY', statement.name, session)
      return
    case 'CreateRoutineLoadStatement': {
      // The table lies in the database of the load.
      const { database } = session.place.resolve(statement.name)
      const table = statement.table.parts.at(-1) ?? ''
      onObject('INSERT', { kind: 'QualifiedName', parts: [database, table] }, session)
      return
    }
    case 'AlterRoutineLoadStatement':
    case 'ControlRoutineLoadStatement': {
      const { database, name } = session.place.resolve(statement.name)
      const entry = routineLoadNamed(session.server.catalog.data, `${database}.${name}`)
      // One that does not exist is refused as such.
      if (entry !== undefined)
        onObject('INSERT', { kind: 'QualifiedName', parts: [database, entry.load.table] }, session)
      return
    }
    case 'ExecuteAsStatement': {
      require(['IMPERSONATE'], { type: 'USER', name: userName(statement.user) }, session)
      return
    }
    case 'AdminSetConfigStatement':
      require(['OPERATE'], { type: 'SYSTEM' }, session)
      return
    default:
      break
  }
  readsOf(statement, session)
}

/** Every table, view and materialized view that the statement reads; names of common table expressions are none of these. */
function readsOf(statement: Statement, session: SessionState): void {
  const ctes = new Set<string>()
  visit(statement, {
    CommonTableExpression(node) {
      ctes.add(node.name.toLowerCase())
    },
  })
  visit(statement, {
    TableReference(node) {
      const [only] = node.name.parts
      if (node.name.parts.length === 1 && ctes.has(only?.toLowerCase() ?? '')) return
      onObject('SELECT', node.name, session)
    },
  })
}

function onDatabase(privilege: string, name: QualifiedName, session: SessionState): void {
  require([privilege], { type: 'DATABASE', database: session.place.resolve(name).database }, session)
}

function onObject(privilege: string, written: QualifiedName, session: SessionState): void {
  const name = session.place.resolve(written)
  // What does not exist is refused as such, and a session's own tables are its own.
  if (SYSTEM_DATABASES.includes(name.database.toLowerCase()) || session.temporary.find(name) !== undefined) return
  const type = typeOf(name, session)
  if (type !== undefined) require([privilege], { type, database: name.database, name: name.name }, session)
}

function onPipe(privilege: string, written: QualifiedName, session: SessionState): void {
  const { database, name } = session.place.resolve(written)
  if (pipeNamed(session.server.catalog.data, `${database}.${name}`) !== undefined)
    require([privilege], { type: 'PIPE', database, name }, session)
}

function typeOf(name: ObjectName, session: SessionState): string | undefined {
  switch (findObject(session.server.catalog.schema, name)?.kind) {
    case 'View':
      return 'VIEW'
    case 'MaterializedView':
      return 'MATERIALIZED VIEW'
    case 'Table':
    case 'UnsupportedObject':
      return 'TABLE'
    case undefined:
      return undefined
  }
}

function require(
  privileges: readonly string[],
  object: { readonly type: string; readonly database?: string; readonly name?: string },
  session: SessionState,
): void {
  requirePrivilege(session.server.catalog, session.user, { privileges, ...object }, activeRoles(session))
}
