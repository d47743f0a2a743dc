import { expect, test } from 'vitest'
import { modelsFromExports, schemaFromModels } from '../../src/models/index.ts'
import { canonicalQuery } from '../../src/schema/clauses.ts'
import * as tutorial from './tutorial-models.ts'

test('the models of the tutorial make its schema', () => {
  const models = modelsFromExports([tutorial])
  const { state, renames, overrides } = schemaFromModels(models, { defaultDatabase: 'tutorial' })

  expect(state).toEqual({
    databases: {
      tutorial: {
        name: 'tutorial',
        properties: {},
        tables: {
          my_orm_table: {
            kind: 'Table',
            name: 'my_orm_table',
            columns: [
              { name: 'id', type: { kind: 'simple', name: 'int' }, nullable: false },
              { name: 'name', type: { kind: 'varchar', length: 65533 }, nullable: true },
            ],
            key: { type: 'PRIMARY', columns: ['id'] },
            comment: 'table comment',
            distribution: { kind: 'hash', columns: ['id'], buckets: 10 },
            indexes: {},
            rollups: {},
            properties: { replication_num: '1' },
          },
          my_core_table: {
            kind: 'Table',
            name: 'my_core_table',
            columns: [
              { name: 'id', type: { kind: 'simple', name: 'int' }, nullable: false },
              { name: 'name', type: { kind: 'varchar', length: 50 }, nullable: true },
            ],
            key: { type: 'PRIMARY', columns: ['id'] },
            comment: 'core table comment',
            distribution: { kind: 'hash', columns: ['id'], buckets: 10 },
            indexes: {},
            rollups: {},
            properties: { replication_num: '1' },
          },
        },
        views: {
          user_view: {
            kind: 'View',
            name: 'user_view',
            columns: [
              { name: 'id', comment: 'ID' },
              { name: 'name', comment: 'Name' },
            ],
            comment: 'Active users',
            query: canonicalQuery('SELECT id, name FROM my_core_table WHERE name IS NOT NULL'),
          },
        },
        materializedViews: {
          user_stats_mv: {
            kind: 'MaterializedView',
            name: 'user_stats_mv',
            refresh: { mode: 'ASYNC' },
            indexes: {},
            properties: {},
            query: canonicalQuery('SELECT id, COUNT(*) AS cnt FROM my_core_table GROUP BY id'),
          },
        },
        unsupported: {},
      },
    },
  })
  expect(renames).toEqual([])
  expect(overrides).toEqual([])
  expect(Object.isFrozen(state.databases['tutorial']?.tables['my_orm_table']?.columns)).toBe(true)
})

test('an instance of a table class is a row', () => {
  const row = new tutorial.MyOrmTable({ id: 1, name: null })

  expect(row).toBeInstanceOf(tutorial.MyOrmTable)
  expect({ ...row }).toEqual({ id: 1, name: null })
})
