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

/** As a frontend of June 2025 answers the same statements. */
describe('SHOW GRANTS', () => {
  it('spells ALL out, object by object, in the words of a frontend', async () => {
    await root.ask('CREATE ROLE r')
    const objects = [
      'VIEW w',
      'ALL TABLES IN ALL DATABASES',
      'ALL TABLES IN DATABASE d',
      't',
      'DATABASE d',
      'CATALOG default_catalog',
      'ALL CATALOGS',
      'ALL FUNCTIONS IN DATABASE d',
      'ALL GLOBAL FUNCTIONS',
      'ALL USERS',
      'ALL PIPES IN ALL DATABASES',
    ]
    for (const object of objects) await root.ask(`GRANT ALL ON ${object} TO ROLE r`)
    await root.ask('GRANT USAGE ON ALL PIPES IN DATABASE d TO ROLE r')
    await root.ask('GRANT OPERATE ON SYSTEM TO ROLE r')
    const all = 'DELETE, DROP, INSERT, SELECT, ALTER, EXPORT, UPDATE'
    expect(await root.ask('SHOW GRANTS FOR ROLE r')).toEqual(
      [
        ['default_catalog', `${all} ON ALL TABLES IN ALL DATABASES`],
        ['default_catalog', `${all} ON ALL TABLES IN DATABASE d`],
        ['default_catalog', `${all} ON TABLE d.t`],
        [
          'default_catalog',
          'CREATE TABLE, DROP, ALTER, CREATE VIEW, CREATE FUNCTION, CREATE MATERIALIZED VIEW, CREATE PIPE ON DATABASE d',
        ],
        ['default_catalog', 'OPERATE ON SYSTEM'],
        ['default_catalog', 'IMPERSONATE ON ALL USERS'],
        ['default_catalog', 'SELECT, ALTER, DROP ON VIEW d.w'],
        [null, 'USAGE, CREATE DATABASE, DROP, ALTER ON ALL CATALOGS'],
        ['default_catalog', 'USAGE, CREATE DATABASE, DROP, ALTER ON CATALOG default_catalog'],
        ['default_catalog', 'USAGE, DROP ON ALL FUNCTIONS IN DATABASE d'],
        ['default_catalog', 'USAGE, DROP ON ALL GLOBAL FUNCTIONS'],
        // All pipes of all databases are called so.
        ['default_catalog', 'ALTER, DROP, USAGE ON ALL DATABASES'],
        ['default_catalog', 'USAGE ON ALL PIPES  IN DATABASE d'],
      ].map(([catalog, grant]) => ['r', catalog, `GRANT ${grant} TO ROLE 'r'`]),
    )
  })

  it('keeps what may be passed on apart', async () => {
    for (const sql of [
      'GRANT SELECT, DELETE ON t TO USER ann',
      'GRANT SELECT, INSERT ON t TO USER ann WITH GRANT OPTION',
      'GRANT INSERT ON t TO USER ann',
      "GRANT IMPERSONATE ON USER 'root'@'%' TO ann",
    ])
      await root.ask(sql)
    const own = "'ann'@'%'"
    expect(await root.ask('SHOW GRANTS FOR ann')).toEqual([
      [own, 'default_catalog', `GRANT INSERT, SELECT ON TABLE d.t TO USER ${own} WITH GRANT OPTION`],
      [own, 'default_catalog', `GRANT DELETE ON TABLE d.t TO USER ${own}`],
      [own, 'default_catalog', `GRANT IMPERSONATE ON USER 'root'@'%' TO USER ${own}`],
    ])
    await root.ask('REVOKE INSERT ON t FROM ann')
    expect(await root.ask('SHOW GRANTS FOR ann')).toContainEqual([
      own,
      'default_catalog',
      `GRANT SELECT ON TABLE d.t TO USER ${own} WITH GRANT OPTION`,
    ])
    expect(await root.refusal('REVOKE SELECT ON VIEW w FROM ann')).toBe(
      '1064 There is no such grant defined on VIEW d.w',
    )
    expect(await root.refusal('GRANT REFRESH ON t TO ann')).toMatch(/Cannot grant or revoke REFRESH on 'TABLE' type/u)
    expect(await root.refusal('GRANT ALL ON SYSTEM TO ann')).toMatch(/Operation not permitted, 'GRANT' cannot be/u)
    expect(await root.refusal('GRANT SELECT ON nothing TO ann')).toMatch(/cannot find table nothing in db d/u)
    expect(await root.refusal('GRANT SELECT ON VIEW t TO ann')).toMatch(/cannot find view t in db d/u)
    expect(await root.refusal('GRANT DROP ON DATABASE nothing TO ann')).toMatch(/cannot find db: nothing/u)
    expect(await root.refusal('GRANT USAGE ON CATALOG nothing TO ann')).toMatch(/cannot find catalog: nothing/u)
    expect(await root.refusal('GRANT IMPERSONATE ON USER eve TO ann')).toMatch(/cannot find user 'eve'@'%'!/u)
    expect(await root.refusal('GRANT ann_role TO ROLE root')).toMatch(/cannot find role ann_role/u)
    expect(await root.refusal('DROP ROLE public')).toBe('1064 role public cannot be dropped!')
  })
})

