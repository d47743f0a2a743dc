import { isOwnObject, OWN_PREFIX } from '../schema/own-objects.ts'
import { compact } from '../util/compact.ts'
import { readRecord } from './reader.ts'
import type { Fail } from './reader.ts'

/** Where the ledger of applied revisions lives. */
export interface LedgerConfig {
  /** Its name, which begins with `_starrocks_kit_`. Default: `_starrocks_kit_ledger`. */
  readonly table?: string
  /** Its database. Default: the connection's. */
  readonly database?: string
  /** Properties of the table, such as `{ replication_num: '1' }`. Default: the server's. */
  readonly properties?: Readonly<Record<string, string>>
}

const KEYS = ['table', 'database', 'properties'] satisfies readonly (keyof LedgerConfig)[]

export function readLedger(value: unknown, fail: Fail): LedgerConfig {
  if (value === undefined) return {}
  const example = '{ table, database, properties }, each optional'
  const { table, database, properties } = readRecord('ledger', value, { keys: KEYS, example, fail })
  if (table !== undefined && typeof table !== 'string') return fail('ledger.table: give a name.')
  if (table !== undefined && !isOwnObject(table))
    return fail(`ledger.table: begin the name with ${OWN_PREFIX}, so that no comparison takes it for a table of yours.`)
  if (database !== undefined && typeof database !== 'string') return fail('ledger.database: give a name.')
  if (properties === undefined) return compact({ table, database })
  const record = readRecord('ledger.properties', properties, {
    example: 'an object such as { replication_num: "1" }',
    fail,
  })
  return {
    ...compact({ table, database }),
    properties: Object.fromEntries(Object.entries(record).map(([key, text]) => [key, String(text)])),
  }
}
