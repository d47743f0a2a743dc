import { describe, expect, it } from 'vitest'
import { startServer } from '../../src/start-server.ts'
import { connect } from '../server/client.ts'

/** What clients and tools ask for when they connect or show a cluster. */
const FORMS = [
  'SHOW VARIABLES',
  'SHOW GLOBAL VARIABLES LIKE "wait_timeout"',
  'SHOW SESSION STATUS LIKE "Ssl_cipher"',
  'SHOW ENGINES',
  'SHOW COLLATION',
  'SHOW CHARACTER SET',
  'SHOW FULL PROCESSLIST',
  'SHOW WARNINGS LIMIT 10',
  'SHOW PRIVILEGES',
  'SHOW GRANTS',
  'SHOW ALL AUTHENTICATION',
  'SHOW PARTITIONS FROM t',
  'SHOW TABLETS FROM t',
  'SHOW DATA',
  'SHOW DATA FROM t',
  'SHOW DATA DISTRIBUTION FROM t',
  'SHOW TABLE STATUS',
  'SHOW DYNAMIC PARTITION TABLES',
  'SHOW ALTER TABLE COLUMN',
  'SHOW MATERIALIZED VIEWS',
  'SHOW FRONTENDS',
  'SHOW BACKENDS',
  'SHOW COMPUTE NODES',
  'SHOW BROKER',
  'SHOW CATALOGS',
  'SHOW RESOURCES',
  'SHOW REPOSITORIES',
  'SHOW ROUTINE LOAD',
  'SHOW LOAD',
  'SHOW TRANSACTION WHERE id = 1',
  'SHOW STATS META',
  'SHOW ANALYZE STATUS',
  'SHOW RESOURCE GROUPS ALL',
  "SHOW PROC '/'",
  "SHOW PROC '/dbs'",
  "SHOW PROC '/statistic'",
  'SHOW TRIGGERS',
  'SHOW PROCEDURE STATUS',
  'SHOW FUNCTIONS',
  'SHOW FULL TABLES FROM information_schema',
  'DESC sys.grants_to_users',
  'ADMIN SHOW FRONTEND CONFIG',
  'ADMIN SHOW REPLICA STATUS FROM t',
  'SET NAMES utf8mb4 COLLATE utf8mb4_general_ci',
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'USE default_catalog.d',
]

describe.each(['3.2', '3.5', '4.1'])('version %s', (version) => {
  it('answers what clients and tools ask for, each row with all columns', async () => {
    const server = await startServer({ version })
    const client = await connect(server.url)
    try {
      await client.ask('CREATE DATABASE d')
      await client.ask('USE d')
      await client.ask("CREATE TABLE t (k INT) DISTRIBUTED BY HASH(k) BUCKETS 2 PROPERTIES ('replication_num' = '1')")
      const broken: string[] = []
      for (const form of FORMS) {
        const refusal = await client.refusal(form)
        if (refusal !== 'accepted') broken.push(`${form}: ${refusal}`)
        const [rows, fields] = refusal === 'accepted' ? await client.raw.query(form) : [[], []]
        if (Array.isArray(rows) && rows.some((row) => Array.isArray(row) && row.length !== fields.length))
          broken.push(`${form}: rows and columns differ`)
      }
      expect(broken).toEqual([])
      const [, fields] = await client.raw.query('SHOW BACKENDS')
      const names = fields.map((field) => field.name)
      expect([names.includes('MemLimit'), names.includes('StatusCode')]).toEqual([version !== '3.2', version !== '3.2'])
      expect((await client.ask('SHOW TABLETS FROM t')).length).toBe(2)
    } finally {
      await client.close()
      await server.close()
    }
  })
})
