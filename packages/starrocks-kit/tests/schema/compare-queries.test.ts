import { expect, test } from 'vitest'
import { compareQueries, queryDependencies } from '../../src/schema/index.ts'
import { accepted } from './targets.ts'

const state = accepted([
  'CREATE TABLE u (id INT, name STRING, age INT)',
  'CREATE TABLE o (id BIGINT, user_id INT, ts DATETIME, amount DECIMAL(10,2))',
  'CREATE VIEW uv AS SELECT id, name FROM u',
])
const compare = (a: string, b: string) =>
  compareQueries(
    { text: a, origin: 'user' },
    { text: b, origin: 'analyzer' },
    {
      fromState: state,
      toState: state,
      currentDatabase: 'shop',
    },
  )

test.for([
  ['SELECT * FROM u', 'SELECT `shop`.`u`.`id`, `shop`.`u`.`name`, `shop`.`u`.`age` FROM `shop`.`u`'],
  ['SELECT * FROM uv', 'SELECT `uv`.`id`, `uv`.`name` FROM `shop`.`uv`'],
  ['SELECT count(*) FROM u', 'SELECT count(*) AS `count(*)` FROM `shop`.`u`'],
  ['SELECT a.id FROM u a', 'SELECT `shop`.`a`.`id` FROM `shop`.`u` AS `a`'],
  [
    'SELECT id FROM u WHERE NOT (id > 3) AND age = 1',
    'SELECT `u`.`id` FROM `shop`.`u` WHERE (`u`.`id` <= 3) AND (`u`.`age` = 1)',
  ],
  [
    'SELECT name, sum(age) s FROM u GROUP BY 1 HAVING s > 1',
    'SELECT `u`.`name`, sum(`u`.`age`) AS `s` FROM `shop`.`u` GROUP BY `u`.`name` HAVING (sum(`u`.`age`)) > 1',
  ],
  ['SELECT id FROM u ORDER BY 1 LIMIT 5, 10', 'SELECT `u`.`id` FROM `shop`.`u` ORDER BY `u`.`id` ASC LIMIT 5, 10'],
  [
    'SELECT o.id FROM o JOIN u USING (id)',
    'SELECT `o`.`id` FROM `shop`.`o` INNER JOIN `shop`.`u` ON `o`.`id` = `u`.`id`',
  ],
  ['SELECT o.id FROM o, u', 'SELECT `o`.`id` FROM `shop`.`o` CROSS JOIN `shop`.`u`'],
  [
    'WITH c AS (SELECT id FROM u) SELECT * FROM c',
    'WITH `c` (`id`) AS (SELECT `u`.`id` FROM `shop`.`u`) SELECT `c`.`id` FROM `c`',
  ],
  [
    'WITH RECURSIVE c AS (SELECT id FROM u UNION ALL SELECT c.id + 1 FROM c) SELECT * FROM c',
    'WITH RECURSIVE `c` (`id`) AS (SELECT `u`.`id` FROM `shop`.`u` UNION ALL SELECT `c`.`id` + 1 FROM `c`) SELECT `c`.`id` FROM `c`',
  ],
  // Where it begins, a common table does not see itself.
  [
    'WITH RECURSIVE u AS (SELECT id FROM u UNION ALL SELECT id + 1 FROM u) SELECT id FROM u',
    'WITH RECURSIVE `u` (`id`) AS (SELECT `shop`.`u`.`id` FROM `shop`.`u` UNION ALL SELECT `u`.`id` + 1 FROM `u`) SELECT `u`.`id` FROM `u`',
  ],
  [
    'SELECT cast(id AS STRING) FROM u',
    'SELECT CAST(`u`.`id` AS VARCHAR(65533)) AS `CAST(id AS VARCHAR(65533))` FROM `shop`.`u`',
  ],
] as const)('%s', ([written, stored]) => {
  expect(compare(written, stored)).toMatchObject({ verdict: 'same' })
})

test.for([
  ['SELECT id FROM u', 'SELECT `shop`.`u`.`age` FROM `shop`.`u`'],
  ['SELECT id FROM u WHERE age > 1', 'SELECT `u`.`id` FROM `shop`.`u` WHERE `u`.`age` >= 1'],
  ['SELECT id AS a FROM u', 'SELECT `u`.`id` AS `b` FROM `shop`.`u`'],
  ['SELECT id FROM u', 'SELECT DISTINCT `u`.`id` FROM `shop`.`u`'],
  [
    'SELECT id FROM u UNION SELECT id FROM o',
    'SELECT `u`.`id` FROM `shop`.`u` UNION ALL SELECT `o`.`id` FROM `shop`.`o`',
  ],
] as const)('%s is not the other', ([written, stored]) => {
  expect(compare(written, stored)).toMatchObject({ verdict: 'different' })
})

test('what cannot be known is not decided', () => {
  expect(compare('SELECT * FROM other.t', 'SELECT `t`.`a` FROM `other`.`t`').verdict).toBe('undecided')
})

test('dependencies leave out names of WITH clauses', () => {
  const query = {
    text: 'WITH c AS (SELECT * FROM a) SELECT * FROM c JOIN d.b ON true WHERE x IN (SELECT y FROM e)',
    origin: 'user',
  } as const
  expect(queryDependencies(query, { currentDatabase: 'shop' })).toEqual([
    { database: 'shop', name: 'a' },
    { database: 'd', name: 'b' },
    { database: 'shop', name: 'e' },
  ])
})
