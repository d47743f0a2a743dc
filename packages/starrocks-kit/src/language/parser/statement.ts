import type { Statement } from '../ast/statement.ts'
import { optionalAdministration } from './administration.ts'
import { alterTable } from './alter-table.ts'
import { createTable } from './create-table.ts'
import type { Cursor } from './cursor.ts'
import { fail, moveTo, peek } from './cursor.ts'
import { alterDatabase, atSetCatalog, createDatabase, dropDatabase, setCatalog, use } from './database.ts'
import { atExplained, explained } from './dml.ts'
import {
  alterMaterializedView,
  createMaterializedView,
  dropMaterializedView,
  refreshMaterializedView,
} from './materialized-view.ts'
import { optionalRaw, unknownCommand } from './raw.ts'
import { setDefaultStorageVolume } from './resource.ts'
import { set } from './set.ts'
import { adminShow, describeTable, optionalShow, optionalShowCreate } from './show.ts'
import { adminSetConfig, begin, cancelAlter, cancelRefresh, createIndex, dropIndex, dropTable } from './utility.ts'
import { endTransaction, kill, recover, refreshTable, sync, truncateTable } from './utility.ts'
import { alterView, createView, dropView } from './view.ts'

/** statement: chosen by its first words; what is not taken apart is kept as text */
export function statement(c: Cursor): Statement {
  return structured(c) ?? optionalAdministration(c) ?? optionalRaw(c) ?? fallThrough(c)
}

function structured(c: Cursor): Statement | undefined {
  switch (c.kind) {
    case 'SELECT':
    case 'WITH':
    case '(':
    case 'EXPLAIN':
    case 'INSERT':
    case 'UPDATE':
      return explained(c)
    case 'TRACE':
      return explained(c)
    case 'DELETE':
      return peek(c) === 'SQLBLACKLIST' || peek(c) === 'BACKEND' ? undefined : explained(c)
    case 'DESC':
    case 'DESCRIBE':
      return describe(c)
    case 'CREATE':
      return create(c)
    case 'ALTER':
      return alter(c)
    case 'DROP':
      return drop(c)
    case 'SHOW':
      return optionalShowCreate(c) ?? optionalShow(c)
    case 'SET':
      return setStatement(c)
    case 'USE':
      return use(c)
    default:
      return utility(c)
  }
}

function utility(c: Cursor): Statement | undefined {
  const next = peek(c)
  switch (c.kind) {
    case 'RECOVER':
      return recover(c)
    case 'TRUNCATE':
      return next === 'TABLE' ? truncateTable(c) : undefined
    case 'REFRESH':
      if (next === 'EXTERNAL') return refreshTable(c)
      return next === 'MATERIALIZED' ? refreshMaterializedView(c) : undefined
    case 'CANCEL':
      if (next === 'ALTER') return cancelAlter(c)
      return next === 'REFRESH' && peek(c, 2) === 'MATERIALIZED' ? cancelRefresh(c) : undefined
    case 'BEGIN':
    case 'START':
      return begin(c)
    case 'COMMIT':
    case 'ROLLBACK':
      return endTransaction(c)
    case 'KILL':
      return next === 'ANALYZE' ? undefined : kill(c)
    case 'SYNC':
      return sync(c)
    case 'ADMIN':
      if (next === 'SHOW') return adminShow(c)
      return next === 'SET' && peek(c, 2) === 'FRONTEND' ? adminSetConfig(c) : undefined
    default:
      return undefined
  }
}

function describe(c: Cursor): Statement | undefined {
  if (atExplained(c)) return explained(c)
  const next = peek(c)
  const object =
    (next === 'PIPE' && peek(c, 2) !== 'end' && peek(c, 2) !== ';') || (next === 'STORAGE' && peek(c, 2) === 'VOLUME')
  return object ? undefined : describeTable(c)
}

/** CREATE and the kind of object */
function create(c: Cursor): Statement | undefined {
  const next = peek(c)
  switch (next) {
    case 'TABLE':
      return isFunction(c, 1) ? undefined : createTable(c)
    case 'TEMPORARY':
      return createTable(c)
    case 'EXTERNAL':
      return peek(c, 2) === 'TABLE' ? createTable(c) : undefined
    case 'VIEW':
      return createView(c)
    case 'OR':
      return peek(c, 3) === 'VIEW' ? createView(c) : undefined
    case 'MATERIALIZED':
      return createMaterializedView(c)
    case 'DATABASE':
    case 'SCHEMA':
      return createDatabase(c)
    case 'INDEX':
      return createIndex(c)
    default:
      return undefined
  }
}

function isFunction(c: Cursor, offset: number): boolean {
  return peek(c, offset + 1) === 'FUNCTION'
}

/** ALTER and the kind of object */
function alter(c: Cursor): Statement | undefined {
  switch (peek(c)) {
    case 'TABLE':
      return alterTable(c)
    case 'VIEW':
      return alterView(c)
    case 'MATERIALIZED':
      return alterMaterializedView(c)
    case 'DATABASE':
      return alterDatabase(c)
    default:
      return undefined
  }
}

/** DROP and the kind of object */
function drop(c: Cursor): Statement | undefined {
  switch (peek(c)) {
    case 'TABLE':
    case 'TEMPORARY':
      return dropTable(c)
    case 'VIEW':
      return dropView(c)
    case 'MATERIALIZED':
      return dropMaterializedView(c)
    case 'DATABASE':
    case 'SCHEMA':
      return dropDatabase(c)
    case 'INDEX':
      return dropIndex(c)
    default:
      return undefined
  }
}

function setStatement(c: Cursor): Statement | undefined {
  const next = peek(c)
  const behind = peek(c, 2)
  if (atSetCatalog(c)) return setCatalog(c)
  if (next === 'DEFAULT') return undefined
  const other =
    next === 'ROLE' || next === 'PROPERTY' || next === 'WAREHOUSE' || (next === 'SESSION' && behind === 'WAREHOUSE')
  if (other && behind !== '=' && !(next === 'SESSION' && peek(c, 3) === '=')) return undefined
  return behind === 'AS' ? setDefaultStorageVolume(c) : set(c)
}

function fallThrough(c: Cursor): never {
  const { index, words } = unknownCommand(c)
  moveTo(c, index)
  return fail(c, ...words)
}
