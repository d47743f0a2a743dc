import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Kysely, MysqlDialect, sql } from 'kysely'
import { createPool } from 'mysql2'

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version
const done = (what) => process.stdout.write(`   ${what}\n`)
done(`installed kysely ${version('kysely')} mysql2 ${version('mysql2')}`)

const admin = createPool({ host: '127.0.0.1', port: Number(process.argv[2]), user: 'root' }).promise()
await admin.query('CREATE DATABASE shop')
await admin.end()
const pool = createPool({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  user: 'root',
  database: 'shop',
  connectionLimit: 4,
})
const db = new Kysely({ dialect: new MysqlDialect({ pool }) })

await db.schema
  .createTable('customers')
  .addColumn('id', 'bigint', (column) => column.notNull())
  .addColumn('name', 'varchar(50)')
  .modifyEnd(sql`PRIMARY KEY (id) DISTRIBUTED BY HASH(id) PROPERTIES ('replication_num' = '1')`)
  .execute()
await db.schema
  .alterTable('customers')
  .addColumn('city', 'varchar(20)', (column) => column.defaultTo('Köln'))
  .execute()
await db.schema.createView('names').as(db.selectFrom('customers').select('name')).execute()
done('schema builder: a table with the clauses of StarRocks, a column, a view')

// Kysely joins on TABLE_CATALOG, which StarRocks leaves NULL in information_schema.columns: it finds no tables there, here as there.
assert.deepEqual(await db.introspection.getTables(), [])
const columns = await db
  .selectFrom('information_schema.columns as c')
  .innerJoin('information_schema.tables as t', (join) =>
    join.onRef('c.TABLE_SCHEMA', '=', 't.TABLE_SCHEMA').onRef('c.TABLE_NAME', '=', 't.TABLE_NAME'),
  )
  .select(['c.TABLE_NAME', 't.TABLE_TYPE', 'c.COLUMN_NAME', 'c.DATA_TYPE', 'c.IS_NULLABLE'])
  .where('c.TABLE_SCHEMA', '=', sql`database()`)
  .orderBy('c.TABLE_NAME')
  .orderBy('c.ORDINAL_POSITION')
  .execute()
assert.deepEqual(columns.map(Object.values), [
  ['customers', 'BASE TABLE', 'id', 'bigint', 'NO'],
  ['customers', 'BASE TABLE', 'name', 'varchar', 'YES'],
  ['customers', 'BASE TABLE', 'city', 'varchar', 'YES'],
  ['names', 'VIEW', 'name', 'varchar', 'YES'],
])
done('information_schema')

const inserted = await db
  .insertInto('customers')
  .values([
    { id: 1, name: "O'Brien 😀" },
    { id: 2, name: null },
  ])
  .executeTakeFirstOrThrow()
assert.equal(inserted.numInsertedOrUpdatedRows, 2n)
const rows = await db
  .selectFrom('customers')
  .selectAll()
  .where('id', 'in', [1, 2])
  .orderBy('id', 'desc')
  .limit(1)
  .execute()
assert.deepEqual(rows, [{ id: 2, name: null, city: 'Köln' }])
const changed = await db.updateTable('customers').set({ name: 'Ada' }).where('id', '=', 2).executeTakeFirstOrThrow()
assert.equal(changed.numUpdatedRows, 1n)
const counted = await db
  .selectFrom('names')
  .select(({ fn }) => fn.countAll().as('n'))
  .where('name', 'is not', null)
  .executeTakeFirstOrThrow()
assert.equal(Number(counted.n), 2)
await db.deleteFrom('customers').where('id', '=', 1).execute()
done('select, insert, update, delete with parameters')

await db.transaction().execute(async (tx) => {
  await tx.insertInto('customers').values({ id: 3, name: 'in a transaction' }).execute()
})
const streamed = []
for await (const row of db.selectFrom('customers').select('id').orderBy('id').stream()) streamed.push(row.id)
assert.deepEqual(streamed, [2, 3])
done('a transaction, a stream')

await assert.rejects(db.selectFrom('nothing').selectAll().execute(), { errno: 5502 })
done('an error with its number')
await db.destroy()
