import { expect, test } from 'vitest'
import { generateTypes } from '../../src/codegen/index.ts'
import { schemaOfSql } from '../support/schema-of-sql.ts'

const SQL = `CREATE TABLE orders (
  id BIGINT NOT NULL COMMENT 'the number', \`odd name\` VARCHAR(10), amount DECIMAL(10, 2) NOT NULL DEFAULT '0', doc JSON,
  list ARRAY<BIGINT>, counts MAP<VARCHAR(5), INT> NOT NULL, place STRUCT<street STRING, at DATETIME>,
  total DECIMAL(10, 2) AS amount * 2
) PRIMARY KEY (id) COMMENT 'what was bought' DISTRIBUTED BY HASH(id);
CREATE TABLE sums (day DATE NOT NULL, users BITMAP BITMAP_UNION, bytes VARBINARY REPLACE) AGGREGATE KEY (day) DISTRIBUTED BY HASH(day);`

test('rows as they are read and inserted', () => {
  expect(generateTypes(schemaOfSql(SQL), { defaultDatabase: 'shop' })).toBe(`/** what was bought */
export interface Orders {
  /** the number */
  id: bigint
  'odd name': string | null
  amount: string
  doc: unknown
  list: (bigint | null)[] | null
  counts: Map<string, number | null>
  place: { street: string | null; at: string | null } | null
  total: string | null
}

/** A new row of orders. */
export interface NewOrders {
  id: bigint
  'odd name'?: string | null
  amount?: string
  doc?: unknown
  list?: (bigint | null)[] | null
  counts: Map<string, number | null>
  place?: { street: string | null; at: string | null } | null
}

/** A row of sums. */
export interface Sums {
  day: string
  users: null
  bytes: Uint8Array | null
}

/** A new row of sums. */
export interface NewSums {
  day: string
  users?: null
  bytes?: Uint8Array | null
}

/** All tables, by name. */
export interface Tables {
  orders: Orders
  sums: Sums
}
`)
})

test('types that have more than one honest answer are the caller’s to choose', () => {
  const mapping = { bigint: 'number', decimal: 'Decimal', json: 'Doc', datetime: 'Date' }
  const types = generateTypes(schemaOfSql(SQL), { defaultDatabase: 'shop', mapping })
  expect(types).toContain('  id: number\n')
  expect(types).toContain('  amount: Decimal\n  doc: Doc | null\n  list: (number | null)[] | null\n')
  expect(types).toContain('at: Date | null }')
})
