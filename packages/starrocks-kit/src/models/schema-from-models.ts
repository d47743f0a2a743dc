import { clusterLabel, clusterOf, inDefaultDatabase } from '../schema/index.ts'
import type { ClusterObject } from '../schema/index.ts'
import { schemaOf } from '../schema/state.ts'
import type { PlacedObject } from '../schema/state.ts'
import type { AttributeOverride } from '../schema/types/attribute-override.ts'
import type { ObjectName } from '../schema/types/names.ts'
import type { SchemaState } from '../schema/types/schema-state.ts'
import { deepFreeze } from '../util/deep-freeze.ts'
import { DuplicateModelError } from './errors/duplicate-model-error.ts'
import { queryText } from './evaluate-query.ts'
import { clusterObjectOf, definitionOf, isClusterModel } from './model.ts'
import { modelLabel, objectNameOf } from './model-reference.ts'
import type { AnyModel, ModelDefinition } from './model.ts'
import { modelsFromExports } from './models-from-exports.ts'

/** What models say besides their schema: names of before. */
export type ModelRename =
  | { readonly kind: 'object'; readonly from: ObjectName; readonly to: ObjectName }
  | { readonly kind: 'column'; readonly table: ObjectName; readonly from: string; readonly to: string }

/** The schema that models declare, and what stands beside it. */
export interface ModelSchema {
  /** As declared, in canonical spelling: what the server derives is added by `normalizeSchema`. */
  readonly state: SchemaState
  readonly renames: readonly ModelRename[]
  readonly overrides: readonly AttributeOverride[]
  /** Tables that may be rebuilt. */
  readonly rebuilds: readonly ObjectName[]
}

/**
 * The schema that models declare. `models` is a list of them, or a module's exports.
 *
 * Throws `DuplicateModelError` when two models describe one object, and `ModelError`s of queries that cannot be written.
 *
 * @example schemaFromModels([users, activeUsers], { defaultDatabase: 'app' }).state
 */
export function schemaFromModels(
  models: readonly AnyModel[] | object,
  options: { readonly defaultDatabase: string },
): ModelSchema {
  const { defaultDatabase } = options
  const all = isModelList(models) ? models : modelsFromExports([models])
  const definitions = [...new Set(all.flatMap((model) => (isClusterModel(model) ? [] : [definitionOf(model)])))]
  const objects = [...new Set(all.filter(isClusterModel).map(clusterObjectOf))].map((object) =>
    inDefaultDatabase(object, defaultDatabase),
  )
  checkClusterNames(objects)
  checkNames(definitions, defaultDatabase)
  return deepFreeze({
    rebuilds: definitions.flatMap((definition) =>
      definition.kind === 'Table' && definition.rebuild === true ? [objectNameOf(definition, defaultDatabase)] : [],
    ),
    state: {
      ...schemaOf(definitions.map((definition) => placedObject(definition, defaultDatabase))),
      ...(objects.length === 0 ? {} : { cluster: clusterOf(objects) }),
    },
    renames: definitions.flatMap((definition) => renamesOf(definition, defaultDatabase)),
    overrides: definitions.flatMap((definition) =>
      definition.overrides.map((override) => ({ object: objectNameOf(definition, defaultDatabase), ...override })),
    ),
  })
}

function isModelList(models: readonly AnyModel[] | object): models is readonly AnyModel[] {
  return Array.isArray(models)
}

/** Tables, views and materialized views share one name space, and the default database may be named or not. */
function checkNames(definitions: readonly ModelDefinition[], defaultDatabase: string): void {
  const seen = new Map<string, ModelDefinition>()
  for (const definition of definitions) {
    const key = JSON.stringify(objectNameOf(definition, defaultDatabase))
    const other = seen.get(key)
    if (other !== undefined)
      throw new DuplicateModelError(modelLabel(definition), modelLabel(other), modelLabel(definition))
    seen.set(key, definition)
  }
}

function checkClusterNames(objects: readonly ClusterObject[]): void {
  const seen = new Set<string>()
  for (const object of objects) {
    const label = clusterLabel(object)
    if (seen.has(label)) throw new DuplicateModelError(label, label, label)
    seen.add(label)
  }
}

function placedObject(definition: ModelDefinition, defaultDatabase: string): PlacedObject {
  const { catalog, database } = objectNameOf(definition, defaultDatabase)
  const place = { database, ...(catalog === undefined ? {} : { catalog }) }
  switch (definition.kind) {
    case 'Table':
      return { ...place, object: definition.table }
    case 'View':
      return { ...place, object: { ...definition.view, query: queryText(definition, defaultDatabase) } }
    case 'MaterializedView':
      return { ...place, object: { ...definition.materializedView, query: queryText(definition, defaultDatabase) } }
  }
}

function renamesOf(definition: ModelDefinition, defaultDatabase: string): readonly ModelRename[] {
  const to = objectNameOf(definition, defaultDatabase)
  const renames: ModelRename[] = []
  if (definition.renamedFrom !== undefined) {
    renames.push({ kind: 'object', from: { ...to, name: definition.renamedFrom }, to })
  }
  if (definition.kind === 'Table') {
    for (const rename of definition.columnRenames) renames.push({ kind: 'column', table: to, ...rename })
  }
  return renames
}
