import { expect, test } from 'vitest'
import {
  databaseKey,
  emptyDatabase,
  emptySchema,
  findObject,
  findTable,
  objectNameText,
  schemaObjects,
  schemaOf,
  withDatabase,
  withObject,
  withoutObject,
} from '../../src/schema/index.ts'
import type { Table } from '../../src/schema/index.ts'

const table = (name: string): Table => ({ kind: 'Table', name, columns: [], indexes: {}, rollups: {}, properties: {} })

test('names of object prototypes are ordinary names', () => {
  let state = withDatabase(emptySchema(), emptyDatabase('constructor'))
  expect(findTable(state, { database: 'constructor', name: 'toString' })).toBeUndefined()
  expect(findTable(state, { database: 'hasOwnProperty', name: 't' })).toBeUndefined()
  state = withObject(state, { database: 'constructor' }, table('__proto__'))
  expect(findTable(state, { database: 'constructor', name: '__proto__' })?.name).toBe('__proto__')
  expect(JSON.stringify(state)).toContain('"__proto__":{"kind":"Table"')
})

test('the default catalog may be written or left out', () => {
  expect(databaseKey('a', 'default_catalog')).toBe('a')
  expect(databaseKey('a', 'hive')).toBe('hive.a')
  const state = withObject(emptySchema(), { database: 'a' }, table('t'))
  expect(findTable(state, { catalog: 'default_catalog', database: 'a', name: 't' })?.name).toBe('t')
})

test('withoutObject removes an object of any kind and changes nothing else', () => {
  const state = schemaOf([
    { database: 'a', object: table('t') },
    { database: 'a', object: { kind: 'View', name: 'v', query: { text: 'SELECT 1', origin: 'user' } } },
  ])
  const after = withoutObject(state, { database: 'a', name: 'v' })
  expect([...schemaObjects(after)].map(({ name }) => objectNameText(name))).toEqual(['a.t'])
  expect(findObject(state, { database: 'a', name: 'v' })?.kind).toBe('View')
})
