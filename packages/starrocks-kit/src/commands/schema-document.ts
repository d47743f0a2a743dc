import { StarRocksKitError } from '../errors/base.ts'
import { parseServerVersion } from '../schema/index.ts'
import type { SchemaState, Target } from '../schema/index.ts'
import { errorText } from '../util/error-text.ts'

/** What marks a JSON file as a schema, and how its content is laid out. */
const FORMAT = 'starrocks-kit schema'
const VERSION = 1

/** A schema as a JSON file keeps it. */
export interface SchemaDocument {
  readonly defaultDatabase: string
  readonly target: Target
  /** Read from a server, so that nothing is left out that the server knows. */
  readonly complete: boolean
  readonly state: SchemaState
}

/** A JSON file that is no schema, or one of a later version of starrocks-kit. */
export class SchemaDocumentError extends StarRocksKitError {
  readonly code = 'SCHEMA_DOCUMENT'

  constructor(path: string, reason: string) {
    super(`${path} is no schema that can be read: ${reason}. starrocks-kit export --format json writes one.`)
  }
}

/** Two spaces of indentation, keys in the order of the schema: fit for version control. */
export function printSchemaDocument({ defaultDatabase, target, complete, state }: SchemaDocument): string {
  const { version, runMode } = target
  const content = {
    format: FORMAT,
    version: VERSION,
    server: { version: version.label, runMode },
    defaultDatabase,
    complete,
    ...state,
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** @throws SchemaDocumentError */
export function parseSchemaDocument(text: string, path: string): SchemaDocument {
  const content = parseJson(text, path)
  if (!isRecord(content) || content['format'] !== FORMAT)
    throw new SchemaDocumentError(path, `its "format" is not "${FORMAT}"`)
  if (content['version'] !== VERSION)
    throw new SchemaDocumentError(path, `it has version ${JSON.stringify(content['version'])}, known is ${VERSION}`)
  const { server, defaultDatabase, databases, cluster, complete } = content
  const version =
    isRecord(server) && typeof server['version'] === 'string' ? parseServerVersion(server['version']) : undefined
  const runMode = isRecord(server) && server['runMode'] === 'shared_data' ? 'shared_data' : 'shared_nothing'
  if (version === undefined || typeof defaultDatabase !== 'string' || !isRecord(databases))
    throw new SchemaDocumentError(path, '"server", "defaultDatabase" or "databases" is missing')
  // The layout is the state's own: what was written by this version is read back as it is.
  const state = { databases, ...(isRecord(cluster) ? { cluster } : {}) } as unknown as SchemaState
  return { defaultDatabase, target: { version, runMode }, complete: complete === true, state }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new SchemaDocumentError(path, errorText(error))
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
