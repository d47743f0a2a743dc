import { findTable } from 'starrocks-kit/schema'
import { visit } from 'starrocks-kit/language'
import type { Statement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../catalog/catalog-error.ts'
import type { OkResult } from '../wire/handler.ts'
import { DONE } from './results.ts'
import type { SessionState } from './session-state.ts'

/** Runs a statement about the session's own temporary tables; undefined when it is about other things. */
export async function runTemporary(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  const { temporary, place, server } = session
  requireEnabled(statement, session)
  switch (statement.kind) {
    case 'CreateTableStatement':
      if (statement.temporary !== true) return undefined
      await temporary.create(statement, place.resolve(statement.name), undefined)
      return DONE
    case 'CreateTableLikeStatement': {
      const name = place.resolve(statement.name)
      const source = place.resolve(statement.source)
      const own = temporary.find(source)
      if (statement.temporary !== true) return undefined
      const table = own?.table ?? findTable(server.catalog.schema, source)
      if (table === undefined) throw analyzingError(`Table ${name.name} is not found`)
      await temporary.create(statement, name, { table, name: source })
      return DONE
    }
    case 'DropTableStatement': {
      const name = place.resolve(statement.name)
      if (temporary.find(name) !== undefined) {
        await temporary.drop(name)
        return DONE
      }
      if (statement.temporary !== true) return undefined
      if (statement.ifExists === true) return DONE
      throw analyzingError(`Unknown table '${name.name}'`, 5502)
    }
    case 'TruncateTableStatement': {
      const found = temporary.find(place.resolve(statement.name))
      if (found === undefined) return undefined
      await server.engine.truncate(found.id)
      return DONE
    }
    case 'AlterTableStatement':
      if (temporary.find(place.resolve(statement.name)) === undefined) return undefined
      throw analyzingError("temporary table doesn't support alter table statement")
    case 'CreateViewStatement':
    case 'AlterViewStatement':
      refuseOver(statement, 'View', session)
      return undefined
    case 'CreateMaterializedViewStatement':
      refuseOver(statement, 'Materialized view', session)
      return undefined
    default:
      return undefined
  }
}

function requireEnabled(statement: Statement, session: SessionState): void {
  switch (statement.kind) {
    case 'CreateTableStatement':
    case 'CreateTableLikeStatement':
    case 'CreateTableAsSelectStatement':
      if (statement.temporary !== true) return
      break
    default:
      return
  }
  const setting = 'enable_experimental_temporary_table'
  if (session.server.frontendConfig.get(setting)?.toLowerCase() === 'false')
    throw new CatalogError(`Getting syntax error. Detail message: FE config '${setting}' is disabled.`)
}

/** Views last longer than the session: they cannot read its tables. */
function refuseOver(statement: Statement, what: string, session: SessionState): void {
  visit(statement, {
    TableReference(node) {
      if (node.name.parts.length < 3 && session.place.database !== undefined) {
        if (session.temporary.find(session.place.resolve(node.name)) !== undefined)
          throw analyzingError(`${what} can't base on temporary table`)
      }
    },
  })
}
