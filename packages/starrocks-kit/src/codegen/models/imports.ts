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
  'primaryKey',
  'random',
  'range',
  'raw',
  'refresh',
  'rollup',
  'smallint',
  'sql',
  'string',
  'struct',
  'table',
  'timeSlice',
  'tinyint',
  'uniqueKey',
  'unmanaged',
  'varbinary',
  'varchar',
  'variant',
  'view',
] as const satisfies readonly (keyof typeof modelsModule)[]

export type ModelImport = (typeof MODEL_IMPORTS)[number]

/** Gathers what a file imports while its code is made. */
export class ImportList {
  readonly #names = new Set<ModelImport>()

  /** Notes the name and gives it back, to be written into the code. */
  use(name: ModelImport): ModelImport {
    this.#names.add(name)
    return name
  }

  /** The import statement, names sorted without regard to case; empty when nothing is used. */
  statement(from: string): string {
    const names = [...this.#names].toSorted(byLetters)
    if (names.length === 0) return ''
    const oneLine = `import { ${names.join(', ')} } from ${stringLiteral(from)}`
    if (oneLine.length <= 120) return oneLine
    return [`import {`, ...names.map((name) => `  ${name},`), `} from ${stringLiteral(from)}`].join('\n')
  }
}

function byLetters(a: string, b: string): number {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()]
  return first < second ? -1 : first > second ? 1 : 0
}
