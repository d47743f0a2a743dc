import { parseQuery, quoteIdentifier } from 'starrocks-kit/language'
import { findObject, messageDataType, ownEntry, propertiesFromAst, withoutEntry } from 'starrocks-kit/schema'
import type { DataType, Properties } from 'starrocks-kit/schema'
import type { CreateDictionaryStatement, Statement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import type { DictionaryEntry } from '../../catalog/data/cluster-objects.ts'
import type { RowColumn } from '../../sql/scope.ts'
import type { OkResult } from '../../wire/handler.ts'
import { DONE } from '../results.ts'
import type { SessionState } from '../session-state.ts'
import { errorText } from '../../error-text.ts'

const SWITCH = /^(?:true|false)$/i

/** Properties that a dictionary takes, and what their values look like (com.starrocks.catalog.Dictionary). */
const PROPERTIES: Readonly<Record<string, RegExp>> = {
  dictionary_warm_up: SWITCH,
  dictionary_memory_limit: /^[+-]?\d+(?:[KMG]B?|B)?$/i,
  dictionary_refresh_interval: /^[+-]?\d{1,10}$/,
  dictionary_read_latest: SWITCH,
  dictionary_ignore_failed_refresh: SWITCH,
}

/** Runs a statement about dictionaries; undefined for all others. */
export async function runDictionary(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  switch (statement.kind) {
    case 'CreateDictionaryStatement':
      await create(statement, session)
      return DONE
    case 'DropDictionaryStatement': {
      const entry = requireDictionary(statement.name.parts.join('.'), session)
      if (statement.cache === true) await update(session, entry, { state: 'UNINITIALIZED' })
      else
        await session.server.catalog.update((data) => ({
          ...data,
          dictionaries: withoutEntry(data.dictionaries, entry.name),
        }))
      await session.server.engine.dropTable(entry.rows)
      return DONE
    }
    case 'RefreshDictionaryStatement': {
      const entry = requireDictionary(statement.name.parts.join('.'), session)
      // A refresh ends within its statement here: there is none to cancel.
      if (statement.cancel !== true) await refresh(entry, session)
      return DONE
    }
    default:
      return undefined
  }
}

function requireDictionary(name: string, session: SessionState): DictionaryEntry {
  const entry = ownEntry(session.server.catalog.data.dictionaries, name)
  if (entry === undefined) throw analyzingError(`dictionary: ${name} does not exist`)
  return entry
}

/** The rules of DictionaryAnalyzer, in its order. */
async function create(statement: CreateDictionaryStatement, session: SessionState): Promise<void> {
  const { catalog } = session.server
  const name = statement.name.parts.join('.')
  if (ownEntry(catalog.data.dictionaries, name) !== undefined) throw analyzingError(`dictionary: ${name} is exist`)
  const { database } = session.place
  if (database === undefined) throw analyzingError('USE a Database before CREATE DICTIONARY')
  const source = statement.source.parts.join('.')
  const object = { database, name: source }
  if (findObject(catalog.schema, object) === undefined) throw analyzingError(`${source} does not exist`)
  const named = (role: 'KEY' | 'VALUE'): readonly string[] =>
    statement.columns.filter((column) => column.role === role).map((column) => column.name.parts.join('.'))
  const [keys, values] = [named('KEY'), named('VALUE')]
  if (keys.length === 0) throw analyzingError(`empty key list for dictionary: ${name}`)
  if (values.length === 0) throw analyzingError(`empty value list for dictionary: ${name}`)
  for (const key of keys) if (values.includes(key)) throw analyzingError(`column: ${key} is both in keys and values`)
  const columns = await session.describe(object)
  const find = (role: 'key' | 'value', column: string): RowColumn => {
    const found = columns.find((candidate) => candidate.name.toLowerCase() === column.toLowerCase())
    if (found?.type === undefined)
      throw analyzingError(`analyze dictionary ${role}s failed, ${role}: ${column} not found`)
    if (!isAllowed(role, found.type))
      throw analyzingError(`dictionary ${role} column[${column}] type not supported: ${messageDataType(found.type)}`)
    return { name: column, type: found.type }
  }
  const copied = [...keys.map((key) => find('key', key)), ...values.map((value) => find('value', value))]
  const properties = readProperties(statement)
  await catalog.update((data) => ({
    ...data,
    nextId: data.nextId + 2,
    dictionaries: {
      ...data.dictionaries,
      [name]: {
        id: data.nextId,
        name,
        catalog: session.place.catalog,
        database,
        source,
        keys,
        values,
        properties,
        state: 'UNINITIALIZED',
        columns: copied,
        rows: data.nextId + 1,
      },
    },
  }))
  if (properties['dictionary_warm_up']?.toLowerCase() !== 'false')
    await refresh(requireDictionary(name, session), session)
}

function readProperties(statement: CreateDictionaryStatement): Properties {
  const given = Object.entries(propertiesFromAst(statement.properties))
  const properties = Object.fromEntries(given.map(([key, value]) => [key.toLowerCase(), value]))
  for (const [key, value] of Object.entries(properties)) {
    const pattern = ownEntry(PROPERTIES, key)
    if (pattern === undefined) throw new CatalogError(`unknown property for dictionary: ${key}`)
    if (!pattern.test(value)) throw new CatalogError(`parse ${key} failed, given parameter: ${value}`)
  }
  return properties
}

/** Keys may be numbers of all kinds; values have to be exact. */
function isAllowed(role: 'key' | 'value', type: DataType): boolean {
  if (type.kind === 'varchar') return true
  if (type.kind === 'decimal') return role === 'key'
  if (type.kind !== 'simple') return false
  switch (type.name) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'largeint':
    case 'date':
    case 'datetime':
      return true
    case 'float':
    case 'double':
      return role === 'key'
    default:
      return false
  }
}

/** Copies the source anew. A refresh that fails leaves the dictionary CANCELLED, as the server's background job does. */
async function refresh(entry: DictionaryEntry, session: SessionState): Promise<void> {
  const { engine, catalog } = session.server
  const scope = { ...session.scope(), currentDatabase: entry.database }
  const keys = entry.keys.map(quoteIdentifier).join(', ')
  const source = `${quoteIdentifier(entry.database)}.${quoteIdentifier(entry.source)}`
  const has = async (query: string): Promise<boolean> => {
    const { rows } = await engine.query(parseQuery(query), scope)
    return [...rows].length > 0
  }
  try {
    const missing = entry.keys.map((key) => `${quoteIdentifier(key)} IS NULL`).join(' OR ')
    if (await has(`SELECT 1 FROM ${source} WHERE ${missing} LIMIT 1`)) throw new CatalogError('NULL key in dictionary')
    if (await has(`SELECT 1 FROM ${source} GROUP BY ${keys} HAVING count(*) > 1 LIMIT 1`))
      throw new CatalogError('duplicate key found when refreshing dictionary')
    const all = entry.columns.map((column) => quoteIdentifier(column.name)).join(', ')
    await engine.refresh(entry.rows, entry.columns, parseQuery(`SELECT ${all} FROM ${source}`), scope)
    await update(session, entry, { state: 'FINISHED', refreshedAt: catalog.now(), message: '' })
  } catch (error) {
    const message = errorText(error)
    await update(session, entry, { state: 'CANCELLED', message })
  }
}

async function update(session: SessionState, entry: DictionaryEntry, change: Partial<DictionaryEntry>): Promise<void> {
  await session.server.catalog.update((data) => ({
    ...data,
    dictionaries: { ...data.dictionaries, [entry.name]: { ...entry, ...change } },
  }))
}
