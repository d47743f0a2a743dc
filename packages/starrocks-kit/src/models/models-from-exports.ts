import { DuplicateModelError } from './errors/duplicate-model-error.ts'
import { clusterLabel } from '../schema/index.ts'
import { clusterObjectOf, definitionOf, isClusterModel, isModel } from './model.ts'
import { modelLabel } from './model-reference.ts'
import type { AnyModel } from './model.ts'
import { DEFAULT_CATALOG } from '../schema/types/names.ts'

/**
 * The models that modules export, in the order of the modules and of their exports. A model that is exported twice (or extended and
 * exported with its base) counts once; other exports are passed over. `paths` names the modules in messages, by position.
 *
 * Throws `DuplicateModelError` when two exports describe the same object differently.
 *
 * @example modelsFromExports([await import('./models.ts')], ['src/models.ts'])
 */
export function modelsFromExports(namespaces: readonly object[], paths: readonly string[] = []): readonly AnyModel[] {
  const found = new ModelSet()
  namespaces.forEach((namespace, index) => {
    const path = paths[index]
    for (const [name, value] of exportedModels(namespace)) {
      found.add(value, path === undefined ? `export ${name}` : `export ${name} of ${path}`)
    }
  })
  return found.models
}

/** Models without repetition: two different ones of the same place are an error. */
class ModelSet {
  readonly #found = new Map<string, { readonly model: AnyModel; readonly source: string }>()

  get models(): readonly AnyModel[] {
    return [...this.#found.values()].map(({ model }) => model)
  }

  /** `source` says where the model was found, for the message of `DuplicateModelError`. */
  add(model: AnyModel, source: string): void {
    const { definition, key, label } = identityOf(model)
    const other = this.#found.get(key)
    if (other === undefined) this.#found.set(key, { model, source })
    else if (identityOf(other.model).definition !== definition)
      throw new DuplicateModelError(label, other.source, source)
  }
}

function identityOf(model: AnyModel): { readonly definition: object; readonly key: string; readonly label: string } {
  if (isClusterModel(model)) {
    const object = clusterObjectOf(model)
    return { definition: object, key: JSON.stringify([object.kind, object.name]), label: clusterLabel(object) }
  }
  const definition = definitionOf(model)
  const { catalog = DEFAULT_CATALOG, database, name } = definition
  return { definition, key: JSON.stringify([catalog, database ?? null, name]), label: modelLabel(definition) }
}

/** Models among the exports of a module, and of modules that it exports as a whole (`export * as orders from ...`). */
function* exportedModels(namespace: object): Generator<readonly [name: string, model: AnyModel]> {
  for (const [name, value] of Object.entries(namespace) as [string, unknown][]) {
    if (isModel(value) || isClusterModel(value)) yield [name, value]
    else if (isModuleNamespace(value)) {
      for (const [inner, model] of exportedModels(value)) yield [`${name}.${inner}`, model]
    }
  }
}

function isModuleNamespace(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Reflect.get(value, Symbol.toStringTag) === 'Module'
}
