import type { CreateDatabaseStatement } from '../../language/index.ts'
import type { Database } from '../types/schema-state.ts'
import { qualifiedName } from './names.ts'
import { propertiesPart } from './properties.ts'
import type { CreateOptions } from './table.ts'

/** CREATE DATABASE. */
export function createDatabaseStatement(
  database: Pick<Database, 'name' | 'catalog' | 'properties'>,
  options: CreateOptions = {},
): CreateDatabaseStatement {
  return {
    kind: 'CreateDatabaseStatement',
    ...(options.ifNotExists ? { ifNotExists: true } : {}),
    name: qualifiedName(database.catalog === undefined ? [database.name] : [database.catalog, database.name]),
    ...propertiesPart(database.properties),
  }
}