describe('users', () => {
  it('are told apart by their hosts, of which the nearest lets in', async () => {
    await root.ask("CREATE USER 'ann'@'127.%' IDENTIFIED BY 'near'")
    await root.ask("CREATE USER 'ann'@['db.example.com'] IDENTIFIED BY 'named'")
    await expect(connect(server.url, { user: 'ann' })).rejects.toThrow(/Access denied/u)
    const near = await connect(server.url, { user: 'ann', password: 'near' })
    expect(await near.ask('SELECT current_user()')).toEqual([["'ann'@'127.%'"]])
    await near.close()
    expect(await root.ask('SHOW USERS')).toEqual(
      ["'root'@'%'", "'ann'@'%'", "'ann'@'127.%'", "'ann'@['db.example.com']"].map((name) => [name]),
    )
  })

  it('of a plugin are kept and shown, and log in nowhere', async () => {
    const sql = "CREATE USER bob IDENTIFIED WITH authentication_ldap_simple AS 'uid=bob,dc=example,dc=com'"
    await root.ask(sql)
    await expect(connect(server.url, { user: 'bob' })).rejects.toThrow(/Access denied/u)
    expect(await root.ask('SHOW AUTHENTICATION FOR bob')).toEqual([
      ["'bob'@'%'", 'No', 'AUTHENTICATION_LDAP_SIMPLE', 'uid=bob,dc=example,dc=com'],
    ])
    expect(await root.refusal("CREATE USER eve IDENTIFIED WITH foo BY 'x'")).toMatch(/Cannot find FOO from/u)
    expect(await root.refusal("ALTER USER bob IDENTIFIED BY PASSWORD 'bad'")).toMatch(/^5201 Password hash should be/u)
  })

  it('share properties with those of their name', async () => {
    await root.ask("CREATE USER 'ann'@'10.%' PROPERTIES ('max_user_connections' = '7')")
    await root.ask("ALTER USER ann SET PROPERTIES ('session.query_timeout' = '9', 'max_user_connections' = '')")
    const shown = [
      ['max_user_connections', '1024'],
      ['catalog', 'default_catalog'],
      ['database', ''],
      ['session.query_timeout', '9'],
    ]
    expect(await root.ask("SHOW PROPERTY FOR 'ann'")).toEqual(shown)
    expect(await root.refusal("SHOW PROPERTY FOR 'eve'")).toMatch(/Unknown user: eve/u)
    expect(await root.refusal('DROP USER root')).toMatch(/cannot drop user 'root'@'%'/u)
  })
})
