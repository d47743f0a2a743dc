import { expect, test } from 'vitest'
import * as connection from '../../src/connection/index.ts'
import { serverErrorFor } from '../../src/connection/error-codes.ts'
import { StarRocksKitError } from '../../src/errors/base.ts'

test.each([
  [5502, `Getting analyzing error. Detail message: Unknown table 'rec.nope'.`, 'UnknownTableError'],
  [1051, `Getting analyzing error. Detail message: Unknown table 'rec.nope'.`, 'UnknownTableError'],
  [1064, 'Getting analyzing error. Detail message: Table t is not found.', 'UnknownTableError'],
  [
    1064,
    'Getting analyzing error from line 1, column 6 to line 1, column 7. Detail message: Table t is not found.',
    'UnknownTableError',
  ],
  [1064, 'Materialized view vw is not found', 'UnknownTableError'],
  [5501, `Unknown database 'nodb'`, 'UnknownDatabaseError'],
  [1049, `Unknown database 'nodb'`, 'UnknownDatabaseError'],
  [
    1064,
    'Getting analyzing error. Detail message: Database default_catalog.test is not found.',
    'UnknownDatabaseError',
  ],
  [5078, `Unknown catalog 'lake'`, 'UnknownCatalogError'],
  [1050, `Table 'b' already exists`, 'TableExistsError'],
  [1007, `Can't create database 'b'; database exists`, 'DatabaseExistsError'],
  [5509, `Unknown column 'x' in 't'`, 'UnknownColumnError'],
  [1054, `Unknown column 'x' in 't'`, 'UnknownColumnError'],
  [5203, 'Access denied; you need (at least one of) the CREATE TABLE privilege(s)', 'AccessDeniedError'],
  [1046, 'No database selected', 'NoDatabaseSelectedError'],
  [
    1064,
    `Getting syntax error at line 1, column 3. Detail message: No viable statement for input 'a:'.`,
    'ServerSyntaxError',
  ],
  [
    1064,
    'A schema change operation is in progress on the table t. Please wait until the current operation completes.',
    'TableBusyError',
  ],
  [
    1064,
    'Getting analyzing error. Detail message: Table replication num should be less than of equal to the number of available BE nodes.',
    'TooFewBackendsError',
  ],
  [5024, 'Insert reached its timeout of 300 seconds', 'ServerTimeoutError'],
  [1064, 'Can not change default value', 'ServerError'],
  // The text alone does not decide when the number has a meaning of its own.
  [1347, `'rec'.'vw' is not 'TABLE'`, 'ServerError'],
])('%d %s is a %s', (errno, serverMessage, name) => {
  const error = serverErrorFor({ errno, sqlState: 'HY000', serverMessage, sql: 'DROP TABLE t' })
  expect(error.name).toBe(name)
  expect(error).toBeInstanceOf(connection.ServerError)
  expect(error).toBeInstanceOf(StarRocksKitError)
  expect(error.errno).toBe(errno)
  expect(error.message).toContain(`(StarRocks error ${errno})`)
  expect(error.message).toContain('Statement: DROP TABLE t')
})
