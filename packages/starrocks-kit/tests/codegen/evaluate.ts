import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generateModels, modelFileText } from '../../src/codegen/index.ts'
import type { GenerateModelsOptions } from '../../src/codegen/index.ts'
import { schemaFromModels } from '../../src/models/index.ts'
import type { SchemaState } from '../../src/schema/index.ts'
import { temporaryFolder } from './formatted.ts'

/** What generated files import instead of the package: the same source. */
const MODELS_SOURCE = '../../../src/models/index.ts'

/** The one file that models of a state make. */
export function modelsSource(state: SchemaState, options: Partial<GenerateModelsOptions> = {}): string {
  const [file] = generateModels(state, { defaultDatabase: 'app', importFrom: MODELS_SOURCE, ...options })
  return file === undefined ? 'export {}\n' : modelFileText(file)
}

/** The state that a generated file evaluates to: it is written, imported and read as a user's models are. */
export async function evaluate(source: string): Promise<SchemaState> {
  const folder = temporaryFolder()
  try {
    const file = join(folder.path, 'models.ts')
    writeFileSync(file, source)
    const namespace: object = await import(/* @vite-ignore */ pathToFileURL(file).href)
    return schemaFromModels(namespace, { defaultDatabase: 'app' }).state
  } finally {
    folder.dispose()
  }
}
