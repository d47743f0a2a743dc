import { describe, expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import { applyOperations, operationToStatements, reverseOperation } from '../../src/operations/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import { parseStatements, printStatement } from '../../src/language/index.ts'
import { probe } from '../../src/migrations/run/probe.ts'
import { externalCatalog, role, task, user } from '../../src/models/index.ts'
import { applyStatement } from '../../src/schema/apply-statement/apply-statement.ts'
import {
  CLUSTER_KINDS,
  clusterObjects,
  clusterOf,
  clusterRules,
  emptySchema,
  parseServerVersion,
  sameClusterObject,
  secretVariables,
  withClusterKinds,
  withSecrets,
} from '../../src/schema/index.ts'
import type { ClusterObject, SchemaState } from '../../src/schema/index.ts'
import { DATABASE as defaultDatabase, TARGET as target } from '../support/target.ts'

/** The objects name others, which are not there. */
const context = { target, defaultDatabase, partial: true as const }

/** Several definitions of one object of each kind: every one can become every other, unless the reasons say no. */
const DEFINITIONS: readonly (readonly ClusterObject[])[] = [
  [
    {
      kind: 'ResourceGroup',
      name: 'g',
      classifiers: [{ user: 'a' }],
      properties: { cpu_weight: '1', mem_limit: '20%' },
    },
    {
      kind: 'ResourceGroup',
      name: 'g',
      classifiers: [{ user: 'a' }, { role: 'r', queryTypes: ['INSERT', 'SELECT'], databases: ['x', 'y'] }],
      properties: { mem_limit: '0.5', exclusive_cpu_cores: '2', big_query_scan_rows_limit: '10' },
    },
    {
      kind: 'ResourceGroup',
      name: 'g',
      classifiers: [{ sourceIp: '10.0.0.0/8', planCpuCostRange: '[0, 1)', planMemCostRange: '[1.5, 2)' }],
      properties: { cpu_weight: '4', mem_limit: '20%' },
    },
    { kind: 'ResourceGroup', name: 'g', properties: { type: 'mv', cpu_weight: '1', mem_limit: '20%' } },
  ],
  [
    { kind: 'Role', name: 'r' },
    { kind: 'Role', name: 'r', comment: "it's", grants: ['SELECT ON TABLE a.t', 'USAGE ON CATALOG lake'] },
    {
      kind: 'Role',
      name: 'r',
      roles: ['q', 'p'],
      grants: ['ALTER, SELECT ON a.t WITH GRANT OPTION', 'OPERATE ON SYSTEM'],
    },
    { kind: 'Role', name: 'r', grants: ['ALL ON a.t', 'IMPERSONATE ON USER u'] },
    { kind: 'Role', name: 'r', grants: ['INSERT ON TABLE a.t', 'ALL PRIVILEGES ON a.* WITH GRANT OPTION'] },
  ],
  [
    { kind: 'User', name: 'u' },
    {
      kind: 'User',
      name: 'u',
      password: { env: 'P' },
      roles: ['p'],
      defaultRoles: ['q'],
      grants: ['USAGE ON CATALOG *'],
    },
    {
      kind: 'User',
      name: 'u',
      plugin: 'authentication_ldap_simple',
      authString: 'uid=u,dc=example,dc=com',
      grants: ['USAGE ON CATALOG * WITH GRANT OPTION', "IMPERSONATE ON USER 'v'@'10.0.%'"],
      properties: { max_user_connections: '10', 'session.query_timeout': '7' },
    },
    {
      kind: 'User',
      name: 'u',
      plugin: 'AUTHENTICATION_JWT',
      authString: { env: 'J' },
      properties: { database: 'shop' },
    },
  ],
  [
    { kind: 'User', name: "'u'@['db.example.com']", password: {} },
    { kind: 'User', name: "'u'@['db.example.com']", password: { env: 'P' }, roles: ['r'] },
  ],
  [
    { kind: 'ExternalCatalog', name: 'c', properties: { type: 'hive', uri: 'a' } },
    {
      kind: 'ExternalCatalog',
      name: 'c',
      properties: { type: 'hive', uri: 'b' },
      secrets: { 'aws.s3.secret_key': { env: 'S' } },
    },
    {
      kind: 'ExternalCatalog',
      name: 'c',
      comment: 'other',
      properties: { type: 'jdbc', uri: 'b' },
      secrets: { password: { env: 'P' } },
    },
  ],
  [
    {
      kind: 'StorageVolume',
      name: 'v',
      type: 'S3',
      locations: ['s3://a', 's3://b'],
      properties: { 'aws.s3.use_instance_profile': 'true' },
    },
    {
      kind: 'StorageVolume',
      name: 'v',
      type: 's3',
      locations: ['s3://a', 's3://b'],
      comment: 'x',
      properties: { 'aws.s3.use_aws_sdk_default_behavior': 'true', enabled: 'false' },
    },
    {
      kind: 'StorageVolume',
      name: 'v',
      type: 'HDFS',
      locations: ['hdfs://a'],
      secrets: { 'hadoop.security.token': { env: 'T' } },
    },
  ],
  [
    { kind: 'Task', name: 't', database: 'app', every: '60 MINUTES', statement: 'insert into a select * from b' },
    {
      kind: 'Task',
      name: 't',
      database: 'app',
      every: '1 DAY',
      start: '2026-01-01 00:00:00',
      statement: 'INSERT OVERWRITE a SELECT * FROM b',
      properties: { 'session.query_timeout': '10' },
    },
  ],
  [
    {
      kind: 'Function',
      name: 'GLOBAL f(DECIMAL(18, 2))',
      arguments: ['decimal(10,2)'],
      returns: 'string',
      properties: { type: 'StarrocksJar', symbol: 'a.B$C', file: 'http://h/f.jar', isolation: 'SHARED' },
    },
    {
      kind: 'Function',
      name: 'GLOBAL f(DECIMAL(18, 2))',
      arguments: ['DECIMAL(12, 2)'],
      returns: 'VARCHAR(10)',
      source: 'def f(x):\n  return "$1"\n',
      properties: { symbol: 'f', input: 'arrow' },
    },
    {
      kind: 'Function',
      name: 'GLOBAL f(DECIMAL(18, 2))',
      arguments: ['DECIMAL(12, 2)'],
      returns: 'ARRAY<INT>',
      type: 'AGGREGATE',
      properties: { type: 'StarrocksJar', symbol: 'a.B', file: 'http://h/f.jar', analytic: 'true', md5: 'AB' },
    },
  ],
  [
    {
      kind: 'Pipe',
      name: 'shop.p',
      statement: 'insert into shop.orders select * from files("path" = "s3://a/*", "format" = "parquet")',
    },
    {
      kind: 'Pipe',
      name: 'shop.p',
      statement: 'INSERT INTO orders SELECT * FROM FILES("format" = "parquet", "path" = "s3://a/*")',
      properties: { POLL_INTERVAL: '60', batch_size: '512MB', auto_ingest: 'FALSE' },
    },
    {
      kind: 'Pipe',
      name: 'shop.p',
      statement: 'INSERT INTO orders SELECT id, 1 FROM FILES("path" = "s3://a/*", "format" = "csv") WHERE id > 0',
      secrets: { 'aws.s3.secret_key': { env: 'S' } },
    },
  ],
  [
    {
      kind: 'RoutineLoad',
      name: 'shop.l',
      table: 'orders',
      source: 'KAFKA',
      sourceProperties: { kafka_broker_list: 'a:1, b:2', kafka_topic: 'x' },
    },
    {
      kind: 'RoutineLoad',
      name: 'shop.l',
      table: 'orders',
      columnsTerminatedBy: ',',
      rowsTerminatedBy: '\\n',
      source: 'kafka',
      properties: { max_error_number: '3', task_consume_second: '20', timezone: 'UTC', strict_mode: 'TRUE' },
      sourceProperties: { kafka_broker_list: 'c:1', kafka_topic: 'x', 'property.client.id': 'k' },
      secrets: { 'property.sasl.password': { env: 'P' } },
    },
    {
      kind: 'RoutineLoad',
      name: 'shop.l',
      table: 'orders',
      columns: ['id', 'v', 'total=v+1'],
      where: '(`id` > 1) and v < 3',
      source: 'KAFKA',
      properties: { format: 'JSON', jsonpaths: '["$.id"]', task_timeout_second: '15' },
      sourceProperties: { kafka_broker_list: 'a:1', kafka_topic: 'x', kafka_partitions: '0', kafka_offsets: '7' },
    },
    {
      kind: 'RoutineLoad',
      name: 'shop.l',
      table: 'orders',
      source: 'PULSAR',
      sourceProperties: { pulsar_service_url: 'pulsar://a:1', pulsar_topic: 'x', pulsar_subscription: 's' },
    },
  ],
]

/** What the objects stand on. */
const PLACE: SchemaState = parseStatements(
  'CREATE DATABASE shop; CREATE TABLE shop.orders (id INT, v INT, total INT) DUPLICATE KEY (id) DISTRIBUTED BY HASH (id)',
).statements.reduce<SchemaState>((before, statement) => {
  const result = applyStatement(before, statement, { target })
  if (result.kind === 'refused') throw new Error(result.refusal.message)
  return result.state
}, emptySchema())

const stateOf = (...objects: readonly ClusterObject[]): SchemaState => ({
  ...PLACE,
  cluster: clusterOf(objects, CLUSTER_KINDS),
})

const operationsBetween = (from: SchemaState, to: SchemaState): readonly Operation[] =>
  diffSchemas(from, to, context).operations

function after(state: SchemaState, operations: readonly Operation[]): SchemaState {
  const result = applyOperations(state, operations, context)
  if (result.kind === 'refused') throw new Error(result.refusal.message)
  return result.state
}

function expectSame(a: SchemaState, b: SchemaState): void {
  expect(operationsBetween(a, b)).toEqual([])
  expect(clusterObjects(a).map(({ name }) => name)).toEqual(clusterObjects(b).map(({ name }) => name))
}

describe.each(DEFINITIONS.map((objects) => [objects[0]?.kind ?? '', objects] as const))('%s', (_kind, objects) => {
  test('what its statements make is the object again, through the printer and the parser', () => {
    for (const object of objects) {
      const text = clusterRules(object.kind).create(object, target).map(printStatement).join(';\n')
      const { statements, errors } = parseStatements(text)
      expect(errors).toEqual([])
      const state = statements.reduce<SchemaState>((before, statement) => {
        const result = applyStatement(before, statement, { target, partial: true })
        if (result.kind === 'refused') throw new Error(`${text}: ${result.refusal.message}`)
        return result.state
      }, stateOf())
      const [made] = clusterObjects(state)
      expect(made && sameClusterObject(made, object), text).toBe(true)
    }
  })

  test('every definition leads to every other and back, or the reasons are told', () => {
    for (const from of objects) {
      for (const to of objects) {
        const [before, wanted] = [stateOf(from), stateOf(to)]
        const operations = operationsBetween(before, wanted)
        if (operations.some(({ kind }) => kind === 'ReplaceClusterObject')) continue
        expectSame(after(before, operations), wanted)
        const back = operations.toReversed().map(reverseOperation)
        if (back.some(({ kind }) => kind === 'ReplaceClusterObject')) continue
        expectSame(after(after(before, operations), back as readonly Operation[]), before)
      }
    }
  })

  test('is made and dropped', () => {
    for (const object of objects) {
      const made = operationsBetween(stateOf(), stateOf(object))
      expectSame(after(stateOf(), made), stateOf(object))
      expectSame(after(stateOf(object), operationsBetween(stateOf(object), stateOf())), stateOf())
    }
  })
})

test('a kind of which nothing is known is never compared', () => {
  const known = stateOf(...DEFINITIONS.flatMap(([first]) => (first === undefined ? [] : [first])))
  expect(operationsBetween(known, PLACE)).toEqual([])
  expect(operationsBetween(PLACE, known)).toEqual([])
  expect(operationsBetween(withClusterKinds(known, ['Role']), stateOf()).map(({ kind }) => kind)).toEqual([
    'DropClusterObject',
  ])
})

test('no secret gets into a state', () => {
  const sql = `CREATE EXTERNAL CATALOG c PROPERTIES ("type" = "hive", "aws.s3.secret_key" = "hush", "aws.s3.use_instance_profile" = "true")`
  const state = parseStatements(sql).statements.reduce<SchemaState>((before, statement) => {
    const result = applyStatement(before, statement, { target })
    return result.kind === 'applied' ? result.state : before
  }, emptySchema())
  expect(state.cluster?.ExternalCatalog?.['c']).toEqual({
    kind: 'ExternalCatalog',
    name: 'c',
    properties: { type: 'hive', 'aws.s3.use_instance_profile': 'true' },
    secrets: { 'aws.s3.secret_key': {} },
  })
})

test.each([
  ['3.3.5', 'hive.metastore.uris', 'Not support alter catalog property hive.metastore.uris'],
  ['3.3.5', 'aws.s3.secret_key', 'Not support alter catalog property aws.s3.secret_key'],
  ['3.3.5', 'ranger.plugin.hive.service.name', undefined],
  ['3.3.12', 'hive.metastore.uris', undefined],
  ['3.4.1', 'hive.metastore.uris', 'Not support alter catalog property hive.metastore.uris'],
  ['3.4.2', 'hive.metastore.uris', undefined],
  ['3.5.7', 'type', 'Not support alter catalog property type'],
])('a catalog in %s: ALTER CATALOG ... SET ("%s")', (label, key, refusal) => {
  const version = parseServerVersion(label)
  if (version === undefined) throw new Error(label)
  const catalog: ClusterObject = { kind: 'ExternalCatalog', name: 'c', properties: { type: 'hive' } }
  const [statement] = parseStatements(`ALTER CATALOG c SET ("${key}" = "x")`).statements
  if (statement === undefined) throw new Error('no statement')
  const before = { ...emptySchema(), cluster: clusterOf([catalog], ['ExternalCatalog']) }
  const result = applyStatement(before, statement, { target: { ...target, version } })
  expect(result.kind === 'refused' ? result.refusal.message : undefined).toEqual(
    refusal === undefined ? undefined : expect.stringContaining(refusal),
  )
})

test('a task keeps no secret of its statement, and tells no difference for it', () => {
  const text = (secret: string): string =>
    `INSERT INTO d.t SELECT * FROM FILES("path" = "s3://a", "aws.s3.secret_key" = "${secret}")`
  expect(() => task('t', { database: 'd', every: '1 DAY', statement: text('hush') })).toThrow(
    /its statement holds a secret, .*\$\{env:THE_VARIABLE\}/u,
  )
  const [submitted] = parseStatements(`SUBMIT TASK d.t SCHEDULE EVERY (INTERVAL 1 DAY) AS ${text('hush')}`).statements
  if (submitted === undefined) throw new Error('no statement')
  const result = applyStatement(emptySchema(), submitted, { target })
  const kept = result.kind === 'applied' ? result.state.cluster?.Task?.['t'] : undefined
  expect(kept?.statement).toBe(text('${env:T_AWS_S3_SECRET_KEY}'))
  const declared: ClusterObject = {
    kind: 'Task',
    name: 't',
    database: 'd',
    every: '1 DAY',
    statement: text('${env:KEY}'),
  }
  expect(kept && sameClusterObject(kept, declared)).toBe(true)
  expect(clusterRules('Task').create(declared).map(printStatement).flatMap(secretVariables)).toEqual(['KEY'])
})

test('a secret of which only the presence is known waits for a variable of its own', () => {
  const catalog: ClusterObject = {
    kind: 'ExternalCatalog',
    name: 'my_lake',
    properties: { type: 'hive' },
    secrets: { 'aws.s3.secret_key': {} },
  }
  expect(clusterRules('ExternalCatalog').create(catalog).map(printStatement)).toEqual([
    'CREATE EXTERNAL CATALOG my_lake PROPERTIES ("type" = "hive", "aws.s3.secret_key" = "${env:MY_LAKE_AWS_S3_SECRET_KEY}")',
  ])
})

test('models say no secrets, and names and grants as they are understood', () => {
  expect(() => externalCatalog('c', { properties: { type: 'hive', 'aws.s3.secret_key': 'hush' } })).toThrow(
    /external catalog c: the property aws\.s3\.secret_key is a secret, .*secrets: \{ 'aws\.s3\.secret_key': \{ env/u,
  )
  expect(() => role('r', { grants: ['SELECT OF a.t'] })).toThrow(/role r: .*write it as StarRocks does/su)
  expect(() => role('r', { grants: ['SELECT ON t'] })).toThrow(/t is written without its database/u)
  expect(() => role('db_admin')).toThrow(/role db_admin: is on every server/u)
  expect(() => user('root')).toThrow(/user root: is on every server/u)
  expect(() => user("'etl'@'%'")).toThrow(/is written in two ways; write it as "etl"/u)
  expect(() => user('e t l')).toThrow(/is no name of a user/u)
  expect(() => user('u', { password: 'hush' as never })).toThrow(/its password is a secret, .*password: \{ env/u)
  expect(() => user('u', { authString: { env: 'HASH' } })).toThrow(/its authString is for a plugin/u)
  expect(() => user('u', { plugin: 'mysql_native_password', authString: { env: 'HASH' } })).toThrow(
    /write password: \{ env/u,
  )
  expect(() => user('u', { plugin: 'authentication_ldap_simple', password: { env: 'P' } })).toThrow(
    /AUTHENTICATION_LDAP_SIMPLE asks for no password/u,
  )
  expect(() => user('u', { plugin: 'authentication_oauth2', authString: '{"client_secret": "hush"}' })).toThrow(
    /its authString is a secret, .*authString: \{ env/u,
  )
})

test('a change of grants says what differs, and what may be passed on stays granted meanwhile', () => {
  const sql = (from: readonly string[], to: readonly string[]): readonly string[] => {
    const change = clusterRules('Role').change(
      { kind: 'Role', name: 'r', grants: from },
      { kind: 'Role', name: 'r', grants: to },
      target,
    )
    return change.kind === 'Statements' ? change.statements.map(printStatement) : change.reasons
  }
  expect(sql(['SELECT ON a.t'], ['SELECT ON a.t WITH GRANT OPTION'])).toEqual([
    'GRANT SELECT ON TABLE a.t TO ROLE r WITH GRANT OPTION',
  ])
  expect(sql(['SELECT, ALTER ON a.t WITH GRANT OPTION'], ['SELECT ON a.t'])).toEqual([
    'REVOKE SELECT, ALTER ON TABLE a.t FROM ROLE r',
    'GRANT SELECT ON TABLE a.t TO ROLE r',
  ])
  expect(sql(['SELECT ON a.t'], ['ALL ON VIEW a.v'])).toEqual([
    'REVOKE SELECT ON TABLE a.t FROM ROLE r',
    'GRANT ALL ON VIEW a.v TO ROLE r',
  ])
  expect(sql(['ALL ON ALL DATABASES'], ['ALTER, DROP ON DATABASE *'])).toEqual([
    'REVOKE CREATE TABLE, CREATE VIEW, CREATE FUNCTION, CREATE MATERIALIZED VIEW, CREATE PIPE ON ALL DATABASES FROM ROLE r',
  ])
  // What a server shows of ALL.
  expect(sql(['SELECT, ALTER, DROP ON VIEW a.v'], ['ALL PRIVILEGES ON VIEW a.v'])).toEqual([])
})

test('users and roles that name each other are made first, and granted then', () => {
  const wanted = stateOf(
    { kind: 'Role', name: 'a', roles: ['b'], grants: ['IMPERSONATE ON USER u'] },
    { kind: 'Role', name: 'b' },
    { kind: 'User', name: 'u', defaultRoles: ['a'], grants: ['IMPERSONATE ON USER v'] },
    { kind: 'User', name: 'v', grants: ['IMPERSONATE ON USER u'] },
  )
  const operations = operationsBetween(stateOf(), wanted)
  expect(operations.flatMap((operation) => operationToStatements(operation, context).map(printStatement))).toEqual([
    'CREATE ROLE a',
    'CREATE ROLE b',
    "CREATE USER 'u'",
    "CREATE USER 'v'",
    "GRANT IMPERSONATE ON USER 'u' TO 'v'",
    'GRANT b TO ROLE a',
    "GRANT IMPERSONATE ON USER 'u' TO ROLE a",
    "GRANT a TO 'u'",
    "GRANT IMPERSONATE ON USER 'v' TO 'u'",
    "SET DEFAULT ROLE a TO 'u'",
  ])
  const complete = { target, defaultDatabase }
  const result = applyOperations(stateOf(), operations, complete)
  expect(result.kind === 'applied' && operationsBetween(result.state, wanted)).toEqual([])
})

test('what became of an interrupted statement is seen from the object', () => {
  const [none, old, fresh] = [
    stateOf(),
    stateOf({ kind: 'Role', name: 'r' }),
    stateOf({ kind: 'Role', name: 'r', comment: 'Reads' }),
  ]
  const at = (before: SchemaState, then: SchemaState, live: SchemaState): string =>
    probe({ operations: operationsBetween(before, then) }, { before, after: then, live, target, defaultDatabase })
  expect(at(none, old, none)).toBe('notStarted')
  expect(at(none, old, old)).toBe('done')
  expect(at(old, fresh, old)).toBe('notStarted')
  expect(at(old, fresh, fresh)).toBe('done')
  expect(at(old, fresh, none)).toBe('foreign')
  expect(at(old, none, none)).toBe('done')
})

test('only values of properties are taken from the environment', () => {
  const sql = `ALTER CATALOG c SET ("a.token" = "\${env:A}", "b" = "x \${env:B}") -- \${env:C}`
  expect(secretVariables(sql)).toEqual(['A'])
  expect(withSecrets(sql, (name) => name.toLowerCase())).toBe(
    `ALTER CATALOG c SET ("a.token" = "a", "b" = "x \${env:B}") -- \${env:C}`,
  )
  const users = `CREATE USER 'u' IDENTIFIED BY '\${env:A}'; ALTER USER 'u' IDENTIFIED WITH p AS "\${env:B}" -- '\${env:C}'`
  expect(secretVariables(users)).toEqual(['A', 'B'])
})

describe('what a shared-data cluster says of a storage volume unasked', () => {
  const volume = (properties: Readonly<Record<string, string>>): ClusterObject => ({
    kind: 'StorageVolume',
    name: 'v',
    type: 'S3',
    locations: ['s3://a'],
    properties: { 'aws.s3.use_instance_profile': 'true', ...properties },
  })
  const shown = {
    'aws.s3.endpoint': '',
    'aws.s3.region': 'eu-west-1',
    'aws.s3.use_aws_sdk_default_behavior': 'false',
    'aws.s3.use_web_identity_token_file': 'false',
  }

  test('is no difference', () => {
    expectSame(stateOf(volume(shown)), stateOf(volume({ 'aws.s3.region': 'eu-west-1' })))
  })
  test('is what is set where it was otherwise', () => {
    const from = stateOf(volume({ ...shown, 'aws.s3.endpoint': 'http://s3' }))
    const operations = operationsBetween(from, stateOf(volume({ 'aws.s3.region': 'eu-west-1' })))
    expect(operations.flatMap((one) => operationToStatements(one, context)).map(printStatement)).toEqual([
      'ALTER STORAGE VOLUME v SET ("aws.s3.endpoint" = "")',
    ])
  })
})
