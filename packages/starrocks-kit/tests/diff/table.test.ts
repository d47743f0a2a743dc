import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import { modelOfSql, schemaOfSql } from '../support/schema-of-sql.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const OPTIONS = { target: TARGET, defaultDatabase: DATABASE }
const REST = `DISTRIBUTED BY HASH(id) BUCKETS 4 PROPERTIES ("replication_num" = "1")`

/** An operation in few words: its kind and what it is about. */
function brief(operation: Operation): string {
  switch (operation.kind) {
    case 'AddColumn': {
      const { column, position, key } = operation
      const place = position === undefined ? '' : 'first' in position ? ' first' : ` after ${position.after}`
      return `AddColumn ${column.name}${key === true ? ' key' : ''}${place}`
    }
    case 'DropColumn':
      return `DropColumn ${operation.column}`
    case 'ModifyColumn': {
      const { to, key, position } = operation
      const place = position === undefined ? '' : 'first' in position ? ' first' : ` after ${position.after}`
      return `ModifyColumn ${to.name}${key === true ? ' key' : ''}${place}`
    }
    case 'ReorderColumns':
      return `ReorderColumns ${operation.from?.join(' ')} -> ${operation.to.join(' ')}`
    case 'ModifyTableComment':
      return `ModifyTableComment ${operation.from ?? '-'} -> ${operation.to ?? '-'}`
    case 'ModifyTableProperties':
      return `ModifyTableProperties ${JSON.stringify(operation.from)} -> ${JSON.stringify(operation.to)}`
    case 'AddIndex':
      return `AddIndex ${operation.index.name}`
    case 'DropIndex':
      return `DropIndex ${operation.index}`
    case 'AddPartition':
      return `AddPartition ${operation.partition.kind === 'batch' ? '' : operation.partition.name}`
    case 'ReplaceTable':
      return `ReplaceTable because ${operation.reasons.join('; ')}`
    default:
      return operation.kind
  }
}

const diff = (from: string, to: string): string[] =>
  diffSchemas(schemaOfSql(from), schemaOfSql(to), OPTIONS).operations.map(brief)

const table = (columns: string, rest = REST, key = 'DUPLICATE KEY(id)'): string =>
  `CREATE TABLE t (${columns}) ${key} ${rest}`

