// Compiled, never run: a clause cannot name a column that its table does not have.
import {
  automatic,
  bigint,
  dateTrunc,
  datetime,
  decimal,
  desc,
  duplicateKey,
  hash,
  index,
  int,
  list,
  partition,
  primaryKey,
  random,
  range,
  rollup,
  sql,
  string,
  table,
  timeSlice,
  unmanaged,
} from '../../src/models/index.ts'

const columns = { id: bigint(), city: string(), at: datetime(), total: decimal(12, 2), size: int() }

// Everything in order.
table('orders', columns, (t) => ({
  key: duplicateKey(t.id, t.city),
  comment: 'orders',
  partitionBy: range(t.at, [partition('p1').lessThan('2024-01-01')]),
  distributedBy: hash(t.id).buckets(10),
  orderBy: [t.city, desc(t.at)],
  indexes: [index('by_city').on(t.city).using('NGRAMBF', { gram_num: 4 })],
  rollups: [rollup('r', [t.city, t.total])],
  properties: { replication_num: 1, 'dynamic_partition.enable': true, anything_else: 'x' },
}))
table('orders', columns, { key: 'DUPLICATE KEY(id)', distributedBy: 'HASH(id) BUCKETS 10', orderBy: '(city)' })
table('orders', columns, { key: duplicateKey('id'), distributedBy: hash('id').buckets(10), orderBy: ['city', 'at'] })
table('orders', columns, (t) => ({ partitionBy: [t.city, dateTrunc('day', t.at)], distributedBy: random() }))
table('orders', columns, (t) => ({ partitionBy: automatic(timeSlice(t.at, 7, 'day')) }))
table('orders', columns, (t) => ({ partitionBy: sql`date_trunc('day', ${t.at})` }))
table('orders', columns, { comment: unmanaged(), distributedBy: null, properties: { replication_num: unmanaged() } })

// Typos in references.
// @ts-expect-error no column idd
table('orders', columns, (t) => ({ key: primaryKey(t.idd) }))
// @ts-expect-error no column idd
table('orders', columns, (t) => ({ distributedBy: hash(t.idd).buckets(10) }))
// @ts-expect-error no column citty
table('orders', columns, (t) => ({ orderBy: [t.id, t.citty] }))
// @ts-expect-error no column att
table('orders', columns, (t) => ({ partitionBy: dateTrunc('day', t.att) }))
// @ts-expect-error no column citty
table('orders', columns, (t) => ({ indexes: [index('i').on(t.citty)] }))
// @ts-expect-error no column totl
table('orders', columns, (t) => ({ rollups: [rollup('r', [t.city, t.totl])] }))
// @ts-expect-error no column att
table('orders', columns, (t) => ({ partitionBy: sql`date_trunc('day', ${t.att})` }))

// Typos in names.
// @ts-expect-error no column idd
table('orders', columns, { key: primaryKey('idd') })
// @ts-expect-error no column idd
table('orders', columns, { key: primaryKey('id', 'idd') })
// @ts-expect-error no column idd
table('orders', columns, { distributedBy: hash('idd').buckets(10) })
// @ts-expect-error no column citty
table('orders', columns, { orderBy: ['id', 'citty'] })
// @ts-expect-error no column citty
table('orders', columns, { orderBy: [desc('citty')] })
// @ts-expect-error no column att
table('orders', columns, { partitionBy: dateTrunc('day', 'att') })
// @ts-expect-error no column att
table('orders', columns, { partitionBy: range('att') })
// @ts-expect-error no column citty
table('orders', columns, { partitionBy: list(['city', 'citty']) })
// @ts-expect-error no column citty
table('orders', columns, { indexes: [index('i').on('citty')] })
// @ts-expect-error no column totl
table('orders', columns, { rollups: [rollup('r', ['city', 'totl'])] })

// Columns of another table.
const others = table('others', { other: int() })
// @ts-expect-error a column of others
table('orders', columns, { orderBy: [others.columns.other] })
// @ts-expect-error a column of others
table('orders', columns, { distributedBy: hash(others.columns.other) })

// Wrong values.
// @ts-expect-error no such option
table('orders', columns, { distributdBy: 'HASH(id)' })
// @ts-expect-error no such option
table('orders', columns, (t) => ({ distributdBy: hash(t.id) }))
// @ts-expect-error no such option
table('orders', columns, (t) => ({ distributedBy: hash(t.id), commnt: 'orders', orderBy: [t.city] }))
// @ts-expect-error no such option
table('orders', columns, (t) => {
  return { distributedBy: hash(t.id), ordrBy: [t.city] }
})
// @ts-expect-error no such unit
dateTrunc('days', 'at')
// @ts-expect-error no such index type
index('i').on('city').using('BTREE')
// @ts-expect-error not a number
table('orders', columns, { properties: { replication_num: 'three' } })
// @ts-expect-error no such quorum
table('orders', columns, { properties: { write_quorum: 'SOME' } })
// @ts-expect-error not a flag
table('orders', columns, { properties: { 'dynamic_partition.enable': 'yes' } })
// @ts-expect-error an index needs columns
table('orders', columns, { indexes: [index('i')] })
// @ts-expect-error undefined is no value of a template
sql`${undefined}`.toString()
