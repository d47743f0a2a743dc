import { describe, expect, test } from 'vitest'
import { findMaterializedView, findTable, findView } from '../../src/schema/index.ts'
import { accepted, apply, effects, refusal, V32, V33, V35, V41 } from './targets.ts'

const ORDERS = `CREATE TABLE orders (id BIGINT NOT NULL, user_id INT, amount DECIMAL(10,2), note STRING DEFAULT 'x')
  DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 4 PROPERTIES ("replication_num" = "1")`
const USERS = `CREATE TABLE users (id INT, name STRING, age INT) PRIMARY KEY(id) DISTRIBUTED BY HASH(id)`
const table = (state: ReturnType<typeof accepted>, name: string) => {
  const found = findTable(state, { database: 'shop', name })
  if (found === undefined) throw new Error(`no table ${name}`)
  return found
}

describe('CREATE TABLE', () => {
  test('fills in what the server chooses', () => {
    const state = accepted(['CREATE TABLE t (a INT, b STRING)', 'CREATE TABLE p (a INT, b STRING) PRIMARY KEY(a)'])
    expect(table(state, 't').key).toEqual({ type: 'DUPLICATE', columns: ['a', 'b'] })
    expect(table(state, 't').distribution).toEqual({ kind: 'random' })
    expect(table(state, 'p').distribution).toEqual({ kind: 'hash', columns: ['a'] })
  })

  test.for([
    ['CREATE TABLE t (a INT, b INT) DUPLICATE KEY(x)', 1064, "Key column(x) doesn't exist.."],
    ['CREATE TABLE t (a INT, A INT)', 1060, "Duplicate column name 'A'."],
    [
      'CREATE TABLE t (a FLOAT, b INT) DUPLICATE KEY(a)',
      1064,
      "Invalid data type of key column 'a': 'FLOAT', use decimal instead.",
    ],
    [
      'CREATE TABLE t (a DECIMAL(10,2)) PRIMARY KEY(a)',
      1064,
      'primary key column[a] type not supported: decimal(10, 2).',
    ],
    ['CREATE TABLE t (a INT NULL) PRIMARY KEY(a)', 1064, 'primary key column[a] cannot be nullable.'],
    ['CREATE TABLE t (a INT, b INT) UNIQUE KEY(a)', 1064, 'Currently not support default distribution in UNIQUE_KEYS.'],
    ["CREATE TABLE t (a INT, b INT DEFAULT 'x')", 1064, "Invalid default value for 'b': Invalid number format: x."],
    ['CREATE TABLE orders (a INT)', 1050, "Table 'orders' already exists."],
  ] as const)('%s', ([sql, code, detail]) => {
    expect(refusal(accepted([ORDERS]), sql)).toMatchObject({
      code,
      message: `Getting analyzing error. Detail message: ${detail}`,
    })
  })

  test('names the place when the text is known', () => {
    const state = accepted([ORDERS])
    expect(refusal(state, 'CREATE TABLE t (a INT) PROPERTIES ("nope" = "1")').message).toBe(
      'Unknown properties: {nope=1}',
    )
    expect(apply(state, 'CREATE TABLE IF NOT EXISTS orders (a INT)')).toMatchObject({ kind: 'applied', state })
  })
})

