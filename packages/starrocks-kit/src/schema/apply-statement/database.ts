import type { AlterDatabaseStatement, CreateDatabaseStatement, DropDatabaseStatement } from '../../language/index.ts'
import { databaseNameFromAst } from '../from-ast/names.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import type { Properties } from '../types/properties.ts'
import { emptyDatabase, findDatabase, withDatabase, withoutDatabase } from '../state.ts'
import { withoutDatabaseFunctions } from '../cluster/database-functions.ts'
import { checkStorageVolume } from './cluster.ts'
import { checkDatabaseName, isInternal, unknownDatabase } from './names.ts'
import { refuse, refuseSyntax } from './refusal.ts'
import { applied } from './result.ts'
import type { Applied, ApplyScope } from './result.ts'

export function createDatabase(statement: CreateDatabaseStatement, scope: ApplyScope): Applied {
  const name = databaseNameFromAst(statement.name, scope.context)
  if (isInternal(name)) checkDatabaseName(name.database)
  if (findDatabase(scope.state, name) !== undefined) {
    if (statement.ifNotExists) return applied(scope.state)
    refuse(`Can't create database '${name.database}'; database exists`, {
      code: 1007,
      remedy: 'Add IF NOT EXISTS, or use the one that is there.',
    })
  }
  checkStorageVolume(propertiesFromAst(statement.properties)['storage_volume'], scope)
  const database = emptyDatabase(name.database, name.catalog)
  return applied(withDatabase(scope.state, { ...database, properties: propertiesFromAst(statement.properties) }))
}

/** DROP DATABASE takes all objects with it. */
export function dropDatabase(statement: DropDatabaseStatement, scope: ApplyScope): Applied {
  const name = databaseNameFromAst(statement.name, scope.context)
  if (findDatabase(scope.state, name) === undefined) {
    if (statement.ifExists) return applied(scope.state)
    refuse(`Can't drop database '${name.database}'; database doesn't exist`, { code: 1008 })
  }
  return applied(withoutDatabaseFunctions(withoutDatabase(scope.state, name), name))
}

/** Only the storage volume can be changed, in shared-data mode (LocalMetastore.alterDatabaseSet). */
function checkChanged(properties: Properties, scope: ApplyScope): void {
  const { storage_volume: volume, ...others } = properties
  if (volume !== undefined) {
    if (scope.capabilities.runMode === 'shared_nothing') {
      refuse('Storage volume can be set only in shared-data deployment')
    }
    const known = scope.context.cluster?.storageVolumes
    if (known !== undefined && !known.includes(volume)) refuse(`Storage volume ${volume} does not exist`)
  }
  const unknown = Object.keys(others)
  if (unknown.length > 0) refuse(`Unknown properties: ${unknown.join(', ')}`)
}

export function alterDatabase(statement: AlterDatabaseStatement, scope: ApplyScope): Applied {
  const { clause } = statement
  if (clause.kind === 'DatabaseSetClause' && !scope.capabilities.viewProperties) {
    refuseSyntax(`No viable statement for input 'ALTER DATABASE ${statement.name} SET ('`)
  }
  const database = findDatabase(scope.state, { database: statement.name })
  // The new name is looked at first (recorded).
  if (
    clause.kind === 'DatabaseRenameClause' &&
    clause.newName !== statement.name &&
    findDatabase(scope.state, { database: clause.newName }) !== undefined
  ) {
    refuse(`Database name[${clause.newName}] is already used`)
  }
  if (database === undefined) unknownDatabase(statement.name, scope)
  if (clause.kind === 'DatabaseSetClause') checkChanged(propertiesFromAst(clause.properties), scope)
  if (clause.kind !== 'DatabaseRenameClause') return applied(scope.state)
  checkDatabaseName(clause.newName)
  if (clause.newName === statement.name) refuse('Same database name')
  const without = withoutDatabase(scope.state, { database: statement.name })
  return applied(withDatabase(without, { ...database, name: clause.newName }))
}
