import { objectNameText } from '../schema/state.ts'
import type { SchemaObject } from '../schema/state.ts'
import { dependencyOrder } from '../schema/to-statements/schema.ts'
import type { ObjectName } from '../schema/types/names.ts'
import type { Target } from '../schema/types/capabilities.ts'
import type { SchemaState } from '../schema/types/schema-state.ts'
import { identifiersOf } from './models/identifiers.ts'
import type { ModelStyle } from './models/identifiers.ts'
import { ImportList } from './models/imports.ts'
import { materializedViewCode } from './models/materialized-view.ts'
import type { SourceFile } from './models/source-file.ts'
import { tableCode } from './models/table.ts'
import { unsupportedComment } from './models/unsupported.ts'
import { viewCode } from './models/view.ts'
import { withoutServerDefaults } from './models/without-server-defaults.ts'
import { layOut } from './source/layout.ts'

/** How models are written. */
export interface GenerateModelsOptions {
  /** Objects of this database are declared without naming it. */
  readonly defaultDatabase: string
  /** The server that the schema was read from: what it adds by itself is left out. Absent: everything is written. */
  readonly target?: Target
  /** `table` (the default): constants. `class`: a class for each table, whose instances are its rows. */
  readonly style?: ModelStyle
  /** The path of the file, relative to where files are written. Default `models.ts`. */
  readonly path?: string
  /** What the file imports the models' API from. Default `starrocks-kit`. */
  readonly importFrom?: string
}

/** A file to be written. */
export interface GeneratedFile {
  /** Relative to the folder that the caller chooses, with `/`. */
  readonly path: string
  readonly content: string
}

/**
 * The models that declare a schema, as TypeScript source: evaluated, they give the same schema again. Tables come first, then views and
 * materialized views after what they read. Objects that are not understood become comments with the reason.
 *
 * @example generateModels(state, { defaultDatabase: 'shop', target })[0].content
 */
export function generateModels(state: SchemaState, options: GenerateModelsOptions): readonly GeneratedFile[] {
  const { style = 'table', path = 'models.ts', importFrom = 'starrocks-kit', defaultDatabase } = options
  const { target } = options
  const objects = dependencyOrder(target === undefined ? state : withoutServerDefaults(state, target))
  const identifiers = identifiersOf(objects, style)
  const file: SourceFile = { imports: new ImportList(), defaultDatabase, state, declared: new Map() }
  const blocks = objects.map(({ name, object }) => {
    const identifier = identifiers.get(objectNameText(name)) ?? name.name
    const source = objectSource(name, object, identifier, style, file)
    if (object.kind !== 'UnsupportedObject') file.declared.set(objectNameText(name), identifier)
    return source
  })
  const content = [file.imports.statement(importFrom), ...blocks].filter((block) => block !== '').join('\n\n')
  return [{ path, content: content === '' ? 'export {}\n' : `${content}\n` }]
}

function objectSource(
  name: ObjectName,
  object: SchemaObject,
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
  }
}
