import { expect, test } from 'vitest'
import { canonicalQuery, queryLineage } from '../../src/schema/index.ts'
import { schemaOfSql } from '../support/schema-of-sql.ts'
import { DATABASE } from '../support/target.ts'

const STATE = schemaOfSql(`
CREATE TABLE orders (id INT, customer INT, amount DECIMAL(10, 2), tags ARRAY<INT>, place STRUCT<street STRING>) DISTRIBUTED BY HASH(id);
CREATE TABLE customers (id INT, name STRING, city STRING) DISTRIBUTED BY HASH(id);
CREATE VIEW totals AS SELECT customer, sum(amount) AS total FROM orders GROUP BY customer;`)

const lineage = (sql: string): Record<string, string> =>
  Object.fromEntries(
    queryLineage(canonicalQuery(sql), STATE, { currentDatabase: DATABASE }).map(({ name, sources }) => [
      name,
      sources.map(({ object, column }) => `${object.name}.${column}`).join(' '),
    ]),
  )

test.each([
  ['SELECT id, amount * 2 AS twice, 1 AS one FROM orders', { id: 'orders.id', twice: 'orders.amount', one: '' }],
  ['SELECT * FROM customers', { id: 'customers.id', name: 'customers.name', city: 'customers.city' }],
  [
    'SELECT c.name, sum(o.amount) AS total FROM orders o JOIN customers c ON o.customer = c.id WHERE o.id > 3 GROUP BY c.name',
    { name: 'customers.name', total: 'orders.amount' },
  ],
  [
    'SELECT name, total FROM totals t JOIN customers ON id = customer',
    { name: 'customers.name', total: 'totals.total' },
  ],
  [
    'WITH big (who, much) AS (SELECT customer, amount FROM orders WHERE amount > 9) SELECT who, much + 1 AS more FROM big',
    { who: 'orders.customer', more: 'orders.amount' },
  ],
  // What a common table reads of itself comes round by round: y is what x was.
  [
    'WITH RECURSIVE r (x, y) AS (SELECT id, customer FROM orders UNION ALL SELECT y, x FROM r) SELECT x, y FROM r',
    { x: 'orders.id orders.customer', y: 'orders.customer orders.id' },
  ],
  ['SELECT s.x FROM (SELECT concat(name, city) AS x FROM customers) s', { x: 'customers.name customers.city' }],
  [
    'SELECT id FROM orders UNION ALL SELECT customer FROM orders UNION ALL SELECT id FROM customers',
    { id: 'orders.id orders.customer customers.id' },
  ],
  [
    'SELECT (SELECT max(name) FROM customers WHERE customers.id = o.customer) AS name FROM orders o',
    { name: 'customers.name' },
  ],
  ['SELECT id, tag FROM orders, unnest(tags) AS u(tag)', { id: 'orders.id', tag: 'orders.tags' }],
  ['SELECT place.street AS street FROM orders', { street: 'orders.place' }],
  [
    'SELECT id, row_number() OVER (PARTITION BY customer ORDER BY amount) AS n FROM orders',
    { id: 'orders.id', n: 'orders.customer orders.amount' },
  ],
  [
    'SELECT a.id, b.id AS other FROM orders a JOIN orders b ON a.id = b.customer',
    { id: 'orders.id', other: 'orders.id' },
  ],
  ['SELECT array_map(x -> x + id, tags) AS l FROM orders', { l: 'orders.id orders.tags' }],
])('%s', (sql, expected) => {
  expect(lineage(sql)).toEqual(expected)
})
