import { isDeepStrictEqual } from 'node:util'
import { isClusterOperation } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { databaseKey, emptyDatabase, findDatabase, objectNameText, ownEntry, withDatabase } from '../schema/state.ts'
import type { SchemaObject } from '../schema/state.ts'
import { isOwnObject } from '../schema/own-objects.ts'
import { normalizeSchema } from '../schema/normalize/schema.ts'
import type { Database, ObjectName, SchemaState } from '../schema/index.ts'
import { clusterRank, diffCluster } from './cluster.ts'
import { compared, mergeFindings, NOTHING, withOperations } from './finding.ts'
import type { CompareContext, Finding } from './finding.ts'
import { diffMaterializedView } from './materialized-view.ts'
import { applyOverrides } from './overrides.ts'
import { applyRenames } from './renames.ts'
import { modelsOfSelection } from './selection.ts'
import type { DiffOptions, SchemaDiff } from './schema-diff.ts'
import { diffTable } from './table.ts'
import { diffView } from './view.ts'

/** Databases of the server itself: never compared. */
const SYSTEM_DATABASES: ReadonlySet<string> = new Set(['information_schema', 'sys', '_statistics_'])

/** The order of the operations as far as kinds of objects decide; the plan sorts by dependencies. */
const RANK: Partial<Record<Operation['kind'], number>> = {
  RenameTable: 0,
  RenameMaterializedView: 0,
  RenameColumn: 0,
  CreateDatabase: 1,
  DropMaterializedView: 2,
  DropView: 3,
  DropTable: 4,
  CreateView: 6,
  AlterView: 6,
  ReplaceView: 6,
  CreateMaterializedView: 7,
  ModifyRefreshScheme: 7,
  ModifyMaterializedViewProperties: 7,
  ReplaceMaterializedView: 7,
  DropDatabase: 8,
}
const RANK_OF_TABLE_CHANGES = 5

function rankOf(operation: Operation): number {
  return isClusterOperation(operation) ? clusterRank(operation) : (RANK[operation.kind] ?? RANK_OF_TABLE_CHANGES)
}

/**
 * What leads from one schema to another, and every comparison that was made on the way.
 *
 * `to` may be partial: what it leaves out follows the rule of the attribute (`OMISSION_RULES`). The result is total: where no alteration leads from one object
 * to the other, there is a replacement with its reasons, and only the plan decides what becomes of that. Objects that were not understood are never touched.
 *
 * @throws {RenameError} when a rename of the options cannot be made
 * @example
 * diffSchemas(live, fromModels, { target, defaultDatabase: 'shop' }).operations // [{ kind: 'AddColumn', ... }]
 */
export function diffSchemas(from: SchemaState, to: SchemaState, options: DiffOptions): SchemaDiff {
  const normalized = normalizeSchema(withDefaultDatabase(from, options), options.target)
  const renamed = applyRenames(normalized, options)
  const fromState = renamed.state === normalized ? normalized : normalizeSchema(renamed.state, options.target)
  const given = withDefaultDatabase(to, options)
  const overridden = applyOverrides(fromState, given, options.overrides ?? [], options.target)
  const declared = selected(fromState, overridden, options)
  const toState = normalizeSchema(declared, options.target)
  const keys = [...new Set([...Object.keys(fromState.databases), ...Object.keys(toState.databases)])]
    .filter((key) => !SYSTEM_DATABASES.has(key))
    .filter((key) => options.databases === undefined || options.databases.includes(key))
    .toSorted()
  const finding = mergeFindings(
    keys.map((key) => diffDatabase(key, { from: fromState, to: toState, declared, options })),
  )
  const operations = [...renamed.operations, ...finding.operations, ...diffCluster(fromState, toState)]
  return {
    operations: operations
      .map((operation, index) => ({ operation, index, rank: rankOf(operation) }))
      .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
      .map(({ operation }) => operation),
    comparisons: finding.comparisons,
    undecided: finding.undecided,
  }
}

function selected(database: SchemaState, declared: SchemaState, { selection, target }: DiffOptions): SchemaState {
  if (selection === undefined) return declared
  return modelsOfSelection({ database, models: normalizeSchema(declared, target) }, declared, selection)
}

