import { expect, test } from 'vitest'
import { completeOperations, createOp } from '../../src/migrations/index.ts'
import type { Op } from '../../src/migrations/index.ts'
import { operationToStatements, reverseOperation } from '../../src/operations/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import { printStatement } from '../../src/language/index.ts'
import { schemaOfSql } from '../support/schema-of-sql.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const context = { target: TARGET, defaultDatabase: DATABASE }
const state = schemaOfSql(
  `CREATE TABLE t (k INT NOT NULL, a INT COMMENT 'old', b INT) PRIMARY KEY (k) COMMENT 'before' DISTRIBUTED BY HASH(k) BUCKETS 2 PROPERTIES ("replication_num" = "1")`,
)

function complete(action: (op: Op) => void): readonly Operation[] {
  const operations: Operation[] = []
  action(createOp({ where: 'test', defaultDatabase: DATABASE, record: (operation) => operations.push(operation) }))
  return completeOperations(operations, state, context)
}

const sql = (operations: readonly Operation[]): readonly string[] =>
  operations
    .flatMap((operation) => operationToStatements(operation, context))
    .map((statement) => printStatement(statement))

test('a change of nothing but the comment is known as such', () => {
  expect(sql(complete((op) => op.modifyColumn('t', { name: 'a', type: 'INT', comment: 'new' })))).toEqual([
    `ALTER TABLE t MODIFY COLUMN a COMMENT 'new'`,
  ])
})

test('what was there makes operations reversible', () => {
  const operations = complete((op) => {
    op.modifyTableComment('t', 'after')
    op.dropColumn('t', 'A')
    op.modifyColumn('t', { name: 'b', type: 'BIGINT' })
    op.modifySortKey('t', '(b)')
  })
  expect(
    sql(
      operations
        .map((operation) => reverseOperation(operation))
        .filter((operation) => operation.kind !== 'Irreversible'),
    ),
  ).toEqual([
    `ALTER TABLE t COMMENT = 'before'`,
    `ALTER TABLE t ADD COLUMN a INT COMMENT 'old' AFTER k`,
    `ALTER TABLE t MODIFY COLUMN b INT`,
    // Where none was declared, the key is what rows are sorted by.
    'ALTER TABLE t ORDER BY (k)',
  ])
})

test('each operation sees what those before it have made', () => {
  const operations = complete((op) => {
    op.addColumn('t', { name: 'c', type: 'INT' })
    op.modifyColumn('t', { name: 'c', type: 'INT', comment: 'mine' })
    op.dropTable('t')
  })
  expect(sql(operations)[1]).toBe(`ALTER TABLE t MODIFY COLUMN c COMMENT 'mine'`)
  const dropped = operations[2]
  if (dropped?.kind !== 'DropTable') throw new Error('no DropTable')
  expect(dropped.definition?.columns.map(({ name, comment }) => [name, comment])).toEqual([
    ['k', undefined],
    ['a', 'old'],
    ['b', undefined],
    ['c', 'mine'],
  ])
})

test('what the state does not know stays open', () => {
  const operations = complete((op) => {
    op.modifyColumn('unknown', { name: 'a', type: 'INT' })
    op.dropView('unknown')
  })
  expect(operations[0]).not.toHaveProperty('from')
  expect(operations[1]).not.toHaveProperty('definition')
})
