import { describe, expect, test } from 'vitest'
import { parseStatement, parseStatements, printStatement } from '../../src/language/index.ts'
import { pipe, routineLoad, schemaFromModels } from '../../src/models/index.ts'
import { applyStatement } from '../../src/schema/apply-statement/apply-statement.ts'
import {
  clusterObjects,
  clusterRules,
  columnsFromText,
  emptySchema,
  sameClusterObject,
} from '../../src/schema/index.ts'
import type { ApplyContext, ClusterObject, SchemaState, Target } from '../../src/schema/index.ts'

const target = (version: string): Target => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return { version: { major, minor, patch: 0, label: version }, runMode: 'shared_nothing' }
}
const context: ApplyContext = {
  target: target('3.5'),
  currentDatabase: 'rl',
  cluster: { warehouses: ['default_warehouse'] },
}

function after(sql: string, from: SchemaState = emptySchema()): SchemaState {
  return parseStatements(sql).statements.reduce<SchemaState>((before, statement) => {
    const result = applyStatement(before, statement, context)
    if (result.kind === 'refused') throw new Error(result.refusal.message)
    return result.state
  }, from)
}

const PLACE = {
  ...after(
    'CREATE DATABASE rl; CREATE TABLE rl.t (id INT, a VARCHAR(20), b INT) DUPLICATE KEY (id) DISTRIBUTED BY HASH (id)',
  ),
  cluster: { Pipe: {}, RoutineLoad: {} },
}
const KAFKA = 'FROM KAFKA ("kafka_broker_list" = "127.0.0.1:1", "kafka_topic" = "orders")'
const LOADED = after(`CREATE ROUTINE LOAD j1 ON t ${KAFKA}`, PLACE)

function refusal(sql: string, version = '3.5'): string {
  const result = applyStatement(LOADED, parseStatement(sql), { ...context, target: target(version) })
  return result.kind === 'applied' ? 'OK' : `${result.refusal.code} ${result.refusal.message}`
}

