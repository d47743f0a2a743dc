// The models of the tutorial, as a user writes them.
import { hash, int, materializedView, primaryKey, sql, string, table, varchar, view } from '../../src/models/index.ts'

export class MyOrmTable extends table(
  'my_orm_table',
  {
    id: int().primaryKey(),
    name: string(),
  },
  (t) => ({
    comment: 'table comment',
    key: primaryKey(t.id),
    distributedBy: hash(t.id).buckets(10),
    properties: { replication_num: 1 },
  }),
) {}

export const myCoreTable = table(
  'my_core_table',
  {
    id: int().primaryKey(),
    name: varchar(50),
  },
  {
    comment: 'core table comment',
    key: 'PRIMARY KEY(id)',
    distributedBy: 'HASH(id) BUCKETS 10',
    properties: { replication_num: 1 },
  },
)

export const userView = view('user_view', {
  columns: { id: 'ID', name: 'Name' },
  comment: 'Active users',
  query: sql`SELECT id, name FROM ${myCoreTable} WHERE name IS NOT NULL`,
})

export const userStatsMv = materializedView('user_stats_mv', {
  refresh: 'ASYNC',
  query: sql`SELECT id, COUNT(*) AS cnt FROM ${myCoreTable} GROUP BY id`,
})
