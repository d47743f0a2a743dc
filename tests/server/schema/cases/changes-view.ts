import { hash, int, materializedView, refresh, sql, table, varchar, view } from 'starrocks-kit'
import type { MaterializedViewOptions, ViewOptions } from 'starrocks-kit'
import { ONE } from './case.ts'
import type { ChangeCase } from './case.ts'
import { orders, users } from './views.ts'

const v = (options: Partial<ViewOptions> = {}) => view('v', { query: sql`SELECT id, name FROM ${users}`, ...options })
const viewChange = (
  name: string,
  from: Partial<ViewOptions>,
  to: Partial<ViewOptions>,
  ...operations: readonly string[]
): ChangeCase => ({ name: `view: ${name}`, from: [users, v(from)], to: [users, v(to)], operations })

const QUERY = sql`SELECT city, count(*) AS users FROM ${users} GROUP BY city`
const mv = (options: Partial<MaterializedViewOptions> = {}) =>
  materializedView('mv', { refresh: 'ASYNC', query: QUERY, properties: ONE, ...options })
const mvChange = (
  name: string,
  from: Partial<MaterializedViewOptions>,
  to: Partial<MaterializedViewOptions>,
  ...operations: readonly string[]
): ChangeCase => ({ name: `materialized view: ${name}`, from: [users, mv(from)], to: [users, mv(to)], operations })

const views: readonly ChangeCase[] = [
  viewChange('another query', {}, { query: sql`SELECT id, name FROM ${users} WHERE id > 3` }, 'AlterView v'),
  viewChange(
    'another query with other columns',
    { columns: ['a', 'b'] },
    { query: sql`SELECT id, name, city FROM ${users}`, columns: { a: 'A', b: '', c: "it's" } },
    'AlterView v',
  ),
  viewChange('columns get comments', {}, { columns: { id: 'ID', name: 'Name' } }, 'AlterView v'),
  viewChange('a comment comes', {}, { comment: 'Active' }, 'ReplaceView v'),
  viewChange('a comment goes', { comment: 'Active' }, {}, 'ReplaceView v'),
  viewChange(
    'comment and query',
    { comment: 'before' },
    { comment: 'after', query: sql`SELECT id, name FROM ${users} WHERE id > 3` },
    'ReplaceView v',
  ),
  { ...viewChange('security', {}, { security: 'INVOKER' }, 'AlterView v'), since: '3.5' },
  viewChange(
    'the same query in other words',
    { query: sql`SELECT id, name FROM ${users} WHERE NOT (id = 3)` },
    { query: sql`select  users.id,(name)  from ${users} where ((users.id <> 3))` },
  ),
  {
    name: 'view: a star that its table outgrows is not touched',
    from: [users, v({ query: sql`SELECT id, city FROM ${users}` })],
    to: [
      table(
        'users',
        { id: int().primaryKey(), name: varchar(50), city: varchar(50) },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
      v({ query: sql`SELECT id, city FROM ${users}` }),
    ],
    operations: ['DropColumn users.score', 'DropColumn users.born'],
  },
  {
    name: 'view: it and the column that it reads come together',
    from: [users],
    to: [
      table(
        'users',
        { id: int().primaryKey(), name: varchar(50), city: varchar(50), plan: varchar(10) },
        { distributedBy: hash('id').buckets(1), properties: ONE },
      ),
      v({ query: sql`SELECT id, plan FROM ${users}` }),
    ],
    operations: ['DropColumn users.score', 'DropColumn users.born', 'AddColumn users.plan', 'CreateView v'],
  },
  {
    name: 'view: a table that a view is read from is dropped with it',
    from: [users, orders, v({ query: sql`SELECT id, note FROM ${orders}` })],
    to: [users],
    operations: ['DropView v', 'DropTable orders'],
  },
  { name: 'view: it goes', from: [users, v()], to: [users], operations: ['DropView v'] },
]

const materializedViews: readonly ChangeCase[] = [
  mvChange('another refresh', {}, { refresh: 'MANUAL' }, 'ModifyRefreshScheme mv'),
  mvChange(
    'a schedule',
    { refresh: 'MANUAL' },
    { refresh: refresh.async({ start: '2030-01-01 00:00:00', every: 'INTERVAL 2 HOUR' }) },
    'ModifyRefreshScheme mv',
  ),
  mvChange(
    'another interval',
    { refresh: refresh.async({ every: 'INTERVAL 2 HOUR' }) },
    { refresh: refresh.async({ every: 'INTERVAL 1 DAY' }) },
    'ModifyRefreshScheme mv',
  ),
  mvChange(
    'a property',
    {},
    { properties: { ...ONE, 'session.query_timeout': 600 } },
    'ModifyMaterializedViewProperties mv',
  ),
  mvChange(
    'another query',
    {},
    { query: sql`SELECT city, count(*) AS users FROM ${users} WHERE id > 3 GROUP BY city` },
    'ReplaceMaterializedView mv',
  ),
  mvChange('another comment', { comment: 'before' }, { comment: 'after' }, 'ReplaceMaterializedView mv'),
  mvChange(
    'another distribution',
    { distributedBy: hash('city').buckets(1) },
    { distributedBy: hash('city').buckets(3) },
    'ReplaceMaterializedView mv',
  ),
  mvChange(
    'the same query in other words',
    {},
    {
      query: sql`select users.city as city, COUNT( * ) users
from ${users} group by users.city`,
    },
  ),
  {
    name: 'materialized view: it is renamed',
    from: [users, mv()],
    to: [users, materializedView('mv2', { refresh: 'ASYNC', query: QUERY, properties: ONE, renamedFrom: 'mv' })],
    operations: ['RenameMaterializedView mv'],
  },
  { name: 'materialized view: it goes', from: [users, mv()], to: [users], operations: ['DropMaterializedView mv'] },
  {
    name: 'everything goes, dependents first',
    from: [users, v(), mv({ query: sql`SELECT id, count(*) AS n FROM ${v()} GROUP BY id` })],
    to: [],
    operations: ['DropMaterializedView mv', 'DropView v', 'DropTable users'],
  },
]

export const VIEW_CHANGES: readonly ChangeCase[] = [...views, ...materializedViews]