interface Sides {
  readonly from: SchemaState
  readonly to: SchemaState
  /** `to` as it was given: new objects are created in the words of their author. */
  readonly declared: SchemaState
  readonly options: DiffOptions
}

function withDefaultDatabase(state: SchemaState, { defaultDatabase }: DiffOptions): SchemaState {
  const known = findDatabase(state, { database: defaultDatabase }) !== undefined
  return known ? state : withDatabase(state, emptyDatabase(defaultDatabase))
}

function diffDatabase(key: string, sides: Sides): Finding {
  const { options } = sides
  const from = ownEntry(sides.from.databases, key)
  const to = ownEntry(sides.to.databases, key)
  const place = to ?? from
  if (place === undefined) return NOTHING
  const { name: database, catalog, properties } = place
  const owner = { database, ...(catalog !== undefined ? { catalog } : {}) }
  const changes: Operation[] = []
  const managed = catalog === undefined
  if (managed && from === undefined) changes.push({ kind: 'CreateDatabase', ...owner, properties })
  if (managed && to === undefined && options.databases === undefined && unsupportedNames(from).length === 0) {
    changes.push({ kind: 'DropDatabase', ...owner, properties })
  }
  const findings = objectNames(from, to).map((name) => diffObject({ ...owner, name }, from, to, sides))
  return mergeFindings([{ ...NOTHING, operations: changes }, compareDatabaseProperties(owner, from, to), ...findings])
}

function unsupportedNames(database: Database | undefined): readonly string[] {
  return Object.keys(database?.unsupported ?? {})
}

/** There is no statement for it in every version, so it is reported rather than changed. */
function compareDatabaseProperties(
  owner: Pick<ObjectName, 'database' | 'catalog'>,
  from: Database | undefined,
  to: Database | undefined,
): Finding {
  if (from === undefined || to === undefined || Object.keys(to.properties).length === 0) return NOTHING
  if (isDeepStrictEqual(from.properties, to.properties)) return NOTHING
  return {
    ...NOTHING,
    undecided: [
      {
        object: { ...owner, name: '' },
        attribute: 'properties',
        reason: `properties of the database ${databaseKey(owner.database, owner.catalog)} are not changed: do it by hand`,
        from: JSON.stringify(from.properties),
        to: JSON.stringify(to.properties),
      },
    ],
  }
}

function objectNames(from: Database | undefined, to: Database | undefined): readonly string[] {
  const names = [from, to].flatMap((database) =>
    database === undefined
      ? []
      : [database.tables, database.views, database.materializedViews].flatMap((objects) => Object.keys(objects)),
  )
  return [...new Set(names)].filter((name) => !isOwnObject(name)).toSorted()
}

function objectIn(database: Database | undefined, name: string): SchemaObject | undefined {
  if (database === undefined) return undefined
  return (
    ownEntry(database.tables, name) ??
    ownEntry(database.views, name) ??
    ownEntry(database.materializedViews, name) ??
    ownEntry(database.unsupported, name)
  )
}

function diffObject(name: ObjectName, from: Database | undefined, to: Database | undefined, sides: Sides): Finding {
  const { target, defaultDatabase, decideQuery, managePartitions = false } = sides.options
  const context: CompareContext = {
    name,
    target,
    defaultDatabase,
    fromState: sides.from,
    toState: sides.to,
    managePartitions,
    ...(decideQuery === undefined ? {} : { decideQuery }),
  }
  const old = objectIn(from, name.name)
  const object = objectIn(to, name.name)
  const written = objectIn(ownEntry(sides.declared.databases, databaseKey(name.database, name.catalog)), name.name)
  if (old?.kind === 'UnsupportedObject' || object?.kind === 'UnsupportedObject')
    return notUnderstood(old, object, context)
  const foreign = foreignBecause(name, object) ?? foreignBecause(name, old)
  const finding = diffManaged(name, { old, object, written }, context)
  return foreign === undefined ? finding : foreignObject(finding, old, object, foreign, context)
}