describe('ALTER TABLE', () => {
  test('adds, drops and modifies columns in one statement', () => {
    const state = accepted([
      ORDERS,
      'ALTER TABLE orders ADD COLUMN n INT AFTER id, MODIFY COLUMN user_id BIGINT, DROP COLUMN note',
    ])
    expect(table(state, 'orders').columns.map(({ name }) => name)).toEqual(['id', 'n', 'user_id', 'amount'])
    expect(table(state, 'orders').columns[2]?.type).toEqual({ kind: 'simple', name: 'bigint' })
  })

  test('says what kind of job it is', () => {
    const state = accepted([ORDERS])
    const job = (sql: string) => effects(state, sql).flatMap((effect) => (effect.kind === 'Job' ? [effect.job] : []))
    expect(job('ALTER TABLE orders ADD COLUMN n INT')).toEqual(['fast-schema-evolution'])
    expect(job('ALTER TABLE orders MODIFY COLUMN user_id BIGINT')).toEqual(['schema-change'])
    expect(job("ALTER TABLE orders MODIFY COLUMN user_id COMMENT 'c'")).toEqual(['metadata'])
    expect(job("ALTER TABLE orders COMMENT = 'c'")).toEqual(['metadata'])
    expect(job('ALTER TABLE orders DISTRIBUTED BY HASH(id) BUCKETS 8')).toEqual(['optimize'])
    expect(job('ALTER TABLE orders ADD INDEX i (user_id)')).toEqual(['schema-change'])
  })

  test.for([
    [
      'ADD COLUMN n INT, RENAME COLUMN note TO m',
      'Getting analyzing error. Detail message: Alter operation RENAME conflicts with operation SCHEMA_CHANGE.',
    ],
    ['DROP COLUMN id', 'No key column left. index[orders]'],
    ['DROP COLUMN nope', 'Column does not exists: nope'],
    ['MODIFY COLUMN user_id SMALLINT', 'Can not change INT to SMALLINT'],
    ['MODIFY COLUMN user_id INT NOT NULL', 'Can not change from nullable to non-nullable'],
    ["MODIFY COLUMN note STRING COMMENT 'c'", 'Can not change default value'],
    ['ADD COLUMN n INT FIRST', 'Invalid column order. value should be after key. index[orders]'],
    ['RENAME orders', 'Getting analyzing error. Detail message: Same table name orders.'],
    [
      'SET ("a" = "1", "b" = "2")',
      'Getting analyzing error. Detail message: Can only set one table property at a time.',
    ],
  ])('refuses %s', ([clause, message]) => {
    expect(refusal(accepted([ORDERS]), `ALTER TABLE orders ${clause}`).message).toBe(message)
  })

  test('depends on the version', () => {
    const rename = 'ALTER TABLE orders RENAME COLUMN note TO remark'
    const comment = "ALTER TABLE orders MODIFY COLUMN note COMMENT 'c'"
    expect(apply(accepted([ORDERS], V32), rename, V32).kind).toBe('refused')
    expect(apply(accepted([ORDERS], V33), rename, V33).kind).toBe('applied')
    expect(apply(accepted([ORDERS], V33), comment, V33).kind).toBe('refused')
    expect(apply(accepted([ORDERS], V35), comment, V35).kind).toBe('applied')
    const both = 'ALTER TABLE users ADD COLUMN n INT, ORDER BY (age)'
    expect(apply(accepted([USERS]), both).kind).toBe('applied')
    expect(apply(accepted([USERS], V41), both, V41).kind).toBe('refused')
  })

  test('RENAME COLUMN reaches everything that names the column', () => {
    const state = accepted([
      `CREATE TABLE t (k INT, dt DATE NOT NULL, v INT, g BIGINT AS v + 1, INDEX i (v)) DUPLICATE KEY(k)
       PARTITION BY date_trunc('day', dt) DISTRIBUTED BY HASH(k) ORDER BY(v) PROPERTIES ("bloom_filter_columns" = "k,v")`,
      'ALTER TABLE t RENAME COLUMN v TO w',
      'ALTER TABLE t RENAME COLUMN dt TO day',
    ])
    const renamed = table(state, 't')
    expect(JSON.stringify(renamed)).not.toMatch(/"v"|\bdt\b/)
    expect(renamed.columns.at(-1)?.generated?.text).toBe('w + 1')
    expect(renamed.indexes['i']?.columns).toEqual(['w'])
    expect(renamed.properties['bloom_filter_columns']).toBe('k, w')
  })
})

