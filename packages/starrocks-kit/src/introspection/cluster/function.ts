import { quoteIdentifier } from '../../language/index.ts'
import { functionAsShown } from '../../schema/index.ts'
import type { UserFunction } from '../../schema/index.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** SHOW FULL FUNCTIONS of each database, and those that are global. */
export const readFunctions: ClusterReader<UserFunction> = async (connection, { databases }) => {
  const functions: UserFunction[] = []
  for (const database of [undefined, ...databases]) {
    const sql =
      database === undefined ? 'SHOW FULL GLOBAL FUNCTIONS' : `SHOW FULL FUNCTIONS FROM ${quoteIdentifier(database)}`
    for (const row of await namedRows(connection, sql)) {
      const shown = {
        signature: row('Signature'),
        returns: row('Return Type'),
        type: row('Function Type'),
        properties: row('Properties'),
      }
      functions.push(functionAsShown(shown, database))
    }
  }
  return functions
}
