import { expect, it } from 'vitest'
import { Catalog } from '../../src/catalog/catalog.ts'
import { columnRows } from '../../src/catalog/information-schema/columns.ts'
import { materializedViewRows } from '../../src/catalog/information-schema/materialized-views.ts'
import { partitionsMetaRows } from '../../src/catalog/information-schema/partitions-meta.ts'
import { tableRows } from '../../src/catalog/information-schema/tables.ts'
import { tablesConfigRows } from '../../src/catalog/information-schema/tables-config.ts'
import { taskRows } from '../../src/catalog/information-schema/tasks.ts'
import { viewRows } from '../../src/catalog/information-schema/views.ts'
import { producedColumns, systemTable, systemTables } from '../../src/catalog/information-schema/system-tables.ts'
import { parseStatement } from 'starrocks-kit/language'
import { targetOf } from '../../src/server.ts'

it('has the metadata tables of each version, with its columns', () => {
  const names = (version: string): readonly string[] => systemTables(targetOf(version)).map((table) => table.name)
  expect(names('3.2')).not.toContain('temp_tables')
  expect(names('3.3')).toContain('temp_tables')
  expect(names('4.1')).toEqual(expect.arrayContaining(['fe_threads', 'keywords', 'grants_to_users']))
  const columns = (version: string, name: string): readonly string[] =>
    systemTable('information_schema', name, targetOf(version))?.columns.map((column) => column.name) ?? []
  expect(columns('3.2', 'tasks')).not.toContain('CREATOR')
  expect(columns('3.3', 'tasks')).toContain('CREATOR')
  expect(columns('3.5', 'keywords')).toEqual(['WORD', 'RESERVED'])
  expect(systemTable('SYS', 'GRANTS_TO_USERS', targetOf())?.columns).toHaveLength(7)
})

it('fills every column of its rows', async () => {
  const catalog = await Catalog.open({ target: targetOf('main-2025-06') })
  for (const sql of [
    'CREATE DATABASE d',
    "CREATE TABLE d.t (k INT, v INT) PARTITION BY RANGE(k) (PARTITION p VALUES LESS THAN ('5')) DISTRIBUTED BY HASH(k) BUCKETS 1",
    'CREATE VIEW d.v AS SELECT k FROM d.t',
    'CREATE MATERIALIZED VIEW d.m REFRESH MANUAL AS SELECT k FROM d.t',
  ])
    await catalog.apply(parseStatement(sql, { positions: true }), { sql, text: sql })
  const context = {
    catalog,
    target: catalog.target,
    taskRuns: [],
    loadLogs: new Map(),
    variables: () => [],
    temporaryTables: [],
    sessionId: '',
  }
  const producers = {
    tables: tableRows,
    columns: columnRows,
    views: viewRows,
    materialized_views: materializedViewRows,
    tables_config: tablesConfigRows,
    partitions_meta: partitionsMetaRows,
    tasks: taskRows,
  }
  for (const [name, produce] of Object.entries(producers)) {
    const lengths = [...new Set(produce(context).map((row) => row.length))]
    expect([name, lengths]).toEqual([name, [producedColumns('information_schema', name).length]])
  }
})
