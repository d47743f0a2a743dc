import assert from 'node:assert/strict'
import { createConnection, createPool } from 'mysql2/promise'
import { say } from '../playground.ts'
import type { Playground } from '../playground.ts'

/** mysql2: text and binary protocol, a pool, changes of user, several statements. */
export async function mysql2({ port }: Playground): Promise<void> {
  const place = { host: '127.0.0.1', port, user: 'root' }
  const client = await createConnection({ ...place, multipleStatements: true, supportBigNumbers: true })
  try {
    await client.query('CREATE DATABASE shop; USE shop')
    await client.query(
      "CREATE TABLE t (id BIGINT, name VARCHAR(40), price DECIMAL(10, 2), at DATETIME) DUPLICATE KEY(id) PROPERTIES ('replication_num' = '1')",
    )
    const [inserted] = await client.query('INSERT INTO t VALUES ?', [
      [
        [1, 'Zoë 😀', '1.50', '2024-02-29 01:02:03'],
        [2, null, null, null],
      ],
    ])
    assert.equal((inserted as { affectedRows: number }).affectedRows, 2)
    const text = await client.query('SELECT * FROM t WHERE id = ? ', [1])
    const binary = await client.execute('SELECT * FROM t WHERE id = ?', [1])
    assert.deepEqual(binary[0], text[0])
    assert.deepEqual(
      binary[1].map((field) => field.name),
      ['id', 'name', 'price', 'at'],
    )
    say('   text and binary protocol tell the same')
    const [several] = await client.query('SELECT 1 AS a; SELECT 2 AS a')
    assert.deepEqual(several, [[{ a: 1 }], [{ a: 2 }]])
    await assert.rejects(client.query('SELECT * FROM nothing'), { errno: 5502, sqlState: '42602' })
    say('   several statements; an error with number and SQLSTATE')
    await client.query("CREATE USER reader IDENTIFIED BY 'pass'")
    await client.changeUser({ user: 'reader', password: 'pass' })
    const [[whoami]] = (await client.query('SELECT current_user() AS me')) as unknown as [[{ me: string }]]
    assert.equal(whoami.me, "'reader'@'%'")
    say('   a change of user')
    const pool = createPool({ ...place, database: 'shop', connectionLimit: 20 })
    const counts = await Promise.all(Array.from({ length: 200 }, () => pool.query('SELECT count(*) AS n FROM t')))
    assert.ok(counts.every(([rows]) => (rows as unknown as { n: number }[])[0]?.n === 2))
    await pool.end()
    say('   a pool')
  } finally {
    await client.end()
  }
}
