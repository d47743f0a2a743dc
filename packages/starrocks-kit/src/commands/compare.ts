import type { Connection, Logger } from '../connection/connection.ts'
import { diffSchemas } from '../diff/index.ts'
import type { SchemaDiff } from '../diff/index.ts'
import { introspectSchema } from '../introspection/index.ts'
import { isOwnObject } from '../migrations/index.ts'
import { schemaFromModels } from '../models/index.ts'
import type { Model } from '../models/index.ts'
import { normalizeSchema, validateSchema } from '../schema/index.ts'
import type { SchemaState, Target } from '../schema/index.ts'
import { InvalidSchemaError } from './errors.ts'
import { neededRenames } from './needed-renames.ts'

/** Models and a database, side by side. */
export interface Comparison {
  readonly target: Target
  readonly defaultDatabase: string
  /** What the server has, in the databases that the models name. */
  readonly live: SchemaState
  /** What the models declare. */
  readonly desired: SchemaState
  readonly diff: SchemaDiff
}

export interface CompareOptions {
  readonly target: Target
  readonly defaultDatabase: string
  /** Databases to compare beside those that the models name. */
  readonly databases?: readonly string[]
  /** Compares only the objects that the models name: nothing else is looked at, nothing is dropped. */
  readonly onlyModels?: boolean
  readonly logger?: Logger
}

/**
 * Compares models with what a server has.
 *
 * @throws InvalidSchemaError when the models describe something that StarRocks would refuse; errors of the connection.
 */
export async function compareModels(
  connection: Connection,
  models: readonly Model[] | object,
  options: CompareOptions,
): Promise<Comparison> {
  const { target, defaultDatabase, logger } = options
  const declared = schemaFromModels(models, { defaultDatabase })
  const desired = desiredState(declared.state, target)
  const databases = [...new Set([defaultDatabase, ...Object.keys(desired.databases), ...(options.databases ?? [])])]
  const introspected = await introspectSchema(connection, { databases, target, ignore: isOwnObject })
  const live = normalizeSchema(options.onlyModels === true ? only(introspected, desired) : introspected, target)
  const diff = diffSchemas(live, desired, {
    target,
    defaultDatabase,
    databases,
    renames: neededRenames(declared.renames, live),
    overrides: declared.overrides,
  })
  for (const comparison of diff.comparisons) logger?.debug(describeComparison(comparison))
  for (const { object, attribute, reason } of diff.undecided)
    logger?.warn(`${object.database}.${object.name}: ${attribute} could not be compared: ${reason}`)
  return { target, defaultDatabase, live, desired, diff }
}

/** The models' state with what the server derives, after checking it. */
export function desiredState(declared: SchemaState, target: Target): SchemaState {
  const errors = validateSchema(declared, target).filter((diagnostic) => diagnostic.severity === 'error')
  if (errors.length > 0) throw new InvalidSchemaError(errors)
  return normalizeSchema(declared, target)
}

/** The objects of `state` that `named` has too. */
function only(state: SchemaState, named: SchemaState): SchemaState {
  const databases = Object.entries(state.databases).map(([key, database]) => {
    const other = named.databases[key]
    const names = new Set(
      [other?.tables, other?.views, other?.materializedViews].flatMap((objects) => Object.keys(objects ?? {})),
    )
    const keep = <T>(objects: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
      Object.fromEntries(Object.entries(objects).filter(([name]) => names.has(name)))
    const kept = {
      ...database,
      tables: keep(database.tables),
      views: keep(database.views),
      materializedViews: keep(database.materializedViews),
      unsupported: keep(database.unsupported),
    }
    return [key, kept] as const
  })
  return { databases: Object.fromEntries(databases) }
}

function describeComparison({ object, attribute, from, to, equal, rule }: SchemaDiff['comparisons'][number]): string {
  const values = equal ? show(from) : `${show(from)} -> ${show(to)}`
  return `${equal ? '=' : '≠'} ${object.database}.${object.name} ${attribute}: ${values} (${rule})`
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