describe('changes that ALTER TABLE makes', () => {
  test.each<{ name: string; from: string; to: string; operations: string[] }>([
    {
      name: 'a column at the end',
      from: table('id INT, a INT'),
      to: table('id INT, a INT, b INT'),
      operations: ['AddColumn b'],
    },
    {
      name: 'a column in the middle',
      from: table('id INT, a INT'),
      to: table('id INT, b INT, a INT'),
      operations: ['AddColumn b after id'],
    },
    {
      name: 'two columns in the middle, the second behind the first',
      from: table('id INT, a INT'),
      to: table('id INT, b INT, c INT, a INT'),
      operations: ['AddColumn b after id', 'AddColumn c after b'],
    },
    {
      name: 'a key column',
      from: table('id INT, a INT'),
      to: table('id INT, day DATE, a INT', REST, 'DUPLICATE KEY(id, day)'),
      operations: ['AddColumn day key after id'],
    },
    {
      name: 'columns that go are listed last first',
      from: table('id INT, a INT, b INT, c INT'),
      to: table('id INT, b INT'),
      operations: ['DropColumn c', 'DropColumn a'],
    },
    {
      name: 'a wider type',
      from: table('id INT, a INT'),
      to: table('id INT, a BIGINT'),
      operations: ['ModifyColumn a'],
    },
    {
      name: 'a comment of a column, and one that goes away',
      from: table("id INT, a INT, b INT COMMENT 'old'"),
      to: table("id INT, a INT COMMENT 'new', b INT"),
      operations: ['ModifyColumn a', 'ModifyColumn b'],
    },
    {
      name: 'another order of the values',
      from: table('id INT, a INT, b INT'),
      to: table('id INT, b INT, a INT'),
      operations: ['ReorderColumns id a b -> id b a'],
    },
    {
      name: 'another order where ORDER BY means the sort key',
      from: table('id INT, a INT, b INT', REST, 'PRIMARY KEY(id)'),
      to: table('id INT, b INT, a INT', REST, 'PRIMARY KEY(id)'),
      operations: ['ModifyColumn b after id'],
    },
    {
      name: 'another order where ORDER BY means the sort key, past a struct',
      from: table('id INT, a INT, b STRUCT<x INT>, c INT', REST, 'PRIMARY KEY(id)'),
      to: table('id INT, b STRUCT<x INT>, c INT, a INT', REST, 'PRIMARY KEY(id)'),
      operations: ['ModifyColumn a after c'],
    },
    {
      name: 'the place of a struct, where a column can go round it',
      from: table('id INT, a INT, b STRUCT<x INT>', REST, 'PRIMARY KEY(id)'),
      to: table('id INT, b STRUCT<x INT>, a INT', REST, 'PRIMARY KEY(id)'),
      operations: ['ModifyColumn a after b'],
    },
    {
      name: 'a comment of the table that goes away',
      from: table('id INT', `COMMENT 'old' ${REST}`),
      to: table('id INT'),
      operations: ['ModifyTableComment old -> -'],
    },
    {
      name: 'an index on a new column comes after it',
      from: table('id INT, a INT'),
      to: table('id INT, a INT, b INT, INDEX i (b) USING BITMAP'),
      operations: ['AddColumn b', 'AddIndex i'],
    },
    {
      name: 'an index on a column that goes is dropped before it, so that it can come back',
      from: table('id INT, a INT, b INT, INDEX i (b) USING BITMAP'),
      to: table('id INT, a INT'),
      operations: ['DropIndex i', 'DropColumn b'],
    },
    {
      name: 'an index that changes is dropped and added',
      from: table('id INT, a INT, b INT, INDEX i (a) USING BITMAP'),
      to: table('id INT, a INT, b INT, INDEX i (b) USING BITMAP'),
      operations: ['DropIndex i', 'AddIndex i'],
    },
    {
      name: 'the number of buckets',
      from: table('id INT'),
      to: table('id INT', REST.replace('BUCKETS 4', 'BUCKETS 8')),
      operations: ['ModifyDistribution'],
    },
    {
      name: 'a property',
      from: table('id INT'),
      to: table('id INT', REST.replace(')', ')').replace('"1")', '"1", "write_quorum" = "ONE")')),
      operations: ['ModifyTableProperties {"write_quorum":"MAJORITY"} -> {"write_quorum":"ONE"}'],
    },
    {
      name: 'a property that is left out goes back to its default',
      from: table('id INT', REST.replace('"1")', '"1", "write_quorum" = "ONE")')),
      to: table('id INT'),
      operations: ['ModifyTableProperties {"write_quorum":"ONE"} -> {"write_quorum":"MAJORITY"}'],
    },
    {
      name: 'time to live that is left out ends',
      from: table(
        'id INT, d DATE',
        `PARTITION BY date_trunc('day', d) ${REST}`.replace('"1")', '"1", "partition_ttl" = "3 day")'),
      ),
      to: table('id INT, d DATE', `PARTITION BY date_trunc('day', d) ${REST}`),
      operations: ['ModifyTableProperties {"partition_ttl":"3 day"} -> {"partition_ttl":"0 day"}'],
    },
    {
      name: 'replication of a partitioned table is that of future partitions',
      from: table('id INT, d DATE', `PARTITION BY date_trunc('day', d) ${REST}`),
      to: table('id INT, d DATE', `PARTITION BY date_trunc('day', d) ${REST.replace('"1"', '"3"')}`),
      operations: ['ModifyTableProperties {"default.replication_num":"1"} -> {"default.replication_num":"3"}'],
    },
    {
      name: 'a declared partition that is missing is added, others are left alone',
      from: table(
        'id INT',
        `PARTITION BY LIST(id) (PARTITION p1 VALUES IN ("1"), PARTITION p9 VALUES IN ("9")) ${REST}`,
      ).replace('id INT', 'id INT NOT NULL'),
      to: table(
        'id INT',
        `PARTITION BY LIST(id) (PARTITION p1 VALUES IN ("1"), PARTITION p2 VALUES IN ("2")) ${REST}`,
      ).replace('id INT', 'id INT NOT NULL'),
      operations: ['AddPartition p2'],
    },
  ])('$name', ({ from, to, operations }) => {
    expect(diff(from, to)).toEqual(operations)
  })
})

describe('changes that ALTER TABLE cannot make', () => {
  test.each<{ name: string; from: string; to: string; reason: RegExp }>([
    {
      name: 'another key model',
      from: table('id INT NOT NULL, a INT'),
      to: table('id INT NOT NULL, a INT', REST, 'PRIMARY KEY(id)'),
      reason: /the key cannot be altered/,
    },
    {
      name: 'partitioning',
      from: table('id INT, d DATE'),
      to: table('id INT, d DATE', `PARTITION BY date_trunc('day', d) ${REST}`),
      reason: /the partitioning cannot be altered/,
    },
    {
      name: 'NOT NULL',
      from: table('id INT, a INT'),
      to: table('id INT, a INT NOT NULL'),
      reason: /from nullable to non-nullable/,
    },
    {
      name: 'a default',
      from: table('id INT, a INT'),
      to: table('id INT, a INT DEFAULT "7"'),
      reason: /default value/,
    },
    {
      name: 'a smaller type',
      from: table('id INT, a BIGINT'),
      to: table('id INT, a INT'),
      reason: /Can not change BIGINT to INT/,
    },
    {
      name: 'the distribution column',
      from: table('id INT, a INT'),
      to: table('id BIGINT, a INT'),
      reason: /distribution column/,
    },
  ])('$name', ({ from, to, reason }) => {
    const operations = diff(from, to)
    expect(operations).toHaveLength(1)
    expect(operations[0]).toMatch(/^ReplaceTable because/)
    expect(operations[0]).toMatch(reason)
  })
})