interface ObjectSides {
  readonly old: SchemaObject | undefined
  readonly object: SchemaObject | undefined
  /** `object` in the words of its author. */
  readonly written: SchemaObject | undefined
}

function diffManaged(name: ObjectName, { old, object, written }: ObjectSides, context: CompareContext): Finding {
  if (old?.kind === 'Table' && object?.kind === 'Table') {
    return diffTable(old, object, written?.kind === 'Table' ? written : object, context)
  }
  if (old?.kind === 'View' && object?.kind === 'View') {
    return diffView(old, object, written?.kind === 'View' ? written : object, context)
  }
  if (old?.kind === 'MaterializedView' && object?.kind === 'MaterializedView') {
    return diffMaterializedView(old, object, written?.kind === 'MaterializedView' ? written : object, context)
  }
  const rule = 'objects are matched by kind and name'
  const finding = compared(context, 'object', old?.kind, object?.kind, false, rule)
  return withOperations(finding, [
    ...(isManaged(old) ? [dropOf(name, old)] : []),
    ...(isManaged(object) ? [createOf(name, isManaged(written) ? written : object)] : []),
  ])
}

/** Why an object is somebody else's: only OLAP tables, views and materialized views of the default catalog are managed. */
function foreignBecause({ catalog }: ObjectName, object: SchemaObject | undefined): string | undefined {
  if (catalog !== undefined) return `it belongs to the catalog ${catalog}`
  return object?.kind === 'Table' && object.engine !== undefined ? `its engine is ${object.engine}` : undefined
}

/** It is compared and never changed: a wish to have it otherwise is reported. */
function foreignObject(
  finding: Finding,
  old: SchemaObject | undefined,
  object: SchemaObject | undefined,
  because: string,
  context: CompareContext,
): Finding {
  if (object === undefined) return NOTHING
  if (finding.operations.length === 0) return finding
  const differing = finding.comparisons.filter(({ equal }) => !equal).map(({ attribute }) => attribute)
  const problem = old === undefined ? 'is declared and not there' : `differs in ${differing.join(', ')}`
  return {
    ...finding,
    operations: [],
    reasons: [],
    undecided: [
      ...finding.undecided,
      {
        object: context.name,
        attribute: 'object',
        reason: `${objectNameText(context.name)} ${problem}, and is left alone because ${because}: change it by hand`,
        from: old?.kind ?? '',
        to: object.kind,
      },
    ],
  }
}

/** What is not understood is never altered or dropped: a wish to have it otherwise is reported. */
function notUnderstood(
  old: SchemaObject | undefined,
  object: SchemaObject | undefined,
  context: CompareContext,
): Finding {
  const unknown = [old, object].find((side) => side?.kind === 'UnsupportedObject')
  if (old === undefined || object === undefined || unknown?.kind !== 'UnsupportedObject') return NOTHING
  return {
    ...NOTHING,
    undecided: [
      {
        object: context.name,
        attribute: 'object',
        reason: `${objectNameText(context.name)} exists but is not understood (${unknown.reason}), so it is left alone`,
        from: old.kind === 'UnsupportedObject' ? old.createStatement : old.kind,
        to: object.kind === 'UnsupportedObject' ? object.createStatement : object.kind,
      },
    ],
  }
}

type ManagedObject = Exclude<SchemaObject, { kind: 'UnsupportedObject' }>

function isManaged(object: SchemaObject | undefined): object is ManagedObject {
  return object !== undefined && object.kind !== 'UnsupportedObject'
}

function createOf(name: ObjectName, object: ManagedObject): Operation {
  switch (object.kind) {
    case 'Table':
      return { kind: 'CreateTable', table: name, definition: object }
    case 'View':
      return { kind: 'CreateView', view: name, definition: object }
    case 'MaterializedView':
      return { kind: 'CreateMaterializedView', view: name, definition: object }
  }
}

function dropOf(name: ObjectName, object: ManagedObject): Operation {
  switch (object.kind) {
    case 'Table':
      return { kind: 'DropTable', table: name, definition: object }
    case 'View':
      return { kind: 'DropView', view: name, definition: object }
    case 'MaterializedView':
      return { kind: 'DropMaterializedView', view: name, definition: object }
  }
}
