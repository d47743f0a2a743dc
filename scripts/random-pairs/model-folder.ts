import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { generateModels, modelFileText } from '../../packages/starrocks-kit/src/codegen/index.ts'
import { schemaFromModels } from '../../packages/starrocks-kit/src/models/index.ts'
import type { SchemaState, Target } from '../../packages/starrocks-kit/src/schema/index.ts'

const MODELS = fileURLToPath(new URL('../../packages/starrocks-kit/src/models/index.ts', import.meta.url))

/** A temporary folder of generated models. */
export class ModelFolder implements Disposable {
  readonly #path = mkdtempSync(join(tmpdir(), 'starrocks-kit-pairs-'))
  #files = 0

  /** Writes models of the state, and reads them as a user's are. */
  async evaluate(
    state: SchemaState,
    defaultDatabase: string,
    target: Target,
  ): Promise<{ readonly source: string; readonly state: SchemaState }> {
    const [file] = generateModels(state, { defaultDatabase, target, importFrom: MODELS })
    const source = file === undefined ? 'export {}\n' : modelFileText(file)
    const path = join(this.#path, `models-${this.#files++}.ts`)
    writeFileSync(path, source)
    const namespace: object = await import(pathToFileURL(path).href)
    return { source, state: schemaFromModels(namespace, { defaultDatabase }).state }
  }

  [Symbol.dispose](): void {
    rmSync(this.#path, { recursive: true, force: true })
  }
}
