import { ServerError } from '../connection/index.ts'
import type { Connection, Logger } from '../connection/index.ts'
import { parseStatement, quoteIdentifier } from '../language/index.ts'
import { propertiesFromAst } from '../schema/from-ast/properties.ts'
import { isOwnObject } from '../schema/own-objects.ts'
import { databaseKey, emptyDatabase, findDatabase, schemaOf, withDatabase } from '../schema/state.ts'
import type { PlacedObject, SchemaObject } from '../schema/state.ts'
import type { ObjectName, Properties, SchemaState, Target } from '../schema/index.ts'
import { detectTarget } from './detect-target.ts'
import { databaseName, listObjects, quotedDatabase } from './list-objects.ts'
import type { DatabaseListing, DatabaseName } from './list-objects.ts'
import { readCreateStatement } from './read-create-statement.ts'
import { readRollups } from './read-rollups.ts'

/** How many sessions read at a time unless told otherwise: more hardly help, because one frontend answers them all. */
const DEFAULT_CONCURRENCY = 4

/** A session more pays only when it has this many objects to read. */
const OBJECTS_PER_SESSION = 16

export interface IntrospectionOptions {
  /** Databases to read, by `databaseKey`: `shop`, or `catalog.shop`. One that does not exist is left out of the result. */
  readonly databases: readonly string[]
  /** The server, if known; else it is asked. */
  readonly target?: Target
  /** Objects to leave out, beside those that starrocks-kit keeps for itself. */
  readonly ignore?: (name: ObjectName) => boolean
  /** The most sessions to use at a time, the given one included. Default: 4. */
  readonly concurrency?: number
  /** Is told how many objects have been read. */
  readonly logger?: Logger
}

/**
 * Reads the schema of a server: two list queries for each database (and SHOW CREATE DATABASE in shared-data mode) and one SHOW CREATE for each object, spread
 * over a few sessions.
 *
 * What is not understood in full comes back as an `UnsupportedObject` with the server's text and the reason.
 *
 * @throws {TargetUnknownError} when no target is given and the server does not tell
 */
export async function introspectSchema(connection: Connection, options: IntrospectionOptions): Promise<SchemaState> {
  const target = options.target ?? (await detectTarget(connection))
  const listings: DatabaseListing[] = []
  for (const key of options.databases) {
    const listing = await listObjects(connection, databaseName(key))
    if (listing !== undefined) listings.push(listing)
  }
  const wanted = listings.flatMap((listing) =>
    listing.objects.map((name) => ({ ...place(listing), name })).filter((name) => isWanted(name, options)),
  )
  const read = await readAll(connection, wanted, target, options)
  const { objects, others } = readRollups(read, listings)
  const rollups = listings.flatMap((listing, index) =>
    (others[index] ?? [])
      .filter(({ name }) => isWanted({ ...place(listing), name }, options))
      .map((rollup): PlacedObject => ({ ...place(listing), object: rollupObject(rollup) })),
  )
  let state = schemaOf([...objects, ...rollups])
  for (const listing of listings) {
    // A database without objects is there all the same.
    const database = findDatabase(state, listing) ?? emptyDatabase(listing.database, listing.catalog)
    state = withDatabase(state, { ...database, properties: await readProperties(connection, listing, target) })
  }
  return state
}

/** The storage volume of a database of a shared-data cluster; others have no properties that could be set. */
async function readProperties(connection: Connection, name: DatabaseName, { runMode }: Target): Promise<Properties> {
  if (runMode !== 'shared_data' || name.catalog !== undefined) return {}
  try {
    const { rows } = await connection.query(`SHOW CREATE DATABASE ${quotedDatabase(name)}`)
    const statement = parseStatement(rows[0]?.[1] ?? '')
    return statement.kind === 'CreateDatabaseStatement' ? propertiesFromAst(statement.properties) : {}
  } catch (error) {
    // Who may read the tables may not see the database's own definition.
    if (error instanceof ServerError) return {}
    throw error
  }
}

function place({ database, catalog }: DatabaseName): DatabaseName {
  return { database, ...(catalog !== undefined ? { catalog } : {}) }
}

function isWanted(name: ObjectName, { ignore }: IntrospectionOptions): boolean {
  return !isOwnObject(name) && ignore?.(name) !== true
}

/** The server keeps their text without line breaks and blanks in places, so it cannot be trusted. */
function rollupObject({ name, text }: DatabaseListing['rollups'][number]): SchemaObject {
  return {
    kind: 'UnsupportedObject',
    name,
    createStatement: text,
    reason: 'it is a synchronous materialized view or a rollup, of which the server does not show the whole definition',
  }
}

/** The sessions take names from one queue; the answers come back in the order of the names. */
async function readAll(
  connection: Connection,
  names: readonly ObjectName[],
  target: Target,
  { concurrency = DEFAULT_CONCURRENCY, logger }: IntrospectionOptions,
): Promise<readonly PlacedObject[]> {
  const results = new Map<number, PlacedObject>()
  const queue = names.entries()
  let failed = false
  const work = async (session: Connection): Promise<void> => {
    try {
      for (const [index, name] of queue) {
        if (failed) return
        results.set(index, { ...place(name), object: await readObject(session, name, target) })
        logger?.progress?.(`read ${results.size} of ${names.length} objects`)
      }
    } catch (error) {
      failed = true
      throw error
    }
  }
  const sessions = Math.max(1, Math.min(concurrency, Math.ceil(names.length / OBJECTS_PER_SESSION)))
  const forked = async (): Promise<void> => {
    const session = await connection.fork()
    try {
      await work(session)
    } finally {
      await session.close()
    }
  }
  // All are awaited, also when one fails: none may go on behind the caller's back.
  const outcomes = await Promise.allSettled([work(connection), ...Array.from({ length: sessions - 1 }, forked)])
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return names.flatMap((_, index) => results.get(index) ?? [])
}

async function readObject(session: Connection, name: ObjectName, target: Target): Promise<SchemaObject> {
  const quoted = `${quotedDatabase(name)}.${quoteIdentifier(name.name)}`
  try {
    const { rows } = await session.query(`SHOW CREATE TABLE ${quoted}`)
    const text = rows[0]?.[1]
    if (text !== undefined && text !== null) return readCreateStatement(name.name, text, target)
    return unreadable(name, 'the server shows no CREATE statement for it')
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return unreadable(name, `the server refused to show it: ${error.serverMessage}`)
  }
}

function unreadable(name: ObjectName, reason: string): SchemaObject {
  return {
    kind: 'UnsupportedObject',
    name: name.name,
    createStatement: '',
    reason: `${databaseKey(name.database, name.catalog)}.${name.name}: ${reason}`,
  }
}
