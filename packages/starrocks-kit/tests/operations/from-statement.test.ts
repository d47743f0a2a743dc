import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import { parseStatement, printStatement } from '../../src/language/index.ts'
import { applyOperation, operationsFromStatement, operationToStatements } from '../../src/operations/index.ts'
import type { OperationKind } from '../../src/operations/index.ts'
import { orderOperations } from '../../src/plan/index.ts'
import { emptyDatabase, emptySchema, withDatabase } from '../../src/schema/index.ts'
import { schemaPairArbitrary } from '../generators/schema-pair.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const CONTEXT = { target: TARGET, defaultDatabase: DATABASE }
const RUNS = Number(process.env['LAW_RUNS'] ?? 200)

/** Fields of structs have no operation of their own: they are changes of the column. */
const WITHOUT_TYPED_FORM = /ADD FIELD|DROP FIELD/u

test('what operations say to the server becomes operations that say the same', () => {
  const seen = new Set<OperationKind>()
  fc.assert(
    fc.property(schemaPairArbitrary, ([from, to]) => {
      const { operations } = diffSchemas(from, to, CONTEXT)
      let state = from
      for (const operation of orderOperations(operations, { from, defaultDatabase: DATABASE }).operations) {
        for (const statement of operationToStatements(operation, CONTEXT)) {
          const sql = printStatement(statement)
          if (WITHOUT_TYPED_FORM.test(sql)) continue
          const place = { state, currentDatabase: DATABASE }
          const found = operationsFromStatement(parseStatement(sql), place)
          expect(found, sql).toBeDefined()
          const again = (found ?? [])
            .flatMap((one) => operationToStatements(one, CONTEXT))
            .map((one) => printStatement(one))
          if (operation.kind !== 'ReplaceTable') expect(again).toEqual([sql])
          for (const { kind } of found ?? []) seen.add(kind)
        }
        const result = applyOperation(state, operation, CONTEXT)
        if (result.kind === 'applied') ({ state } = result)
      }
    }),
    { numRuns: RUNS },
  )
  expect(seen.size).toBeGreaterThan(12)
})

test.each([
  'CREATE TABLE IF NOT EXISTS t (a INT)',
  'CREATE TABLE t LIKE u',
  'CREATE TABLE t AS SELECT 1 AS a',
  'CREATE TEMPORARY TABLE t (a INT)',
  'CREATE EXTERNAL TABLE t (a INT) ENGINE=MYSQL PROPERTIES ("host" = "h")',
  'DROP TABLE IF EXISTS t',
  'DROP TABLE t FORCE',
  'DROP DATABASE d FORCE',
  'CREATE DATABASE IF NOT EXISTS d',
  'ALTER TABLE t ADD COLUMN a INT TO r',
  'ALTER TABLE t ADD COLUMN a INT, COMPACT',
  'ALTER TABLE t DROP PARTITION IF EXISTS p',
  'ALTER TABLE t DROP PARTITION p FORCE',
  'ALTER TABLE t ADD TEMPORARY PARTITION p VALUES LESS THAN ("1")',
  'ALTER TABLE t ORDER BY (a) DISTRIBUTED BY HASH(a)',
  'CREATE VIEW IF NOT EXISTS v AS SELECT 1',
  'DROP VIEW IF EXISTS v',
  'CREATE MATERIALIZED VIEW IF NOT EXISTS m REFRESH MANUAL AS SELECT 1',
  'REFRESH MATERIALIZED VIEW m PARTITION START ("1") END ("2")',
  'INSERT INTO t VALUES (1)',
  'SET query_timeout = 5',
])('%s has to run as it is written', (sql) => {
  const state = withDatabase(emptySchema(), emptyDatabase(DATABASE))
  expect(operationsFromStatement(parseStatement(sql), { state, currentDatabase: DATABASE })).toBeUndefined()
})
