import { expect, test } from 'vitest'
import { parseStatements } from '../../src/language/index.ts'
import { applyStatement } from '../../src/schema/apply-statement/apply-statement.ts'
import { StatementFold } from '../../src/schema/apply-statement/statement-fold.ts'
import { emptySchema } from '../../src/schema/index.ts'
import type { SchemaState } from '../../src/schema/index.ts'
import { V35 } from './targets.ts'

const SCRIPT = `
CREATE DATABASE shop; CREATE DATABASE other;
CREATE TABLE a (id INT, v INT) DUPLICATE KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 1;
CREATE TABLE b (id INT, v INT) DUPLICATE KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 1;
CREATE TABLE a (id INT);
CREATE VIEW seen AS SELECT id, v FROM a;
CREATE OR REPLACE VIEW seen AS SELECT id FROM a;
CREATE MATERIALIZED VIEW m REFRESH MANUAL AS SELECT id, count(*) AS n FROM a GROUP BY id;
ALTER TABLE a ADD COLUMN w INT;
ALTER TABLE a DROP COLUMN nope;
ALTER TABLE a COMMENT = 'one';
CREATE TABLE other.c (id INT) DUPLICATE KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 1;
ALTER TABLE b RENAME d;
ALTER TABLE a SWAP WITH d;
DROP VIEW seen;
CREATE VIEW seen AS SELECT id FROM d;
DROP TABLE missing;
DROP TABLE IF EXISTS missing;
DROP MATERIALIZED VIEW m;
DROP TABLE d;
CREATE TABLE b LIKE a;
DROP DATABASE other FORCE;
CREATE TABLE e (id INT) DUPLICATE KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 1;`

const CONTEXT = { target: V35, currentDatabase: 'shop' }

test.each([1, 2, 3, 100])(
  'is the fold of applyStatement, and what it has given away stays (looked at every %i)',
  (every) => {
    const fold = new StatementFold(emptySchema())
    let state = emptySchema()
    const given: { readonly state: SchemaState; readonly text: string }[] = []
    for (const [index, statement] of parseStatements(SCRIPT).statements.entries()) {
      const result = applyStatement(state, statement, CONTEXT)
      if (result.kind === 'applied') state = result.state
      const { kind } = fold.run(statement, CONTEXT)
      expect(kind).toBe(result.kind)
      expect(fold.passing).toEqual(state)
      if (index % every === 0) given.push({ state: fold.state, text: JSON.stringify(fold.state) })
    }
    expect(fold.state).toEqual(state)
    for (const { state: snapshot, text } of given) expect(JSON.stringify(snapshot)).toBe(text)
    expect(Object.keys(state.databases['shop']?.tables ?? {})).toEqual(['a', 'b', 'e'])
  },
)

test('leaves the schema alone that it begins with', () => {
  const [database, table] = parseStatements(SCRIPT.replace('CREATE DATABASE other;', '')).statements
  const first = new StatementFold(emptySchema())
  if (database !== undefined) first.run(database, CONTEXT)
  const before = first.state
  const text = JSON.stringify(before)
  const second = new StatementFold(before)
  if (table !== undefined) expect(second.run(table, CONTEXT).kind).toBe('applied')
  expect(JSON.stringify(before)).toBe(text)
})
