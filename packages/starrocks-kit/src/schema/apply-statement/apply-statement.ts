import type { Statement } from '../../language/index.ts'
import { capabilitiesOf } from '../capabilities.ts'
import { movesNames, withFollowers } from '../cluster/follow.ts'
import { applyClusterStatement } from '../cluster/registry.ts'
import type { Refusal } from '../types/diagnostic.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { alterTable } from './alter-table/alter-table.ts'
import { createIndex, dropIndex } from './alter-table/index-statements.ts'
import { createTableLike } from './create-table/create-table-like.ts'
import { createTable } from './create-table/create-table.ts'
import { alterDatabase, createDatabase, dropDatabase } from './database.ts'
import { dropMaterializedView, dropTable, dropView } from './drop.ts'
import { createMaterializedView } from './materialized-view/create-materialized-view.ts'
import { cancelRefreshMaterializedView, refreshMaterializedView } from './materialized-view/refresh.ts'
import { alterMaterializedView } from './materialized-view/alter-materialized-view.ts'
import { StatementRefusedError } from './refusal.ts'
import type { Applied, ApplyContext, ApplyResult, ApplyScope } from './result.ts'
import { alterView, createView } from './view.ts'

/**
 * What a StarRocks server of the target would make of the schema by running the statement, or why it would refuse: code and message are the
 * server's own. Pure: the given state is never changed. A statement that changes no schema (SELECT, INSERT, SET ...) is applied with the same state.
 *
 * Jobs are taken as finished at once: that a table is busy is known to a server only.
 */
export function applyStatement(state: SchemaState, statement: Statement, context: ApplyContext): ApplyResult {
  try {
    const scope: ApplyScope = { state, context, capabilities: capabilitiesOf(context.target) }
    const done = apply(statement, scope)
    const { change, effects } = done
    if (state.cluster !== undefined && movesNames(statement))
      return { kind: 'applied', state: withFollowers(statement, context, done.state), effects }
    return {
      kind: 'applied',
      get state() {
        return done.state
      },
      ...(change === undefined ? {} : { change }),
      effects,
    }
  } catch (error) {
    if (error instanceof StatementRefusedError) {
      return { kind: 'refused', refusal: asServerSays(error, context) }
    }
    throw error
  }
}

/** Up to 3.2 refusals found while a statement runs had a preamble of their own (recorded). */
function asServerSays({ refusal, running }: StatementRefusedError, context: ApplyContext): Refusal {
  if (!running || capabilitiesOf(context.target).wording !== '3.2') return refusal
  return { ...refusal, message: `Unexpected exception: ${refusal.message}` }
}

function apply(statement: Statement, scope: ApplyScope): Applied {
  switch (statement.kind) {
    case 'CreateDatabaseStatement':
      return createDatabase(statement, scope)
    case 'DropDatabaseStatement':
      return dropDatabase(statement, scope)
    case 'AlterDatabaseStatement':
      return alterDatabase(statement, scope)
    case 'CreateTableStatement':
      return createTable(statement, scope)
    case 'CreateTableLikeStatement':
      return createTableLike(statement, scope)
    case 'DropTableStatement':
      return dropTable(statement, scope)
    case 'AlterTableStatement':
      return alterTable(statement, scope)
    case 'CreateIndexStatement':
      return createIndex(statement, scope)
    case 'DropIndexStatement':
      return dropIndex(statement, scope)
    case 'CreateViewStatement':
      return createView(statement, scope)
    case 'AlterViewStatement':
      return alterView(statement, scope)
    case 'DropViewStatement':
      return dropView(statement, scope)
    case 'CreateMaterializedViewStatement':
      return createMaterializedView(statement, scope)
    case 'AlterMaterializedViewStatement':
      return alterMaterializedView(statement, scope)
    case 'DropMaterializedViewStatement':
      return dropMaterializedView(statement, scope)
    case 'RefreshMaterializedViewStatement':
      return refreshMaterializedView(statement, scope)
    case 'CancelRefreshMaterializedViewStatement':
      return cancelRefreshMaterializedView(statement, scope)
    default:
      return applyClusterStatement(statement, scope) ?? { state: scope.state, effects: [] }
  }
}
