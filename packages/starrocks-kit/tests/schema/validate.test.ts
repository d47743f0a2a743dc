import { expect, test } from 'vitest'
import { schemaOf, validateSchema } from '../../src/schema/index.ts'
import type { Table, View } from '../../src/schema/index.ts'
import { V35, V41 } from './targets.ts'

const users: Table = {
  kind: 'Table',
  name: 'users',
  columns: [
    { name: 'user_id', type: { kind: 'simple', name: 'int' }, nullable: false },
    { name: 'name', type: { kind: 'varchar', length: 50 }, nullable: true },
  ],
  key: { type: 'PRIMARY', columns: ['user_id'] },
  distribution: { kind: 'hash', columns: ['user_id'], buckets: 4 },
  indexes: {},
  rollups: {},
  properties: { replication_num: '1' },
}
const diagnose = (...objects: readonly (Table | View)[]) =>
  validateSchema(schemaOf(objects.map((object) => ({ database: 'shop', object }))), V35)

test('a right schema has nothing to say', () => {
  expect(diagnose(users)).toEqual([])
})

test('a column that does not exist is named with its table and what was probably meant', () => {
  const [first, ...rest] = diagnose({ ...users, key: { type: 'PRIMARY', columns: ['userid'] } })
  expect(rest).toEqual([])
  expect(first).toMatchObject({
    code: 'UNKNOWN_KEY_COLUMN',
    severity: 'error',
    object: { database: 'shop', name: 'users' },
  })
  expect(first?.message).toBe(
    'Table shop.users: PRIMARY KEY names column userid, which the table does not have. Did you mean user_id? Otherwise add the column, or take it out of PRIMARY KEY.',
  )
})

test('what the server would refuse is told in its words, with what to do', () => {
  const aggregate: Table = { ...users, key: { type: 'UNIQUE', columns: ['user_id'] } }
  const { distribution: _, ...undistributed } = aggregate
  expect(diagnose(undistributed)[0]?.message).toBe(
    'Table shop.users: StarRocks would refuse it: Currently not support default distribution in UNIQUE_KEYS. Add DISTRIBUTED BY HASH(user_id).',
  )
})

test('properties are refused where all are known, and passed on to a server that may know more', () => {
  const table: Table = { ...users, properties: { ...users.properties, of_the_future: '1' } }
  const schema = schemaOf([{ database: 'shop', object: table }])
  expect(validateSchema(schema, V41)[0]?.message).toContain('Unknown properties: {of_the_future=1}')
  expect(validateSchema(schema, { ...V41, version: { ...V41.version, minor: 2 } })).toEqual([])
  expect(validateSchema(schema, V41)[0]?.message).toContain('There is no property of_the_future.')
  const misspelt: Table = { ...users, properties: { ...users.properties, enable_load_profil: 'true' } }
  expect(validateSchema(schemaOf([{ database: 'shop', object: misspelt }]), V41)[0]?.message).toContain(
    'There is no property enable_load_profil; did you mean enable_load_profile?',
  )
  const later: Table = { ...users, properties: { ...users.properties, enable_load_profile: 'true' } }
  const old = { ...V41, version: { major: 3, minor: 3, patch: 0, label: '3.3.0' } }
  expect(validateSchema(schemaOf([{ database: 'shop', object: later }]), old)[0]?.message).toBe(
    'Table shop.users: StarRocks would refuse it: Unknown properties: {enable_load_profile=true}. enable_load_profile needs StarRocks 3.4 or later.',
  )
  const fast: Table = { ...users, properties: { ...users.properties, cloud_native_fast_schema_evolution_v2: 'true' } }
  const cloud = schemaOf([{ database: 'shop', object: fast }])
  expect(validateSchema(cloud, { ...V41, runMode: 'shared_data' })).toEqual([])
  expect(validateSchema(cloud, V41)[0]?.message).toContain('is not for tables of this kind in shared_nothing mode')
})

test('a view on a table that is not in the schema is a warning', () => {
  const view: View = { kind: 'View', name: 'v', query: { text: 'SELECT user_id FROM user', origin: 'user' } }
  expect(diagnose(users, view)).toMatchObject([
    { code: 'UNKNOWN_TABLE', severity: 'warning', message: expect.stringContaining('Did you mean users?') },
  ])
})

test('a table and a view of one name clash', () => {
  const view: View = { kind: 'View', name: 'users', query: { text: 'SELECT 1', origin: 'user' } }
  expect(diagnose(users, view).some(({ code }) => code === 'DUPLICATE_NAME')).toBe(true)
})
