import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import type { EmbeddedServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let server: EmbeddedServer
let root: Client
let ann: Client

beforeEach(async () => {
  server = await startServer()
  root = await connect(server.url)
  for (const sql of [
    'CREATE DATABASE d',
    'USE d',
    "CREATE TABLE t (k INT, v INT) DUPLICATE KEY(k) PROPERTIES ('replication_num' = '1')",
    'CREATE VIEW w AS SELECT k FROM t',
    'INSERT INTO t VALUES (1, 2)',
    'CREATE USER ann',
  ])
    await root.ask(sql)
  ann = await connect(server.url, { user: 'ann' })
  await ann.ask('USE d')
})
afterEach(async () => {
  await ann.close()
  await root.close()
  await server.close()
})

describe('a user without grants', () => {
  it.each([
    ['SELECT * FROM t', /5203 Access denied; you need \(at least one of\) the SELECT privilege\(s\) on TABLE t/],
    ['SELECT * FROM (WITH c AS (SELECT 1) SELECT * FROM d.w) x', /the SELECT privilege\(s\) on VIEW w/],
    ['INSERT INTO t VALUES (1, 1)', /the INSERT privilege\(s\) on TABLE t/],
    ['ALTER TABLE t ADD COLUMN n INT', /the ALTER privilege\(s\) on TABLE t/],
    ['DROP VIEW w', /the DROP privilege\(s\) on VIEW w/],
    ['CREATE VIEW x AS SELECT 1 AS a', /the CREATE VIEW privilege\(s\) on DATABASE d/],
    ['CREATE DATABASE e', /the CREATE DATABASE privilege\(s\) on CATALOG default_catalog/],
    ['GRANT SELECT ON TABLE t TO USER ann', /the GRANT privilege\(s\) on SYSTEM/],
    ["SET PASSWORD FOR root = PASSWORD('x')", /the GRANT privilege\(s\) on SYSTEM/],
    ["ALTER USER root IDENTIFIED BY 'x'", /the GRANT privilege\(s\) on SYSTEM/],
  ])('%s', async (sql, message) => {
    expect(await ann.refusal(sql)).toMatch(message)
  })

  it('may do what concerns no object', async () => {
    expect(await ann.ask('SELECT 1 + 1')).toEqual([['2']])
    await ann.ask("SET PASSWORD = PASSWORD('mine')")
    await (await connect(server.url, { user: 'ann', password: 'mine' })).close()
  })
})

describe('grants', () => {
  it('open an object, and close it when they are revoked', async () => {
    await root.ask('GRANT SELECT, INSERT ON TABLE t TO USER ann')
    await ann.ask('INSERT INTO t VALUES (3, 4)')
    expect(await ann.ask('SELECT count(*) FROM t')).toEqual([['2']])
    expect(await ann.ask('SHOW GRANTS')).toContainEqual([
      "'ann'@'%'",
      'default_catalog',
      "GRANT INSERT, SELECT ON TABLE d.t TO USER 'ann'@'%'",
    ])
    await root.ask('REVOKE SELECT ON TABLE t FROM USER ann')
    expect(await ann.refusal('SELECT 1 FROM t')).toMatch(/^5203/)
    await ann.ask('INSERT INTO t VALUES (5, 6)')
  })

  it('come through roles, and roles of roles', async () => {
    for (const sql of [
      'CREATE ROLE reader, team',
      'GRANT SELECT ON ALL VIEWS IN DATABASE d TO ROLE reader',
      'GRANT reader TO ROLE team',
      'GRANT team TO USER ann',
    ])
      await root.ask(sql)
    expect(await ann.refusal('SELECT * FROM w')).toMatch(/Current role\(s\): NONE\. Inactivated role\(s\): team\./)
    expect(await ann.refusal('SET ROLE reader')).toMatch(/Role reader is not granted to 'ann'@'%'/)
    expect(await ann.refusal('SET ROLE nothing')).toMatch(/cannot find role nothing/)
    await ann.ask('SET ROLE ALL')
    expect(await ann.ask("SELECT current_role(), is_role_in_session('reader'), is_role_in_session('root')")).toEqual([
      ['team', '1', '0'],
    ])
    // The view is enough: its reader needs nothing on the tables behind it.
    expect(await ann.ask('SELECT * FROM w')).toEqual([['1']])
    expect(await ann.refusal('SELECT * FROM t')).toMatch(/^5203.*Current role\(s\): reader, team/)
    await ann.ask('SET ROLE NONE')
    expect(await ann.refusal('SELECT * FROM w')).toMatch(/^5203/)
    await root.ask('SET DEFAULT ROLE ALL TO ann')
    await ann.ask('SET ROLE DEFAULT')
    expect(await ann.ask('SELECT * FROM w')).toEqual([['1']])
    await root.ask('SET DEFAULT ROLE NONE TO ann')
    expect(await ann.refusal('SELECT * FROM w')).toMatch(/^5203/)
    await root.ask('SET GLOBAL activate_all_roles_on_login = true')
    expect(await ann.ask('SELECT * FROM w')).toEqual([['1']])
    await root.ask('DROP ROLE reader')
    expect(await ann.refusal('SELECT * FROM w')).toMatch(/^5203/)
  })

  it('name users and roles that there are', async () => {
    expect(await root.refusal('GRANT SELECT ON TABLE t TO USER bob')).toMatch(/cannot find user 'bob'@'%'/)
    expect(await root.refusal('GRANT nothing TO USER ann')).toMatch(/cannot find role nothing/)
    expect(await root.refusal('CREATE USER ann')).toMatch(/user already exists/)
    expect(await root.refusal('CREATE ROLE root')).toMatch(/role already exists/)
  })
})
