import { describe, expect, test } from 'vitest'
import { readCreateStatement } from '../../src/introspection/index.ts'
import type { Properties, Target } from '../../src/schema/index.ts'

const text = (properties: string): string =>
  `CREATE TABLE \`t\` (\n  \`id\` int(11) NULL COMMENT ""\n) ENGINE=OLAP \nDUPLICATE KEY(\`id\`)\nDISTRIBUTED BY HASH(\`id\`) BUCKETS 2 \nPROPERTIES (\n${properties}\n);`

function propertiesOf(properties: string, target: Target): Properties | undefined {
  const object = readCreateStatement('t', text(properties), target)
  return object.kind === 'Table' ? object.properties : undefined
}

const server = (
  major: number,
  minor: number,
  patch: number,
  runMode: Target['runMode'] = 'shared_nothing',
): Target => ({
  version: { major, minor, patch, label: `${major}.${minor}.${patch}` },
  runMode,
})

describe('fast_schema_evolution', () => {
  test('is off where a server prints it only when it is on, and does not', () => {
    expect(propertiesOf('"replication_num" = "1"', server(3, 2, 6))).toEqual({
      replication_num: '1',
      fast_schema_evolution: 'false',
    })
    expect(propertiesOf('"fast_schema_evolution" = "true"', server(3, 2, 6))).toEqual({ fast_schema_evolution: 'true' })
  })
  test('is what is printed elsewhere', () => {
    expect(propertiesOf('"replication_num" = "1"', server(3, 5, 7))).toEqual({ replication_num: '1' })
    expect(propertiesOf('"replication_num" = "1"', server(3, 3, 0, 'shared_data'))).toEqual({ replication_num: '1' })
  })
})

describe('who worded a query', () => {
  const view = 'CREATE VIEW `v` (`id`) SECURITY NONE AS SELECT id FROM t;'
  const materialized =
    'CREATE MATERIALIZED VIEW `m` (`id`)\nDISTRIBUTED BY RANDOM\nREFRESH ASYNC\nPROPERTIES (\n"replication_num" = "1"\n)\nAS SELECT id FROM t;'

  test.each([
    [server(3, 5, 7), 'analyzer', 'analyzer'],
    [server(4, 0, 2), 'analyzer', 'user'],
    [server(4, 1, 0), 'user', 'user'],
  ])('%o', (target, ofView, ofMaterializedView) => {
    expect(readCreateStatement('v', view, target)).toMatchObject({ query: { origin: ofView } })
    expect(readCreateStatement('m', materialized, target)).toMatchObject({ query: { origin: ofMaterializedView } })
  })
})

describe('partitions as servers print them', () => {
  const ranges = (partitions: string): string =>
    'CREATE TABLE `t` (\n  `day` date NOT NULL COMMENT "",\n  `shop` int(11) NOT NULL COMMENT ""\n) ENGINE=OLAP \nDUPLICATE KEY(`day`, `shop`)\n' +
    `PARTITION BY RANGE(\`day\`, \`shop\`)\n(${partitions})\nDISTRIBUTED BY HASH(\`day\`) BUCKETS 2 \nPROPERTIES (\n"replication_num" = "1"\n);`
  const first = 'PARTITION p1 VALUES [("0000-01-01", "-2147483648"), ("2026-01-01", "10"))'
  const bare = { kind: 'maxvalue' }

  test('MAXVALUE in all of several columns is LESS THAN', () => {
    const object = readCreateStatement(
      't',
      ranges(`${first},\nPARTITION rest VALUES [("2026-01-01", "10"), (MAXVALUEMAXVALUE))("replication_num" = "3")`),
      server(3, 5, 7),
    )
    expect(object).toMatchObject({
      kind: 'Table',
      partitioning: {
        partitions: [
          { kind: 'less-than', name: 'p1', upper: [{ value: '2026-01-01' }, { value: '10' }] },
          { kind: 'less-than', name: 'rest', upper: [bare, bare], properties: { replication_num: '3' } },
        ],
      },
    })
  })

  test.each([
    ['a gap before it', `${first},\nPARTITION rest VALUES [("2027-01-01", "10"), (MAXVALUEMAXVALUE))`],
    ['a first range that begins somewhere', 'PARTITION rest VALUES [("2027-01-01", "10"), (MAXVALUEMAXVALUE))'],
    ['a value beside it', `${first},\nPARTITION rest VALUES [("2026-01-01", "10"), ("2026-01-01", MAXVALUE))`],
  ])('with %s no CREATE makes it', (_, partitions) => {
    expect(readCreateStatement('t', ranges(partitions), server(3, 5, 7))).toMatchObject({
      kind: 'UnsupportedObject',
      reason: expect.stringContaining('no CREATE TABLE makes MAXVALUE'),
    })
  })

  test('ranges without MAXVALUE are as they are printed', () => {
    const { partitioning } = readCreateStatement('t', ranges(first), server(3, 5, 7)) as { partitioning?: unknown }
    expect(partitioning).toMatchObject({ partitions: [{ kind: 'range', name: 'p1' }] })
  })

  test.each([
    ['int(11) NULL', null],
    ['varchar(10) NULL', null],
    ['varchar(10) NOT NULL', 'NULL'],
  ])('NULL among the values of a column %s', (type, value) => {
    const shown =
      `CREATE TABLE \`t\` (\n  \`a\` ${type} COMMENT ""\n) ENGINE=OLAP \nDUPLICATE KEY(\`a\`)\nPARTITION BY LIST(\`a\`)(\n` +
      '  PARTITION p VALUES IN (\'1\', \'NULL\')\n)\nDISTRIBUTED BY HASH(`a`) BUCKETS 2 \nPROPERTIES (\n"replication_num" = "1"\n);'
    expect(readCreateStatement('t', shown, server(3, 5, 7))).toMatchObject({
      partitioning: { partitions: [{ values: [['1'], [value]] }] },
    })
  })
})

