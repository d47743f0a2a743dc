// Compiled, never run: what rows of models look like to the compiler.
import {
  aggState,
  array,
  bigint,
  boolean,
  columnType,
  date,
  datetime,
  decimal,
  int,
  json,
  largeint,
  map,
  string,
  struct,
  table,
  varbinary,
  varchar,
} from '../../src/models/index.ts'
import type { InferInsert, InferRow } from '../../src/models/index.ts'
import { assertType } from './type-assertions.ts'
import type { Equal } from './type-assertions.ts'

class Order extends table(
  'orders',
  {
    id: bigint().primaryKey(),
    customer: int().notNull(),
    note: string(),
    paid: boolean().notNull().default(false),
    placed: datetime().notNull().defaultNow(),
    total: decimal(12, 2).notNull().comment('with tax'),
    tax: decimal(12, 2).generatedAs('total * 0.2'),
  },
  (t) => ({ distributedBy: 'HASH(id)', orderBy: [t.placed] }),
) {
  get label(): string {
    return `${this.id}: ${this.note ?? ''}`
  }
}

interface OrderRow {
  id: bigint
  customer: number
  note: string | null
  paid: boolean
  placed: string
  total: string
  tax: string | null
}

// The instance type is the row, with what the class adds.
declare const order: Order
const id: bigint = order.id
const note: string | null = order.note
const label: string = order.label
// @ts-expect-error a column of another name
const none = order.idd
// @ts-expect-error null is possible
const text: string = order.note

assertType<Equal<InferRow<typeof Order>, OrderRow>>()

// An inserted row: generated columns are not given, defaults and NULL may be left out.
assertType<
  Equal<
    InferInsert<typeof Order>,
    { id: bigint; customer: number; total: string; note?: string | null; paid?: boolean; placed?: string }
  >
>()

// `table()` as it is, and every type.
const everything = table('everything', {
  a: largeint(),
  b: date().notNull(),
  c: json(),
  d: json<{ readonly tags: string[] }>().notNull(),
  e: array(int()).notNull(),
  f: map(string(), array(bigint())),
  g: struct({ street: string(), at: struct({ zip: int().comment('postal code') }) }).notNull(),
  h: varbinary(16),
  i: aggState('avg', bigint()),
  j: columnType<string>('DECIMAL(50, 10)').notNull(),
  k: bigint().autoIncrement(),
  l: varchar(36).defaultExpression('uuid()'),
})
assertType<
  Equal<
    InstanceType<typeof everything>,
    {
      a: bigint | null
      b: string
      c: unknown
      d: { readonly tags: string[] }
      e: (number | null)[]
      f: Map<string, (bigint | null)[] | null> | null
      g: { street: string | null; at: { zip: number | null } | null }
      h: Uint8Array | null
      i: unknown
      j: string
      k: bigint
      l: string | null
    }
  >
>()

// The constructor takes a whole row.
const row = new Order({ id: 1n, customer: 1, note: null, paid: true, placed: '2024-05-31', total: '1', tax: null })
// @ts-expect-error columns are missing
const half = new Order({ id: 1n })

// Defaults are of the column's type, or StarRocks' text.
int().default(1)
int().default('1')
bigint().default(1)
bigint().default(10n)
boolean().default(true)
date().default('2024-01-01')
// @ts-expect-error not a number
int().default(true)
// @ts-expect-error not a text
string().default(1)

// What belongs to a column cannot be inside a type.
// @ts-expect-error NOT NULL is of the whole column
array(int().notNull())
// @ts-expect-error so is a key
struct({ id: int().primaryKey() })

export { half, id, label, none, note, row, text }