/** As a frontend of June 2025 answers. */
describe('a server refuses', () => {
  const analyzing = (code: number, detail: string): string =>
    `${code} Getting analyzing error. Detail message: ${detail}.`

  test.each([
    [`create routine load j1 on t ${KAFKA}`, '1064 Name j1 already used in db rl'],
    [`create routine load j4 on nope ${KAFKA}`, "5502 Unknown table 'nope'"],
    [`create routine load nodb.j4 on t ${KAFKA}`, "5501 Unknown database 'nodb'"],
    [
      'create routine load j4 on t FROM KAFKA ("kafka_broker_list" = "127.0.0.1", "kafka_topic" = "orders")',
      analyzing(
        1064,
        String.raw`kafka_broker_list: 127.0.0.1 does not match pattern .*?\[?([0-9a-zA-Z\-%._:]*)\]?:(\d+)`,
      ),
    ],
    [
      'create routine load j4 on t FROM KINESIS',
      analyzing(1064, 'routine load job does not support this type KINESIS'),
    ],
    [`create routine load j4 on t properties("nope"="1") ${KAFKA}`, analyzing(1064, 'nope is invalid property')],
    [
      `create routine load j4 on t properties("max_batch_interval"="x") ${KAFKA}`,
      analyzing(1064, 'max_batch_interval should >= 5'),
    ],
    [`create routine load j4 on t properties("strict_mode"="x") ${KAFKA}`, 'OK'],
    [
      `create routine load j4 on t properties("max_filter_ratio"="x") ${KAFKA}`,
      analyzing(1064, 'Incorrect format of max_filter_ratio'),
    ],
    [
      `create routine load j4 on t properties("format"="xml") ${KAFKA}`,
      analyzing(1064, 'Format type is invalid. format=`xml`'),
    ],
    [
      `create routine load j4 on t properties("format"="avro") ${KAFKA}`,
      analyzing(1064, 'confluent.schema.registry.url is a required property'),
    ],
    [
      `create routine load j4 on t properties("merge_condition"="b") ${KAFKA}`,
      '1064 Conditional update only support primary key table t',
    ],
    [`create routine load j4 on t partition(nope) ${KAFKA}`, '1064 Partition nope does not exist'],
    [
      'create routine load j4 on t FROM KAFKA ("kafka_broker_list" = "a:1", "kafka_topic" = "x", "kafka_offsets"="1")',
      analyzing(1064, 'Partitions number should be equals to offsets number'),
    ],
    [
      'create routine load j4 on t FROM KAFKA ("kafka_broker_list" = "a:1", "kafka_topic" = "x", "nope"="1")',
      analyzing(1064, 'nope is invalid kafka custom property'),
    ],
    ['create routine load j4 on t FROM KAFKA', analyzing(1064, 'kafka_broker_list is a required property')],
    [`create routine load \`j 4\` on t ${KAFKA}`, analyzing(5063, "Incorrect ROUTINE LOAD NAME name 'j 4'")],
    [`create routine load j4 on t columns(id), columns(a) ${KAFKA}`, analyzing(1064, 'repeat setting of columns info')],
    [
      `create routine load j4 on t where id in (select 1) ${KAFKA}`,
      analyzing(1064, 'the predicate cannot contain subqueries'),
    ],
    ['pause routine load for nope', analyzing(5089, 'Routine load job [nope] not found when checking privilege')],
    ['alter routine load for j1 properties("format" = "json")', analyzing(1064, 'format is invalid property')],
    ['drop pipe x', analyzing(5801, "Unknown pipe 'rl.x'")],
    ['alter pipe x suspend', '1064 pipe-x not exists'],
    ['drop pipe if exists x', 'OK'],
    [
      'create pipe p as insert into t select * from t',
      analyzing(5800, "Bad pipe statement: 'only support FileTableFunction'"),
    ],
    ['create pipe p properties("x"="1") as insert into t select 1', analyzing(5803, 'Unknown property x')],
    [
      'create pipe p properties("poll_interval"="0") as insert into t select 1',
      analyzing(6013, 'Invalid parameter poll_interval should in [1, 3600]'),
    ],
    [
      'create pipe p properties("batch_size"="x") as insert into t select 1',
      analyzing(6013, 'Invalid parameter batch_size should be greater than 0'),
    ],
    [
      'create pipe p as insert into t select * from t limit 3',
      analyzing(
        5800,
        "Bad pipe statement: 'must be a vanilla select statement. Aggregation, order by clause, limit clause are not supported yet.'",
      ),
    ],
    [
      'create pipe p as insert into t with label l select * from t',
      analyzing(5800, "Bad pipe statement: 'INSERT INTO cannot with label'"),
    ],
    [
      'create pipe p as insert overwrite t select * from t',
      analyzing(5800, "Bad pipe statement: 'INSERT INTO cannot be OVERWRITE'"),
    ],
    ['create pipe p as insert into nope select * from t', analyzing(1064, 'Table nope is not found')],
    [
      'create pipe nodb.p as insert into t select * from t',
      analyzing(
        5800,
        "Bad pipe statement: 'pipe's database [nodb] and target table's database [rl] should be the same'",
      ),
    ],
    [
      'create pipe a.b.c as insert into t select * from t',
      "1064 Getting syntax error. Detail message: Invalid pipe name 'a.b.c'.",
    ],
    ['create pipe `p 1` as insert into t select * from t', analyzing(5063, "Incorrect pipe name 'p 1'")],
  ])('%s', (sql, said) => {
    expect(refusal(sql)).toBe(said)
  })

  test('a routine load is altered in a session of its own database only', () => {
    const sql = 'alter routine load for rl.j1 properties("max_error_number" = "1")'
    const result = applyStatement(LOADED, parseStatement(sql), { ...context, currentDatabase: 'other' })
    expect(result).toMatchObject({
      refusal: {
        message: "Getting analyzing error. Detail message: Session's db 'other' not equals label's db 'rl'.",
        remedy: expect.stringContaining('connect to rl') as string,
      },
    })
  })

  test('brokers are altered since 3.4 only', () => {
    const sql = 'alter routine load for j1 from kafka ("kafka_broker_list" = "a:1")'
    expect(refusal(sql)).toBe('OK')
    expect(refusal(sql, '3.3')).toContain('kafka_broker_list is invalid kafka custom property')
  })
})

