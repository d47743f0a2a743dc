import { expect, test } from 'vitest'
import { canonicalQuery } from '../../src/schema/index.ts'
import { hashSql } from '../../src/migrations/ledger/ledger.ts'
import type { LedgerRow } from '../../src/migrations/ledger/ledger-row.ts'
import { sentQueries } from '../../src/migrations/ledger/sent-queries.ts'

const row = (statement: string, more: Partial<LedgerRow> = {}): LedgerRow => ({
  sequence: 1,
  revision: 'r1',
  step: 1,
  direction: 'upgrade',
  state: 'done',
  steps: 1,
  headsRemoved: [],
  headsAdded: [],
  statement,
  hash: hashSql(statement),
  toolVersion: '0',
  runId: 'x',
  storedQuery: `stored of ${statement}`,
  ...more,
})

/** What is known in the end: `name: query`. */
const known = (...rows: readonly LedgerRow[]): readonly string[] =>
  [...sentQueries(rows, 'shop')].map(([name, { query }]) => `${name}: ${query.text}`).toSorted()

const MV = (name: string, n: number): string =>
  `CREATE MATERIALIZED VIEW ${name} REFRESH MANUAL AS SELECT ${n} AS n FROM t`

test('the last definition counts, in whatever statement it was sent', () => {
  const create = row('CREATE VIEW v AS SELECT 1 AS a')
  expect(known(create)).toEqual(['shop.v: SELECT 1 AS a'])
  expect(known(create, row('ALTER VIEW shop.v AS SELECT 2 AS a'))).toEqual(['shop.v: SELECT 2 AS a'])
  expect(known(create, row('CREATE OR REPLACE VIEW `v` AS SELECT 3 AS a'))).toEqual(['shop.v: SELECT 3 AS a'])
  expect(known(create, row('ALTER VIEW v SET SECURITY INVOKER'))).toEqual(['shop.v: SELECT 1 AS a'])
  expect(known(create, row('DROP VIEW v'))).toEqual([])
  expect(known(row('CREATE VIEW other.v AS SELECT 1 AS a'))).toEqual(['other.v: SELECT 1 AS a'])
})

test('materialized views are followed through exchanges, renames and drops', () => {
  const replaced = [
    row(MV('m', 1)),
    row(MV('m__next', 2), { revision: 'r2' }),
    row('ALTER MATERIALIZED VIEW m SWAP WITH m__next'),
    row('DROP MATERIALIZED VIEW m__next'),
  ]
  expect(known(...replaced)).toEqual(['shop.m: SELECT 2 AS n FROM t'])
  expect(sentQueries(replaced, 'shop').get('shop.m')).toEqual({
    revision: 'r2',
    query: canonicalQuery('SELECT 2 AS n FROM t'),
    stored: `stored of ${MV('m__next', 2)}`,
  })
  expect(known(...replaced, row('ALTER MATERIALIZED VIEW m RENAME n'))).toEqual(['shop.n: SELECT 2 AS n FROM t'])
})

test('nothing is known of what was not kept whole, or of which the server was not asked', () => {
  const statement = 'CREATE VIEW v AS SELECT 1 AS a'
  expect(known(row(statement, { hash: 'another' }))).toEqual([])
  const { storedQuery: _, ...unasked } = row('ALTER VIEW v AS SELECT 2 AS a')
  expect(known(row(statement), unasked)).toEqual([])
  expect(known(row('CREATE VIEW v AS SELEKT 1'))).toEqual([])
})
