import { ServerError } from '../connection/index.ts'
import type { Connection, QueryResult } from '../connection/index.ts'
import { StarRocksKitError } from '../errors/base.ts'
import { quoteIdentifier } from '../language/index.ts'
import { parseServerVersion } from '../schema/capabilities.ts'
import type { RunMode, ServerVersion, Target } from '../schema/index.ts'

/** The server does not say what it is: a build without a version number, or a user without the privilege to ask. */
export class TargetUnknownError extends StarRocksKitError {
  override readonly code = 'TARGET_UNKNOWN'
  /** What could not be found out. */
  readonly part: 'version' | 'runMode'

  constructor(part: 'version' | 'runMode', description: string, detail: string) {
    const example = part === 'version' ? "target: { version: '3.5.7' }" : "target: { runMode: 'shared_nothing' }"
    super(
      `Cannot find out the ${part === 'version' ? 'version' : 'run mode'} of ${description}: ${detail}. Set it in the config: ${example}`,
    )
    this.part = part
  }
}

/**
 * Which server this is: version and run mode. `known` parts are not asked for.
 *
 * `@@version_comment` is the frontend's own version and needs no backend; `current_version()` is that of a backend (facts of `SHOW VARIABLES`, 3.1 and later).
 *
 * @throws {TargetUnknownError} for development builds without a number, and where nothing tells the run mode
 */
export async function detectTarget(connection: Connection, known: Partial<Target> = {}): Promise<Target> {
  return {
    version: known.version ?? (await detectVersion(connection)),
    runMode: known.runMode ?? (await detectRunMode(connection)),
  }
}

async function detectVersion(connection: Connection): Promise<ServerVersion> {
  const heard: string[] = []
  for (const sql of ['SELECT @@version_comment', 'SELECT current_version()']) {
    const text = await firstValue(connection, sql)
    if (text === undefined) continue
    const version = parseServerVersion(text.replace(/^StarRocks version /i, ''))
    if (version !== undefined) return version
    heard.push(text)
  }
  const detail =
    heard.length === 0 ? 'it does not tell' : `it calls itself ${heard.join(' and ')}, which names no version`
  throw new TargetUnknownError('version', connection.description, detail)
}

/**
 * The config of the frontend tells, but takes the OPERATE privilege; newer servers have a variable. Without either, a database shows it:
 * in shared-data mode it has a storage volume.
 */
async function detectRunMode(connection: Connection): Promise<RunMode> {
  const config = await ask(connection, "ADMIN SHOW FRONTEND CONFIG LIKE 'run_mode'")
  const value = config?.columns.indexOf('Value') ?? -1
  const named = asRunMode(config?.rows[0]?.[value]) ?? asRunMode(await firstValue(connection, 'SELECT @@run_mode'))
  if (named !== undefined) return named
  if (connection.database !== undefined) {
    const created = await ask(connection, `SHOW CREATE DATABASE ${quoteIdentifier(connection.database)}`)
    const text = created?.rows[0]?.[1]
    if (text !== undefined && text !== null) return /storage_volume/i.test(text) ? 'shared_data' : 'shared_nothing'
  }
  throw new TargetUnknownError(
    'runMode',
    connection.description,
    'its user may not read the configuration, and there is no database to tell it by',
  )
}

function asRunMode(text: string | null | undefined): RunMode | undefined {
  const word = text?.toLowerCase()
  return word === 'shared_nothing' || word === 'shared_data' ? word : undefined
}

async function firstValue(connection: Connection, sql: string): Promise<string | undefined> {
  return (await ask(connection, sql))?.rows[0]?.[0] ?? undefined
}

/** A question that the server may refuse: then the next way is tried. */
async function ask(connection: Connection, sql: string): Promise<QueryResult | undefined> {
  try {
    return await connection.query(sql)
  } catch (error) {
    if (error instanceof ServerError) return undefined
    throw error
  }
}