test('fields of structs are read whatever they are called, in strings nothing is quoted', () => {
  const field = (name: string, type: string): unknown => ({ name, type: { kind: 'simple', name: type } })
  const shown =
    'CREATE TABLE `t` (\n  `id` int(11) NULL COMMENT "struct<key int>",\n  `s` array<struct<key int(11), amount decimal(10, 2), from struct<order date, group int(11)>, index map<int(11),struct<to int(11)>>>> NULL COMMENT ""\n' +
    ') ENGINE=OLAP \nDUPLICATE KEY(`id`)\nDISTRIBUTED BY HASH(`id`) BUCKETS 2 \nPROPERTIES (\n"replication_num" = "1"\n);'
  const object = readCreateStatement('t', shown, server(3, 5, 7))
  expect(object).toMatchObject({
    kind: 'Table',
    columns: [
      { name: 'id', comment: 'struct<key int>' },
      {
        type: {
          kind: 'array',
          element: {
            fields: [
              field('key', 'int'),
              { name: 'amount' },
              { name: 'from', type: { fields: [field('order', 'date'), field('group', 'int')] } },
              { name: 'index', type: { value: { fields: [field('to', 'int')] } } },
            ],
          },
        },
      },
    ],
  })
})

test('so are names of partitions and indexes', () => {
  const shown =
    'CREATE TABLE `t` (\n  `id` int(11) NULL COMMENT "",\n  INDEX key (`id`) USING BITMAP COMMENT \'INDEX key (\'\n) ENGINE=OLAP \nDUPLICATE KEY(`id`)\n' +
    'PARTITION BY RANGE(`id`)\n(PARTITION from VALUES [("-2147483648"), ("10")),\nPARTITION default VALUES [("10"), ("20")))\n' +
    'DISTRIBUTED BY HASH(`id`) BUCKETS 2 \nPROPERTIES (\n"replication_num" = "1"\n);'
  expect(readCreateStatement('t', shown, server(3, 5, 7))).toMatchObject({
    kind: 'Table',
    indexes: { key: { comment: 'INDEX key (' } },
    partitioning: { partitions: [{ name: 'from' }, { name: 'default' }] },
  })
})

describe('texts that servers print without escapes', () => {
  const shown = (key: string): string =>
    `CREATE TABLE \`t\` (\n  \`id\` int(11) NOT NULL COMMENT "a \\ "b"",\n  \`c\` varchar(9) NULL COMMENT "",\n  INDEX i (\`id\`) USING BITMAP COMMENT 'it's \\ 'two'\nlines',\n` +
    `  INDEX k (\`c\`) USING BITMAP COMMENT ''\n) ENGINE=OLAP \n${key} KEY(\`id\`)\n` +
    "PARTITION BY LIST(`c`,`id`)(\n  PARTITION p1 VALUES IN (('it's', '1'), ('b\\', '2')),\n  PARTITION p2 VALUES IN (('c', '3')) (\"replication_num\" = \"3\")\n)\n" +
    'DISTRIBUTED BY HASH(`id`) BUCKETS 2 \nPROPERTIES (\n"replication_num" = "1"\n);'

  test('are read as they are', () => {
    expect(readCreateStatement('t', shown('PRIMARY'), server(3, 5, 7))).toMatchObject({
      columns: [{ name: 'id', comment: 'a \\ "b"' }, { name: 'c' }],
      indexes: { i: { comment: "it's \\ 'two'\nlines" } },
      partitioning: {
        partitions: [
          {
            values: [
              ["it's", '1'],
              ['b\\', '2'],
            ],
          },
          { values: [['c', '3']], properties: { replication_num: '3' } },
        ],
      },
    })
  })
  test('are defaults of older versions too', () => {
    const withDefault = (key: string): string =>
      shown(key).replace('a \\ "b"', 'a').replace('varchar(9) NULL', 'varchar(9) NULL DEFAULT "say "so" \\"')
    const defaults = [
      readCreateStatement('t', withDefault('PRIMARY'), server(3, 2, 6)),
      readCreateStatement('t', withDefault('DUPLICATE'), server(3, 3, 0)),
    ].map((object) => (object.kind === 'Table' ? object.columns[1]?.default : object))
    const written = { kind: 'literal', value: 'say "so" \\' }
    expect(defaults).toEqual([written, written])
  })
  test('are properties of materialized views too', () => {
    const view =
      'CREATE MATERIALIZED VIEW `m` (`d`)\nPARTITION BY (`d`)\nDISTRIBUTED BY RANDOM\nREFRESH MANUAL\nPROPERTIES (\n"replication_num" = "1",\n"partition_retention_condition" = "d >= "2024-01-01"",\n"session.x" = "\\"\n)\nAS SELECT d, "PROPERTIES" FROM t;'
    expect(readCreateStatement('m', view, server(3, 5, 7))).toMatchObject({
      properties: {
        replication_num: '1',
        partition_retention_condition: 'd >= "2024-01-01"',
        'session.x': '\\',
      },
    })
  })
  test('are not taken for such where the server escapes', () => {
    const escaped = shown('PRIMARY').replace('a \\ "b"', 'a \\\\ \\"b\\"')
    const comments = [server(3, 5, 7), server(3, 6, 0)].map((target) => {
      const object = readCreateStatement('t', escaped, target)
      return object.kind === 'Table' ? object.columns[0]?.comment : object.kind
    })
    expect(comments).toEqual(['a \\\\ \\"b\\"', 'a \\ "b"'])
  })
})