describe('views and materialized views', () => {
  const VIEW = "CREATE VIEW v (id COMMENT 'ID', name) COMMENT 'c' AS SELECT id, name FROM users WHERE name IS NOT NULL"
  const MV = 'CREATE MATERIALIZED VIEW mv REFRESH ASYNC AS SELECT id, count(*) AS cnt FROM v GROUP BY id'

  test('ALTER VIEW clears the comment, OR REPLACE sets it', () => {
    const state = accepted([USERS, VIEW, 'ALTER VIEW v AS SELECT id FROM users'])
    expect(findView(state, { database: 'shop', name: 'v' })).toEqual({
      kind: 'View',
      name: 'v',
      query: { text: 'SELECT id FROM users', origin: 'user' },
    })
  })

  test('queries are resolved', () => {
    const state = accepted([USERS, VIEW])
    expect(refusal(state, 'CREATE VIEW w AS SELECT * FROM nope')).toMatchObject({ code: 5502 })
    expect(refusal(state, 'CREATE VIEW w AS SELECT nope FROM users').message).toContain(
      "Column 'nope' cannot be resolved",
    )
    expect(refusal(state, 'CREATE VIEW w (a) AS SELECT * FROM users')).toMatchObject({ code: 1353 })
    expect(refusal(state, 'CREATE VIEW w AS SELECT id, id FROM users').message).toContain("Duplicate column name 'id'")
  })

  test('a change below makes materialized views inactive, through views too', () => {
    const state = accepted([USERS, VIEW, MV])
    const inactive = (sql: string) => effects(state, sql).filter((effect) => effect.kind === 'Inactivates')
    expect(inactive('ALTER VIEW v AS SELECT id, name FROM users')).toMatchObject([
      { view: { database: 'shop', name: 'mv' }, reason: 'base-view changed: v' },
    ])
    expect(inactive('DROP TABLE users')).toHaveLength(1)
    expect(inactive('ALTER TABLE users ADD COLUMN n INT')).toHaveLength(0)
  })

  test('materialized views are renamed, exchanged and altered in place', () => {
    const second = 'CREATE MATERIALIZED VIEW mv2 REFRESH DEFERRED MANUAL AS SELECT id FROM users'
    const state = accepted([
      USERS,
      VIEW,
      MV,
      second,
      'ALTER MATERIALIZED VIEW mv SWAP WITH mv2',
      'ALTER MATERIALIZED VIEW mv REFRESH ASYNC EVERY(INTERVAL 2 HOUR)',
    ])
    const mv = findMaterializedView(state, { database: 'shop', name: 'mv' })
    expect(mv?.query.text).toBe('SELECT id FROM users')
    expect(mv?.refresh).toEqual({ mode: 'ASYNC', moment: 'DEFERRED', every: { count: 2, unit: 'HOUR' } })
    expect(refusal(state, 'DROP TABLE mv').message).toContain("use 'drop materialized view mv' to drop it")
    expect(refusal(state, 'DROP VIEW users')).toMatchObject({ code: 1347 })
  })
})

test('statements that change no schema are applied with the same state', () => {
  const state = accepted([USERS])
  expect(apply(state, 'SELECT 1')).toEqual({ kind: 'applied', state, effects: [] })
})

describe('queries of views', () => {
  const base = (target: typeof V35) =>
    accepted(
      [
        'CREATE TABLE t (a INT, b INT, c VARCHAR(10)) DUPLICATE KEY(a) DISTRIBUTED BY HASH(a) PROPERTIES ("replication_num" = "1")',
      ],
      target,
    )
  test.for([
    ['SELECT * FROM t PIVOT (sum(b) FOR c IN ("x", "y"))', V32, V33, 'PIVOT needs StarRocks 3.3 or later'],
    ['SELECT a FROM t SAMPLE ("percent" = "10")', V33, V35, 'SAMPLE needs StarRocks 3.4 or later'],
    ['SELECT * EXCLUDE (b) FROM t', V35, V41, '* EXCLUDE needs StarRocks 4.0 or later'],
    [
      'SELECT sum(a) FILTER (WHERE b > 1) AS s FROM t',
      V35,
      V41,
      'FILTER (WHERE ...) of an aggregate function needs StarRocks 4.0 or later',
    ],
    ['SELECT t.a FROM t ASOF JOIN t u ON t.a = u.a AND t.b >= u.b', V35, V41, 'ASOF JOIN needs StarRocks 4.0 or later'],
    [
      'WITH RECURSIVE r AS (SELECT a FROM t UNION ALL SELECT a + 1 FROM r WHERE a < 9) SELECT a FROM r',
      V35,
      V41,
      'WITH RECURSIVE needs StarRocks 4.1 or later',
    ],
  ] as const)('%s', ([query, older, newer, message]) => {
    expect(refusal(base(older), `CREATE VIEW v AS ${query}`, older).message).toContain(message)
    expect(apply(base(newer), `CREATE VIEW v AS ${query}`, newer).kind).toBe('applied')
  })
})
