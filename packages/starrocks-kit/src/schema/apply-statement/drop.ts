import type { DropMaterializedViewStatement, DropTableStatement, DropViewStatement } from '../../language/index.ts'
import { findDatabase, findObject } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import { inactivates } from './dependents.ts'
import { isInternal, resolveName, unknownDatabase } from './names.ts'
import { refuse, refuseAnalyzing } from './refusal.ts'
import { applied, removed } from './result.ts'
import type { Applied, ApplyScope } from './result.ts'

/** DROP TABLE. Materialized views on the table stay and become inactive; views stay as they are. */
export function dropTable(statement: DropTableStatement, scope: ApplyScope): Applied {
  const name = resolveName(statement.name, scope)
  // A temporary table is none of this state's.
  if (statement.temporary || !isInternal(name)) return applied(scope.state)
  const object = findDropped(name, statement.ifExists === true, scope)
  if (object === undefined) return applied(scope.state)
  if (object.kind === 'View') refuseAnalyzing(`'${name.database}'.'${name.name}' is not 'TABLE'`, { code: 1347 })
  if (object.kind === 'MaterializedView') refuseMaterializedView(name)
  return removed(scope, name, ...inactivates(name, `base-table dropped: ${name.name}`, scope))
}

export function dropView(statement: DropViewStatement, scope: ApplyScope): Applied {
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  const object = findDropped(name, statement.ifExists === true, scope)
  if (object === undefined) return applied(scope.state)
  if (object.kind === 'MaterializedView') refuseMaterializedView(name)
  if (object.kind === 'Table') refuseAnalyzing(`'${name.database}'.'${name.name}' is not 'VIEW'`, { code: 1347 })
  return removed(scope, name, ...inactivates(name, `base-view changed: ${name.name}`, scope))
}

export function dropMaterializedView(statement: DropMaterializedViewStatement, scope: ApplyScope): Applied {
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  if (findDatabase(scope.state, name) === undefined) unknownDatabase(name.database, scope)
  const object = findObject(scope.state, name)
  if (object?.kind === 'Table') {
    refuse('Cannot drop base index by using DROP ROLLUP or DROP MATERIALIZED VIEW.')
  }
  if (object === undefined || object.kind !== 'MaterializedView') {
    if (statement.ifExists) return applied(scope.state)
    refuse(`Materialized view ${name.name} is not found`)
  }
  return removed(scope, name, ...inactivates(name, `base-table dropped: ${name.name}`, scope))
}

function findDropped(name: ObjectName, ifExists: boolean, scope: ApplyScope): ReturnType<typeof findObject> {
  if (findDatabase(scope.state, name) === undefined) {
    // IF EXISTS is about the object: a database that is not there is refused all the same (recorded).
    unknownDatabase(name.database, scope)
  }
  const object = findObject(scope.state, name)
  if (object === undefined && !ifExists) {
    refuseAnalyzing(`Unknown table '${name.name}'`, { code: scope.capabilities.ownErrorCodes ? 5502 : 1051 })
  }
  return object
}

function refuseMaterializedView(name: ObjectName): never {
  refuseAnalyzing(
    `The data of '${name.name}' cannot be dropped because '${name.name}' is a materialized view,use 'drop materialized view ${name.name}' to drop it.`,
  )
}
