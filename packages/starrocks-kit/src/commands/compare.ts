import type { Connection, Logger } from '../connection/connection.ts'
import { diffSchemas, includesDatabase, includesName, renameCandidates } from '../diff/index.ts'
import type { DiffOptions, QueryDecider, Rename, SchemaDiff, Selection } from '../diff/index.ts'
import { manageKey } from '../config/index.ts'
import { introspectCluster, introspectSchema } from '../introspection/index.ts'
import type { IntrospectionOptions } from '../introspection/index.ts'
import { schemaFromModels } from '../models/index.ts'
import type { AnyModel } from '../models/index.ts'
import { operationObject, overrideSchemaProperties, retiredName, shadowName } from '../operations/index.ts'
import type { PropertyOverrides } from '../operations/index.ts'
import {
  capabilitiesOf,
  CLUSTER_KINDS,
  clusterLabel,
  clusterObjects,
  clusterOf,
  findClusterObject,
  findObject,
  findTable,
  isIncomplete,
  normalizeSchema,
  sameObjectName,
  validateSchema,
  withClusterKinds,
  withUnseen,
} from '../schema/index.ts'
import type { ClusterKind, ObjectName, SchemaState, Target } from '../schema/index.ts'
import { InvalidSchemaError } from './errors.ts'
import { compact } from '../util/compact.ts'
import { neededRenames } from './needed-renames.ts'
import { withoutOwnUser } from './own-user.ts'
import { parseRenames } from './rename-option.ts'
import { isOwnObject } from '../schema/own-objects.ts'
import { withoutHistoryTables } from './history-tables.ts'

/** Models and a database, side by side. */
export interface Comparison {
  readonly target: Target
  readonly defaultDatabase: string
  /** What the server has, in the databases that the models name. */
  readonly live: SchemaState
  /** What the models declare, with the properties of the environment. */
  readonly desired: SchemaState
  /** What the models declare, in their own words. */
  readonly modelled: SchemaState
  readonly diff: SchemaDiff
  /** Renames that made it into the diff: of the models, of the options, and those that were answered with yes. */
  readonly renames: readonly Rename[]
  /** What may have been renamed, and is dropped and created because nobody has said so. */
  readonly renameHints: readonly Rename[]
  /** Tables that a rebuild has left: they are not compared, and stay until they are dropped by hand. */
  readonly kept: readonly ObjectName[]
  /** Tables that their models give leave to rebuild. */
  readonly rebuilds: readonly ObjectName[]
}

export interface CompareOptions {
  readonly target: Target
  readonly defaultDatabase: string
  /** Databases to compare beside those that the models name. */
  readonly databases?: readonly string[]
  /** Compares only the objects that the models name: nothing else is looked at, nothing is dropped. */
  readonly onlyModels?: boolean
  /** Leaves out tables in which other tools keep their history, unless the models have them. */
  readonly ignoreHistoryTables?: boolean
  /** Kinds of objects beside databases to compare. Default: none. */
  readonly manage?: readonly ClusterKind[]
  /** Partitions that models leave out beside others go away. Default: they stay. */
  readonly managePartitions?: boolean
  /** What takes part in the comparison. Default: everything. */
  readonly selection?: Selection
  /** Properties that all tables and materialized views have whatever the models say. */
  readonly properties?: PropertyOverrides
  readonly logger?: Logger
  /** Renames beside those of the models, as `old:new` and `table.old:new`. */
  readonly renames?: readonly string[]
  /** Asked for each pair that may be a rename; without it none is. */
  readonly confirmRename?: (rename: Rename) => Promise<boolean>
  /** Gives what else may decide whether two queries are the same; asked only where the texts cannot. */
  readonly loadQueryDecider?: () => Promise<QueryDecider>
  /** Gives what the revisions that the server has make; asked only where the server does not show everything. */
  readonly loadAppliedState?: () => Promise<SchemaState | undefined>
}

/**
 * Compares models with what a server has.
 *
 * @throws InvalidSchemaError when the models describe something that StarRocks would refuse; errors of the connection.
 */
export async function compareModels(
  connection: Connection,
  models: readonly AnyModel[] | object,
  options: CompareOptions,
): Promise<Comparison> {
  const {
    target,
    defaultDatabase,
    logger,
    selection = {},
    properties = {},
    manage = [],
    managePartitions = false,
    loadAppliedState,
  } = options
  const evaluated = schemaFromModels(models, { defaultDatabase })
  const declared = { ...evaluated, state: withClusterKinds(evaluated.state, manage) }
  for (const object of clusterObjects(evaluated.state))
    if (!manage.includes(object.kind))
      logger?.warn(`the ${clusterLabel(object)} is not managed: switch ${manageKey(object.kind)} on in the config`)
  const modelled = desiredState(declared.state, target)
  const desired = desiredState(overrideSchemaProperties(declared.state, properties), target)
  const databases = [
    ...new Set([defaultDatabase, ...Object.keys(desired.databases), ...(options.databases ?? [])]),
  ].filter((key) => includesDatabase(selection, key))
  const read = await introspectManaged(connection, manage, {
    databases,
    target,
    ignore: ignoredBy(selection),
    ...compact({ logger, loadAppliedState }),
  })
  const others = await withoutOwnUser(read, desired, connection)
  const introspected = options.ignoreHistoryTables === true ? withoutHistoryTables(others, desired) : others
  // What neither the server nor the revisions tell is not compared: the models' word is taken for it where the rest agrees.
  const shown = withUnseen(introspected, desired)
  const live = normalizeSchema(options.onlyModels === true ? only(shown, desired) : shown, target)
  const declaredRenames = neededRenames(declared.renames, live)
  const given = parseRenames(options.renames ?? [], { live, defaultDatabase, known: declaredRenames })
  const request: CompareRequest = {
    live,
    desired,
    diffOptions: { target, defaultDatabase, databases, overrides: declared.overrides, selection, managePartitions },
    renames: [...declaredRenames.filter((rename) => !given.some((other) => sameRename(rename, other))), ...given],
  }
  const { diff, renames, renameHints } = await diffWithRenames(request, options)
  for (const comparison of diff.comparisons) logger?.debug(describeComparison(comparison))
  for (const { object, attribute, reason } of diff.undecided)
    logger?.warn(`${object.database}.${object.name}: ${attribute} could not be compared: ${reason}`)
  const kept = rebuildLeftovers(live, desired)
  return {
    target,
    defaultDatabase,
    live,
    desired,
    modelled,
    diff: withoutObjects(diff, kept),
    renames,
    renameHints,
    kept,
    rebuilds: declared.rebuilds,
  }
}

