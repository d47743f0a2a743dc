import { describe, expect, test } from 'vitest'
import { parseStatement } from '../../src/language/index.ts'
import { applyStatement } from '../../src/schema/index.ts'
import type { ApplyContext, ClusterFacts, SchemaState } from '../../src/schema/index.ts'
import { accepted, refusal, V32, V33, V35, V41 } from './targets.ts'

const BASE = accepted(['CREATE TABLE t (a INT, d DATE NOT NULL, s STRING) DUPLICATE KEY (a)'])

function answer(
  sql: string,
  cluster: ClusterFacts,
  rest: Partial<ApplyContext> = {},
  state: SchemaState = BASE,
): string {
  const statement = parseStatement(sql, { positions: true })
  const context = { target: V35, currentDatabase: 'shop', source: sql, cluster, ...rest }
  const result = applyStatement(state, statement, context)
  return result.kind === 'applied' ? 'accepted' : `${result.refusal.code} ${result.refusal.message}`
}

const MV = 'CREATE MATERIALIZED VIEW m REFRESH MANUAL'

describe('what the cluster lacks is refused, and what is not known of it is not', () => {
  test.for([
    [
      'DROP TABLE hive.db.t',
      { catalogs: ['default_catalog'] },
      "5078 Getting analyzing error. Detail message: Unknown catalog 'hive'.",
    ],
    [
      `${MV} AS SELECT a FROM hive.db.t`,
      { catalogs: ['default_catalog'] },
      "5078 Getting analyzing error. Detail message: Unknown catalog 'hive'.",
    ],
    [
      `${MV} PROPERTIES ("resource_group" = "g") AS SELECT a FROM t`,
      { resourceGroups: [] },
      '6013 Getting analyzing error. Detail message: Invalid parameter resource_group g does not exist..',
    ],
    [
      'CREATE TABLE u (a INT) PROPERTIES ("labels.location" = "rack:*")',
      { locations: ['zone:a'] },
      '1064 Getting analyzing error. Detail message: Cannot find any backend with location: rack:*.',
    ],
  ] as const)('%s', ([sql, facts, message]) => {
    expect(answer(sql, facts)).toBe(message)
    expect(answer(sql, {})).toBe('accepted')
  })

  test('more replicas than backends', () => {
    const sql = 'CREATE TABLE u (a INT) PROPERTIES ("replication_num" = "3")'
    expect(answer(sql, { backends: [1, 2] })).toContain('Current alive backend is [1,2].')
    expect(answer(sql, { backends: [1, 2, 3] })).toBe('accepted')
    expect(answer(sql, { backends: [1] }, { target: { ...V35, runMode: 'shared_data' } })).toBe('accepted')
  })

  test('volumes of shared-data clusters', () => {
    const sql = "CREATE DATABASE d PROPERTIES ('storage_volume' = 'x')"
    expect(answer(sql, {})).toContain("Storage volume can only be 'local' in shared nothing mode")
    const sharedData = { target: { ...V35, runMode: 'shared_data' } } as const
    expect(answer(sql, { storageVolumes: ['y'] }, sharedData)).toBe('1064 Unknown storage volume "x"')
    expect(answer(sql, {}, sharedData)).toBe('accepted')
  })
})