const filtered = (columns: string, filter: string): string =>
  table(columns, REST.replace('"1")', `"1", "bloom_filter_columns" = "${filter}")`))

const sorted = (columns: string, key: string): string =>
  table(columns, REST.replace(' PROPERTIES', ` ORDER BY(${key}) PROPERTIES`), 'PRIMARY KEY(id)')

describe('a column that something else holds on to', () => {
  test('is dropped after its bloom filter has moved to a new column', () => {
    expect(diff(filtered('id INT, a INT, b INT', 'b'), filtered('id INT, a INT, c INT', 'c'))).toEqual([
      'AddColumn c',
      'ModifyTableProperties {"bloom_filter_columns":"b"} -> {"bloom_filter_columns":"c"}',
      'DropColumn b',
    ])
  })
  test('is dropped after the sort key has moved to a new column', () => {
    const from = sorted('id INT NOT NULL, a INT, b INT', 'b')
    expect(diff(from, sorted('id INT NOT NULL, a INT, c INT', 'c'))).toEqual([
      'AddColumn c',
      'ModifySortKey',
      'DropColumn b',
    ])
  })
})

test('a property that StarRocks cannot unset is reported, and nothing is done about it', () => {
  const partitioned = `PARTITION BY date_trunc('day', d) ${REST}`
  const from = table(
    'id INT, d DATE',
    partitioned.replace('"1")', '"1", "storage_medium" = "SSD", "storage_cooldown_ttl" = "3 days")'),
  )
  const to = modelOfSql(table('id INT, d DATE', partitioned))
  const { operations, undecided } = diffSchemas(schemaOfSql(from), to, OPTIONS)
  expect(operations).toEqual([])
  expect(undecided).toEqual([
    expect.objectContaining({
      attribute: 'properties.storage_cooldown_ttl',
      from: '3 days',
      reason: expect.stringMatching(/no way to unset/),
    }),
  ])
})

describe('what is left out of a model', () => {
  test.each<{ name: string; from: string; to: string }>([
    { name: 'the distribution', from: table('id INT'), to: table('id INT', 'PROPERTIES ("replication_num" = "1")') },
    { name: 'the buckets', from: table('id INT'), to: table('id INT', REST.replace('BUCKETS 4', '')) },
    { name: 'the replication', from: table('id INT'), to: table('id INT', 'DISTRIBUTED BY HASH(id) BUCKETS 4') },
    { name: 'the key', from: table('id INT, a DOUBLE'), to: table('id INT, a DOUBLE', REST, '') },
    { name: 'case of a column', from: table('id INT, Age INT'), to: table('id INT, AGE INT') },
    {
      name: 'a type alias',
      from: table('id INT, a STRING, b BOOLEAN'),
      to: table('id INTEGER, a VARCHAR(65533), b BOOLEAN'),
    },
  ])('$name makes no change', ({ from, to }) => {
    const { operations } = diffSchemas(schemaOfSql(from), modelOfSql(to), OPTIONS)
    expect(operations.map(brief)).toEqual([])
  })
})

describe('renames', () => {
  test('are made first, and everything else follows the new names', () => {
    const from = schemaOfSql(table('id INT, a INT, b INT'))
    const to = schemaOfSql(`CREATE TABLE u (id INT, c INT, b BIGINT) DUPLICATE KEY(id) ${REST}`)
    const result = diffSchemas(from, to, {
      ...OPTIONS,
      renames: [
        { kind: 'column', table: { database: DATABASE, name: 'u' }, from: 'a', to: 'c' },
        { kind: 'table', from: { database: DATABASE, name: 't' }, to: 'u' },
      ],
    })
    expect(result.operations.map(brief)).toEqual(['RenameTable', 'RenameColumn', 'ModifyColumn b'])
  })

  test('that cannot be made say so', () => {
    const state = schemaOfSql(table('id INT'))
    expect(() =>
      diffSchemas(state, state, {
        ...OPTIONS,
        renames: [{ kind: 'column', table: { database: DATABASE, name: 't' }, from: 'x', to: 'y' }],
      }),
    ).toThrow(/Cannot rename column x of shop.t to y/)
  })
})

test('every comparison names the rule that decided', () => {
  const from = schemaOfSql(table("id INT, a INT COMMENT 'x'"))
  const { comparisons } = diffSchemas(from, schemaOfSql(table('id INT, a INT')), OPTIONS)
  const comment = comparisons.find(({ attribute }) => attribute === 'columns.a.comment')
  expect(comment).toMatchObject({ from: 'x', equal: false, rule: expect.stringMatching(/left out means no comment/) })
  expect(comparisons.every(({ rule }) => rule.length > 0)).toBe(true)
})