describe('pipes and routine loads', () => {
  const FILES = 'FILES("path" = "s3://a/*", "format" = "parquet")'

  test('columns are read as a server shows them', () => {
    expect(columnsFromText("id,a b,x=`id` + 1,day=str_to_date(`a`, '%Y,=')")).toEqual([
      'id',
      '`a b`',
      'x = id + 1',
      "day = str_to_date(a, '%Y,=')",
    ])
  })

  test('follow their tables and databases', () => {
    const both = after(`CREATE PIPE p AS INSERT INTO t SELECT * FROM ${FILES}`, LOADED)
    const names = (state: SchemaState): readonly string[] =>
      clusterObjects(state).map((object) =>
        object.kind === 'RoutineLoad' ? `${object.name} on ${object.table}` : object.name,
      )
    expect(names(both)).toEqual(['rl.p', 'rl.j1 on t'])
    expect(names(after('ALTER TABLE t RENAME t2', both))).toEqual(['rl.p', 'rl.j1 on t2'])
    expect(names(after('ALTER DATABASE rl RENAME rl2', both))).toEqual(['rl2.p', 'rl2.j1 on t'])
    // A routine load is cancelled without its table; a pipe stays and fails.
    expect(names(after('DROP TABLE t', both))).toEqual(['rl.p'])
    expect(names(after('DROP DATABASE rl', both))).toEqual([])
  })

  test('keep secrets out of states and models', () => {
    const state = after(
      `CREATE PIPE p AS INSERT INTO t SELECT * FROM FILES("path" = "s3://a/*", "format" = "csv", "aws.s3.secret_key" = "hush");
       CREATE ROUTINE LOAD j2 ON t FROM KAFKA ("kafka_broker_list" = "a:1", "kafka_topic" = "x", "property.sasl.jaas.config" = "hush", "confluent.schema.registry.url" = "https://user:hush@b")`,
      LOADED,
    )
    expect(JSON.stringify(state)).not.toContain('hush')
    const statement = 'INSERT INTO t SELECT * FROM FILES("path" = "a", "format" = "csv", "aws.s3.secret_key" = "hush")'
    expect(() => pipe('p', { statement })).toThrow(/aws\.s3\.secret_key of FILES is a secret/u)
    expect(() =>
      routineLoad('l', {
        table: 't',
        source: 'KAFKA',
        sourceProperties: { kafka_broker_list: 'a:1', kafka_topic: 'x', 'property.sasl.password': 'hush' },
      }),
    ).toThrow(/property\.sasl\.password is a secret/u)
  })

  test('lie in the default database unless their names say another', () => {
    const statement = `INSERT INTO t SELECT * FROM ${FILES}`
    const { state } = schemaFromModels([pipe('p', { statement }), pipe('other.p', { statement })], {
      defaultDatabase: 'rl',
    })
    expect(
      clusterObjects(state).flatMap((object) => clusterRules(object.kind).create(object).map(printStatement)),
    ).toEqual([
      'CREATE PIPE rl.p AS INSERT INTO rl.t SELECT * FROM FILES("format" = "parquet", "path" = "s3://a/*")',
      'CREATE PIPE other.p AS INSERT INTO other.t SELECT * FROM FILES("format" = "parquet", "path" = "s3://a/*")',
    ])
  })

  test('are compared without what a server fills in, and where a load begins', () => {
    const load = (more: Partial<Extract<ClusterObject, { kind: 'RoutineLoad' }>>): ClusterObject => ({
      kind: 'RoutineLoad',
      name: 'rl.l',
      table: 't',
      source: 'KAFKA',
      sourceProperties: { kafka_broker_list: 'a:1', kafka_topic: 'x' },
      ...more,
    })
    const plain = load({})
    const shown = {
      desired_concurrent_number: '5',
      max_filter_ratio: '1.0',
      task_consume_second: '15',
      task_timeout_second: '60',
      format: 'csv',
      timezone: 'Asia/Shanghai',
    }
    expect(sameClusterObject(plain, load({ properties: shown, columnsTerminatedBy: '\t' }))).toBe(true)
    expect(sameClusterObject(load({ properties: { timezone: 'UTC' } }), load({ properties: shown }))).toBe(false)
    // One of the two says the other.
    expect(
      sameClusterObject(
        load({ properties: { task_consume_second: '15' } }),
        load({ properties: { task_timeout_second: '60' } }),
      ),
    ).toBe(true)
    expect(
      sameClusterObject(plain, load({ properties: { task_consume_second: '14', task_timeout_second: '60' } })),
    ).toBe(false)
    const { sourceProperties } = plain as Extract<ClusterObject, { kind: 'RoutineLoad' }>
    expect(
      sameClusterObject(
        plain,
        load({ sourceProperties: { ...sourceProperties, kafka_partitions: '0', kafka_offsets: '5' } }),
      ),
    ).toBe(true)
  })
})
