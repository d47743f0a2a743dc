import { createDatabaseStatement } from '../schema/to-statements/database.ts'
import { qualifiedName } from '../schema/to-statements/names.ts'
import type { RulesOf } from './rules.ts'
import type { CreateDatabase, DropDatabase } from './types/database.ts'

/** The part of a database that its statements need. */
function databaseOf({ database, catalog, properties }: CreateDatabase | DropDatabase) {
  return { name: database, properties, ...(catalog !== undefined ? { catalog } : {}) }
}

export const databaseRules: RulesOf<'CreateDatabase' | 'DropDatabase'> = {
  CreateDatabase: {
    object: () => undefined,
    reverse: (operation) => ({ ...operation, kind: 'DropDatabase' }),
    toStatements: (operation) => [createDatabaseStatement(databaseOf(operation))],
  },
  DropDatabase: {
    object: () => undefined,
    reverse: (operation) => ({ ...operation, kind: 'CreateDatabase' }),
    // Without FORCE: the server keeps a dropped database for a while, and RECOVER DATABASE brings it back.
    toStatements: ({ database, catalog }) => [
      { kind: 'DropDatabaseStatement', name: qualifiedName(catalog === undefined ? [database] : [catalog, database]) },
    ],
  },
}
