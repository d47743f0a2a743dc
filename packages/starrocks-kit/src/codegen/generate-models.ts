import { clusterModelCode, clusterPlace } from './cluster/model.ts'
import { clusterObjects, isUnseen } from '../schema/index.ts'
import type { ClusterKind, ClusterObject } from '../schema/index.ts'
import { objectNameText } from '../schema/state.ts'
import type { SchemaObject } from '../schema/state.ts'
import { dependencyOrder } from '../schema/to-statements/schema.ts'
import type { ObjectName } from '../schema/types/names.ts'
import type { Target } from '../schema/types/capabilities.ts'
import type { SchemaState } from '../schema/types/schema-state.ts'
import { identifiersOf } from './models/identifiers.ts'
import type { ModelStyle } from './models/identifiers.ts'
import { ImportList, importStatement } from './models/imports.ts'
import type { ModuleImports } from './models/imports.ts'
import type { Casing } from './models/keys.ts'
import { materializedViewCode } from './models/materialized-view.ts'
import { modelPath } from './models/model-path.ts'
import type { ModelLayout } from './models/model-path.ts'
import type { DeclaredModel, SourceFile } from './models/source-file.ts'
import { tableCode } from './models/table.ts'
import { unseenComment, unsupportedComment } from './models/unsupported.ts'
import { viewCode } from './models/view.ts'
import { withoutServerDefaults } from './models/without-server-defaults.ts'
import { layOut } from './source/layout.ts'

/** A model that stands in a file already, and stays what it is called, how it is written and where it stands. */
export interface KnownModel extends DeclaredModel {
  readonly style: ModelStyle
}

/** How models are written. */
export interface GenerateModelsOptions {
  /** Objects of this database are declared without naming it. */
  readonly defaultDatabase: string
  /** The server that the schema was read from: what it adds by itself is left out. Absent: everything is written. */
  readonly target?: Target
  /** `table` (the default): constants. `class`: a class for each table, whose instances are its rows. */
  readonly style?: ModelStyle
  /** How columns are called; `preserve` (the default) is as in the database. */
  readonly casing?: Casing
  /** One file (the default), or one for each object or database. */
  readonly layout?: ModelLayout
  /** The path of the file of layout `single`, relative to where files are written. Default `models.ts`. */
  readonly path?: string
  /** What the files import the models' API from. Default `starrocks-kit`. */
  readonly importFrom?: string
  /** Models that exist already, by `objectNameText`. */
  readonly known?: ReadonlyMap<string, KnownModel>
}

/** The source of one model, or the comment that stands for an object that is not understood. */
export interface ModelSource {
  readonly name: ObjectName
  readonly kind: SchemaObject['kind'] | ClusterKind
  /** The whole statement, or comment. */
  readonly text: string
}

/** A file to be written. */
export interface GeneratedFile {
  /** Relative to the folder that the caller chooses, with `/`. */
  readonly path: string
  readonly imports: readonly ModuleImports[]
  /** In an order in which what a query reads comes before it. */
  readonly models: readonly ModelSource[]
}

/**
 * The models that declare a schema, as TypeScript source: evaluated, they give the same schema again. Tables come first, then views and
 * materialized views after what they read. Objects that are not understood become comments with the reason.
 *
 * @example generateModels(state, { defaultDatabase: 'shop', target }).map(modelFileText)
 */
export function generateModels(state: SchemaState, options: GenerateModelsOptions): readonly GeneratedFile[] {
  const { style = 'table', casing = 'preserve', importFrom = 'starrocks-kit', defaultDatabase } = options
  const { target, layout = 'single', path = 'models.ts', known = new Map<string, KnownModel>() } = options
  const objects = dependencyOrder(target === undefined ? state : withoutServerDefaults(state, target))
  const names = new Map([...known].map(([name, { identifier }]) => [name, identifier]))
  const beside = clusterObjects(state).map((object) => ({ name: clusterPlace(object), object }))
  const all = [...objects, ...beside]
  const identifiers = identifiersOf(all, style, names)
  const declared = new Map<string, DeclaredModel>()
  const files = new Map<string, { readonly file: SourceFile; readonly models: ModelSource[] }>()
  for (const { name, object } of all) {
    const key = objectNameText(name)
    const existing = known.get(key)
    const place = existing?.path ?? modelPath(name, { layout, path, defaultDatabase })
    const { file, models } = files.get(place) ?? {
      file: { path: place, imports: new ImportList(importFrom), defaultDatabase, casing, state, declared },
      models: [],
    }
    files.set(place, { file, models })
    const identifier = identifiers.get(key) ?? name.name
    models.push({
      name,
      kind: object.kind,
      text: objectSource(name, object, identifier, existing?.style ?? style, file),
    })
    if (object.kind !== 'UnsupportedObject') declared.set(key, { identifier, path: place })
  }
  return [...files.values()].map(({ file, models }) => ({ path: file.path, imports: file.imports.modules, models }))
}

/** The text of a file that holds nothing else. */
export function modelFileText({ imports, models }: Pick<GeneratedFile, 'imports' | 'models'>): string {
  const blocks = [imports.map(importStatement).join('\n'), ...models.map(({ text }) => text)]
  const content = blocks.filter((block) => block !== '').join('\n\n')
  return content === '' ? 'export {}\n' : `${content}\n`
}

function objectSource(
  name: ObjectName,
  object: SchemaObject | ClusterObject,
  identifier: string,
  style: ModelStyle,
  file: SourceFile,
): string {
  const constant = { before: `export const ${identifier} = ` }
  switch (object.kind) {
    case 'Table': {
      const code = tableCode(name, object, file)
      return style === 'class'
        ? layOut(code, { before: `export class ${identifier} extends `, after: ' {}' })
        : layOut(code, constant)
    }
    case 'View':
      return layOut(viewCode(name, object, file), constant)
    case 'MaterializedView':
      return layOut(materializedViewCode(name, object, file), constant)
    case 'UnsupportedObject':
      return unsupportedComment(name, object)
    default:
      return isUnseen(object)
        ? unseenComment(object, layOut(clusterModelCode(object, { ...file, imports: new ImportList('') }), constant))
        : layOut(clusterModelCode(object, file), constant)
  }
}
