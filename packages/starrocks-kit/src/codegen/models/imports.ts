import type * as modelsModule from '../../models/index.ts'
import { stringLiteral } from '../source/code.ts'

/** The functions and constants of the models' API that generated source uses; none of them can be the name of a generated export. */
export const MODEL_IMPORTS = [
  'MAXVALUE',
  'aggState',
  'aggregateKey',
  'array',
  'automatic',
  'batch',
  'bigint',
  'bitmap',
  'boolean',
  'char',
  'columnType',
  'date',
  'dateTrunc',
  'datetime',
  'decimal',
  'decimalV2',
  'desc',
  'double',
  'duplicateKey',
  'externalCatalog',
  'float',
  'hash',
  'hll',
  'index',
  'int',
  'json',
  'largeint',
  'list',
  'map',
  'materializedView',
  'partition',
  'percentile',
  'pipe',
  'primaryKey',
  'random',
  'range',
  'raw',
  'refresh',
  'resourceGroup',
  'role',
  'routineLoad',
  'rollup',
  'smallint',
  'sql',
  'storageVolume',
  'string',
  'struct',
  'table',
  'task',
  'user',
  'timeSlice',
  'tinyint',
  'uniqueKey',
  'userFunction',
  'unmanaged',
  'varbinary',
  'varchar',
  'variant',
  'view',
] as const satisfies readonly (keyof typeof modelsModule)[]

export type ModelImport = (typeof MODEL_IMPORTS)[number]

/** Gathers what a file imports while its code is made. */
export class ImportList {
  readonly #api: string
  readonly #names = new Map<string, Set<string>>()

  /** `api` is what the models' API is imported from. */
  constructor(api: string) {
    this.#api = api
  }

  /** Notes a name of the models' API and gives it back, to be written into the code. */
  use(name: ModelImport): ModelImport {
    this.useFrom(this.#api, name)
    return name
  }

  /** Notes a name that another module exports. */
  useFrom(module: string, name: string): void {
    const names = this.#names.get(module) ?? new Set()
    this.#names.set(module, names.add(name))
  }

  /** What is imported from where: the API first, then other modules by name; names sorted without regard to case. */
  get modules(): readonly ModuleImports[] {
    return [...this.#names]
      .map(([module, names]) => ({ module, names: [...names].toSorted(byLetters) }))
      .toSorted(
        (a, b) => Number(b.module === this.#api) - Number(a.module === this.#api) || byLetters(a.module, b.module),
      )
  }
}

/** The names that a file imports from one module. */
export interface ModuleImports {
  readonly module: string
  readonly names: readonly string[]
}

/** An import statement, on one line where that has at most 120 columns. */
export function importStatement({ module, names }: ModuleImports): string {
  const oneLine = `import { ${names.join(', ')} } from ${stringLiteral(module)}`
  if (oneLine.length <= 120) return oneLine
  return [`import {`, ...names.map((name) => `  ${name},`), `} from ${stringLiteral(module)}`].join('\n')
}

/** The order of names in an import. */
export function byLetters(a: string, b: string): number {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()]
  return first < second ? -1 : first > second ? 1 : 0
}