interface ManagedOptions extends IntrospectionOptions, Pick<CompareOptions, 'loadAppliedState'> {
  readonly target: Target
}

/** Databases and what lies beside them, as far as it is managed; what the server does not show of it is as the revisions have made it, if what it shows is. */
export async function introspectManaged(
  connection: Connection,
  manage: readonly ClusterKind[],
  { loadAppliedState, ...options }: ManagedOptions,
): Promise<SchemaState> {
  const state = await introspectSchema(connection, options)
  if (manage.length === 0) return state
  const { databases } = state
  const cluster = await introspectCluster(connection, { kinds: manage, target: options.target, databases })
  const known = clusterObjects({ cluster }).some(isIncomplete) ? await loadAppliedState?.() : undefined
  return withUnseen({ ...state, cluster }, known ?? {})
}

/** What is not to be read from a server. */
export function ignoredBy(selection: Selection): (name: ObjectName) => boolean {
  return (name) => isOwnObject(name) || !includesName(selection, name)
}

interface CompareRequest {
  readonly live: SchemaState
  readonly desired: SchemaState
  readonly diffOptions: DiffOptions
  readonly renames: readonly Rename[]
}

/** Compares, asks about what looks like a rename, and compares again with the answers until there is nothing left to ask. */
async function diffWithRenames(
  { live, desired, diffOptions, renames: known }: CompareRequest,
  { confirmRename, loadQueryDecider }: CompareOptions,
): Promise<Pick<Comparison, 'diff' | 'renames' | 'renameHints'>> {
  const { target, defaultDatabase } = diffOptions
  let renames = known
  let declined: readonly Rename[] = []
  let decide: Pick<DiffOptions, 'decideQuery'> = {}
  for (;;) {
    const diff = diffSchemas(live, desired, { ...diffOptions, ...decide, renames })
    if (
      loadQueryDecider !== undefined &&
      decide.decideQuery === undefined &&
      diff.undecided.some(({ attribute }) => attribute === 'query')
    ) {
      decide = { decideQuery: await loadQueryDecider() }
      continue
    }
    const context = { fromState: live, toState: desired, currentDatabase: defaultDatabase }
    const open = renameCandidates(diff.operations, context)
      .filter((rename) => rename.kind !== 'column' || capabilitiesOf(target).renameColumn)
      .filter((rename) => !declined.some((other) => sameRename(rename, other)))
    if (confirmRename === undefined || open.length === 0) return { diff, renames, renameHints: [...declined, ...open] }
    for (const rename of open) {
      if (await confirmRename(rename)) renames = [...renames, rename]
      else declined = [...declined, rename]
    }
  }
}

function sameRename(a: Rename, b: Rename): boolean {
  if (a.kind === 'column') return b.kind === 'column' && sameObjectName(a.table, b.table) && a.from === b.from
  return b.kind !== 'column' && sameObjectName(a.from, b.from)
}

/** Tables under the names of a rebuild, beside the table that was rebuilt, which no model declares: their rows are for a person to drop. */
function rebuildLeftovers(live: SchemaState, desired: SchemaState): readonly ObjectName[] {
  return Object.values(desired.databases).flatMap(({ name: database, catalog, tables }) =>
    Object.keys(tables)
      .map((name): ObjectName => ({ database, name, ...(catalog === undefined ? {} : { catalog }) }))
      .flatMap((table) => [shadowName(table), retiredName(table)])
      .filter((table) => findTable(live, table) !== undefined && findObject(desired, table) === undefined),
  )
}

function withoutObjects(diff: SchemaDiff, names: readonly ObjectName[]): SchemaDiff {
  if (names.length === 0) return diff
  const isKept = (object: ObjectName | undefined): boolean =>
    object !== undefined && names.some((name) => sameObjectName(name, object))
  return {
    operations: diff.operations.filter((operation) => !isKept(operationObject(operation))),
    comparisons: diff.comparisons.filter(({ object }) => !isKept(object)),
    undecided: diff.undecided.filter(({ object }) => !isKept(object)),
  }
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
  const cluster = CLUSTER_KINDS.filter((kind) => state.cluster?.[kind] !== undefined)
  const objects = clusterObjects(state).filter((object) => findClusterObject(named, object) !== undefined)
  return {
    databases: Object.fromEntries(databases),
    ...(state.cluster === undefined ? {} : { cluster: clusterOf(objects, cluster) }),
  }
}

function describeComparison({ object, attribute, from, to, equal, rule }: SchemaDiff['comparisons'][number]): string {
  const values = equal ? show(from) : `${show(from)} -> ${show(to)}`
  return `${equal ? '=' : '≠'} ${object.database}.${object.name} ${attribute}: ${values} (${rule})`
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
