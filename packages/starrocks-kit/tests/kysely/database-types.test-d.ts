// Compiled, never run: what tables of models look like to Kysely.
import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { DatabaseOf } from '../../src/kysely/index.ts'
import { bigint, datetime, decimal, string, table, view } from '../../src/models/index.ts'
import { assertType } from '../models/type-assertions.ts'
import type { Equal } from '../models/type-assertions.ts'

class Order extends table('orders', {
  id: bigint().primaryKey(),
  placedAt: datetime().notNull().named('placed_at').defaultNow(),
  note: string(),
  tax: decimal(12, 2).generatedAs('1'),
}) {}
const orderNotes = view('order_notes', { query: 'SELECT note FROM orders' })
const models = { Order, orderNotes, limit: 10 }
type Database = DatabaseOf<typeof models>
/** Kysely’s helpers give intersections: the same as one object type. */
type Plain<T> = { [Key in keyof T]: T[Key] }

assertType<Equal<keyof Database, 'orders'>>()
assertType<
  Equal<Selectable<Database['orders']>, { id: bigint; placed_at: string; note: string | null; tax: string | null }>
>()
assertType<Equal<Plain<Insertable<Database['orders']>>, { id: bigint; placed_at?: string; note?: string | null }>>()
assertType<
  Equal<
    Plain<Updateable<Database['orders']>>,
    { id?: bigint | undefined; placed_at?: string | undefined; note?: string | null | undefined }
  >
>()

export async function queries(db: Kysely<Database>): Promise<bigint> {
  const row = await db.selectFrom('orders').select(['id', 'placed_at']).executeTakeFirstOrThrow()
  assertType<Equal<typeof row, { id: bigint; placed_at: string }>>()
  // @ts-expect-error no such table
  db.selectFrom('order')
  // @ts-expect-error the property, not the column
  db.selectFrom('orders').select('placedAt')
  // @ts-expect-error computed by the server
  db.insertInto('orders').values({ id: 1n, tax: '1' })
  // @ts-expect-error id is missing
  db.insertInto('orders').values({ note: 'x' })
  return row.id
}