describe('refusals in the words of the server', () => {
  test('of what older grammars do not know: the token at fault', () => {
    const index = 'ALTER TABLE t ADD INDEX i (s) USING NGRAMBF'
    expect(answer(index, {}, { target: V32 })).toBe(
      "1064 Getting syntax error at line 1, column 36. Detail message: Unexpected input 'NGRAMBF', the most similar input is {'BITMAP'}.",
    )
    expect(answer('ALTER TABLE t ADD COLUMN v INT DEFAULT uuid()', {}, { target: V33 })).toBe(
      "1064 Getting syntax error at line 1, column 39. Detail message: Unexpected input 'uuid', the most similar input is {'CURRENT_TIMESTAMP', DOUBLE_QUOTED_TEXT, 'NULL', SINGLE_QUOTED_TEXT, '('}.",
    )
    expect(refusal(BASE, 'ALTER TABLE t ADD COLUMN v INT DEFAULT 1.5').message).toContain("Unexpected input '1.5'")
  })

  test('of databases that are not there', () => {
    expect(refusal(BASE, 'ALTER TABLE nowhere.t COMMENT = "x"').message).toContain(
      'Database default_catalog.nowhere is not found',
    )
    expect(refusal(BASE, 'DROP TABLE IF EXISTS nowhere.t').code).toBe(5501)
    expect(refusal(BASE, 'CREATE TABLE copy LIKE missing').message).toContain('Table copy is not found')
    expect(refusal(BASE, 'CREATE MATERIALIZED VIEW nowhere.m REFRESH MANUAL AS SELECT x FROM missing').code).toBe(5502)
  })

  test('of clauses that do not go together', () => {
    const sql = 'ALTER TABLE t ADD COLUMN n INT, RENAME COLUMN s TO r'
    expect(refusal(BASE, sql).message).toContain('Alter operation RENAME conflicts with operation SCHEMA_CHANGE')
    expect(refusal(BASE, sql, V41).message).toContain(
      'Alter operation ALTER_OTHER conflicts with operation SCHEMA_CHANGE',
    )
  })

  test('of properties', () => {
    const create = (properties: string): string =>
      `CREATE TABLE u (a INT, s STRING) DUPLICATE KEY (a) PROPERTIES (${properties})`
    expect(refusal(BASE, create('"compression" = "zstd(23)"')).message).toBe('Invalid level for zstd compression type')
    expect(refusal(BASE, create('"base_compaction_forbidden_time_ranges" = "5 8-18 * * *"')).message).toContain(
      "minute field must be '*'",
    )
    expect(refusal(BASE, `${MV} PROPERTIES ("partition_refresh_number" = "1") AS SELECT a FROM t`).message).toContain(
      'does not support non-partitioned materialized view',
    )
    const withView = accepted(['CREATE TABLE t (a INT) DUPLICATE KEY (a)', `${MV} AS SELECT a FROM t`])
    expect(refusal(withView, 'ALTER MATERIALIZED VIEW m SET ("compression" = "ZSTD")').message).toContain(
      'Modify failed because unknown properties: {compression=ZSTD}',
    )
  })

  test('of an ACTIVE whose query no longer runs', () => {
    const state = accepted(['CREATE TABLE t (a INT) DUPLICATE KEY (a)', `${MV} AS SELECT a FROM t`, 'DROP TABLE t'])
    expect(refusal(state, 'ALTER MATERIALIZED VIEW m ACTIVE').message).toMatch(
      /^Getting analyzing error\. Detail message: Can not active materialized view \[m\] because analyze [^]*Unknown table 'shop\.t'/,
    )
  })

  test('of two filters on one column, nested TIME, binary keys before 4.1, part of a week in 3.2', () => {
    const table = (columns: string, rest = ''): string => `CREATE TABLE u (${columns}) ${rest}`
    const filters = table('a INT, s STRING, INDEX i (s) USING NGRAMBF', 'PROPERTIES ("bloom_filter_columns" = "s")')
    expect(refusal(BASE, filters).message).toContain('only have one bloom filter index')
    expect(refusal(BASE, table('a INT, x ARRAY<TIME>')).message).toContain(
      'Type:ARRAY<TIME> of column:x does not support',
    )
    const binary = table('a VARBINARY, b INT', 'DUPLICATE KEY (a) DISTRIBUTED BY HASH (a)')
    expect(refusal(BASE, binary).message).toContain('Invalid data type of key column')
    expect(answer(binary, {}, { target: V41 })).toBe('accepted')
    const weeks = table(
      'd DATE',
      'PARTITION BY RANGE (d) (START ("2024-01-01") END ("2024-02-01") EVERY (INTERVAL 1 WEEK))',
    )
    expect(answer(weeks, {}, { target: V32 })).toContain('suggest range [2024-01-01,2024-01-29)')
    expect(answer(weeks, {})).toBe('accepted')
  })
})
