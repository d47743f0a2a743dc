import { LedgerFormatError } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { createTable, withPlace } from './support.ts'

/** Makes the ledger what an older version had, rows and all: without the columns that came later. */
async function age(connection: Connection, ...columns: readonly string[]): Promise<void> {
  for (const column of columns) await connection.query(`ALTER TABLE _starrocks_kit_ledger DROP COLUMN ${column}`)
}

const columnsOf = async (connection: Connection): Promise<readonly (string | null | undefined)[]> =>
  (await connection.query('SHOW COLUMNS FROM _starrocks_kit_ledger')).rows.map(([name]) => name)

test('a ledger of an older version is read as it is, and carried up before it is written', () =>
  withPlace(async ({ connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t')])
    await revision('bb', 'aa', [createTable('u')])
    const connection = await open()
    await migrator(connection).upgrade('aa')
    const whole = await columnsOf(connection)
    await age(connection, 'fence', 'stored_query', 'run_id')

    // Looking needs no right to change anything.
    expect((await migrator(connection).current()).heads).toEqual(['aa'])
    expect((await migrator(connection).pending()).map(({ id }) => id)).toEqual(['bb'])
    expect(await columnsOf(connection)).toHaveLength(whole.length - 3)

    expect((await migrator(connection).upgrade()).heads).toEqual(['bb'])
    expect((await columnsOf(connection)).toSorted()).toEqual(whole.toSorted())
    const { rows } = await connection.query(
      "SELECT revision, step, state, run_id = '', fence > 0 FROM _starrocks_kit_ledger ORDER BY sequence, step",
    )
    expect(rows).toEqual([
      ['aa', '0', 'done', '1', null],
      ['aa', '1', 'done', '1', null],
      ['bb', '0', 'done', '0', '1'],
      ['bb', '1', 'done', '0', '1'],
    ])

    await age(connection, 'job_id')
    await migrator(connection).ensureLedger()
    expect((await columnsOf(connection)).toSorted()).toEqual(whole.toSorted())
  }))

test('a table of that name that is no ledger is left alone', () =>
  withPlace(async ({ connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t')])
    const connection = await open()
    await connection.query(
      'CREATE TABLE _starrocks_kit_ledger (a INT) DISTRIBUTED BY HASH(a) BUCKETS 1 PROPERTIES ("replication_num" = "1")',
    )
    await expect(migrator(connection).ensureLedger()).rejects.toThrow(LedgerFormatError)
    expect(await columnsOf(connection)).toEqual(['a'])
  }))
